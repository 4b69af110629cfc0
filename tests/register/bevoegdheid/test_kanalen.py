"""Whatever is asked, by whatever role, on whatever day: what somebody may not read is as if it were not there.

For each reader, at each moment, every question is asked twice: in a register that holds every contactadres, and in one
that holds only those that this reader may read then. The answers must be the same to the letter (codes, counts, texts,
keys, cursors), be written by the same statements, and note the same inzagen. What may be read is told by a model of its
own, of a few lines.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from unittest import mock

import sqlalchemy as sa
from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.register.database import statements
from rio_soap.register.database.database import Register
from rio_soap.register.database.rows import Rows
from rio_soap.register.database.session import Session
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.uitslag import Context, Inzage, Uitslag
from rio_soap.register.vooraf.bekijken import bekijk
from tests.register.bevoegdheid.kanalen import (
    AANBIEDER,
    ALLES_IN_FEED,
    BESLOTEN_OP,
    KERN,
    MET,
    NAMEN,
    OPENBAAR,
    PLEKKEN,
    SNEL,
    VERZOEKEN,
    ZONDER,
    Verzoek,
    zet_contactadressen,
    zet_contexten,
)
from tests.register.geldige_antwoorden import KOP
from tests.register.hulp import NU, VREEMD, context, voer_uit
from tests.register.hulp_organisatie import BESTUUR, PROEFBESTUUR
from tests.register.rollen import DUO, geef, geef_persoon, maak_persoon
from tests.register.versie.hulp_versie import zet_begin

DAG, TIK = timedelta(days=1), timedelta(microseconds=1)
TOT = NU + 2 * DAG
"""Roles are held from NU up to this moment; between them FACTURATIE is made restricted."""
EIGEN = {"INSTELLING", "BEHEERDER_ALGEMEEN", "BEHEER_CONTACTADRES", "LEES_CONTEXT"}
LEZERS = {"LEERPLICHT": {"GEMEENTE"}, "TOEZICHT": {"INSPECTIE"}, "BPV": {"SBB"}, "FACTURATIE": {"GEMEENTE"}}


class Lezer(NamedTuple):
    """Who asks: a sender with one role from NU to TOT, or with none."""

    oin: str
    rol: str
    bereik: str

    def leest(self, moment: datetime) -> frozenset[str]:
        """The contexten that it may read then: the model."""
        rol = self.rol if NU <= moment < TOT else ""
        if rol == "DUO" or (rol in EIGEN and self.bereik == BESTUUR):
            return frozenset(NAMEN)
        open_ = OPENBAAR - ({"FACTURATIE"} if moment.date() >= BESLOTEN_OP else set())
        return open_ | {naam for naam, rollen in LEZERS.items() if rol in rollen}


def _lezers() -> list[Lezer]:
    lezers = [Lezer(VREEMD, "", "")]
    bereiken = {"": ("",), "onderwijsbestuurcode": (BESTUUR, PROEFBESTUUR)}
    for nummer, (rol, element) in enumerate(BEREIKEN.items()):
        for plek, bereik in enumerate(bereiken.get(element, ("100E003",))):
            lezers.append(Lezer(f"0000009900{nummer:04}{plek:03}000", rol, bereik))
    return lezers


LEZERS_ALLE = _lezers()


class Gehoord(NamedTuple):
    """All that a reader hears of one question."""

    antwoord: str
    opdrachten: tuple[object, ...]
    inzagen: frozenset[Inzage]


_VAN_ZICHZELF = re.compile(r"(?<=uittrekselnummer>)[^<]+|(?<=hash>)[^<]+")
"""What an uittreksel says of itself, which is another every time."""


def _tekst(operatie: str, uitslag: Uitslag) -> str:
    """An answer as it is sent."""
    if not uitslag.goedgekeurd:
        return str([(fout.foutcode, fout.fouttekst, fout.sleutels) for fout in uitslag.foutmeldingen])
    velden = {**KOP, "requestGoedgekeurd": True, **uitslag.gegevens}
    element = mapping.schrijf(OPERATIES[operatie], Gegeven(OPERATIES[operatie].antwoord, velden))
    return _VAN_ZICHZELF.sub("…", etree.tostring(element, encoding="unicode"))


def _wie(lezer: Lezer, moment: datetime, operatie: str, persoon: int | None) -> Context:
    basis = context(lezer.oin if persoon is None else DUO, moment=moment, klok=lambda: moment)
    return replace(basis, operatie=operatie, identificatiecode="x", gebruiker=persoon)


@contextmanager
def gelopen(register: Register) -> Iterator[list[object]]:
    """The statements that run meanwhile, each once: those of a module by themselves, those of Core by their text.

    Those of this thread: a service that an earlier test left serving goes on with its own. A statement of a module that
    has had lists of very many lengths runs by Core, which tells of it too.
    """
    gezien: list[object] = []
    echt, eigen, draad = statements.Statement.run, 0, threading.get_ident()

    def run(opdracht: statements.Statement[tuple[object, ...]], *met: Any) -> Rows[tuple[object, ...]]:
        nonlocal eigen
        if threading.get_ident() != draad:
            return echt(opdracht, *met)
        gezien.append(opdracht)
        eigen += 1
        try:
            return echt(opdracht, *met)
        finally:
            eigen -= 1

    def tel(_v: object, _c: object, opdracht: str, *_: object) -> None:
        if not eigen and threading.get_ident() == draad:
            gezien.append(opdracht)

    sa.event.listen(register.engine, "before_cursor_execute", tel)
    with mock.patch.object(statements.Statement, "run", run):
        yield gezien
    sa.event.remove(register.engine, "before_cursor_execute", tel)


def vraag(gezien: list[object], session: Session, wie: Context, velden: Mapping[str, Any]) -> Gehoord:
    gezien.clear()
    uitslag = RAADPLEGINGEN[wie.operatie].lees(session, wie, Gegeven("verzoek", dict(velden)))
    tekst = _tekst(wie.operatie, uitslag)
    inzagen = frozenset(wie.inzagen) if uitslag.goedgekeurd else frozenset()
    return Gehoord(tekst, tuple(gezien), inzagen)


def vooraf(session: Session, wie: Context, velden: Mapping[str, Any]) -> Gehoord:
    """What a preview of a delivery shows, or the refusal of one."""
    verzoek = Gegeven("verzoek", dict(velden))
    beeld = bekijk(session, wie, verzoek, lambda s: voer_uit(s, wie.operatie, verzoek, wie))
    assert not beeld.uitslag.goedgekeurd
    return Gehoord(str(beeld), (), frozenset())


def _leveringen() -> list[Verzoek]:
    periode = Gegeven("contactadresPeriode", {"begindatum": NU.date(), "email": "a@b.nl"})
    sleutel: dict[str, Any] = {"organisatorischeEenheidcode": AANBIEDER, "communicatiesubcontextNummer": "0"}
    gevonden: list[Verzoek] = [
        ("verwijderen_onderwijsaanbieder", {"onderwijsaanbiedercode": AANBIEDER}),
    ]
    for naam in ("ALGEMEEN", "TOEZICHT"):
        velden = {**sleutel, "communicatiecontext": naam}
        gevonden.append(("verwijderen_contactadres", {"contactadres": Gegeven("contactadres", velden)}))
        nieuw = Gegeven("contactadres", {**velden, "contactadresPeriode": [periode]})
        gevonden.append(("aanleveren_contactadres", {"contactadres": nieuw}))
    return gevonden


SCHRIJVERS = {"INSTELLING", "BEHEER_CONTACTADRES", "BEHEER_AANBIEDER"}
"""Who may deliver some of these for BESTUUR: what they write they may read, or it is told to those who act for it."""
MOMENTEN = (NU - TIK, NU, NU + DAG, TOT - TIK, TOT, TOT + TIK)


class Beurt(NamedTuple):
    """A reader at a moment with a question: the number of it in `VRAGEN`."""

    lezer: Lezer
    moment: datetime
    nummer: int


VRAGEN: tuple[Verzoek, ...] = (*VERZOEKEN, *_leveringen())
"""All questions; from `len(VERZOEKEN)` on deliveries, of which a preview is asked."""
_VOLUIT = {"", "GEMEENTE", "INSPECTIE"}
"""Roles that are asked everything; the others are asked the heart of it."""
_LEEST = EIGEN | {"", "BEHEERDER", "DUO", "GEMEENTE", "INSPECTIE", "SBB"}
"""Roles that read something of it, or of what is told about it."""


def _nummers(lezer: Lezer, moment: datetime, dialect: str) -> Iterable[int]:
    """What a reader is asked at a moment: most while it has its role, and after that, of who reads by it.

    PostgreSQL, where a statement takes longer, is asked what differs from SQLite.
    """
    if lezer.rol in _VOLUIT and moment == NU:
        return range(len(VRAGEN))
    if dialect != "sqlite" and (moment != NU or lezer.rol not in _LEEST):
        return ()
    heel = moment == NU or (lezer.rol in _LEEST and moment in (NU + DAG, TOT))
    return range(len(KERN)) if heel else range(SNEL)


def _beurten(dialect: str) -> Iterator[Beurt]:
    """Who is asked what, when."""
    for lezer in LEZERS_ALLE:
        schrijft = lezer.rol in SCHRIJVERS and lezer.bereik == BESTUUR
        for moment in MOMENTEN:
            for nummer in _nummers(lezer, moment, dialect):
                operatie = VRAGEN[nummer][0]
                if operatie in RAADPLEGINGEN or (operatie in LEVERINGEN and not schrijft):
                    yield Beurt(lezer, moment, nummer)


def _gehoord(gezien: list[object], session: Session, beurt: Beurt, persoon: int | None) -> Gehoord:
    operatie, velden = VRAGEN[beurt.nummer]
    wie = _wie(beurt.lezer, beurt.moment, operatie, persoon)
    return vraag(gezien, session, wie, velden) if operatie in RAADPLEGINGEN else vooraf(session, wie, velden)


Personen = Mapping[Lezer, int]
"""Numbers of the people that readers are; empty where they are senders."""


def in_wereld(
    register: Register, personen: Personen, namen: frozenset[str], beurten: Iterable[Beurt]
) -> dict[Beurt, Gehoord]:
    """What is heard in a register with the contactadressen of these contexten; nothing of it stays."""

    def taak(session: Session) -> dict[Beurt, Gehoord]:
        zet_contactadressen(session, namen)
        with gelopen(register) as gezien:
            return {beurt: _gehoord(gezien, session, beurt, personen.get(beurt.lezer)) for beurt in beurten}

    return register.probeer(taak)


def _geef_rollen(register: Register) -> Personen:
    """Give each reader its role: on SQLite to senders, on PostgreSQL to people, by a sender that is DUO itself."""
    if register.engine.dialect.name == "sqlite":
        for lezer in LEZERS_ALLE[1:]:
            geef(register, lezer.oin, lezer.rol, lezer.bereik, NU, TOT)
        return {}
    geef(register, DUO, "DUO")
    personen = {lezer: maak_persoon(register, f"{lezer.oin}@example.org") for lezer in LEZERS_ALLE}
    for lezer in LEZERS_ALLE[1:]:
        geef_persoon(register, personen[lezer], lezer.rol, lezer.bereik, NU, TOT)
    return personen


def test_what_somebody_may_not_read_is_as_if_it_were_not_there(register: Register) -> None:
    zet_begin(register)
    register.schrijf(zet_contexten)
    personen = _geef_rollen(register)
    beurten = list(_beurten(register.engine.dialect.name))
    alles = in_wereld(register, personen, frozenset(NAMEN), beurten)
    for namen, wie in per(beurten, lambda beurt: beurt.lezer.leest(beurt.moment)).items():
        alleen = alles if namen == frozenset(NAMEN) else in_wereld(register, personen, namen, wie)
        for beurt in wie:
            assert alles[beurt] == alleen[beurt], (beurt, VRAGEN[beurt.nummer])
            _houd_aan_model(beurt, alles[beurt])


def _houd_aan_model(beurt: Beurt, een: Gehoord) -> None:
    """What is restricted and shown is noted, by the role that the reader has; what may be read is in the feed."""
    openbaar = Lezer("", "", "").leest(beurt.moment)
    genoteerd = {(inzage.eenheid, inzage.context) for inzage in een.inzagen}
    for plek in PLEKKEN:
        if plek.geheim in een.antwoord:
            wil = plek.context not in openbaar
            assert ((plek.eenheid, plek.context) in genoteerd) == wil, (beurt, VRAGEN[beurt.nummer])
    if VRAGEN[beurt.nummer] == ALLES_IN_FEED:
        assert {plek.context for plek in PLEKKEN if plek.geheim in een.antwoord} == beurt.lezer.leest(beurt.moment)
    assert {inzage.rol for inzage in een.inzagen} <= {beurt.lezer.rol}
    assert not {naam for _, naam in genoteerd} & openbaar


def test_every_reading_that_is_built_is_asked_here_or_told_to_have_no_contactadressen() -> None:
    assert not MET & ZONDER
    assert RAADPLEGINGEN.keys() <= MET | ZONDER, "say in kanalen.py whether it can tell of a contactadres"
    assert OPERATIES.keys() - LEVERINGEN.keys() >= MET | ZONDER


def test_the_model_lets_nobody_read_all_by_a_role_for_another_bestuur() -> None:
    allen = {lezer for lezer in LEZERS_ALLE if lezer.leest(NU) == frozenset(NAMEN)}
    assert {lezer.rol for lezer in allen} == EIGEN | {"DUO"}
    assert {lezer.bereik for lezer in allen} == {"", BESTUUR}
    assert not {lezer for lezer in LEZERS_ALLE if lezer.leest(TOT) != LEZERS_ALLE[0].leest(TOT)}

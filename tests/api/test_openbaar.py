"""What is not public is in no byte of any answer of the API, nor of what the files are made of.

As in `tests.register.bevoegdheid.test_kanalen`: everything is asked twice, in a register that holds it and in one that
does not, and the answers are the same, by the same statements. For everybody: the API knows no other reader.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from werkzeug.test import Client

from rio_soap.api.pad import Apibron
from rio_soap.api.paden import PADEN
from rio_soap.api.toepassing import maak_toepassing
from rio_soap.contract.jsonvorm import json_van
from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.publicatie.publicatiebron import Publicatiebron, tijdpunt
from rio_soap.register.regels.uitslag import Registerinstellingen
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.service.afhandeling import Afhandeling
from tests.api.api import Api
from tests.api.vragenlijst import ALLE, VRAGEN
from tests.register.bevoegdheid.kanalen import (
    AANBIEDER,
    BESLOTEN_OP,
    NAMEN,
    OPENBAAR,
    PLEKKEN,
    zet_contactadressen,
    zet_contexten,
)
from tests.register.bevoegdheid.test_kanalen import gelopen
from tests.register.hulp import HANZE, NU, context, fouten, nieuw
from tests.register.hulp_licentie import (
    BRANCHE,
    L1,
    L2,
    PARTICULIER,
    VERBOD,
    bied_aan,
    laad_wereld,
    licentie,
    maatregel,
    neem,
    opleidingsleutel,
    vergund,
    voeg_in,
)
from tests.register.rollen import geef, geef_persoon, maak_persoon
from tests.register.versie.hulp_versie import vraag, zet_begin

T = TypeVar("T")
LATER = datetime.combine(BESLOTEN_OP, NU.timetz()) + timedelta(hours=1)
"""When FACTURATIE is restricted."""
MERK = date(2021, 3, 17)
"""A day that stands in a licentie and nowhere else."""


@dataclass
class Vast(Afhandeling):
    """Reads in a transaction that there is, of which nothing will stay."""

    session: Session | None = None

    def op_momentopname(self, taak: Callable[[Session], T], *, primair: bool = False) -> T:
        assert self.session is not None
        return taak(self.session)


def api_in(register: Register, session: Session, moment: datetime) -> Api:
    afhandeling = Vast(register, Registerinstellingen(klok=lambda: moment), session=session)
    return Api(Client(maak_toepassing(Apibron(afhandeling, FixedClock(moment)), PADEN)))


@contextmanager
def api_van(register: Register, moment: datetime = NU) -> Iterator[Api]:
    with register.lees() as session:
        yield api_in(register, session, moment)


def bestanden_in(session: Session, moment: datetime) -> str:
    """All that files are made of: the content and the rows of every object, as of an hour later."""

    def lees(taak: Any) -> Any:
        return taak(session)

    bron = Publicatiebron(lees, Registerinstellingen(), tijdpunt(session, moment + timedelta(hours=1)))
    return "\n".join(
        json.dumps([een.objecttype, een.sleutel, een.inhoud and json_van(een.inhoud), list(een.rijen)])
        for naam in OBJECTTYPEN
        for een in bron.alle(naam)
        if een.inhoud is not None or een.rijen
    )


def test_every_path_of_the_api_is_asked_here() -> None:
    assert VRAGEN.keys() == {pad.regel for pad in PADEN}, "say in vragenlijst.py what a new path is asked"


def antwoorden(register: Register, moment: datetime, namen: frozenset[str]) -> dict[str, tuple[str, int]]:
    """Each answer and how many statements it took, in a register with the contactadressen of these contexten."""

    def taak(session: Session) -> dict[str, tuple[str, int]]:
        zet_contactadressen(session, namen)
        api, gehoord = api_in(register, session, moment), {}
        with gelopen(register) as gezien:
            for pad in ALLE:
                gezien.clear()
                antwoord = api.get(pad)
                gehoord[pad] = f"{antwoord.status} {antwoord.headers.get('ETag')} {antwoord.text}", len(gezien)
        return gehoord | {"bestanden": (bestanden_in(session, moment), 0)}

    return register.probeer(taak)


@pytest.mark.parametrize("moment", [NU, LATER], ids=["public", "restricted since"])
def test_a_restricted_contactadres_is_as_if_it_were_not_there(register: Register, moment: datetime) -> None:
    zet_begin(register)
    register.schrijf(zet_contexten)
    openbaar = OPENBAAR - ({"FACTURATIE"} if moment == LATER else set())
    alles = antwoorden(register, moment, frozenset(NAMEN))
    assert alles == antwoorden(register, moment, openbaar)
    for plek in PLEKKEN:
        hier = {pad.partition("?")[0] for pad, (tekst, _) in alles.items() if plek.geheim in tekst}
        assert bool(hier) == (plek.context in openbaar), (plek, hier)
    kanalen = {
        pad.split("?")[0] for pad, (tekst, _) in alles.items() if f"geheim-algemeen-{AANBIEDER.lower()}" in tekst
    }
    assert kanalen >= {
        f"/organisaties/{AANBIEDER}/contactadressen",
        f"/organisaties/{AANBIEDER}/overzicht",
        f"/objecten/CONTACTADRES/{AANBIEDER}%2FALGEMEEN%2F0",
        "/wijzigingen",
        "bestanden",
    }


@pytest.fixture
def wereld(register: Register) -> Register:
    """L1, of which only its own day tells, with a warning and a relation from L2, and an offer that rests on it."""
    laad_wereld(register)
    zet_begin(register)
    bied_aan(register)
    ander = licentie(L2, PARTICULIER, opleidingserkenning=opleidingsleutel(BRANCHE, ""))
    vergund(register, licentie(begindatum=MERK), maatregel(), ander)
    voeg_in(register, model.licentierelatie, van=L2, naar=L1, soort="VERVANGT", begindatum=date(2020, 9, 1))
    return register


def teksten(register: Register) -> list[tuple[str, str]]:
    """Every path with its answer, and all that files are made of."""
    with register.lees() as session:
        api = api_in(register, session, NU)
        gehoord = [(pad.partition("?")[0], api.get(pad).text) for pad in ALLE]
        return [*gehoord, ("bestanden", bestanden_in(session, NU))]


def waar(gehoord: list[tuple[str, str]], tekst: str) -> set[str]:
    return {pad for pad, antwoord in gehoord if tekst in antwoord}


def test_a_withheld_licentie_is_nowhere(wereld: Register) -> None:
    gevonden = waar(teksten(wereld), str(MERK))
    assert gevonden >= {"/licenties", f"/licenties/{L1}", f"/objecten/LICENTIE/{L1}", "/wijzigingen", "bestanden"}
    assert [pad for pad in gevonden if pad.endswith("/erkenningsstatus")]
    with api_van(wereld) as api:
        eerst = api.json("/licenties?tellen=true")["totaal"]
    assert fouten(neem(wereld, maatregel(VERBOD, date(2026, 11, 24)))) == []
    nu = teksten(wereld)
    assert waar(nu, str(MERK)) == set()
    with api_van(wereld) as api:
        assert api.json("/licenties?tellen=true")["totaal"] == eerst - 1
        for pad in (f"/licenties/{L1}", *VRAGEN["/objecten/<objecttype>/<path:sleutel>"][-9:]):
            assert api.get(pad).status_code == 404, pad
        wijzigingen = api.json("/wijzigingen?metInhoud=true&limiet=500")["objectwijziging"]
        van_haar = [een for een in wijzigingen if L1 in een["sleutel"]]
        assert van_haar
        assert not any("inhoud" in een for een in van_haar)
    # Its code alone: in the feed, which tells who had it to remove it.
    assert {pad for pad in waar(nu, L1) if L1 not in pad} == {"/wijzigingen"}


def test_no_message_and_no_person_is_in_any_answer(register: Register) -> None:
    """The history of SOAP names the message by which something changed; that of everybody does not."""
    zet_begin(register)
    bericht, persoon = "bericht-van-de-school", "iemand@school.example"
    wie = context(HANZE, klok=lambda: NU)
    nieuw(register, ctx=replace(wie, identificatiecode=bericht))
    geef(register, "00000001999999999001", "DUO")
    geef_persoon(register, maak_persoon(register, persoon), "BEHEERDER")
    rij = {"object": "organisatorische_eenheid", "sleutel": AANBIEDER, "houder": "100B490", "soort": "W"}
    verder = {"moment": NU, "kanaal": "BERICHT", "oin": HANZE, "identificatiecode": bericht}
    register.schrijf(lambda session: session.execute(sa.insert(model.mutatie), [rij | verder]))
    van_soap: Any = vraag(
        register, "opvragen_historie", objecttype="ONDERWIJSAANBIEDER", sleutel=AANBIEDER, pagina=0
    ).gegevens["historieregel"]
    assert [een.velden["identificatiecode"] for een in van_soap] == [bericht]
    with api_van(register) as api:
        [regel] = api.gekeurd(f"/organisaties/{AANBIEDER}/historie")["historieregel"]
        assert regel == {
            "volgnummer": van_soap[0].velden["volgnummer"],
            "moment": NU.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "soortWijziging": "W",
            "kanaal": "BERICHT",
        }
    gehoord = teksten(register)
    for geheim in (bericht, persoon, HANZE, "00000001999999999001"):
        assert waar(gehoord, geheim) == set(), geheim

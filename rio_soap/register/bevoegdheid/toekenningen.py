"""Giving and taking roles, of senders and of people; each is in force from the commit on, in every process.

Who holds what is asked in the transaction of a message. That a replica shows it as well follows from the version of
trust, which every change here raises (`database.replica`). The operator of the machine gives every role; somebody else
those that `gevers` allows, and for no longer than the role by which it is given.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.bevinding.spraak import zin
from rio_soap.register.bevoegdheid.gebruikers import Gebruiker, met_email
from rio_soap.register.bevoegdheid.gevers import geeft, mag_geven
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.register.database.model import (
    bevoegdheid,
    erkenner,
    gebruiker,
    gebruikersrol,
    instellingserkenning,
    organisatorische_eenheid,
)
from rio_soap.register.database.rows import SqlScalar, Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.vertrouwen.partijen import nieuwe_versie

_VORMEN: Mapping[str, tuple[re.Pattern[str], str]] = {
    "onderwijsbestuurcode": (re.compile(r"[0-9]{3}B[0-9]{3}"), "rol.bestuur"),
    "erkennercode": (re.compile(r"[0-9]{3}E[0-9]{3}"), "rol.erkenner"),
    "code": (re.compile(r"\S{1,22}"), "rol.samenwerking"),
}
"""Element that names a bereik to its form, of a samenwerking as the open data have it, and the key of what it is."""
_MAX_DOOR = 60
_EEUWIG = datetime.max.replace(tzinfo=UTC)
"""The end of what has none."""


class Toekenningsfout(ValueError):
    """A role that cannot be given or taken so; says what is wrong and what would do.

    :param reden: what is wrong, by which the catalogue has it in the languages of the screens.
    :param moment: that of which it speaks, where there is one.
    """

    def __init__(self, tekst: str, reden: str, moment: datetime | None = None) -> None:
        super().__init__(tekst)
        self.reden, self.moment = reden, moment


class Toekenning(NamedTuple):
    """A role that was given to a sender or a person.

    :param houder: OIN of the sender, or e-mail address of the person.
    :param bereik: for what it is held; empty for a role that covers all.
    :param vanaf: first moment, aware.
    :param tot: the moment at which it ends, not included; None: until it is taken.
    :param door: who gave it.
    """

    houder: str
    rol: str
    bereik: str
    vanaf: datetime
    tot: datetime | None
    door: str

    def __str__(self) -> str:
        """On one line, as commands show it."""
        tot = "" if self.tot is None else f" tot {self.tot.isoformat()}"
        return f"{self.houder}  {self.rol}  {self.bereik or '-'}  vanaf {self.vanaf.isoformat()}{tot}  door {self.door}"


_VELDEN = ("rol", "bereik", "vanaf", "tot", "door")
_NU = sa.bindparam("nu", type_=bevoegdheid.c.vanaf.type)


def einde_van_rol(rol: sa.Column[datetime], persoon: sa.Column[datetime]) -> sa.Label[datetime]:
    """The end of a role: that of the person too is one of it, whichever comes first."""
    eerder = sa.and_(persoon.is_not(None), sa.or_(rol.is_(None), persoon < rol))
    return sa.case((eerder, persoon), else_=rol).label("tot")


class _Opdrachten:
    """What is asked and written of the roles of one kind of holder."""

    def __init__(self, tabel: sa.Table, houder: sa.Column[str] | sa.Column[int], naam: sa.Column[str]) -> None:
        """
        :param houder: column of the table that says whose a role is.
        :param naam: how that one is named in a `Toekenning`.
        """
        bron = tabel if naam.table is tabel else tabel.join(naam.table)
        einde = tabel.c.tot if naam.table is tabel else einde_van_rol(tabel.c.tot, naam.table.c.tot)
        kolommen = [naam.label("houder"), *(einde if v == "tot" else tabel.c[v] for v in _VELDEN)]
        gelijk = sa.and_(
            houder == sa.bindparam("welke"),
            tabel.c.rol == sa.bindparam("als"),
            tabel.c.bereik == sa.bindparam("waarvoor"),
        )
        lopend = sa.or_(tabel.c.tot.is_(None), tabel.c.tot > _NU)
        vraag = sa.select(*kolommen).select_from(bron)
        self.houder = houder.name
        self.alle = Statement(vraag.order_by(naam, tabel.c.rol, tabel.c.id), Toekenning)
        self.van = Statement(vraag.where(houder == sa.bindparam("welke"), lopend, tabel.c.vanaf <= _NU), Toekenning)
        self.lopend = Statement(vraag.where(gelijk, lopend).order_by(tabel.c.vanaf), Toekenning)
        self.invoegen = Command(sa.insert(tabel))
        self.nooit_begonnen = Command(sa.delete(tabel).where(gelijk, tabel.c.vanaf >= _NU))
        self.beeindigen = Command(
            sa.update(tabel).where(gelijk, lopend).values(tot=sa.bindparam("einde", type_=tabel.c.tot.type))
        )


_VAN_AFZENDERS = _Opdrachten(bevoegdheid, bevoegdheid.c.oin, bevoegdheid.c.oin)
_VAN_PERSONEN = _Opdrachten(gebruikersrol, gebruikersrol.c.gebruiker, gebruiker.c.email)


class _Houder(NamedTuple):
    """Whose a role is.

    :param sleutel: OIN, or number of the person.
    """

    opdrachten: _Opdrachten
    sleutel: SqlScalar

    def welke(self, rol: str, bereik: str, nu: datetime) -> Values:
        """Names the same role of this holder."""
        return {"welke": self.sleutel, "als": rol, "waarvoor": bereik, "nu": nu}


def is_persoon(naam: str) -> bool:
    """Whether a holder or giver is named by an e-mail address."""
    return "@" in naam


def _zoek_houder(session: Session, naam: str) -> _Houder:
    if not is_persoon(naam):
        return _Houder(_VAN_AFZENDERS, naam)
    return _Houder(_VAN_PERSONEN, _persoon(session, naam).id)


def _persoon(session: Session, email: str) -> Gebruiker:
    persoon = met_email(session, email)
    if persoon is None:
        raise Toekenningsfout(zin("rol.onbekende_persoon", email=email), "onbekende_persoon")
    return persoon


def ken_toe(session: Session, nieuw: Toekenning, nu: datetime, gever: str | None = None) -> bool:
    """Give a role; whether the register holds what it is for.

    :param nu: aware.
    :param gever: OIN or e-mail address of who gives it, by a role that allows it at `nu`; None: the operator.
    :raises Toekenningsfout: for an unknown role or person, a bereik that does not fit it, an end that is not after the
        begin, that has passed, or is after that of the role of the giver, a giver that may not give it, and a role that
        is held already in that time.
    """
    _keur_rol(nieuw.rol, nieuw.bereik)
    if not nieuw.door.isprintable():
        raise Toekenningsfout(zin("rol.door", door=nieuw.door), "door")
    if nieuw.tot is not None and nieuw.tot <= nieuw.vanaf:
        raise Toekenningsfout(
            zin("rol.einde_voor_begin", tot=nieuw.tot.isoformat(), vanaf=nieuw.vanaf.isoformat()), "einde_voor_begin"
        )
    if nieuw.tot is not None and nieuw.tot <= nu:
        raise Toekenningsfout(zin("rol.voorbij", tot=nieuw.tot.isoformat()), "voorbij")
    if gever is not None:
        _keur_gever(session, gever, nieuw.rol, nieuw.bereik, nu)
        _keur_einde(session, gever, nieuw, nu)
    houder = _zoek_houder(session, nieuw.houder)
    if is_persoon(nieuw.houder) and (weg := _persoon(session, nieuw.houder).tot) is not None and weg <= nieuw.vanaf:
        raise Toekenningsfout(zin("rol.persoon_weg", wie=nieuw.houder, weg=weg.isoformat()), "persoon_weg", weg)
    for oud in session.execute(houder.opdrachten.lopend, houder.welke(nieuw.rol, nieuw.bereik, nu)):
        if (oud.tot is None or nieuw.vanaf < oud.tot) and (nieuw.tot is None or oud.vanaf < nieuw.tot):
            raise Toekenningsfout(zin("rol.bestaat", oud=oud), "bestaat", oud.vanaf)
    rij: dict[str, SqlScalar] = {veld: getattr(nieuw, veld) for veld in _VELDEN}
    session.execute(
        houder.opdrachten.invoegen,
        {**rij, "door": nieuw.door[:_MAX_DOOR], houder.opdrachten.houder: houder.sleutel},
    )
    nieuwe_versie(session)
    return not nieuw.bereik or bestaat(session, BEREIKEN[nieuw.rol], nieuw.bereik)


def trek_in(session: Session, naam: str, rol: str, bereik: str, nu: datetime, gever: str | None = None) -> int:
    """Take a role, from now on; gives how many grants ended, of those that are in force or were to come.

    What was in force stays as a row with its end; what never began goes.

    :param naam: OIN of the sender, or e-mail address of the person.
    :param nu: aware.
    :param gever: as of `ken_toe`; who may give a role may take it, whoever gave it.
    :raises Toekenningsfout: for an unknown role or person, a bereik that does not fit it, or a giver that may not.
    """
    _keur_rol(rol, bereik)
    if gever is not None:
        _keur_gever(session, gever, rol, bereik, nu)
    houder = _zoek_houder(session, naam)
    welke = houder.welke(rol, bereik, nu)
    weg = session.execute(houder.opdrachten.nooit_begonnen, welke).rowcount
    beeindigd = session.execute(houder.opdrachten.beeindigen, {**welke, "einde": nu}).rowcount
    nieuwe_versie(session)
    return weg + beeindigd


def alle_toekenningen(session: Session) -> Sequence[Toekenning]:
    """All roles that were ever given: those of senders by OIN and role, then those of people by e-mail and role."""
    return [rij for soort in (_VAN_AFZENDERS, _VAN_PERSONEN) for rij in session.execute(soort.alle, {})]


def _keur_gever(session: Session, gever: str, rol: str, bereik: str, nu: datetime) -> None:
    """Whether who gives or takes a role may, by what it holds now."""
    persoon = _persoon(session, gever) if is_persoon(gever) else None
    context = Context(gever, nu, "bevoegdheid", gebruiker=None if persoon is None else persoon.id)
    if not mag_geven(rollen_van(session, context), rol, bereik):
        raise Toekenningsfout(
            zin("rol.mag_niet", gever=gever, wat=" ".join(filter(None, (rol, bereik)))),
            "mag_niet",
        )


def _keur_einde(session: Session, gever: str, nieuw: Toekenning, nu: datetime) -> None:
    """What is given lasts no longer than what it is given by: else it would be there after nobody could give it.

    Of a person, all ends with that one.
    """
    houder = _zoek_houder(session, gever)
    einden = [
        rij.tot or _EEUWIG
        for rij in session.execute(houder.opdrachten.van, {"welke": houder.sleutel, "nu": nu})
        if geeft(rij.rol, rij.bereik, nieuw.rol, nieuw.bereik)
    ]
    zelf = _persoon(session, gever).tot if is_persoon(gever) else None
    laatste = min(max(einden), zelf or _EEUWIG)
    if (nieuw.tot or _EEUWIG) > laatste:
        raise Toekenningsfout(zin("rol.te_lang", gever=gever, laatste=laatste.isoformat()), "te_lang", laatste)


def _keur_rol(rol: str, bereik: str) -> None:
    """Whether there is such a role, and it has such a bereik."""
    if rol not in BEREIKEN:
        raise Toekenningsfout(zin("rol.onbekende_rol", rol=rol, rollen=", ".join(sorted(BEREIKEN))), "onbekende_rol")
    element = BEREIKEN[rol]
    if not element:
        if bereik:
            raise Toekenningsfout(zin("rol.geen_bereik", rol=rol, bereik=bereik), "geen_bereik")
        return
    vorm, uitleg = _VORMEN[element]
    if not vorm.fullmatch(bereik) or not bereik.isprintable():
        raise Toekenningsfout(zin("rol.bereik", rol=rol, uitleg=zin(uitleg), bereik=bereik), "bereik")


def bestaat(session: Session, element: str, bereik: str) -> bool:
    """Whether the register holds, or held, what a bereik names; by the element that names it."""
    return session.execute(_ZOEK[element], {"bereik": bereik}).first() is not None


def _zoek(kolom: sa.Column[str], *waar: sa.ColumnElement[bool]) -> Statement[tuple[str]]:
    return Statement[tuple[str]](sa.select(kolom).where(kolom == sa.bindparam("bereik"), *waar).limit(1))


_ZOEK: Mapping[str, Statement[tuple[str]]] = {
    "onderwijsbestuurcode": _zoek(organisatorische_eenheid.c.code, organisatorische_eenheid.c.soort == "BESTUUR"),
    "erkennercode": _zoek(erkenner.c.code),
    "code": _zoek(instellingserkenning.c.code, instellingserkenning.c.soort == "ERKENDE_SAMENWERKING"),
}

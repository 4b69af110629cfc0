"""Keeping the open signals as the nightly round finds them: one opens once, and is solved when it no longer holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import signaal
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.kwaliteit.vondst import NACHTSOORTEN, Vondst
from rio_soap.register.toezicht.signalen import MAX_TEKST

TABELLEN = tuple(NACHTSOORTEN)
"""Names of the tables of whose objects the round gives signals."""
BLOK = 500
"""Signals that are written in one transaction."""


class Opensignaal(NamedTuple):
    """A signal that is open."""

    id: int
    soort: str
    sleutel: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Signaalverschil:
    """What has to be written: signals to open, texts that changed by number, numbers to solve."""

    nieuw: Sequence[Vondst]
    anders: Mapping[int, str]
    opgelost: Sequence[int]

    def blokken(self) -> Iterator["Signaalverschil"]:
        """The same in parts that each are one small transaction; none when there is nothing to write."""
        anders, aantal = list(self.anders.items()), max(len(self.nieuw), len(self.anders), len(self.opgelost))
        for van in range(0, aantal, BLOK):
            tot = van + BLOK
            yield Signaalverschil(self.nieuw[van:tot], dict(anders[van:tot]), self.opgelost[van:tot])


_signaal = signaal.c
_OPEN = (
    sa.select(*(_signaal[naam] for naam in Opensignaal._fields))
    .where(
        _signaal.object == sa.bindparam("object"),
        _signaal.soort.in_(sa.bindparam("soorten", expanding=True)),
        _signaal.opgelost.is_(None),
    )
    .order_by(_signaal.id)
)
_ALLE = Statement(_OPEN, Opensignaal)
_VANAF = Statement(_OPEN.where(_signaal.sleutel > sa.bindparam("na")), Opensignaal)
_TUSSEN = Statement(
    _OPEN.where(_signaal.sleutel > sa.bindparam("na"), _signaal.sleutel <= sa.bindparam("tot")), Opensignaal
)
_OPENEN = Command(sa.insert(signaal))
_HERSCHRIJVEN = Command(
    sa.update(signaal).where(_signaal.id == sa.bindparam("welk")).values(tekst=sa.bindparam("nieuwe_tekst"))
)
_OPLOSSEN = Command(
    sa.update(signaal)
    .where(_signaal.id == sa.bindparam("welk"), _signaal.opgelost.is_(None))
    .values(opgelost=sa.bindparam("nu", type_=_signaal.opgelost.type))
)


def open_van(session: Session, tabel: str) -> Sequence[Opensignaal]:
    """The open signals that the round gives of all objects in a table."""
    return session.execute(_ALLE, _waarden(tabel)).all()


def open_tussen(session: Session, tabel: str, na: str, tot: str | None) -> Sequence[Opensignaal]:
    """Those of the objects with a key after the one and up to the other, in the order of the database.

    :param tot: None for all that follow, objects that are gone too.
    """
    if tot is None:
        return session.execute(_VANAF, {**_waarden(tabel), "na": na}).all()
    return session.execute(_TUSSEN, {**_waarden(tabel), "na": na, "tot": tot}).all()


def _waarden(tabel: str) -> Values:
    return {"object": tabel, "soorten": sorted(NACHTSOORTEN[tabel])}


def verschil(open_: Iterable[Opensignaal], vondsten: Iterable[Vondst]) -> Signaalverschil:
    """What has to be written for the open signals to be what was found; an open one keeps its number and moment."""
    over = {(een.soort, een.sleutel): een._replace(tekst=een.tekst[:MAX_TEKST]) for een in vondsten}
    anders: dict[int, str] = {}
    opgelost: list[int] = []
    for signaal_ in open_:
        gevonden = over.pop((signaal_.soort, signaal_.sleutel), None)
        if gevonden is None:
            opgelost.append(signaal_.id)
        elif gevonden.tekst != signaal_.tekst:
            anders[signaal_.id] = gevonden.tekst
    return Signaalverschil(list(over.values()), anders, opgelost)


def werk_bij(session: Session, tabel: str, wat: Signaalverschil, moment: datetime) -> None:
    """Write a difference.

    :param moment: aware.
    """
    nieuw: list[Values] = [{**een._asdict(), "object": tabel, "moment": moment, "opgelost": None} for een in wat.nieuw]
    session.execute_many(_OPENEN, nieuw)
    for nummer, tekst in wat.anders.items():
        session.execute(_HERSCHRIJVEN, {"welk": nummer, "nieuwe_tekst": tekst})
    for nummer in wat.opgelost:
        session.execute(_OPLOSSEN, {"welk": nummer, "nu": moment})

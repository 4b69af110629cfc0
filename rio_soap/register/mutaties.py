"""What was added, changed or removed, in the order in which it became visible: the source of the change feeds.

Numbers follow the order of commits. On SQLite one transaction writes at a time, in whatever process. On PostgreSQL a
lock is held from the number to the commit, so that whoever sees a number sees every lower one; it makes deliveries end
one after another and touches no reader. docs/architectuur.md (Changes) tells why a reader of the feeds misses nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from rio_soap.register import mutatiegrens
from rio_soap.register.database import Sessie
from rio_soap.register.model import mutatie
from rio_soap.register.uitslag import Context
from rio_soap.register.vast import Vast

Mutatiesoort = Literal["T", "W", "V"]
"""T (toegevoegd), W (gewijzigd), V (verwijderd); Mutatietype-v01."""


def log_mutatie(
    sessie: Sessie, context: Context, tabel: sa.Table, sleutel: str, houder: str | None, soort: Mutatiesoort
) -> None:
    """Record one change; it is written at the end of the transaction (`Sessie.rond_af`).

    :param sleutel: code of the object; bestuur, slash, locatie for an onderwijslocatiegebruik.
    :param houder: onderwijsbestuur or onderwijsaanbieder to whom it belongs. Who belongs to several, or moves from one
        to another, is recorded once for each of them: a feed of one holder shows what was recorded for that holder.
    """
    sessie.klok = context.nu
    waarden = {"object": tabel.name, "sleutel": sleutel, "houder": houder, "soort": soort, "moment": context.nu()}
    sessie.mutaties.append(waarden)


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One object that changed: its key, and what the changes together come to."""

    sleutel: str
    soort: Mutatiesoort


@dataclass(frozen=True, slots=True)
class Wijzigingen:
    """A page of changed objects and how many there are on all pages."""

    objecten: Sequence[Wijziging]
    aantal: int


def wijzigingen(
    sessie: Sessie,
    tabel: sa.Table,
    sinds: datetime,
    *,
    vanaf: int,
    hoeveel: int,
    houder: str | None = None,
    als: str = "%",
) -> Wijzigingen:
    """The objects of a table that changed since a moment, each once, in an order that writers do not upset.

    :param sinds: aware; a change at this very moment is included.
    :param vanaf: how many to pass over.
    :param houder: only what was recorded for this holder.
    :param als: pattern (SQL LIKE) that the key must match.
    """
    waarden = {
        "object": tabel.name,
        "als": als,
        "sinds": sinds,
        "gezien": mutatiegrens.gezien(sessie, sinds),
        "vanaf": vanaf,
        "hoeveel": hoeveel,
        **({} if houder is None else {"houder": houder}),
    }
    pagina, aantal = _VAN_ALLEN if houder is None else _VAN_HOUDER
    rijen = sessie.execute(pagina, waarden).all()
    if not rijen:
        return Wijzigingen((), int(sessie.execute(aantal, waarden).scalar_one()) if vanaf else 0)
    nummers = {nummer for rij in rijen for nummer in (rij.eerste, rij.laatste)}
    soorten: dict[int, Mutatiesoort] = {
        rij.volgnummer: rij.soort for rij in sessie.execute(_SOORTEN, {"nummers": sorted(nummers)})
    }
    objecten = [Wijziging(rij.sleutel, netto(soorten[rij.eerste], soorten[rij.laatste])) for rij in rijen]
    return Wijzigingen(objecten, int(rijen[0].aantal))


def netto(eerste: Mutatiesoort, laatste: Mutatiesoort) -> Mutatiesoort:
    """What a first and a last change come to: V when it is gone, T when it was not there before, else W.

    What was added and removed again is V and not left out: a reader may have met it, and leaving it out would move the
    others to an earlier page.
    """
    if laatste == "V":
        return "V"
    return "T" if eerste == "T" else "W"


def _vragen(*waar: sa.ColumnElement[bool]) -> tuple[Vast, Vast]:
    """The queries for a page and for the number of objects.

    First what was written at or after the moment, by its first number: what is new goes to the end, so pages before it
    stay as they are. Then, newest first, what was written before the moment and is not proven to have been visible
    then; what gets proven meanwhile goes from the very end. Two ranges of an index instead of one condition with "or".
    """
    kolommen = (mutatie.c.sleutel, mutatie.c.volgnummer, mutatie.c.moment)
    basis = sa.select(*kolommen).where(
        mutatie.c.object == sa.bindparam("object"), mutatie.c.sleutel.like(sa.bindparam("als")), *waar
    )
    bron = sa.union(
        basis.where(mutatie.c.volgnummer > sa.bindparam("gezien")),
        basis.where(mutatie.c.moment >= sa.bindparam("sinds", type_=mutatie.c.moment.type)),
    ).subquery()
    na = bron.c.moment >= sa.bindparam("sinds", type_=mutatie.c.moment.type)
    zeker = sa.func.min(sa.case((na, bron.c.volgnummer)))
    laatste = sa.func.max(bron.c.volgnummer)
    pagina = (
        sa.select(
            bron.c.sleutel,
            sa.func.min(bron.c.volgnummer).label("eerste"),
            laatste.label("laatste"),
            sa.func.count().over().label("aantal"),
        )
        .group_by(bron.c.sleutel)
        .order_by(sa.case((zeker.is_(None), 1), else_=0), zeker, laatste.desc())
        .limit(sa.bindparam("hoeveel"))
        .offset(sa.bindparam("vanaf"))
    )
    return Vast(pagina), Vast(sa.select(sa.func.count(bron.c.sleutel.distinct())))


_VAN_ALLEN = _vragen()
_VAN_HOUDER = _vragen(mutatie.c.houder == sa.bindparam("houder"))
_SOORTEN = Vast(
    sa.select(mutatie.c.volgnummer, mutatie.c.soort).where(
        mutatie.c.volgnummer.in_(sa.bindparam("nummers", expanding=True))
    )
)

"""Making anew what search holds: of a register from before it, or where it is not to be trusted."""

from collections.abc import Callable
from typing import TypeAlias

import sqlalchemy as sa

from rio_soap.register.database.model import (
    aangeboden_opleiding,
    instellingserkenning,
    onderwijslocatie,
    opleidingseenheid,
    opleidingsnaam,
    organisatorische_eenheid,
    zoekgegeven,
    zoeknaam,
    zoekobject,
    zoektrigram,
    zoekwoord,
)
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.zoeken.bijhouden import werk_namen_bij

_BLOK = 1000
"""Objects that are read together."""
_TABELLEN = (zoektrigram, zoekwoord, zoekgegeven, zoeknaam, zoekobject, opleidingsnaam)
Schrijf = Callable[[Callable[[Session], int]], int]
"""Runs a task in a transaction: `Register.schrijf`, or within one that is open."""


_Blok: TypeAlias = Statement[tuple[SqlValue, ...]]


def herbouw(schrijf: Schrijf) -> int:
    """Take away all that search holds, and make it anew of the objects; gives of how many.

    Block by block, so that a national register takes no more memory than another. Whoever searches meanwhile finds a
    part, and a delivery meanwhile is followed as always.
    """
    schrijf(_leeg)
    return sum(_per_soort(schrijf, tabel, kolommen) for tabel, kolommen in _SOORTEN)


def _leeg(session: Session) -> int:
    for opdracht in _LEGEN:
        session.execute(opdracht, {})
    return 0


def _per_soort(schrijf: Schrijf, tabel: sa.Table, kolommen: tuple[str, ...]) -> int:
    eerste, volgende = _blokken(tabel, kolommen)
    totaal, na = 0, list[SqlValue]()

    def taak(session: Session) -> int:
        rijen = session.execute(volgende, {"na": na[-1]}).all() if na else session.execute(eerste, {}).all()
        werk_namen_bij(session, tabel, [dict(zip(kolommen, rij, strict=True)) for rij in rijen])
        gezien[:] = [rij[0] for rij in rijen[-1:]]
        return len(rijen)

    gezien = list[SqlValue]()
    while gedaan := schrijf(taak):
        # Only now: a transaction may run more than once.
        totaal, na = totaal + gedaan, gezien.copy()
    return totaal


def _blokken(tabel: sa.Table, kolommen: tuple[str, ...]) -> tuple[_Blok, _Blok]:
    """The first objects by key, and those after a key."""
    gelezen = [
        sa.type_coerce(tabel.c[naam], sa.Text).label(naam) if naam == "stand" else tabel.c[naam] for naam in kolommen
    ]
    (sleutel,) = tabel.primary_key.columns
    vraag = sa.select(*gelezen).order_by(sleutel).limit(_BLOK)
    return _Blok(vraag), _Blok(vraag.where(sleutel > sa.bindparam("na", type_=sleutel.type)))


_LEGEN = tuple(Command(sa.delete(tabel)) for tabel in _TABELLEN)
_SOORTEN = (
    (instellingserkenning, ("id", "erkenner", "soort", "code")),
    (organisatorische_eenheid, ("code",)),
    (onderwijslocatie, ("code",)),
    (opleidingseenheid, ("code", "stand")),
    (aangeboden_opleiding, ("code", "stand")),
)
"""Tables with the columns that `werk_namen_bij` goes by, the key first."""

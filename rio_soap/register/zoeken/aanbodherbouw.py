"""Making anew the rows by which offers are found: of a register from before them, or one not to be trusted."""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.aanbod.zoekrij import zoekrij
from rio_soap.register.database import model
from rio_soap.register.database.rows import SqlValue, Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.eenheid.zoekeenheid import zoekeenheidrij
from rio_soap.register.locatie.zoeklocatie import zoeklocatierij
from rio_soap.register.regels.standtekst import van_json

_BLOK: Final = 1000
"""Objects that are read together."""
Schrijf: TypeAlias = Callable[[Callable[[Session], int]], int]
"""Runs a task in a transaction: `Register.schrijf`, or within one that is open."""
Rijmaker: TypeAlias = Callable[[Gegeven, Values], Values]


class _Bron(NamedTuple):
    """Where rows come from: a block of objects after a code, and what writes what is made of each."""

    kolommen: tuple[str, ...]
    blok: Statement[tuple[SqlValue, ...]]
    invoegen: Command
    maak: Rijmaker


def herbouw_aanbod(schrijf: Schrijf) -> int:
    """Take away all rows by which offers are found, and make them anew of the objects; gives of how many.

    Block by block, so that a national register takes no more memory than another. An object whose stand cannot be read
    gets none: it cannot be shown either, and gets its row when it is delivered or loaded again.
    """
    schrijf(_leeg)
    return sum(_van_bron(schrijf, bron) for bron in _BRONNEN)


def _leeg(session: Session) -> int:
    for opdracht in _LEGEN:
        session.execute(opdracht, {})
    return 0


def _van_bron(schrijf: Schrijf, bron: _Bron) -> int:
    totaal, na = 0, ""
    codes: list[str] = []

    def taak(session: Session) -> int:
        rijen = [dict(zip(bron.kolommen, rij, strict=True)) for rij in session.execute(bron.blok, {"na": na})]
        session.execute_many(bron.invoegen, [een for rij in rijen if (een := _gemaakt(bron.maak, rij)) is not None])
        codes[:] = [str(rij["code"]) for rij in rijen]
        return len(rijen)

    while gedaan := schrijf(taak):
        # Only now: a transaction may run more than once.
        totaal, na = totaal + gedaan, codes[-1]
    return totaal


def _gemaakt(maak: Rijmaker, rij: Values) -> Values | None:
    try:
        return maak(van_json(str(rij["stand"])), rij)
    except STANDFOUTEN:
        return None


def _bron(tabel: sa.Table, doel: sa.Table, kolommen: tuple[str, ...], maak: Rijmaker) -> _Bron:
    alle = (*kolommen, "stand")
    gelezen = [
        sa.type_coerce(tabel.c.stand, sa.Text).label("stand") if naam == "stand" else tabel.c[naam] for naam in alle
    ]
    vraag = sa.select(*gelezen).where(tabel.c.code > sa.bindparam("na")).order_by(tabel.c.code).limit(_BLOK)
    return _Bron(alle, Statement(vraag), Command(sa.insert(doel)), maak)


_VAN_AANBOD = ("code", "aanbieder", "eenheid", "locatie", "begindatum", "einddatum")
_BRONNEN: Final = (
    _bron(model.aangeboden_opleiding, model.zoekaanbod, _VAN_AANBOD, zoekrij),
    _bron(
        model.opleidingseenheid,
        model.zoekeenheid,
        ("code",),
        lambda stand, rij: zoekeenheidrij(str(rij["code"]), stand),
    ),
    _bron(
        model.onderwijslocatie,
        model.zoeklocatie,
        ("code",),
        lambda stand, rij: zoeklocatierij(str(rij["code"]), stand),
    ),
)
_LEGEN: Final = tuple(Command(sa.delete(tabel)) for tabel in (model.zoekaanbod, model.zoekeenheid, model.zoeklocatie))

"""One part of objects: how its rows are read by the keys of the feed, and what comes out of a version of it."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar, cast

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.rows import AnyRow, SqlScalar
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.regels.standtekst import naar_json

R = TypeVar("R", bound=AnyRow)
Nu = Callable[[Session, Collection[str]], Mapping[str, Sequence[R]]]
"""Reads rows by the keys of their objects; a key without rows is absent."""


@dataclass(frozen=True, slots=True, eq=False)
class Bron(Generic[R]):
    """One part of the objects of a table.

    :param rij: class of its rows, a `NamedTuple` with names of columns.
    """

    tabel: str
    deel: str
    rij: type[R]
    nu: Nu[R]

    def uit(self, kolommen: Mapping[str, Waarde]) -> R:
        """A row of a version; what is not there was null."""
        namen: tuple[str, ...] = getattr(self.rij, "_fields", ())
        maak = cast(Callable[[Iterable[object]], R], getattr(self.rij, "_make", self.rij))
        return maak([kolommen.get(naam) for naam in namen])


class Tekstbron(Bron[R]):
    """Of these objects the stand is passed on as text."""

    def uit(self, kolommen: Mapping[str, Waarde]) -> R:
        """A row of a version."""
        stand = kolommen.get("stand")
        tekst = naar_json(stand) if isinstance(stand, Gegeven) else ""
        return Bron.uit(self, {**kolommen, "stand": tekst})


Vraag: TypeAlias = sa.Select[Any]  # Any: rows of whatever columns
"""A question."""
Kolom: TypeAlias = sa.Column[Any]  # Any: of whatever type
"""A column of a key."""
CODES: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
"""The keys of a question."""


def per_code(
    tabel: sa.Table, rij: type[R], kolom: str = "code", *waar: sa.ColumnElement[bool], als_tekst: bool = False
) -> Nu[R]:
    """Reads the rows of a table by one column, which is the key of their object.

    :param als_tekst: whether the stand is read as text.
    """
    namen: tuple[str, ...] = getattr(rij, "_fields", ())
    keuze: list[sa.ColumnElement[Any]] = [  # of whatever types the columns are
        sa.type_coerce(tabel.c[naam], Leesstand).label(naam) if als_tekst and naam == "stand" else tabel.c[naam]
        for naam in namen
    ]
    vraag = Statement(sa.select(*keuze).where(tabel.c[kolom].in_(CODES), *waar), rij)
    plaats = namen.index(kolom)

    def nu(session: Session, sleutels: Collection[str]) -> Mapping[str, Sequence[R]]:
        return per(session.execute(vraag, {"codes": sorted(sleutels)}), lambda rij: str(rij[plaats]))

    return nu


def per_delen(tabel: sa.Table, rij: type[R], *sleutel: str) -> Nu[R]:
    """Reads rows by a key of several columns, the parts of the key of the object; a begindatum is a date."""
    namen: tuple[str, ...] = getattr(rij, "_fields", ())
    kolommen = [tabel.c[naam] for naam in sleutel]
    keuze = sa.select(*kolommen, *(tabel.c[naam].label(f"r_{naam}") for naam in namen))
    van_een = Statement[tuple[SqlScalar, ...]](
        keuze.where(*(kolom == sa.bindparam(f"k_{kolom.name}", type_=kolom.type) for kolom in kolommen))
    )
    maak = cast(Callable[[Iterable[object]], R], getattr(rij, "_make", rij))

    @cache
    def van_meer(soort_database: str) -> Statement[tuple[SqlScalar, ...]]:
        return Statement(bij_sleutels(keuze, kolommen, soort_database))

    def nu(session: Session, sleutels: Collection[str]) -> Mapping[str, Sequence[R]]:
        gevraagd = {delen: een for een in sleutels if (delen := getypeerd(een, sleutel)) is not None}
        if not gevraagd:
            return {}
        if len(gevraagd) == 1:
            waarden = dict(zip((f"k_{naam}" for naam in sleutel), next(iter(gevraagd)), strict=True))
            gelezen: Iterable[Sequence[SqlScalar]] = session.execute(van_een, waarden)
        else:
            gelezen = session.execute(van_meer(session.dialect), sleutelwaarden(gevraagd))
        gevonden: dict[str, list[R]] = {}
        for waarden_ in map(tuple, gelezen):
            gevonden.setdefault(gevraagd[waarden_[: len(kolommen)]], []).append(maak(waarden_[len(kolommen) :]))
        return gevonden

    return nu


def bij_sleutels(vraag: Vraag, kolommen: Sequence[Kolom], soort_database: str) -> Vraag:
    """A question, for the keys of its parameter (`sleutelwaarden`).

    Each key is looked for along the index of its columns. Of row values in a list SQLite makes a walk through the whole
    table: 20 ms for five hundred of a hundred thousand relations, and 2 by this way.
    """
    lijst: sa.BindParameter[str] = sa.bindparam("lijst", type_=sa.String)
    if soort_database == "postgresql":
        sleutel = sa.func.json_array_elements(sa.cast(lijst, sa.JSON)).table_valued("value").c.value
    else:
        sleutel = sa.func.json_each(lijst).table_valued("value").c.value

    def deel(plaats: int, kolom: Kolom) -> sa.ColumnElement[SqlScalar]:
        if soort_database != "postgresql":
            return sa.type_coerce(sa.func.json_extract(sleutel, sa.literal_column(f"'$[{plaats}]'")), kolom.type)
        tekst = sleutel.op("->>")(sa.literal_column(str(plaats)))
        return sa.cast(tekst, sa.Date) if isinstance(kolom.type, sa.Date) else sa.type_coerce(tekst, kolom.type)

    return vraag.where(*(kolom == deel(plaats, kolom) for plaats, kolom in enumerate(kolommen)))


def sleutelwaarden(sleutels: Iterable[Sequence[SqlScalar]]) -> dict[str, str]:
    """The parameter of `bij_sleutels`: keys as their columns hold them, in the order of these."""
    return {"lijst": json.dumps([[str(deel) for deel in sleutel] for sleutel in sleutels])}


def getypeerd(sleutel: str, kolommen: Sequence[str]) -> tuple[SqlScalar, ...] | None:
    """The parts of a key as their columns hold them; None for what is no key of these columns."""
    delen = delen_van(sleutel)
    if len(delen) != len(kolommen):
        return None
    try:
        return tuple(
            date.fromisoformat(deel) if naam == "begindatum" else deel
            for naam, deel in zip(kolommen, delen, strict=True)
        )
    except ValueError:
        return None

"""Statements that never change, compiled once per database and run on the cursor of the driver.

SQLAlchemy Core spends three to five times on a small statement what the database needs for it: a key for its cache of
compiled statements, a context, a result that can do everything. A `Vast` is the same Core statement without these. It
gives the same values, by the same types of the columns, and the same errors; everything else stays Core.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import starmap
from typing import Any, NamedTuple, TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

_MAX_UITGESCHREVEN = 20
"""Values of an IN for which a text of its own is kept; with more Core does it, each number of them being rare."""
_MAX_VORMEN = 64
"""Texts kept per statement and database."""

_Bewerking: TypeAlias = Callable[[Any], Any] | None
_Plek = tuple[str, int | None, Any, bool, _Bewerking]
"""Of one parameter: its name, its place in a list, what it is without a value, whether it needs one, conversion."""


class Uitkomst:
    """The rows of a statement, all fetched, and how many it touched."""

    __slots__ = ("_rijen", "rowcount")

    def __init__(self, rijen: Sequence[Any], rowcount: int) -> None:
        self._rijen = rijen
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rijen)

    def all(self) -> Sequence[Any]:
        """All rows."""
        return self._rijen

    def first(self) -> Any:
        """The first row, None without one."""
        return self._rijen[0] if self._rijen else None

    def one(self) -> Any:
        """The only row.

        :raises sa.exc.InvalidRequestError: when there are none or several.
        """
        if len(self._rijen) != 1:
            raise sa.exc.InvalidRequestError(f"one row expected, found {len(self._rijen)}")
        return self._rijen[0]

    def scalar_one(self) -> Any:
        """The first value of the only row; raises as `one`."""
        return self.one()[0]

    def scalar(self) -> Any:
        """The first value of the first row, None without one."""
        return self._rijen[0][0] if self._rijen else None

    def scalars(self) -> "Uitkomst":
        """The first value of each row."""
        return Uitkomst([rij[0] for rij in self._rijen], self.rowcount)


class _Vorm(NamedTuple):
    """A statement as one kind of database takes it."""

    sql: str
    plekken: tuple[_Plek, ...]
    op_volgorde: bool
    rij: Callable[..., Any] | None
    lezers: tuple[tuple[int, Callable[[Any], Any]], ...]


class Vast:
    """A statement of a module, to be run with `Sessie.execute`.

    :param opdracht: a select, insert, update or delete. Its parameters are its own `bindparam` names, those of an
        insert the columns that are given.
    """

    __slots__ = ("_lijsten", "_vormen", "opdracht")

    def __init__(self, opdracht: Any) -> None:
        self.opdracht = opdracht
        self._vormen: dict[Any, _Vorm] = {}
        self._lijsten: tuple[str, ...] = tuple(
            deel.key
            for deel in sa.sql.visitors.iterate(opdracht)
            if isinstance(deel, sa.BindParameter) and deel.expanding
        )

    def voer_uit(self, verbinding: Connection, waarden: Mapping[str, Any]) -> Uitkomst:
        """Run it.

        :raises sa.exc.DBAPIError: as Core does, whatever the driver raises.
        """
        dialect = verbinding.dialect
        lengtes = tuple([len(waarden[naam]) for naam in self._lijsten]) if self._lijsten else ()
        sleutel = dialect.name, tuple(waarden), lengtes
        vorm = self._vormen.get(sleutel)
        if vorm is None:
            if max(lengtes, default=0) > _MAX_UITGESCHREVEN or len(self._vormen) >= _MAX_VORMEN:
                gevonden = verbinding.execute(self.opdracht, dict(waarden))
                return Uitkomst(gevonden.all() if gevonden.returns_rows else (), gevonden.rowcount)
            vorm = _maak_vorm(self.opdracht, dialect, waarden)
            self._vormen[sleutel] = vorm
        return voer_uit(verbinding, vorm, _gebonden(vorm, waarden))


def voer_uit(verbinding: Connection, vorm: _Vorm, waarden: Any) -> Uitkomst:
    """Run a compiled statement with converted parameters."""
    driver: Any = verbinding.connection.dbapi_connection
    dialect = verbinding.dialect
    try:
        cursor = driver.execute(vorm.sql, waarden)
        rijen = cursor.fetchall() if vorm.rij is not None else ()
        geraakt = cursor.rowcount
        cursor.close()
    except _fouten(dialect) as fout:
        raise als_dbapifout(verbinding, fout, vorm.sql) from fout
    if rijen and vorm.lezers:
        gelezen = [list(rij) for rij in rijen]
        for plek, lees in vorm.lezers:
            for rij in gelezen:
                rij[plek] = lees(rij[plek])
        rijen = gelezen
    return Uitkomst(list(starmap(vorm.rij, rijen)) if vorm.rij is not None else (), geraakt)


def _gebonden(vorm: _Vorm, waarden: Mapping[str, Any]) -> Any:
    """The parameters as the driver takes them: in order, or by name."""
    gebonden = []
    for naam, plek, anders, nodig, bewerk in vorm.plekken:
        waarde = waarden[naam] if nodig else waarden.get(naam, anders)
        if plek is not None:
            waarde = waarde[plek]
        gebonden.append(waarde if bewerk is None else bewerk(waarde))
    if vorm.op_volgorde:
        return gebonden
    return {
        naam if plek is None else f"{naam}_{plek + 1}": waarde
        for (naam, plek, *_), waarde in zip(vorm.plekken, gebonden, strict=True)
    }


def _fouten(dialect: Dialect) -> type[BaseException]:
    return dialect.loaded_dbapi.Error


def als_dbapifout(verbinding: Connection, fout: BaseException, sql: str) -> sa.exc.DBAPIError:
    """An error of the driver as Core would raise it; a connection that broke is given up."""
    dialect = verbinding.dialect
    weg = dialect.is_disconnect(fout, verbinding.connection.dbapi_connection, None)  # type: ignore[arg-type]
    if weg:
        verbinding.invalidate(fout)
    omgezet = sa.exc.DBAPIError.instance(
        sql,
        None,
        fout,
        _fouten(dialect),  # type: ignore[arg-type]
        hide_parameters=True,
        connection_invalidated=weg,
        dialect=dialect,
    )
    if not isinstance(omgezet, sa.exc.DBAPIError):
        raise omgezet from fout
    return omgezet


def _maak_vorm(opdracht: Any, dialect: Dialect, waarden: Mapping[str, Any]) -> _Vorm:
    compiled = opdracht.compile(dialect=dialect, column_keys=list(waarden))
    assert isinstance(compiled, SQLCompiler)
    bekend = {naam: waarde for naam, waarde in waarden.items() if naam in compiled.binds}
    uitgeschreven = compiled.construct_expanded_state(bekend)
    plekken: dict[str, _Plek] = {}
    for naam in uitgeschreven.positiontup or uitgeschreven.parameters:
        basis, plek = naam, None
        for lijst, delen in uitgeschreven.parameter_expansion.items():
            if naam in delen:
                basis, plek = lijst, delen.index(naam)
        bind = compiled.binds[basis]
        bewerk = bind.type.dialect_impl(dialect).bind_processor(dialect)
        plekken[naam] = (basis, plek, bind.effective_value, bind.required, bewerk)
    volgorde = uitgeschreven.positiontup
    kolommen = list(opdracht.exported_columns) if opdracht.is_select or opdracht._returning else None
    lezers = [
        (nummer, lees)
        for nummer, kolom in enumerate(kolommen or ())
        if (lees := kolom.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
    ]
    rij = None if kolommen is None else _rij(kolommen)
    in_volgorde = tuple(plekken[naam] for naam in (volgorde if volgorde is not None else plekken))
    return _Vorm(uitgeschreven.statement, in_volgorde, volgorde is not None, rij, tuple(lezers))


def _rij(kolommen: Sequence[Any]) -> Callable[..., Any]:
    """Makes a row out of its values: a tuple with names."""
    namen = [str(kolom.key) for kolom in kolommen]
    return namedtuple("Rij", namen, rename=True)  # the names come from the statement

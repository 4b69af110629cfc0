"""Statements that never change, compiled once per database and run on the cursor of the driver.

SQLAlchemy Core spends three to five times on a small statement what the database needs for it: a key for its cache of
compiled statements, a context, a result that can do everything. A `Statement` is the same Core statement without these.
It gives the same values, by the same types of the columns, and the same errors; everything else stays Core.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from operator import itemgetter
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


class Rows:
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

    def scalars(self) -> "Rows":
        """The first value of each row."""
        return Rows([rij[0] for rij in self._rijen], self.rowcount)


class _Vorm(NamedTuple):
    """A statement as one kind of database takes it, for one set of names (and lengths of lists)."""

    sql: str
    bind: Callable[[Mapping[str, Any]], Any]
    """Parameters as the driver takes them: in order, or by name."""
    rij: Callable[[Any], Any] | None
    lezers: tuple[tuple[int, Callable[[Any], Any]], ...]


class Statement:
    """A statement of a module, to be run with `Session.execute`.

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

    def voer_uit(self, verbinding: Connection, driver: Any, naam: str, waarden: Mapping[str, Any]) -> Rows:
        """Run it.

        :param driver: the connection of the driver below `verbinding`.
        :param naam: of the kind of database.
        :raises sa.exc.DBAPIError: as Core does, whatever the driver raises.
        """
        lengtes = tuple([len(waarden[lijst]) for lijst in self._lijsten]) if self._lijsten else ()
        vorm = self._vormen.get((naam, lengtes, *waarden))
        if vorm is None:
            vorm = self._nieuwe_vorm(verbinding, naam, lengtes, waarden)
            if vorm is None:
                gevonden = verbinding.execute(self.opdracht, dict(waarden))
                return Rows(gevonden.all() if gevonden.returns_rows else (), gevonden.rowcount)
        sql, bind, maak_rij, lezers = vorm
        gebonden = bind(waarden)
        try:
            cursor = driver.execute(sql, gebonden)
            if maak_rij is None:
                return Rows((), cursor.rowcount)
            rijen = cursor.fetchall()
        except _fouten(verbinding.dialect) as fout:
            raise als_dbapifout(verbinding, fout, sql) from fout
        if rijen:
            if lezers:
                rijen = [_gelezen(rij, lezers) for rij in rijen]
            rijen = list(map(maak_rij, rijen))
        return Rows(rijen, cursor.rowcount)

    def execute_many(self, verbinding: Connection, driver: Any, naam: str, rijen: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each of these sets of values, all with the same names; for statements that give no rows.

        :raises sa.exc.DBAPIError: as `voer_uit`.
        """
        if not rijen:
            return
        vorm = self._vormen.get((naam, (), *rijen[0])) or self._nieuwe_vorm(verbinding, naam, (), rijen[0])
        assert vorm is not None
        assert vorm.rij is None
        gebonden = [vorm.bind(rij) for rij in rijen]
        try:
            driver.cursor().executemany(vorm.sql, gebonden)
        except _fouten(verbinding.dialect) as fout:
            raise als_dbapifout(verbinding, fout, vorm.sql) from fout

    def _nieuwe_vorm(
        self, verbinding: Connection, naam: str, lengtes: tuple[int, ...], waarden: Mapping[str, Any]
    ) -> _Vorm | None:
        """The form for these names, kept from now on; None when it is not worth keeping."""
        if max(lengtes, default=0) > _MAX_UITGESCHREVEN or len(self._vormen) >= _MAX_VORMEN:
            return None
        vorm = _maak_vorm(self.opdracht, verbinding.dialect, waarden)
        self._vormen[(naam, lengtes, *waarden)] = vorm
        return vorm


def _gelezen(rij: Sequence[Any], lezers: tuple[tuple[int, Callable[[Any], Any]], ...]) -> list[Any]:
    """The values of a row as Python has them."""
    waarden = list(rij)
    for plek, lees in lezers:
        waarden[plek] = lees(waarden[plek])
    return waarden


def _maak_bind(plekken: Sequence[_Plek], gegeven: Mapping[str, Any], namen: Sequence[str] | None) -> Callable[..., Any]:
    """Makes parameters out of values; what is the same for every set of values with these names is done here, once.

    :param gegeven: values with the names that all will have.
    :param namen: of the parameters, when the driver takes them by name; None for those in order.
    """
    sjabloon = [None if naam in gegeven or nodig else _omgezet(anders, om) for naam, _, anders, nodig, om in plekken]
    wisselend = [
        (i, naam, plek, om) for i, (naam, plek, _, nodig, om) in enumerate(plekken) if naam in gegeven or nodig
    ]
    plaatsen = [(i, naam) for i, naam, plek, _ in wisselend if plek is None]
    delen = [(i, naam, plek) for i, naam, plek, _ in wisselend if plek is not None]
    omzetters = [(i, om) for i, _, _, om in wisselend if om is not None]
    alle = itemgetter(*[naam for _, naam in plaatsen]) if len(plaatsen) == len(plekken) > 1 else None

    def bind(waarden: Mapping[str, Any]) -> Any:
        if alle is not None:
            uit = list(alle(waarden))
        else:
            uit = sjabloon.copy()
            for i, naam in plaatsen:
                uit[i] = waarden[naam]
            for i, naam, plek in delen:
                uit[i] = waarden[naam][plek]
        for i, om in omzetters:
            uit[i] = om(uit[i])
        return uit if namen is None else dict(zip(namen, uit, strict=True))

    return alle if alle is not None and not omzetters and namen is None else bind


def _omgezet(waarde: Any, bewerk: _Bewerking) -> Any:
    return waarde if bewerk is None else bewerk(waarde)


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
        bewerk = _bind_processor(bind.type, dialect)
        plekken[naam] = (basis, plek, bind.effective_value, bind.required, bewerk)
    volgorde = uitgeschreven.positiontup
    kolommen = list(opdracht.exported_columns) if opdracht.is_select or opdracht._returning else None
    lezers = [
        (nummer, lees)
        for nummer, kolom in enumerate(kolommen or ())
        if (lees := kolom.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
    ]
    rij = None if kolommen is None else _rij(kolommen)
    in_volgorde = [plekken[naam] for naam in (volgorde if volgorde is not None else plekken)]
    binder = _maak_bind(in_volgorde, waarden, None if volgorde is not None else list(plekken))
    return _Vorm(uitgeschreven.statement, binder, rij, tuple(lezers))


def _bind_processor(soort: Any, dialect: Dialect) -> _Bewerking:
    bewerk: _Bewerking = soort.dialect_impl(dialect).bind_processor(dialect)
    if bewerk is None or dialect.name != "sqlite" or not isinstance(soort, sa.Date):
        return bewerk
    anders = bewerk

    def dag(waarde: Any) -> Any:
        """The same text in a third of the time."""
        return waarde.isoformat() if type(waarde) is date else anders(waarde)

    return dag


def _rij(kolommen: Sequence[Any]) -> Callable[[Any], Any]:
    """Makes a row out of its values: a tuple with names."""
    namen = [str(kolom.key) for kolom in kolommen]
    soort: type[tuple[Any, ...]] = namedtuple("Rij", namen, rename=True)  # type: ignore[misc]  # of the statement
    # As `soort._make`, without a call in Python for each row.
    return partial(tuple.__new__, soort)

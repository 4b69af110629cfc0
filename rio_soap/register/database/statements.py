"""Statements that never change, compiled once per database and run on the cursor of the driver.

SQLAlchemy Core spends far more on a small statement than the database needs for it: a key for its cache of compiled
statements, a context, a result that can do everything. A `Statement` is the same Core statement without these. It gives
the same values, by the same types of the columns, and the same errors; everything else stays Core. Measured on a
look-up of one row by its key, in processor time of this process: on SQLite 1.7 µs for 14 µs by Core (the driver takes
1.0 of them), on PostgreSQL 21 µs for 43 (20). A delivery runs ten to twenty of them.

Outside this room a `Statement` is made and given to `Session.execute`, and nothing more of it is used.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Generic, NamedTuple, TypeAlias, cast, final

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.type_api import TypeEngine

from rio_soap.register.database.driver import Bound, Driver, as_dbapi_error, errors_of
from rio_soap.register.database.rows import AnyRow, R_co, Rows, SqlScalar, Values

_MAX_UITGESCHREVEN = 20
"""Up to this length of an IN there is a text for each length."""
_MAX_OPGEVULD = 128
"""Up to this length a list is filled up with its last value to the next power of two, so that few texts serve all: two
statements of 100 keys in 0.87 ms of processor time for 1.04. Longer lists are compiled when they come: a text of a
thousand keys, with what binds them, takes more memory than it saves time."""
_MAX_VORMEN = 64
"""Texts kept per statement and database."""

_Conversion: TypeAlias = Callable[[object], object]
"""Between a value as Python has it and as the driver has it."""
_Key: TypeAlias = tuple[str | tuple[int, ...], ...]
"""Which form: kind of database, lengths of the lists, names of the parameters."""


class _Parameter(NamedTuple):
    """One parameter of a statement as it is written out."""

    naam: str
    plaats: int | None
    """In the list of that name; None for what is no list."""
    anders: object
    """What it is without a value."""
    nodig: bool
    """Whether it needs one."""
    om: _Conversion | None


class _Form(NamedTuple):
    """A statement as one kind of database takes it, for one set of names (and lengths of lists)."""

    sql: str
    bind: Callable[[Values], Bound]
    """Parameters as the driver takes them: in order, or by name."""
    geeft_rijen: bool
    lezers: tuple[tuple[int, _Conversion], ...]


@final
class Statement(Generic[R_co]):
    """A statement of a module, to be run with `Session.execute`.

    Its rows are of a class, a NamedTuple with the names of the columns in their order, or of the type in brackets:
    ``Statement(sa.select(t.c.a, t.c.b), Row)``, ``Statement[tuple[int]](sa.select(t.c.a))``.

    :param opdracht: a select, insert, update or delete. Its parameters are its own `bindparam` names, those of an
        insert the columns that are given.
    :param row: the class of a row; without one it is a tuple.
    :raises TypeError: when it is first run, for a class whose fields are not the columns.
    """

    __slots__ = ("_lijsten", "_make", "_row", "_vormen", "opdracht")

    def __init__(self, opdracht: sa.Executable, row: type[R_co] | None = None) -> None:
        self.opdracht = opdracht
        self._row = row
        # As `row._make`, without a call in Python for each row.
        self._make = cast(Callable[[Sequence[object]], R_co], partial(tuple.__new__, row or tuple))
        self._vormen: dict[_Key, _Form] = {}
        self._lijsten: tuple[str, ...] = tuple(
            deel.key
            for deel in sa.sql.visitors.iterate(cast(sa.ClauseElement, opdracht))
            if isinstance(deel, sa.BindParameter) and deel.expanding
        )

    def run(self, connection: Connection, driver: Driver, naam: str, waarden: Values) -> Rows[R_co]:
        """Run it.

        :param driver: the connection of the driver below `connection`.
        :param naam: of the kind of database.
        :raises sqlalchemy.exc.DBAPIError: as Core does, whatever the driver raises.
        """
        lengtes: tuple[int, ...] = ()
        if self._lijsten:
            waarden = self._filled_up(waarden)
            lengtes = self._lengtes(waarden)
        vorm = self._vormen.get((naam, lengtes, *waarden))
        if vorm is None:
            vorm = self._new_form(connection, naam, lengtes, waarden)
            if vorm is None:
                return self._run_by_core(connection, waarden)
        sql, bind, geeft_rijen, lezers = vorm
        gebonden = bind(waarden)
        try:
            cursor = driver.execute(sql, gebonden)
            if not geeft_rijen:
                return Rows((), cursor.rowcount)
            rijen = cursor.fetchall()
        except errors_of(connection.dialect) as fout:
            raise as_dbapi_error(connection, fout, sql) from fout
        if lezers:
            return Rows([self._make(_read(rij, lezers)) for rij in rijen], cursor.rowcount)
        if self._row is None:
            return Rows(cast("list[R_co]", rijen), cursor.rowcount)
        return Rows(list(map(self._make, rijen)), cursor.rowcount)

    def run_many(self, connection: Connection, driver: Driver, naam: str, rijen: Sequence[Values]) -> None:
        """Run it for each of these sets of values, all with the same names; for statements that give no rows.

        :raises sqlalchemy.exc.DBAPIError: as `run`.
        """
        if not rijen:
            return
        vorm = self._vormen.get((naam, (), *rijen[0])) or self._new_form(connection, naam, (), rijen[0])
        assert vorm is not None
        assert not vorm.geeft_rijen
        gebonden = [vorm.bind(rij) for rij in rijen]
        try:
            driver.cursor().executemany(vorm.sql, gebonden)
        except errors_of(connection.dialect) as fout:
            raise as_dbapi_error(connection, fout, vorm.sql) from fout

    def _lengtes(self, waarden: Values) -> tuple[int, ...]:
        return tuple([len(cast(Sequence[SqlScalar], waarden[lijst])) for lijst in self._lijsten])

    def _filled_up(self, waarden: Values) -> Values:
        """With long lists of few lengths; what stands in an IN twice is the same as once."""
        lang: dict[str, Sequence[SqlScalar]] = {}
        for naam in self._lijsten:
            lijst = cast(Sequence[SqlScalar], waarden[naam])
            if _MAX_UITGESCHREVEN < len(lijst) <= _MAX_OPGEVULD:
                bij = (1 << (len(lijst) - 1).bit_length()) - len(lijst)
                lang[naam] = [*lijst, *[lijst[-1]] * bij]
        return {**waarden, **lang} if lang else waarden

    def _run_by_core(self, connection: Connection, waarden: Values) -> Rows[R_co]:
        gevonden = connection.execute(self.opdracht, dict(waarden))
        return Rows([self._make(rij) for rij in gevonden] if gevonden.returns_rows else (), gevonden.rowcount)

    def _new_form(self, connection: Connection, naam: str, lengtes: tuple[int, ...], waarden: Values) -> _Form | None:
        """The form for these names, kept from now on; None when it is not worth keeping."""
        if max(lengtes, default=0) > _MAX_OPGEVULD or len(self._vormen) >= _MAX_VORMEN:
            return None
        kolommen = _columns(self.opdracht)
        if self._row is not None:
            _check_row(self._row, [] if kolommen is None else [str(kolom.key) for kolom in kolommen])
        vorm = _make_form(self.opdracht, kolommen, connection.dialect, waarden)
        self._vormen[(naam, lengtes, *waarden)] = vorm
        return vorm


Command: TypeAlias = Statement[tuple[()]]
"""A statement that gives no rows."""


def _check_row(row: type[AnyRow], namen: Sequence[str]) -> None:
    if (velden := getattr(row, "_fields", None)) is not None and list(velden) != namen:
        raise TypeError(
            f"{row.__qualname__} has the fields {', '.join(velden)}, the statement gives {', '.join(namen)}"
        )


def _columns(opdracht: sa.Executable) -> list[sa.ColumnElement[object]] | None:
    """The columns that a statement gives; None for one that gives no rows."""
    if isinstance(opdracht, sa.SelectBase) or (isinstance(opdracht, sa.sql.dml.UpdateBase) and opdracht._returning):
        return list(opdracht.exported_columns)
    return None


def _read(rij: Sequence[object], lezers: tuple[tuple[int, _Conversion], ...]) -> list[object]:
    """The values of a row as Python has them."""
    waarden = list(rij)
    for plaats, lees in lezers:
        waarden[plaats] = lees(waarden[plaats])
    return waarden


def _make_bind(
    parameters: Sequence[_Parameter], gegeven: Values, namen: Sequence[str] | None
) -> Callable[[Values], Bound]:
    """Makes parameters out of values; what is the same for every set of values with these names is done here, once.

    :param gegeven: values with the names that all will have.
    :param namen: of the parameters, when the driver takes them by name; None for those in order.
    """
    sjabloon = [None if p.naam in gegeven or p.nodig else _converted(p.anders, p.om) for p in parameters]
    wisselend = [(i, p) for i, p in enumerate(parameters) if p.naam in gegeven or p.nodig]
    plaatsen = [(i, p.naam) for i, p in wisselend if p.plaats is None]
    delen = [(i, p.naam, p.plaats) for i, p in wisselend if p.plaats is not None]
    omzetters = _converters(wisselend)
    alle: Callable[[Values], tuple[object, ...]] | None = None
    if len(plaatsen) == len(parameters) > 1:
        alle = itemgetter(*[naam for _, naam in plaatsen])

    def bind(waarden: Values) -> Bound:
        if alle is not None:
            uit = list(alle(waarden))
        else:
            uit = sjabloon.copy()
            for i, naam in plaatsen:
                uit[i] = waarden[naam]
            for i, naam, plaats in delen:
                uit[i] = cast(Sequence[SqlScalar], waarden[naam])[plaats]
        for i, om, ook in omzetters:
            waarde = uit[i] = om(uit[i])
            for nog in ook:
                uit[nog] = waarde
        return uit if namen is None else dict(zip(namen, uit, strict=True))

    return alle if alle is not None and not omzetters and namen is None else bind


def _converters(wisselend: Sequence[tuple[int, _Parameter]]) -> list[tuple[int, _Conversion, tuple[int, ...]]]:
    """Each value that is to be converted once: its first place, and where else in a statement it stands.

    The day on which a delivery is judged stands up to eight times in one statement.
    """
    plaatsen: dict[tuple[str, int | None], list[int]] = {}
    omzetters: dict[tuple[str, int | None], _Conversion] = {}
    for i, parameter in wisselend:
        if parameter.om is not None:
            sleutel = parameter.naam, parameter.plaats
            plaatsen.setdefault(sleutel, []).append(i)
            omzetters[sleutel] = parameter.om
    return [(waar[0], omzetters[sleutel], tuple(waar[1:])) for sleutel, waar in plaatsen.items()]


def _converted(waarde: object, om: _Conversion | None) -> object:
    return waarde if om is None else om(waarde)


def _make_form(
    opdracht: sa.Executable, kolommen: Sequence[sa.ColumnElement[object]] | None, dialect: Dialect, waarden: Values
) -> _Form:
    compiled = cast(sa.ClauseElement, opdracht).compile(dialect=dialect, column_keys=list(waarden))
    assert isinstance(compiled, SQLCompiler)
    bekend = {naam: waarde for naam, waarde in waarden.items() if naam in compiled.binds}
    uitgeschreven = compiled.construct_expanded_state(bekend)
    parameters: dict[str, _Parameter] = {}
    for naam in uitgeschreven.positiontup or uitgeschreven.parameters:
        basis, plaats = naam, None
        for lijst, delen in uitgeschreven.parameter_expansion.items():
            if naam in delen:
                basis, plaats = lijst, delen.index(naam)
        bind = compiled.binds[basis]
        om = _bind_conversion(bind.type, dialect)
        parameters[naam] = _Parameter(basis, plaats, bind.effective_value, bind.required, om)
    lezers = [
        (nummer, cast(_Conversion, lees))
        for nummer, kolom in enumerate(kolommen or ())
        if (lees := kolom.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
    ]
    volgorde = uitgeschreven.positiontup
    in_volgorde = [parameters[naam] for naam in (volgorde if volgorde is not None else parameters)]
    binder = _make_bind(in_volgorde, waarden, None if volgorde is not None else list(parameters))
    return _Form(uitgeschreven.statement, binder, kolommen is not None, tuple(lezers))


def _bind_conversion(soort: TypeEngine[object], dialect: Dialect) -> _Conversion | None:
    om: _Conversion | None = soort.dialect_impl(dialect).bind_processor(dialect)
    if om is None or dialect.name != "sqlite" or not isinstance(soort, sa.Date):
        return om
    anders = om

    def dag(waarde: object) -> object:
        """The same text in a third of the time."""
        return waarde.isoformat() if type(waarde) is date else anders(waarde)

    return dag

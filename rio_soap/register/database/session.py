"""One transaction as those who use it see it."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar, TypeVarTuple, overload

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.selectable import TypedReturnsRows

from rio_soap.register.database.driver import driver_of
from rio_soap.register.database.model import codeuitgifte, mutatie, objectversie
from rio_soap.register.database.rows import AnyRow, Rows, SqlValue, Values
from rio_soap.register.database.sightings import Klok, Sightings
from rio_soap.register.database.statements import Command, Statement

T = TypeVar("T")
# Any, as there: SQLAlchemy does not know the columns of a statement that is given as text.
Untyped: TypeAlias = sa.CursorResult[*tuple[Any, ...]]
"""What a statement gives whose columns are not known."""
R = TypeVar("R", bound=AnyRow)
Ts = TypeVarTuple("Ts")

_MUTATIE_LOCK = 5_202_604
"""Number of the advisory lock of PostgreSQL under which mutaties get their numbers (any number of our own)."""


class Session:
    """One transaction: runs statements, hands out numbers.

    `mutaties` are the changes that it records, to be written at its end: on PostgreSQL deliveries wait for one another
    from there to the commit. `klok` goes with them: the clock for their moment and for the evidence that follows the
    commit; without one each has its own moment and no evidence follows. `versies` are what they replaced: place in
    `mutaties`, part of the object, and that part packed.

    :param sightings: what this process knows of what is visible and did not write down yet.
    """

    __slots__ = ("_connection", "_driver", "_hoogste", "dialect", "klok", "mutaties", "sightings", "versies")

    def __init__(self, connection: Connection, sightings: Sightings | None = None) -> None:
        self._connection = connection
        self._driver = driver_of(connection)
        self.dialect = connection.dialect.name
        """``sqlite`` or ``postgresql``."""
        self.sightings = sightings
        self.mutaties: list[dict[str, SqlValue]] = []
        self.versies: list[tuple[int, str, bytes]] = []
        self.klok: Klok | None = None
        self._hoogste = 0

    @overload
    def execute(self, opdracht: Statement[R], waarden: Values) -> Rows[R]: ...
    @overload
    def execute(self, opdracht: TypedReturnsRows[*Ts], waarden: Values | None = None) -> sa.CursorResult[*Ts]: ...
    @overload
    def execute(self, opdracht: sa.Executable, waarden: Values | Sequence[Values] | None = None) -> Untyped: ...
    def execute(
        self, opdracht: Statement[R] | sa.Executable, waarden: Values | Sequence[Values] | None = None
    ) -> Rows[R] | Untyped:
        """Run a statement; for each set of values when these are a list (Core only)."""
        if type(opdracht) is Statement:
            # Not `cast`, which is a call: with a Statement come its values, as the overload says.
            return opdracht.run(self._connection, self._driver, self.dialect, waarden)  # type: ignore[arg-type]
        return self._connection.execute(opdracht, waarden)

    def execute_many(self, opdracht: Command, rijen: Sequence[Values]) -> None:
        """Run a statement that gives no rows for each of these sets of values, all with the same names."""
        opdracht.run_many(self._connection, self._driver, self.dialect, rijen)

    def next_number(self, reeks: sa.Sequence) -> int:
        """The next number of a series, never given before.

        On PostgreSQL it is a sequence: a counter in a row would make any two SERIALIZABLE deliveries conflict. A number
        of a delivery that then fails stays unused there; on SQLite it is rolled back with the rest.
        """
        if self._connection.dialect.supports_sequences:
            return self.execute(_volgende(reeks), {}).scalar_one()
        return self.execute(_OPHOGEN, {"soort": reeks.name, "laatste": reeks.start}).scalar_one()

    def lock_table(self, tabel: sa.Table) -> None:
        """From here to the commit nobody else writes in the table; readers go on. To be called first.

        LOCK TABLE and not an advisory lock: it comes before the snapshot of a SERIALIZABLE transaction, so that this
        one sees what whoever had the lock before it wrote. On SQLite nothing else writes anyway.
        """
        if self.dialect == "postgresql":
            self._connection.exec_driver_sql(f"LOCK TABLE {tabel.name} IN EXCLUSIVE MODE")

    def finish(self) -> int:
        """Write the mutaties, the last thing before the commit; gives the highest number, 0 without any.

        From here to the commit no other transaction gets here, so that what they number becomes visible in the order
        of the numbers. On SQLite nothing else writes anyway.
        """
        if self.mutaties:
            if self.dialect == "postgresql":
                self.execute(_LOCK, {"lock": _MUTATIE_LOCK})
            self._hoogste = self._write_mutaties()
            self.mutaties, self.versies = [], []
        return self._hoogste

    def _write_mutaties(self) -> int:
        """The highest number; 0 for a loader, which has thousands and lays down no evidence.

        All of a transaction have one moment, read when nothing can come between them and the commit any more: so who
        asks what the register knew at a moment never sees half of it.
        """
        if self.klok is None:
            self._write_versies(self._write_bulk())
            return 0
        moment = self.klok()
        for rij in self.mutaties:
            rij["moment"] = moment
        if len(self.mutaties) == len(self.versies) == 1 and self.dialect == "postgresql":
            [rij], [(_, deel, voor)] = self.mutaties, self.versies
            waarden = {f"m_{naam}": waarde for naam, waarde in rij.items()}
            return self.execute(_MUTATIE_MET_VERSIE, {**waarden, "deel": deel, "voor": voor}).scalar_one()
        nummers = [self.execute(_MUTATIE, rij).scalar_one() for rij in self.mutaties]
        self._write_versies(nummers)
        return max(nummers)

    def _write_bulk(self) -> Sequence[int]:
        """Write all in few statements; gives their numbers, or none when nothing asks for them."""
        if not self.versies:
            self.execute(_MUTATIES, self.mutaties)
            return ()
        return self.execute(_GENUMMERD, self.mutaties).scalars().all()

    def _write_versies(self, nummers: Sequence[int]) -> None:
        for plaats, deel, voor in self.versies:
            self.execute(_VERSIE, {"volgnummer": nummers[plaats], "deel": deel, "voor": voor})


_MUTATIES = sa.insert(mutatie)
_MUTATIE = Statement[tuple[int]](_MUTATIES.returning(mutatie.c.volgnummer))
_GENUMMERD = _MUTATIES.returning(mutatie.c.volgnummer, sort_by_parameter_order=True)
_VERSIE = Command(sa.insert(objectversie))
_VAN_MUTATIE = ("object", "sleutel", "houder", "soort", "moment", "kanaal", "oin", "identificatiecode")
_nieuw = (
    # Names of their own, since one statement has the columns of two tables.
    sa.insert(mutatie)
    .values({naam: sa.bindparam(f"m_{naam}", type_=mutatie.c[naam].type) for naam in _VAN_MUTATIE})
    .returning(mutatie.c.volgnummer)
    .cte("nieuw")
)
_MUTATIE_MET_VERSIE = Statement[tuple[int]](
    sa.insert(objectversie)
    .from_select(
        ["volgnummer", "deel", "voor"],
        sa.select(
            _nieuw.c.volgnummer,
            sa.bindparam("deel", type_=objectversie.c.deel.type),
            sa.bindparam("voor", type_=objectversie.c.voor.type),
        ),
    )
    .returning(objectversie.c.volgnummer)
)
"""Both at once, for PostgreSQL: others wait from the lock to the commit, and each statement is a way to the server."""
_OPHOGEN = Statement[tuple[int]](
    sqlite.insert(codeuitgifte)
    .on_conflict_do_update(index_elements=["soort"], set_={"laatste": codeuitgifte.c.laatste + 1})
    .returning(codeuitgifte.c.laatste)
)


@cache
def _volgende(reeks: sa.Sequence) -> Statement[tuple[int]]:
    return Statement[tuple[int]](sa.select(reeks.next_value()))


_LOCK = Statement[tuple[None]](sa.select(sa.func.pg_advisory_xact_lock(sa.bindparam("lock", type_=sa.BigInteger))))


class TrialSession(Session):
    """A session whose transaction will be undone; it takes no number from a sequence, which nothing gives back."""

    __slots__ = ("_extra",)

    def __init__(self, session: Session) -> None:
        super().__init__(session._connection, session.sightings)
        self._extra = 0

    def next_number(self, reeks: sa.Sequence) -> int:
        """The number that would be next; the series stays where it is."""
        if not self._connection.dialect.supports_sequences:
            return super().next_number(reeks)
        naam = self._connection.dialect.identifier_preparer.format_sequence(reeks)
        laatste = self._connection.execute(sa.text(f"SELECT last_value FROM {naam}")).scalar_one()  # noqa: S608
        self._extra += 1
        return int(laatste) + self._extra


Task = Callable[[Session], T]

"""One transaction as those who use it see it."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, overload

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from rio_soap.register.database import visibility
from rio_soap.register.database.model import codeuitgifte
from rio_soap.register.database.statements import Rows, Statement
from rio_soap.register.database.visibility import Klok, Sightings

T = TypeVar("T")


class Session:
    """One transaction: runs statements, hands out numbers.

    `mutaties` are the changes that it records, to be written at its end: on PostgreSQL deliveries wait for one another
    from there to the commit. `klok` goes with them: the clock for the evidence that follows the commit; without one
    none follows.

    :param sightings: what this process knows of what is visible and did not write down yet.
    """

    __slots__ = ("_driver", "_hoogste", "_verbinding", "dialect", "klok", "mutaties", "sightings")

    def __init__(self, verbinding: Connection, sightings: Sightings | None = None) -> None:
        self._verbinding = verbinding
        self._driver = verbinding.connection.dbapi_connection
        self.dialect = verbinding.dialect.name
        """``sqlite`` or ``postgresql``."""
        self.sightings = sightings
        self.mutaties: list[dict[str, Any]] = []
        self.klok: Klok | None = None
        self._hoogste = 0

    @overload
    def execute(self, opdracht: Statement, waarden: Mapping[str, Any]) -> Rows: ...
    @overload
    def execute(self, opdracht: sa.Executable, waarden: Any = None) -> sa.CursorResult[Any]: ...
    def execute(self, opdracht: Any, waarden: Any = None) -> Any:
        """Run a statement; for each set of values when these are a list (Core only)."""
        if type(opdracht) is Statement:
            return opdracht.voer_uit(self._verbinding, self._driver, self.dialect, waarden)
        return self._verbinding.execute(opdracht, waarden)

    def execute_many(self, opdracht: Statement, rijen: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that gives no rows for each of these sets of values, all with the same names."""
        opdracht.execute_many(self._verbinding, self._driver, self.dialect, rijen)

    def next_number(self, reeks: sa.Sequence) -> int:
        """The next number of a series, never given before.

        On PostgreSQL it is a sequence: a counter in a row would make any two SERIALIZABLE deliveries conflict. A number
        of a delivery that then fails stays unused there; on SQLite it is rolled back with the rest.
        """
        if self._verbinding.dialect.supports_sequences:
            return int(self.execute(_volgende(reeks), {}).scalar_one())
        waarden = {"soort": reeks.name, "laatste": reeks.start}
        return int(self.execute(_OPHOGEN, waarden).scalar_one())

    def lock_table(self, tabel: sa.Table) -> None:
        """From here to the commit nobody else writes in the table; readers go on. To be called first.

        LOCK TABLE and not an advisory lock: it comes before the snapshot of a SERIALIZABLE transaction, so that this
        one sees what whoever had the lock before it wrote. On SQLite nothing else writes anyway.
        """
        if self.dialect == "postgresql":
            self._verbinding.exec_driver_sql(f"LOCK TABLE {tabel.name} IN EXCLUSIVE MODE")

    def finish(self) -> int:
        """Write the mutaties, the last thing before the commit; gives the highest number, 0 without any.

        From here to the commit no other transaction gets here, so that what they number becomes visible in the order
        of the numbers. On SQLite nothing else writes anyway.
        """
        if self.mutaties:
            if self.dialect == "postgresql":
                self.execute(_SLOT, {"slot": visibility.SLOT})
            self._hoogste = visibility.schrijf_mutaties(self.execute, self.mutaties, geteld=self.klok is not None)
            self.mutaties = []
        return self._hoogste


_OPHOGEN = Statement(
    sqlite.insert(codeuitgifte)
    .on_conflict_do_update(index_elements=["soort"], set_={"laatste": codeuitgifte.c.laatste + 1})
    .returning(codeuitgifte.c.laatste)
)


@cache
def _volgende(reeks: sa.Sequence) -> Statement:
    return Statement(sa.select(reeks.next_value()))


_SLOT = Statement(sa.select(sa.func.pg_advisory_xact_lock(sa.bindparam("slot", type_=sa.BigInteger))))


class TrialSession(Session):
    """A session whose transaction will be undone; it takes no number from a sequence, which nothing gives back."""

    __slots__ = ("_extra",)

    def __init__(self, session: Session) -> None:
        super().__init__(session._verbinding, session.sightings)
        self._extra = 0

    def next_number(self, reeks: sa.Sequence) -> int:
        if not self._verbinding.dialect.supports_sequences:
            return super().next_number(reeks)
        naam = self._verbinding.dialect.identifier_preparer.format_sequence(reeks)
        laatste = self._verbinding.execute(sa.text(f"SELECT last_value FROM {naam}")).scalar_one()  # noqa: S608
        self._extra += 1
        return int(laatste) + self._extra


Task = Callable[[Session], T]

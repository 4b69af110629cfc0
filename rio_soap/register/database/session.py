"""One transaction as those who use it see it."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, overload

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from rio_soap.register.database import visibility
from rio_soap.register.database.model import codeuitgifte
from rio_soap.register.database.statements import Uitkomst, Vast
from rio_soap.register.database.visibility import Bewijzen, Klok

T = TypeVar("T")


class Sessie:
    """One transaction: runs statements, hands out numbers.

    `mutaties` are the changes that it records, to be written at its end: on PostgreSQL deliveries wait for one another
    from there to the commit. `klok` goes with them: the clock for the evidence that follows the commit; without one
    none follows.

    :param bewijzen: what this process knows of what is visible and did not write down yet.
    """

    __slots__ = ("_driver", "_hoogste", "_verbinding", "bewijzen", "dialect", "klok", "mutaties")

    def __init__(self, verbinding: Connection, bewijzen: Bewijzen | None = None) -> None:
        self._verbinding = verbinding
        self._driver = verbinding.connection.dbapi_connection
        self.dialect = verbinding.dialect.name
        """``sqlite`` or ``postgresql``."""
        self.bewijzen = bewijzen
        self.mutaties: list[dict[str, Any]] = []
        self.klok: Klok | None = None
        self._hoogste = 0

    @overload
    def execute(self, opdracht: Vast, waarden: Mapping[str, Any]) -> Uitkomst: ...
    @overload
    def execute(self, opdracht: sa.Executable, waarden: Any = None) -> sa.CursorResult[Any]: ...
    def execute(self, opdracht: Any, waarden: Any = None) -> Any:
        """Run a statement; for each set of values when these are a list (Core only)."""
        if type(opdracht) is Vast:
            return opdracht.voer_uit(self._verbinding, self._driver, self.dialect, waarden)
        return self._verbinding.execute(opdracht, waarden)

    def voer_alle_uit(self, opdracht: Vast, rijen: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that gives no rows for each of these sets of values, all with the same names."""
        opdracht.voer_alle_uit(self._verbinding, self._driver, self.dialect, rijen)

    def volgend_nummer(self, reeks: sa.Sequence) -> int:
        """The next number of a series, never given before.

        On PostgreSQL it is a sequence: a counter in a row would make any two SERIALIZABLE deliveries conflict. A number
        of a delivery that then fails stays unused there; on SQLite it is rolled back with the rest.
        """
        if self._verbinding.dialect.supports_sequences:
            return int(self.execute(_volgende(reeks), {}).scalar_one())
        waarden = {"soort": reeks.name, "laatste": reeks.start}
        return int(self.execute(_OPHOGEN, waarden).scalar_one())

    def alleen_schrijver(self, tabel: sa.Table) -> None:
        """From here to the commit nobody else writes in the table; readers go on. To be called first.

        LOCK TABLE and not an advisory lock: it comes before the snapshot of a SERIALIZABLE transaction, so that this
        one sees what whoever had the lock before it wrote. On SQLite nothing else writes anyway.
        """
        if self.dialect == "postgresql":
            self._verbinding.exec_driver_sql(f"LOCK TABLE {tabel.name} IN EXCLUSIVE MODE")

    def rond_af(self) -> int:
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


_OPHOGEN = Vast(
    sqlite.insert(codeuitgifte)
    .on_conflict_do_update(index_elements=["soort"], set_={"laatste": codeuitgifte.c.laatste + 1})
    .returning(codeuitgifte.c.laatste)
)


@cache
def _volgende(reeks: sa.Sequence) -> Vast:
    return Vast(sa.select(reeks.next_value()))


_SLOT = Vast(sa.select(sa.func.pg_advisory_xact_lock(sa.bindparam("slot", type_=sa.BigInteger))))


class Proefsessie(Sessie):
    """A session whose transaction will be undone; it takes no number from a sequence, which nothing gives back."""

    __slots__ = ("_extra",)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie._verbinding, sessie.bewijzen)
        self._extra = 0

    def volgend_nummer(self, reeks: sa.Sequence) -> int:
        if not self._verbinding.dialect.supports_sequences:
            return super().volgend_nummer(reeks)
        naam = self._verbinding.dialect.identifier_preparer.format_sequence(reeks)
        laatste = self._verbinding.execute(sa.text(f"SELECT last_value FROM {naam}")).scalar_one()  # noqa: S608
        self._extra += 1
        return int(laatste) + self._extra


Taak = Callable[[Sessie], T]

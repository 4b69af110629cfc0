"""The database: durable transactions for writing, snapshots for reading, on SQLite and PostgreSQL."""

import logging
import random
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as Wachtfout

from rio_soap.register.database import deadline, sightings, visibility
from rio_soap.register.database.connections import Connections
from rio_soap.register.database.driver import run_raw
from rio_soap.register.database.engine import WACHTTIJD, sqlite_pad
from rio_soap.register.database.failures import (
    BEZET,
    BOTSING,
    OutcomeUnknown,
    Unavailable,
    gemeld,
    lost_at_commit,
    meld,
    reden,
)
from rio_soap.register.database.file_guard import FileGuard
from rio_soap.register.database.session import Session, Task, TrialSession
from rio_soap.register.database.sightings import Klok, Sightings
from rio_soap.register.database.writer import Writer

log = logging.getLogger(__name__)

T = TypeVar("T")

_MAX_VERBINDINGEN = 32
"""Transactions at a time in one process; who comes next waits."""
_LEZEN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
"""How a reading begins. SQLite in WAL mode gives every transaction a snapshot."""
_SCHRIJVEN = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE codeuitgifte IN ROW SHARE MODE"
_ALLEEN = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE codeuitgifte IN EXCLUSIVE MODE"
"""How a delivery begins on PostgreSQL, beside others or alone. The table is any that PostgreSQL does not use otherwise;
LOCK TABLE comes before the snapshot, so that who waited for the others sees what they wrote."""
_LATER = "; SET LOCAL synchronous_commit = off"
"""How it goes on when its commit need not wait for the disk."""
_ALLEEN_VANAF = 3
"""The try from which a delivery that keeps meeting others runs alone. In a small register any two meet, because they
read and write the same page of an index."""
_POGINGEN = 12
"""How often a PostgreSQL transaction is tried when it meets another."""


class _Teruggedraaid(Exception):
    """Ends the transaction of a trial, and so undoes it."""


class Register:
    """The register on one engine; use it as a context manager, or call `sluit`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._verbindingen = Connections(engine, _MAX_VERBINDINGEN, WACHTTIJD)
        self._sightings = Sightings()
        self._sightings_lock = threading.Lock()
        self._guard: FileGuard | None = None
        self._schrijver: Writer | None = None
        if engine.dialect.name == "sqlite":
            self._guard = guard = FileGuard(sqlite_pad(engine.url))
            sa.event.listen(engine, "connect", lambda *_: guard.zie_verbinding())
            self._schrijver = Writer(engine, WACHTTIJD, self._sightings, guard)
        self.voor_sluiten: list[Callable[[], None]] = []
        """What has to be done, in this order, before the register can close."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.sluit()

    def sluit(self) -> None:
        """Finish what is being written and close all connections."""
        while self.voor_sluiten:
            self.voor_sluiten.pop(0)()
        self.flush_sightings()
        if self._schrijver is not None:
            self._schrijver.sluit()
        self._verbindingen.sluit()
        self.engine.dispose()

    def schrijf(self, taak: Task[T], *, duurzaam: bool = True) -> T:
        """Run a task in one transaction; returns what it returns, once that is durable.

        The task may run more than once (PostgreSQL, when two meet) and in another thread (SQLite), so it may do nothing
        but read and write through its session. An exception in it leaves nothing behind and is raised here.

        :param duurzaam: False when it need only be there for all processes from now on, and survive their death: a
            power cut, or a crash of PostgreSQL itself, may take it, but nothing that was written before it.
        :raises Unavailable: when the database is out of reach or busy for too long.
        """
        if self._schrijver is None:
            return self._schrijf_serializable(taak, duurzaam)
        resultaat = self._schrijver.schrijf(taak, duurzaam=duurzaam)
        if self._sightings.te_lang():
            self.flush_sightings()
        return resultaat

    def let_op(self) -> None:
        """Look from now on whether the file of the register is taken away, and not from the first delivery.

        :raises Unavailable: when it cannot be opened, or others write to it for too long.
        """
        if self._schrijver is not None:
            self._schrijver.schrijf(lambda _: None, duurzaam=False)

    def flush_sightings(self) -> None:
        """Write down what this process knows to be visible (`visibility`), for the others; best effort."""
        if not self._sightings_lock.acquire(blocking=False):
            return
        try:
            if rijen := self._sightings.alle():
                try:
                    self._write_sightings(rijen)
                finally:
                    self._sightings.vergeet(len(rijen))
        finally:
            self._sightings_lock.release()

    def _write_sightings(self, rijen: list[tuple[str, int]]) -> None:
        assert self._schrijver is not None
        try:
            self._schrijver.schrijf(lambda session: visibility.write_sightings(session, rijen), duurzaam=False)
        except (DBAPIError, Unavailable) as fout:
            log.warning("the change feeds will show more than they need: %s", fout)

    def probeer(self, taak: Task[T]) -> T:
        """Run a task as `schrijf` does and undo all of it; returns what the task returned.

        :raises Unavailable: when the database is out of reach or busy for too long.
        """

        uitkomst: list[T] = []

        def en_terug(session: Session) -> None:
            uitkomst[:] = [taak(TrialSession(session))]
            raise _Teruggedraaid

        try:
            self.schrijf(en_terug, duurzaam=False)
        except _Teruggedraaid:
            return uitkomst[0]
        raise AssertionError("a task that raises cannot have been committed")

    def lees(self) -> AbstractContextManager[Session]:
        """A consistent snapshot; neither blocks writers nor is blocked by them.

        :raises Unavailable: when the database is out of reach.
        """
        return _Lezing(self._verbindingen, _LEZEN[self.engine.dialect.name], self._sightings, self._guard)

    def los(self) -> AbstractContextManager[Session]:
        """To read by one statement: that is a snapshot by itself, so no transaction is begun and ended for it.

        :raises Unavailable: when the database is out of reach, or was since the last time: a new try may succeed.
        """
        return _Lezing(self._verbindingen, None, self._sightings, self._guard)

    def _schrijf_serializable(self, taak: Task[T], duurzaam: bool) -> T:
        later = "" if duurzaam else _LATER
        for poging in range(1, _POGINGEN + 1):
            try:
                with gemeld():
                    return self._schrijf_eenmaal(taak, (_SCHRIJVEN if poging < _ALLEEN_VANAF else _ALLEEN) + later)
            except DBAPIError as fout:
                sqlstate = getattr(fout.orig, "sqlstate", None)
                if sqlstate not in BOTSING and (sqlstate not in BEZET or poging == _POGINGEN):
                    raise
                botsing = fout
            time.sleep(deadline.left(random.uniform(0, 0.005 * 2 ** min(poging, 6))))  # noqa: S311  # jitter, no secret
        raise Unavailable(f"{_POGINGEN} tries met other transactions: {botsing.orig}") from botsing

    def _schrijf_eenmaal(self, taak: Task[T], begin: str) -> T:
        verbinding = self._verbindingen.begin(begin)
        try:
            session = Session(verbinding)
            resultaat = taak(session)
            nummer = session.finish()
            _commit(verbinding)
        except BaseException:
            self._verbindingen.breek_af(verbinding)
            raise
        if _record_sighting(verbinding, nummer, session.klok):
            self._verbindingen.geef_terug(verbinding)
        else:
            self._verbindingen.breek_af(verbinding)
        return resultaat


def _commit(verbinding: Connection) -> None:
    """COMMIT.

    :raises OutcomeUnknown: when the server went away meanwhile.
    """
    try:
        run_raw(verbinding, "COMMIT")
    except DBAPIError as fout:
        if lost_at_commit(fout):
            raise OutcomeUnknown(reden(fout)) from fout
        raise


class _Lezing:
    """A session to read in, by itself (`begin` None) or in a transaction that this statement begins."""

    __slots__ = ("_begin", "_guard", "_sightings", "_verbinding", "_verbindingen")

    def __init__(
        self, verbindingen: Connections, begin: str | None, sightings: Sightings, guard: FileGuard | None
    ) -> None:
        self._verbindingen, self._begin, self._sightings, self._guard = verbindingen, begin, sightings, guard

    def __enter__(self) -> Session:
        if self._guard is not None:
            if self._begin is None:  # for one small thing in the course of a message, which ends with a commit
                self._guard.weet()
            else:
                self._guard.controleer()
        try:
            begin = self._begin
            self._verbinding = self._verbindingen.neem() if begin is None else self._verbindingen.begin(begin)
            return Session(self._verbinding, self._sightings)
        except (DBAPIError, Wachtfout) as fout:
            meld(fout)
            raise

    def __exit__(self, _: type[BaseException] | None, fout: BaseException | None, __: TracebackType | None) -> None:
        if fout is not None:
            self._verbindingen.breek_af(self._verbinding)
            meld(fout)
        elif self._begin is None:
            self._verbindingen.geef_terug(self._verbinding)
        else:
            with gemeld():
                self._verbindingen.eindig(self._verbinding)


def _record_sighting(verbinding: Connection, nummer: int, klok: Klok | None) -> bool:
    """Evidence that what was committed just now is visible; best effort, False when it failed."""
    if not nummer or klok is None:
        return True
    try:
        sightings.record(verbinding, nummer, klok)
    except DBAPIError as fout:
        log.warning("the change feeds will show more than they need: %s", reden(fout))
        return False
    return True

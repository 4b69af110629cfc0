"""Connections that are held between transactions, with transactions begun and ended on the driver itself.

Taking a connection from SQLAlchemy's pool, with its transaction object, events and reset, costs as much as all
statements of a small reading together: 25 µs of processor time on SQLite, 6 µs here, for a transaction of nothing. Here
an idle connection is one `pop` away, and BEGIN and COMMIT are statements. Of SQLAlchemy's inside this needs only that a
`Connection` has its own attributes (`__dict__`), in which `stem_af` keeps what it set.
SQLAlchemy still makes the connections and runs Core on them; it believes to be in one long transaction, whose begin
does nothing (`ZELF`).
"""

import queue
import time
from collections import deque

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as Wachtfout

from rio_soap.register.database import deadline
from rio_soap.register.database.driver import run_raw

ZELF = "zelf"
"""Execution option `rio_begin` of a connection whose transactions are begun here."""


GEDULD = "rio_geduld"
"""Execution option of an engine: seconds that a statement may take at most, whatever time its message has."""
_SPELING = 0.25
"""Seconds by which a connection may be set to more than the time that is left: to set it anew for every message would
be a statement more."""


def stem_af(verbinding: Connection, wachttijd: float) -> None:
    """Let nothing on a connection wait longer than this thread has time: for a lock of SQLite, or for any statement of
    PostgreSQL.

    :param wachttijd: seconds that SQLite waits at most, also without a deadline.
    :raises DeadlinePassed: when there is no time left.
    :raises DBAPIError: when the connection is dead.
    """
    einde, eigen = deadline.end(), verbinding.__dict__
    try:
        gezet: float | None = eigen[GEDULD]
    except KeyError:  # new to us; what the driver holds may have been set before, and was in the pool since
        gezet = eigen[GEDULD] = verbinding.info.get(GEDULD)
    wil: float | None = None
    if einde is not None:
        wil = einde - time.monotonic()
        if gezet is not None and max(0.0, gezet - _SPELING) < wil <= 2 * gezet:
            return
        deadline.check()
    elif gezet is None:
        return
    if verbinding.dialect.name == "sqlite":
        run_raw(verbinding, f"PRAGMA busy_timeout={_ms(min(wachttijd, wil) if wil is not None else wachttijd)}")
    elif wil is None:
        run_raw(verbinding, "RESET statement_timeout")
    else:
        hoogstens: float = verbinding.engine.get_execution_options().get(GEDULD, wil)
        run_raw(verbinding, f"SET statement_timeout = {_ms(min(hoogstens, wil))}")
    eigen[GEDULD] = verbinding.info[GEDULD] = wil


def _ms(seconden: float) -> int:
    """Whole milliseconds; never 0, which PostgreSQL takes for no limit."""
    return max(1, int(seconden * 1000))


class Connections:
    """The held connections of one engine.

    :param maximum: in use at a time; who comes next waits.
    :param wachttijd: seconds to wait at most.
    """

    def __init__(self, engine: Engine, maximum: int, wachttijd: float) -> None:
        self._engine = engine
        # A queue of places and not a Semaphore, which is written in Python.
        self._plaatsen: queue.SimpleQueue[None] = queue.SimpleQueue()
        for _ in range(maximum):
            self._plaatsen.put(None)
        self._wachttijd = wachttijd
        self._vrij: deque[Connection] = deque()
        self._gesloten = False

    def begin(self, sql: str) -> Connection:
        """A connection in a transaction that this statement begins; give it back with `eindig` or `breek_af`.

        A held connection that turns out to be dead has carried nothing yet, so another one is taken.

        :raises DBAPIError: when the database cannot be reached.
        :raises Wachtfout: when too many are in use for too long.
        """
        self._wacht_op_plaats()
        verbinding: Connection | None = None
        try:
            while True:
                verbinding, nieuw = self._neem()
                try:
                    stem_af(verbinding, self._wachttijd)
                    run_raw(verbinding, sql)
                except DBAPIError as fout:
                    if nieuw or not fout.connection_invalidated:
                        raise
                    sluit(verbinding)
                    verbinding = None  # not to be closed again when no other can be made
                else:
                    return verbinding
        except BaseException:
            if verbinding is not None:
                sluit(verbinding)
            self._plaatsen.put(None)
            raise

    def neem(self) -> Connection:
        """A connection outside any transaction, for one statement; give it back with `geef_terug` or `breek_af`.

        Unlike `begin` it may hand out one that died meanwhile.

        :raises DBAPIError: when the database cannot be reached.
        :raises Wachtfout: when too many are in use for too long.
        """
        self._wacht_op_plaats()
        verbinding: Connection | None = None
        try:
            verbinding = self._neem()[0]
            stem_af(verbinding, self._wachttijd)
        except BaseException:
            if verbinding is not None:
                sluit(verbinding)
            self._plaatsen.put(None)
            raise
        return verbinding

    def eindig(self, verbinding: Connection, sql: str = "COMMIT") -> None:
        """End the transaction and hold the connection; when that fails it is undone, and the error raised."""
        try:
            run_raw(verbinding, sql)
        except BaseException:
            self.breek_af(verbinding)
            raise
        self.geef_terug(verbinding)

    def geef_terug(self, verbinding: Connection) -> None:
        """Hold a connection whose transaction has ended."""
        self._vrij.append(verbinding)
        self._plaatsen.put(None)
        if self._gesloten:
            self.sluit()

    def breek_af(self, verbinding: Connection) -> None:
        """Undo the transaction and give the connection up, whatever state it is in."""
        sluit(verbinding)
        self._plaatsen.put(None)

    def sluit(self) -> None:
        """Give up what is held; a connection in use follows when it comes back."""
        self._gesloten = True
        while self._vrij:
            try:
                verbinding = self._vrij.pop()
            except IndexError:
                return
            sluit(verbinding)

    def _wacht_op_plaats(self) -> None:
        try:
            self._plaatsen.get(timeout=deadline.left(self._wachttijd))
        except queue.Empty:
            raise Wachtfout("no connection came free in time") from None

    def _neem(self) -> tuple[Connection, bool]:
        try:
            return self._vrij.pop(), False
        except IndexError:
            deadline.check()  # to make one may take seconds, of a server that is silent
            verbinding = self._engine.connect()
        if verbinding.dialect.name == "sqlite":
            return verbinding.execution_options(rio_begin=ZELF), True
        return verbinding.execution_options(isolation_level="AUTOCOMMIT"), True


def sluit(verbinding: Connection) -> None:
    """Back to the pool, which rolls back; a connection that cannot even do that is of no interest any more."""
    try:
        if not verbinding.invalidated and verbinding.dialect.name != "sqlite":
            run_raw(verbinding, "ROLLBACK")
        verbinding.close()
    except DBAPIError:
        verbinding.invalidate()
        verbinding.close()

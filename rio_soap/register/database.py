"""The database: durable transactions for writing, snapshots for reading, on SQLite and PostgreSQL."""

import queue
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from rio_soap.register.model import codeuitgifte

T = TypeVar("T")

_WACHTTIJD = 15.0
"""Seconds to wait for another process that writes to the same SQLite file."""
_GROEP = 64
"""Largest number of tasks in one commit of the writer thread."""
_POGINGEN = 12
"""How often a PostgreSQL transaction is tried when it meets another."""
_OPNIEUW = frozenset({"40001", "40P01", "23505"})
"""SQLSTATEs that a second try may cure: serialization failure, deadlock, a key that another transaction just took."""


class NietBeschikbaar(RuntimeError):
    """The database cannot be reached or stays busy; nothing was written."""


def maak_engine(url: str, *, verbindingen: int = 16) -> Engine:
    """An engine with the settings that durability asks for.

    SQLite: WAL with ``synchronous=FULL`` (NORMAL may lose the last commits when power fails) and foreign keys.
    """
    adres = sa.make_url(url)
    if adres.get_backend_name() == "sqlite":
        engine = sa.create_engine(adres, connect_args={"timeout": _WACHTTIJD, "check_same_thread": False})
        sa.event.listen(engine, "connect", _sqlite_instellingen)
        sa.event.listen(engine, "begin", _sqlite_begin)
        return engine
    return sa.create_engine(adres, pool_size=verbindingen, max_overflow=verbindingen, pool_pre_ping=True)


def _sqlite_instellingen(verbinding: Any, _: object) -> None:
    # The driver would begin transactions by itself, and only before a write: too late for BEGIN IMMEDIATE.
    verbinding.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={int(_WACHTTIJD * 1000)}"):
        verbinding.execute(f"PRAGMA {pragma}").close()


def _sqlite_begin(verbinding: Connection) -> None:
    verbinding.exec_driver_sql(verbinding.get_execution_options().get("rio_begin", "BEGIN"))


class Sessie:
    """One transaction: runs statements, hands out numbers."""

    __slots__ = ("_verbinding",)

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def execute(self, opdracht: sa.Executable, waarden: Any = None) -> sa.CursorResult[Any]:
        """Run a statement, for each set of values when these are a list."""
        return self._verbinding.execute(opdracht, waarden)

    def volgend_nummer(self, soort: str, vanaf: int) -> int:
        """The next number of a kind, never given before; `vanaf` is the very first.

        On PostgreSQL it is taken in a transaction of its own: inside a SERIALIZABLE one the counter would make any two
        deliveries conflict. A number of a delivery that then fails stays unused.
        """
        if self._verbinding.dialect.name == "sqlite":
            return _neem_nummer(self._verbinding, soort, vanaf)
        with (
            self._verbinding.engine.connect().execution_options(isolation_level="READ COMMITTED") as eigen,
            eigen.begin(),
        ):
            return _neem_nummer(eigen, soort, vanaf)


def _neem_nummer(verbinding: Connection, soort: str, vanaf: int) -> int:
    ophogen = (
        sa.update(codeuitgifte)
        .where(codeuitgifte.c.soort == soort)
        .values(laatste=codeuitgifte.c.laatste + 1)
        .returning(codeuitgifte.c.laatste)
    )
    nummer = verbinding.execute(ophogen).scalar_one_or_none()
    if nummer is None:
        verbinding.execute(sa.insert(codeuitgifte).values(soort=soort, laatste=vanaf))
        return vanaf
    return int(nummer)


Taak = Callable[[Sessie], T]


class Register:
    """The register on one engine; use it as a context manager, or call `sluit`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._schrijver = _Schrijver(engine) if engine.dialect.name == "sqlite" else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.sluit()

    def sluit(self) -> None:
        """Finish what is being written and close all connections."""
        if self._schrijver is not None:
            self._schrijver.sluit()
        self.engine.dispose()

    def schrijf(self, taak: Taak[T]) -> T:
        """Run a task in one transaction; returns what it returns, once that is durable.

        The task may run more than once (PostgreSQL, when two meet) and in another thread (SQLite), so it may do nothing
        but read and write through its session. An exception in it leaves nothing behind and is raised here.

        :raises NietBeschikbaar: when the database is out of reach or busy for too long.
        """
        if self._schrijver is not None:
            return self._schrijver.schrijf(taak)
        return self._schrijf_serializable(taak)

    @contextmanager
    def lees(self) -> Iterator[Sessie]:
        """A consistent snapshot; neither blocks writers nor is blocked by them.

        :raises NietBeschikbaar: when the database is out of reach.
        """
        try:
            verbinding = self.engine.connect()
        except OperationalError as fout:
            raise NietBeschikbaar(str(fout.orig)) from fout
        with verbinding:
            if verbinding.dialect.name != "sqlite":
                verbinding.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with verbinding.begin():
                yield Sessie(verbinding)

    def _schrijf_serializable(self, taak: Taak[T]) -> T:
        for poging in range(_POGINGEN):
            try:
                with (
                    self.engine.connect().execution_options(isolation_level="SERIALIZABLE") as verbinding,
                    verbinding.begin(),
                ):
                    return taak(Sessie(verbinding))
            except DBAPIError as fout:
                sqlstate = getattr(fout.orig, "sqlstate", None)
                if sqlstate is None or fout.connection_invalidated:
                    raise NietBeschikbaar(str(fout.orig)) from fout
                if sqlstate not in _OPNIEUW or poging == _POGINGEN - 1:
                    raise
            time.sleep(random.uniform(0, 0.005 * 2 ** min(poging, 6)))  # noqa: S311  # jitter, no secret
        raise AssertionError("unreachable")


class _Schrijver:
    """The one thread of this process that writes to SQLite.

    Tasks that wait together share one commit. Each runs in a savepoint, so that one that fails takes no neighbour
    along; nobody hears of success before the commit.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._rij: queue.SimpleQueue[tuple[Taak[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._slot = threading.Lock()
        self._draad: threading.Thread | None = None
        self._gesloten = False

    def schrijf(self, taak: Taak[T]) -> T:
        toekomst: Future[T] = Future()
        with self._slot:
            if self._gesloten:
                raise NietBeschikbaar("the register is closed")
            if self._draad is None:
                self._draad = threading.Thread(target=self._werk, name="rio-schrijver", daemon=True)
                self._draad.start()
            self._rij.put((taak, toekomst))
        return toekomst.result()

    def sluit(self) -> None:
        with self._slot:
            self._gesloten = True
            draad = self._draad
            self._rij.put(None)
        if draad is not None:
            draad.join()

    def _werk(self) -> None:
        while (eerste := self._rij.get()) is not None:
            groep = [eerste]
            laatste = False
            while len(groep) < _GROEP and not self._rij.empty():
                volgende = self._rij.get()
                if volgende is None:
                    laatste = True
                    break
                groep.append(volgende)
            self._schrijf_groep(groep)
            if laatste:
                return

    def _schrijf_groep(self, groep: list[tuple[Taak[Any], Future[Any]]]) -> None:
        uitkomsten: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with (
                self._engine.connect().execution_options(rio_begin="BEGIN IMMEDIATE") as verbinding,
                verbinding.begin(),
            ):
                for taak, toekomst in groep:
                    uitkomsten.append((toekomst, *_probeer(verbinding, taak)))
        except BaseException as fout:  # noqa: BLE001  # whoever waits must hear of it, whatever it is
            reden = NietBeschikbaar(str(fout.orig)) if isinstance(fout, OperationalError) else fout
            for _, toekomst in groep:
                toekomst.set_exception(reden)
            return
        for toekomst, resultaat, taakfout in uitkomsten:
            if taakfout is not None:
                toekomst.set_exception(taakfout)
            else:
                toekomst.set_result(resultaat)


def _probeer(verbinding: Connection, taak: Taak[T]) -> tuple[T | None, BaseException | None]:
    punt = verbinding.begin_nested()
    try:
        resultaat = taak(Sessie(verbinding))
    except BaseException as fout:  # noqa: BLE001  # handed to the one who waits for this task
        punt.rollback()
        return None, fout
    punt.commit()
    return resultaat, None

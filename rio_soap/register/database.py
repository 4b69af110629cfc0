"""The database: durable transactions for writing, snapshots for reading, on SQLite and PostgreSQL."""

import logging
import queue
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import Any, Self, TypeVar, overload

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as Wachtfout

from rio_soap.register import mutatiegrens
from rio_soap.register.beurt import Beurt
from rio_soap.register.model import codeuitgifte
from rio_soap.register.mutatiegrens import Klok
from rio_soap.register.vast import Uitkomst, Vast
from rio_soap.register.verbindingen import ZELF, Verbindingen, ruw

log = logging.getLogger(__name__)

T = TypeVar("T")

_WACHTTIJD = 15.0
"""Seconds to wait for a connection, or for another process that writes to the same SQLite file."""
_MAX_VERBINDINGEN = 32
"""Transactions at a time in one process; who comes next waits."""
_LEZEN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
"""How a reading begins. SQLite in WAL mode gives every transaction a snapshot."""
_SCHRIJVEN = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE codeuitgifte IN ROW SHARE MODE"
_ALLEEN = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE codeuitgifte IN EXCLUSIVE MODE"
"""How a delivery begins on PostgreSQL, beside others or alone. The table is any that PostgreSQL does not use otherwise;
LOCK TABLE comes before the snapshot, so that who waited for the others sees what they wrote."""
_ALLEEN_VANAF = 3
"""The try from which a delivery that keeps meeting others runs alone. In a small register any two meet, because they
read and write the same page of an index."""
_GROEP = 64
"""Largest number of tasks in one commit of the writer thread."""
_POGINGEN = 12
"""How often a PostgreSQL transaction is tried when it meets another."""
_BOTSING = frozenset({"40001", "40P01"})
"""SQLSTATEs of two transactions that met: serialization failure, deadlock."""
_BEZET = frozenset({"23505", "23503"})
"""SQLSTATEs of a unique key that is taken and of a foreign key that points at nothing, or is still pointed at. When
another transaction just took the key, or made or removed the other row, a second try sees that and can refuse."""
_BUITEN_BEREIK = ("08", "53", "57P", "58", "25006")
"""SQLSTATEs (or how they begin) of a server that cannot serve: connection, resources, shutdown, system, read-only."""
_SQLITE_BUITEN_BEREIK = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


class NietBeschikbaar(RuntimeError):
    """The database cannot be reached or stays busy.

    Nothing was acknowledged. Nothing was written either, unless a PostgreSQL server went away during the very commit.
    """


def maak_engine(url: str, *, verbindingen: int = 16) -> Engine:
    """An engine with the settings that durability asks for.

    SQLite: WAL with ``synchronous=FULL`` (NORMAL may lose the last commits when power fails) and foreign keys.

    :param verbindingen: connections that are kept; up to twice as many on PostgreSQL, as many as threads on SQLite.
    :raises ValueError: for SQLite in memory, which threads cannot share and no restart survives.
    """
    adres = sa.make_url(url)
    if adres.get_backend_name() == "sqlite":
        if not adres.database or ":memory:" in adres.database or adres.query.get("mode") == "memory":
            raise ValueError(f"{url}: SQLite needs a file")
        engine = sa.create_engine(
            adres,
            connect_args={"timeout": _WACHTTIJD, "check_same_thread": False},
            pool_size=verbindingen,
            max_overflow=-1,
        )
        sa.event.listen(engine, "connect", _sqlite_instellingen)
        sa.event.listen(engine, "begin", _sqlite_begin)
        return engine
    if adres.drivername == "postgresql":
        adres = adres.set(drivername="postgresql+psycopg")
    return sa.create_engine(
        adres, pool_size=verbindingen, max_overflow=verbindingen, pool_pre_ping=True, pool_timeout=_WACHTTIJD
    )


def _onbereikbaar(fout: DBAPIError | Wachtfout) -> bool:
    """Whether the database is to blame and not the statement."""
    if isinstance(fout, Wachtfout) or fout.connection_invalidated:
        return True
    if isinstance(fout.orig, sqlite3.Error):
        # Extended codes hold the primary one in their lowest byte.
        return getattr(fout.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_BUITEN_BEREIK
    sqlstate = getattr(fout.orig, "sqlstate", None)
    # A connection that cannot be made has no SQLSTATE, nor has one that breaks.
    return sqlstate is None or sqlstate.startswith(_BUITEN_BEREIK)


def ligt_aan_opdracht(fout: DBAPIError) -> bool:
    """Whether a statement failed for a reason of its own: no other transaction met it, the database can be reached."""
    sqlstate = getattr(fout.orig, "sqlstate", None)
    return not _onbereikbaar(fout) and sqlstate not in _BOTSING and sqlstate not in _BEZET


def _reden(fout: DBAPIError | Wachtfout) -> str:
    return str(fout.orig) if isinstance(fout, DBAPIError) else str(fout)


@contextmanager
def _gemeld() -> Iterator[None]:
    """Raise NietBeschikbaar for what is the database's fault."""
    try:
        yield
    except (DBAPIError, Wachtfout) as fout:
        if _onbereikbaar(fout):
            raise NietBeschikbaar(_reden(fout)) from fout
        raise


def _sqlite_instellingen(verbinding: Any, _: object) -> None:
    # The driver would begin transactions by itself, and only before a write: too late for BEGIN IMMEDIATE.
    verbinding.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={int(_WACHTTIJD * 1000)}"):
        verbinding.execute(f"PRAGMA {pragma}").close()


def _sqlite_begin(verbinding: Connection) -> None:
    if verbinding.get_execution_options().get("rio_begin") != ZELF:
        verbinding.exec_driver_sql("BEGIN")


class Sessie:
    """One transaction: runs statements, hands out numbers.

    `mutaties` are the changes that it records, to be written at its end: on PostgreSQL deliveries wait for one another
    from there to the commit. `klok` goes with them: the clock for the evidence that follows the commit; without one
    none follows.
    """

    __slots__ = ("_hoogste", "_verbinding", "klok", "mutaties")

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding
        self.mutaties: list[dict[str, Any]] = []
        self.klok: Klok | None = None
        self._hoogste = 0

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._verbinding.dialect.name

    @overload
    def execute(self, opdracht: Vast, waarden: Mapping[str, Any]) -> Uitkomst: ...
    @overload
    def execute(self, opdracht: sa.Executable, waarden: Any = None) -> sa.CursorResult[Any]: ...
    def execute(self, opdracht: Any, waarden: Any = None) -> Any:
        """Run a statement; for each set of values when these are a list (Core only)."""
        if type(opdracht) is Vast:
            return opdracht.voer_uit(self._verbinding, waarden)
        return self._verbinding.execute(opdracht, waarden)

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
        if self._verbinding.dialect.name == "postgresql":
            self._verbinding.exec_driver_sql(f"LOCK TABLE {tabel.name} IN EXCLUSIVE MODE")

    def rond_af(self) -> int:
        """Write the mutaties, the last thing before the commit; gives the highest number, 0 without any.

        From here to the commit no other transaction gets here, so that what they number becomes visible in the order
        of the numbers. On SQLite nothing else writes anyway.
        """
        if self.mutaties:
            if self._verbinding.dialect.name == "postgresql":
                self.execute(_SLOT, {"slot": mutatiegrens.SLOT})
            self._hoogste = mutatiegrens.schrijf_mutaties(self.execute, self.mutaties, geteld=self.klok is not None)
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

Taak = Callable[[Sessie], T]


class _Proefsessie(Sessie):
    """A session whose transaction will be undone; it takes no number from a sequence, which nothing gives back."""

    __slots__ = ("_extra",)

    def __init__(self, verbinding: Connection) -> None:
        super().__init__(verbinding)
        self._extra = 0

    def volgend_nummer(self, reeks: sa.Sequence) -> int:
        if not self._verbinding.dialect.supports_sequences:
            return super().volgend_nummer(reeks)
        naam = self._verbinding.dialect.identifier_preparer.format_sequence(reeks)
        laatste = self._verbinding.execute(sa.text(f"SELECT last_value FROM {naam}")).scalar_one()  # noqa: S608
        self._extra += 1
        return int(laatste) + self._extra


class _Teruggedraaid(Exception):
    """Carries the outcome of a trial out of its transaction, and so undoes that."""

    def __init__(self, uitkomst: Any) -> None:
        super().__init__()
        self.uitkomst = uitkomst


class Register:
    """The register on one engine; use it as a context manager, or call `sluit`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._verbindingen = Verbindingen(engine, _MAX_VERBINDINGEN, _WACHTTIJD)
        self._schrijver = _Schrijver(engine, self._verbindingen) if engine.dialect.name == "sqlite" else None
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
        if self._schrijver is not None:
            self._schrijver.sluit()
        self._verbindingen.sluit()
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

    def probeer(self, taak: Taak[T]) -> T:
        """Run a task as `schrijf` does and undo all of it; returns what the task returned.

        :raises NietBeschikbaar: when the database is out of reach or busy for too long.
        """

        def en_terug(sessie: Sessie) -> None:
            raise _Teruggedraaid(taak(_Proefsessie(sessie._verbinding)))

        try:
            self.schrijf(en_terug)
        except _Teruggedraaid as terug:
            uitkomst: T = terug.uitkomst
            return uitkomst
        raise AssertionError("a task that raises cannot have been committed")

    @contextmanager
    def lees(self) -> Iterator[Sessie]:
        """A consistent snapshot; neither blocks writers nor is blocked by them.

        :raises NietBeschikbaar: when the database is out of reach.
        """
        begin = _LEZEN[self.engine.dialect.name]
        with _gemeld():
            verbinding = self._verbindingen.begin(begin)
            try:
                yield Sessie(verbinding)
            except BaseException:
                self._verbindingen.breek_af(verbinding)
                raise
            self._verbindingen.eindig(verbinding)

    def _schrijf_serializable(self, taak: Taak[T]) -> T:
        for poging in range(1, _POGINGEN + 1):
            try:
                with _gemeld():
                    return self._schrijf_eenmaal(taak, _SCHRIJVEN if poging < _ALLEEN_VANAF else _ALLEEN)
            except DBAPIError as fout:
                sqlstate = getattr(fout.orig, "sqlstate", None)
                if sqlstate not in _BOTSING and (sqlstate not in _BEZET or poging == _POGINGEN):
                    raise
                botsing = fout
            time.sleep(random.uniform(0, 0.005 * 2 ** min(poging, 6)))  # noqa: S311  # jitter, no secret
        raise NietBeschikbaar(f"{_POGINGEN} tries met other transactions: {botsing.orig}") from botsing

    def _schrijf_eenmaal(self, taak: Taak[T], begin: str) -> T:
        verbinding = self._verbindingen.begin(begin)
        try:
            sessie = Sessie(verbinding)
            resultaat = taak(sessie)
            nummer = sessie.rond_af()
            ruw(verbinding, "COMMIT")
        except BaseException:
            self._verbindingen.breek_af(verbinding)
            raise
        if _leg_vast(verbinding, nummer, sessie.klok):
            self._verbindingen.geef_terug(verbinding)
        else:
            self._verbindingen.breek_af(verbinding)
        return resultaat


def _leg_vast(verbinding: Connection, nummer: int, klok: Klok | None) -> bool:
    """Evidence that what was committed just now is visible; best effort, False when it failed."""
    if not nummer or klok is None:
        return True
    try:
        mutatiegrens.leg_vast(verbinding, nummer, klok)
    except DBAPIError as fout:
        log.warning("the change feeds will show more than they need: %s", _reden(fout))
        return False
    return True


class _Schrijver:
    """The one thread of this process that writes to SQLite.

    Tasks that wait together share one commit. Each then runs in a savepoint, so that one that fails takes no neighbour
    along; nobody hears of success before the commit.
    """

    def __init__(self, engine: Engine, verbindingen: Verbindingen) -> None:
        self._verbindingen = verbindingen
        self._beurt = Beurt(str(engine.url.database), _WACHTTIJD)
        self._rij: queue.SimpleQueue[tuple[Taak[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._slot = threading.Lock()
        self._draad: threading.Thread | None = None
        self._gesloten = False

    def schrijf(self, taak: Taak[T]) -> T:
        toekomst: Future[T] = Future()
        if threading.current_thread() is self._draad:
            raise RuntimeError("a task must write through its session: this would wait for itself")
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
        self._beurt.sluit()

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
        try:
            with self._beurt.beurt():
                uitkomsten = self._voer_uit([taak for taak, _ in groep])
        except BaseException as fout:  # noqa: BLE001  # whoever waits must hear of it, whatever it is
            for _, toekomst in groep:
                if isinstance(fout, DBAPIError | Wachtfout) and _onbereikbaar(fout):
                    toekomst.set_exception(NietBeschikbaar(_reden(fout)))
                elif isinstance(fout, OSError):
                    toekomst.set_exception(NietBeschikbaar(str(fout)))
                else:
                    toekomst.set_exception(fout)
            return
        for (_, toekomst), (resultaat, taakfout) in zip(groep, uitkomsten, strict=True):
            if taakfout is not None:
                toekomst.set_exception(taakfout)
            else:
                toekomst.set_result(resultaat)

    def _voer_uit(self, taken: list[Taak[Any]]) -> list[tuple[Any, BaseException | None]]:
        """Run tasks in one transaction and commit it; gives result or error of each."""
        verbinding = self._verbindingen.begin("BEGIN IMMEDIATE")
        uitkomsten: list[tuple[Any, BaseException | None]] = []
        hoogste, klok = 0, None
        try:
            for taak in taken:
                sessie = Sessie(verbinding)
                resultaat, nummer, fout = _probeer(verbinding, sessie, taak, alleen=len(taken) == 1)
                uitkomsten.append((resultaat, fout))
                if nummer:
                    hoogste, klok = nummer, sessie.klok
            ruw(verbinding, "COMMIT" if len(taken) > 1 or uitkomsten[0][1] is None else "ROLLBACK")
        except BaseException:
            self._verbindingen.breek_af(verbinding)
            raise
        if _leg_vast(verbinding, hoogste, klok):
            self._verbindingen.geef_terug(verbinding)
        else:
            self._verbindingen.breek_af(verbinding)
        return uitkomsten


def _probeer(
    verbinding: Connection, sessie: Sessie, taak: Taak[T], *, alleen: bool
) -> tuple[T | None, int, BaseException | None]:
    """Result of a task, highest number of its mutaties, its error; among others it is undone when it fails."""
    if not alleen:
        ruw(verbinding, "SAVEPOINT taak")
    try:
        resultaat = taak(sessie)
        nummer = sessie.rond_af()
    except BaseException as fout:  # handed to the one who waits for this task
        if isinstance(fout, DBAPIError) and _onbereikbaar(fout):
            raise  # SQLite may have rolled back the whole transaction, so nobody in it can be told "done"
        if not alleen:
            ruw(verbinding, "ROLLBACK TO SAVEPOINT taak")
            ruw(verbinding, "RELEASE SAVEPOINT taak")
        return None, 0, fout
    if not alleen:
        ruw(verbinding, "RELEASE SAVEPOINT taak")
    return resultaat, nummer, None

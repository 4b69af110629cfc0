"""The one writer of a process on SQLite: whoever has something to write, in turn, and for all who wait.

A thread that finds nobody writing writes itself, so that nobody is woken for it. Who comes meanwhile queues; the first
of the queue goes next and takes along all who wait then, in one commit.
"""

import threading
from collections import deque
from typing import TypeVar

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as Wachtfout

from rio_soap.register.database import deadline
from rio_soap.register.database.connections import ZELF, stem_af
from rio_soap.register.database.driver import run_raw
from rio_soap.register.database.failures import DeadlinePassed, Unavailable, onbereikbaar, reden
from rio_soap.register.database.file_guard import FileGuard
from rio_soap.register.database.session import Session, Task
from rio_soap.register.database.sightings import Klok, Sightings
from rio_soap.register.database.turn import Turn

T = TypeVar("T")

_BEGIN = "BEGIN IMMEDIATE"
_GROEP = 64
"""Largest number of tasks in one commit."""


class _Job:
    """One task that waits for its turn, and what came of it.

    `wake` is held until it is carried out (`klaar`), or its thread has to carry out the next group (`voorop`). It is
    not begun after its deadline, `einde`; once it has begun, what comes of it is waited for.
    """

    __slots__ = ("duurzaam", "einde", "fout", "klaar", "taak", "voorop", "wake")

    def __init__(self, taak: Task[None], duurzaam: bool) -> None:
        self.taak, self.duurzaam, self.einde = taak, duurzaam, deadline.end()
        self.fout: BaseException | None = None
        self.klaar = self.voorop = False
        self.wake: threading.Lock | None = None


class Writer:
    """Writes for one process.

    Tasks that wait together share one commit. Each but the first then runs in a savepoint, so that one that fails takes
    no neighbour along; nobody hears of success before the commit.

    :param wachttijd: seconds to wait at most for other processes; less when a message has less time.
    :param sightings: hears of every commit with mutaties.
    :param guard: says after every commit whether the file is still there; when not, nobody hears of success.
    """

    def __init__(self, engine: Engine, wachttijd: float, sightings: Sightings, guard: FileGuard) -> None:
        self._engine, self._sightings, self._guard = engine, sightings, guard
        self._turn, self._wachttijd = Turn(str(engine.url.database), wachttijd), wachttijd
        self._verbinding: Connection | None = None
        self._vol = True
        self._rij: deque[_Job] = deque()
        self._lock = threading.Lock()
        self._stil = threading.Condition(self._lock)
        self._bezig = False
        self._voorman = 0
        self._gesloten = False

    def schrijf(self, taak: Task[T], *, duurzaam: bool) -> T:
        """Run a task in a transaction; gives what it gives once that is committed, or raises what it raises.

        :param duurzaam: False when the commit need not wait for the disk, if all that share it say so.
        :raises DeadlinePassed: when the deadline of this thread passed before the task could begin.
        """
        if self._voorman == threading.get_ident():
            raise RuntimeError("a task must write through its session: this would wait for itself")
        resultaat: list[T] = []

        def bewaar(session: Session) -> None:
            resultaat[:] = [taak(session)]

        eigen = _Job(bewaar, duurzaam)
        with self._lock:
            if self._gesloten:
                raise Unavailable("the register is closed")
            if self._bezig:
                eigen.wake = threading.Lock()
                eigen.wake.acquire()
                self._rij.append(eigen)
            else:
                self._bezig = True
        if eigen.wake is not None:
            self._wacht_af(eigen, eigen.wake)
        if not eigen.klaar:
            self._ga_voor(eigen)
        if eigen.fout is not None:
            try:
                raise eigen.fout
            finally:
                eigen.fout = None  # or error and frame hold each other until the cycle collector comes
        return resultaat[0]

    def sluit(self) -> None:
        """Finish what waits and refuse what comes after."""
        with self._lock:
            self._gesloten = True
            while self._bezig:
                self._stil.wait()
        self._laat_los()
        self._turn.sluit()

    def _wacht_af(self, eigen: _Job, wake: threading.Lock) -> None:
        try:
            if eigen.einde is not None and not wake.acquire(timeout=deadline.left(threading.TIMEOUT_MAX)):
                with self._lock:
                    te_laat = eigen in self._rij
                    if te_laat:
                        self._rij.remove(eigen)
                if te_laat:
                    eigen.klaar, eigen.fout = True, DeadlinePassed("others wrote for too long")
                    return
                wake.acquire()  # it was just taken along, or told to go next
            elif eigen.einde is None:
                wake.acquire()
        except BaseException:  # interrupted
            with self._lock:
                if eigen in self._rij:
                    self._rij.remove(eigen)
            if eigen.voorop:
                self._geef_door()
            raise

    def _ga_voor(self, eigen: _Job) -> None:
        """Carry out this task and those that wait, then let the next one go on."""
        groep = [eigen]
        try:
            self._voorman = threading.get_ident()
            self._schrijf_groep(groep)
        finally:
            self._voorman = 0
            self._geef_door()
            for opdracht in groep:
                if not opdracht.klaar and opdracht.fout is None:
                    opdracht.fout = Unavailable("the writer was interrupted")
                opdracht.klaar = True
                if opdracht is not eigen and opdracht.wake is not None:
                    opdracht.wake.release()

    def _geef_door(self) -> None:
        with self._lock:
            if not self._rij:
                self._bezig = False
                self._stil.notify_all()
                return
            volgende = self._rij.popleft()
            volgende.voorop = True
        assert volgende.wake is not None
        volgende.wake.release()

    def _schrijf_groep(self, groep: list[_Job]) -> None:
        try:
            deadline.check()
            with self._turn:
                self._voer_uit(groep)
        except BaseException as fout:  # noqa: BLE001  # whoever waits must hear of it, whatever it is
            gemeld: BaseException = fout
            if isinstance(fout, DBAPIError | Wachtfout) and onbereikbaar(fout):
                gemeld = Unavailable(reden(fout))
            elif isinstance(fout, OSError):
                gemeld = Unavailable(str(fout))
            for opdracht in groep:
                opdracht.fout = gemeld
            del gemeld  # or error and frame hold each other until the cycle collector comes

    def _voer_uit(self, groep: list[_Job]) -> None:
        """Run a task, and with it those that wait, in one transaction and commit it; each gets its result or error.

        The others are taken along only when the database is ours: while it is not, each waits as long as it may itself.
        """
        vol = self._vraagt_schijf(groep[0])
        if vol:
            self._guard.controleer()
        else:
            self._guard.weet()  # the log of a reading, which has just looked
        verbinding = self._open(vol)
        hoogste = 0
        klok: Klok | None = None
        bezig = False
        try:
            stem_af(verbinding, self._wachttijd)
            run_raw(verbinding, _BEGIN)
            open_ = True
            self._neem_mee(groep, vol)
            for opdracht in groep:
                if deadline.passed(opdracht.einde):
                    opdracht.fout = DeadlinePassed("others wrote for too long")
                    continue
                if not open_:
                    run_raw(verbinding, _BEGIN)
                session = Session(verbinding, self._sightings)
                nummer = _probeer(verbinding, session, opdracht, eerste=not bezig)
                open_ = bezig or nummer is not None
                bezig = bezig or nummer is not None
                if nummer and session.klok is not None:
                    hoogste, klok = nummer, session.klok
            if open_:
                run_raw(verbinding, "COMMIT" if bezig else "ROLLBACK")
            if vol:  # a reading is told nothing that has to last, and was looked at before
                self._guard.controleer_alles()
        except BaseException:
            self._laat_los()
            raise
        for opdracht in groep:
            opdracht.klaar = True
        if klok is not None:
            self._sightings.meld(hoogste, klok)

    def _vraagt_schijf(self, eerste: _Job) -> bool:
        """Whether the commit of this task and those that wait now has to wait for the disk."""
        with self._lock:
            return eerste.duurzaam or any(opdracht.duurzaam for opdracht in self._rij)

    def _neem_mee(self, groep: list[_Job], vol: bool) -> None:
        """Add those that wait, as long as the commit does for them."""
        with self._lock:
            while self._rij and len(groep) < _GROEP and (vol or not self._rij[0].duurzaam):
                groep.append(self._rij.popleft())

    def _laat_los(self) -> None:
        """Give the connection up for good: what it is set to is nothing for others."""
        verbinding, self._verbinding = self._verbinding, None
        if verbinding is not None:
            verbinding.invalidate()
            verbinding.close()

    def _open(self, vol: bool) -> Connection:
        """The connection of the writer: what it has read stays good, since nobody else in this process writes."""
        verbinding = self._verbinding
        if verbinding is None:
            verbinding = self._engine.connect().execution_options(rio_begin=ZELF)
            self._verbinding, self._vol = verbinding, True
            # What a savepoint keeps to undo a delivery is over 64 KiB, for which SQLite makes a file unless told so.
            run_raw(verbinding, "PRAGMA temp_store=MEMORY")
            run_raw(verbinding, "SELECT count(*) FROM sqlite_master")  # opens the files beside the database too
            # What a process that died left in the WAL goes into the database: from here on a change of that is seen.
            run_raw(verbinding, "PRAGMA wal_checkpoint(PASSIVE)")
            self._guard.zie_schrijver()
        if vol is not self._vol:
            run_raw(verbinding, f"PRAGMA synchronous={'FULL' if vol else 'NORMAL'}")
            self._vol = vol
        return verbinding


def _probeer(verbinding: Connection, session: Session, opdracht: _Job, *, eerste: bool) -> int | None:
    """Run a task and note its result or error; gives the highest number of its mutaties, None when it failed and is
    undone.

    :param eerste: of its transaction, which has just begun: then a failure can end that, and nothing of it need be kept
        to go back to.
    """
    if not eerste:
        run_raw(verbinding, "SAVEPOINT taak")
    nummer: int | None = None
    try:
        opdracht.taak(session)
        nummer = session.finish()
    except BaseException as fout:  # handed to the one who waits for this task
        if isinstance(fout, DBAPIError) and onbereikbaar(fout):
            raise  # SQLite may have rolled back the whole transaction, so nobody in it can be told "done"
        opdracht.fout = fout
        run_raw(verbinding, "ROLLBACK" if eerste else "ROLLBACK TO SAVEPOINT taak")
    if not eerste:
        run_raw(verbinding, "RELEASE SAVEPOINT taak")
    return nummer

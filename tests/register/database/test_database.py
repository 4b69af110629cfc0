"""Writing and reading: durable, all or nothing, each task its own result; readings see one moment."""

import queue
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.register.database import database, engine, writer
from rio_soap.register.database.database import Register
from rio_soap.register.database.driver import run_raw
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import codeuitgifte, mandaat, opleidingseenheidnummer, partij
from rio_soap.register.database.session import Session
from tests.register.hulp import aantal


def zet(session: Session, naam: str) -> str:
    """Write one row; gives its key."""
    rij = {"vingerafdruk": naam, "naam": naam, "oin": None, "certificaat": b""}
    session.execute(sa.insert(partij), rij)
    return naam


def namen(register: Register) -> set[str]:
    with register.lees() as session:
        return set(session.execute(sa.select(partij.c.naam)).scalars())


@pytest.fixture
def sqlite_register(leeg: Register) -> Register:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("about the one writer of SQLite")
    return leeg


def test_a_task_gives_its_result_and_its_rows_are_read(leeg: Register) -> None:
    assert leeg.schrijf(lambda session: zet(session, "a")) == "a"
    assert namen(leeg) == {"a"}


def test_a_task_that_fails_leaves_nothing_and_its_error_is_raised(leeg: Register) -> None:
    def taak(session: Session) -> None:
        zet(session, "a")
        raise LookupError("halfway")

    with pytest.raises(LookupError, match="halfway"):
        leeg.schrijf(taak)
    assert namen(leeg) == set()
    leeg.schrijf(lambda session: zet(session, "b"))
    assert namen(leeg) == {"b"}


def test_a_broken_rule_of_the_database_is_raised_to_the_task_that_broke_it(leeg: Register) -> None:
    leeg.schrijf(lambda session: zet(session, "a"))
    with pytest.raises(sa.exc.IntegrityError):
        leeg.schrijf(lambda session: zet(session, "a"))
    verweesd = {"partij": "nobody", "oin": "0"}
    with pytest.raises(sa.exc.IntegrityError):
        leeg.schrijf(lambda session: session.execute(sa.insert(mandaat), verweesd))


def test_parallel_tasks_get_each_their_own_result_or_error(leeg: Register) -> None:
    """Also when those that fail stand between those that do not in one commit."""

    def werk(nummer: int) -> str:
        def taak(session: Session) -> str:
            naam = zet(session, f"n{nummer}")
            if nummer % 3 == 0:
                raise LookupError(naam)
            return naam

        return leeg.schrijf(taak)

    with ThreadPoolExecutor(12) as threads:
        toekomsten = [threads.submit(werk, nummer) for nummer in range(60)]
    for nummer, toekomst in enumerate(toekomsten):
        if nummer % 3 == 0:
            with pytest.raises(LookupError, match=f"^n{nummer}$"):
                toekomst.result()
        else:
            assert toekomst.result() == f"n{nummer}"
    assert namen(leeg) == {f"n{nummer}" for nummer in range(60) if nummer % 3}


def test_tasks_that_wait_together_share_one_commit(sqlite_register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    commits: list[str] = []

    def tel(verbinding: sa.Connection, sql: str) -> None:
        commits.extend([sql] if sql == "COMMIT" else [])
        run_raw(verbinding, sql)

    bezig, verder = threading.Event(), threading.Event()

    def eerste(session: Session) -> None:
        bezig.set()
        assert verder.wait(10)

    with ThreadPoolExecutor(21) as threads:
        vooraan = threads.submit(sqlite_register.schrijf, eerste)
        assert bezig.wait(10)
        monkeypatch.setattr(writer, "run_raw", tel)
        rest = [threads.submit(sqlite_register.schrijf, lambda session, n=n: zet(session, f"n{n}")) for n in range(20)]
        wacht_tot(lambda: wachtenden(sqlite_register) == 20)
        verder.set()
        vooraan.result(10)
        assert {toekomst.result(10) for toekomst in rest} == {f"n{n}" for n in range(20)}
    assert len(commits) == 2, "that of the first task and one for all others"


@pytest.mark.parametrize("mislukt", [{0}, {1}, {0, 1}, {0, 2}, {2}, {0, 1, 2}])
def test_what_fails_in_a_group_takes_no_neighbour_along(sqlite_register: Register, mislukt: set[int]) -> None:
    """Wherever it stands: the first of a group is undone otherwise than those that come after."""
    bezig, verder = threading.Event(), threading.Event()

    def eerste(_: Session) -> None:
        bezig.set()
        assert verder.wait(10)

    def taak(session: Session, nummer: int) -> str:
        naam = zet(session, f"n{nummer}")
        if nummer in mislukt:
            raise LookupError(naam)
        return naam

    with ThreadPoolExecutor(4) as threads:
        vooraan = threads.submit(sqlite_register.schrijf, eerste)
        assert bezig.wait(10)
        rest = []
        for nummer in range(3):
            rest.append(threads.submit(sqlite_register.schrijf, partial(taak, nummer=nummer)))
            wacht_tot(lambda: wachtenden(sqlite_register) == len(rest))
        verder.set()
        vooraan.result(10)
        for nummer, toekomst in enumerate(rest):
            fout = toekomst.exception(10)
            assert isinstance(fout, LookupError) if nummer in mislukt else toekomst.result() == f"n{nummer}"
    assert namen(sqlite_register) == {f"n{nummer}" for nummer in range(3)} - {f"n{nummer}" for nummer in mislukt}


def test_a_group_needs_no_file_to_undo_a_delivery(sqlite_register: Register) -> None:
    """SQLite would write what a savepoint keeps to a temporary file, at 64 KiB."""
    assert sqlite_register.schrijf(lambda session: session.execute(sa.text("PRAGMA temp_store")).scalar_one()) == 2


def wacht_tot(voorwaarde, seconden: float = 10.0) -> None:  # type: ignore[no-untyped-def]
    einde = time.monotonic() + seconden
    while not voorwaarde():
        assert time.monotonic() < einde
        time.sleep(0.005)


def wachtenden(register: Register) -> int:
    assert register._schrijver is not None
    return len(register._schrijver._rij)


def test_nobody_hears_of_success_before_the_commit(sqlite_register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit that fails is told to everyone who waits for it, and nothing of it stays."""
    bezig, verder = threading.Event(), threading.Event()

    def eerste(session: Session) -> str:
        bezig.set()
        assert verder.wait(10)
        return zet(session, "eerste")

    def faal(verbinding: sa.Connection, sql: str) -> None:
        if sql == "COMMIT":
            raise sa.exc.OperationalError("COMMIT", None, vol)
        run_raw(verbinding, sql)

    vol = sqlite3.OperationalError("database or disk is full")
    vol.sqlite_errorcode = sqlite3.SQLITE_FULL
    with ThreadPoolExecutor(3) as threads:
        toekomsten = [threads.submit(sqlite_register.schrijf, eerste)]
        assert bezig.wait(10)
        monkeypatch.setattr(writer, "run_raw", faal)
        toekomsten += [threads.submit(sqlite_register.schrijf, lambda s, n=n: zet(s, f"n{n}")) for n in range(2)]
        verder.set()
        for toekomst in toekomsten:
            with pytest.raises(Unavailable, match="full"):
                toekomst.result(10)
    monkeypatch.undo()
    assert namen(sqlite_register) == set()
    sqlite_register.schrijf(lambda session: zet(session, "later"))
    assert namen(sqlite_register) == {"later"}


def test_a_full_disk_in_one_task_is_told_to_the_whole_group(sqlite_register: Register) -> None:
    """SQLite may have undone all of the transaction by then; "done" to a neighbour would be a lie."""
    vol = sqlite3.OperationalError("database or disk is full")
    vol.sqlite_errorcode = sqlite3.SQLITE_FULL
    bezig, verder = threading.Event(), threading.Event()

    def ophouden(_: Session) -> None:
        bezig.set()
        assert verder.wait(10)

    def stuk(_: Session) -> None:
        raise sa.exc.OperationalError("INSERT", None, vol)

    with ThreadPoolExecutor(3) as threads:
        threads.submit(sqlite_register.schrijf, ophouden)
        assert bezig.wait(10)
        buren = [threads.submit(sqlite_register.schrijf, taak) for taak in (lambda s: zet(s, "buur"), stuk)]
        wacht_tot(lambda: wachtenden(sqlite_register) == 2)
        verder.set()
        for toekomst in buren:
            with pytest.raises(Unavailable):
                toekomst.result(10)
    assert namen(sqlite_register) == set()


def test_a_reading_sees_one_moment_and_does_not_hold_up_a_writer(leeg: Register) -> None:
    leeg.schrijf(lambda session: zet(session, "a"))
    with leeg.lees() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(partij)).scalar_one() == 1
        leeg.schrijf(lambda andere: zet(andere, "b"))
        assert session.execute(sa.select(sa.func.count()).select_from(partij)).scalar_one() == 1
    assert namen(leeg) == {"a", "b"}


def test_a_writer_does_not_hold_up_a_reading(leeg: Register) -> None:
    gelezen: queue.SimpleQueue[set[str]] = queue.SimpleQueue()

    def taak(session: Session) -> None:
        zet(session, "a")
        thread = threading.Thread(target=lambda: gelezen.put(namen(leeg)))
        thread.start()
        thread.join(10)

    leeg.schrijf(taak)
    assert gelezen.get(timeout=1) == set()


def test_numbers_ascend_and_are_never_given_twice(leeg: Register) -> None:
    def taak(session: Session) -> int:
        return session.next_number(opleidingseenheidnummer)

    assert leeg.schrijf(taak) == 10_200_001
    with ThreadPoolExecutor(8) as threads:
        nummers = [toekomst.result() for toekomst in [threads.submit(leeg.schrijf, taak) for _ in range(40)]]
    assert len(set(nummers)) == 40
    assert min(nummers) > 10_200_001
    assert leeg.schrijf(taak) > max(nummers)


def test_several_registers_on_one_database_write_together(url: str) -> None:
    """As several processes do: each has its own engine and, on SQLite, its own writer."""
    registers = [Register(maak_engine(url)) for _ in range(3)]
    with ThreadPoolExecutor(6) as threads:
        for nummer in range(60):
            threads.submit(registers[nummer % 3].schrijf, lambda session, n=nummer: zet(session, f"n{n}"))
    assert aantal(registers[0], partij) == 60
    for register in registers:
        register.sluit()


def test_a_database_that_stays_busy_is_not_available_within_a_bounded_time(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("about another process that writes to the same SQLite file")
    monkeypatch.setattr(database, "WACHTTIJD", 0.2)
    monkeypatch.setattr(engine, "WACHTTIJD", 0.2)
    houder = sqlite3.connect(sa.make_url(url).database or "", isolation_level=None)
    houder.execute("BEGIN IMMEDIATE")
    with Register(maak_engine(url)) as register:
        begin = time.monotonic()
        with pytest.raises(Unavailable, match="locked"):
            register.schrijf(lambda session: zet(session, "a"))
        assert time.monotonic() - begin < 5
        assert namen(register) == set(), "reading goes on meanwhile"
        houder.execute("COMMIT")
        register.schrijf(lambda session: zet(session, "a"))
    houder.close()


def test_a_database_out_of_reach_is_not_available(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/nowhere/rio.db", "postgresql://127.0.0.1:1/rio"):
        register = Register(maak_engine(url))
        with pytest.raises(Unavailable), register.lees():
            pass
        with pytest.raises(Unavailable):
            register.schrijf(lambda session: zet(session, "a"))
        register.sluit()


def test_a_file_that_is_no_database_is_not_available(tmp_path: Path) -> None:
    (tmp_path / "rio.db").write_bytes(b"no database, but long enough to be read as the head of one" * 40)
    with (
        Register(maak_engine(f"sqlite:///{tmp_path}/rio.db")) as register,
        pytest.raises(Unavailable, match="not a database"),
        register.lees(),
    ):
        pass


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true"])
def test_sqlite_in_memory_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="needs a file"):
        maak_engine(url)


def test_sqlite_is_set_to_survive_a_power_cut(sqlite_register: Register) -> None:
    with sqlite_register.lees() as session:
        gevonden = {naam: session.execute(sa.text(f"PRAGMA {naam}")).scalar_one() for naam in GEZET}
    assert gevonden == GEZET


GEZET = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15_000}


def test_closing_finishes_what_waits_and_then_refuses(leeg: Register) -> None:
    with ThreadPoolExecutor(8) as threads:
        toekomsten = [threads.submit(leeg.schrijf, lambda session, n=n: zet(session, f"n{n}")) for n in range(30)]
        for toekomst in toekomsten:
            toekomst.result(10)
        leeg.sluit()
    leeg.sluit()
    if leeg.engine.dialect.name == "sqlite":
        with pytest.raises(Unavailable, match="closed"):
            leeg.schrijf(lambda session: zet(session, "te laat"))


def test_a_task_that_would_wait_for_itself_is_told_so(sqlite_register: Register) -> None:
    with pytest.raises(RuntimeError, match="wait for itself"):
        sqlite_register.schrijf(lambda _: sqlite_register.schrijf(lambda session: zet(session, "a")))


def test_transactions_that_keep_meeting_end_in_not_available(leeg: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    if leeg.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    monkeypatch.setattr(database, "_POGINGEN", 2)
    pogingen: list[int] = []
    leeg.schrijf(lambda session: session.execute(sa.insert(codeuitgifte), {"soort": "x", "laatste": 0}))

    def ophogen(session: Session) -> None:
        session.execute(sa.update(codeuitgifte).values(laatste=codeuitgifte.c.laatste + 1))

    def taak(session: Session) -> None:
        pogingen.append(1)
        session.execute(sa.select(codeuitgifte)).all()
        with leeg.engine.begin() as ander:
            ophogen(Session(ander))
        ophogen(session)

    with pytest.raises(Unavailable, match="2 tries"):
        leeg.schrijf(taak)
    assert len(pogingen) == 2


def test_a_standby_that_cannot_write_is_not_available(leeg: Register) -> None:
    """PostgreSQL refuses a SERIALIZABLE transaction there with 0A000, any other writing with 25006."""
    if leeg.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no standby")
    for sqlstate in ("0A000", "25006"):
        weiger = sa.text(f"DO $$ BEGIN RAISE EXCEPTION 'standby' USING ERRCODE = '{sqlstate}'; END $$")
        with pytest.raises(Unavailable, match="standby"):
            leeg.schrijf(lambda session, weiger=weiger: session.execute(weiger))


def hoe_duurzaam(session: Session) -> str:
    instelling = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}[session.dialect]
    return str(session.execute(sa.text(instelling)).scalar_one())


def test_only_a_commit_that_says_so_does_not_wait_for_the_disk(leeg: Register) -> None:
    vol, later = {"sqlite": ("2", "1"), "postgresql": ("on", "off")}[leeg.engine.dialect.name]
    for duurzaam in (True, False, False, True, False, True):
        assert leeg.schrijf(hoe_duurzaam, duurzaam=duurzaam) == (vol if duurzaam else later)
    with leeg.engine.connect() as verbinding:
        assert hoe_duurzaam(Session(verbinding)) == vol, "nobody else gets a connection that was set otherwise"


def test_one_delivery_makes_the_commit_of_all_who_share_it_wait_for_the_disk(sqlite_register: Register) -> None:
    bezig, verder = threading.Event(), threading.Event()

    def eerste(_: Session) -> None:
        bezig.set()
        assert verder.wait(10)

    with ThreadPoolExecutor(4) as threads:
        threads.submit(sqlite_register.schrijf, eerste, duurzaam=False)
        assert bezig.wait(10)
        samen = [threads.submit(sqlite_register.schrijf, hoe_duurzaam, duurzaam=duur) for duur in (False, True, False)]
        wacht_tot(lambda: wachtenden(sqlite_register) == 3)
        verder.set()
        assert [toekomst.result(10) for toekomst in samen] == ["2", "2", "2"]


def test_a_task_runs_in_the_thread_that_brings_it_when_nobody_else_writes(sqlite_register: Register) -> None:
    """No other thread is woken for it."""
    assert sqlite_register.schrijf(lambda _: threading.get_ident()) == threading.get_ident()


def test_a_thread_that_is_interrupted_while_it_waits_holds_up_nobody(sqlite_register: Register) -> None:
    """Also when its turn to go first came just then."""
    schrijver_ = sqlite_register._schrijver
    assert schrijver_ is not None
    bezig, verder, onderbroken = threading.Event(), threading.Event(), threading.Event()

    def eerste(_: Session) -> None:
        bezig.set()
        assert verder.wait(10)

    class Onderbroken:
        """Stands for a lock whose waiting is interrupted, before or after it was released."""

        def __init__(self, na: bool) -> None:
            self.na, self.vrij = na, threading.Event()

        def acquire(self) -> None:
            if self.na:
                assert self.vrij.wait(10)
            onderbroken.set()
            raise KeyboardInterrupt

        def release(self) -> None:
            self.vrij.set()

    for na in (False, True):
        bezig.clear(), verder.clear(), onderbroken.clear()
        with ThreadPoolExecutor(3) as threads:
            threads.submit(sqlite_register.schrijf, eerste)
            assert bezig.wait(10)
            opdracht = writer._Job(lambda session: zet(session, "nooit"), True)
            with schrijver_._lock:
                schrijver_._rij.append(opdracht)
            opdracht.wake = Onderbroken(na)  # type: ignore[assignment]
            wachter = threads.submit(schrijver_._wacht_af, opdracht, opdracht.wake)  # type: ignore[arg-type]
            assert na or onderbroken.wait(10)
            achter = threads.submit(sqlite_register.schrijf, lambda session, na=na: zet(session, f"na {na}"))
            wacht_tot(lambda na=na: wachtenden(sqlite_register) == (2 if na else 1))
            verder.set()
            assert achter.result(10) == f"na {na}"
            with pytest.raises(KeyboardInterrupt):
                wachter.result(10)
    assert namen(sqlite_register) == {"na True", "na False"}


_STERFT = """
import os, signal, sys
import sqlalchemy as sa
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.model import partij

register = Register(maak_engine(sys.argv[1]))
for naam, duurzaam in (("duurzaam", True), ("later", False)):
    rij = {"vingerafdruk": naam, "naam": naam, "oin": None, "certificaat": b""}
    register.schrijf(lambda session: session.execute(sa.insert(partij), rij), duurzaam=duurzaam)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_did_not_wait_for_the_disk_survives_the_death_of_its_process(leeg: Register) -> None:
    url = leeg.engine.url.render_as_string(hide_password=False)
    proces = subprocess.run([sys.executable, "-c", _STERFT, url], check=False, timeout=60)
    assert proces.returncode == -signal.SIGKILL
    assert namen(leeg) == {"duurzaam", "later"}

"""Nothing in the register waits beyond the deadline of its thread, whatever another program does with the database."""

import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.database import deadline
from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import DeadlinePassed, Unavailable
from rio_soap.register.database.model import partij
from rio_soap.register.database.session import Session
from tests.register.database.test_database import namen, zet

KORT = 0.6


@contextmanager
def vreemd_slot(register: Register) -> Iterator[None]:
    """Another program keeps everybody from writing; on PostgreSQL from reading too."""
    if register.engine.dialect.name == "sqlite":
        ander = sqlite3.connect(str(register.engine.url.database), isolation_level=None)
        ander.execute("BEGIN EXCLUSIVE")
        yield
        ander.execute("ROLLBACK")
        ander.close()
        return
    engine = sa.create_engine(register.engine.url)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("LOCK TABLE partij IN ACCESS EXCLUSIVE MODE")
        yield
    engine.dispose()


@contextmanager
def binnen(seconden: float) -> Iterator[None]:
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < seconden


def lees(register: Register) -> None:
    with register.lees() as session:
        session.execute(sa.select(partij)).all()


def los(register: Register) -> None:
    with register.los() as session:
        session.execute(sa.select(partij)).all()


def schrijf(register: Register) -> None:
    register.schrijf(lambda session: zet(session, str(uuid.uuid4())))


def probeer(register: Register) -> None:
    register.probeer(lambda session: zet(session, str(uuid.uuid4())))


@pytest.mark.parametrize("doe", [lees, los, schrijf, probeer])
def test_a_foreign_lock_is_waited_for_until_the_deadline(leeg: Register, doe: Callable[[Register], None]) -> None:
    doe(leeg)
    if doe in (lees, los) and leeg.engine.dialect.name == "sqlite":
        pytest.skip("readers of SQLite wait for no writer")
    met = namen(leeg)
    for _ in range(2):  # on connections that are held as on new ones
        with vreemd_slot(leeg), binnen(KORT + 1), deadline.until(time.monotonic() + KORT), pytest.raises(Unavailable):
            doe(leeg)
    assert namen(leeg) == met
    with deadline.until(time.monotonic() + 5):
        doe(leeg)


def test_a_lock_of_the_whole_register_is_waited_for_until_the_deadline(leeg: Register) -> None:
    """On PostgreSQL a delivery begins by taking a lock; that statement has the deadline too."""
    if leeg.engine.dialect.name == "sqlite":
        pytest.skip("about LOCK TABLE")
    engine = sa.create_engine(leeg.engine.url)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("LOCK TABLE codeuitgifte IN ACCESS EXCLUSIVE MODE")
        with binnen(KORT + 1), deadline.until(time.monotonic() + KORT), pytest.raises(DeadlinePassed):
            schrijf(leeg)
    engine.dispose()


def test_without_time_nothing_is_begun(leeg: Register) -> None:
    for doe in (lees, los, schrijf, probeer):
        with binnen(0.5), deadline.until(time.monotonic() - 1), pytest.raises(DeadlinePassed):
            doe(leeg)
    assert namen(leeg) == set()


def test_a_connection_that_was_set_to_little_time_gives_none_that_is_not_there(leeg: Register) -> None:
    for doe in (lees, los):
        doe(leeg)
        with deadline.until(time.monotonic() + KORT):
            doe(leeg)
        with deadline.until(time.monotonic() - 0.01), pytest.raises(DeadlinePassed):
            doe(leeg)


def test_a_command_without_a_deadline_is_not_bound_by_that_of_a_message_before_it(leeg: Register) -> None:
    with deadline.until(time.monotonic() + KORT):
        lees(leeg)
        schrijf(leeg)
    with leeg.lees() as session:
        if leeg.engine.dialect.name == "sqlite":
            assert session.execute(sa.text("PRAGMA busy_timeout")).scalar_one() == 15_000
        else:
            assert session.execute(sa.text("SHOW statement_timeout")).scalar_one() == "0"


def test_nor_when_the_connection_of_a_message_that_failed_comes_back_from_the_pool(leeg: Register) -> None:
    with pytest.raises(ZeroDivisionError), deadline.until(time.monotonic() + KORT), leeg.lees():
        raise ZeroDivisionError
    vraag = "PRAGMA busy_timeout" if leeg.engine.dialect.name == "sqlite" else "SHOW statement_timeout"
    gewoon = 15_000 if leeg.engine.dialect.name == "sqlite" else "0"
    with leeg.lees() as session:
        assert session.execute(sa.text(vraag)).scalar_one() == gewoon


def test_the_time_of_a_connection_is_not_set_for_every_message(leeg: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be a statement more for each."""
    from rio_soap.register.database import connections

    gezet: list[str] = []
    echt = connections.run_raw
    monkeypatch.setattr(connections, "run_raw", lambda v, sql: (gezet.append(sql), echt(v, sql))[1])
    for _ in range(20):
        with deadline.until(time.monotonic() + 10):
            lees(leeg)
    assert sum("timeout" in sql for sql in gezet) == 1


def test_who_waits_for_another_writer_waits_until_its_own_deadline(leeg: Register) -> None:
    """A slow task of the same process, and behind it one with little time and one with enough."""
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("about the one writer of SQLite")
    begonnen, verder = threading.Event(), threading.Event()

    def traag(session: Session) -> None:
        begonnen.set()
        verder.wait(10)
        zet(session, "traag")

    def met(seconden: float, naam: str) -> None:
        try:
            with deadline.until(time.monotonic() + seconden):
                leeg.schrijf(lambda session: zet(session, naam))
        except DeadlinePassed:
            uit.append((naam, time.monotonic() - begin))

    uit: list[tuple[str, float]] = []
    threads = [threading.Thread(target=lambda: leeg.schrijf(traag))]
    threads[0].start()
    begonnen.wait(10)
    begin = time.monotonic()
    for seconden, naam in ((KORT, "kort"), (20.0, "lang")):
        threads.append(threading.Thread(target=met, args=(seconden, naam)))
        threads[-1].start()
    threads[1].join()
    verder.set()
    for thread in threads:
        thread.join()
    ((naam, duur),) = uit
    assert naam == "kort"
    assert KORT <= duur < KORT + 0.5
    assert namen(leeg) == {"traag", "lang"}


def test_a_task_that_began_in_time_ends_as_its_transaction_does(leeg: Register) -> None:
    def traag(session: Session) -> str:
        zet(session, "begonnen")
        time.sleep(KORT + 0.2)
        return "klaar"

    if leeg.engine.dialect.name == "sqlite":
        with deadline.until(time.monotonic() + KORT):
            assert leeg.schrijf(traag) == "klaar"
        assert namen(leeg) == {"begonnen"}
        return
    with deadline.until(time.monotonic() + KORT):  # either way, but as it is told
        assert leeg.schrijf(traag) == "klaar"
    assert namen(leeg) == {"begonnen"}


def test_many_with_little_time_lose_nothing_that_they_are_told_is_there(leeg: Register) -> None:
    """Whatever comes of the deadline, what a task is told is what the database holds."""
    gelukt: set[str] = set()
    mislukt: set[str] = set()

    def lever(nummer: int) -> None:
        for keer in range(15):
            naam = f"{nummer}-{keer}"

            def taak(session: Session, naam: str = naam) -> Any:
                time.sleep(0.002)
                return zet(session, naam)

            try:
                with deadline.until(time.monotonic() + 0.004 * (1 + nummer)):
                    leeg.schrijf(taak)
            except Unavailable:
                mislukt.add(naam)
            else:
                gelukt.add(naam)

    threads = [threading.Thread(target=lever, args=(nummer,)) for nummer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gelukt
    assert mislukt
    assert namen(leeg) == gelukt

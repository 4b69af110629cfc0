"""One deadline per message, from its arrival: what is not done by then gets Server.DK0051, and nothing is stored."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.resilience import CallGuard, Limits
from rio_soap.register.database import deadline
from rio_soap.setup import service as samenstelling
from rio_soap.setup.settings import Settings, SettingsError, read_settings
from tests.service.conftest import Antwoord, Dienst
from tests.service.stappen import stap, vervang

TERMIJN = 1.5
SPELING = 1.0
DK0051 = "SOAP-ENV:Server.DK0051"
LEES = "opvragen_opleidingseenheid"
Slot = Callable[[], Any]


@pytest.fixture
def rio(tmp_path: Path) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path, termijn=TERMIJN)
    yield dienst
    dienst.stop()


@contextmanager
def op_slot(rio: Dienst, begin: str = "BEGIN IMMEDIATE", vooraf: str = "SELECT 1") -> Iterator[None]:
    """Another program has the SQLite file."""
    ander = sqlite3.connect(rio.settings.data_dir / "rio.db", isolation_level=None, check_same_thread=False)
    ander.execute(vooraf)
    ander.execute(begin)
    try:
        yield
    finally:
        ander.execute("ROLLBACK")
        ander.close()


def lezing(rio: Dienst, code: str = "1001O1234") -> Antwoord:
    return rio.stuur(LEES, {"opleidingseenheidcode": code})


def samen(aantal: int, doe: Callable[[], Antwoord]) -> list[tuple[float, Antwoord]]:
    """What so many at once get, and after how many seconds."""
    uit: list[tuple[float, Antwoord]] = []

    def een() -> None:
        begin = time.monotonic()
        antwoord = doe()
        uit.append((time.monotonic() - begin, antwoord))

    threads = [threading.Thread(target=een) for _ in range(aantal)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return uit


def aantal_berichten(rio: Dienst) -> int:
    with rio.register.lees() as session:
        return int(session.execute(sa.text("SELECT count(*) FROM berichtenlog")).scalar_one())


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_no_message_waits_longer_than_the_deadline_for_a_foreign_lock(rio: Dienst, begin: str) -> None:
    """Not one after the other either: forty at once, of which each worker has five."""
    assert lezing(rio).status == 200
    eerder = aantal_berichten(rio)
    with op_slot(rio, begin):
        uitkomsten = samen(40, lambda: lezing(rio))
    assert {antwoord.faultcode for _, antwoord in uitkomsten} == {DK0051}
    assert max(duur for duur, _ in uitkomsten) < TERMIJN + SPELING
    assert aantal_berichten(rio) == eerder
    assert lezing(rio).status == 200


def test_deliveries_and_readings_that_share_a_commit_each_have_their_own_deadline(rio: Dienst) -> None:
    """Who comes late enough has time left when the lock goes, and is answered; the others are not."""
    assert lezing(rio).status == 200
    with op_slot(rio):
        vroeg = threading.Thread(target=lambda: vroege.append(lezing(rio).faultcode))
        vroege: list[str | None] = []
        vroeg.start()
        time.sleep(1.0)
        late: list[int] = []
        laat = [threading.Thread(target=lambda: late.append(lezing(rio).status)) for _ in range(4)]
        for thread in laat:
            thread.start()
        vroeg.join()
    for thread in laat:
        thread.join()
    assert vroege == [DK0051]
    assert late == [200] * 4


def test_health_is_told_within_two_seconds_under_a_foreign_lock(rio: Dienst) -> None:
    with op_slot(rio, "BEGIN EXCLUSIVE"):
        drukte = threading.Thread(target=lambda: samen(30, lambda: lezing(rio)))
        drukte.start()
        time.sleep(0.3)
        for pad, status in (("/health", 200), ("/health/live", 200)):  # others may read, in WAL mode
            begin = time.monotonic()
            assert rio.get(pad).status == status
            assert time.monotonic() - begin < 2
        drukte.join()


def test_many_who_ask_for_health_keep_nobody_from_hearing_that_the_service_lives(rio: Dienst) -> None:
    """While the register cannot be read each of them waits a second for it, and there are two threads for them."""
    assert lezing(rio).status == 200
    rio.register._verbindingen.sluit()
    rio.register.engine.pool.dispose()
    if rio.register._schrijver is not None:
        rio.register._schrijver._laat_los()
    with op_slot(rio, "BEGIN EXCLUSIVE", "PRAGMA locking_mode=EXCLUSIVE"):
        gezondheid: list[tuple[float, Antwoord]] = []
        vragers = threading.Thread(target=lambda: gezondheid.extend(samen(40, lambda: rio.get("/health"))))
        vragers.start()
        time.sleep(0.3)
        for _ in range(3):
            begin = time.monotonic()
            assert rio.get("/health/live").status == 200
            assert time.monotonic() - begin < 1
        vragers.join()
    assert {antwoord.status for _, antwoord in gezondheid} == {503}
    assert max(duur for duur, _ in gezondheid) < 3
    time.sleep(1)
    assert rio.get("/health").status == 200


def test_a_file_that_nobody_may_read_makes_nobody_wait_longer(rio: Dienst) -> None:
    """As a program does that left WAL mode, or locks the whole file: readings cannot even begin."""
    assert lezing(rio).status == 200
    rio.register._verbindingen.sluit()
    rio.register.engine.pool.dispose()  # or our own connections would keep the other program from it
    if rio.register._schrijver is not None:
        rio.register._schrijver._laat_los()
    with op_slot(rio, "BEGIN EXCLUSIVE", "PRAGMA locking_mode=EXCLUSIVE"):
        ((duur, antwoord),) = samen(1, lambda: lezing(rio))
        assert antwoord.faultcode == DK0051
        assert duur < TERMIJN + SPELING
        begin = time.monotonic()
        assert rio.get("/health").status == 503
        assert time.monotonic() - begin < 2
        assert rio.get("/health/live").status == 200


def test_a_message_that_waited_too_long_for_a_worker_is_not_begun(rio: Dienst, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline counts from the arrival, not from the moment at which somebody has time for it."""
    begonnen: list[int] = []

    def traag(p: Any, b: Any) -> Any:
        begonnen.append(1)
        time.sleep(TERMIJN + 0.2)
        return b

    vervang(monkeypatch, "tls", traag)
    uitkomsten = samen(3 * rio.settings.threads, lambda: lezing(rio))
    assert {antwoord.faultcode for _, antwoord in uitkomsten} == {DK0051}
    assert len(begonnen) == rio.settings.threads
    assert max(duur for duur, _ in uitkomsten) < TERMIJN + 0.2 + SPELING


@pytest.mark.parametrize("naam", ["envelope", "xsd", "bericht", "bedrijfsdocument"])
def test_a_slow_step_leads_to_dk0051_and_stores_nothing(
    rio: Dienst, monkeypatch: pytest.MonkeyPatch, naam: str
) -> None:
    echt = stap(naam)

    def traag(p: Any, b: Any) -> Any:
        uit = echt(p, b)
        time.sleep(TERMIJN)
        return uit

    vervang(monkeypatch, naam, traag)
    eerder = aantal_berichten(rio)
    assert lezing(rio).faultcode == DK0051
    assert aantal_berichten(rio) == eerder


def test_what_was_committed_is_answered_however_late(rio: Dienst, monkeypatch: pytest.MonkeyPatch) -> None:
    """Approved means committed, and committed means approved: no DK0051 once the transaction is there."""
    echt = stap("afhandeling")

    def en_dan_traag(p: Any, b: Any) -> Any:
        uit = echt(p, b)
        time.sleep(TERMIJN + 0.2)
        return uit

    vervang(monkeypatch, "afhandeling", en_dan_traag)
    assert rio.lever()


def test_a_delivery_whose_transaction_is_slow_is_answered_as_it_ended(
    rio: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the transaction the deadline asks nothing any more, so that it cannot part commit and answer."""
    from rio_soap.service import afhandeling

    echt = afhandeling.make_claim

    def traag(session: Any, claim: Any) -> None:
        time.sleep(TERMIJN + 0.2)
        echt(session, claim)

    monkeypatch.setattr(afhandeling, "make_claim", traag)
    eerder = aantal_berichten(rio)
    assert rio.lever()
    assert aantal_berichten(rio) == eerder + 1


def test_a_neighbour_has_no_more_time_than_the_message() -> None:
    guard, tijden = CallGuard("BAG", Limits()), []

    def vraag(eigen: Any) -> None:
        tijden.append(eigen.left())
        raise ChainFailure("BAG", Reason.TIMEOUT, "no answer")

    for _ in range(10):
        with deadline.until(time.monotonic() + 0.5), pytest.raises(ChainFailure) as fout:
            guard.ask(vraag)
        assert fout.value.reason is Reason.TIMEOUT  # not OPEN: that we had no time says nothing of the other side
    assert max(tijden) <= 0.5


def test_the_workbench_answers_503_when_its_time_is_over(rio: Dienst) -> None:
    omgeving = {"REQUEST_METHOD": "POST", "PATH_INFO": "/controle", "rio.ontvangen": time.monotonic() - 60}
    gezegd: list[str] = []
    rio.toepassing(omgeving, lambda status, _headers: gezegd.append(status))
    assert gezegd == ["503 Service Unavailable"]


@pytest.mark.parametrize("waarde", ["0", "0.4", "301", "x"])
def test_a_deadline_that_makes_no_sense_is_refused(waarde: str) -> None:
    with pytest.raises(SettingsError, match="RIO_TERMIJN"):
        read_settings({"RIO_TERMIJN": waarde})


def test_the_setting_reaches_the_service(tmp_path: Path) -> None:
    assert Settings().termijn == 10.0
    rio = Dienst(tmp_path, termijn=7.0)
    try:
        assert samenstelling.make_application(rio.settings, rio.register).tijd == 7.0
    finally:
        rio.stop()

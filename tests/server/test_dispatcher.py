"""The worker threads: all work is done once, the last to rest is the first to work, and they end when told."""

import threading
import time

import pytest

from rio_soap.edukoppeling import woordenboek
from rio_soap.server.dispatcher import Dispatcher


class Werk:
    """Notes which thread did it; waits for `los`, when given."""

    def __init__(self, los: threading.Event | None = None, fout: Exception | None = None) -> None:
        self.los, self.fout = los, fout
        self.gedaan: list[str] = []
        self.af = False
        self.klaar = threading.Event()

    def service(self) -> None:
        self.gedaan.append(threading.current_thread().name)
        if self.los is not None:
            self.los.wait(10)
        self.klaar.set()
        if self.fout is not None:
            raise self.fout

    def cancel(self) -> None:
        self.af = True


def test_much_work_from_many_threads_is_done_exactly_once() -> None:
    dispatcher = Dispatcher(4)
    alles = [Werk() for _ in range(2000)]

    def geef(deel: list[Werk]) -> None:
        for werk in deel:
            dispatcher.add_task(werk)

    gevers = [threading.Thread(target=geef, args=(alles[n::3],)) for n in range(3)]
    for gever in gevers:
        gever.start()
    assert all(werk.klaar.wait(10) for werk in alles)
    for gever in gevers:
        gever.join()
    dispatcher.shutdown()
    assert all(len(werk.gedaan) == 1 for werk in alles)


def test_one_thread_suffices_for_work_that_comes_one_by_one() -> None:
    dispatcher, namen = Dispatcher(8), set()
    time.sleep(0.1)  # all rest
    for _ in range(20):
        werk = Werk()
        dispatcher.add_task(werk)
        assert werk.klaar.wait(10)
        time.sleep(0.01)
        namen.update(werk.gedaan)
    dispatcher.shutdown()
    assert len(namen) == 1


def test_a_thread_outlives_work_that_fails() -> None:
    dispatcher = Dispatcher(1)
    for werk in (Werk(fout=RuntimeError("kapot")), Werk()):
        dispatcher.add_task(werk)
        assert werk.klaar.wait(10)
    dispatcher.shutdown()


def test_at_the_end_work_under_way_is_finished_and_what_waits_is_cancelled() -> None:
    dispatcher, los = Dispatcher(1), threading.Event()
    bezig, wacht = Werk(los), Werk()
    dispatcher.add_task(bezig)
    dispatcher.add_task(wacht)
    threading.Timer(0.2, los.set).start()
    assert dispatcher.shutdown() is True
    assert bezig.klaar.is_set()
    assert (wacht.af, wacht.gedaan) == (True, [])


def test_who_does_not_end_is_not_waited_for_longer_than_asked() -> None:
    dispatcher, los = Dispatcher(1), threading.Event()
    dispatcher.add_task(Werk(los))
    begin = time.monotonic()
    dispatcher.shutdown(timeout=0.2)
    assert time.monotonic() - begin < 5
    los.set()


class Ontleed(Werk):
    """Parses so much that a thread has had enough of it, and keeps hold of its thread."""

    def service(self) -> None:
        self.thread = threading.current_thread()
        woordenboek.tel(b"<a/>" * (woordenboek.GRENS // 4 + 1))
        super().service()


def test_a_thread_that_parsed_much_makes_way_for_another_and_no_work_is_lost() -> None:
    dispatcher = Dispatcher(2, worn=woordenboek.vol)
    alles = [Ontleed() for _ in range(50)]
    for werk in alles:
        dispatcher.add_task(werk)
    assert all(werk.klaar.wait(10) for werk in alles)
    assert len({werk.thread for werk in alles}) == 50
    for werk in alles:
        werk.thread.join(10)
    assert not any(werk.thread.is_alive() for werk in alles)
    assert sum(thread.name.startswith("http-") for thread in dispatcher._threads.values()) == 2
    dispatcher.shutdown()
    assert not any(thread.is_alive() for thread in dispatcher._threads.values())


def test_without_another_thread_a_worker_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    dispatcher = Dispatcher(1, worn=woordenboek.vol)

    def geen(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", geen)
    for werk in (Ontleed(), Ontleed(), Werk()):
        dispatcher.add_task(werk)
        assert werk.klaar.wait(10)
    dispatcher.shutdown()

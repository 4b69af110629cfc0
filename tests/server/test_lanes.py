"""Which threads take a request, and what a connection has to be for that."""

import threading
from collections.abc import Iterator

import pytest

from rio_soap.server.application import Lane
from rio_soap.server.lanes import Lanes

PATHS = {"/health/live": Lane.ALIVE, "/health": Lane.MANAGEMENT}


class Request:
    """A connection with one request, that notes the thread that answered it."""

    addr: object = ("127.0.0.1", 1)
    total_outbufs_len = 0
    last_progress = 0.0

    def __init__(self, path: str, held: threading.Event | None = None, *, holds: bool = False) -> None:
        self.next_path, self.held, self.holds = path, held, holds
        self.thread = ""
        self.done = threading.Event()
        self.cancelled = False

    def hold_back(self) -> bool:
        return self.holds

    def expired(self, now: float) -> bool:
        return False

    def handle_close(self) -> None:
        raise AssertionError

    def service(self) -> None:
        self.thread = threading.current_thread().name
        if self.held is not None:
            self.held.wait(10)
        self.done.set()

    def cancel(self) -> None:
        self.cancelled = True


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    made = Lanes(1, PATHS, lambda: False)
    yield made
    made.shutdown()


@pytest.mark.parametrize(
    ("path", "thread"),
    [
        ("/health/live", "alive-0"),
        ("/health", "management-"),
        ("/RIO", "http-0"),
        ("", "http-0"),
        ("/healthy", "http-0"),
    ],
)
def test_a_path_has_the_threads_of_its_lane_and_any_other_the_workers(lanes: Lanes, path: str, thread: str) -> None:
    request = Request(path)
    lanes.add_task(request)
    assert request.done.wait(10)
    assert request.thread.startswith(thread)


def test_how_the_service_does_is_told_while_all_workers_are_at_work(lanes: Lanes) -> None:
    held = threading.Event()
    busy = Request("/RIO", held)
    lanes.add_task(busy)
    for path in PATHS:
        request = Request(path)
        lanes.add_task(request)
        assert request.done.wait(10)
    assert not busy.done.is_set()
    held.set()
    assert busy.done.wait(10)


def test_that_it_lives_is_told_while_all_who_tell_the_rest_wait(lanes: Lanes) -> None:
    held = threading.Event()
    for _ in range(5):
        lanes.add_task(Request("/health", held))
    alive = Request("/health/live")
    lanes.add_task(alive)
    assert alive.done.wait(10)
    held.set()


def test_a_connection_that_has_to_wait_for_its_client_is_not_handed_out(lanes: Lanes) -> None:
    waiting, after = Request("/RIO", holds=True), Request("/RIO")
    lanes.add_task(waiting)
    lanes.add_task(after)
    assert after.done.wait(10)
    assert waiting.thread == ""


def test_at_the_end_what_waits_in_each_lane_is_cancelled_and_told_of_the_workers() -> None:
    lanes, held = Lanes(1, PATHS, lambda: False), threading.Event()
    for path in ("/RIO", "/health/live"):
        lanes.add_task(Request(path, held))
    waiting = [Request("/RIO"), Request("/health/live")]
    for request in waiting:
        lanes.add_task(request)
    assert lanes.shutdown(timeout=0.1) is True
    held.set()
    assert all(request.cancelled for request in waiting)
    assert Lanes(1, PATHS, lambda: False).shutdown() is False

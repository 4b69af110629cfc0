"""Who holds something up is closed, and nobody else."""

from collections.abc import Callable

import pytest

from rio_soap.server import maintenance


class Client:
    """A connection with so many bytes waiting for its client since a moment."""

    def __init__(self, waiting: int = 0, progress: float = 0.0, *, due: bool = False) -> None:
        self.addr: object = f"client since {progress}"
        self.total_outbufs_len, self.last_progress, self.due = waiting, progress, due
        self.closed = False
        self.in_files = 0
        self.next_path = ""

    @property
    def unsent_in_memory(self) -> int:
        return max(0, self.total_outbufs_len - self.in_files)

    def hold_back(self) -> bool:
        return False

    def expired(self, now: float) -> bool:
        return self.due

    def handle_close(self) -> None:
        self.closed, self.total_outbufs_len = True, 0

    def service(self) -> None:
        raise AssertionError

    def cancel(self) -> None:
        raise AssertionError


class Loop:
    """A listener whose loop does what it is told between two rounds."""

    def __init__(self, *clients: Client) -> None:
        self.active_channels = dict(enumerate(clients))
        self.trigger = self
        self.told: list[Callable[[], None]] = []

    def pull_trigger(self, thunk: Callable[[], None] | None = None) -> None:
        assert thunk is not None
        self.told.append(thunk)


def test_expired_connections_are_closed_between_two_rounds_of_the_loop() -> None:
    silent, fine = Client(due=True), Client()
    loop = Loop(silent, fine)
    maintenance.close_expired(loop, 100.0)
    assert not silent.closed, "in this round it may still be due"
    for thunk in loop.told:
        thunk()
    assert (silent.closed, fine.closed) == (True, False)


def test_who_took_nothing_for_longest_is_closed_first_until_the_rest_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "MAX_UNSENT", 100)
    slowest, slow, quick, idle = Client(60, 1.0), Client(60, 2.0), Client(40, 3.0), Client()
    maintenance.bound_unsent(Loop(quick, slowest, idle, slow))
    assert [client.closed for client in (slowest, slow, quick, idle)] == [True, False, False, False]


def test_what_fits_stays_and_a_single_large_answer_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "MAX_UNSENT", 100)
    for clients in ([Client(50, 1.0), Client(50, 2.0)], [Client(1000, 1.0)], []):
        maintenance.bound_unsent(Loop(*clients))
        assert not any(client.closed for client in clients)


def test_all_but_one_are_closed_when_each_alone_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest is left: somebody has to be answered."""
    monkeypatch.setattr(maintenance, "MAX_UNSENT", 100)
    clients = [Client(1000, float(n)) for n in range(4)]
    maintenance.bound_unsent(Loop(*clients))
    assert [client.closed for client in clients] == [True, True, True, False]

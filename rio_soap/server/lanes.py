"""Who takes a request: the worker threads, or threads of their own for what tells how the service does (`Lane`)."""

from collections.abc import Callable, Mapping

from rio_soap.server.application import Lane
from rio_soap.server.dispatcher import Dispatcher
from rio_soap.server.interface import Connection

_MANAGERS = 2
"""Threads of `Lane.MANAGEMENT`; one may be waiting for what it asks."""


class Lanes:
    """As `waitress.task.ThreadedTaskDispatcher`, for connections of `rio_soap.server.channel`.

    :param workers: worker threads.
    :param paths: as `Application.lanes`.
    :param worn: as `Application.worn`.
    """

    def __init__(self, workers: int, paths: Mapping[str, Lane], worn: Callable[[], bool]) -> None:
        counts = {Lane.ALIVE: 1, Lane.MANAGEMENT: _MANAGERS, Lane.WORK: workers}
        self._dispatchers = {lane: Dispatcher(count, lane.value, worn) for lane, count in counts.items()}
        self._paths = paths

    def add_task(self, connection: Connection) -> None:
        """Have the first request of a connection answered, once its client has taken the answers before it."""
        if not connection.hold_back():
            self._dispatchers[self._paths.get(connection.next_path, Lane.WORK)].add_task(connection)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """End the threads when they are done; what still waits is cancelled.

        :param timeout: seconds to wait for those of each lane.
        :returns: whether anything of the workers was cancelled.
        """
        ended = {lane: one.shutdown(cancel_pending, timeout) for lane, one in self._dispatchers.items()}
        return ended[Lane.WORK]

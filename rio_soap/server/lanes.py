"""Who takes a request: the worker threads, or threads of their own for what tells how the service does.

How the service does is told also when all workers are at work, or stuck; that it lives also when many ask for the rest
of it while the register is out of reach, each of whom may have to wait for that.
"""

from typing import Any

from rio_soap.server.dispatcher import Uitdeler

_LEEFT = "/health/live"
_BEHEER = frozenset({"/health", "/metrics"})
_BEHEERDERS = 2
"""Threads for those; one may be waiting for the register."""


class Loket:
    """As `waitress.task.ThreadedTaskDispatcher`, for connections of `rio_soap.server.channel`.

    :param werkers: worker threads.
    """

    def __init__(self, werkers: int) -> None:
        self._werk = Uitdeler(werkers)
        self._beheer = Uitdeler(_BEHEERDERS, "beheer")
        self._leeft = Uitdeler(1, "leeft")

    def add_task(self, kanaal: Any) -> None:
        """Have the first request of a connection answered, once its client has taken the answers before it."""
        if kanaal.houd_op():
            return
        verzoek = next(iter(kanaal.requests), None)
        pad = getattr(verzoek, "path", "").rstrip("/")
        wie = self._leeft if pad == _LEEFT else self._beheer if pad in _BEHEER else self._werk
        wie.add_task(kanaal)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """End the threads when they are done; what still waits is cancelled."""
        self._leeft.shutdown(cancel_pending, timeout)
        self._beheer.shutdown(cancel_pending, timeout)
        return self._werk.shutdown(cancel_pending, timeout)

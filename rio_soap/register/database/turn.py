"""Turns between processes that write to one SQLite file.

SQLite lets a waiting writer try again at growing pauses, up to a tenth of a second; another process that has always
something to write takes the file in between, and the one that waits may do so until it gives up ("database is locked").
Here a writer queues first. Two locks make the queue fair: who waits for its turn holds the first one, so that the
process that just had its turn must get behind it.
"""

import fcntl
import os
import time
from types import TracebackType

from rio_soap import besloten
from rio_soap.register.database import deadline

_PAUSE_QUEUE, _PAUSE_TURN = 0.001, 0.0002
"""Seconds between two looks at a lock; only the first in the queue looks at the second one."""


class Turn:
    """The turn to write to one file, to be held by `with`; for one thread at a time.

    A process that writes without it (another program, a build without flock) does no harm: SQLite's own lock decides.

    :param bestand: path of the database; the locks are empty files beside it, ``…-rij`` and ``…-beurt``.
    :param wachttijd: seconds to wait at most, for a process that was stopped with the turn in its hands; less when the
        message has less time.
    """

    def __init__(self, bestand: str, wachttijd: float) -> None:
        self._bestand = bestand
        self._wachttijd = wachttijd
        self._locks: tuple[int, int] | None = None

    def __enter__(self) -> None:
        """Wait for the turn. The kernel gives it on when a process dies.

        :raises OSError: when the directory of the database cannot be written; TimeoutError when the turn did not come.
        """
        queue, turn = self._locks or self._open()
        end = time.monotonic() + deadline.left(self._wachttijd)
        _neem(queue, end, _PAUSE_QUEUE)
        try:
            _neem(turn, end, _PAUSE_TURN)
        finally:
            fcntl.flock(queue, fcntl.LOCK_UN)

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Give the turn on."""
        assert self._locks is not None
        fcntl.flock(self._locks[1], fcntl.LOCK_UN)

    def sluit(self) -> None:
        """Close the lock files; they stay, since another process may wait for them."""
        for lock in self._locks or ():
            os.close(lock)
        self._locks = None

    def _open(self) -> tuple[int, int]:
        queue, turn = (besloten.open_bestand(f"{self._bestand}-{deel}") for deel in ("rij", "beurt"))
        self._locks = queue, turn
        return self._locks


def _neem(lock: int, end: float, pauze: float) -> None:
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise TimeoutError("another process keeps the database locked") from None
            time.sleep(pauze)
        else:
            return

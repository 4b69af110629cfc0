"""Until when what this thread does may take: the deadline of the message that it answers.

Whoever is about to wait (for the database, for another writer, for another register) asks here how long it may. Without
a deadline, as in commands, it is what the place itself thinks reasonable.
"""

import threading
import time
from types import TracebackType

from rio_soap.register.database.failures import DeadlinePassed


class _Now(threading.local):
    end: float | None = None
    """By `time.monotonic`."""


_now = _Now()


class until:  # reads as a word: with deadline.until(end)
    """While in it, this thread has until a moment of `time.monotonic`; None is no deadline.

    Not a generator, since every message comes by here.
    """

    __slots__ = ("_before", "_end")

    def __init__(self, end: float | None) -> None:
        self._end = end

    def __enter__(self) -> None:
        self._before, _now.end = _now.end, self._end

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        _now.end = self._before


def end() -> float | None:
    """The deadline, by `time.monotonic`; None without one."""
    return _now.end


def left(at_most: float) -> float:
    """Seconds that are left, from 0 to `at_most`; that without a deadline."""
    if (moment := _now.end) is None:
        return at_most
    return min(at_most, max(0.0, moment - time.monotonic()))


def passed(moment: float | None) -> bool:
    """Whether a deadline has passed."""
    return moment is not None and time.monotonic() >= moment


def check() -> None:
    """Go on only in time.

    :raises DeadlinePassed: when the deadline of this thread has passed.
    """
    if passed(_now.end):
        raise DeadlinePassed("the time for this message is over")

"""Until when what this thread does may take: the deadline of the message that it answers.

Whoever is about to wait (for the database, for another writer, for another register) asks here how long it may. Without
a deadline, as in commands, it is what the place itself thinks reasonable.
"""

import threading
import time
from types import TracebackType

from rio_soap.register.database.failures import DeadlinePassed


class _Nu(threading.local):
    einde: float | None = None
    """By `time.monotonic`."""


_nu = _Nu()


class tot:  # reads as a word: with deadline.tot(einde)
    """While in it, this thread has until a moment of `time.monotonic`; None is no deadline.

    Not a generator, since every message comes by here.
    """

    __slots__ = ("_eerder", "_einde")

    def __init__(self, einde: float | None) -> None:
        self._einde = einde

    def __enter__(self) -> None:
        self._eerder, _nu.einde = _nu.einde, self._einde

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        _nu.einde = self._eerder


def einde() -> float | None:
    """The deadline, by `time.monotonic`; None without one."""
    return _nu.einde


def rest(hoogstens: float) -> float:
    """Seconds that are left, from 0 to `hoogstens`; that without a deadline."""
    if (moment := _nu.einde) is None:
        return hoogstens
    return min(hoogstens, max(0.0, moment - time.monotonic()))


def verlopen(moment: float | None) -> bool:
    """Whether a deadline has passed."""
    return moment is not None and time.monotonic() >= moment


def controleer() -> None:
    """Go on only in time.

    :raises DeadlinePassed: when the deadline of this thread has passed.
    """
    if verlopen(_nu.einde):
        raise DeadlinePassed("the time for this message is over")

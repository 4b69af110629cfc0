"""How long a message may be explained.

Explaining is for who sends something wrong, so for strangers too; it is worth some time and no more. The time is that
of the processor in this thread: a busy machine does not make an explanation shorter. The clock has a limit of its own,
for what waits instead of working.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Budget:
    """A budget of time of the thread that makes it.

    :param processor: seconds of processor.
    :param klok: seconds on the clock.
    """

    def __init__(self, processor: float, klok: float) -> None:
        self._processor = time.thread_time() + processor
        self._klok = time.monotonic() + klok

    @property
    def om(self) -> bool:
        """Whether the time is up."""
        return time.thread_time() >= self._processor or time.monotonic() >= self._klok

    @property
    def rest(self) -> float:
        """Seconds on the clock that are left, not below 0."""
        return max(0.0, self._klok - time.monotonic())

    def deel(self, processor: float) -> "Budget":
        """A part of this budget, of at most so many seconds of processor."""
        over = self._processor - time.thread_time()
        return Budget(min(processor, over), self.rest)

    @contextmanager
    def stil(self) -> Iterator[None]:
        """Do something that does not count, such as what a process does once."""
        processor, klok = time.thread_time(), time.monotonic()
        yield
        self._processor += time.thread_time() - processor
        self._klok += time.monotonic() - klok

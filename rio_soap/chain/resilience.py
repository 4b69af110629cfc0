"""What keeps a failing neighbour from failing the register: deadline, rate limit, circuit breaker, retry, cache.

All of it is small, counts against one deadline per question, and is safe to share between threads. Time comes in as a
function, so tests need not wait.
"""

import random
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.register.database.deadline import left

T = TypeVar("T")
Time = Callable[[], float]


def _nothing(*_: object) -> None:
    """A hook that nobody wants."""


@dataclass(frozen=True, slots=True)
class MetricHooks:
    """Where measurements go; plain functions, so that this room needs no registry of metrics.

    :param question: (register, outcome, seconds) after every question; outcome is "gelukt" or a `Reason` value.
    :param retried: (register, reason) before every repeated attempt.
    :param cache: (register, hit) at every look in the cache.
    :param breaker: (register, open) when the circuit breaker changes.
    """

    question: Callable[[str, str, float], None] = _nothing
    retried: Callable[[str, str], None] = _nothing
    cache: Callable[[str, bool], None] = _nothing
    breaker: Callable[[str, bool], None] = _nothing


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a neighbour may cost. Times in seconds."""

    total: float = 8.0
    """For one question with all its waiting and repeated attempts; after it the question has failed."""
    connect: float = 2.0
    """For making a connection."""
    response: float = 5.0
    """For one attempt, from the first byte out to the last byte in."""
    attempts: int = 3
    """Attempts for one question, only repeated where `ChainFailure.retryable` says so."""
    pause: float = 0.2
    """Longest pause before the second attempt; doubles with every next one, the actual pause is random below it."""
    per_second: float | None = None
    """Questions per second that we may ask; None is no limit."""
    concurrent: int = 6
    """Questions under way or waiting at the same moment; one more fails at once. Keep it below the number of worker
    threads, so that deliveries without a question always find one."""
    failures_to_open: int = 5
    """Failures in a row after which the circuit breaker opens."""
    open_seconds: float = 30.0
    """How long an open breaker refuses before it lets one question try."""
    cache_seconds: float = 3600.0
    """Age up to which a found answer is used again; 0 is never."""
    cache_unknown_seconds: float = 60.0
    """The same for "does not exist": short, since a gemeente may have just registered it."""
    cache_maximum: int = 10_000
    """Answers kept at most; the longest unused goes first."""
    maximum_response: int = 8 * 1024 * 1024
    """Largest answer in bytes."""


BAG_LIMITS = Limits(per_second=5.0)
KVK_LIMITS = Limits(total=15.0, response=10.0, cache_seconds=900.0)


class Deadline:
    """A deadline: the moment at which waiting ends."""

    def __init__(self, seconds: float, now: Time = time.monotonic) -> None:
        self._now = now
        self._end = now() + seconds

    def left(self) -> float:
        """Seconds that are left, never below 0."""
        return max(0.0, self._end - self._now())


class RateLimit:
    """At most so many questions per second, evenly spaced; each caller gets the next free moment."""

    def __init__(self, per_second: float | None, now: Time = time.monotonic) -> None:
        self._interval = 1.0 / per_second if per_second else 0.0
        self._now = now
        self._lock = threading.Lock()
        self._next = 0.0

    def reserve(self, at_most: float) -> float | None:
        """Reserve the next moment: seconds until then; None, and nothing reserved, when that is too long."""
        with self._lock:
            present = self._now()
            moment = max(present, self._next)
            if moment - present > at_most:
                return None
            self._next = moment + self._interval
            return moment - present


class CircuitBreaker:
    """A circuit breaker: after failures in a row it refuses for a while, then lets one question try."""

    def __init__(
        self, limits: Limits, now: Time = time.monotonic, tell: Callable[[bool], None] = lambda _: None
    ) -> None:
        self._limits, self._now, self._tell = limits, now, tell
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until: float | None = None
        self._trying = False

    def closed_in(self) -> float:
        """Seconds until a question may be tried, without claiming the try."""
        with self._lock:
            return 0.0 if self._open_until is None else max(0.0, self._open_until - self._now())

    def wait(self) -> float:
        """Seconds until a question may be tried; 0 when it may now (then the caller must end with `done`)."""
        with self._lock:
            if self._open_until is None:
                return 0.0
            rest = self._open_until - self._now()
            if rest > 0 or self._trying:
                return max(rest, 0.1)
            self._trying = True
            return 0.0

    def done(self, *, succeeded: bool) -> None:
        """How a question that was let through ended."""
        with self._lock:
            was_open = self._open_until is not None
            self._failures = 0 if succeeded else self._failures + 1
            if succeeded:
                self._open_until = None
            elif self._trying or self._failures >= self._limits.failures_to_open:
                self._open_until = self._now() + self._limits.open_seconds
            self._trying = False
            is_open = self._open_until is not None
        if is_open != was_open:
            self._tell(is_open)


class Cache(Generic[T]):
    """Answers by question, with an age and an upper bound; the least recently used goes first."""

    def __init__(self, maximum: int, now: Time = time.monotonic) -> None:
        self._maximum, self._now = maximum, now
        self._lock = threading.Lock()
        self._content: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._content)

    def get(self, key: Hashable) -> T | None:
        """The answer, None when there is none or it is too old."""
        with self._lock:
            found = self._content.get(key)
            if found is None:
                return None
            if found[0] <= self._now():
                del self._content[key]
                return None
            self._content.move_to_end(key)
            return found[1]

    def put(self, key: Hashable, value: T, seconds: float) -> None:
        """Keep an answer for so many seconds; 0 keeps nothing."""
        if seconds <= 0 or self._maximum <= 0:
            return
        with self._lock:
            self._content[key] = (self._now() + seconds, value)
            self._content.move_to_end(key)
            while len(self._content) > self._maximum:
                self._content.popitem(last=False)


_WORKS = (Reason.QUESTION, Reason.LATER)
"""Reasons with which the other side shows that it is there and works."""


class CallGuard:
    """Asks a neighbour with all of the above around it.

    :param register: name for errors and metrics.
    :param sleep: how to wait, for tests.
    """

    def __init__(
        self,
        register: str,
        limits: Limits,
        hooks: MetricHooks | None = None,
        now: Time = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.register, self.limits, self.hooks = register, limits, hooks or MetricHooks()
        self._now, self._sleep = now, sleep
        self._rate = RateLimit(limits.per_second, now)
        self._breaker = CircuitBreaker(limits, now, lambda is_open: self.hooks.breaker(register, is_open))
        self._places = threading.BoundedSemaphore(limits.concurrent)

    def ask(self, task: Callable[[Deadline], T]) -> T:
        """Run a question within the bounds.

        :param task: one attempt; gets the time that is left for it, raises `ChainFailure`.
        :raises ChainFailure: within `Limits.total` seconds, or the time that is left for the message, whatever the
            other side does.
        """
        begin = self._now()
        outcome = "gelukt"
        try:
            if not self._places.acquire(blocking=False):
                raise self._failure(Reason.BUSY, f"already {self.limits.concurrent} questions under way")
            try:
                return self._try(task)
            finally:
                self._places.release()
        except ChainFailure as failure:
            outcome = failure.reason.value
            raise
        finally:
            self.hooks.question(self.register, outcome, self._now() - begin)

    def _try(self, task: Callable[[Deadline], T]) -> T:
        allowed = left(self.limits.total)
        deadline, short = Deadline(allowed, self._now), allowed < self.limits.response
        attempt = 1
        while True:
            try:
                return self._attempt(task, deadline, short=short)
            except ChainFailure as failure:
                # a random pause keeps the questions that failed together from coming back together
                room = self.limits.pause * 2 ** (attempt - 1)
                pause = max(failure.retry_after or 0.0, random.uniform(0, room))  # noqa: S311  # no secret
                if not failure.retryable or attempt >= self.limits.attempts or pause >= deadline.left():
                    raise
                self.hooks.retried(self.register, failure.reason.value)
                self._sleep(pause)
            attempt += 1

    def _attempt(self, task: Callable[[Deadline], T], deadline: Deadline, *, short: bool) -> T:
        """One attempt; `short`: with less time than any other, so that its end says nothing of the other side."""
        if (wait := self._breaker.closed_in()) > 0:
            raise self._failure(Reason.OPEN, "not asked after repeated failures", wait)
        self._wait_for_turn(deadline)
        if (wait := self._breaker.wait()) > 0:
            raise self._failure(Reason.OPEN, "not asked after repeated failures", wait)
        succeeded = False
        try:
            response = task(Deadline(min(self.limits.response, deadline.left()), self._now))
            succeeded = True
        except ChainFailure as failure:
            succeeded = failure.reason in _WORKS or (short and failure.reason is Reason.TIMEOUT)
            raise
        finally:
            self._breaker.done(succeeded=succeeded)
        return response

    def _wait_for_turn(self, deadline: Deadline) -> None:
        wait = self._rate.reserve(deadline.left())
        if wait is None:
            raise self._failure(Reason.BUSY, f"more than {self.limits.per_second} questions per second")
        if wait > 0:
            self._sleep(wait)

    def _failure(self, reason: Reason, melding: str, wait: float | None = None) -> ChainFailure:
        return ChainFailure(self.register, reason, melding, wait)

"""The worker threads: who rested last works first, since its memory is still in the caches of the processor.

With waitress' own dispatcher all threads take turns, and a condition variable in Python stands between loop and worker.

A thread that is worn makes way for a new one: some of what a thread has, such as the dictionary of lxml in which every
name of every message stays, goes only with the thread.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

log = logging.getLogger(__name__)


class Work(Protocol):
    """What a worker does; waitress hands over connections that have a request."""

    def service(self) -> None:
        """Do the work, in the thread that calls this."""

    def cancel(self) -> None:
        """It will not be done."""


class _Worker:
    """One thread: what it has to do next, and the lock by which it is woken; without work it is to end."""

    def __init__(self) -> None:
        self.work: Work | None = None
        self.wake = threading.Lock()
        self.wake.acquire()


class Dispatcher:
    """As `waitress.task.ThreadedTaskDispatcher`: work goes to a thread that rests, or waits in a queue.

    :param count: number of threads.
    :param name: how their names begin.
    :param worn: whether the thread that asks has to make way for a new one.
    """

    def __init__(self, count: int, name: str = "http", worn: Callable[[], bool] = lambda: False) -> None:
        self._name, self._worn = name, worn
        self._lock = threading.Lock()
        self._queue: deque[Work] = deque()
        self._resting: list[_Worker] = []
        self._ending = False
        self._threads = {n: self._new_thread(n) for n in range(count)}
        for thread in list(self._threads.values()):
            thread.start()

    def add_task(self, task: Work) -> None:
        """Have work done: by a thread that rests, or else by the first that is free."""
        with self._lock:
            if not self._resting:
                self._queue.append(task)
                return
            worker = self._resting.pop()
        worker.work = task
        worker.wake.release()

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """End the threads when they are done; what still waits is cancelled.

        :param timeout: seconds to wait for them.
        :returns: whether anything was cancelled.
        """
        with self._lock:
            self._ending = True
            resting, self._resting = self._resting, []
            waiting = list(self._queue) if cancel_pending else []
            if cancel_pending:
                self._queue.clear()
        for worker in resting:
            worker.wake.release()
        for work in waiting:
            work.cancel()
        end = time.monotonic() + timeout
        threads = list(self._threads.values())
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))
        if busy := sum(thread.is_alive() for thread in threads):
            log.warning("%d threads are still at work", busy)
        return bool(waiting)

    def _new_thread(self, number: int) -> threading.Thread:
        name = f"{self._name}-{number}"
        return threading.Thread(target=self._run, args=(_Worker(), number), name=name, daemon=True)

    def _replace(self, number: int) -> bool:
        """Start a thread in the place of this one; False when there can be none."""
        new = self._new_thread(number)
        with self._lock:
            if self._ending:
                return False
            try:
                new.start()
            except RuntimeError as error:  # the system has no thread to give: better a worn worker than none
                log.warning("a worker goes on, though it is worn: %s", error)
                return False
            self._threads[number] = new
        return True

    def _run(self, worker: _Worker, number: int) -> None:
        while True:
            if self._worn() and self._replace(number):
                return
            with self._lock:
                if self._queue:
                    work: Work | None = self._queue.popleft()
                elif self._ending:
                    return
                else:
                    work = None
                    self._resting.append(worker)
            if work is None:
                worker.wake.acquire()
                work, worker.work = worker.work, None
                if work is None:
                    return
            try:
                work.service()
            except Exception:  # the thread has to stay
                log.exception("a request could not be served")
            work = None

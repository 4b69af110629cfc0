"""The worker threads: who rested last works first, since its memory is still in the caches of the processor.

With waitress' own dispatcher all threads take turns, and a condition variable in Python stands between loop and worker.

A thread that has parsed much makes way for a new one: the dictionary of lxml, in which every name of every message
stays, goes with the thread that has it (`rio_soap.edukoppeling.woordenboek`).
"""

import logging
import threading
import time
from collections import deque
from typing import Protocol

from rio_soap.edukoppeling import woordenboek

log = logging.getLogger(__name__)


class Werk(Protocol):
    """What a worker does; waitress hands over connections that have a request."""

    def service(self) -> None:
        """Do it."""

    def cancel(self) -> None:
        """It will not be done."""


class _Werker:
    """One thread: what it has to do next, and the lock by which it is woken; without work it is to end."""

    def __init__(self) -> None:
        self.werk: Werk | None = None
        self.wek = threading.Lock()
        self.wek.acquire()


class Uitdeler:
    """As `waitress.task.ThreadedTaskDispatcher`: work goes to a thread that rests, or waits in a row.

    :param naam: how the names of its threads begin.
    """

    def __init__(self, aantal: int, naam: str = "http") -> None:
        self._naam = naam
        self._slot = threading.Lock()
        self._rij: deque[Werk] = deque()
        self._vrij: list[_Werker] = []
        self._klaar = False
        self._draden = {n: self._maak_draad(n) for n in range(aantal)}
        for draad in list(self._draden.values()):
            draad.start()

    def add_task(self, task: Werk) -> None:
        """Have it done."""
        with self._slot:
            if not self._vrij:
                self._rij.append(task)
                return
            werker = self._vrij.pop()
        werker.werk = task
        werker.wek.release()

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """End the threads when they are done; what still waits is cancelled.

        :param timeout: seconds to wait for them.
        """
        with self._slot:
            self._klaar = True
            vrij, self._vrij = self._vrij, []
            wachtend = list(self._rij) if cancel_pending else []
            if cancel_pending:
                self._rij.clear()
        for werker in vrij:
            werker.wek.release()
        for werk in wachtend:
            werk.cancel()
        einde = time.monotonic() + timeout
        draden = list(self._draden.values())
        for draad in draden:
            draad.join(max(0.0, einde - time.monotonic()))
        if bezig := sum(draad.is_alive() for draad in draden):
            log.warning("%d threads are still at work", bezig)
        return bool(wachtend)

    def _maak_draad(self, nummer: int) -> threading.Thread:
        return threading.Thread(
            target=self._draai, args=(_Werker(), nummer), name=f"{self._naam}-{nummer}", daemon=True
        )

    def _vervang(self, nummer: int) -> bool:
        """Start a thread in the place of this one; False when there can be none."""
        nieuw = self._maak_draad(nummer)
        with self._slot:
            if self._klaar:
                return False
            try:
                nieuw.start()
            except RuntimeError as fout:  # the system has no thread to give: better a full dictionary than no worker
                log.warning("a worker goes on, though its dictionary is full: %s", fout)
                return False
            self._draden[nummer] = nieuw
        return True

    def _draai(self, werker: _Werker, nummer: int) -> None:
        while True:
            if woordenboek.vol() and self._vervang(nummer):
                return
            with self._slot:
                if self._rij:
                    werk: Werk | None = self._rij.popleft()
                elif self._klaar:
                    return
                else:
                    werk = None
                    self._vrij.append(werker)
            if werk is None:
                werker.wek.acquire()
                werk, werker.werk = werker.werk, None
                if werk is None:
                    return
            try:
                werk.service()
            except Exception:  # the thread has to stay
                log.exception("a request could not be served")
            werk = None

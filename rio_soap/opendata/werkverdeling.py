"""Tasks divided over this process and a second one, each with a register of its own.

Two processes and not three: one that only hands out would take as much memory as one that works. So this one works
too, and looks at every tick of its own task what the other has to say.
"""

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from types import TracebackType
from typing import NamedTuple, Self, TypeAlias

from rio_soap.bevinding.spraak import zin
from rio_soap.opendata.publicatiejournaal import Werkuitkomst
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.publicatie.publicatielezer import Publicatielezer
from rio_soap.server.memory import Trimmer

log = logging.getLogger(__name__)

Meld: TypeAlias = Callable[[int], None]
"""Is told how many objects were read since the last time."""
Opener: TypeAlias = Callable[[], AbstractContextManager[Publicatielezer]]
"""Opens the register for one process."""
_Woord: TypeAlias = "int | Exception | tuple[str, Werkuitkomst]"
"""What the second process says: objects read, what went wrong, or a task and what came of it."""
_geef_terug = Trimmer()
"""After each kind: what the largest took is not kept beside what the next one takes."""
_KIJK = 0.5
"""Seconds between two looks whether the first process is still there."""
_EINDE = 10.0
"""Seconds that the second process has to end when there is nothing more to do."""


class Werkstuk(NamedTuple):
    """A piece of work.

    :param gewicht: about how long it takes, in whatever unit: the heaviest go first.
    :param doe: does it; can be pickled.
    :param alleen: comes last, when there is no second process any more: it takes much memory.
    """

    naam: str
    gewicht: float
    doe: Callable[[Publicatielezer, Meld], Werkuitkomst]
    alleen: bool = False


class Hulpfout(Exception):
    """The second process is gone, and its part was not done."""


class Werkverdeling:
    """Does tasks; a context manager, to be entered before this process opens a register or starts a thread.

    :param opener: for the second process.
    :param processen: 1 or 2.
    """

    def __init__(self, opener: Opener, processen: int) -> None:
        self._opener, self._processen = opener, processen
        self._hulp: multiprocessing.process.BaseProcess | None = None
        self._lijn: Connection | None = None

    def __enter__(self) -> Self:
        if self._processen > 1:
            # Forked it shares the pages of what was imported; a quarter of the memory of all.
            context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
            self._lijn, ander_eind = context.Pipe()
            wie = (self._opener, ander_eind, self._lijn, os.getpid())
            self._hulp = context.Process(target=_help, args=wie, daemon=True)  # type: ignore[attr-defined]
            self._hulp.start()
            ander_eind.close()
        return self

    def __exit__(self, soort: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        if soort is not None and self._hulp is not None:
            self._hulp.terminate()
        self.alleen()

    def alleen(self) -> None:
        """Go on without the second process: it ends, and its memory is free for what this one does next."""
        if self._hulp is None or self._lijn is None:
            return
        self._lijn.close()
        self._hulp.join(_EINDE)
        if self._hulp.is_alive():
            self._hulp.kill()
            self._hulp.join()
        self._hulp = self._lijn = None

    def doe(
        self, taken: Iterable[Werkstuk], lezer: Publicatielezer, klaar: Callable[[str, Werkuitkomst], None], meld: Meld
    ) -> None:
        """Do all tasks.

        :param lezer: that of this process.
        :param klaar: is told of each task, in this process, what came of it.
        :raises Hulpfout: when the second process ended; what else went wrong there is raised here.
        """
        taken = list(taken)
        _Ronde(self._lijn, (taak for taak in taken if not taak.alleen), klaar, meld).doe(lezer)
        if apart := [taak for taak in taken if taak.alleen]:
            self.alleen()
            _Ronde(None, apart, klaar, meld).doe(lezer)


class _Ronde:
    """Tasks that are handed out until all are done."""

    def __init__(
        self, lijn: Connection | None, taken: Iterable[Werkstuk], klaar: Callable[[str, Werkuitkomst], None], meld: Meld
    ) -> None:
        self._lijn, self._klaar, self._meld = lijn, klaar, meld
        self._over = deque(sorted(taken, key=lambda taak: -taak.gewicht))
        self._bezig = False

    def doe(self, lezer: Publicatielezer) -> None:
        self._geef()
        while self._over:
            taak = self._over.popleft()
            self._klaar(taak.naam, taak.doe(lezer, self._tik))
            _geef_terug()
            self._luister(0)
        while self._bezig:
            self._luister(None)

    def _tik(self, aantal: int) -> None:
        self._meld(aantal)
        self._luister(0)

    def _geef(self) -> None:
        if self._lijn is not None and self._over and not self._bezig:
            self._lijn.send(self._over.popleft())
            self._bezig = True

    def _luister(self, hoelang: float | None) -> None:
        """Take what the second process says; give it the next task when it is done."""
        while self._lijn is not None and self._lijn.poll(hoelang):
            try:
                woord: _Woord = self._lijn.recv()
            except EOFError:
                raise Hulpfout(zin("publicatie.hulp")) from None
            if isinstance(woord, Exception):
                raise woord
            if isinstance(woord, int):
                self._meld(woord)
            else:
                self._bezig = False
                self._klaar(*woord)
                self._geef()
                return
            hoelang = 0


def _help(opener: Opener, lijn: Connection, van_ander: Connection, ouder: int) -> None:
    """The second process: does what it is given until the first one closes the line, or is gone."""
    van_ander.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, for both: the first one ends this one
    threading.Thread(target=_ga_mee, args=(ouder,), daemon=True).start()
    try:
        werkstuk: Werkstuk = lijn.recv()  # not before there is work: the first one may find that there is no register
        with opener() as lezer:
            while True:
                lijn.send((werkstuk.naam, werkstuk.doe(lezer, lijn.send)))
                _geef_terug()
                werkstuk = lijn.recv()
    except (EOFError, BrokenPipeError):
        return
    except (OSError, Unavailable, ValueError) as fout:
        log.info("the second process", exc_info=fout)
        lijn.send(fout)


def _ga_mee(ouder: int) -> None:
    """End with the first process: nobody else knows of what is done here."""
    while os.getppid() == ouder:
        time.sleep(_KIJK)
    os._exit(1)

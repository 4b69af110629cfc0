"""A register within one transaction of another, of which nothing stays: many cases on one world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Uitslag


class Binnenregister:
    """Writes and reads in one session; what a delivery would write when it ends stays in memory."""

    def __init__(self, register: Register, session: Session) -> None:
        self.engine = register.engine
        self._session = session

    def schrijf(self, taak: Callable[[Session], Any]) -> Any:
        """Carry out a task; one that is refused records no change."""
        voor = len(self._session.mutaties)
        uitkomst = taak(self._session)
        if isinstance(uitkomst, Uitslag) and not uitkomst.goedgekeurd:
            assert len(self._session.mutaties) == voor
        return uitkomst

    @contextmanager
    def lees(self) -> Iterator[Session]:
        yield self._session

    def flush_sightings(self) -> None:
        """Nothing was seen by others."""


def binnen(register: Register, taak: Callable[[Register], None]) -> None:
    """Run a test in a transaction of a register, and undo all of it."""
    register.probeer(lambda session: taak(cast(Register, Binnenregister(register, session))))

"""Whether the register can be read, told in a second whatever is the matter with it."""

import threading
import time

import sqlalchemy as sa

from rio_soap.register.database import deadline
from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable

GEDULD = 1.0
"""Seconds for the register to answer."""
ZIEK = 1.0
"""Seconds for which it is believed that it does not."""


class Gezondheid:
    """Asks the register; one at a time, so that one that never answers holds one thread and not all that ask.

    That it cannot be read is told for a moment to all who ask, so that many who ask do not wait one after another.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._slot = threading.Lock()
        self._ziek_tot = 0.0

    def __call__(self) -> bool:
        """Whether it can be read."""
        einde = time.monotonic() + GEDULD
        if self._ziek:
            return False
        if not self._slot.acquire(timeout=GEDULD):
            self._ziek_tot = time.monotonic() + ZIEK
            return False
        try:
            if self._ziek:  # the one before us found out
                return False
            if self._leesbaar(einde):
                return True
            self._ziek_tot = time.monotonic() + ZIEK
            return False
        finally:
            self._slot.release()

    @property
    def _ziek(self) -> bool:
        return time.monotonic() < self._ziek_tot

    def _leesbaar(self, einde: float) -> bool:
        try:
            with deadline.tot(einde), self._register.lees() as session:
                session.execute(sa.text("SELECT count(*) FROM partij")).scalar_one()
        except (sa.exc.SQLAlchemyError, Unavailable):
            return False
        return True

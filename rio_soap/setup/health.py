"""Whether the register can be read, told in a second whatever is the matter with it."""

import threading
import time

import sqlalchemy as sa

from rio_soap.register.database import deadline
from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable

PATIENCE = 1.0
"""Seconds for the register to answer."""
ILL = 1.0
"""Seconds for which it is believed that it does not."""


class Health:
    """Asks the register; one at a time, so that one that never answers holds one thread and not all that ask.

    That it cannot be read is told for a moment to all who ask, so that many who ask do not wait one after another.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._lock = threading.Lock()
        self._ill_until = 0.0

    def __call__(self) -> bool:
        """Whether it can be read."""
        end = time.monotonic() + PATIENCE
        if self._is_ill:
            return False
        if not self._lock.acquire(timeout=PATIENCE):
            self._ill_until = time.monotonic() + ILL
            return False
        try:
            if self._is_ill:  # the one before us found out
                return False
            if self._readable(end):
                return True
            self._ill_until = time.monotonic() + ILL
            return False
        finally:
            self._lock.release()

    @property
    def _is_ill(self) -> bool:
        return time.monotonic() < self._ill_until

    def _readable(self, end: float) -> bool:
        try:
            with deadline.until(end), self._register.lees() as session:
                session.execute(sa.text("SELECT count(*) FROM partij")).scalar_one()
        except (sa.exc.SQLAlchemyError, Unavailable):
            return False
        return True

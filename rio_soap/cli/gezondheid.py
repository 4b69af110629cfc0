"""Whether the register can be read, told in a second whatever is the matter with it."""

import threading
import time

import sqlalchemy as sa

from rio_soap.register import termijn
from rio_soap.register.database import NietBeschikbaar, Register

GEDULD = 1.0
"""Seconds for the register to answer."""


class Gezondheid:
    """Asks the register; one at a time, so that one that never answers holds one thread and not all that ask."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._slot = threading.Lock()

    def __call__(self) -> bool:
        """Whether it can be read."""
        einde = time.monotonic() + GEDULD
        if not self._slot.acquire(timeout=GEDULD):
            return False
        try:
            with termijn.tot(einde), self._register.lees() as sessie:
                sessie.execute(sa.text("SELECT count(*) FROM partij")).scalar_one()
        except (sa.exc.SQLAlchemyError, NietBeschikbaar):
            return False
        finally:
            self._slot.release()
        return True

"""What was committed, and so can be seen by everyone: what a process knows of it before it stands in the database.

Of each commit that holds mutaties there is evidence with a moment after it: at this moment everyone could see every
mutatie up to this number. `rio_soap.register.database.visibility` writes and reads it.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.engine import Connection

from rio_soap.register.database.driver import run_raw
from rio_soap.register.database.stand import schrijf_moment

Klok = Callable[[], datetime]

_VASTLEGGEN = """
BEGIN; SET LOCAL synchronous_commit = off;
INSERT INTO mutatiegrens (moment, volgnummer)
SELECT CASE WHEN laatste.moment > '{moment}' THEN laatste.moment ELSE '{moment}' END, {nummer}
FROM (SELECT max(moment) AS moment FROM mutatiegrens) AS laatste
WHERE NOT EXISTS (SELECT 1 FROM mutatiegrens WHERE moment = laatste.moment AND volgnummer >= {nummer});
COMMIT
"""
"""Without waiting for the disk."""
_LANG, _VEEL = 1.0, 500
"""Seconds, and number, after which evidence is written by who finds so: without a sealer nobody does it in time."""


def record(connection: Connection, nummer: int, klok: Klok) -> None:
    """On PostgreSQL: write down at once that everyone sees every mutatie up to this number.

    To be called after the transaction that wrote it was committed: the clock is read here, so that the moment is never
    too early. Moments do not go back, so that of several machines the clock that is furthest ahead counts; for their
    sake this does not wait, as it does on SQLite, where all processes have one clock. In one round trip.
    """
    run_raw(connection, _VASTLEGGEN.format(moment=schrijf_moment(klok()), nummer=int(nummer)))


class Sightings:
    """On SQLite: evidence of this process that is not in the database yet, oldest first.

    It is written in batches (`Register.flush_sightings`): a second transaction after each delivery cost as much as
    a quarter of its statements. Until then feeds of this process know it, and those of others are longer by it.
    """

    def __init__(self) -> None:
        self._rijen: list[tuple[str, int]] = []
        self._sinds = 0.0
        self._lock = threading.Lock()

    def meld(self, nummer: int, klok: Klok) -> None:
        """Everyone sees every mutatie up to this number now, after the commit that made it so."""
        with self._lock:
            moment = schrijf_moment(klok())
            if self._rijen:
                moment = max(moment, self._rijen[-1][0])
            else:
                self._sinds = time.monotonic()
            self._rijen.append((moment, nummer))

    def te_lang(self) -> bool:
        """Whether it is time to write, when nobody else does so regularly."""
        return bool(self._rijen) and (len(self._rijen) >= _VEEL or time.monotonic() - self._sinds > _LANG)

    def alle(self) -> list[tuple[str, int]]:
        """What is to be written."""
        with self._lock:
            return self._rijen.copy()

    def vergeet(self, aantal: int) -> None:
        """The first so many are written, or never will be."""
        with self._lock:
            del self._rijen[:aantal]
            self._sinds = time.monotonic()

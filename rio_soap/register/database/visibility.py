"""Evidence of what was visible when: of each commit that holds mutaties, with a moment after it.

A row says: at this moment everyone could see every mutatie up to this number. It is what lets a change feed leave out
what a reader has certainly seen, and nothing else (docs/architectuur.md, Changes). A row that is missing makes a feed
longer, never shorter, so it need not be durable, and failing to write one is no failure of the delivery.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rio_soap.register.database.connections import ruw
from rio_soap.register.database.model import mutatie, mutatiegrens
from rio_soap.register.database.stand import schrijf_moment
from rio_soap.register.database.statements import Statement

if TYPE_CHECKING:
    from rio_soap.register.database.session import Session

Klok = Callable[[], datetime]

SLOT = 5_202_604
"""Number of the advisory lock of PostgreSQL under which mutaties get their numbers (any number of our own)."""

_MUTATIES = sa.insert(mutatie)
_MUTATIE = Statement(_MUTATIES.returning(mutatie.c.volgnummer))
_VOOR = Statement(
    sa.select(mutatiegrens.c.moment, mutatiegrens.c.volgnummer)
    .where(mutatiegrens.c.moment < sa.bindparam("moment"))
    .order_by(mutatiegrens.c.moment.desc(), mutatiegrens.c.volgnummer.desc())
    .limit(1)
)
_VASTLEGGEN = """
BEGIN; SET LOCAL synchronous_commit = off;
INSERT INTO mutatiegrens (moment, volgnummer)
SELECT CASE WHEN laatste.moment > '{moment}' THEN laatste.moment ELSE '{moment}' END, {nummer}
FROM (SELECT max(moment) AS moment FROM mutatiegrens) AS laatste
WHERE NOT EXISTS (SELECT 1 FROM mutatiegrens WHERE moment = laatste.moment AND volgnummer >= {nummer});
COMMIT
"""
"""Without waiting for the disk."""
_MOMENT = sa.cast(mutatiegrens.c.moment, sa.String)
_LAATSTE = Statement(
    sa.select(_MOMENT.label("moment"), mutatiegrens.c.volgnummer)
    .order_by(mutatiegrens.c.moment.desc(), mutatiegrens.c.volgnummer.desc())
    .limit(1)
)
_BEWIJS = Statement(
    sa.insert(sa.table("mutatiegrens", sa.column("moment", sa.String), sa.column("volgnummer", sa.Integer)))
)
"""With moments as the text that they are in the database."""
_LANG, _VEEL = 1.0, 500
"""Seconds, and number, after which evidence is written by who finds so: without a zegelaar nobody does it in time."""


def schrijf_mutaties(voer_uit: Callable[..., Any], rijen: Sequence[Mapping[str, Any]], *, geteld: bool) -> int:
    """Write mutaties in their order; gives the highest number.

    :param geteld: False for a loader that has thousands and lays down no evidence: gives 0.
    """
    if not geteld:
        voer_uit(_MUTATIES, list(rijen))
        return 0
    return max(int(voer_uit(_MUTATIE, rij).scalar_one()) for rij in rijen)


def leg_vast(verbinding: Connection, nummer: int, klok: Klok) -> None:
    """On PostgreSQL: write down at once that everyone sees every mutatie up to this number.

    To be called after the transaction that wrote it was committed: the clock is read here, so that the moment is never
    too early. Moments do not go back, so that of several machines the clock that is furthest ahead counts; for their
    sake this does not wait, as it does on SQLite, where all processes have one clock. In one round trip.
    """
    ruw(verbinding, _VASTLEGGEN.format(moment=schrijf_moment(klok()), nummer=int(nummer)))


class Sightings:
    """On SQLite: evidence of this process that is not in the database yet, oldest first.

    It is written in batches (`Register.flush_sightings`): a second transaction after each delivery cost as much as
    a quarter of its statements. Until then feeds of this process know it, and those of others are longer by it.
    """

    def __init__(self) -> None:
        self._rijen: list[tuple[str, int]] = []
        self._sinds = 0.0
        self._slot = threading.Lock()

    def meld(self, nummer: int, klok: Klok) -> None:
        """Everyone sees every mutatie up to this number now, after the commit that made it so."""
        with self._slot:
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
        with self._slot:
            return self._rijen.copy()

    def vergeet(self, aantal: int) -> None:
        """The first so many are written, or never will be."""
        with self._slot:
            del self._rijen[:aantal]
            self._sinds = time.monotonic()


def write_sightings(session: "Session", rijen: Sequence[tuple[str, int]]) -> None:
    """Write evidence that was collected, in a transaction on SQLite; moments do not go back."""
    laatste = session.execute(_LAATSTE, {}).first()
    grens, gezien = (laatste.moment, laatste.volgnummer) if laatste is not None else ("", 0)
    if rijen[-1][0] <= grens and rijen[-1][1] <= gezien:
        return  # a process whose clock is ahead said more
    session.execute_many(_BEWIJS, [{"moment": max(moment, grens), "volgnummer": nummer} for moment, nummer in rijen])


def gezien(session: "Session", sinds: datetime) -> int:
    """Whoever began to read at `sinds` could see every mutatie up to this number, for certain; 0 without evidence."""
    rij = session.execute(_VOOR, {"moment": sinds}).first()
    nummer = 0 if rij is None else int(rij.volgnummer)
    if session.sightings is None or not (rijen := session.sightings.alle()):
        return nummer
    tekst = schrijf_moment(sinds)
    laatste = session.execute(_LAATSTE, {}).first()
    if laatste is not None and laatste.moment >= tekst:
        return nummer  # ours would be written down with that moment at the earliest
    return max([nummer, *(eigen for moment, eigen in rijen if moment < tekst)])

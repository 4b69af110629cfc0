"""Evidence of what was visible when, laid down right after each commit that holds mutaties.

A row says: at this moment everyone could see every mutatie up to this number. It is what lets a change feed leave out
what a reader has certainly seen, and nothing else (docs/architectuur.md, Changes). A row that is missing makes a feed
longer, never shorter, so it need not be durable, and failing to write one is no failure of the delivery.
"""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rio_soap.register.model import mutatie, mutatiegrens

Klok = Callable[[], datetime]

SLOT = 5_202_604
"""Number of the advisory lock of PostgreSQL under which mutaties get their numbers (any number of our own)."""

_HOOGSTE = sa.select(sa.func.max(mutatie.c.volgnummer))
_LAATSTE = (
    sa.select(mutatiegrens.c.moment, mutatiegrens.c.volgnummer)
    .order_by(mutatiegrens.c.moment.desc(), mutatiegrens.c.volgnummer.desc())
    .limit(1)
)
_VOOR = _LAATSTE.where(mutatiegrens.c.moment < sa.bindparam("moment"))
_INVOEGEN = sa.insert(mutatiegrens)


def leg_vast(verbinding: Connection, klok: Klok) -> None:
    """Write down what is visible now, in a transaction of its own in which each statement sees what is committed.

    The clock is read after the look, so that the moment is never too early. Moments do not go back, so that of several
    machines the clock that is furthest ahead counts.
    """
    hoogste = verbinding.execute(_HOOGSTE).scalar_one()
    laatste = verbinding.execute(_LAATSTE).first()
    if hoogste is None or (laatste is not None and laatste.volgnummer >= hoogste):
        return
    moment = klok() if laatste is None else max(klok(), laatste.moment)
    verbinding.execute(_INVOEGEN, {"moment": moment, "volgnummer": hoogste})


def voor() -> sa.Select[tuple[datetime, int]]:
    """The last evidence from before `moment` (a parameter)."""
    return _VOOR

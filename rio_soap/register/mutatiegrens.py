"""Evidence of what was visible when, laid down right after each commit that holds mutaties.

A row says: at this moment everyone could see every mutatie up to this number. It is what lets a change feed leave out
what a reader has certainly seen, and nothing else (docs/architectuur.md, Changes). A row that is missing makes a feed
longer, never shorter, so it need not be durable, and failing to write one is no failure of the delivery.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rio_soap.register.model import mutatie, mutatiegrens
from rio_soap.register.stand import schrijf_moment
from rio_soap.register.vast import Vast
from rio_soap.register.verbindingen import ruw

Klok = Callable[[], datetime]

SLOT = 5_202_604
"""Number of the advisory lock of PostgreSQL under which mutaties get their numbers (any number of our own)."""

_MUTATIES = sa.insert(mutatie)
_MUTATIE = Vast(_MUTATIES.returning(mutatie.c.volgnummer))
_VOOR = Vast(
    sa.select(mutatiegrens.c.moment, mutatiegrens.c.volgnummer)
    .where(mutatiegrens.c.moment < sa.bindparam("moment"))
    .order_by(mutatiegrens.c.moment.desc(), mutatiegrens.c.volgnummer.desc())
    .limit(1)
)
_VASTLEGGEN = """
INSERT INTO mutatiegrens (moment, volgnummer)
SELECT CASE WHEN laatste.moment > '{moment}' THEN laatste.moment ELSE '{moment}' END, {nummer}
FROM (SELECT max(moment) AS moment FROM mutatiegrens) AS laatste
WHERE NOT EXISTS (SELECT 1 FROM mutatiegrens WHERE moment = laatste.moment AND volgnummer >= {nummer})
"""
_LATER = {
    "sqlite": ("PRAGMA synchronous=NORMAL", _VASTLEGGEN, "PRAGMA synchronous=FULL"),
    "postgresql": (f"BEGIN; SET LOCAL synchronous_commit = off; {_VASTLEGGEN}; COMMIT",),
}
"""Without waiting for the disk, outside any transaction; on PostgreSQL in one round trip."""


def schrijf_mutaties(voer_uit: Callable[..., Any], rijen: Sequence[Mapping[str, Any]], *, geteld: bool) -> int:
    """Write mutaties in their order; gives the highest number.

    :param geteld: False for a loader that has thousands and lays down no evidence: gives 0.
    """
    if not geteld:
        voer_uit(_MUTATIES, list(rijen))
        return 0
    return max(int(voer_uit(_MUTATIE, rij).scalar_one()) for rij in rijen)


def leg_vast(verbinding: Connection, nummer: int, klok: Klok) -> None:
    """Write down that everyone sees every mutatie up to this number, after the transaction that wrote it was committed.

    The clock is read here, after that commit, so that the moment is never too early. Moments do not go back, so that of
    several machines the clock that is furthest ahead counts.
    """
    waarden = {"moment": schrijf_moment(klok()), "nummer": int(nummer)}
    for opdracht in _LATER[verbinding.dialect.name]:
        ruw(verbinding, opdracht.format(**waarden))


def voor() -> Vast:
    """The last evidence from before `moment` (a parameter)."""
    return _VOOR

"""Evidence of what was visible when: of each commit that holds mutaties, with a moment after it.

A row says: at this moment everyone could see every mutatie up to this number. It is what lets a change feed leave out
what a reader has certainly seen, and nothing else (docs/architectuur.md, Changes). A row that is missing makes a feed
longer, never shorter, so it need not be durable, and failing to write one is no failure of the delivery.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import mutatiegrens
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import schrijf_moment
from rio_soap.register.database.statements import Command, Statement


class _Grens(NamedTuple):
    moment: str
    """As the text that it is in the database."""
    volgnummer: int


_VOOR = Statement[tuple[int]](
    sa.select(mutatiegrens.c.volgnummer)
    .where(mutatiegrens.c.moment < sa.bindparam("moment"))
    .order_by(mutatiegrens.c.moment.desc(), mutatiegrens.c.volgnummer.desc())
    .limit(1)
)
_LAATSTE = Statement(
    sa.select(sa.cast(mutatiegrens.c.moment, sa.String).label("moment"), mutatiegrens.c.volgnummer)
    .order_by(mutatiegrens.c.moment.desc(), mutatiegrens.c.volgnummer.desc())
    .limit(1),
    _Grens,
)
_INVOEGEN = Command(
    sa.insert(sa.table("mutatiegrens", sa.column("moment", sa.String), sa.column("volgnummer", sa.Integer)))
)
"""With moments as the text that they are in the database."""


def write_sightings(session: Session, rijen: Sequence[tuple[str, int]]) -> None:
    """Write evidence that was collected, in a transaction on SQLite; moments do not go back."""
    grens, gezien = session.execute(_LAATSTE, {}).first() or ("", 0)
    if rijen[-1][0] <= grens and rijen[-1][1] <= gezien:
        return  # a process whose clock is ahead said more
    session.execute_many(_INVOEGEN, [{"moment": max(moment, grens), "volgnummer": nummer} for moment, nummer in rijen])


def visible_since(session: Session, sinds: datetime) -> int:
    """Whoever began to read at `sinds` could see every mutatie up to this number, for certain; 0 without evidence."""
    nummer = session.execute(_VOOR, {"moment": sinds}).scalar() or 0
    if session.sightings is None or not (rijen := session.sightings.alle()):
        return nummer
    tekst = schrijf_moment(sinds)
    laatste = session.execute(_LAATSTE, {}).first()
    if laatste is not None and laatste.moment >= tekst:
        return nummer  # ours would be written down with that moment at the earliest
    return max([nummer, *(eigen for moment, eigen in rijen if moment < tekst)])

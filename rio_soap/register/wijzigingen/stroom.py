"""The stroom of changes of this register: its name, where it begins and ends, and the cursors that readers keep.

Numbers of mutaties follow the commits, so a reader that has seen all up to a number has missed nothing before it, and a
cursor needs to say no more than that number and of which register it is.
"""

from datetime import datetime
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.register.database import visibility
from rio_soap.register.database.model import eigenschap, mutatie
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import schrijf_moment
from rio_soap.register.database.statements import Command, Statement

_MILLISECONDE: Final = 1000
"""In microseconds, in which moments are kept."""


class Mutatiestroom(NamedTuple):
    """The stroom as this snapshot has it.

    :param naam: UUID of this register instance.
    :param begin: from which moment it keeps what was; nothing is known of before.
    :param laatste: number of the last mutatie; 0 without any.
    """

    naam: str
    begin: datetime
    laatste: int

    def cursor(self, nummer: int) -> str:
        """Where a reader is that has seen every change up to this number."""
        return f"{self.naam}-{nummer}"

    def nummer_van(self, cursor: str) -> int | None:
        """The number of a cursor; None for one of another register, or beyond the last number."""
        naam, _, nummer = cursor.rpartition("-")
        if naam.lower() != self.naam or not (nummer.isascii() and nummer.isdigit()):
            return None
        return int(nummer) if int(nummer) <= self.laatste else None

    def kent(self, moment: datetime, nu: datetime) -> bool:
        """Whether the register can tell what it knew at a moment: not of the future, nor of before its begin."""
        return self.begin <= moment <= nu


class _Eigenschap(NamedTuple):
    naam: str
    waarde: str
    laatste: int | None


_STROOM = Statement(
    sa.select(
        eigenschap.c.naam,
        eigenschap.c.waarde,
        sa.select(sa.func.max(mutatie.c.volgnummer)).scalar_subquery().label("laatste"),
    ).where(sa.or_(eigenschap.c.naam == "stroom", eigenschap.c.naam == "begin")),
    _Eigenschap,
)
_DICHTBIJ: Final = 1_000
"""Mutaties that are looked through one by one; what is further from the evidence is found in halves."""
_gezien, _moment = sa.bindparam("gezien", type_=sa.BigInteger), sa.bindparam("moment", type_=mutatie.c.moment.type)
_dichtbij = (
    sa.select(mutatie.c.volgnummer, mutatie.c.moment)
    .where(mutatie.c.volgnummer > _gezien)
    .order_by(mutatie.c.volgnummer)
    .limit(sa.literal_column(str(_DICHTBIJ)))
    .subquery("dichtbij")
)
_EERSTE_LATER = Statement[tuple[int]](
    sa.select(_dichtbij.c.volgnummer)
    .where(_dichtbij.c.moment > _moment)
    .order_by(_dichtbij.c.volgnummer)
    .limit(sa.literal_column("1"))
)


def _eerste_later_in_helften() -> sa.Select[tuple[int | None]]:
    """The same for what is further: numbers `laag` to `hoog` are halved until one is left.

    Of a load of a million, which lays down no evidence, all would else be read. Moments rise with the numbers; where a
    clock was put back, one of the numbers between is found at which the moments pass it.
    """
    laag, hoog = (sa.bindparam(naam, type_=sa.BigInteger) for naam in ("laag", "hoog"))
    helft = sa.select(laag.label("laag"), hoog.label("hoog")).cte("helft", recursive=True)
    midden = (helft.c.laag + helft.c.hoog) // 2
    van_midden = (
        sa.select(mutatie.c.moment > _moment)
        .where(mutatie.c.volgnummer >= midden)
        .order_by(mutatie.c.volgnummer)
        .limit(sa.literal_column("1"))
        .correlate(helft)
        .scalar_subquery()
    )
    eerder = van_midden.is_(sa.false())
    stap = sa.select(sa.case((eerder, midden + 1), else_=helft.c.laag), sa.case((eerder, helft.c.hoog), else_=midden))
    helft = helft.union_all(stap.where(helft.c.laag < helft.c.hoog))
    over = sa.select(helft.c.laag).where(helft.c.laag == helft.c.hoog).scalar_subquery()
    return sa.select(sa.func.min(mutatie.c.volgnummer)).where(mutatie.c.volgnummer >= over)


_IN_HELFTEN = Statement[tuple[int | None]](_eerste_later_in_helften())
_ZET_BEGIN = Command(
    sa.update(eigenschap)
    .where(eigenschap.c.naam == "begin", ~sa.exists().where(mutatie.c.volgnummer > 0))
    .values(waarde=sa.bindparam("begin"))
)


def stroom_van(session: Session) -> Mutatiestroom:
    """The stroom, in one question."""
    rijen = session.execute(_STROOM, {}).all()
    waarden = {rij.naam: rij.waarde for rij in rijen}
    return Mutatiestroom(waarden["stroom"], datetime.fromisoformat(waarden["begin"]), rijen[0].laatste or 0)


def nummer_op(session: Session, moment: datetime, laatste: int) -> int:
    """The last number that the register had at a moment: all up to it were committed by then.

    What is proven to have been visible by then is passed over; after that the first mutatie with a later moment ends
    it, which takes two statements at most. A moment is a whole millisecond, as moments are told: at the moment that
    the feed gives of a change, that change was known.
    """
    moment = moment.replace(microsecond=moment.microsecond // _MILLISECONDE * _MILLISECONDE + _MILLISECONDE - 1)
    gezien = visibility.visible_since(session, moment)
    eerste_later = session.execute(_EERSTE_LATER, {"gezien": gezien, "moment": moment}).scalar()
    if eerste_later is None and laatste - gezien > _DICHTBIJ:
        waarden: Values = {"laag": gezien + 1, "hoog": laatste + 1, "moment": moment}
        eerste_later = session.execute(_IN_HELFTEN, waarden).scalar()
    return laatste if eerste_later is None else eerste_later - 1


def nummer_voor(session: Session, moment: datetime) -> int:
    """Whoever began to read at a moment has certainly seen every change up to this number."""
    return visibility.visible_since(session, moment)


def zet_begin(session: Session, moment: datetime) -> None:
    """An initial load ended: from now on the register knows what it knew. Once there are mutaties nothing changes."""
    session.execute(_ZET_BEGIN, {"begin": schrijf_moment(moment)})

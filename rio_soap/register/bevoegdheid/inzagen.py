"""The log of reading: who read which restricted contactadres, when, by which role and over which channel."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.eenheidsbesturen import onder_besturen
from rio_soap.register.database.model import gebruiker, inzage, organisatorische_eenheid
from rio_soap.register.database.rows import SqlValue, Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.database.validity import DAG
from rio_soap.register.regels.uitslag import Context, Inzage

_INVOEGEN = Command(sa.insert(inzage))


def schrijf_inzagen(session: Session, context: Context, inzagen: Sequence[Inzage]) -> None:
    """Write a row for each restricted contactadres that an answer shows, in the transaction that logs the answer."""
    session.execute_many(
        _INVOEGEN,
        [
            {
                "moment": context.moment,
                "oin": None if context.gebruiker is not None else context.oin,
                "gebruiker": context.gebruiker,
                "rol": een.rol,
                "kanaal": context.kanaal,
                "eenheid": een.eenheid,
                "context": een.context,
            }
            for een in inzagen
        ],
    )


class GelezenInzage(NamedTuple):
    """That somebody read a contactadres.

    :param oin: of the sender that read; None when it was a person.
    :param email: of the person that read; None when it was a sender.
    """

    moment: datetime
    oin: str | None
    gebruiker: int | None
    email: str | None
    rol: str
    kanaal: str
    eenheid: str
    context: str


_moment = inzage.c.moment
_VAN_EENHEID = (
    inzage.c.eenheid == sa.bindparam("eenheid"),
    _moment >= sa.bindparam("vanaf", type_=_moment.type),
    sa.or_(
        sa.bindparam("tot", type_=_moment.type).is_(None),
        _moment < sa.bindparam("tot", type_=_moment.type),
    ),
)
_AANTAL = Statement[tuple[int]](sa.select(sa.func.count()).select_from(inzage).where(*_VAN_EENHEID))
_GELEZEN = (
    _moment,
    inzage.c.oin,
    inzage.c.gebruiker,
    gebruiker.c.email,
    inzage.c.rol,
    inzage.c.kanaal,
    inzage.c.eenheid,
    inzage.c.context,
)
_MET_PERSOON = inzage.outerjoin(gebruiker, gebruiker.c.id == inzage.c.gebruiker)
_PAGINA = Statement(
    sa.select(*_GELEZEN)
    .select_from(_MET_PERSOON)
    .where(*_VAN_EENHEID)
    .order_by(_moment, inzage.c.id)
    .limit(sa.bindparam("hoeveel"))
    .offset(sa.bindparam("na")),
    GelezenInzage,
)


def lees_inzagen_van(
    session: Session,
    besturen: Collection[str] | None,
    dag: date,
    vanaf: datetime,
    tot: datetime,
    na: int,
    hoeveel: int,
    eenheid: str = "",
) -> Sequence[GelezenInzage]:
    """What was read of all eenheden of besturen from a moment up to another, newest first.

    :param besturen: None: of all.
    :param dag: on which the eenheden belong to them.
    :param na: so many are passed over.
    :param eenheid: of this one only.
    """
    vraag = sa.select(*_GELEZEN).select_from(_MET_PERSOON).where(_moment >= vanaf, _moment < tot)
    waarden: dict[str, SqlValue] = {}
    if besturen is not None:
        vraag = vraag.where(inzage.c.eenheid.in_(onder_besturen(sa.bindparam("besturen", expanding=True))))
        waarden = {"besturen": sorted(besturen) or [""], DAG.key: dag}
    if eenheid:
        vraag = vraag.where(inzage.c.eenheid == eenheid)
    vraag = vraag.order_by(_moment.desc(), inzage.c.id.desc()).limit(hoeveel).offset(na)
    return [GelezenInzage(*rij) for rij in session.execute(vraag, waarden)]


_EENHEID = Statement[tuple[str]](
    sa.select(organisatorische_eenheid.c.code).where(organisatorische_eenheid.c.code == sa.bindparam("code"))
)
_OPRUIMEN = Command(sa.delete(inzage).where(_moment < sa.bindparam("voor", type_=_moment.type)))


def is_eenheid(session: Session, code: str) -> bool:
    """Whether there is an organisatorische eenheid with this code, valid or not."""
    return session.execute(_EENHEID, {"code": code}).first() is not None


def lees_inzagen(
    session: Session, eenheid: str, vanaf: datetime, tot: datetime | None, na: int, hoeveel: int
) -> tuple[int, Sequence[GelezenInzage]]:
    """How often an eenheid was read from a moment up to another, and so many of these, oldest first.

    :param na: so many are passed over.
    """
    waarden: Values = {"eenheid": eenheid, "vanaf": vanaf, "tot": tot}
    aantal = session.execute(_AANTAL, waarden).scalar_one()
    return aantal, session.execute(_PAGINA, {**waarden, "na": na, "hoeveel": hoeveel}).all()


def ruim_inzagen_op(session: Session, nu: datetime, dagen: int) -> int:
    """Remove what was read longer ago than is kept; gives how many rows went."""
    return session.execute(_OPRUIMEN, {"voor": nu - timedelta(days=dagen)}).rowcount

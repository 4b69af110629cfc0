"""Messages that were answered with a SOAP fault, the last ones, for who asks why; the berichtenlog has none of them.

Whoever reaches the port can have a message kept here, so all is bounded: bytes of a message, number and bytes of all,
days. What goes first is so chosen that a flood of one leaves what another sent (`overtollig`):

- strangers, whose signature was not right, have half of the room once it is full, and never more;
- within a half the oldest goes of who has most there. Senders with a right signature are told apart by their OIN;
  strangers by the OIN that they claim, when it is of a sender that this register knows, and else they are all one.

So of a sender whose signatures are right something stays whatever others send.
"""

import logging
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, cast

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import berichtenlog, foutbericht, mandaat, oinmandaat, partij
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.logboek.packing import pak_in

log = logging.getLogger(__name__)

PER_BERICHT: Final = 256 * 1024
"""Bytes of a message that are kept at most, its begin."""
TOTAAL: Final = 64 * 1024 * 1024
"""Bytes of all of them at most, as they are packed."""
_INVOEGEN = Command(sa.insert(foutbericht))
_IN_LOG = Statement[tuple[int]](sa.select(berichtenlog.c.id).where(berichtenlog.c.oin == sa.bindparam("oin")).limit(1))
_CLAIMS_IN_LOG = (
    sa.select(foutbericht.c.afzender)
    .distinct()
    .where(foutbericht.c.oin.is_(None), sa.exists().where(berichtenlog.c.oin == foutbericht.c.afzender))
)


@dataclass(frozen=True, slots=True)
class Foutbericht:
    """One message with its fault.

    :param dienst: name of the contract.
    :param oin: of the sender; None unless its signature was right.
    :param afzender: the OIN that wsa:From claims.
    :param oorzaak: code of the first finding.
    :param verzoek: the bytes received, of more than `PER_BERICHT` the begin.
    """

    ontvangen: datetime
    dienst: str
    operatie: str | None
    oin: str | None
    afzender: str | None
    faultcode: str
    oorzaak: str | None
    content_type: str | None
    soap_action: str | None
    verzoek: bytes


@dataclass(frozen=True, slots=True)
class Foutplaats:
    """What a kept message takes, and of whom it is.

    :param eigen: whether its signature was right.
    :param wie: who it counts for within its half.
    :param grootte: bytes.
    """

    id: int
    eigen: bool
    wie: str
    grootte: int


def bewaar_foutberichten(
    register: Register, berichten: Sequence[Foutbericht], maximum: int, dagen: int, nu: datetime
) -> None:
    """Keep these, and remove what is too old or too much then; what the database refuses for what it is, is not kept.

    What has to go is found out on a snapshot before, so that nobody waits for that who wants to write. Of two processes
    that do this at once each may leave what the other brought, until the next time.

    :raises Unavailable: when the database does not answer.
    """
    grens = nu - timedelta(days=dagen)
    rijen = [_rij(een) for een in berichten if een.ontvangen >= grens]
    try:
        with register.lees() as session:
            weg = _te_veel(session, rijen, maximum, grens)
        nieuw = [rij for plaats, rij in enumerate(rijen, 1) if -plaats not in weg]
        taak = partial(_schrijf, nieuw=nieuw, weg=sorted(id_ for id_ in weg if id_ > 0), grens=grens)
        register.schrijf(taak, duurzaam=False)
    except OperationalError as fout:
        raise Unavailable(str(fout.orig)) from fout
    except SQLAlchemyError as fout:
        log.error("%s messages with a fault cannot be kept: %s", len(berichten), fout)


def _schrijf(session: Session, nieuw: Sequence[Values], weg: Sequence[int], grens: datetime) -> None:
    session.execute(sa.delete(foutbericht).where(foutbericht.c.ontvangen < grens))
    for begin in range(0, len(weg), 500):
        session.execute(sa.delete(foutbericht).where(foutbericht.c.id.in_(weg[begin : begin + 500])))
    if nieuw:
        session.execute_many(_INVOEGEN, nieuw)


def _rij(een: Foutbericht) -> Values:
    return {
        "ontvangen": een.ontvangen,
        "dienst": een.dienst,
        "operatie": een.operatie,
        "oin": een.oin,
        "afzender": _net(een.afzender, 60),
        "faultcode": een.faultcode,
        "oorzaak": _net(een.oorzaak, 80),
        "content_type": _net(een.content_type, 200),
        "soap_action": _net(een.soap_action, 300),
        "verzoek": pak_in(een.verzoek[:PER_BERICHT]),
    }


def _net(tekst: str | None, lengte: int) -> str | None:
    """What fits in a column of any database: PostgreSQL takes no NUL, and no half of a surrogate pair."""
    if tekst is None:
        return None
    return "".join(teken if teken.isprintable() else "\N{REPLACEMENT CHARACTER}" for teken in tekst[:lengte])


def _te_veel(session: Session, nieuw: Sequence[Values], maximum: int, grens: datetime) -> set[int]:
    """Ids of what has to go when these are added; of these themselves their place, from -1 down."""
    omvang = sa.func.length(foutbericht.c.verzoek)
    jong = foutbericht.c.ontvangen >= grens
    som = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(omvang), 0)).where(jong)
    aantal, grootte = session.execute(som).one()
    erbij = [len(cast(bytes, rij["verzoek"])) for rij in nieuw]
    if aantal + len(nieuw) <= maximum and grootte + sum(erbij) <= TOTAAL:
        return set()
    kolommen = (foutbericht.c.id, foutbericht.c.oin, foutbericht.c.afzender, omvang)
    rijen = [tuple(rij) for rij in session.execute(sa.select(*kolommen).where(jong).order_by(foutbericht.c.id))]
    rijen += [(-plaats, rij["oin"], rij["afzender"], erbij[plaats - 1]) for plaats, rij in enumerate(nieuw, 1)]
    bekend = _bekend(session, {str(rij["afzender"]) for rij in nieuw if rij["oin"] is None and rij["afzender"]})
    plaatsen = [
        Foutplaats(id_, oin is not None, oin or (afzender if afzender in bekend else ""), bytes_)
        for id_, oin, afzender, bytes_ in rijen
    ]
    return set(overtollig(plaatsen, maximum, TOTAAL))


def _bekend(session: Session, nieuw: set[str]) -> set[str]:
    """The senders that the register knows: who may sign for them stands in it, or one of their messages.

    :param nieuw: those that are asked about beside those that kept messages claim.
    """
    gevonden = {oin for oin in nieuw if session.execute(_IN_LOG, {"oin": oin}).first()}
    gevonden |= set(session.execute(_CLAIMS_IN_LOG).scalars())
    for kolom in (partij.c.oin, mandaat.c.oin, oinmandaat.c.oin):
        gevonden |= set(session.execute(sa.select(kolom).distinct()).scalars())
    return gevonden - {None}


class _Helft:
    """What the messages of one half take, by who has them, oldest first."""

    def __init__(self, plaatsen: Iterable[Foutplaats]) -> None:
        self._van: dict[str, deque[Foutplaats]] = {}
        self._grootte: dict[str, int] = {}
        self.aantal = self.grootte = 0
        for plaats in plaatsen:
            self._van.setdefault(plaats.wie, deque()).append(plaats)
            self._grootte[plaats.wie] = self._grootte.get(plaats.wie, 0) + plaats.grootte
            self.aantal += 1
            self.grootte += plaats.grootte

    def neem_oudste(self, *, naar_grootte: bool) -> int:
        """The oldest of who has most."""
        meest = max(self._van, key=self._grootte.__getitem__ if naar_grootte else partial(_lengte, self._van))
        plaats = self._van[meest].popleft()
        self._grootte[meest] -= plaats.grootte
        if not self._van[meest]:
            del self._van[meest], self._grootte[meest]
        self.aantal -= 1
        self.grootte -= plaats.grootte
        return plaats.id


def _lengte(van: dict[str, deque[Foutplaats]], wie: str) -> int:
    return len(van[wie])


def overtollig(plaatsen: Sequence[Foutplaats], maximum: int, totaal: int) -> list[int]:
    """Which have to go, so that no more than `maximum` are left and no more than `totaal` bytes of them.

    :param plaatsen: oldest first.
    """
    eigen, vreemd = _Helft(p for p in plaatsen if p.eigen), _Helft(p for p in plaatsen if not p.eigen)
    weg: list[int] = []
    while (te_veel := eigen.aantal + vreemd.aantal > maximum) or eigen.grootte + vreemd.grootte > totaal:
        meer = vreemd.aantal > maximum // 2 if te_veel else vreemd.grootte > totaal // 2
        van = vreemd if vreemd.aantal and (meer or not eigen.aantal) else eigen
        weg.append(van.neem_oudste(naar_grootte=not te_veel))
    return weg

"""Sessions of people on the screens: kept here, so that they end everywhere at once.

The browser has a random text of which only the hash is kept. A session ends 30 minutes after its last request, 8 hours
after it began, or when it is ended; and with the person. Source: our own design (aanvulling 2.1).
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import gebruiker, sessie
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement

ONGEBRUIKT: Final = timedelta(minutes=30)
LANGST: Final = timedelta(hours=8)
BEWAARD: Final = timedelta(days=1)
"""For how long after its last request a session that is over is kept."""
SPELING: Final = timedelta(minutes=1)
"""How far the clocks of processes may differ. What is of later is of a clock that was wrong, and would count as long as
that was ahead."""
_BIJGEHOUDEN: Final = timedelta(minutes=1)
"""How far behind the last request is noted: not each click writes."""


class Gebruikssessie(NamedTuple):
    """A session with its person.

    :param gebruiker: number of the person.
    :param laatst: the last request that was noted, aware, as `begin`.
    """

    sleutel: str
    gebruiker: int
    naam: str
    email: str
    begin: datetime
    laatst: datetime
    einde: datetime | None
    vanaf: datetime
    tot: datetime | None

    def geldt(self, nu: datetime) -> bool:
        """Whether the person is logged in by it."""
        return (
            self.einde is None
            and nu < self.laatst + ONGEBRUIKT
            and nu < self.begin + LANGST
            and self.laatst <= nu + SPELING
            and self.vanaf <= nu
            and (self.tot is None or nu < self.tot)
        )

    def is_bij(self, nu: datetime) -> bool:
        """Whether its last request need not be noted again yet."""
        return nu < self.laatst + _BIJGEHOUDEN


class Lopend(NamedTuple):
    """A session that is not over, as its person sees it; times aware."""

    sleutel: str
    begin: datetime
    laatst: datetime


def hash_van(geheim: str) -> str:
    """What is kept of a secret text."""
    return hashlib.sha256(geheim.encode()).hexdigest()


_moment = sessie.c.laatst.type
_BEGIN = Command(sa.insert(sessie))
_VIND = Statement(
    sa.select(
        sessie.c.sleutel,
        sessie.c.gebruiker,
        gebruiker.c.naam,
        gebruiker.c.email,
        sessie.c.begin,
        sessie.c.laatst,
        sessie.c.einde,
        gebruiker.c.vanaf,
        gebruiker.c.tot,
    )
    .join(gebruiker)
    .where(sessie.c.sleutel == sa.bindparam("welke")),
    Gebruikssessie,
)
_RAAK = Command(
    sa.update(sessie).where(sessie.c.sleutel == sa.bindparam("welke")).values(laatst=sa.bindparam("nu", type_=_moment))
)
_EINDE = Command(
    sa.update(sessie)
    .where(sessie.c.sleutel == sa.bindparam("welke"), sessie.c.einde.is_(None))
    .values(einde=sa.bindparam("nu", type_=_moment))
)
_ALLE_VAN = Command(
    sa.update(sessie)
    .where(sessie.c.gebruiker == sa.bindparam("wie"), sessie.c.einde.is_(None))
    .values(einde=sa.bindparam("nu", type_=_moment))
)
_VAN = Statement(
    sa.select(sessie.c.sleutel, sessie.c.begin, sessie.c.laatst)
    .where(
        sessie.c.gebruiker == sa.bindparam("wie"),
        sessie.c.einde.is_(None),
        sessie.c.laatst > sa.bindparam("na", type_=_moment),
        sessie.c.begin > sa.bindparam("vroegst", type_=_moment),
    )
    .order_by(sessie.c.begin),
    Lopend,
)
_OPRUIMEN = Command(sa.delete(sessie).where(sessie.c.laatst < sa.bindparam("voor", type_=_moment)))


def begin_sessie(session: Session, wie: int, nu: datetime) -> str:
    """Log a person in; what is long over is removed.

    :param wie: number of the person.
    :returns: the secret text for the browser.
    """
    geheim = secrets.token_urlsafe(32)
    session.execute(_OPRUIMEN, {"voor": nu - BEWAARD})
    rij: Values = {"sleutel": hash_van(geheim), "gebruiker": wie, "begin": nu, "laatst": nu, "einde": None}
    session.execute(_BEGIN, rij)
    return geheim


def vind_sessie(session: Session, geheim: str) -> Gebruikssessie | None:
    """The session of a secret text, over or not; None when there is none."""
    return session.execute(_VIND, {"welke": hash_van(geheim)}).first()


def lopende_sessies(session: Session, wie: int, nu: datetime) -> Sequence[Lopend]:
    """The sessions of a person that are not over, the oldest first."""
    return session.execute(_VAN, {"wie": wie, "na": nu - ONGEBRUIKT, "vroegst": nu - LANGST}).all()


def raak_sessie(session: Session, sleutel: str, nu: datetime) -> None:
    """Note that a session was used."""
    session.execute(_RAAK, {"welke": sleutel, "nu": nu})


def beeindig_sessie(session: Session, sleutel: str, nu: datetime) -> None:
    """End one session."""
    session.execute(_EINDE, {"welke": sleutel, "nu": nu})


def beeindig_sessies(session: Session, wie: int, nu: datetime) -> None:
    """End all sessions of a person: after another password, or by the operator."""
    session.execute(_ALLE_VAN, {"wie": wie, "nu": nu})

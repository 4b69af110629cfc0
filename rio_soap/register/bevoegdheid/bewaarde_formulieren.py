"""Forms that were sent when the session was over, for an hour, to their owner alone.

The address of the page has a random text, of which only the hash is kept. Of one person twenty are kept at most, each
of 256 kB at most. In the same way is kept who did the first step of logging in and not the second (`ONVOLTOOID`).
Source: our own design (aanvulling 3.3 and 3.4).
"""

import json
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.sessies import hash_van
from rio_soap.register.database.model import bewaardformulier
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement

BEWAARTIJD: Final = timedelta(hours=1)
MAXIMUM, AANTAL = 256 * 1024, 20
"""Characters of one form, and forms of one person."""
ONVOLTOOID: Final = "/inloggen/code"
"""Path of what is kept between the first step and the second."""
ONVOLTOOID_TIJD: Final = timedelta(minutes=5)


class Bewaard(NamedTuple):
    """A form that was kept.

    :param gebruiker: number of who sent it.
    :param velden: JSON: pairs of name and value.
    """

    gebruiker: int
    pad: str
    velden: str
    moment: datetime

    @property
    def paren(self) -> list[tuple[str, str]]:
        """Names and values, in order."""
        return [(naam, waarde) for naam, waarde in json.loads(self.velden)]


_moment = bewaardformulier.c.moment.type
_INVOEGEN = Command(sa.insert(bewaardformulier))
_OVER = Command(sa.delete(bewaardformulier).where(bewaardformulier.c.moment < sa.bindparam("voor", type_=_moment)))
_EIGEN = Statement[tuple[str]](
    sa.select(bewaardformulier.c.sleutel)
    .where(bewaardformulier.c.gebruiker == sa.bindparam("wie"))
    .order_by(bewaardformulier.c.moment.desc(), bewaardformulier.c.sleutel)
)
_WEG = Command(sa.delete(bewaardformulier).where(bewaardformulier.c.sleutel == sa.bindparam("welke")))
_VIND = Statement(
    sa.select(*(bewaardformulier.c[naam] for naam in Bewaard._fields)).where(
        bewaardformulier.c.sleutel == sa.bindparam("welke")
    ),
    Bewaard,
)


def bewaar_formulier(
    session: Session, wie: int, pad: str, velden: Iterable[tuple[str, str]], nu: datetime
) -> str | None:
    """Keep a form; what is too old goes, and of the same person the oldest when there are too many.

    :returns: the secret text for the address; None when it is too large.
    """
    tekst = json.dumps(list(velden), ensure_ascii=False)
    if len(tekst) > MAXIMUM or len(pad) > bewaardformulier.c.pad.type.length:  # type: ignore[attr-defined]
        return None
    session.execute(_OVER, {"voor": nu - BEWAARTIJD})
    for (sleutel,) in session.execute(_EIGEN, {"wie": wie}).all()[AANTAL - 1 :]:
        session.execute(_WEG, {"welke": sleutel})
    geheim = secrets.token_urlsafe(32)
    rij: Values = {"sleutel": hash_van(geheim), "gebruiker": wie, "pad": pad, "velden": tekst, "moment": nu}
    session.execute(_INVOEGEN, rij)
    return geheim


def vind_formulier(session: Session, geheim: str, wie: int, nu: datetime) -> Bewaard | None:
    """A form that this person sent not too long ago; None when there is none."""
    gevonden = session.execute(_VIND, {"welke": hash_van(geheim)}).first()
    if gevonden is None or gevonden.gebruiker != wie or gevonden.pad == ONVOLTOOID:
        return None
    return gevonden if nu < gevonden.moment + BEWAARTIJD else None


def vind_onvoltooid(session: Session, geheim: str, nu: datetime) -> Bewaard | None:
    """Who did the first step of logging in, in the last five minutes; None when there is none."""
    gevonden = session.execute(_VIND, {"welke": hash_van(geheim)}).first()
    if gevonden is None or gevonden.pad != ONVOLTOOID:
        return None
    return gevonden if nu < gevonden.moment + ONVOLTOOID_TIJD else None


def vergeet_formulier(session: Session, geheim: str) -> None:
    """Remove a form that was kept."""
    session.execute(_WEG, {"welke": hash_van(geheim)})

"""How often somebody may try to log in: five times wrong, then fifteen minutes of waiting.

A try is counted before it is judged, in a transaction of its own, so that of many at the same time no more than five
are judged. Counted is by what was filled in, whether or not somebody has that address, so nobody learns which there
are. A try while waiting is not judged and makes the wait no longer. Source: our own design (aanvulling 2.1).
"""

import hashlib
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from rio_soap.register.bevoegdheid.sessies import SPELING
from rio_soap.register.database.model import aanmeldpoging
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command

POGINGEN: Final = 5
WACHT: Final = timedelta(minutes=15)


_moment = aanmeldpoging.c.tot.type
_BEGIN = {
    "sqlite": Command(sqlite.insert(aanmeldpoging).on_conflict_do_nothing()),
    "postgresql": Command(postgresql.insert(aanmeldpoging).on_conflict_do_nothing()),
}
_TEL = Command(
    sa.update(aanmeldpoging)
    .where(aanmeldpoging.c.sleutel == sa.bindparam("welke"), aanmeldpoging.c.mislukt < POGINGEN)
    .values(mislukt=aanmeldpoging.c.mislukt + 1, tot=sa.bindparam("nieuw_tot", type_=_moment))
)
_WEG = Command(sa.delete(aanmeldpoging).where(aanmeldpoging.c.sleutel == sa.bindparam("welke")))
_OVER = Command(
    sa.delete(aanmeldpoging).where(
        sa.or_(
            aanmeldpoging.c.tot <= sa.bindparam("nu", type_=_moment),
            aanmeldpoging.c.tot > sa.bindparam("uiterlijk", type_=_moment),  # by a clock that was wrong
        )
    )
)


def _sleutel(wat: str, wie: str) -> str:
    return hashlib.sha256(f"{wat}\n{wie.strip().lower()}".encode()).hexdigest()


def neem_poging(session: Session, wat: str, wie: str, nu: datetime) -> bool:
    """Count a try as failed, until `wis_pogingen` says that it was not; whether it may be judged.

    :param wat: what is tried: ``wachtwoord`` or ``code``.
    :param wie: e-mail address, of somebody or nobody.
    """
    sleutel = _sleutel(wat, wie)
    session.execute(_OVER, {"nu": nu, "uiterlijk": nu + WACHT + SPELING})
    nieuw: Values = {"sleutel": sleutel, "mislukt": 0, "tot": nu + WACHT}
    session.execute(_BEGIN[session.dialect], nieuw)
    return session.execute(_TEL, {"welke": sleutel, "nieuw_tot": nu + WACHT}).rowcount == 1


def wis_pogingen(session: Session, wat: str, wie: str) -> None:
    """Forget what failed: it went well."""
    session.execute(_WEG, {"welke": _sleutel(wat, wie)})

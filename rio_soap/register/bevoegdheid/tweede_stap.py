"""The second step of logging in, for who chose one: a code of six digits that changes every 30 seconds.

A code counts in its own half minute, the one before and the one after, and once. Source: RFC 6238, section 5.2.
"""

import hmac
import re
from datetime import datetime
from typing import Final, NamedTuple

import pyotp
import sqlalchemy as sa

from rio_soap.register.database.model import aanmeldgeheim
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement

_DUUR: Final = 30
_GEHEIM: Final = re.compile(r"[A-Z2-7]{32}\Z")
_CODE: Final = re.compile(r"[0-9]{6}\Z")
UITGEVER: Final = "RIO"
"""As whose code an app shows it."""


class _Geheim(NamedTuple):
    totp: str
    laatste_stap: int | None


_LEES = Statement(
    sa.select(aanmeldgeheim.c.totp, aanmeldgeheim.c.laatste_stap).where(
        aanmeldgeheim.c.gebruiker == sa.bindparam("wie")
    ),
    _Geheim,
)
_INVOEGEN = Command(sa.insert(aanmeldgeheim))
_WEG = Command(sa.delete(aanmeldgeheim).where(aanmeldgeheim.c.gebruiker == sa.bindparam("wie")))
_GEBRUIK = Command(
    sa.update(aanmeldgeheim)
    .where(
        aanmeldgeheim.c.gebruiker == sa.bindparam("wie"),
        sa.or_(aanmeldgeheim.c.laatste_stap.is_(None), aanmeldgeheim.c.laatste_stap < sa.bindparam("stap")),
    )
    .values(laatste_stap=sa.bindparam("stap"))
)


def nieuw_geheim() -> str:
    """A secret for an app, 160 bits in base32."""
    return pyotp.random_base32(32)


def is_geheim(tekst: str) -> bool:
    """Whether a text can be such a secret."""
    return _GEHEIM.match(tekst) is not None


def adres_voor_app(geheim: str, email: str) -> str:
    """What a QR code says, by which an app takes the secret over."""
    return pyotp.TOTP(geheim).provisioning_uri(name=email, issuer_name=UITGEVER)


def _stap_van(geheim: str, code: str, nu: datetime) -> int | None:
    """The half minute of which a code is, of the three that count."""
    kaal = "".join(code.split())
    if not _CODE.match(kaal):
        return None
    maker = pyotp.TOTP(geheim)
    stap = int(nu.timestamp()) // _DUUR
    goed = [een for een in (stap - 1, stap, stap + 1) if hmac.compare_digest(maker.generate_otp(een), kaal)]
    return goed[-1] if goed else None


def heeft_tweede_stap(session: Session, wie: int) -> bool:
    """Whether a person chose one."""
    return session.execute(_LEES, {"wie": wie}).first() is not None


def zet_tweede_stap_aan(session: Session, wie: int, geheim: str, code: str, nu: datetime) -> bool:
    """Ask a code from now on, when the person shows one of this secret; whether that was right."""
    stap = _stap_van(geheim, code, nu) if is_geheim(geheim) else None
    if stap is None:
        return False
    session.execute(_WEG, {"wie": wie})
    rij: Values = {"gebruiker": wie, "totp": geheim, "laatste_stap": stap}
    session.execute(_INVOEGEN, rij)
    return True


def zet_tweede_stap_af(session: Session, wie: int) -> bool:
    """Ask no code any more; whether one was asked."""
    return session.execute(_WEG, {"wie": wie}).rowcount == 1


def gebruik_code(session: Session, wie: int, code: str, nu: datetime) -> bool:
    """Whether a code is right and was not used, nor one after it; then it is used now."""
    rij = session.execute(_LEES, {"wie": wie}).first()
    stap = None if rij is None else _stap_van(rij.totp, code, nu)
    return stap is not None and session.execute(_GEBRUIK, {"wie": wie, "stap": stap}).rowcount == 1

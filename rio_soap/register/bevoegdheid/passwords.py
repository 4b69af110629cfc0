"""Passwords of people: how long they are, and their hashes by argon2id.

Hashing takes some 20 ms of a processor and 19 MiB, so it is never done in a transaction, and by a few at a time: who
sends many passwords at once waits, and does not take all memory. Source: OWASP Password Storage (m=19456, t=2, p=1).
"""

import threading
from typing import Final

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from rio_soap.register.database.model import gebruiker
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement

KORTST: Final = 12
LANGST_WACHTWOORD: Final = 256
_TEGELIJK: Final = 4
_VERSCHILLEND: Final = 5
"""Different characters that a password has at least: one key held down is no password."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_beurt = threading.BoundedSemaphore(_TEGELIJK)
_LOOS: Final = _hasher.hash("niemand heeft dit wachtwoord")
"""What is compared with when there is nothing to compare with: takes as long, and is never right."""

_HASH_VAN = Statement[tuple[str | None]](sa.select(gebruiker.c.hash).where(gebruiker.c.id == sa.bindparam("wie")))
_ZET = Command(
    sa.update(gebruiker)
    .where(gebruiker.c.id == sa.bindparam("wie"))
    .values(hash=sa.bindparam("nieuw", type_=gebruiker.c.hash.type))
)
_VERVANG = Command(
    sa.update(gebruiker)
    .where(gebruiker.c.id == sa.bindparam("wie"), gebruiker.c.hash == sa.bindparam("oud"))
    .values(hash=sa.bindparam("nieuw", type_=gebruiker.c.hash.type))
)


def bezwaar_tegen(wachtwoord: str, *namen: str) -> str | None:
    """What is wrong with a password that somebody chose: ``kort``, ``lang``, ``naam`` or ``eentonig``; None: nothing.

    :param namen: of the person, such as the e-mail address, which it may not be.
    """
    if len(wachtwoord) < KORTST:
        return "kort"
    if len(wachtwoord) > LANGST_WACHTWOORD:
        return "lang"
    if wachtwoord.lower() in {naam.lower() for naam in namen}:
        return "naam"
    return "eentonig" if len(set(wachtwoord)) < _VERSCHILLEND else None


def hash_wachtwoord(wachtwoord: str) -> str:
    """The hash of a password, with salt and parameters in it. Not within a transaction."""
    with _beurt:
        return _hasher.hash(wachtwoord)


def klopt(bewaard: str | None, wachtwoord: str) -> bool:
    """Whether a password is that of a hash; takes as long when there is none. Not within a transaction."""
    with _beurt:
        try:
            _hasher.verify(bewaard or _LOOS, wachtwoord[:LANGST_WACHTWOORD])
        except (VerificationError, InvalidHashError):
            return False
    return bewaard is not None and len(wachtwoord) <= LANGST_WACHTWOORD


def is_verouderd(bewaard: str) -> bool:
    """Whether a hash was made with other parameters than those of now."""
    return _hasher.check_needs_rehash(bewaard)


def lees_hash(session: Session, wie: int) -> str | None:
    """The hash of a person; None: no password was chosen."""
    rij = session.execute(_HASH_VAN, {"wie": wie}).first()
    return None if rij is None else rij[0]


def zet_hash(session: Session, wie: int, nieuw: str, oud: str | None = None) -> bool:
    """Keep the hash of another password, or of the same by other parameters; whether it is kept.

    :param oud: only when this one is there still, so that a password chosen meanwhile stays.
    """
    waarden: Values = {"wie": wie, "nieuw": nieuw}
    if oud is None:
        return session.execute(_ZET, waarden).rowcount == 1
    return session.execute(_VERVANG, {**waarden, "oud": oud}).rowcount == 1

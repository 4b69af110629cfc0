"""Logging in: by a password, by a code after it, or by an issuer of OpenID Connect.

Whatever is wrong with an address and a password, nobody by that address, not invited yet, ended, another password, the
answer is the same and costs the same: one count, one look, one hash. Source: our own design (aanvulling 2.1).
"""

from datetime import datetime
from enum import Enum
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.aanmeldpogingen import neem_poging, wis_pogingen
from rio_soap.register.bevoegdheid.gebruikers import met_email
from rio_soap.register.bevoegdheid.passwords import hash_wachtwoord, is_verouderd, klopt, lees_hash, zet_hash
from rio_soap.register.bevoegdheid.tweede_stap import gebruik_code, heeft_tweede_stap
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import gebruiker
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.vertrouwen.partijen import nieuwe_versie

WACHTWOORD, CODE = "wachtwoord", "code"
"""What is tried."""


class Weigering(Enum):
    """Why somebody is not logged in; more is not told."""

    FOUT = "fout"
    WACHT = "wacht"


class Aangemeld(NamedTuple):
    """Who showed to be somebody.

    :param nog_code: whether a code of the second step is to be asked first.
    """

    gebruiker: int
    email: str
    nog_code: bool


class _Bekende(NamedTuple):
    id: int
    email: str
    vanaf: datetime
    tot: datetime | None
    issuer: str | None


_KOLOMMEN = [gebruiker.c[naam] for naam in _Bekende._fields]
_VAN_ISSUER = Statement(
    sa.select(*_KOLOMMEN).where(
        gebruiker.c.issuer == sa.bindparam("van_issuer"), gebruiker.c.subject == sa.bindparam("als_subject")
    ),
    _Bekende,
)
_VAN_ADRES = Statement(sa.select(*_KOLOMMEN).where(gebruiker.c.email == sa.bindparam("adres")), _Bekende)
_BIND = Command(
    sa.update(gebruiker)
    .where(gebruiker.c.id == sa.bindparam("wie"), gebruiker.c.issuer.is_(None))
    .values(
        issuer=sa.bindparam("van_issuer", type_=gebruiker.c.issuer.type),
        subject=sa.bindparam("als_subject", type_=gebruiker.c.subject.type),
    )
)


def meld_aan(register: Register, email: str, wachtwoord: str, nu: datetime) -> Aangemeld | Weigering:
    """Log in by a password; the hash is computed between two transactions.

    :param email: as it was filled in.
    """
    if not register.schrijf(lambda session: neem_poging(session, WACHTWOORD, email, nu)):
        return Weigering.WACHT
    with register.lees() as session:
        wie = met_email(session, email.strip())
        bewaard = lees_hash(session, 0 if wie is None else wie.id)
    goed = klopt(bewaard, wachtwoord)
    if not goed or wie is None or bewaard is None or wie.vanaf > nu or (wie.tot is not None and wie.tot <= nu):
        return Weigering.FOUT
    gevonden, nieuw = wie, hash_wachtwoord(wachtwoord) if is_verouderd(bewaard) else None

    def taak(session: Session) -> Aangemeld:
        wis_pogingen(session, WACHTWOORD, email)
        if nieuw is not None:
            zet_hash(session, gevonden.id, nieuw, bewaard)
        return Aangemeld(gevonden.id, gevonden.email, heeft_tweede_stap(session, gevonden.id))

    return register.schrijf(taak)


def controleer_wachtwoord(register: Register, wie: int, email: str, wachtwoord: str, nu: datetime) -> Weigering | None:
    """Whether who is logged in knows the password too; counted as logging in is. None: yes."""
    if not register.schrijf(lambda session: neem_poging(session, WACHTWOORD, email, nu)):
        return Weigering.WACHT
    with register.lees() as session:
        bewaard = lees_hash(session, wie)
    if not klopt(bewaard, wachtwoord):
        return Weigering.FOUT
    register.schrijf(lambda session: wis_pogingen(session, WACHTWOORD, email))
    return None


def controleer_code(register: Register, wie: int, code: str, nu: datetime) -> Weigering | None:
    """Whether a code of the second step is right; five wrong ones and it waits. None: it is right, and used."""

    def taak(session: Session) -> Weigering | None:
        if not neem_poging(session, CODE, str(wie), nu):
            return Weigering.WACHT
        if not gebruik_code(session, wie, code, nu):
            return Weigering.FOUT
        wis_pogingen(session, CODE, str(wie))
        return None

    return register.schrijf(taak)


def meld_aan_van_issuer(
    session: Session, issuer: str, subject: str, email: str | None, nu: datetime
) -> Aangemeld | None:
    """Log in who an issuer of OpenID Connect vouches for. None: there is no such person.

    The person that is bound to that subject, or else the one with that e-mail address that is bound to none yet, which
    is bound by this.

    :param email: that the issuer verified; None: it did not.
    """
    wie = session.execute(_VAN_ISSUER, {"van_issuer": issuer, "als_subject": subject}).first()
    if wie is None and email:
        wie = session.execute(_VAN_ADRES, {"adres": email.lower()}).first()
        if wie is None or wie.issuer is not None:
            return None
        if _is_er(wie, nu):
            rij: Values = {"wie": wie.id, "van_issuer": issuer, "als_subject": subject}
            session.execute(_BIND, rij)
            nieuwe_versie(session)
    if wie is None or not _is_er(wie, nu):
        return None
    return Aangemeld(wie.id, wie.email, heeft_tweede_stap(session, wie.id))


def _is_er(wie: _Bekende, nu: datetime) -> bool:
    return wie.vanaf <= nu and (wie.tot is None or nu < wie.tot)

"""Invitations: a link, valid seven days and once, by which a person chooses a password.

Also for who forgot it: no mail is sent from here, so an administrator gives a new link. The link has a random text, of
which only the hash is kept. Source: our own design (aanvulling 2.1).
"""

import secrets
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.bevinding.spraak import zin
from rio_soap.register.bevoegdheid.gebruikers import Gebruikersfout
from rio_soap.register.bevoegdheid.passwords import zet_hash
from rio_soap.register.bevoegdheid.sessies import beeindig_sessies, hash_van
from rio_soap.register.database.model import gebruiker, uitnodiging
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement

GELDIG: Final = timedelta(days=7)


class Uitnodiging(NamedTuple):
    """Who was invited; times aware.

    :param gebruiker: number of the person.
    """

    gebruiker: int
    naam: str
    email: str
    vervalt: datetime


_moment = uitnodiging.c.vervalt.type
_NU = sa.bindparam("nu", type_=_moment)
_INVOEGEN = Command(sa.insert(uitnodiging))
_ANDERE = Command(sa.delete(uitnodiging).where(uitnodiging.c.gebruiker == sa.bindparam("wie")))
_GELDT = (
    uitnodiging.c.sleutel == sa.bindparam("welke"),
    uitnodiging.c.gebruikt.is_(None),
    uitnodiging.c.vervalt > _NU,
)
_VIND = Statement(
    sa.select(uitnodiging.c.gebruiker, gebruiker.c.naam, gebruiker.c.email, uitnodiging.c.vervalt)
    .join(gebruiker)
    .where(*_GELDT, sa.or_(gebruiker.c.tot.is_(None), gebruiker.c.tot > _NU)),
    Uitnodiging,
)
_NEEM = Command(sa.update(uitnodiging).where(*_GELDT).values(gebruikt=_NU))
_GEBRUIKER = Statement[tuple[datetime | None]](sa.select(gebruiker.c.tot).where(gebruiker.c.id == sa.bindparam("wie")))


def nodig_uit(session: Session, wie: int, nu: datetime) -> str:
    """Invite a person; an earlier invitation of the same person is void.

    :param wie: number of the person.
    :returns: the secret text of the link.
    :raises Gebruikersfout: for a person that ended.
    """
    rij = session.execute(_GEBRUIKER, {"wie": wie}).first()
    if rij is None or (rij[0] is not None and rij[0] <= nu):
        raise Gebruikersfout(zin("gebruiker.weg"))
    geheim = secrets.token_urlsafe(32)
    session.execute(_ANDERE, {"wie": wie})
    nieuw: Values = {"sleutel": hash_van(geheim), "gebruiker": wie, "vervalt": nu + GELDIG, "gebruikt": None}
    session.execute(_INVOEGEN, nieuw)
    return geheim


def vind_uitnodiging(session: Session, geheim: str, nu: datetime) -> Uitnodiging | None:
    """Who a link is for; None when it was used, is too old, or never was."""
    return session.execute(_VIND, {"welke": hash_van(geheim), "nu": nu}).first()


def neem_uitnodiging_aan(session: Session, geheim: str, wachtwoordhash: str, nu: datetime) -> Uitnodiging | None:
    """Use a link: the person has the password, and whoever was logged in as that person is not any more.

    :param wachtwoordhash: made before the transaction.
    :returns: None when it was used meanwhile.
    """
    gevonden = vind_uitnodiging(session, geheim, nu)
    if gevonden is None or session.execute(_NEEM, {"welke": hash_van(geheim), "nu": nu}).rowcount != 1:
        return None
    zet_hash(session, gevonden.gebruiker, wachtwoordhash)
    beeindig_sessies(session, gevonden.gebruiker, nu)
    return gevonden

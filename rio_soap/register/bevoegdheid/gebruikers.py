"""The people who act by themselves, beside the senders of messages: entered, changed and ended by the operator.

A person has the roles that were given to that person (`toekenningen`), while the person is there. Nobody is removed:
who gave a role, and who looked at what is restricted, stays to be told.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.bevinding.spraak import zin
from rio_soap.register.database.model import gebruiker
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.vertrouwen.partijen import nieuwe_versie

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MAX_EMAIL, _MAX_NAAM = 253, 200


class Gebruikersfout(ValueError):
    """A person that cannot be entered or changed so; says what is wrong."""


class Gebruiker(NamedTuple):
    """A person.

    :param email: in lower case; names the person.
    :param tot: the moment from which the person is not there any more; None: until it is ended.
    """

    id: int
    naam: str
    email: str
    vanaf: datetime
    tot: datetime | None

    def __str__(self) -> str:
        """On one line, as commands show it."""
        tot = "" if self.tot is None else f" tot {self.tot.isoformat()}"
        return f"{self.email}  {self.naam}  vanaf {self.vanaf.isoformat()}{tot}"


_KOLOMMEN = [gebruiker.c[naam] for naam in Gebruiker._fields]
_ALLE = Statement(sa.select(*_KOLOMMEN).order_by(gebruiker.c.email), Gebruiker)
_MET_EMAIL = Statement(sa.select(*_KOLOMMEN).where(gebruiker.c.email == sa.bindparam("welke")), Gebruiker)
_INVOEGEN = Command(sa.insert(gebruiker))
_WIJZIGEN = Command(
    sa.update(gebruiker)
    .where(gebruiker.c.id == sa.bindparam("wie"))
    .values(
        naam=sa.bindparam("de_naam"),
        email=sa.bindparam("het_email"),
        tot=sa.bindparam("einde", type_=gebruiker.c.tot.type),
    )
)


def alle_gebruikers(session: Session) -> Sequence[Gebruiker]:
    """Everybody who was ever entered, by e-mail."""
    return session.execute(_ALLE, {}).all()


def met_email(session: Session, email: str) -> Gebruiker | None:
    """The person with an e-mail address, in whatever case."""
    return session.execute(_MET_EMAIL, {"welke": email.lower()}).first()


def voeg_gebruiker_toe(session: Session, naam: str, email: str, vanaf: datetime, tot: datetime | None) -> Gebruiker:
    """Enter a person, without any role.

    :param vanaf: aware, as `tot`.
    :raises Gebruikersfout: for no name or address, an address that somebody has, an end that is not after the begin.
    """
    _keur(session, None, naam, email)
    if tot is not None and tot <= vanaf:
        raise Gebruikersfout(zin("gebruiker.einde_voor_begin", tot=tot.isoformat(), vanaf=vanaf.isoformat()))
    rij: Values = {"naam": naam.strip(), "email": email.lower(), "vanaf": vanaf, "tot": tot}
    session.execute(_INVOEGEN, rij)
    nieuwe_versie(session)
    return _verplicht(session, email)


def wijzig_gebruiker(
    session: Session, email: str, *, naam: str | None = None, nieuw_email: str | None = None
) -> Gebruiker:
    """Give a person another name or address; roles stay.

    :raises Gebruikersfout: for an unknown person, no name or address, an address that somebody has.
    """
    oud = _verplicht(session, email)
    nieuw = oud._replace(naam=naam or oud.naam, email=(nieuw_email or oud.email).lower())
    _keur(session, oud, nieuw.naam, nieuw.email)
    return _schrijf(session, nieuw)


def beeindig_gebruiker(session: Session, email: str, op: datetime) -> Gebruiker:
    """Let a person end at a moment, and all the roles of that person with it; an end that was there is replaced.

    :raises Gebruikersfout: for an unknown person, or an end that is not after the begin.
    """
    oud = _verplicht(session, email)
    if op <= oud.vanaf:
        raise Gebruikersfout(zin("gebruiker.einde_voor_begin", tot=op.isoformat(), vanaf=oud.vanaf.isoformat()))
    return _schrijf(session, oud._replace(tot=op))


def _schrijf(session: Session, nieuw: Gebruiker) -> Gebruiker:
    waarden: Values = {"wie": nieuw.id, "de_naam": nieuw.naam.strip(), "het_email": nieuw.email, "einde": nieuw.tot}
    session.execute(_WIJZIGEN, waarden)
    nieuwe_versie(session)
    return _verplicht(session, nieuw.email)


def _verplicht(session: Session, email: str) -> Gebruiker:
    gevonden = met_email(session, email)
    if gevonden is None:
        raise Gebruikersfout(zin("gebruiker.onbekend", email=email))
    return gevonden


def _keur(session: Session, zelf: Gebruiker | None, naam: str, email: str) -> None:
    """Whether a name and an address can be those of a person."""
    if not naam.strip() or not naam.isprintable() or len(naam) > _MAX_NAAM:
        raise Gebruikersfout(zin("gebruiker.naam", meeste=_MAX_NAAM, naam=naam))
    if not _EMAIL.fullmatch(email) or not email.isprintable() or len(email) > _MAX_EMAIL:
        raise Gebruikersfout(zin("gebruiker.email", email=email))
    ander = met_email(session, email)
    if ander is not None and (zelf is None or ander.id != zelf.id):
        raise Gebruikersfout(zin("gebruiker.bezet", ander=ander))

"""People of a trial environment: somebody of each kind who logs in, with one fresh password for all."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from rio_soap.bevinding.spraak import gekozen, zin
from rio_soap.register.bevoegdheid.gebruikers import met_email, voeg_gebruiker_toe
from rio_soap.register.bevoegdheid.passwords import hash_wachtwoord, zet_hash
from rio_soap.register.bevoegdheid.roltabel import BESTUURSROLLEN
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, ken_toe
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session

BOARD: Final = "100B490"
"""The board of the Hanzehogeschool in the trial data."""
_EDITOR = tuple((role, BOARD) for role in sorted(BESTUURSROLLEN) if role != "INSTELLING")
"""All head roles and all that they give: who has a head role alone gives roles and writes nothing."""
PEOPLE: Final = (
    ("redactie@hanze.example", "Robin de Redacteur", _EDITOR),
    ("leerplicht@gemeente.example", "Gijs van de Gemeente", (("GEMEENTE", ""),)),
    ("toezicht@inspectie.example", "Ines van de Inspectie", (("INSPECTIE", ""),)),
    ("beheer@register.example", "Bo de Beheerder", (("BEHEERDER", ""),)),
)
"""E-mail address, name and roles of each."""
_GIVER: Final = "proefomgeving"
_BEGIN: Final = datetime(2000, 1, 1, tzinfo=UTC)


def make_people(register: Register) -> str:
    """Enter them in a register that has none of them yet; gives their password, which is kept nowhere."""
    password = secrets.token_urlsafe(12)
    kept = hash_wachtwoord(password)

    def task(session: Session) -> None:
        for email, name, roles in PEOPLE:
            person = met_email(session, email) or voeg_gebruiker_toe(session, name, email, _BEGIN, None)
            zet_hash(session, person.id, kept)
            for role, scope in roles:
                ken_toe(session, Toekenning(email, role, scope, _BEGIN, None, _GIVER), _BEGIN)

    register.schrijf(task)
    return password


def guide(address: str, password: str) -> str:
    """What the user of a trial is told of them.

    :param address: of the service, without a slash at its end.
    """
    who = "\n".join(f"    {email:<28} {_what(roles)}" for email, _, roles in PEOPLE)
    return "\n" + zin("proef.mensen", adres=address, taal=gekozen("nl"), wachtwoord=password, wie=who)


def _what(roles: Sequence[tuple[str, str]]) -> str:
    return roles[0][0] if len(roles) == 1 else zin("proef.redacteur", bestuur=BOARD)

"""Roles for tests: senders that have them, and rows that give them."""

from datetime import UTC, date, datetime

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid import leveringen
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import bevoegdheid, erkenner, erkennersleutel, gebruiker, gebruikersrol

DUO = "00000001003214345000"
"""Keeper of the register, once `geef` gave it that role."""
NVAO = "00000001811777444000"
CEDEO = "00000001822888555000"
INSPECTIE = "00000001833999666000"
BRON = "00000001844111777000"
ALTIJD = datetime(2000, 1, 1, tzinfo=UTC)


def geef(
    register: Register,
    oin: str,
    rol: str,
    bereik: str = "",
    vanaf: datetime = ALTIJD,
    tot: datetime | None = None,
) -> str:
    """Give a sender a role; gives the sender."""
    rij = {"oin": oin, "rol": rol, "bereik": bereik, "vanaf": vanaf, "tot": tot, "door": "test"}
    register.schrijf(lambda session: session.execute(sa.insert(bevoegdheid), rij))
    return oin


def maak_persoon(register: Register, email: str, vanaf: datetime = ALTIJD, tot: datetime | None = None) -> int:
    """A person without roles; gives the number."""
    rij = {"naam": "Proef", "email": email, "vanaf": vanaf, "tot": tot}
    nieuw = sa.insert(gebruiker).values(rij).returning(gebruiker.c.id)
    return int(register.schrijf(lambda session: session.execute(nieuw).scalar_one()))


def geef_persoon(
    register: Register,
    persoon: int,
    rol: str,
    bereik: str = "",
    vanaf: datetime = ALTIJD,
    tot: datetime | None = None,
) -> int:
    """Give a person a role; gives the number of the person."""
    rij = {"gebruiker": persoon, "rol": rol, "bereik": bereik, "vanaf": vanaf, "tot": tot, "door": "test"}
    register.schrijf(lambda session: session.execute(sa.insert(gebruikersrol), rij))
    return persoon


def aanmerking(
    bevoegdheid_: str = "ORGANISATIE_OPLEIDINGSEENHEID", begin: date = date(2000, 1, 1), **velden: Waarde
) -> Gegeven:
    return Gegeven("erkenneraanmerking", {"bevoegdheid": bevoegdheid_, "begindatum": begin, **velden})


def erkennerdeel(soort: str = "NVAO", *aanmerkingen: Gegeven, **velden: Waarde) -> Gegeven:
    """An erkenner as delivered; with an aanmerking for all when none is given."""
    delen: list[Waarde] = list(aanmerkingen or (aanmerking(),))
    inhoud: dict[str, Waarde] = {"soort": soort, "begindatum": date(2000, 1, 1), **velden}
    return Gegeven("erkenner", {**inhoud, "erkenneraanmerking": delen})  # type: ignore[dict-item]


def zet_erkenner(
    register: Register, code: str, soort: str, *aanmerkingen: Gegeven, oin: str = "", **velden: Waarde
) -> str:
    """An erkenner that the register holds, with the OIN of who acts for it; gives its code."""
    rij = leveringen.erkennerrij(code, erkennerdeel(soort, *aanmerkingen, **velden))
    register.schrijf(lambda session: session.execute(sa.insert(erkenner), rij))
    if oin:
        sleutel = {"erkenner": code, "oin": oin}
        register.schrijf(lambda session: session.execute(sa.insert(erkennersleutel), sleutel))
    return code

"""The nightly round in tests, and the signals that it leaves open."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.toezicht.signalen import open_signalen
from rio_soap.service.kwaliteitsronde import Kwaliteitsronde, signaleer_kwaliteit
from tests.register.hulp import NU

VANDAAG = date(2026, 11, 24)


def ronde(register: Register) -> Kwaliteitsronde:
    return signaleer_kwaliteit(register, FixedClock(NU), lambda _: None)


def signalen(register: Register) -> dict[tuple[str, str], str]:
    """Kind and key to the text of each open signal."""
    with register.lees() as session:
        return {(een.soort, een.sleutel): een.tekst for een in open_signalen(session)}


def wijzig(register: Register, tabel: sa.Table, waar: sa.ColumnElement[bool] | None = None, **waarden: Any) -> None:
    """Change rows by hand: what no delivery lets in a load may bring."""
    opdracht = sa.update(tabel).values(**waarden)
    register.schrijf(lambda session: session.execute(opdracht if waar is None else opdracht.where(waar)))


def zet_stand(register: Register, code: str, **velden: Waarde) -> None:
    """Give an offer a stand with these fields besides the least that it has."""
    vast: dict[str, Waarde] = {"aangebodenOpleidingCode": code, "begindatum": date(2020, 9, 1)}
    stand = Gegeven("aangebodenHOOpleiding", {**vast, **velden})
    wijzig(register, model.aangeboden_opleiding, model.aangeboden_opleiding.c.code == code, stand=stand)

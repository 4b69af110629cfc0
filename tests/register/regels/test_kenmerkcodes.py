"""K01010 to K01060 in every operation that delivers kenmerken, by a table of kenmerken that asks for all of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.kenmerken import van_type
from rio_soap.contract.operaties import BEHEREN
from rio_soap.register.database.database import Register
from rio_soap.register.regels.foutcodes import KENMERKCODES
from rio_soap.register.regels.kenmerktabel import Kenmerkregel, Kenmerktabel
from rio_soap.register.regels.uitslag import Context, Uitslag, standaardlijsten
from rio_soap.register.regels.waardenlijsten import Lijstwaarde, Waardenlijsten
from tests.register.hulp import context, eenheid, fouten, kenmerk, lever
from tests.register.hulp_organisatie import ZERNIKE, aanbieder, gebruik, gebruik_locatie, stand_van_zaken
from tests.register.hulp_organisatie import lever as lever_aanbieder

ENUM, TEKST = "kenmerkwaardeEnumeratiewaarde", "kenmerkwaardeTekst"
DRAGERS = ("onderwijsaanbieder", "onderwijslocatiegebruik", "particuliereOpleiding")
TAAL = van_type("taal", "Taalcode-v01", 1, 2, BEHEREN)
TABEL = Kenmerktabel({drager: (Kenmerkregel(TAAL, None, None),) for drager in DRAGERS})
"""Every object must have one or two kenmerken taal."""


def nu(**anders: object) -> Context:
    lijsten = dict(standaardlijsten().lijsten)
    waarden = {"NLD": None, "ENG": None, "DEU": None, "FRA": date(2026, 7, 31)}
    lijsten["Taalcode-v01"] = {w: (Lijstwaarde(w, "", None, tot, frozenset({"lod"})),) for w, tot in waarden.items()}
    return context(kenmerken=TABEL, lijsten=Waardenlijsten(lijsten), **anders)


def _eenheid(register: Register, kenmerken: list[Gegeven], ctx: Context) -> Uitslag:
    return lever(register, eenheid("particuliereOpleiding", niveau="ONBEPAALD", kenmerken=kenmerken), ctx)  # type: ignore[arg-type]


def _aanbieder(register: Register, kenmerken: list[Gegeven], ctx: Context) -> Uitslag:
    return lever_aanbieder(register, aanbieder(kenmerken=kenmerken), ctx)  # type: ignore[arg-type]


def _gebruik(register: Register, kenmerken: list[Gegeven], ctx: Context) -> Uitslag:
    return gebruik_locatie(register, gebruik(kenmerken=kenmerken), replace(ctx, gevonden=ZERNIKE))  # type: ignore[arg-type]


def taal(*waarden: str, element: str = ENUM) -> list[Gegeven]:
    return [kenmerk("taal", waarde, element) for waarde in waarden]


FOUT = {
    "K01010": [],
    "K01020": taal("NLD", "ENG", "DEU"),
    "K01030": [*taal("NLD"), kenmerk("kleur", "ROOD")],
    "K01040": taal("NLD", "NLD"),
    "K01050": taal("NL"),
    "K01051": taal("FRA"),
    "K01060": taal("NLD", element=TEKST),
}
OPERATIES = {
    "aanleveren_opleidingseenheid": _eenheid,
    "aanleveren_onderwijsaanbieder": _aanbieder,
    "aanleveren_onderwijslocatiegebruik": _gebruik,
}


@pytest.mark.parametrize(
    ("code", "lever_met"),
    [
        pytest.param(code, lever_met, id=f"{operatie}-{code}", marks=pytest.mark.foutcode(operatie, code))
        for operatie, lever_met in OPERATIES.items()
        for code in KENMERKCODES
    ],
)
def test_the_kenmerkcode_refuses_and_changes_nothing(
    register: Register, code: str, lever_met: Callable[[Register, list[Gegeven], Context], Uitslag]
) -> None:
    voor = stand_van_zaken(register)
    assert fouten(lever_met(register, FOUT[code], nu())) == [code]
    assert stand_van_zaken(register) == voor
    assert fouten(lever_met(register, taal("NLD", "ENG"), nu())) == []

"""Delivering and removing a groep: every code raised and not raised; a refusal changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.organisatie import controles_groep as controles
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.binnen import binnen
from tests.register.geval import Geval, parameters
from tests.register.hulp import BUUR, HANZE, VREEMD, fouten
from tests.register.hulp_eenheden import (
    BEIDE,
    BUURSCHOOL,
    GROEP,
    IN,
    ONDER_GROEP,
    SCHOOL,
    groep,
    groep_weg,
    lever_groep,
    lid,
    ontbind,
    verbind,
    zet_band,
    zet_eenheid,
)
from tests.register.hulp_eenheden import band as tie
from tests.register.hulp_licentie import voeg_in
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR
from tests.register.rollen import DUO

AANLEVEREN, VERWIJDEREN = "aanleveren_onderwijsaanbiedergroep", "verwijderen_onderwijsaanbiedergroep"
DAG = timedelta(days=1)
LATER, EINDE = date(2023, 8, 1), date(2026, 8, 1)


def met(*leden: Gegeven, oin: str = DUO, bestuur: str = BESTUUR, **velden: Any) -> Callable[[Register], Uitslag]:
    return lambda r: lever_groep(r, groep(*leden, **velden), oin, bestuur)


def weg(code: str = GROEP, oin: str = DUO) -> Callable[[Register], Uitslag]:
    return lambda r: groep_weg(r, code, oin)


def band(*delen: Any, **velden: Any) -> Callable[[Register], object]:
    return lambda r: zet_band(r, *delen, **velden)


def schoon(register: Register) -> None:
    """The groep without its groepslid."""
    assert fouten(verbind(register, tie(BESTUUR, ONDER_GROEP))) == []
    assert fouten(lever_groep(register, groep(code=GROEP))) == []


def schoon_met(*delen: Any, soort: str = "HIERARCHISCH") -> Callable[[Register], object]:
    def eerst(register: Register) -> None:
        schoon(register)
        if delen:
            zet_eenheid(register, "600G001", "GROEP")
            zet_band(register, *delen, soort=soort)

    return eerst


def met_adres(register: Register) -> None:
    schoon(register)
    rij = {"eenheid": GROEP, "context": "ALGEMEEN", "subcontextnummer": "0", "stand": Gegeven("contactadres")}
    voeg_in(register, model.contactadres, **rij)


def eerst_groep(**velden: Any) -> Callable[[Register], object]:
    """A groep 600G001, under the first bestuur."""

    def eerst(register: Register) -> None:
        zet_eenheid(register, "600G001", "GROEP")
        zet_band(register, BESTUUR, "600G001", **velden)

    return eerst


def verhuisd(register: Register) -> None:
    """The school is of the other bestuur from a day on; it was of the first before."""
    for deel in (tie(BESTUUR, SCHOOL, date(1986, 8, 1), LATER), tie(BUURBESTUUR, SCHOOL, LATER)):
        assert fouten(verbind(register, deel)) == []


def ook_verhuisd(register: Register) -> None:
    """…and so is the groep."""
    verhuisd(register)
    for deel in (tie(BESTUUR, GROEP, IN, LATER), tie(BUURBESTUUR, GROEP, LATER)):
        assert fouten(verbind(register, deel)) == []


VAN_GROEP = lid(ONDER_GROEP)
"""The groepslid that the groep of these tests has."""
GEVALLEN = [
    Geval("A01110", met(bestuur="999B999"), met()),
    Geval("RS1106", met(code="999G999"), met(VAN_GROEP, lid(), code=GROEP)),
    Geval("RS1106", met(code="999G999"), met(VAN_GROEP, code=GROEP)),
    Geval("N09440", met(lid("999A999")), met(lid(SCHOOL))),
    Geval("AUT401", met(oin=VREEMD), met(oin=HANZE)),
    Geval("AUT401", met(oin=HANZE, bestuur=BUURBESTUUR), met(oin=BUUR, bestuur=BUURBESTUUR)),
    Geval(
        "AUT401",
        met(VAN_GROEP, oin=BUUR, bestuur=BUURBESTUUR, code=GROEP),
        met(VAN_GROEP, oin=BEIDE, bestuur=BUURBESTUUR, code=GROEP),
    ),
    Geval("N04010", met(einde=IN), met(einde=IN + DAG), alleen=False),
    Geval("N05010", met(einde=LATER, perioden=[IN, LATER]), met(einde=LATER + DAG, perioden=[IN, LATER]), alleen=False),
    Geval("N05030", met(perioden=[IN - DAG, IN]), met(perioden=[IN]), alleen=False),
    Geval("N05050", met(perioden=[IN, LATER, LATER]), met(perioden=[IN, LATER, LATER + DAG])),
    Geval("N05060", met(perioden=[IN + DAG]), met(perioden=[IN, IN + DAG]), alleen=False),
    Geval("N07010", met(lid(einde=IN)), met(lid(einde=IN + DAG))),
    Geval(
        "N07010",
        met(code="600G001", einde=LATER),
        met(code="600G001", einde=LATER + DAG),
        eerst_groep(begin=LATER),
        alleen=False,
    ),
    Geval("N07050", met(lid(einde=LATER), lid(begin=LATER - DAG)), met(lid(einde=LATER), lid(begin=LATER))),
    Geval("N07050", met(lid(), lid()), met(lid(), lid(ONDER_GROEP))),
    Geval("N07050", met(code="600G001"), met(code="600G001", bestuur=BUURBESTUUR), eerst_groep(einde=LATER)),
    Geval("N07410", met(lid(begin=IN - DAG)), met(lid())),
    Geval("N07410", met(lid(), einde=EINDE), met(lid(einde=EINDE), einde=EINDE)),
    Geval("N07410", met(lid(einde=EINDE + DAG), einde=EINDE), met(lid(einde=EINDE), einde=EINDE)),
    Geval("N07410", met(begin=date(1986, 7, 31)), met(begin=date(1986, 8, 1))),
    Geval(
        "N07410",
        met(lid(ONDER_GROEP, begin=IN + DAG), code=GROEP, begin=IN + DAG),
        met(VAN_GROEP, code=GROEP, begin=IN - DAG),
    ),
    Geval("RS1105", met(lid(BUURSCHOOL)), met(lid(BUURSCHOOL), bestuur=BUURBESTUUR)),
    Geval("RS1105", met(lid(SCHOOL)), met(lid(SCHOOL, einde=LATER)), verhuisd),
    Geval("RS1105", met(lid(SCHOOL, begin=LATER - DAG), bestuur=BUURBESTUUR), met(bestuur=BUURBESTUUR), verhuisd),
    Geval(
        "RS1105",
        met(VAN_GROEP, lid(BUURSCHOOL, begin=LATER - DAG), bestuur=BUURBESTUUR, code=GROEP),
        met(VAN_GROEP, lid(SCHOOL), lid(BUURSCHOOL, begin=LATER), bestuur=BUURBESTUUR, code=GROEP),
        ook_verhuisd,
    ),
    # An aanbieder that is in this groep only would be of nobody: it gets an end, or another begin.
    Geval("RS1105", met(code=GROEP), met(lid(ONDER_GROEP, einde=EINDE), code=GROEP)),
    Geval("RS1105", met(lid(), code=GROEP), met(lid(), lid(ONDER_GROEP, begin=LATER), code=GROEP)),
]
WEG = [
    Geval("RS1106", weg("999G999"), weg(), schoon),
    Geval("RS1106", weg("600G999"), weg("600G001"), eerst_groep()),
    Geval("AUT401", weg(oin=BUUR), weg(oin=HANZE), schoon),
    Geval("N04810", weg(), weg("600G001"), eerst_groep()),
    Geval("N04810", weg(oin=HANZE), weg(), schoon_met(BUURBESTUUR, GROEP)),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(vaste_twee: Register, geval: Geval) -> None:
    binnen(vaste_twee, geval.beproef)


def test_every_code_of_both_operations_is_raised_here() -> None:
    assert {geval.code for geval in GEVALLEN} == {code for code, _ in controles.AANLEVEREN}
    assert {geval.code for geval in WEG} == {code for code, _ in controles.VERWIJDEREN}


def test_a_groep_that_something_refers_to_stays_and_each_of_these_is_named(vaste_twee: Register) -> None:
    def proef(register: Register) -> None:
        met_adres(register)
        zet_eenheid(register, "600G001", "GROEP")
        zet_band(register, "600G001", GROEP, soort="OVERGANG")
        zet_band(register, GROEP, ONDER_GROEP, LATER)
        uitslag = groep_weg(register)
        assert fouten(uitslag) == ["N04810"] * 3
        assert [melding.sleutels[1][1] for melding in uitslag.foutmeldingen] == [GROEP, "600G001", ONDER_GROEP]

    binnen(vaste_twee, proef)


def test_who_acts_for_both_besturen_takes_a_groep_from_under_both(vaste_twee: Register) -> None:
    def proef(register: Register) -> None:
        schoon_met(BUURBESTUUR, GROEP)(register)
        assert fouten(groep_weg(register, oin=BEIDE)) == []

    binnen(vaste_twee, proef)


def test_a_groep_of_nobody_is_removed_by_who_keeps_the_register(vaste_twee: Register) -> None:
    def proef(register: Register) -> None:
        eerst_groep()(register)
        assert fouten(ontbind(register, tie(BESTUUR, "600G001"))) == []
        assert fouten(groep_weg(register, "600G001", HANZE)) == ["AUT401"]
        assert fouten(groep_weg(register, "600G001")) == []

    binnen(vaste_twee, proef)

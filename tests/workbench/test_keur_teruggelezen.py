"""What is read is held against what was delivered: nothing of RIO's own counts, and every other difference does."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.bouw import BEGIN, EINDE
from rio_soap.workbench.keur.teruggelezen import verschillen

LATER = date(2027, 1, 1)


def geleverd() -> Gegeven:
    perioden = [bouw.eenheidperiode(begin=BEGIN, omschrijving="é\nb  "), bouw.eenheidperiode(begin=LATER)]
    return bouw.eenheid(code="1010O6466", sleutel="ABC", perioden=perioden, ISCED=61)


def gelezen() -> Gegeven:
    """As RIO shows it: with what it adds, and kenmerken in another order."""
    stand = deepcopy(geleverd())
    stand.velden |= {"herkomstOpleiding": "INSTELLING", "eqf": "6", "nlqf": "6", "graad": "BACHELOR"}
    stand.velden["kenmerken"] = list(reversed(stand.velden["kenmerken"]))  # type: ignore[arg-type,call-overload]
    for periode in stand.velden["opleidingseenheidPeriode"]:  # type: ignore[union-attr]
        periode.velden["kenmerken"] = [bouw.kenmerk("eigenaar", "100B490")]  # type: ignore[union-attr]
    return stand


def test_what_rio_adds_is_no_difference() -> None:
    assert list(verschillen(geleverd(), gelezen())) == []


def _perioden(stand: Gegeven) -> list[Any]:
    return stand.velden["opleidingseenheidPeriode"]  # type: ignore[return-value]


def _zet(naam: str, waarde: Any) -> Any:
    return lambda stand: stand.velden.__setitem__(naam, waarde)


@pytest.mark.parametrize(
    ("doe", "noemt"),
    [
        (_zet("niveau", "HBO-MA"), "niveau: 'HBO-BA' is gelezen als 'HBO-MA'"),
        (lambda stand: stand.velden.pop("ISCED"), "ISCED: 61 is gelezen als niets"),
        (_zet("onbekend", 1), "onbekend: niet geleverd, wel gelezen"),
        (
            lambda stand: _perioden(stand)[0].velden.__setitem__("omschrijving", "é b"),
            "Periode 2024-09-01/omschrijving",
        ),
        (lambda stand: _perioden(stand).pop(), "Periode 2027-01-01 ontbreekt"),
        (lambda stand: _perioden(stand).reverse(), "niet op begindatum"),
        (lambda stand: _perioden(stand).append(_perioden(stand)[1]), "een deel staat er twee keer"),
        (lambda stand: _perioden(stand).append(bouw.eenheidperiode(begin=EINDE)), "2029-09-01: niet geleverd"),
        (lambda stand: stand.velden["kenmerken"].pop(), "kenmerk eigenOpleidingseenheidSleutel: 'ABC' ontbreekt"),
        (lambda stand: stand.velden["kenmerken"].append(bouw.keuze("vorm", "X")), "kenmerk vorm: 'X' niet geleverd"),
    ],
)
def test_every_other_difference_is_named(doe: Any, noemt: str) -> None:
    stand = gelezen()
    doe(stand)
    assert any(noemt in verschil for verschil in verschillen(geleverd(), stand))


def test_an_offer_is_of_the_unit_of_its_sleutel_and_amounts_are_equal_by_value() -> None:
    cohort = bouw.cohort()
    cohort.velden["prijs"] = [Gegeven("prijs", {"soort": "TOTALE_VERPLICHTE_KOSTEN", "bedrag": Decimal("10.50")})]
    vol = bouw.aanbod(code="c", aanbieder="110A133", eenheid="1010O6466", cohorten=[cohort])
    stand = deepcopy(vol)
    stand.velden["opleidingseenheidcode"] = stand.velden.pop("opleidingseenheidSleutel")
    stand.velden["aangebodenOpleidingCohort"][0].velden["prijs"][0].velden["bedrag"] = Decimal("10.5")  # type: ignore
    assert list(verschillen(vol, stand)) == []
    stand.velden["opleidingseenheidcode"] = "1010O0000"
    assert any("opleidingseenheidSleutel" in verschil for verschil in verschillen(vol, stand))

"""The controles on an onderwijslocatiegebruik over a case made by hand, and which place a delivery means.

Through a register they are shown in test_locatiegebruik; here each rule stands alone, at its bound and just beyond.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.locatie import controles
from rio_soap.register.locatie.rijen import Locatiegebruik, Onderwijslocatie, _heet, _ligt_in
from rio_soap.register.locatie.zaak import Locatielevering
from rio_soap.register.organisatie.rijen import OrganisatorischeEenheid
from rio_soap.register.regels.vindplaats import Nietgevonden
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR, IN, ZERNIKE, gebruik
from tests.register.zaken import fouten, locatielevering

DAG, UIT = timedelta(days=1), date(2028, 8, 1)
PLAATS = Gegeven("aanduidingPlaats", {"plaatsnaam": "Groningen"})
LOCATIE = Onderwijslocatie("107X215", "9747AS", 17, None, None, "0014010010768000", Gegeven("onderwijslocatie"))
GEBRUIK = Locatiegebruik(BESTUUR, "107X215", IN, None, None, Gegeven("onderwijslocatiegebruik"))


def bestuur(begin: date = IN, einde: date | None = None) -> OrganisatorischeEenheid:
    stand = Gegeven("onderwijsbestuur")
    return OrganisatorischeEenheid(BESTUUR, "BESTUUR", begin, einde, None, None, None, None, stand)


def codes(zaak: Locatielevering) -> list[str]:
    """Which of the controles that judge the place find something."""
    plaats = (controles.a01010, controles.a01011, controles.a01060, controles.int500)
    return [fout.foutcode for controle in plaats for fout in controle(zaak)]


@pytest.mark.parametrize(
    ("aanduiding", "gevonden", "verwacht"),
    [
        pytest.param(None, ZERNIKE, [], id="an address of the BAG"),
        pytest.param(None, Nietgevonden.ONBEKEND, ["A01010"], id="an address that the BAG does not have"),
        pytest.param(None, Nietgevonden.STORING, ["INT500"], id="an address, and no BAG"),
        pytest.param(None, None, ["INT500"], id="an address, and nobody was asked"),
        pytest.param(PLAATS, Nietgevonden.ONBEKEND, ["A01011"], id="a place that the BAG does not have"),
        pytest.param(PLAATS, Nietgevonden.NIET_UNIEK, ["A01011"], id="a place that the BAG has more than once"),
        pytest.param(PLAATS, Nietgevonden.STORING, ["INT500"], id="a place, and no BAG"),
    ],
)
def test_what_the_bag_said_is_told_by_the_way_in_which_the_place_was_named(
    aanduiding: Gegeven | None, gevonden: Any, verwacht: list[str]
) -> None:
    assert codes(locatielevering(gebruik(aanduiding), vindplaats=gevonden)) == verwacht


@pytest.mark.parametrize("gevonden", list(Nietgevonden))
def test_what_rio_has_already_needs_no_bag(gevonden: Nietgevonden) -> None:
    assert codes(locatielevering(gebruik(), vindplaats=gevonden, locatie=LOCATIE)) == []


def test_a_code_is_one_of_rio_whatever_the_bag_says() -> None:
    assert codes(locatielevering(gebruik("999X999"), vindplaats=Nietgevonden.STORING)) == ["A01060"]
    assert codes(locatielevering(gebruik("107X215"), locatie=LOCATIE)) == []


def test_a_use_by_a_new_description_of_its_place_is_there_already() -> None:
    zaak = locatielevering(gebruik(), vindplaats=ZERNIKE, locatie=LOCATIE, bestaand=GEBRUIK)
    assert fouten(controles.n01020, zaak) == [("107X215", "")]
    wijziging = locatielevering(gebruik("107X215"), locatie=LOCATIE, bestaand=GEBRUIK)
    assert fouten(controles.n01020, wijziging) == []


@pytest.mark.parametrize(("einde", "klopt"), [(None, True), (IN + DAG, True), (IN, False)])
def test_a_use_ends_later_than_it_begins(einde: date | None, klopt: bool) -> None:
    assert (fouten(controles.n01010, locatielevering(gebruik("107X215", einde=einde))) == []) is klopt


@pytest.mark.parametrize(
    ("begin", "einde", "veld"),
    [
        (IN, UIT, None),
        (IN - DAG, UIT, "inBedrijfdatum"),
        (IN, UIT + DAG, "uitBedrijfdatum"),
        (IN, None, "uitBedrijfdatum"),
    ],
)
def test_a_use_lies_within_the_life_of_its_bestuur(begin: date, einde: date | None, veld: str | None) -> None:
    deel = gebruik("107X215", begin=begin, einde=einde)
    zaak = locatielevering(deel, bestuurrij=bestuur(einde=UIT))
    assert [gevonden for _, gevonden in fouten(controles.n01410, zaak)] == ([] if veld is None else [veld])


def test_the_life_of_a_bestuur_that_is_not_there_is_left_to_a01110() -> None:
    zaak = locatielevering(gebruik("107X215"))
    assert fouten(controles.n01410, zaak) == []
    assert fouten(controles.a01110, zaak) == [(BESTUUR, "")]


def test_nobody_lets_another_bestuur_use_a_location() -> None:
    zaak = locatielevering(gebruik("107X215", bestuur=BUURBESTUUR), locatie=LOCATIE)
    assert fouten(controles.aut401, zaak) == [(BUURBESTUUR, "")]


def test_a_vestiging_that_is_not_there_is_told_once() -> None:
    vestiging = Gegeven(
        "juridischeOnderwijslocatiegebruikRelatie", {"instellingserkenningscode": "25BE99", "begindatum": IN}
    )
    zaak = locatielevering(gebruik("107X215", vestigingen=[vestiging, vestiging]), locatie=LOCATIE)
    assert fouten(controles.a01040, zaak) == [("25BE99", "")]
    assert fouten(controles.a01040, locatielevering(gebruik("107X215"))) == []


def test_the_place_is_named_as_it_was_delivered() -> None:
    assert locatielevering(gebruik("107X215")).sleutels[1] == ("onderwijslocatieCode", "107X215")
    assert [naam for naam, _ in locatielevering(gebruik()).plaatssleutels] == [
        "postcode",
        "huisnummer",
        "huisnummertoevoeging",
    ]


@pytest.mark.parametrize(
    ("stand", "heet"), [({"plaatsnaam": "'S-GRAVENHAGE"}, True), ({"plaatsnaam": "DEN HAAG"}, False), ({}, False)]
)
def test_a_location_without_address_is_found_by_the_name_of_its_place(stand: dict[str, Any], heet: bool) -> None:
    assert _heet(Gegeven("onderwijslocatie", stand), "s gravenhage") is heet


KADER = (Decimal("53.1"), Decimal("6.4"), Decimal("53.3"), Decimal("6.7"))


@pytest.mark.parametrize(
    ("breedte", "lengte", "binnen"),
    [("53.1", "6.4", True), ("53.3", "6.7", True), ("53.0", "6.5", False), ("53.2", "6.8", False)],
)
def test_a_position_lies_in_a_rectangle_with_its_edges(breedte: str, lengte: str, binnen: bool) -> None:
    stand = Gegeven("onderwijslocatie", {"gpsLatitude": Decimal(breedte), "gpsLongitude": Decimal(lengte)})
    assert _ligt_in(stand, KADER) is binnen


def test_a_location_without_position_lies_nowhere() -> None:
    assert not _ligt_in(Gegeven("onderwijslocatie"), KADER)


def test_each_controle_bears_the_name_of_its_code() -> None:
    for code, controle in (*controles.AANLEVEREN, *controles.VERWIJDEREN):
        assert (controle.__doc__ or "").startswith(f"{code}: ")
        assert controle.__name__.startswith(code.lower())

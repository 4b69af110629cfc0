"""The use of a location as it is delivered: what its message says of the place by itself."""

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.locatie.bericht import Locatiebericht, lees_onderwijslocatiegebruik
from rio_soap.register.locatie.locatiecode import navraag
from rio_soap.register.regels.navraag import Codenavraag
from rio_soap.register.regels.vindplaats import Nietgevonden, Vindplaats
from tests.register.hulp import context
from tests.register.hulp_organisatie import BESTUUR, adres, gebruik, plaats, punt


def lees(deel: Gegeven) -> Locatiebericht:
    return lees_onderwijslocatiegebruik(context(), Gegeven("verzoek", {"onderwijslocatiegebruik": deel}))


def test_a_point_is_its_own_place_to_eight_decimals() -> None:
    plek = lees(gebruik(punt("50.8", "-0.0"))).vindplaats
    assert isinstance(plek, Vindplaats)
    assert (str(plek.latitude), str(plek.longitude)) == ("50.80000000", "0E-8")
    assert (plek.plaatsnaam, plek.bag_id) == (None, None)


@pytest.mark.parametrize("deel", [gebruik(adres()), gebruik(plaats("Groningen")), gebruik("107X215")])
def test_an_address_a_name_or_a_code_says_no_place_by_itself(deel: Gegeven) -> None:
    assert lees(deel).vindplaats is None


def test_a_point_that_the_xsd_forbids_never_gets_so_far() -> None:
    with pytest.raises(AssertionError, match="XSD"):
        lees(gebruik(punt("90.1", "0")))


def test_bestuur_and_code_are_those_of_the_message() -> None:
    assert (lees(gebruik("107X215")).bestuur, lees(gebruik("107X215")).code) == (BESTUUR, "107X215")
    assert lees(gebruik(adres())).code is None


@pytest.mark.parametrize("gevonden", [Nietgevonden.STORING, Nietgevonden.ONBEKEND, Vindplaats(plaatscode="1070")])
def test_what_was_found_comes_beside_the_message_and_leaves_it_as_it_was(gevonden: Vindplaats | Nietgevonden) -> None:
    bericht = lees(gebruik(adres()))
    assert bericht.met(gevonden) == Locatiebericht(bericht.gebruik, gevonden)
    assert bericht.vindplaats is None


def test_only_a_code_of_a_place_is_asked_again_for_a_reading() -> None:
    assert navraag(Gegeven("vraag", {"kadasterPlaatscode": "1070"})) == Codenavraag("1070")
    assert navraag(Gegeven("vraag", {"aanduidingAdres": adres()})) is None
    assert navraag(Gegeven("vraag", {"eigenAangebodenOpleidingSleutel": "a"})) is None

"""An address looked up in the BAG before the form of its use, which works without the BAG too."""

from collections.abc import Iterator
from itertools import count

import pytest

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.setup.chain import make_bag
from rio_soap.setup.standins import standins_beside
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

_NUMMERS = count()
ADRES = "/nl/mijn/locaties/adres"


@pytest.fixture(scope="module")
def keten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service with the stand-in of the BAG beside it."""
    dienst = Dienst(tmp_path_factory.mktemp("adres"), scherm_per_minuut=0)
    with standins_beside(dienst.settings) as settings:
        dienst.toepassing.pijplijn.afhandeling.bag = make_bag(settings, SystemClock())
        yield dienst
    dienst.stop()


def zoek(dienst: Dienst, vraag: str) -> tuple[Browser, Pagina]:
    browser = Browser(dienst)
    browser.word(f"plek{next(_NUMMERS)}@hanze.example", ("BEHEER_LOCATIEGEBRUIK", "100B490"))
    return browser, browser.haal(f"{ADRES}?{vraag}")


def ingevuld(pagina: Pagina) -> dict[str, str]:
    return {naam.rpartition(".")[2]: wat for naam, wat in pagina.formulier("onderwijslocatiegebruik").items()}


def test_part_of_an_address_gives_a_list_and_a_choice_fills_in_the_form(keten: Dienst) -> None:
    browser, pagina = zoek(keten, "adres=9747 as 1&vestiging=25BE00")
    assert "al in RIO als 107X215" in pagina.woorden
    keuze = next(link for link in pagina.links() if "huisnummer%3A17" in link)
    velden = ingevuld(browser.haal(keuze))
    assert (velden["onderwijsbestuurcode"], velden["postcode"], velden["huisnummer"]) == ("100B490", "9747AS", "17")
    assert velden["instellingserkenningscode"] == "25BE00"


def test_too_little_to_look_for_is_told_at_the_field(keten: Dienst) -> None:
    _, pagina = zoek(keten, "adres=Zernikeplein")
    assert pagina.boom.find(".//input[@id='adres']").get("aria-invalid") == "true"
    assert "Vul een hele postcode in" in pagina.woorden


def test_an_address_that_the_bag_does_not_have_is_no_error(keten: Dienst) -> None:
    _, pagina = zoek(keten, "adres=9747AS 99")
    assert "De BAG kent geen adres dat zo begint." in pagina.woorden


def test_without_the_bag_it_says_so_and_the_form_works(dienst: Dienst) -> None:
    browser, pagina = zoek(dienst, "adres=9747AS 1")
    assert "De BAG geeft nu geen antwoord" in pagina.woorden
    formulier = browser.haal(next(link for link in pagina.links() if "kies=aanduidingAdres" in link))
    assert (formulier.status, ingevuld(formulier)["onderwijsbestuurcode"]) == (200, "100B490")


def test_the_list_of_locations_leads_to_it(dienst: Dienst) -> None:
    browser, _ = zoek(dienst, "")
    assert ADRES in browser.haal("/nl/mijn/locaties").links()

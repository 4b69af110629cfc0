"""The offers on the page of an opleiding or a locatie."""

import pytest

from rio_soap.bevinding import catalogus
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.web.frame.opmaak import DEEL
from tests.web.browser import Browser


def test_all_offers_at_a_locatie_come_page_by_page_each_once(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rio_soap.web.publiek.aanbodpagina.PER_PAGINA", 1)
    adres, gevonden = "/nl/locaties/799X004", list[str]()
    while adres:
        pagina = browser.haal(adres)
        assert "Er zijn op" in pagina.woorden
        gevonden += [str(a.get("href")) for a in pagina.boom.iterfind(".//ul[@class='treffers']/li/a")]
        verder = pagina.boom.find(".//a[@rel='next']")
        adres = "" if verder is None else str(verder.get("href"))
    assert len(gevonden) == len(set(gevonden)) == 3
    terug = browser.haal(f"/nl/locaties/799X004?na={gevonden[0].rpartition('/')[2]}").boom.find(".//a[@rel='prev']")
    assert terug is not None
    assert terug.get("href") == "/nl/locaties/799X004"


def test_each_offer_in_a_list_says_whether_it_is_recognised(browser: Browser) -> None:
    regels = [
        li.text_content() for li in browser.haal("/nl/locaties/799X004").boom.iterfind(".//ul[@class='treffers']/li")
    ]
    (bouw,) = [regel for regel in regels if "Duurzaam bouwen" in regel]
    assert "licentie verlopen" in bouw
    (water,) = [regel for regel in regels if "Vakman waterbouw" in regel]
    assert "erkend, met maatregel" in water


def test_a_place_after_which_a_list_begins_has_to_be_a_code(browser: Browser) -> None:
    assert browser.haal("/nl/opleidingen/1019O0031?na=verzonnen").status == 400
    leeg = browser.haal("/nl/opleidingen/1019O0031?na=ffffffff-ffff-4fff-8fff-ffffffffffff")
    assert (leeg.status, leeg.boom.find(".//ul[@class='treffers']")) == (200, None)


def test_on_a_day_without_offers_a_page_says_so(browser: Browser) -> None:
    assert "biedt niemand deze opleiding aan" in browser.haal("/nl/opleidingen/1019O0031?geldigOp=2017-01-01").woorden
    assert "geen opleidingen aangeboden" in browser.haal("/nl/locaties/799X004?geldigOp=2017-01-01").woorden


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_every_status_of_the_contract_has_its_words(taal: str) -> None:
    teksten = catalogus("nl" if taal == "nl" else "en", DEEL)
    statussen = standaardlijsten().lijsten["Erkenningsstatuswaarde"]
    assert len(statussen) == 10
    for status in statussen:
        for sleutel in (f"status.{status.lower()}.kop", f"status.{status.lower()}.uitleg", f"kort.{status.lower()}"):
            assert teksten[f"aanbod.{sleutel}"]

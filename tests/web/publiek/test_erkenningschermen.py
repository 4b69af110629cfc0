"""Instellingserkenningen: periods, addresses, relations, succession and licenties."""

import pytest

from tests.web.browser import Browser


def test_an_erkenning_shows_who_stands_behind_it_its_relations_and_its_licenties(browser: Browser) -> None:
    pagina = browser.haal("/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99MA")
    links = pagina.links()
    assert pagina.kop == "ROC Proefstreek"
    assert {"/nl/organisaties/799B004", "/nl/organisaties/799A005"} <= set(links), "the bestuur, and who rests on it"
    assert "/nl/erkenningen/OCW/BEVOEGD_GEZAG/99904" in links
    assert "/nl/erkenningen/OCW/ERKENDE_VESTIGING/99MA00" in links
    assert "/nl/licenties/99000000-0000-4000-8000-000000000a06" in links
    assert "Sanctie" in pagina.woorden


def test_a_formal_address_is_shown_with_its_period(browser: Browser) -> None:
    pagina = browser.haal("/en/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99PA")
    tabel = next(een for een in pagina.boom.iter("table") if een.findtext("caption", "").startswith("Formal addresses"))
    assert "Voorbeeldstraat" in tabel.text_content()
    assert "1 August 2015" in tabel.text_content()


def test_a_code_without_its_erkenning_is_unknown(browser: Browser) -> None:
    assert browser.haal("/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/77ZZ").status == 404
    assert browser.haal("/nl/erkenningen/NRTO/ERKENDE_ONDERWIJSINSTELLING/99MA").status == 404


def test_the_list_names_all_and_links_those_whose_key_is_whole(browser: Browser) -> None:
    pagina = browser.haal("/nl/erkenningen")
    assert "/nl/erkenningen/OCW/BEVOEGD_GEZAG/40169" in pagina.links()
    assert "Proefinstituut Vakmanschap B.V." in pagina.woorden
    assert not any("//" in link.removeprefix("https://") for link in pagina.links())


def test_the_erkenningen_of_one_erkenner_are_those_and_no_others(browser: Browser) -> None:
    pagina = browser.haal("/nl/erkenningen?erkenner=NRTO")
    links = [link for link in pagina.links() if link.startswith("/nl/erkenningen/")]
    assert links == ["/nl/erkenningen/NRTO/ERKENDE_ONDERWIJSINSTELLING/NRTO9901"]
    assert "Er zijn er geen" in browser.haal("/nl/erkenningen?erkenner=OCW&geldigOp=1850-01-01").woorden


def test_all_erkenningen_are_there_page_by_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rio_soap.web.publiek.erkenningschermen.PER_PAGINA", 4)
    adres, links = "/nl/erkenningen?erkenner=OCW", list[str]()
    while adres:
        boom = browser.haal(adres).boom
        links += [str(a.get("href")) for a in boom.iterfind(".//ul[@class='treffers']/li/a")]
        verder = boom.find(".//a[@rel='next']")
        adres = "" if verder is None else str(verder.get("href"))
    assert len(links) == len(set(links)) >= 16


def test_an_erkenning_that_ended_stays_and_names_what_came_after_it(browser: Browser) -> None:
    pagina = browser.haal("/en/erkenningen/OCW/ERKENDE_VESTIGING/99PA01")
    melding = pagina.boom.find(".//div[@class='melding melding-let-op']")
    assert melding is not None
    assert "Ended on 31 July 2022" in melding.text_content()
    assert "/en/erkenningen/OCW/ERKENDE_VESTIGING/99PA00" in [a.get("href") for a in melding.iter("a")]
    assert "99PA01" in browser.haal("/nl/erkenningen/OCW/ERKENDE_VESTIGING/99PA00").woorden

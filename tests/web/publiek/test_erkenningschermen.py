"""Instellingserkenningen: periods, addresses, relations, succession and licenties."""

from tests.web.browser import Browser


def test_an_erkenning_shows_who_stands_behind_it_its_relations_and_its_licenties(browser: Browser) -> None:
    pagina = browser.haal("/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99MA")
    links = pagina.links()
    assert pagina.kop == "ROC Proefstreek"
    assert "/nl/organisaties/799B004" in links
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

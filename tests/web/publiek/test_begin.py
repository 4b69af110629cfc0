"""The first page: a search box, ways in by question, and how current it is."""

import pytest

from tests.web.browser import Browser


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_the_first_page_has_one_search_box_and_a_way_in_for_every_question(browser: Browser, taal: str) -> None:
    pagina = browser.haal(f"/{taal}/")
    acties = [str(een.get("action")) for een in pagina.boom.iter("form")]
    assert [een for een in acties if een.endswith("/zoeken")].count(f"/{taal}/zoeken") == 2
    assert {f"/{taal}/aanbod", f"/{taal}/samenwerkingen"} <= set(acties)
    assert {f"/{taal}/data", f"/{taal}/inloggen", f"/{taal}/werkbank"} <= set(pagina.links())
    nummers = [str(een.get("id")) for een in pagina.boom.iter() if een.get("id")]
    assert len(nummers) == len(set(nummers))


def test_without_a_publication_it_says_that_there_are_no_files(browser: Browser) -> None:
    assert "nog geen bestanden" in browser.haal("/nl/").woorden

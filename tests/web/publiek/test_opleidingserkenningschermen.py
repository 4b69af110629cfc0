"""Opleidingserkenningen: by stelsel, by a code that names one or more, and one with what rests on it."""

from tests.web.browser import Browser


def test_an_erkenning_leads_to_its_opleiding_and_to_who_may_teach_it(browser: Browser) -> None:
    links = browser.haal("/nl/opleidingserkenningen/CREBO/99031").links()
    assert "/nl/opleidingen/1019O0031" in links
    assert "/nl/licenties/99000000-0000-4000-8000-000000000a06" in links
    assert "/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99MA" in links


def test_a_key_with_more_parts_is_its_page_and_the_shorter_one_leads_there(browser: Browser) -> None:
    assert browser.haal("/nl/opleidingserkenningen/VOVAK/9904/VO-VWO").status == 200
    heen = browser.haal("/nl/opleidingserkenningen/VOVAK/9904", volg=False)
    assert heen.antwoord.headers["Location"] == "/nl/opleidingserkenningen/VOVAK/9904/VO-VWO"
    assert "39901_1" in browser.haal("/nl/opleidingserkenningen/ISAT/39901").woorden


def test_a_stelsel_lists_its_own_and_an_unknown_code_is_no_page(browser: Browser) -> None:
    links = browser.haal("/en/opleidingserkenningen?stelsel=CREBO").links()
    assert "/en/opleidingserkenningen/CREBO/99031" in links
    assert "/en/opleidingserkenningen/BO/BO" not in links
    assert "Nothing found" in browser.haal("/en/opleidingserkenningen?stelsel=CREBO&code=11111").woorden
    assert browser.haal("/en/opleidingserkenningen/CREBO/11111").status == 404

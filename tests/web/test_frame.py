"""What holds for every page: language, headers, states, sessions and forms that are ours."""

from datetime import timedelta

import pytest

from rio_soap.bevinding import spraak
from rio_soap.edukoppeling.clock import SystemClock
from tests.service.conftest import Dienst
from tests.web.browser import Browser


def test_the_begin_leads_to_the_language_of_the_browser(browser: Browser) -> None:
    assert browser.haal("/", volg=False).antwoord.headers["Location"] == "/nl/"
    engels = browser.haal("/", volg=False, headers={"Accept-Language": "en-GB,en;q=0.8"})
    assert (engels.status, engels.antwoord.headers["Location"]) == (303, "/en/")


def test_a_browser_that_asks_for_neither_language_gets_that_of_the_service(browser: Browser) -> None:
    spraak.kies("en")
    assert browser.haal("/", volg=False).antwoord.headers["Location"] == "/en/"
    frans = {"Accept-Language": "fr"}
    assert browser.haal("/", volg=False, headers=frans).antwoord.headers["Location"] == "/en/"
    dutch = {"Accept-Language": "fr, nl;q=0.5"}
    assert browser.haal("/", volg=False, headers=dutch).antwoord.headers["Location"] == "/nl/"


def test_a_page_says_its_language_and_links_to_the_other(browser: Browser) -> None:
    for taal, ander in (("nl", "en"), ("en", "nl")):
        pagina = browser.haal(f"/{taal}/")
        assert pagina.boom.get("lang") == taal
        assert f"/{ander}/" in pagina.links()


def test_no_page_may_run_a_script_that_is_not_ours_or_be_framed(browser: Browser) -> None:
    regel = browser.haal("/nl/").antwoord.headers["Content-Security-Policy"]
    assert "default-src 'none'" in regel
    assert "frame-ancestors 'none'" in regel
    assert "unsafe" not in regel


def test_a_path_that_is_not_there_is_a_page_of_404_in_its_language(browser: Browser) -> None:
    pagina = browser.haal("/en/nothing-here")
    assert (pagina.status, pagina.kop) == (404, "Not found")


def test_a_form_without_the_proof_of_a_page_of_ours_changes_nothing(browser: Browser, dienst: Dienst) -> None:
    pagina = browser.haal("/nl/inloggen")
    pytest.skip("the page of logging in is not there yet") if pagina.status == 404 else None
    assert browser.stuur({"": "/nl/inloggen"}, email="a@b.example").status == 403


def test_who_is_logged_in_has_pages_that_nobody_keeps(browser: Browser) -> None:
    browser.word("wie@hanze.example")
    pagina = browser.haal("/nl/")
    assert "Wie" in pagina.tekst
    assert pagina.antwoord.headers["Cache-Control"] == "no-store"


def test_who_is_logged_in_is_so_on_a_state_too(browser: Browser) -> None:
    browser.word("toestand@hanze.example")
    pagina = browser.haal("/nl/organisaties/999B999")
    assert pagina.status == 404
    assert "Toestand" in pagina.tekst
    assert "/nl/inloggen" not in pagina.links()


def test_a_session_ends_after_half_an_hour_of_nothing(browser: Browser, dienst: Dienst) -> None:
    from rio_soap.register.bevoegdheid.sessies import begin_sessie

    wie = browser.word("idle@hanze.example")
    toen = SystemClock().nu() - timedelta(minutes=31)
    geheim = dienst.register.schrijf(lambda session: begin_sessie(session, wie.id, toen))
    browser.client.set_cookie("rio", geheim)
    assert "Idle" not in browser.haal("/nl/").tekst

"""A form that comes when the session is over is kept for its owner, and for nobody else."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from werkzeug.test import Client

from rio_soap.api.tempo import Tempo
from rio_soap.register.bevoegdheid.sessies import beeindig_sessies
from rio_soap.web.aanmelden.schermen_aanmelden import AANMELDSCHERMEN, naar_inloggen
from rio_soap.web.frame.scherm import Afdruk, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermtoepassing import maak_schermtoepassing
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import bron_van, log_in, maak, nu, sessie_van
from tests.web.browser import Browser, Pagina


def proefformulier(verzoek: Schermverzoek) -> Uitkomst:
    """A page that says what it was sent."""
    return Afdruk(json.dumps([verzoek.methode, verzoek.formulier.to_dict(flat=False)]).encode(), "application/json")


SCHERM = Scherm("/mijn/proef", proefformulier, methoden=("GET", "POST"), ingelogd=True, van_register=False)
VELDEN = {"naam": 'Café "Zuid" <b>', "regels": "een\ntwee", "code": "100B490"}


@pytest.fixture(scope="module")
def maak_browser(dienst: Dienst) -> Callable[[], Browser]:
    app = maak_schermtoepassing(bron_van(dienst), [SCHERM, *AANMELDSCHERMEN], naar_inloggen, Tempo(0))

    def nieuw() -> Browser:
        browser = Browser(dienst)
        browser.client = Client(app)
        return browser

    return nieuw


def stuur_te_laat(browser: Browser, wie: int, begin: datetime, **anders: str) -> Pagina:
    """Log in, open a form, let the session end, and send it."""
    browser.client.set_cookie("rio", sessie_van(browser.dienst, wie, nu()))
    bewijs = browser.haal("/nl/mijn/account").formulier()["csrf"]
    browser.dienst.register.schrijf(lambda session: beeindig_sessies(session, wie, nu()))
    return browser.stuur({"": "/nl/mijn/proef?stap=2", "csrf": bewijs, **VELDEN}, volg=False, **anders)


def test_who_logs_in_again_has_the_form_as_it_was_filled_in(
    dienst: Dienst, maak_browser: Callable[[], Browser]
) -> None:
    wie, browser = maak(dienst, "traag@school.example"), maak_browser()
    weg = stuur_te_laat(browser, wie.id, nu())
    assert weg.status == 303
    inlog = weg.antwoord.headers["Location"]
    assert "over=formulier" in inlog
    assert "bewaard" in browser.haal(inlog).woorden
    terug = log_in(browser, "traag@school.example", adres=inlog).antwoord.headers["Location"]
    assert terug.startswith("/nl/mijn/proef?stap=2&bewaard=")
    blad = browser.haal(terug)
    assert blad.kop == "Uw formulier is bewaard"
    assert "100B490" in blad.woorden
    assert "csrf" not in blad.woorden
    verstuurd = browser.stuur(blad.formulier("stap=2"))
    methode, velden = json.loads(verstuurd.tekst)
    assert methode == "POST"
    assert {naam: waarden[0].replace("\r\n", "\n") for naam, waarden in velden.items() if naam != "csrf"} == VELDEN

    maak(dienst, "ander@school.example")
    ander = maak_browser()
    log_in(ander, "ander@school.example")
    assert json.loads(ander.haal(terug).tekst) == ["GET", {}], "somebody else sees an empty form"
    elders = terug.replace("/mijn/proef", "/mijn/account")
    assert browser.haal(elders).kop == "Mijn account", "and no other page takes it"


def test_a_form_without_proof_of_ours_is_not_kept(dienst: Dienst, maak_browser: Callable[[], Browser]) -> None:
    wie = maak(dienst, "vals@school.example")
    pagina = stuur_te_laat(maak_browser(), wie.id, nu(), csrf="0" * 64)
    assert "bewaard" not in pagina.antwoord.headers["Location"]
    assert "over=sessie" in pagina.antwoord.headers["Location"]


def test_a_form_with_a_password_is_not_kept(dienst: Dienst, browser: Browser) -> None:
    wie = maak(dienst, "geheim@school.example")
    browser.client.set_cookie("rio", sessie_van(dienst, wie.id, nu()))
    formulier = browser.haal("/nl/mijn/account").formulier()
    dienst.register.schrijf(lambda session: beeindig_sessies(session, wie.id, nu()))
    weg = browser.stuur({"": "/nl/mijn/account", "csrf": formulier["csrf"], "wachtwoord": "geheim"}, volg=False)
    assert "bewaard" not in weg.antwoord.headers["Location"]


def test_a_session_that_nobody_has_any_more_leads_to_logging_in_without_a_word(browser: Browser) -> None:
    browser.client.set_cookie("rio", "lang-geleden")
    assert browser.haal("/en/mijn/account?x=1", volg=False).antwoord.headers["Location"] == (
        "/en/inloggen?naar=%2Fen%2Fmijn%2Faccount%3Fx%3D1"
    )


def test_who_ends_a_session_that_is_over_is_logged_out_without_a_fault(dienst: Dienst, browser: Browser) -> None:
    wie = maak(dienst, "klaar@school.example")
    browser.client.set_cookie("rio", sessie_van(dienst, wie.id, nu()))
    formulier = browser.haal("/nl/mijn/account").formulier("uitloggen")
    dienst.register.schrijf(lambda session: beeindig_sessies(session, wie.id, nu() - timedelta(seconds=1)))
    assert browser.stuur(formulier, volg=False).status == 303


def test_a_form_of_an_institution_is_checked_again_before_it_is_confirmed(dienst: Dienst, browser: Browser) -> None:
    """Through the pages themselves: what was filled in stands in the form again, with what is wrong at its field."""
    wie = maak(dienst, "vult-in@school.example", ("BEHEER_OPLEIDINGSEENHEID", "100B490"))
    browser.client.set_cookie("rio", sessie_van(dienst, wie.id, nu()))
    formulier = browser.haal("/nl/mijn/eenheden/opleidingseenheid").formulier("opleidingseenheid")
    (naam,) = [veld for veld in formulier if veld.endswith("naamLang")]
    dienst.register.schrijf(lambda session: beeindig_sessies(session, wie.id, nu()))
    inlog = browser.stuur({**formulier, naam: "Zee & Zand"}, volg=False, doe="bevestig").antwoord.headers["Location"]
    bewaard = browser.haal(log_in(browser, wie.email, adres=inlog).antwoord.headers["Location"])
    assert "Zee & Zand" in bewaard.woorden
    verder = bewaard.formulier("opleidingseenheid")
    assert verder["doe"] == "controleer"
    weer = browser.stuur(verder)
    assert (weer.status, weer.formulier("opleidingseenheid")[naam]) == (422, "Zee & Zand")

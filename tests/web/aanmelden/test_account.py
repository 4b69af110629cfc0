"""My account: another password, the second step on and off, and the places where I am logged in."""

import base64
import re
from datetime import timedelta

import pyotp
import pytest

from rio_soap.register.bevoegdheid.tweede_stap import zet_tweede_stap_aan
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import WACHTWOORD, koekje, log_in, maak, nu, sessie_van
from tests.web.browser import Browser, Pagina

ACCOUNT, NIEUW = "/nl/mijn/account", "een ander lang wachtwoord"


def doe(browser: Browser, wat: str, **velden: str) -> Pagina:
    bewijs = browser.haal(ACCOUNT).formulier()["csrf"]
    return browser.stuur({"": ACCOUNT, "csrf": bewijs, "doe": wat, **velden})


@pytest.fixture
def ik(dienst: Dienst, browser: Browser, request: pytest.FixtureRequest) -> str:
    """E-mail address of somebody who is logged in in this browser."""
    email = f"{request.node.name[5:40]}@school.example"
    wie = maak(dienst, email)
    browser.client.set_cookie("rio", sessie_van(dienst, wie.id, nu()))
    return email


def test_another_password_needs_the_one_of_now_and_ends_the_other_sessions(
    dienst: Dienst, browser: Browser, ik: str
) -> None:
    ander = Browser(dienst)
    log_in(ander, ik)
    hier = koekje(browser)
    nieuw = {"wachtwoord": NIEUW, "nogmaals": NIEUW}
    fout = doe(browser, "wachtwoord", huidig="niet dit wachtwoord", **nieuw)
    assert (fout.status, "huidige wachtwoord klopt niet" in fout.woorden) == (403, True)
    assert doe(browser, "wachtwoord", huidig=WACHTWOORD, wachtwoord="kort", nogmaals="kort").status == 400
    goed = doe(browser, "wachtwoord", huidig=WACHTWOORD, **nieuw)
    assert (goed.status, goed.adres) == (200, f"{ACCOUNT}?gedaan=wachtwoord")
    assert "Uw wachtwoord is gewijzigd" in goed.woorden
    assert koekje(browser) != hier, "under another text"
    assert ander.haal(ACCOUNT, volg=False).status == 303
    assert log_in(Browser(dienst), ik).status == 403
    assert log_in(Browser(dienst), ik, NIEUW).status == 303


def test_who_took_a_session_may_not_guess_the_password_without_end(browser: Browser, ik: str) -> None:
    nieuw = {"wachtwoord": NIEUW, "nogmaals": NIEUW}
    statussen = [doe(browser, "wachtwoord", huidig=f"gok {i}", **nieuw).status for i in range(6)]
    assert statussen == [403] * 5 + [429]


def test_the_second_step_goes_on_with_a_picture_or_a_text_and_off_with_a_code(browser: Browser, ik: str) -> None:
    blad = doe(browser, "begin_stap")
    (plaatje,) = re.findall(r'src="data:image/png;base64,([^"]*)"', blad.tekst)
    assert base64.b64decode(plaatje).startswith(b"\x89PNG")
    formulier = blad.formulier("account")
    geheim = formulier["geheim"]
    assert " ".join(re.findall("....", geheim)) in blad.woorden
    fout = browser.stuur(formulier, doe="stap_aan", code="12345")
    assert (fout.status, fout.formulier("account")["geheim"]) == (400, geheim), "the same picture again"
    maker = pyotp.TOTP(geheim)
    aan = browser.stuur(formulier, doe="stap_aan", code=maker.at(nu() - timedelta(seconds=30)))
    assert "De tweede stap staat aan" in aan.woorden
    assert doe(browser, "stap_af", code="000000").status == 403
    uit = doe(browser, "stap_af", code=maker.at(nu()))
    assert (uit.status, "De tweede stap staat uit" in uit.woorden) == (200, True)


def test_a_second_step_that_is_on_is_not_replaced_without_a_code(dienst: Dienst, browser: Browser, ik: str) -> None:
    from tests.web.aanmelden.personen import wie_is

    eigen, ander, wie = pyotp.random_base32(), pyotp.random_base32(), wie_is(dienst, ik).id
    code = pyotp.TOTP(eigen).at(nu())
    assert dienst.register.schrijf(lambda session: zet_tweede_stap_aan(session, wie, eigen, code, nu()))
    doe(browser, "stap_aan", geheim=ander, code=pyotp.TOTP(ander).at(nu()))
    later = pyotp.TOTP(ander).at(nu() + timedelta(seconds=30))
    assert doe(browser, "stap_af", code=later).status == 403
    assert doe(browser, "stap_af", code=pyotp.TOTP(eigen).at(nu() + timedelta(seconds=30))).status == 200


def test_a_secret_that_no_app_would_take_is_not_kept(browser: Browser, ik: str) -> None:
    for geheim in ("", "A" * 16, "a" * 32, "A" * 31 + "1", "A" * 200):
        assert "staat uit" in doe(browser, "stap_aan", geheim=geheim, code="123456").woorden


def test_all_places_are_shown_and_ended_at_once_but_this_one(dienst: Dienst, browser: Browser, ik: str) -> None:
    ander = Browser(dienst)
    log_in(ander, ik)
    rijen = [" ".join(rij.text_content().split()) for rij in browser.haal(ACCOUNT).boom.iter("tr")]
    assert sum("op een andere plaats" in rij for rij in rijen) == 1
    assert sum(rij.endswith("hier") for rij in rijen) == 1
    assert "behalve hier" in doe(browser, "sessies").woorden
    assert ander.haal(ACCOUNT, volg=False).status == 303
    assert browser.haal(ACCOUNT).status == 200


def test_what_nobody_can_do_here_does_nothing(browser: Browser, ik: str) -> None:
    assert doe(browser, "iets").adres == ACCOUNT
    assert "onzin" not in browser.haal(f"{ACCOUNT}?gedaan=onzin").woorden
    assert browser.haal("/en/mijn/account?gedaan=sessies").kop == "My account"

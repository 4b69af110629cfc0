"""Logging in by a password and a code, logging out, and invitations."""

from datetime import timedelta

import pyotp
import pytest

from rio_soap.register.bevoegdheid.tweede_stap import zet_tweede_stap_aan
from rio_soap.register.bevoegdheid.uitnodigingen import GELDIG, nodig_uit
from rio_soap.web.aanmelden.eigen_pad import eigen_pad
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import WACHTWOORD, koekje, log_in, maak, nu, sessie_van, uitgenodigd
from tests.web.browser import Browser

ONJUIST = "horen niet bij elkaar"


def test_who_logs_in_comes_where_he_wanted_to_be_under_a_text_that_nobody_had_before(
    dienst: Dienst, browser: Browser
) -> None:
    maak(dienst, "in@school.example")
    browser.client.set_cookie("rio", "gekozen-door-een-ander")
    pagina = log_in(browser, "In@School.example", adres="/nl/inloggen?naar=/nl/mijn/account")
    assert (pagina.status, pagina.antwoord.headers["Location"]) == (303, "/nl/mijn/account")
    eerste = koekje(browser)
    assert len(eerste) >= 43
    assert eerste != "gekozen-door-een-ander"
    assert browser.haal("/nl/mijn/account").kop == "Mijn account"
    uit = browser.stuur(browser.haal("/nl/mijn/account").formulier("uitloggen"), volg=False)
    assert (uit.status, uit.antwoord.headers["Location"], koekje(browser)) == (303, "/nl/", "")
    browser.client.set_cookie("rio", eerste)  # as somebody who took it would
    assert browser.haal("/nl/mijn/account", volg=False).status == 303


def test_logging_in_again_ends_the_session_that_this_browser_had(dienst: Dienst, browser: Browser) -> None:
    oud = maak(dienst, "oud@school.example")
    maak(dienst, "wisselt@school.example")
    vorige = sessie_van(dienst, oud.id, nu())
    browser.client.set_cookie("rio", vorige)
    formulier = {**Browser(dienst).haal("/nl/inloggen").formulier("inloggen"), "csrf": ""}
    formulier["csrf"] = browser.haal("/nl/mijn/account").formulier()["csrf"]
    assert browser.stuur(formulier, email="wisselt@school.example", wachtwoord=WACHTWOORD, volg=False).status == 303
    ander = Browser(dienst)
    ander.client.set_cookie("rio", vorige)
    assert ander.haal("/nl/mijn/account", volg=False).status == 303


def test_cookies_are_for_this_host_alone_and_no_script_reads_them(dienst: Dienst, browser: Browser) -> None:
    maak(dienst, "koek@school.example")
    kaal = [c for c in log_in(browser, "koek@school.example").antwoord.headers.getlist("Set-Cookie") if "rio=" in c]
    assert "HttpOnly" in kaal[0]
    assert "SameSite=Lax" in kaal[0]
    over_tls = {"base_url": "https://localhost"}
    pagina = browser.haal("/nl/inloggen", **over_tls)
    gevuld = {"csrf": pagina.formulier("inloggen")["csrf"], "email": "koek@school.example", "wachtwoord": WACHTWOORD}
    antwoord = browser.client.post("/nl/inloggen", data=gevuld, **over_tls)
    (sessie,) = [c for c in antwoord.headers.getlist("Set-Cookie") if "rio=" in c]
    assert sessie.startswith("__Host-rio=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {deel.strip() for deel in sessie.split(";")}
    assert "Domain" not in sessie


@pytest.mark.parametrize(
    "naar",
    [
        "//evil.example",
        "https://evil.example/nl/",
        "/\\evil.example",
        "/nl//evil.example",
        "/nl/\\evil.example",
        "/nl/%2f%2fevil.example",
        "/nl/%252f%252fevil.example",
        "/nl/%5cevil.example",
        "/nl/../..//evil.example",
        "/nl/%2e%2e/%2e%2e/x",
        "/nl/\r\nSet-Cookie: x=1",
        "/nl/%0d%0aSet-Cookie:x",
        "javascript:alert(1)",
        "/api/v1/organisaties",
        "/nlevil",
        "/nl@evil.example",
        "/nl/uitloggen",
        "/nl/inloggen",
        " /nl/",
        "/nl/é",
        "/nl/" + "x" * 2000,
        "",
    ],
)
def test_nobody_is_led_elsewhere_after_logging_in(naar: str) -> None:
    assert eigen_pad(naar) is None


@pytest.mark.parametrize("naar", ["/nl", "/nl/", "/en/mijn/contact?q=a%20b&x=%2F", "/nl/c/100B490", "/en?x=1"])
def test_a_page_of_ours_is_led_to(naar: str) -> None:
    assert eigen_pad(naar) == naar


def test_an_address_elsewhere_is_not_even_in_the_form(dienst: Dienst, browser: Browser) -> None:
    maak(dienst, "open@school.example")
    assert "evil" not in browser.haal("/nl/inloggen?naar=//evil.example").tekst.partition("<main")[2]
    pagina = log_in(browser, "open@school.example", adres="/nl/inloggen?naar=//evil.example")
    assert pagina.antwoord.headers["Location"] == "/nl/mijn"


def test_an_invitation_is_used_once_and_within_seven_days(dienst: Dienst, browser: Browser) -> None:
    wie = maak(dienst, "gast@school.example", wachtwoord=False)
    assert ONJUIST in log_in(browser, "gast@school.example").tekst
    eerste, adres = uitgenodigd(dienst, "gast@school.example"), uitgenodigd(dienst, "gast@school.example")
    assert browser.haal(eerste).status == 404, "the newer one made it void"
    formulier = browser.haal(adres).formulier("")
    for nieuw, nogmaals, fout in (
        ("kort", "kort", "te kort"),
        ("a" * 300, "a" * 300, "te lang"),
        ("gast@school.example", "gast@school.example", "kan niet uw wachtwoord zijn"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "vijf verschillende"),
        (WACHTWOORD, WACHTWOORD + "!", "niet gelijk"),
    ):
        pagina = browser.stuur(formulier, wachtwoord=nieuw, nogmaals=nogmaals)
        assert (pagina.status, fout in pagina.tekst) == (400, True)
        assert pagina.formulier("")["wachtwoord"] == "", "what was chosen is not on the page"
    sessie = sessie_van(dienst, wie.id, nu())
    goed = browser.stuur(formulier, wachtwoord=WACHTWOORD, nogmaals=WACHTWOORD, volg=False)
    assert (goed.status, goed.antwoord.headers["Location"]) == (303, "/nl/mijn")
    ander = Browser(dienst)
    ander.client.set_cookie("rio", sessie)
    assert ander.haal("/nl/mijn/account", volg=False).status == 303, "whoever was logged in as this person is out"
    assert ander.haal(adres).status == 404
    oud = dienst.register.schrijf(lambda session: nodig_uit(session, wie.id, nu() - GELDIG))
    assert ander.haal(f"/nl/uitnodiging/{oud}").kop == "Deze uitnodiging geldt niet meer"


def test_the_second_step_asks_a_code_that_is_used_once(dienst: Dienst, browser: Browser) -> None:
    wie, geheim = maak(dienst, "stap@school.example"), pyotp.random_base32()
    nu_code = pyotp.TOTP(geheim)
    vorige = nu() - timedelta(seconds=30)
    assert dienst.register.schrijf(lambda s: zet_tweede_stap_aan(s, wie.id, geheim, nu_code.at(vorige), vorige))
    pagina = log_in(browser, "stap@school.example", adres="/nl/inloggen?naar=/nl/mijn/account")
    assert pagina.antwoord.headers["Location"] == "/nl/inloggen/code"
    assert koekje(browser) == "", "not logged in yet"
    blad = browser.haal("/nl/inloggen/code")
    assert browser.stuur(blad.formulier("code"), code="000000x").status == 403
    assert browser.stuur(blad.formulier("code"), code=nu_code.at(vorige)).status == 403, "it was used"
    code = nu_code.at(nu())
    goed = browser.stuur(blad.formulier("code"), code=f"{code[:3]} {code[3:]}", volg=False)
    assert (goed.status, goed.antwoord.headers["Location"]) == (303, "/nl/mijn/account")
    ander = Browser(dienst)
    log_in(ander, "stap@school.example")
    assert ander.stuur(ander.haal("/nl/inloggen/code").formulier("code"), code=code).status == 403
    for _ in range(4):
        laatste = ander.stuur(ander.haal("/nl/inloggen/code").formulier("code"), code="000000")
    assert laatste.status == 403
    geblokkeerd = ander.stuur(ander.haal("/nl/inloggen/code").formulier("code"), code=nu_code.at(nu()))
    assert (geblokkeerd.status, geblokkeerd.antwoord.headers["Retry-After"]) == (429, "900")


def test_the_second_step_without_the_first_leads_back(browser: Browser) -> None:
    for geheim in ("", "verzonnen"):
        browser.client.set_cookie("rio-stap", geheim)
        assert browser.haal("/nl/inloggen/code", volg=False).antwoord.headers["Location"] == "/nl/inloggen?over=stap"


def test_who_forgot_a_password_reads_what_to_do_and_no_form_sends_mail(browser: Browser) -> None:
    for taal, woord in (("nl", "nieuwe uitnodiging"), ("en", "new invitation")):
        pagina = browser.haal(f"/{taal}/wachtwoord")
        assert woord in pagina.woorden
        assert not [f for f in pagina.boom.iter("form") if f.getparent().tag == "main"]


def test_a_session_ends_after_eight_hours_with_the_person_and_by_the_operator(dienst: Dienst) -> None:
    from rio_soap.register.bevoegdheid.gebruikers import beeindig_gebruiker
    from rio_soap.register.bevoegdheid.sessies import hash_van, raak_sessie

    wie = maak(dienst, "lang@school.example")

    def ingelogd(geheim: str) -> bool:
        browser = Browser(dienst)
        browser.client.set_cookie("rio", geheim)
        return browser.haal("/nl/mijn/account", volg=False).status == 200

    lang = sessie_van(dienst, wie.id, nu() - timedelta(hours=8, minutes=1))
    dienst.register.schrijf(lambda session: raak_sessie(session, hash_van(lang), nu()))
    assert not ingelogd(lang)
    nieuw = sessie_van(dienst, wie.id, nu())
    assert ingelogd(nieuw)
    dienst.register.schrijf(lambda session: beeindig_gebruiker(session, wie.email, nu()))
    assert not ingelogd(nieuw)


def test_a_role_that_ended_ends_at_the_next_click(dienst: Dienst, browser: Browser) -> None:
    from rio_soap.register.bevoegdheid.toekenningen import trek_in

    browser.word("wasbeheer@school.example", ("BEHEERDER", ""))
    assert browser.haal("/nl/mijn/beheer/gebruikers").status == 200
    dienst.register.schrijf(lambda session: trek_in(session, "wasbeheer@school.example", "BEHEERDER", "", nu()))
    assert browser.haal("/nl/mijn/beheer/gebruikers").status == 403

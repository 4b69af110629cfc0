"""The people of the register on the screens: who may do what to whom."""

import pytest

from rio_soap.register.bevoegdheid.tweede_stap import heeft_tweede_stap, zet_tweede_stap_aan
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import WACHTWOORD, maak, nu, sessie_van, wie_is
from tests.web.browser import Browser, Pagina

BLAD = "/nl/mijn/beheer/gebruikers"


def doe(browser: Browser, wat: str, **velden: str) -> Pagina:
    bewijs = browser.haal(BLAD).formulier()["csrf"]
    return browser.stuur({"": BLAD, "csrf": bewijs, "doe": wat, **velden})


@pytest.fixture
def beheerder(browser: Browser) -> Browser:
    browser.word("beheer@register.example")
    if browser.haal(BLAD).status == 403:
        browser.word("beheer@register.example", ("BEHEERDER", ""))
    return browser


def test_who_is_added_gets_a_link_that_is_shown_once(dienst: Dienst, beheerder: Browser) -> None:
    pagina = doe(beheerder, "toevoegen", naam="Nieuw <b>", email="Nieuw@school.example")
    (link,) = [een for een in pagina.woorden.split() if "/nl/uitnodiging/" in een]
    assert link.startswith("http://localhost:8080/nl/uitnodiging/")
    assert "/uitnodiging/" not in beheerder.haal(BLAD).tekst
    assert "<b>" not in pagina.tekst.partition("<main")[2]
    nieuw = Browser(dienst)
    kiest = nieuw.haal(link.removeprefix("http://localhost:8080"))
    assert nieuw.stuur(kiest.formulier(""), wachtwoord=WACHTWOORD, nogmaals=WACHTWOORD, volg=False).status == 303
    again = doe(beheerder, "toevoegen", naam="Nog eens", email="nieuw@school.example")
    assert (again.status, again.formulier()["naam"]) == (400, "Nog eens")
    assert doe(beheerder, "toevoegen", naam="", email="x").status == 400


def test_somebody_is_logged_out_loses_the_second_step_and_ends(dienst: Dienst, beheerder: Browser) -> None:
    import pyotp

    wie, geheim = maak(dienst, "wordt-beheerd@school.example"), pyotp.random_base32()
    code = pyotp.TOTP(geheim).at(nu())
    dienst.register.schrijf(lambda session: zet_tweede_stap_aan(session, wie.id, geheim, code, nu()))
    ander = Browser(dienst)
    ander.client.set_cookie("rio", sessie_van(dienst, wie.id, nu()))
    assert "tweede stap van deze gebruiker staat uit" in doe(beheerder, "stap_af", wie=wie.email).woorden
    assert "tweede stap van" not in beheerder.haal(f"{BLAD}?gedaan=iets").woorden
    with dienst.register.lees() as session:
        assert not heeft_tweede_stap(session, wie.id)
    assert "overal uitgelogd" in doe(beheerder, "sessies", wie=wie.email).woorden
    assert ander.haal("/nl/mijn/account", volg=False).status == 303
    doe(beheerder, "beeindigen", wie=wie.email)
    assert wie_is(dienst, wie.email).tot is not None
    assert "beëindigd" in beheerder.haal(f"{BLAD}?q=wordt-beheerd").woorden
    assert doe(beheerder, "uitnodigen", wie=wie.email).status == 400, "who ended is not invited"


def test_who_has_duo_leaves_alone_who_has_beheerder(dienst: Dienst, browser: Browser, beheerder: Browser) -> None:
    duo = Browser(dienst)
    duo.word("duo@register.example", ("DUO", ""))
    for wat in ("uitnodigen", "beeindigen", "sessies", "stap_af"):
        assert doe(duo, wat, wie="beheer@register.example").status == 403
    assert wie_is(dienst, "beheer@register.example").tot is None
    maak(dienst, "door-duo@school.example")
    assert "/nl/uitnodiging/" in doe(duo, "uitnodigen", wie="door-duo@school.example").woorden


def test_nobody_else_sees_or_changes_people(dienst: Dienst, browser: Browser) -> None:
    browser.word("editor@school.example", ("BEHEERDER_ALGEMEEN", "100B490"), ("INSPECTIE", ""))
    assert browser.haal(BLAD).status == 403
    bewijs = browser.haal("/nl/mijn/account").formulier()["csrf"]
    velden = {"csrf": bewijs, "doe": "toevoegen", "naam": "Ik", "email": "ikzelf@school.example"}
    assert browser.stuur({"": BLAD, **velden}).status == 403
    with dienst.register.lees() as session:
        from rio_soap.register.bevoegdheid.gebruikers import met_email

        assert met_email(session, "ikzelf@school.example") is None


def test_what_is_unknown_changes_nobody(beheerder: Browser) -> None:
    assert doe(beheerder, "beeindigen", wie="niemand@school.example").status == 404
    assert doe(beheerder, "beeindigen", wie="a\x00b").status == 404
    assert doe(beheerder, "iets", wie="beheer@register.example").status == 200
    assert beheerder.haal(f"{BLAD}?q=zoiets-is-er-niet").woorden.count("niemand gevonden") == 1
    assert beheerder.haal("/en/mijn/beheer/gebruikers").kop == "Users"

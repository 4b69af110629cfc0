"""Attacks on logging in: forms of others, guessing, counting who is there, and what stands in the log."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import argon2
import pytest
from werkzeug.test import Client

from rio_soap.api.tempo import Tempo
from rio_soap.register.bevoegdheid.aanmelding import Aangemeld, Weigering, meld_aan
from rio_soap.register.bevoegdheid.aanmeldpogingen import POGINGEN, WACHT
from rio_soap.register.bevoegdheid.gebruikers import beeindig_gebruiker
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.web.aanmelden.schermen_aanmelden import AANMELDSCHERMEN, naar_inloggen
from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.frame.schermtoepassing import maak_schermtoepassing
from rio_soap.web.schermen import SCHERMEN
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import WACHTWOORD, bron_van, koekje, log_in, maak, nu, uitgenodigd
from tests.web.browser import Browser, Pagina

MET_FORMULIER = [scherm for scherm in SCHERMEN if "POST" in scherm.methoden]
BESLOTEN = [scherm for scherm in SCHERMEN if scherm.ingelogd]
_BEREIK = {"": "", "onderwijsbestuurcode": "100B490", "erkennercode": "100E003", "code": "30SW01"}


def adres(scherm: Scherm) -> str:
    return "/nl" + re.sub(r"<[^>]*>", "x", scherm.regel)


@pytest.fixture(scope="module")
def alleskunner(dienst: Dienst) -> Browser:
    """Somebody with every role there is, so that nothing but the proof is missing."""
    browser = Browser(dienst)
    browser.word("alles@school.example")
    if browser.haal("/nl/mijn/beheer/gebruikers").status == 403:
        browser.word("alles@school.example", *((rol, _BEREIK[element]) for rol, element in BEREIKEN.items()))
    return browser


@pytest.mark.parametrize("scherm", MET_FORMULIER, ids=lambda scherm: scherm.naam)
def test_no_page_takes_a_form_that_is_not_ours(scherm: Scherm, alleskunner: Browser) -> None:
    """Without the proof, with that of another browser, and with the right one from a page of another host."""
    client, pad = alleskunner.client, adres(scherm)
    bewijs = alleskunner.haal("/nl/mijn/account").formulier()["csrf"]
    vreemd = Browser(alleskunner.dienst).haal("/nl/inloggen").formulier("inloggen")["csrf"]
    for velden, koppen in (
        ({}, {}),
        ({"csrf": vreemd}, {}),
        ({"csrf": bewijs}, {"Origin": "https://evil.example"}),
        ({"csrf": bewijs}, {"Origin": "null"}),
        ({"csrf": bewijs}, {"Sec-Fetch-Site": "cross-site"}),
    ):
        pagina = Pagina(client.post(pad, data={"x": "1", **velden}, headers=koppen))
        assert (pagina.status, pagina.kop) == (403, "Dit formulier is verlopen")
    assert "Alles" in alleskunner.haal("/nl/").tekst, "and nobody was logged out"


@pytest.mark.parametrize("scherm", BESLOTEN, ids=lambda scherm: scherm.naam)
def test_no_page_of_who_is_logged_in_shows_anything_to_who_is_not(scherm: Scherm, browser: Browser) -> None:
    for methode in scherm.methoden:
        antwoord = browser.client.open(adres(scherm), method=methode)
        assert antwoord.status_code == 303
        assert antwoord.headers["Location"].startswith("/nl/inloggen?naar=%2Fnl%2Fmijn")


def kaal(pagina: Pagina, email: str) -> tuple[int, str, list[tuple[str, str]]]:
    """What somebody sees of an answer, without what he sent and what differs each time."""
    tekst = re.sub(r'name="csrf" value="[^"]*"', "", pagina.tekst).replace(email, "")
    koppen = [(k, v) for k, v in pagina.antwoord.headers.items() if k not in ("Set-Cookie", "Date", "Content-Length")]
    return pagina.status, tekst, [(k, v) for k, v in koppen if "ratelimit" not in k.lower()]


def test_whether_somebody_has_an_address_is_not_told_by_words_headers_or_work(
    dienst: Dienst, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak(dienst, "bekend@school.example")
    maak(dienst, "nognooit@school.example", wachtwoord=False)
    maak(dienst, "weg@school.example")
    dienst.register.schrijf(lambda session: beeindig_gebruiker(session, "weg@school.example", nu()))
    gezien, werk = [], []
    echt = argon2.PasswordHasher.verify
    monkeypatch.setattr(
        argon2.PasswordHasher,
        "verify",
        lambda zelf, hash_, woord: (werk.append(hash_[:30]), echt(zelf, hash_, woord))[1],
    )
    for email, wachtwoord in (
        ("bekend@school.example", "een heel ander wachtwoord"),
        ("niemand@school.example", WACHTWOORD),
        ("nognooit@school.example", WACHTWOORD),
        ("weg@school.example", WACHTWOORD),
    ):
        gezien.append(kaal(log_in(browser, email, wachtwoord), email))
    assert gezien[0][0] == 403
    assert all(een == gezien[0] for een in gezien)
    assert len(werk) == 4
    assert len(set(werk)) == 1, "with the same parameters"


@pytest.mark.parametrize("email", ["raad@school.example", "raad.niemand@school.example"])
def test_after_five_wrong_ones_nothing_is_judged_for_a_quarter_of_an_hour(
    email: str, dienst: Dienst, browser: Browser
) -> None:
    if "niemand" not in email:
        maak(dienst, email)
    statussen = [log_in(browser, email, f"verkeerd wachtwoord {i}").status for i in range(POGINGEN + 1)]
    assert statussen == [403] * POGINGEN + [429]
    goed = log_in(browser, email.upper())
    assert (goed.status, goed.antwoord.headers["Retry-After"], koekje(browser)) == (429, "900", "")
    later = meld_aan(dienst.register, email, WACHTWOORD, nu() + WACHT)
    assert isinstance(later, Weigering if "niemand" in email else Aangemeld)


def test_of_many_tries_at_the_same_time_no_more_than_five_are_judged(
    dienst: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak(dienst, "tegelijk@school.example")
    beoordeeld = []
    echt = argon2.PasswordHasher.verify
    monkeypatch.setattr(
        argon2.PasswordHasher,
        "verify",
        lambda zelf, hash_, woord: (beoordeeld.append(woord), echt(zelf, hash_, woord))[1],
    )
    moment = nu()
    with ThreadPoolExecutor(12) as pool:
        uit = list(
            pool.map(lambda i: meld_aan(dienst.register, "tegelijk@school.example", f"gok {i}", moment), range(24))
        )
    assert len(beoordeeld) == POGINGEN
    assert uit.count(Weigering.FOUT) == POGINGEN
    assert uit.count(Weigering.WACHT) == 24 - POGINGEN


def test_waiting_is_made_no_longer_by_who_goes_on_trying(dienst: Dienst) -> None:
    moment, email = nu(), "volhouder@school.example"
    maak(dienst, email)
    for seconden in range(20):
        meld_aan(dienst.register, email, "verkeerd", moment + timedelta(seconds=seconden))
    einde = moment + timedelta(seconds=POGINGEN - 1) + WACHT
    assert meld_aan(dienst.register, email, WACHTWOORD, einde - timedelta(seconds=1)) is Weigering.WACHT
    assert isinstance(meld_aan(dienst.register, email, WACHTWOORD, einde), Aangemeld)


def test_no_password_code_or_link_stands_in_the_log_or_the_database(
    dienst: Dienst, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    maak(dienst, "stil@school.example", wachtwoord=False)
    link, geheim = uitgenodigd(dienst, "stil@school.example"), "sluit de deur achter je"
    browser.stuur(browser.haal(link).formulier(""), wachtwoord=geheim, nogmaals=geheim, volg=False)
    log_in(Browser(dienst), "stil@school.example", geheim)
    log_in(Browser(dienst), "stil@school.example", f"{geheim} fout")
    sessie = koekje(browser)
    assert sessie
    geheimen = [geheim, link.rpartition("/")[2], sessie]
    assert not [een for een in geheimen if een in caplog.text]
    bestanden = [pad for pad in dienst.settings.data_dir.glob("rio.db*") if pad.is_file()]
    inhoud = b"".join(pad.read_bytes() for pad in bestanden)
    assert b"$argon2id$v=19$m=19456,t=2,p=1$" in inhoud
    assert not [een for een in geheimen if een.encode() in inhoud]


@pytest.mark.parametrize("email", ["", "x" * 5000, "a\x00b@school.example", "' or 1=1 --", "é@school.example"])
def test_whatever_is_filled_in_is_refused_as_any_wrong_address_is(email: str, browser: Browser) -> None:
    assert log_in(browser, email, f"{email}\x00" * 300).status == 403


def test_one_address_guesses_at_few_accounts_and_keeps_nobody_else_out(dienst: Dienst) -> None:
    """Five per account is no bound when there are many accounts. Who is right is not counted."""
    maak(dienst, "school@school.example")
    app = maak_schermtoepassing(bron_van(dienst), list(AANMELDSCHERMEN), naar_inloggen, Tempo(200))
    browser, ander, goed = (Browser(dienst) for _ in range(3))
    for een in (browser, ander, goed):
        een.client = Client(app)
    statussen = [_raad(browser, "192.0.2.1", f"spray{nummer}@school.example") for nummer in range(12)]
    assert statussen == [403] * 10 + [429] * 2
    for _ in range(12):  # of another site, by whose page somebody passes
        plek, velden = {"REMOTE_ADDR": "192.0.2.2"}, {"email": "a@school.example", "csrf": "0" * 64}
        assert ander.client.post("/nl/inloggen", data=velden, environ_overrides=plek).status_code == 403
    assert _raad(ander, "192.0.2.2", "spray@school.example") == 403
    for _ in range(12):
        assert _raad(goed, "192.0.2.3", "school@school.example", WACHTWOORD) == 303


def _raad(browser: Browser, vanaf: str, email: str, wachtwoord: str = "verkeerd wachtwoord") -> int:
    """Log in from an address; gives the status."""
    plek = {"REMOTE_ADDR": vanaf}
    pagina = Pagina(browser.client.get("/nl/inloggen", environ_overrides=plek))
    if pagina.status == 303:  # who is logged in already
        browser.client = Client(browser.client.application)
        pagina = Pagina(browser.client.get("/nl/inloggen", environ_overrides=plek))
    velden = {**pagina.formulier("inloggen"), "email": email, "wachtwoord": wachtwoord}
    adres_ = velden.pop("")
    return browser.client.post(adres_, data=velden, environ_overrides=plek).status_code

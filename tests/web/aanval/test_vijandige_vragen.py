"""Every page with every parameter that it has, hostile: refused or answered, never an error of ours."""

import pytest
from marshmallow import fields

from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.schermen import SCHERMEN
from tests.service.conftest import Dienst
from tests.web.aanval.hulp_aanval import BESTUUR, paden, van_gegevens
from tests.web.browser import Browser

WAARDEN = {
    "nul": "%00",
    "half teken": "%ED%A0%80",
    "geen utf-8": "%FF%FE",
    "lang": "x" * 10_000,
    "laatste dag": "9999-12-31",
    "jaar een": "0001-01-01",
    "onder nul": "-1",
    "heel groot": "9" * 40,
    "cursor": "eyJrIjpbIiJdfQ",
    "richting": "%E2%80%AE%F0%9F%92%A3",
    "regeleinde": "a%0D%0ASet-Cookie:%20kwaad=1",
}
STRENG = {geval for geval in WAARDEN if geval.startswith(("jaar", "laatste", "eerste", "onder", "heel"))}
STUKKEN = ("%00", "%FF", "x" * 10_000, "..%2F..%2Fetc", "a%0D%0Ab", "%2F%2F")


@pytest.fixture(scope="module")
def duo(dienst: Dienst) -> Browser:
    """Somebody who opens every page."""
    browser = Browser(dienst)
    browser.word("aanval@duo.example", ("DUO", ""), ("BEHEERDER", ""), ("INSTELLING", BESTUUR), ("GEMEENTE", ""))
    return browser


GEVRAAGD = [(scherm, pad) for scherm, pad in paden(SCHERMEN) if scherm.vraagvorm.fields]


@pytest.mark.parametrize(("scherm", "pad"), GEVRAAGD, ids=[scherm.naam for scherm, _ in GEVRAAGD])
def test_a_page_refuses_or_answers_whatever_its_parameters_are(duo: Browser, scherm: Scherm, pad: str) -> None:
    vrij = [naam for naam, veld in scherm.vraagvorm.fields.items() if type(veld) is fields.String]
    streng = [naam for naam in scherm.vraagvorm.fields if naam not in vrij]
    for geval, waarde in WAARDEN.items():
        namen = streng if streng and geval in STRENG else vrij  # of one that is refused no other is tried
        antwoord = duo.haal(f"/nl{pad}?" + "&".join(f"{naam}={waarde}" for naam in namen), volg=False)
        assert antwoord.status < 500, (geval, pad)
        assert "kwaad" not in antwoord.antwoord.headers.get("Set-Cookie", "")


@pytest.mark.parametrize(("scherm", "pad"), GEVRAAGD, ids=[scherm.naam for scherm, _ in GEVRAAGD])
def test_a_parameter_that_comes_often_or_as_an_array_breaks_no_page(duo: Browser, scherm: Scherm, pad: str) -> None:
    for vorm in ("{0}=1&{0}=2&{0}=", "{0}[]=1&{0}[x]=2&{0}=%7B%22a%22%3A1%7D"):
        vraag = "&".join(vorm.format(naam) for naam in scherm.vraagvorm.fields)
        assert duo.haal(f"/en{pad}?{vraag}", volg=False).status < 500, vorm


MET_DELEN = [scherm for scherm in SCHERMEN if "<" in scherm.regel]


@pytest.mark.parametrize("scherm", MET_DELEN, ids=[scherm.naam for scherm in MET_DELEN])
def test_a_hostile_part_of_a_path_is_not_there_and_no_error(duo: Browser, scherm: Scherm) -> None:
    for stuk in STUKKEN:
        [(_, pad)] = paden((scherm,), stuk)
        pagina = duo.haal(f"/nl{pad}", volg=False)
        assert pagina.status < 500, stuk
        if pagina.antwoord.mimetype == "text/html":
            assert van_gegevens(pagina) == []


@pytest.mark.parametrize("naam", ["na", "cursor", "vanaf", "sinds"])
def test_a_forged_cursor_gives_no_page_of_an_error(duo: Browser, naam: str) -> None:
    """Of every page that goes on from a cursor: those of another list, cut off, and of another kind."""
    for scherm, pad in GEVRAAGD:
        if naam not in scherm.vraagvorm.fields:
            continue
        for waarde in ("X:%00", "1/2/3/4/5", "W10=", "////"):
            assert duo.haal(f"/nl{pad}?{naam}={waarde}", volg=False).status in (200, 303, 400, 403, 404), (pad, waarde)


FORMULIEREN = [(scherm, pad) for scherm, pad in paden(SCHERMEN) if "POST" in scherm.methoden]


@pytest.mark.parametrize(("scherm", "pad"), FORMULIEREN, ids=[scherm.naam for scherm, _ in FORMULIEREN])
def test_a_form_with_hostile_fields_and_our_proof_is_no_error(duo: Browser, scherm: Scherm, pad: str) -> None:
    """Fields of nothing, of bytes and of names that no form has, sent by who may send them."""
    if "wachtwoord" in pad or "uitloggen" in pad:
        return  # would end the session of the other tests
    csrf = duo.haal("/nl/account").formulier().get("csrf")
    for velden in (
        {"doe": "\x00", "sleutel": "\x00", "code": "\x00"},
        {"doe": "controleer", "o.x.y.z": "1", "o...": "2", "o.\x00": "3", "versie": "-1"},
        {"doe": "bij:o.o.o", "kies": "niets", "code": "x" * 10_000, "tabel": "\x00", "was": "\ufffe"},
        {"doe": "weg:o.x.99999999999999999999", "o.a.99999999999999999999.b": "1"},
    ):
        antwoord = duo.client.post(f"/nl{pad}", data={**velden, "csrf": csrf})
        assert antwoord.status_code < 500, velden

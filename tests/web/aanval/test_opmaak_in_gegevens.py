"""Hostile texts that were delivered and approved: on every page that shows them they are text."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.bevoegdheid.gebruikers import voeg_gebruiker_toe
from rio_soap.register.database.model import organisatorische_eenheid
from rio_soap.register.toezicht.signalen import meld_signaal
from rio_soap.web.mijn.schermen_mijn import MIJN_SCHERMEN
from tests.web.aanval.conftest import Besmet
from tests.web.aanval.hulp_aanval import BESTUUR, KWAAD, is_heel, paden, van_gegevens
from tests.web.browser import Browser, Pagina

ESCAPED = "&lt;kwaad data-kwaad=1"
TOONT = (
    "/zoeken?q=kwaad",
    "/zoeken?q=kwaad&soort=ONDERWIJSAANBIEDER",
    "/organisaties/{onderwijsaanbieder}",
    "/organisaties/{onderwijsaanbieder}/structuur",
    "/organisaties/{onderwijsaanbieder}/contact",
    "/organisaties/{onderwijsaanbieder}/historie",
    "/organisaties/{onderwijsaanbieder}/aanbod",
    "/organisaties/{onderwijsaanbieder}/locaties",
    "/organisaties/{onderwijsaanbieder}/erkenningen",
    "/organisaties/100B490/structuur",
    "/historie/ONDERWIJSAANBIEDER/{onderwijsaanbieder}",
    "/opleidingen/{opleidingseenheid}",
    "/opleidingen?q=kwaad",
    "/historie/OPLEIDINGSEENHEID/{opleidingseenheid}",
    "/uittreksel?code={onderwijsaanbieder}",
    "/aanbod/{aangebodenOpleiding}",
    "/aanbod/{aangebodenOpleiding}/historie",
    "/aanbod?q=kwaad",
)
"""Pages for everybody that show one of the objects."""


def ongevaarlijk(pagina: Pagina) -> None:
    """The page is whole, and nothing in it but text is of the attacker."""
    assert pagina.status == 200, pagina.adres
    assert van_gegevens(pagina) == [], pagina.adres
    assert is_heel(pagina), pagina.adres


@pytest.mark.parametrize("pad", TOONT)
def test_a_hostile_text_is_text_on_a_public_page(besmet: Besmet, pad: str) -> None:
    pagina = Browser(besmet.dienst).haal(f"/en{pad.format(**besmet.codes)}")
    ongevaarlijk(pagina)


@pytest.mark.parametrize("pad", [TOONT[i] for i in (0, 2, 4, 9, 10, 11, 12, 13, 15, 17)])
def test_a_hostile_text_is_shown_whole_and_not_taken_away(besmet: Besmet, pad: str) -> None:
    """Escaped once: who delivered it reads on the page what he delivered, an expression of a template too."""
    pagina = Browser(besmet.dienst).haal(f"/nl{pad.format(**besmet.codes)}")
    assert KWAAD in pagina.woorden
    assert ESCAPED in pagina.tekst
    assert "&amp;lt;kwaad" not in pagina.tekst
    assert KWAAD.replace("{{7*7}}", "49") not in pagina.woorden


def test_a_hostile_name_in_the_title_ends_no_title(besmet: Besmet) -> None:
    for pad in ("/organisaties/{onderwijsaanbieder}", "/opleidingen/{opleidingseenheid}"):
        titel = Browser(besmet.dienst).haal(f"/nl{pad.format(**besmet.codes)}").boom.findtext(".//title")
        assert KWAAD in str(titel)


@pytest.mark.parametrize("rol", ["INSTELLING", "BEHEERDER_ALGEMEEN", "BEHEER_AANBOD", "LEES_CONTEXT"])
def test_a_hostile_text_is_text_on_the_pages_of_its_own_bestuur(besmet: Besmet, rol: str) -> None:
    """All pages of ``/mijn`` that are open to the role."""
    browser = besmet.als((rol, BESTUUR))
    gezien = 0
    for scherm, pad in paden(MIJN_SCHERMEN):
        if "<" in scherm.regel or "GET" not in scherm.methoden:
            continue
        pagina = browser.haal(f"/nl{pad}")
        if pagina.status == 200 and pagina.antwoord.mimetype == "text/html":
            ongevaarlijk(pagina)
            gezien += 1
    assert gezien >= 3


def test_a_hostile_text_in_a_form_of_change_is_the_value_of_its_field(besmet: Besmet) -> None:
    browser = besmet.als(("INSTELLING", BESTUUR))
    for soort, pad in (("opleidingseenheid", "eenheden"), ("onderwijsaanbieder", "aanbieders")):
        adres = f"/nl/mijn/{pad}/{soort}?sleutel={besmet.codes[soort]}"
        pagina = browser.haal(adres)
        ongevaarlijk(pagina)
        assert KWAAD in pagina.formulier(soort).values()
        weg = browser.haal(adres.replace("?", "/verwijderen?"))
        assert weg.status == 200  # what is in use says by what
        assert van_gegevens(weg) == []
        assert is_heel(weg)


def test_a_message_with_hostile_texts_is_shown_as_it_came(besmet: Besmet) -> None:
    """Also one that was refused, whose findings quote what was wrong."""
    browser = besmet.als(("INSTELLING", BESTUUR))
    for code in besmet.berichten:
        pagina = browser.haal(f"/nl/mijn/berichten/{code}")
        ongevaarlijk(pagina)
        assert "kwaad" in pagina.woorden
    ongevaarlijk(browser.haal("/nl/mijn/berichten?uitslag=fout"))


def test_a_message_with_hostile_texts_as_xml_is_no_page(besmet: Besmet) -> None:
    """Else a browser would run what stands in it."""
    antwoord = besmet.als(("INSTELLING", BESTUUR)).haal(f"/nl/mijn/berichten/{besmet.berichten[0]}?vorm=xml").antwoord
    assert antwoord.mimetype == "application/xml"
    assert antwoord.headers["Content-Disposition"].startswith("attachment; ")
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"


def test_the_workbench_shows_a_hostile_message_as_text(besmet: Besmet) -> None:
    browser = Browser(besmet.dienst)
    lijst = browser.haal("/nl/werkbank")
    ongevaarlijk(lijst)
    for link in [link for link in lijst.links() if "/werkbank/berichten/" in link][:6]:
        ongevaarlijk(browser.haal(link))


def test_a_hostile_name_of_a_person_is_text_wherever_it_stands(besmet: Besmet) -> None:
    browser = besmet.als(("BEHEERDER", ""))
    nu = SystemClock().nu()
    besmet.dienst.register.schrijf(
        lambda session: voeg_gebruiker_toe(session, KWAAD, "kwaad@kwaad.example", nu - timedelta(days=1), None)
    )
    browser.word("kwaad@kwaad.example", ("BEHEERDER", ""))
    for pad in ("/", "/mijn", "/mijn/rollen", "/mijn/beheer", "/account", "/mijn/beheer/gebruikers"):
        pagina = browser.haal(f"/nl{pad}")
        assert pagina.status in (200, 404)
        assert van_gegevens(pagina) == [], pad
        assert is_heel(pagina)
    assert ESCAPED in browser.haal("/nl/").tekst


def test_a_signal_with_a_hostile_text_is_text(besmet: Besmet) -> None:
    nu = SystemClock().nu()
    besmet.dienst.register.schrijf(
        lambda session: meld_signaal(session, "KVK_NAAM", organisatorische_eenheid, BESTUUR, KWAAD, nu)
    )
    pagina = besmet.als(("BEHEER_BESTUUR", BESTUUR)).haal("/nl/mijn/signalen")
    ongevaarlijk(pagina)
    assert KWAAD in pagina.woorden


@pytest.mark.parametrize("pad", ["/nl/zoeken?q={}", "/en/aanbod?q={}", "/nl/c/{}", "/en/{}", "/nl/opleidingen?q={}"])
def test_a_hostile_text_in_an_address_comes_back_as_text(besmet: Besmet, pad: str) -> None:
    pagina = Browser(besmet.dienst).haal(pad.format(quote(KWAAD, safe="")))
    assert pagina.status in (200, 400, 404)
    assert van_gegevens(pagina) == []
    assert is_heel(pagina)


def test_a_hostile_address_to_go_back_to_leads_nowhere_else(besmet: Besmet) -> None:
    """The page of logging in is where somebody is sent with an address to return to."""
    for naar in ("//kwaad.example", "https://kwaad.example", "javascript:kwaad()", "/\\kwaad.example", KWAAD):
        pagina = Browser(besmet.dienst).haal(f"/nl/inloggen?naar={quote(naar, safe='')}")
        assert van_gegevens(pagina) == []
        assert not [
            link for link in pagina.links() if "kwaad.example" in link and not link.startswith(("/nl/", "/en/"))
        ]

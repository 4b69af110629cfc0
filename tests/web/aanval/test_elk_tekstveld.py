"""An attack in every element of every delivery that takes a text of people: text on every page, and in every file."""

import csv
import io
import json

import pytest
from lxml import etree

from rio_soap.contract.operaties import AANVULLING_BEHEREN, BEHEREN
from rio_soap.web.mijn.schermen_mijn import MIJN_SCHERMEN
from tests.web.aanval import besmette_leveringen as kwaad
from tests.web.aanval.conftest import Veldaanval
from tests.web.aanval.hulp_aanval import BESTUUR, KWAAD, is_heel, van_gegevens
from tests.web.browser import Browser, Pagina


def onschadelijk(pagina: Pagina) -> None:
    assert pagina.status == 200, pagina.adres
    assert van_gegevens(pagina) == [], pagina.adres
    assert is_heel(pagina), pagina.adres


def test_every_element_that_takes_a_text_was_delivered_with_an_attack(aanval: Veldaanval) -> None:
    """By the contract: a new element with a text is in this test, or fails it."""
    vrij = {naam for dienst in (BEHEREN, AANVULLING_BEHEREN) for naam in kwaad.vrije_teksten(dienst)}
    assert len(vrij) > 30
    assert vrij - aanval.gevuld == set()


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_it_is_text_on_every_page_of_what_was_delivered(aanval: Veldaanval, taal: str) -> None:
    browser, getoond = Browser(aanval.dienst), 0
    for pad in aanval.paden:
        pagina = browser.haal(f"/{taal}{pad}")
        onschadelijk(pagina)
        getoond += "kwaad" in pagina.woorden
    assert getoond > len(aanval.paden) * 0.7


def test_every_link_of_these_pages_leads_to_a_page_and_nowhere_else(aanval: Veldaanval) -> None:
    """Codes of people stand in paths: one with a slash, a question mark, a hash and blanks is found all the same."""
    browser = Browser(aanval.dienst)
    links = {link.partition("#")[0] for pad in aanval.paden for link in browser.haal(f"/nl{pad}").links()}
    eigen = sorted(link for link in links if "kwaad" in link and not link.startswith("mailto:"))
    assert len(eigen) > 8
    for link in eigen:
        assert link.startswith(("/nl/", "/en/", "/api/v1/")), link
        antwoord = browser.haal(link)
        assert antwoord.status == 200, link


def test_a_mail_address_adds_nothing_to_the_message_that_it_begins(aanval: Veldaanval) -> None:
    links = Browser(aanval.dienst).haal(f"/nl/organisaties/{BESTUUR}/contact").links()
    post = [link for link in links if link.startswith("mailto:") and "onkwaad" in link]
    assert post
    assert all(not {"?", "&", '"'} & set(link) and link.endswith("@school.example") for link in post)


def test_it_is_text_on_the_pages_of_who_keeps_it(aanval: Veldaanval) -> None:
    browser = Browser(aanval.dienst)
    browser.word("elk@veld.example", ("DUO", ""), ("BEHEERDER", ""), ("INSTELLING", BESTUUR), ("GEMEENTE", ""))
    gezien = set()
    for scherm in MIJN_SCHERMEN:
        if "<" in scherm.regel or "GET" not in scherm.methoden or scherm.regel.endswith("/verwijderen"):
            continue
        lijst = browser.haal(f"/nl{scherm.regel}", query_string={"q": "kwaad"} if "contexten" in scherm.regel else {})
        if lijst.status == 403 or lijst.antwoord.mimetype != "text/html":
            continue
        onschadelijk(lijst)
        eigen = [link for link in lijst.links() if "sleutel=" in link and link not in gezien]
        for link in eigen[:12]:
            gezien.add(link)
            onschadelijk(browser.haal(link))
    assert len(gezien) > 40
    for code in aanval.berichten:
        onschadelijk(browser.haal(f"/nl/mijn/berichten/{code}"))


def test_as_a_file_it_is_data_and_no_page(aanval: Veldaanval) -> None:
    """CSV, Atom, JSON and XML say what they are, are whole, and are taken for nothing else."""
    browser = Browser(aanval.dienst)
    organisatie = browser.haal("/nl/zoeken?q=kwaad&vorm=csv")
    rijen = list(csv.reader(io.StringIO(organisatie.tekst.lstrip("\ufeff"))))
    assert len({len(rij) for rij in rijen}) == 1
    assert any(KWAAD[:60] in cel for rij in rijen for cel in rij)
    feed = browser.haal("/nl/wijzigingen?vorm=atom")
    assert "kwaad" in " ".join(etree.fromstring(feed.antwoord.data).itertext())
    api = browser.haal(f"/api/v1/organisaties/{BESTUUR}")
    assert "kwaad" in json.dumps(json.loads(api.tekst))
    uittreksel = browser.haal(f"/nl/uittreksel?code={BESTUUR}&vorm=xml")
    assert "kwaad" in " ".join(etree.fromstring(uittreksel.antwoord.data).itertext())
    for antwoord, soort in (
        (organisatie, "text/csv"),
        (feed, "application/atom+xml"),
        (api, "application/json"),
        (uittreksel, "application/xml"),
    ):
        assert antwoord.antwoord.mimetype == soort
        assert antwoord.antwoord.headers["X-Content-Type-Options"] == "nosniff", antwoord.adres

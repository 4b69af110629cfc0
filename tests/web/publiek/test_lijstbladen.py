"""The lists, the terms and the latest changes."""

from datetime import date

from lxml import etree

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.terugblik import Bereik, bereik_van, kijk_terug
from rio_soap.register.wijzigingen.stroom import stroom_van
from tests.service.conftest import Dienst
from tests.web.browser import Browser

ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_list_is_named_and_its_page_shows_the_values_of_the_day(browser: Browser) -> None:
    overzicht = browser.haal("/nl/waardenlijsten")
    lijsten = [link for link in overzicht.links() if "/waardenlijsten/" in link]
    assert len(lijsten) > 50
    nu = browser.haal("/en/waardenlijsten/Denominatie-v04")
    toen = browser.haal("/en/waardenlijsten/Denominatie-v04?geldigOp=2001-01-01")
    assert "Dutch Reformed" not in nu.woorden
    assert "Dutch Reformed" in toen.woorden
    assert len(nu.tekst.encode()) < 100_000


def test_a_list_that_is_not_there_and_a_day_that_is_none_are_states(browser: Browser) -> None:
    assert browser.haal("/nl/waardenlijsten/Verzonnen").status == 404
    assert browser.haal("/nl/waardenlijsten?geldigOp=gisteren").status == 400


def test_every_term_has_an_anchor_a_definition_and_a_source_in_both_languages(browser: Browser) -> None:
    for taal, woord in (("nl", "Bron"), ("en", "Source")):
        boom = browser.haal(f"/{taal}/begrippen").boom
        ankers = {str(een.get("id")) for een in boom.iter("div") if een.find("dt") is not None}
        assert len(ankers) >= 60
        assert {str(a.get("href"))[1:] for a in boom.find(".//main").iter("a")} == ankers
        assert all(woord in "".join(een.itertext()) for een in boom.iter("dd"))


def test_the_latest_change_stands_first_and_leads_to_its_history(browser: Browser, dienst: Dienst) -> None:
    code = dienst.lever()
    pagina = browser.haal("/nl/wijzigingen")
    rij = pagina.boom.find(".//tbody/tr")
    assert rij is not None
    assert code in rij.text_content()
    assert f"/nl/historie/OPLEIDINGSEENHEID/{code}" in [a.get("href") for a in rij.iter("a")]
    assert code not in browser.haal("/nl/wijzigingen?soort=LICENTIE").tekst
    assert code not in browser.haal("/nl/wijzigingen?dag=2001-01-01").tekst


def test_a_cursor_of_another_register_is_refused_with_the_field(browser: Browser) -> None:
    assert browser.haal("/nl/wijzigingen?voor=verzonnen-3").status == 400
    assert browser.haal("/nl/wijzigingen?soort=IETS").status == 400


def test_the_changes_as_a_feed_have_an_id_that_stays_and_a_link(browser: Browser, dienst: Dienst) -> None:
    dienst.lever()
    antwoord = browser.client.get("/en/wijzigingen?vorm=atom")
    assert antwoord.content_type.startswith("application/atom+xml")
    feed = etree.fromstring(antwoord.data)
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) > 0
    for entry in feed.iter(f"{ATOM}entry"):
        adres = entry.find(f"{ATOM}link")
        assert adres is not None
        assert "/en/historie/" in str(adres.get("href"))
        assert entry.findtext(f"{ATOM}updated")


def test_page_after_page_gives_every_change_once_newest_first_of_one_kind_as_of_all(dienst: Dienst) -> None:
    """By pages of two; what is looked through for a kind that shares its table does not end the list."""
    for _ in range(3):
        dienst.lever()
    context = Context("", SystemClock().nu(), "wijzigingenblad")
    with dienst.register.lees() as session:
        stroom = stroom_van(session)
        for soort in (None, OBJECTTYPEN["OPLEIDINGSEENHEID"], OBJECTTYPEN["ONDERWIJSBESTUUR"]):
            nummers, bereik = [], bereik_van(session, stroom, None)
            for _ in range(stroom.laatste + 1):
                blik = kijk_terug(session, context, bereik, soort, 2)
                nummers += [een.velden["volgnummer"] for een in blik.wijzigingen]
                if blik.volgende is None:
                    break
                bereik = Bereik(0, blik.volgende)
            assert nummers == sorted(set(nummers), reverse=True)
            if soort is None:
                assert len(nummers) == stroom.laatste
        vandaag = bereik_van(session, stroom, context.vandaag)
        assert vandaag.tot == stroom.laatste
        assert bereik_van(session, stroom, date(2001, 1, 1)) == (0, 0)

"""The pages of an organisation: all of it in short, each part in full, on both time axes."""

from datetime import UTC, date, datetime

import pytest

from rio_soap.contract.gegevens import Gegeven
from tests.service.conftest import Dienst
from tests.web.browser import Browser

DELEN = ("", "/structuur", "/aanbod", "/locaties", "/contact", "/erkenningen", "/historie")


@pytest.mark.parametrize("code", ["100B490", "110A133", "799G001", "799T001"])
def test_every_part_of_every_kind_of_organisation_is_a_page_with_one_heading_in_both_languages(
    browser: Browser, code: str
) -> None:
    for deel in DELEN:
        for taal in ("nl", "en"):
            pagina = browser.haal(f"/{taal}/organisaties/{code}{deel}")
            assert (pagina.status, len(list(pagina.boom.iter("h1")))) == (200, 1), (deel, taal)
            nummers = [str(een.get("id")) for een in pagina.boom.iter() if een.get("id")]
            assert len(nummers) == len(set(nummers))


def test_the_overview_says_to_whom_it_belongs_what_it_offers_where_it_is_and_what_stands_behind_it(
    browser: Browser,
) -> None:
    links = set(browser.haal("/nl/organisaties/110A133").links())
    assert {
        "/nl/organisaties/100B490",
        "/nl/aanbod/ab7431c0-f985-4742-aa68-42060570b17e",
        "/nl/locaties/107X215",
        "/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/25BE",
        "/nl/organisaties/110A133/structuur",
    } <= links


def test_contact_says_at_whom_it_was_found_by_name(browser: Browser) -> None:
    pagina = browser.haal("/nl/organisaties/110A133/contact")
    assert "Gevonden bij Stichting Hanzehogeschool Groningen" in pagina.woorden
    assert "mailto:algemeen@hanze.example" in pagina.links()


def test_both_trees_are_nested_lists_and_say_which_node_this_is(browser: Browser) -> None:
    pagina = browser.haal("/nl/organisaties/799B004/structuur")
    bomen = pagina.boom.findall(".//main//ul[@class='boom']/li/ul[@class='boom']/li/ul[@class='boom']/li")
    assert len(bomen) == 2
    assert [een.text for een in pagina.boom.iterfind(".//main//strong[@aria-current]")] == [
        "Stichting Regionaal Opleidingencentrum Proefstreek"
    ]


def test_a_large_tree_goes_on_on_the_next_page_with_what_is_above_it(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rio_soap.web.publiek.organisatielezing.KNOPEN", 4)
    eerste = browser.haal("/nl/organisaties/799B004/structuur")
    tweede = browser.haal("/nl/organisaties/799B004/structuur?pagina=2")
    assert "/nl/organisaties/799B004/structuur?pagina=2" in eerste.links()
    assert "staat op een eerdere bladzijde" in tweede.woorden
    assert "99MA00" not in eerste.woorden
    assert "99MA00" in tweede.woorden
    assert browser.haal("/nl/organisaties/799B004/structuur?pagina=9").status == 404


def test_on_another_day_it_says_so_and_the_links_keep_the_day(browser: Browser) -> None:
    pagina = browser.haal("/nl/organisaties/110A133?geldigOp=2020-01-01")
    assert "U ziet wat geldt op 1 januari 2020" in pagina.woorden
    assert "/nl/organisaties/110A133/aanbod?geldigOp=2020-01-01" in pagina.links()
    assert "begint op 1 augustus 1986" in browser.haal("/nl/organisaties/110A133?geldigOp=1980-01-01").woorden


def test_as_it_was_known_just_now_it_is_what_it_is_in_every_part(browser: Browser) -> None:
    nu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    for deel in DELEN[:-1]:
        pagina = browser.haal(f"/nl/organisaties/110A133{deel}?bekendOp={nu}")
        assert (pagina.status, "zoals het register dat wist" in pagina.woorden) == (200, True), deel


def test_a_moment_before_the_register_remembers_is_a_question_that_cannot_be_answered(browser: Browser) -> None:
    assert browser.haal("/nl/organisaties/110A133?bekendOp=1990-01-01").status == 400


@pytest.mark.parametrize("code", ["999A999", "x", "110A13", "107X215"])
def test_an_organisation_that_is_not_there_is_404(browser: Browser, code: str) -> None:
    for deel in DELEN:
        assert browser.haal(f"/nl/organisaties/{code}{deel}").status == 404


def test_another_spelling_of_the_code_leads_to_the_same_part(browser: Browser) -> None:
    antwoord = browser.haal("/nl/organisaties/110a133/contact?geldigOp=2020-01-01", volg=False).antwoord
    assert antwoord.headers["Location"] == "/nl/organisaties/110A133/contact?geldigOp=2020-01-01"


def test_an_organisation_that_was_removed_is_410_with_its_history_and_one_that_ended_says_when(
    browser: Browser, dienst: Dienst
) -> None:
    periode = Gegeven("onderwijsaanbiedergroepPeriode", {"begindatum": date(2021, 1, 1), "naam": "Groep <b>weg</b>"})
    velden = {
        "inBedrijfdatum": date(2021, 1, 1),
        "uitBedrijfdatum": date(2022, 1, 1),
        "onderwijsaanbiedergroepPeriode": [periode],
    }
    inhoud = {"onderwijsbestuurcode": "100B490", "onderwijsaanbiedergroep": Gegeven("onderwijsaanbiedergroep", velden)}
    code = dienst.stuur("aanleveren_onderwijsaanbiedergroep", inhoud).tekst("onderwijsaanbiedergroepcode")
    beeindigd = browser.haal(f"/nl/organisaties/{code}")
    assert "Deze organisatie is beëindigd op 1 januari 2022" in beeindigd.woorden
    assert "Groep <b>weg</b>" in beeindigd.woorden
    dienst.stuur("verwijderen_onderwijsaanbiedergroep", {"onderwijsaanbiedergroepcode": code})
    weg = browser.haal(f"/nl/organisaties/{code}/contact")
    assert weg.status == 410
    assert browser.haal(f"/nl/c/{code}", volg=False).status == 303
    [historie] = [een for een in weg.links() if "/historie" in een]
    assert browser.haal(historie).status == 200

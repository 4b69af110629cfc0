"""Searching: what is found, how it is narrowed, and what is said when nothing is."""

import csv
import io
import re

import pytest

from tests.web.browser import Browser, Pagina


def aantallen(pagina: Pagina) -> dict[str, int]:
    """What stands by each filter."""
    regels = (" ".join(een.text_content().split()) for een in pagina.boom.iterfind(".//ul[@class='filters']/li"))
    return {gevonden[1]: int(gevonden[2]) for regel in regels if (gevonden := re.fullmatch(r"(.+) \((\d+)\)", regel))}


def test_hits_show_kind_code_place_dates_and_board_with_links(browser: Browser) -> None:
    pagina = browser.haal("/nl/zoeken?q=hanzehogeschool")
    for wat in ("Onderwijsaanbieder 110A133", "9747ZZ GRONINGEN", "sinds 1 augustus 1986", "5 resultaten"):
        assert wat in pagina.woorden
    assert {"/nl/organisaties/110A133", "/nl/organisaties/100B490"} <= set(pagina.links())


def test_the_counts_by_kind_and_sector_are_what_the_filter_then_gives(browser: Browser) -> None:
    """Each filter that shows a number is followed, and gives so many; at least one of each sort was tried."""
    pagina = browser.haal("/nl/zoeken?q=proef")
    telling = aantallen(pagina)
    assert {"Onderwijsbestuur", "Basisonderwijs"} <= telling.keys()
    for link in pagina.boom.iterfind(".//ul[@class='filters']/li/a"):
        hoeveel = telling[" ".join(link.text_content().split())]
        gevolgd = browser.haal(str(link.get("href")))
        assert re.search(rf"\b{hoeveel} resulta", gevolgd.woorden), link.get("href")


@pytest.mark.parametrize("q", ["25BE", "100b490", "40169"])
def test_an_exact_code_goes_straight_to_its_page(browser: Browser, q: str) -> None:
    assert browser.haal(f"/nl/zoeken?q={q}", volg=False).status == 303


def test_one_hit_goes_straight_there(browser: Browser) -> None:
    antwoord = browser.haal("/nl/zoeken?q=ambulante", volg=False).antwoord
    assert antwoord.headers["Location"] == "/nl/organisaties/799T001"


def test_several_codes_lead_to_their_list(browser: Browser) -> None:
    assert browser.haal("/nl/zoeken?q=25BE+100B490", volg=False).antwoord.headers["Location"].startswith("/nl/c/25BE")


def test_a_word_with_a_wrong_letter_finds_what_was_meant_and_says_so(browser: Browser) -> None:
    pagina = browser.haal("/nl/zoeken?q=hanzehogescool")
    assert "Niets gevonden met “hanzehogescool”" in pagina.woorden
    assert "/nl/organisaties/110A133" in pagina.links()


def test_nothing_found_says_what_was_searched_and_offers_wider_filters(browser: Browser) -> None:
    pagina = browser.haal("/nl/zoeken?q=xyzzy&sector=MBO")
    assert pagina.status == 200
    assert "Gezocht is op: “xyzzy”" in pagina.woorden
    assert {"/nl/zoeken?q=xyzzy", "/nl/zoeken?q=xyzzy&sector=MBO&ookBeeindigd=true"} <= set(pagina.links())


def test_the_same_words_are_counted_among_programmes(browser: Browser) -> None:
    assert "/nl/aanbod?q=bedrijfskunde" in browser.haal("/nl/zoeken?q=bedrijfskunde").links()


def test_without_words_a_kind_is_listed_by_code_and_without_anything_it_says_what_one_can_search(
    browser: Browser,
) -> None:
    assert "/nl/organisaties/100B490" in browser.haal("/nl/zoeken?soort=ONDERWIJSBESTUUR").links()
    assert "Wat zoekt u?" in browser.haal("/nl/zoeken").woorden


@pytest.mark.parametrize("vraag", ["sector=QQ", "soort=LICENTIE", "geldigOp=gisteren", "pagina=9999", "postcode=1"])
def test_a_filter_that_cannot_be_says_which_field_it_is(browser: Browser, vraag: str) -> None:
    assert browser.haal(f"/nl/zoeken?q=proef&{vraag}").status == 400


def test_what_is_typed_is_shown_as_text_in_every_place_where_it_stands(browser: Browser) -> None:
    for adres in ("/nl/zoeken?q=", "/en/zoeken?plaats=", "/nl/zoeken?gemeente=", "/nl/c/"):
        assert "<i>" not in browser.haal(f"{adres}%22%3E%3Ci%3Ex").tekst


def test_the_export_has_every_hit_once_and_no_cell_that_a_spreadsheet_runs(browser: Browser) -> None:
    antwoord = browser.haal("/nl/zoeken?q=proef&vorm=csv").antwoord
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="rio-zoeken.csv"'
    rijen = list(csv.DictReader(io.StringIO(antwoord.get_data().decode("utf-8-sig"))))
    assert len({(rij["objecttype"], rij["sleutel"]) for rij in rijen}) == len(rijen)
    assert re.search(rf"\b{len(rijen)} results", browser.haal("/en/zoeken?q=proef").woorden)

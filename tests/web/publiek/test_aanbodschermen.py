"""Offers: what is found, whether a programme is recognised and why, and whether one can apply."""

import pytest

from tests.web.browser import Browser

DAG = "geldigOp=2026-11-30"
UITKOMSTEN = [
    ("99000000-0000-4000-8000-000000000001", "Ja, deze opleiding is erkend"),
    ("99000000-0000-4000-8000-000000000002", "Nee, deze opleiding is niet erkend"),
    ("99000000-0000-4000-8000-000000000004", "Nee, de licentie slaapt"),
    ("99000000-0000-4000-8000-000000000008", "Ja, maar er geldt een waarschuwing of sanctie"),
    ("99000000-0000-4000-8000-000000000009", "Nee, de licentie is verlopen"),
    ("99000000-0000-4000-8000-000000000011", "Nee, dit is een eigen opleiding van de instelling"),
    ("fa990000-0000-4000-8000-00000000000c", "De opleiding heeft een keurmerk"),
]


@pytest.mark.parametrize(("code", "uitkomst"), UITKOMSTEN)
def test_an_offer_says_in_plain_words_whether_it_is_recognised(browser: Browser, code: str, uitkomst: str) -> None:
    pagina = browser.haal(f"/nl/aanbod/{code}?{DAG}")
    assert pagina.boom.find(".//div[@class]/p[@class='melding-kop']").text == uitkomst
    assert "30 november 2026" in pagina.woorden


def test_the_grounds_lead_to_the_erkenningen_and_the_licentie_on_which_they_stand(browser: Browser) -> None:
    links = browser.haal(f"/nl/aanbod/{UITKOMSTEN[3][0]}?{DAG}").links()
    assert f"/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99MA?{DAG}" in links
    assert f"/nl/opleidingserkenningen/CREBO/99031?{DAG}" in links
    assert "/nl/licenties/99000000-0000-4000-8000-000000000a06" in links
    assert "erkend door Ministerie van OCW" in browser.haal(f"/nl/aanbod/{UITKOMSTEN[3][0]}?{DAG}").woorden
    assert "Sanctie, 1 februari 2026 tot heden" in browser.haal(f"/nl/aanbod/{UITKOMSTEN[3][0]}?{DAG}").woorden


def test_before_its_begin_an_offer_is_not_offered_and_not_recognised_as_such(browser: Browser) -> None:
    pagina = browser.haal(f"/nl/aanbod/{UITKOMSTEN[0][0]}?geldigOp=2020-01-01")
    assert "Begint op 1 augustus 2024" in pagina.woorden
    assert "De opleiding wordt op deze dag niet aangeboden" in pagina.woorden


@pytest.mark.parametrize(
    ("dag", "stand"),
    [("2025-09-30", "kan nog niet"), ("2026-07-31", "Aanmelden kan nu"), ("2026-08-01", "kan niet meer")],
)
def test_a_cohort_is_open_on_both_days_of_its_period_and_on_no_other(browser: Browser, dag: str, stand: str) -> None:
    kaarten = browser.haal(f"/nl/aanbod/{UITKOMSTEN[3][0]}?geldigOp={dag}").boom.findall(".//ul[@class='kaarten']/li")
    gevonden = {li.find("h3").text_content(): li.find("p/strong").text for li in kaarten}
    assert stand in gevonden["WB-2026-1"]
    assert gevonden["WB-2026-BEDRIJF"] == "Niet open voor aanmelding"


def test_an_offer_is_found_by_its_code_in_any_case_and_names_the_same_in_the_api(browser: Browser) -> None:
    pagina = browser.haal("/en/aanbod/FA990000-0000-4000-8000-00000000000C")
    assert pagina.status == 200
    (json,) = [link for link in pagina.links() if link.startswith("/api/v1/aangeboden-opleidingen/")]
    assert browser.client.get(json).status_code == 200


def test_the_search_finds_by_name_and_place_and_by_whether_one_can_apply(browser: Browser) -> None:
    gevonden = browser.haal(f"/nl/aanbod?q=waterbouw&plaats=doesburg&aanmeldenOp=2026-05-01&{DAG}")
    assert "Aanmelden voor WB-2026-1 kan tot en met 31 juli 2026" in gevonden.woorden
    assert f"/nl/aanbod/{UITKOMSTEN[3][0]}?{DAG}" in gevonden.links()
    assert "erkend, met maatregel" in gevonden.woorden
    niets = browser.haal("/nl/aanbod?q=waterbouw&aanmeldenOp=2020-05-01")
    assert "/nl/aanbod?q=waterbouw" in niets.links()
    assert "Niets gevonden" in niets.woorden


def test_what_is_not_enough_to_search_by_is_said_at_its_field(browser: Browser) -> None:
    for vraag, veld in (("straal=5", "plaats"), ("aanmeldenOp=2026-05-01", "q")):
        pagina = browser.haal(f"/nl/aanbod?{vraag}")
        assert pagina.status == 400
        assert f"#{veld}" in pagina.links()


def test_all_offers_are_there_page_by_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rio_soap.web.publiek.aanbodschermen.PER_PAGINA", 5)
    adres, codes = f"/nl/aanbod?{DAG}", []
    while adres:
        boom = browser.haal(adres).boom
        codes += [a.get("href") for a in boom.iterfind(".//ul[@class='treffers']/li/a")]
        verder = boom.find(".//a[@rel='next']")
        adres = "" if verder is None else str(verder.get("href"))
    assert len(codes) == len(set(codes)) >= 13


def test_an_offer_that_never_was_is_unknown_and_one_has_its_history(browser: Browser) -> None:
    assert browser.haal("/nl/aanbod/99000000-0000-4000-8000-0000000000ff").status == 404
    assert browser.haal(f"/nl/aanbod/{UITKOMSTEN[0][0]}/historie").status == 200

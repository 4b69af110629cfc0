"""Opleidingseenheden: found by name, with what they are part of, their erkenningen and who offers them."""

from datetime import UTC, datetime, timedelta

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.folding import zoektekst
from rio_soap.setup import trial
from tests.service.conftest import Dienst
from tests.web.browser import Browser


def test_a_word_finds_units_of_every_kind_that_have_it_in_a_name(browser: Browser) -> None:
    pagina = browser.haal("/nl/opleidingen?q=proef")
    namen = [een.text_content() for een in pagina.boom.iterfind(".//ul[@class='treffers']/li/a")]
    assert all("proef" in zoektekst(naam) for naam in namen)
    assert {"Vakman waterbouw (proef)", "Bedrijfskunde (proef)"} <= set(namen)
    assert "Niets gevonden" in browser.haal("/nl/opleidingen?q=zzzqqq").woorden


def test_a_code_leads_straight_to_its_unit(browser: Browser) -> None:
    assert (
        browser.haal("/nl/opleidingen?q=1019o0031", volg=False).antwoord.headers["Location"]
        == "/nl/opleidingen/1019O0031"
    )


def test_units_of_a_type_are_listed_by_code(browser: Browser) -> None:
    pagina = browser.haal("/en/opleidingen?type=MBOKWALIFICATIE")
    assert [a.get("href") for a in pagina.boom.iterfind(".//ul[@class='treffers']/li/a")] == [
        "/en/opleidingen/1019O0031"
    ]


def test_a_unit_tells_what_it_is_part_of_and_what_is_part_of_it(browser: Browser) -> None:
    tabellen = browser.haal("/nl/opleidingen/1019O0031").boom.iterfind(".//table")
    van = {tabel.findtext("caption"): tabel.text_content() for tabel in tabellen}
    assert "1019O0030" in van["Hoort bij"]
    assert "1019O0032" in van["Bestaat uit"]


def test_a_unit_leads_to_its_erkenning_and_to_who_offers_it(browser: Browser) -> None:
    links = browser.haal("/nl/opleidingen/1019O0031").links()
    assert "/nl/opleidingserkenningen/CREBO/99031" in links
    assert "/nl/aanbod/99000000-0000-4000-8000-000000000008" in links
    assert "geen erkenning" in browser.haal("/nl/opleidingen/1019O0042").woorden


def test_a_removed_unit_is_gone_with_its_day_and_its_history(browser: Browser, dienst: Dienst) -> None:
    code = dienst.lever()
    toen = datetime.now(UTC)
    assert browser.haal(f"/nl/opleidingen/{code}").status == 200
    weg = dienst.stuur("verwijderen_opleidingseenheid", {"opleidingseenheidcode": code})
    assert weg.tekst("requestGoedgekeurd") == "true", weg.raw
    pagina = browser.haal(f"/nl/opleidingen/{code}")
    assert (pagina.status, pagina.kop) == (410, "Verwijderd")
    (historie,) = [link for link in pagina.links() if link.startswith("/nl/historie/")]
    assert browser.haal(historie).status == 200
    was = browser.haal(f"/nl/opleidingen/{code}?bekendOp={toen:%Y-%m-%dT%H:%M:%S.%fZ}")
    assert (was.status, was.kop) == (200, "Toegepaste Waterkunde")


def test_what_was_not_known_yet_then_says_so_and_leads_to_now(browser: Browser, dienst: Dienst) -> None:
    toen = datetime.now(UTC)
    code = dienst.lever()
    assert toen < datetime.now(UTC) + timedelta(seconds=1)
    pagina = browser.haal(f"/nl/opleidingen/{code}?bekendOp={toen:%Y-%m-%dT%H:%M:%S.%fZ}")
    assert (pagina.status, pagina.kop) == (404, "Toen nog niet bekend")
    assert f"/nl/opleidingen/{code}" in pagina.links()


def test_what_a_sender_wrote_is_text_on_a_page_and_never_markup(browser: Browser, dienst: Dienst) -> None:
    eenheid = trial.voorbeeldlevering()
    (periode,) = eenheid.velden["opleidingseenheidPeriode"]  # type: ignore[misc]
    assert isinstance(periode, Gegeven)
    periode.velden["naamLang"] = periode.velden["omschrijving"] = '<script>alert("x")</script>'
    antwoord = dienst.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
    code = antwoord.tekst("opleidingseenheidcode")
    for adres in (f"/nl/opleidingen/{code}", "/nl/opleidingen?q=script"):
        pagina = browser.haal(adres)
        assert 'alert("x")' in pagina.woorden
        assert "<script>alert" not in pagina.tekst

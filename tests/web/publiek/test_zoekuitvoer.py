"""An export that is too much to wait for: a page that waits instead, and then the file."""

import time

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.web.publiek import zoekuitvoer
from tests.web.browser import Browser


def test_a_large_export_is_202_until_it_is_there_and_then_a_link_to_the_whole_file(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zoekuitvoer, "DIRECT", 3)
    monkeypatch.setattr(zoekuitvoer, "_BLOK", 5)
    adres = "/nl/zoeken?q=proef&vorm=csv"
    pagina = browser.haal(adres)
    assert pagina.status == 202
    assert pagina.antwoord.headers["Refresh"] == "2"
    for _ in range(100):
        if (pagina := browser.haal(adres)).status == 200:
            break
        time.sleep(0.05)
    [link] = [een for een in pagina.links() if "haal=ja" in een]
    regels = browser.haal(link).antwoord.get_data().decode("utf-8-sig").splitlines()
    monkeypatch.undo()
    direct = browser.haal(adres).antwoord.get_data().decode("utf-8-sig").splitlines()
    assert regels == direct


def test_no_more_exports_wait_than_are_allowed(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoekuitvoer, "DIRECT", 3)
    monkeypatch.setattr(zoekuitvoer, "_bezig", {"a", "b", "c", "d"})
    pagina = browser.haal("/nl/zoeken?q=stichting&vorm=csv")
    assert (pagina.status, pagina.antwoord.headers["Retry-After"]) == (429, "30")


def test_a_cell_that_begins_like_a_formula_is_text() -> None:
    velden = {"objecttype": "ONDERWIJSBESTUUR", "sleutel": "100B490", "naam": "=1+1"}
    assert zoekuitvoer.rij_van(Gegeven("organisatietreffer", velden))[2] == "'=1+1"


def test_old_files_go(monkeypatch: pytest.MonkeyPatch) -> None:
    oud = zoekuitvoer.uitvoermap() / "oud.csv"
    oud.write_text("x", "utf-8")
    monkeypatch.setattr(zoekuitvoer, "_BEWAARD", -1)
    assert not (zoekuitvoer.uitvoermap() / "oud.csv").exists()

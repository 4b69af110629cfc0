"""Licenties with their maatregelen, and erkenners with what they may recognise."""

from collections.abc import Iterator
from datetime import date

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.setup import trial
from tests.service.conftest import Dienst
from tests.web.browser import Browser

LICENTIE = "99000000-0000-4000-8000-000000000a06"


def test_a_licentie_ties_an_institution_to_an_opleiding_and_shows_its_maatregelen(browser: Browser) -> None:
    pagina = browser.haal(f"/nl/licenties/{LICENTIE}")
    assert "/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99MA" in pagina.links()
    assert "/nl/opleidingserkenningen/CREBO/99031" in pagina.links()
    assert "Sanctie" in pagina.woorden
    assert "1 februari 2028" in pagina.woorden


def test_a_licentie_that_ended_stays_with_a_notice(browser: Browser) -> None:
    pagina = browser.haal("/nl/licenties/99000000-0000-4000-8000-000000000a07")
    assert (pagina.status, "Beëindigd op 1 augustus 2025" in pagina.woorden) == (200, True)


def test_a_licentie_names_what_came_before_it_and_what_after(browser: Browser) -> None:
    oud, nieuw = (f"/nl/licenties/99000000-0000-4000-8000-000000000a{nr}" for nr in ("09", "0a"))
    assert nieuw in browser.haal(oud).links()
    assert oud in browser.haal(nieuw).links()


def test_every_licentie_that_is_listed_has_a_page(browser: Browser) -> None:
    links = [link for link in browser.haal("/en/licenties").links() if link.startswith("/en/licenties/")]
    assert len(links) >= 8
    assert browser.haal(links[-1]).status == 200
    assert browser.haal("/en/licenties/99000000-0000-4000-8000-0000000000ff").status == 404


def test_an_erkenner_says_what_it_may_recognise_and_by_what_law(browser: Browser) -> None:
    assert "/nl/erkenners/100E003" in browser.haal("/nl/erkenners").links()
    pagina = browser.haal("/nl/erkenners/100E003")
    (tabel,) = pagina.boom.iter("table")
    assert "1 februari 2005" in tabel.text_content()
    assert browser.haal("/nl/erkenners/999E999").status == 404


@pytest.fixture
def onthouden(dienst: Dienst) -> Iterator[str]:
    """A licentie under a publicatieverbod, as long as the test runs."""
    code = "99000000-0000-4000-8000-000000000a05"
    sleutel = {"licentiecode": code, "soort": "PUBLICATIEVERBOD", "begindatum": date(2020, 1, 1)}
    verbod = {"licentiemaatregel": Gegeven("licentiemaatregel", {**sleutel})}
    erbij = dienst.stuur("aanleveren_licentiemaatregel", verbod, oin=trial.OIN_DUO)
    assert erbij.tekst("requestGoedgekeurd") == "true", erbij.raw
    yield code
    weg = dienst.stuur("verwijderen_licentiemaatregel", verbod, oin=trial.OIN_DUO)
    assert weg.tekst("requestGoedgekeurd") == "true", weg.raw


def test_a_licentie_that_is_withheld_is_on_no_page(browser: Browser, onthouden: str) -> None:
    assert browser.haal(f"/nl/licenties/{onthouden}").status == 404
    for adres in (
        "/nl/licenties",
        "/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99MA",
        "/nl/opleidingserkenningen/KSE/9910",
        "/nl/aanbod/99000000-0000-4000-8000-000000000007",
    ):
        assert onthouden not in browser.haal(adres).tekst, adres
    assert "geen licentie" in browser.haal("/nl/aanbod/99000000-0000-4000-8000-000000000007").woorden

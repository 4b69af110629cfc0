"""Erkende samenwerkingen: which serves a postcode, its members and its region over time."""

from datetime import UTC, datetime

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.setup import trial
from rio_soap.web.publiek.samenwerkingschermen import reeksen
from tests.register.hulp_erkenning import SAMEN, erkenning, gebied
from tests.service.conftest import Dienst
from tests.web.browser import Browser


def codes(browser: Browser, vraag: str) -> list[str]:
    links = browser.haal(f"/nl/samenwerkingen?{vraag}").links()
    return [link.rpartition("/")[2].partition("?")[0] for link in links if link.startswith("/nl/samenwerkingen/")]


def test_a_postcode_whole_or_its_digits_leads_to_who_serves_it_on_the_day(browser: Browser) -> None:
    assert codes(browser, "postcode=6982&geldigOp=2026-11-30") == ["PO9901", "VO9901"]
    assert codes(browser, "postcode=6982AB&geldigOp=2026-11-30") == ["PO9901", "VO9901"]
    assert codes(browser, "postcode=6983&geldigOp=2015-01-01") == ["PO9901"]
    assert codes(browser, "postcode=6982&soort=SWVO&geldigOp=2026-11-30") == ["VO9901"]
    assert codes(browser, "soort=PAPO&geldigOp=2026-11-30") == ["PO9901"]
    assert "Geen samenwerking gevonden" in browser.haal("/nl/samenwerkingen?postcode=1000").woorden


def test_a_samenwerking_shows_its_members_and_its_region(browser: Browser) -> None:
    pagina = browser.haal("/nl/samenwerkingen/PO9901")
    assert "6981–6983" in pagina.woorden
    assert "/nl/erkenningen/OCW/BEVOEGD_GEZAG/99901" in pagina.links()
    assert "/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99PA" in pagina.links()
    assert browser.haal("/nl/samenwerkingen/XX0000").status == 404


def test_postcodes_that_follow_each_other_are_one_run() -> None:
    assert reeksen(["6983", "6981", "6982", "0999", "1001", "1000"]) == ["0999–1001", "6981–6983"]
    assert reeksen(["9747"]) == ["9747"]
    assert reeksen(None) == []


@pytest.fixture(scope="module")
def verwijderd(dienst: Dienst) -> str:
    """The moment at which a samenwerking PO3001 was there that was removed after it."""
    deel = erkenning("erkendeSamenwerking", regioErkendeSamenwerking=[gebied("8888", "8889")])
    keuze = Gegeven("instellingserkenning", {deel.naam: deel})
    erbij = dienst.stuur("aanleveren_instellingserkenning", {"instellingserkenning": keuze}, oin=trial.OIN_DUO)
    assert erbij.tekst("requestGoedgekeurd") == "true", erbij.raw
    toen = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    sleutel = SAMEN.als_gegeven("instellingserkenning")
    weg = dienst.stuur("verwijderen_instellingserkenning", {"instellingserkenning": sleutel}, oin=trial.OIN_DUO)
    assert weg.tekst("requestGoedgekeurd") == "true", weg.raw
    return toen


@pytest.mark.parametrize("pad", ["/samenwerkingen/PO3001", "/erkenningen/OCW/ERKENDE_SAMENWERKING/PO3001"])
def test_a_samenwerking_that_was_removed_is_gone_and_can_still_be_seen_as_it_was_known(
    browser: Browser, verwijderd: str, pad: str
) -> None:
    weg = browser.haal(f"/nl{pad}")
    assert (weg.status, weg.kop) == (410, "Verwijderd")
    (historie,) = [link for link in weg.links() if link.startswith("/nl/historie/")]
    assert "8888" in browser.haal(historie).woorden
    toen = browser.haal(f"/nl{pad}?bekendOp={verwijderd}")
    assert (toen.status, toen.kop) == (200, "Stichting Proef")
    assert "zoals ze toen bekend waren" in toen.woorden
    assert codes(browser, "postcode=8888") == []

"""Erkende samenwerkingen: which serves a postcode, its members and its region over time."""

from rio_soap.web.publiek.samenwerkingschermen import reeksen
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

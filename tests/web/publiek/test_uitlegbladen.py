"""Help, statements, contact, and the data elsewhere: every page in both languages, with links that lead somewhere."""

import itertools
import json
import re
from pathlib import Path

import pytest

from rio_soap.contract.operaties import DIENSTEN
from rio_soap.web.publiek.databladen import omvang
from rio_soap.web.publiek.uitlegbladen import ONDERWERPEN, alinea_van
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

BLADEN = (
    "/uitleg",
    *(f"/uitleg/{slug}" for slug in ONDERWERPEN),
    "/contact",
    "/toegankelijkheid",
    "/privacy",
    "/begrippen",
    "/data",
    "/wijzigingen",
    "/waardenlijsten",
    "/waardenlijsten/Sector",
    "/uittreksel",
    "/uittreksel?code=100B490",
    "/uittreksel/controleren",
    "/historie/ONDERWIJSBESTUUR/100B490",
)


def _koppen(pagina: Pagina) -> list[int]:
    return [int(str(een.tag)[1]) for een in pagina.boom.iter() if re.fullmatch(r"h[1-6]", str(een.tag))]


@pytest.mark.parametrize("pad", BLADEN)
def test_a_page_has_one_h1_headings_in_order_ids_once_and_no_style_of_its_own(browser: Browser, pad: str) -> None:
    for taal in ("nl", "en"):
        pagina = browser.haal(f"/{taal}{pad}")
        assert pagina.status == 200
        koppen = _koppen(pagina)
        assert koppen.count(1) == 1
        assert koppen[0] == 1
        assert all(later <= eerder + 1 for eerder, later in itertools.pairwise(koppen)), koppen
        ids = [str(een.get("id")) for een in pagina.boom.iter() if een.get("id")]
        assert len(ids) == len(set(ids))
        assert 'style="' not in pagina.tekst
        labels = {str(een.get("for")) for een in pagina.boom.iter("label")}
        velden = [een for een in pagina.boom.iter("input", "select") if een.get("type") != "hidden"]
        assert {str(een.get("id")) for een in velden} <= labels
        assert len(pagina.tekst.encode()) < 100_000


def test_every_help_page_says_of_which_day_it_is(browser: Browser) -> None:
    for slug in (*(f"uitleg/{een}" for een in ONDERWERPEN), "toegankelijkheid", "privacy"):
        assert re.search(r"Updated on \d+ [A-Z][a-z]+ 20\d\d", browser.haal(f"/en/{slug}").woorden), slug


def test_a_help_page_that_is_not_there_is_not_found(browser: Browser) -> None:
    assert browser.haal("/nl/uitleg/iets-anders").status == 404
    assert browser.haal("/nl/uitleg/privacy").status == 404


def test_a_text_of_the_catalogue_is_never_markup() -> None:
    alinea = alinea_van("Zie [de <b>lijst</b>](/zoeken) en `a<b`.")
    assert [tuple(stuk) for stuk in alinea.regels[0]] == [
        ("tekst", "Zie ", ""),
        ("link", "de <b>lijst</b>", "/zoeken"),
        ("tekst", " en ", ""),
        ("code", "a<b", ""),
        ("tekst", ".", ""),
    ]
    assert [een.lijst for een in (alinea_van("- a\n- b"), alinea_van("[x](https://elders.example)"))] == [True, False]
    assert alinea_van("[x](https://elders.example)").regels[0][0].soort == "tekst"


def test_the_contact_page_names_the_helpdesk_as_it_was_set_and_says_so_when_there_is_none(browser: Browser) -> None:
    assert "geen helpdesk opgegeven" in browser.haal("/nl/contact").woorden


def test_what_was_published_is_named_by_family_with_sizes_and_hashes(browser: Browser, dienst: Dienst) -> None:
    leeg = browser.haal("/nl/data")
    assert "nog geen bestanden" in leeg.woorden
    dag: Path = dienst.settings.publicatiemap / "2026-10-03"
    dag.mkdir(parents=True)
    bron = [("a", "a.csv", 1500, 7), ("b", "b.jsonl.gz", 10, None), ("m", "mutaties/Mutaties_a.csv", 5, 1)]
    delen = [{"name": n, "path": p, "bytes": b, "hash": f"sha256:{n * 64}", "rio:rijen": r} for n, p, b, r in bron]
    manifest = {"resources": delen, "rio:moment": "2026-10-03T00:30:00.000Z", "rio:volgnummer": 3}
    (dag / "datapackage.json").write_text(json.dumps(manifest))
    try:
        pagina = browser.haal("/nl/data?familie=tabellen")
        assert "/opendata/v1/2026-10-03/a.csv" in pagina.links()
        assert "/opendata/v1/2026-10-03/mutaties/Mutaties_a.csv" not in pagina.links()
        assert "sha256:" + "a" * 64 in pagina.tekst
        assert "2 kB" in pagina.woorden
        assert browser.haal("/nl/data?datum=2026-10-04").status == 404
        assert browser.haal("/nl/data?familie=alles").status == 400
    finally:
        (dag / "datapackage.json").unlink()
        dag.rmdir()


def test_the_contracts_that_are_linked_are_served(browser: Browser, dienst: Dienst) -> None:
    links = browser.haal("/nl/data").links()
    for soort in DIENSTEN:
        for adres in (f"{soort.pad}?wsdl", f"{soort.pad}?xsd={soort.xsd}"):
            assert adres in links
            assert dienst.get(adres).status == 200


def test_a_size_is_told_in_the_units_of_si() -> None:
    assert [omvang(aantal) for aantal in (0, 999, 1_500, 2_000_000, 3_500_000_000)] == [
        "0 B",
        "999 B",
        "2 kB",
        "2 MB",
        "3.5 GB",
    ]

"""What a file of a BAG extract is, by its first bytes."""

import gzip

import pytest

from rio_soap.chain.bagextract.kind import BEGIN, LAADBAAR, Soort, soort_van

LVBAG = "http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601"
OBJECTEN = "www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601"
GWR = "http://www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-deelbestand-lvc/v20200601"
PRODUCTEN = "www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601"
BAG1 = "http://www.kadaster.nl/schemas/bag-verstrekkingen/extract-deelbestand-lvc/v20090901"


def xml(naam: str, ruimte: str = "", inhoud: str = "") -> bytes:
    bij = f' xmlns="{ruimte}"' if ruimte else ""
    return f'<?xml version="1.0"?><{naam}{bij}>{inhoud}</{naam}>'.encode()


@pytest.mark.parametrize(
    ("begin", "soort"),
    [
        (b"", Soort.LEEG),
        (b"PK\x03\x04rest", Soort.ZIP),
        (b"PK\x05\x06", Soort.ZIP),
        (gzip.compress(b"<a/>"), Soort.GZIP),
        (b"7z\xbc\xaf\x27\x1c", Soort.ZEVEN),
        (b"%PDF-1.7", Soort.PDF),
        (b"\x00\x01\x02", Soort.ONBEKEND),
        (b"code;naam\n1;x\n", Soort.ONBEKEND),
        (b"<!DOCTYPE html><html><p>", Soort.HTML),
        (b"\xef\xbb\xbf  <HTML>", Soort.HTML),
        (xml("html"), Soort.HTML),
        (xml("bagStand", LVBAG), Soort.STAND),
        (xml("bagStand", LVBAG.replace("v20200601", "v20250101")), Soort.ANDERE_VERSIE),
        (xml("bagMutaties", LVBAG), Soort.MUTATIES),
        (xml("BAG-GWR-Deelbestand-LVC", GWR), Soort.RELATIE),
        (xml("BAG-Extract-Levering", LVBAG), Soort.LEVERING),
        (xml("BAG-Extract-Deelbestand-LVC", BAG1), Soort.BAG1),
        (xml("iets", BAG1), Soort.BAG1),
        (xml("BAG-Mutaties-Deelbestand-LVC"), Soort.BAG1),
        (xml("iets"), Soort.XML),
        (xml("deel", "", f'<o:Pand xmlns:o="{OBJECTEN}"/>'), Soort.STAND),
        (xml("deel", "", f'<g:GemeenteWoonplaatsRelatie xmlns:g="{PRODUCTEN}"/>'), Soort.RELATIE),
        (
            xml("deel", "", '<m:x xmlns:m="http://www.kadaster.nl/schemas/mutatielevering-generiek/1.0"/>'),
            Soort.MUTATIES,
        ),
        (xml("deel", "", "<a/><b/>"), Soort.XML),
    ],
)
def test_a_file_is_known_by_how_it_begins(begin: bytes, soort: Soort) -> None:
    assert soort_van(begin) is soort


def test_the_begin_of_a_long_file_is_enough() -> None:
    lang = xml("bagStand", LVBAG, "<a>" + "x" * (2 * BEGIN) + "</a>")
    assert soort_van(lang[:BEGIN]) is Soort.STAND


def test_a_mistake_after_the_root_does_not_hide_what_it_is() -> None:
    assert soort_van(xml("bagStand", LVBAG)[:-5] + b"<<") is Soort.STAND


def test_what_is_not_loaded_says_what_to_do() -> None:
    assert all(len(soort.value) > 4 for soort in Soort)
    assert {Soort.STAND, Soort.RELATIE, Soort.LEVERING} == LAADBAAR


def test_an_entity_is_not_resolved() -> None:
    bom = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert soort_van(bom) is Soort.XML

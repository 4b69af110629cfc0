"""What a file of a BAG extract is, by its first bytes."""

import gzip

import pytest

from rio_soap.chain.bagextract.kind import BEGIN, LAADBAAR, FileKind, soort_van

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
        (b"", FileKind.LEEG),
        (b"PK\x03\x04rest", FileKind.ZIP),
        (b"PK\x05\x06", FileKind.ZIP),
        (gzip.compress(b"<a/>", mtime=0), FileKind.GZIP),
        (b"7z\xbc\xaf\x27\x1c", FileKind.ZEVEN),
        (b"%PDF-1.7", FileKind.PDF),
        (b"\x00\x01\x02", FileKind.ONBEKEND),
        (b"code;naam\n1;x\n", FileKind.ONBEKEND),
        (b"<!DOCTYPE html><html><p>", FileKind.HTML),
        (b"\xef\xbb\xbf  <HTML>", FileKind.HTML),
        (xml("html"), FileKind.HTML),
        (xml("bagStand", LVBAG), FileKind.STAND),
        (xml("bagStand", LVBAG.replace("v20200601", "v20250101")), FileKind.ANDERE_VERSIE),
        (xml("bagMutaties", LVBAG), FileKind.MUTATIES),
        (xml("BAG-GWR-Deelbestand-LVC", GWR), FileKind.RELATIE),
        (xml("BAG-Extract-Levering", LVBAG), FileKind.LEVERING),
        (xml("BAG-Extract-Deelbestand-LVC", BAG1), FileKind.BAG1),
        (xml("iets", BAG1), FileKind.BAG1),
        (xml("BAG-Mutaties-Deelbestand-LVC"), FileKind.BAG1),
        (xml("iets"), FileKind.XML),
        (xml("deel", "", f'<o:Pand xmlns:o="{OBJECTEN}"/>'), FileKind.STAND),
        (xml("deel", "", f'<g:GemeenteWoonplaatsRelatie xmlns:g="{PRODUCTEN}"/>'), FileKind.RELATIE),
        (
            xml("deel", "", '<m:x xmlns:m="http://www.kadaster.nl/schemas/mutatielevering-generiek/1.0"/>'),
            FileKind.MUTATIES,
        ),
        (xml("deel", "", "<a/><b/>"), FileKind.XML),
    ],
)
def test_a_file_is_known_by_how_it_begins(begin: bytes, soort: FileKind) -> None:
    assert soort_van(begin) is soort


def test_the_begin_of_a_long_file_is_enough() -> None:
    lang = xml("bagStand", LVBAG, "<a>" + "x" * (2 * BEGIN) + "</a>")
    assert soort_van(lang[:BEGIN]) is FileKind.STAND


def test_a_mistake_after_the_root_does_not_hide_what_it_is() -> None:
    assert soort_van(xml("bagStand", LVBAG)[:-5] + b"<<") is FileKind.STAND


def test_what_is_not_loaded_says_what_to_do() -> None:
    assert all(len(soort.value) > 4 for soort in FileKind)
    assert {FileKind.STAND, FileKind.RELATIE, FileKind.LEVERING} == LAADBAAR


def test_an_entity_is_not_resolved() -> None:
    bom = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert soort_van(bom) is FileKind.XML

"""What a file is that should be of a BAG extract, by how it begins; its name may say anything."""

from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from typing import cast

from lxml import etree

BEGIN = 1 << 16
"""Bytes that are enough to tell."""
_LVBAG = "www.kadaster.nl/schemas/lvbag/"
_VERSIE = "/v20200601"
_BAG1 = "www.kadaster.nl/schemas/bag-verstrekkingen/"


class FileKind(Enum):
    """A kind of file; the value says what to tell of one that is not loaded."""

    ZIP = "a zip"
    STAND = "objects of a BAG extract"
    RELATIE = "which woonplaatsen are in which gemeente"
    LEVERING = "the delivery document of a BAG extract"
    MUTATIES = (
        "mutations of the BAG, which say what changed since an extract; load a whole one instead (lvbag-extract-nl.zip "
        "of PDOK, BAGNLDL-….zip or BAGGEM….zip)"
    )
    BAG1 = (
        "of BAG Extract 1.0, which Kadaster made until 2021; load one of BAG Extract 2.0 (lvbag-extract-nl.zip of PDOK)"
    )
    ANDERE_VERSIE = "of another version of the BAG extract than v20200601"
    GZIP = "packed with gzip, as Kadaster does not; unpack it first"
    ZEVEN = "packed with 7-Zip, as Kadaster does not; unpack it first"
    HTML = "a web page: perhaps what the server said instead of giving the extract"
    PDF = "a PDF"
    LEEG = "empty"
    XML = "XML, but no file of a BAG extract"
    ONBEKEND = "no XML and no zip"


LAADBAAR = frozenset({FileKind.STAND, FileKind.RELATIE, FileKind.LEVERING})
_MERKEN = (
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),
    (b"\x1f\x8b", FileKind.GZIP),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ZEVEN),
    (b"%PDF-", FileKind.PDF),
)
_OBJECTEN = "www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601"
_RELATIES = "www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601"
_MUTATIERUIMTE = "www.kadaster.nl/schemas/mutatielevering-generiek/"
_WORTELS = {
    "bagStand": FileKind.STAND,
    "BAG-GWR-Deelbestand-LVC": FileKind.RELATIE,
    "BAG-Extract-Levering": FileKind.LEVERING,
}


def soort_van(begin: bytes) -> FileKind:
    """The kind of a file.

    :param begin: its first `BEGIN` bytes.
    """
    if not begin:
        return FileKind.LEEG
    for merk, soort in _MERKEN:
        if begin.startswith(merk):
            return soort
    namen = [etree.QName(naam) for naam in _namen(begin)]
    if not namen:
        start = begin.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower()
        return FileKind.HTML if start.startswith((b"<!doctype html", b"<html")) else FileKind.ONBEKEND
    soort = _soort_van_wortel(namen[0])
    return _soort_van_inhoud(namen) if soort is FileKind.XML else soort


def _soort_van_wortel(wortel: etree.QName) -> FileKind:
    ruimte = (wortel.namespace or "").removeprefix("http://")
    if ruimte.startswith(_BAG1) or wortel.localname.startswith(("BAG-Extract-Deelbestand", "BAG-Mutaties")):
        return FileKind.BAG1
    if ruimte.startswith(_LVBAG):
        if wortel.localname == "bagMutaties":
            return FileKind.MUTATIES
        if soort := _WORTELS.get(wortel.localname):
            return soort if ruimte.endswith(_VERSIE) else FileKind.ANDERE_VERSIE
    return FileKind.HTML if wortel.localname.lower() == "html" else FileKind.XML


def _soort_van_inhoud(namen: list[etree.QName]) -> FileKind:
    """The kind of a file whose root says nothing, as one that was cut out of an extract or put together: by the first
    element in it that is of the BAG."""
    for naam in namen:
        ruimte = (naam.namespace or "").removeprefix("http://")
        if ruimte.startswith(_MUTATIERUIMTE):
            return FileKind.MUTATIES
        if ruimte == _OBJECTEN:
            return FileKind.STAND
        if ruimte == _RELATIES:
            return FileKind.RELATIE
        if (soort := _soort_van_wortel(naam)) not in (FileKind.XML, FileKind.HTML):
            return soort
    return FileKind.XML


def _namen(begin: bytes) -> list[str]:
    """The names of the elements that can be seen, the root first; none when it is no XML."""
    lezer = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True, load_dtd=False)
    with suppress(etree.XMLSyntaxError):  # the root may stand before the mistake
        lezer.feed(begin)
        lezer.close()  # of a few bytes nothing is seen before
    return [str(element.tag) for _, element in cast("Iterator[tuple[str, etree._Element]]", lezer.read_events())]

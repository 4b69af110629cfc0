"""Loading a BAG extract (LVBAG, v20200601) into the store of the stand-in: streaming, in bounded memory.

Takes the national file or that of a gemeente as Kadaster ships it (zips in a zip), its inner zips, single XML files,
or a directory of any of these. In-onderzoek, inactive and non-BAG files are left out.
"""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from lxml import etree
from tqdm import tqdm

from rio_soap.keten import gml
from rio_soap.keten.proef.bagopslag import BagSchrijver, Rij, schrijf_geometrie
from rio_soap.keten.proef.gemeenten import Extractfout, lees_gemeenten

__all__ = ["Extractfout", "laad_extract", "lees_gemeenten"]

OBJ = "{www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601}"
_HIST = "{www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601}"
_SL = "{http://www.kadaster.nl/schemas/standlevering-generiek/1.0}"
_EXTRACT = "{http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601}"
_GWR = "{www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601}"
_BAGTYPEN = "{www.kadaster.nl/schemas/lvbag/gem-wpl-rel/bag-types/v20200601}"
_SELECTIES = "{http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601}"

_SOORT = re.compile(r"\d{4}(?:WPL|OPR|NUM|VBO|LIG|STA|PND)\d{8}(?:-\d+)?\.(?:xml|zip)\Z")
_RELATIE = re.compile(r"GEM-WPL-RELATIE-\d{8}(?:-\d+)?\.(?:xml|zip)\Z")
_LEVERING = re.compile(r"Leveringsdocument-BAG-Extract\.xml\Z")
_GEMEENTE = re.compile(r"(?:BAGGEM\d{4}L-\d{8}|lvbag-extract-[a-z0-9]+)\.zip\Z")
_DIEPSTE_ZIP = 3


def laad_extract(
    bron: Path, doel: Path, *, gemeenten: Mapping[str, str] | None = None, toon: bool = True
) -> dict[str, int]:
    """Load an extract into a new store, which takes the place of an old one when it is complete.

    :param bron: zip, XML file or directory.
    :param gemeenten: names by code, as of `lees_gemeenten`; an extract of one gemeente brings its own.
    :param toon: a progress bar on stderr.
    :return: number of versions per table.
    :raises Extractfout: for a file that is no extract; the old store is then still there.
    """
    bestanden = sorted(p for p in bron.rglob("*") if p.is_file()) if bron.is_dir() else [bron]
    gewenst = [p for p in bestanden if p == bron or _gewenst(p.name)]
    # a directory often holds the same twice, as zip and unpacked; versions have a key, so the second does no harm
    totaal = sum(p.stat().st_size for p in gewenst)
    with (
        BagSchrijver(doel) as schrijver,
        tqdm(total=totaal, unit="B", unit_scale=True, desc="BAG-extract", disable=not toon) as balk,
    ):
        for pad in gewenst:
            with pad.open("rb") as bestand:
                _bestand(pad.name, bestand, pad.stat().st_size, schrijver, balk.update, 0)
        for code, naam in (gemeenten or {}).items():
            schrijver.zet("gemeente", (code, naam))
        if not any(schrijver.aantal.get(tabel) for tabel in ("object", "nummer", "woonplaats")):
            raise Extractfout(f"{bron}: no objects of a BAG extract found")
        return dict(schrijver.aantal)


def _gewenst(naam: str) -> bool:
    return any(vorm.match(naam) for vorm in (_SOORT, _RELATIE, _LEVERING, _GEMEENTE))


Tel = Callable[[float], object]


def _bestand(naam: str, bestand: IO[bytes], omvang: int, schrijver: BagSchrijver, tel: Tel, diepte: int) -> None:
    """Load a file; `omvang` is its share of the progress bar."""
    if not naam.lower().endswith(".zip"):
        _xml(naam, _Geteld(bestand, tel), schrijver)
        return
    if diepte >= _DIEPSTE_ZIP:
        raise Extractfout(f"{naam}: zips nested deeper than {_DIEPSTE_ZIP}")
    try:
        with zipfile.ZipFile(bestand) as archief:
            if min((lid.header_offset for lid in archief.infolist()), default=0) > 0:
                # half a zip of zips looks like a whole one: that of its last complete member
                raise Extractfout(f"{naam}: not complete")
            leden = [lid for lid in archief.infolist() if _gewenst(Path(lid.filename).name) and not lid.is_dir()]
            gewicht = omvang / (sum(lid.compress_size for lid in leden) or 1)
            for lid in leden:
                _lid(archief, lid, lid.compress_size * gewicht, schrijver, tel, diepte)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as fout:
        raise Extractfout(f"{naam}: {fout}") from fout


def _lid(
    archief: zipfile.ZipFile, lid: zipfile.ZipInfo, omvang: float, schrijver: BagSchrijver, tel: Tel, diepte: int
) -> None:
    naam = Path(lid.filename).name
    with archief.open(lid) as stroom:
        if naam.endswith(".zip") and lid.compress_type != zipfile.ZIP_STORED:
            # a zip is read from its end; inside a compressed one that would mean unpacking it again and again
            with tempfile.TemporaryFile() as los:
                shutil.copyfileobj(stroom, los, 1 << 20)
                los.seek(0)
                _bestand(naam, los, int(omvang), schrijver, tel, diepte + 1)
        elif naam.endswith(".zip"):
            _bestand(naam, stroom, int(omvang), schrijver, tel, diepte + 1)
        else:
            _xml(naam, _Geteld(stroom, tel, omvang / (lid.file_size or 1)), schrijver)


class _Geteld:
    """A stream that reports what is read of it."""

    def __init__(self, stroom: IO[bytes], tel: Tel, gewicht: float = 1.0) -> None:
        self._stroom, self._tel, self._gewicht = stroom, tel, gewicht

    def read(self, omvang: int = -1) -> bytes:
        brok = self._stroom.read(omvang)
        self._tel(len(brok) * self._gewicht)
        return brok


def _xml(naam: str, stroom: _Geteld, schrijver: BagSchrijver) -> None:
    """Load one XML file, element by element; each is forgotten when it is done."""
    labels = (f"{_SL}stand", f"{_GWR}GemeenteWoonplaatsRelatie", f"{_SELECTIES}Gemeente")
    try:
        lezer = etree.iterparse(
            stroom,
            events=("end",),
            tag=labels,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in lezer:
            if element.getroottree().docinfo.doctype:
                raise Extractfout(f"{naam}: a DTD is not allowed")
            for tabel, rij in _rijen(element):
                schrijver.zet(tabel, rij)
            _vergeet(element)
    except etree.XMLSyntaxError as fout:
        raise Extractfout(f"{naam}: {fout}") from fout
    except Extractfout:
        raise
    except (ValueError, IndexError, KeyError) as fout:
        raise Extractfout(f"{naam}: {type(fout).__name__}: {fout}") from fout


def _vergeet(element: etree._Element) -> None:
    element.clear()
    ouder = element.getparent()
    while ouder is not None and element.getprevious() is not None:
        del ouder[0]


def _rijen(element: etree._Element) -> Iterator[tuple[str, Rij]]:
    """The rows of one element of an extract."""
    if element.tag == f"{_SL}stand":
        if len(element) and len(element[0]):
            yield from _object(element[0][0])
    elif element.tag == f"{_SELECTIES}Gemeente":
        code, naam = (element.findtext(f"{_SELECTIES}Gemeente{x}") for x in ("Identificatie", "Naam"))
        if code and naam:
            yield "gemeente", (code, naam)
    else:
        tijdvak = element.find(f"{_GWR}tijdvakgeldigheid")
        plaats = element.findtext(f"{_GWR}gerelateerdeWoonplaats/{_GWR}identificatie")
        gemeente = element.findtext(f"{_GWR}gerelateerdeGemeente/{_GWR}identificatie")
        if tijdvak is not None and element.findtext(f"{_GWR}status") == "definitief":
            van = (tijdvak.findtext(f"{_BAGTYPEN}begindatumTijdvakGeldigheid") or "")[:10]
            tot = (tijdvak.findtext(f"{_BAGTYPEN}einddatumTijdvakGeldigheid") or "")[:10] or None
            yield "ligt_in", (plaats, gemeente, van, tot)


def _object(element: etree._Element) -> Iterator[tuple[str, Rij]]:
    """The rows of one version of an object; none when that version was never valid."""
    maak = _MAKERS.get(etree.QName(element).localname)
    if maak is None:
        return
    delen = {str(kind.tag): kind for kind in element}
    voorkomen = _voorkomen(delen.get(f"{OBJ}voorkomen"))
    id_ = _tekst(delen, "identificatie")
    if voorkomen is None or id_ is None:
        return
    docdatum = (_tekst(delen, "documentdatum") or "2009-01-01").replace("-", "")
    bron = (_tekst(delen, "geconstateerd") or "N", docdatum, (_tekst(delen, "documentnummer") or "")[:20])
    tabel, eigen = maak(element, delen)
    yield tabel, (id_, *voorkomen, *bron, *eigen)
    if tabel == "object":
        for nummer in str(eigen[6] or "").split():
            yield "nevenadres", (nummer, id_)


def _voorkomen(element: etree._Element | None) -> tuple[int, str, str | None] | None:
    """Version, begin and end; None for a version that is inactive, no BAG object, or valid on no day."""
    if element is None or len(element) == 0:
        return None
    delen: dict[str, str] = {}
    for kind in element[0].iter():
        if kind.text:
            delen[str(kind.tag).removeprefix(_HIST)] = kind.text
    if any(naam in delen for naam in ("tijdstipInactief", "tijdstipInactiefLV", "tijdstipNietBagLV")):
        return None
    van, tot = delen["beginGeldigheid"][:10], (delen.get("eindGeldigheid") or "")[:10] or None
    return None if van == tot else (int(delen["voorkomenidentificatie"]), van, tot)


Delen = dict[str, etree._Element]


def _tekst(delen: Delen, naam: str) -> str | None:
    element = delen.get(OBJ + naam)
    return element.text if element is not None else None


def _verwijzing(delen: Delen, naam: str) -> str | None:
    """The ids that a relation points at, separated by spaces."""
    element = delen.get(OBJ + naam)
    return " ".join(kind.text or "" for kind in element) or None if element is not None else None


def _woonplaats(_: etree._Element, delen: Delen) -> tuple[str, Rij]:
    """Only the rectangle around a woonplaats is kept: its shape is in every answer and asked by nobody."""
    kader = gml.omhullende(delen[f"{OBJ}geometrie"])
    vlak = None
    if kader is not None:
        x1, y1, x2, y2 = kader
        vlak = schrijf_geometrie([[(x1, y1), (x2, y1), (x2, y2), (x1, y2), (x1, y1)]])
    return "woonplaats", (_tekst(delen, "naam"), _tekst(delen, "status"), vlak)


def _straat(_: etree._Element, delen: Delen) -> tuple[str, Rij]:
    kort = delen.get(f"{OBJ}verkorteNaam")
    verkort = "".join(str(deel) for deel in kort.itertext()).strip()[:24] or None if kort is not None else None
    plaats = _verwijzing(delen, "ligtIn")
    return "straat", (_tekst(delen, "naam"), _tekst(delen, "type"), _tekst(delen, "status"), plaats, verkort)


def _nummer(_: etree._Element, delen: Delen) -> tuple[str, Rij]:
    namen = ("huisletter", "huisnummertoevoeging", "typeAdresseerbaarObject", "status")
    midden = [_tekst(delen, naam) for naam in namen]
    huisnummer = int(_tekst(delen, "huisnummer") or 0)
    relaties = (_verwijzing(delen, "ligtAan"), _verwijzing(delen, "ligtIn"))
    return "nummer", (_tekst(delen, "postcode"), huisnummer, *midden, *relaties)


def _adresseerbaar(element: etree._Element, delen: Delen) -> tuple[str, Rij]:
    geometrie = delen[f"{OBJ}geometrie"]
    oppervlakte = _tekst(delen, "oppervlakte")
    # several gebruiksdoelen stand beside each other; the dictionary of children holds only the last
    doelen = [kind.text or "" for kind in element.findall(f"{OBJ}gebruiksdoel")]
    return "object", (
        etree.QName(element).localname,
        _tekst(delen, "status"),
        _vorm(geometrie),
        "|".join(doelen) or None,
        int(oppervlakte) if oppervlakte else None,
        _verwijzing(delen, "heeftAlsHoofdadres"),
        _verwijzing(delen, "heeftAlsNevenadres"),
        _verwijzing(delen, "maaktDeelUitVan"),
    )


def _pand(_: etree._Element, delen: Delen) -> tuple[str, Rij]:
    vorm = _vorm(delen[f"{OBJ}geometrie"])
    return "pand", (vorm, _tekst(delen, "oorspronkelijkBouwjaar"), _tekst(delen, "status"))


def _vorm(geometrie: etree._Element) -> str:
    """Rings of a surface, else the point."""
    if ringen := gml.ringen(geometrie):
        return schrijf_geometrie(ringen)
    punt = gml.punt(geometrie)
    return schrijf_geometrie([[punt]]) if punt is not None else ""


_MAKERS: dict[str, Callable[[etree._Element, Delen], tuple[str, Rij]]] = {
    "Woonplaats": _woonplaats,
    "OpenbareRuimte": _straat,
    "Nummeraanduiding": _nummer,
    "Verblijfsobject": _adresseerbaar,
    "Ligplaats": _adresseerbaar,
    "Standplaats": _adresseerbaar,
    "Pand": _pand,
}

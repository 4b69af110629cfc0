"""Loading a BAG extract (LVBAG, v20200601) into the store of the stand-in: streaming, in bounded memory.

Takes the national file or that of a gemeente as Kadaster ships it (zips in a zip), its inner zips, single XML files,
or a directory of any of these (`rio_soap.chain.bagextract.source`). In-onderzoek, inactive and non-BAG files are left
out.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from rio_soap.chain import gml
from rio_soap.chain.bagextract.gemeenten import Extractfout
from rio_soap.chain.bagextract.source import VERHOUDING, ExtractSource, Meld, Ruimte, Stroom
from rio_soap.chain.bagextract.store_writer import BagWriter
from rio_soap.chain.bagextract.tables import Rij, schrijf_geometrie

OBJ = "{www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601}"
_HIST = "{www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601}"
_SL = "{http://www.kadaster.nl/schemas/standlevering-generiek/1.0}"
_GWR = "{www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601}"
_BAGTYPEN = "{www.kadaster.nl/schemas/lvbag/gem-wpl-rel/bag-types/v20200601}"
_SELECTIES = "{http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601}"


def laad_extract(
    bron: Path,
    doel: Path,
    *,
    gemeenten: Mapping[str, str] | None = None,
    voortgang: Callable[[float, float], None] = lambda _gelezen, _totaal: None,
    verhouding: int = VERHOUDING,
    meld: Meld = lambda _: None,
) -> dict[str, int]:
    """Load an extract into a new store, which takes the place of an old one when it is complete.

    :param bron: zip, XML file or directory.
    :param gemeenten: names by code, as of `lees_gemeenten`; an extract of one gemeente brings its own.
    :param voortgang: hears how many bytes of how many are read.
    :param verhouding: how many bytes may come out of one byte of the extract.
    :param meld: hears of files that are left out though they look like those of the BAG, or have another name.
    :returns: number of versions per table.
    :raises Extractfout: for a file that is no extract, or takes more room than one; the old store is then still there.
    :raises InUse: when another process loads into this store.
    """
    bestanden = sorted(p for p in bron.rglob("*") if p.is_file()) if bron.is_dir() else [bron]
    # a directory often holds the same twice, as zip and unpacked; versions have a key, so the second does no harm
    totaal = sum(p.stat().st_size for p in bestanden)
    gemeld: list[str] = []
    gelezen = 0.0

    def verder(aantal: float) -> None:
        nonlocal gelezen
        gelezen += aantal
        voortgang(gelezen, totaal)

    with BagWriter(doel) as schrijver:
        gang = ExtractSource(
            lambda naam, stroom: _xml(naam, stroom, schrijver),
            gemeld.append,
            verder,
            Ruimte(totaal, verhouding),
            doel.parent,
        )
        for pad in bestanden:
            gang.neem(pad, gevraagd=pad == bron)
        for code, naam in (gemeenten or {}).items():
            schrijver.put("gemeente", (code, naam))
        _moet_iets_zijn(bron, schrijver.aantal, gemeld)
    for regel in gemeld:
        meld(regel)
    return dict(schrijver.aantal)


def _moet_iets_zijn(bron: Path, aantal: Mapping[str, int], gemeld: Sequence[str]) -> None:
    """See that the extract was one.

    :raises Extractfout: when nothing was loaded that an address can be found by.
    """
    if any(aantal.get(tabel) for tabel in ("object", "nummer", "woonplaats")):
        return
    if aantal.get("pand") or aantal.get("straat"):
        alleen = " and ".join(wat for tabel, wat in (("pand", "panden"), ("straat", "streets")) if aantal.get(tabel))
        raise Extractfout(f"{bron}: only {alleen}; an address takes the files WPL, OPR, NUM and VBO as well")
    raise Extractfout("; ".join((f"{bron}: no objects of a BAG extract found", *gemeld[:3])))


def _xml(naam: str, stroom: Stroom, schrijver: BagWriter) -> None:
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
                schrijver.put(tabel, rij)
            _vergeet(element)
            stroom.vergeten()
        schrijver.flush()
    except etree.XMLSyntaxError as fout:
        raise Extractfout(f"{naam}: {fout}") from fout
    except Extractfout:
        raise
    except (ValueError, IndexError, KeyError, OverflowError, sqlite3.Error) as fout:
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

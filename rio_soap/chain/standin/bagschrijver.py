"""Writing answers of the BAG stand-in, in the order of the contract (v20090901)."""

from collections.abc import Sequence
from sqlite3 import Row

from lxml import etree

from rio_soap.chain.bag_antwoord import APD, BAG, FOUT, PRODUCT, SELECTIE, TYPEN
from rio_soap.chain.bagextract.adresobject import Adresrij, Gevonden
from rio_soap.chain.bagextract.tables import lees_geometrie
from rio_soap.chain.geometry import punt_in_vlak
from rio_soap.edukoppeling.uris import SOAP

_GML = "http://www.opengis.net/gml"
_NEN = "http://www.kadaster.nl/schemas/imbag/nen5825/v20090901"
_RD = "urn:ogc:def:crs:EPSG::28992"
_NSMAP = {
    "soapenv": SOAP,
    "apd": APD,
    "selectie": SELECTIE,
    "product": PRODUCT,
    "bag": BAG,
    "bagtype": TYPEN,
    "gml": _GML,
}
_STATUS = {"Verbouwing verblijfsobject": "Verblijfsobject in gebruik"}
"""Statuses of LVBAG that the contract of 2009 does not have."""
_GRENS = 999999


def schrijf_antwoord(vraag: etree._Element, dag: str, gevonden: Sequence[Gevonden]) -> bytes:
    """An answer.

    :param vraag: the `vraag` of the request, echoed with the day for which it is answered.
    :param dag: ``JJJJMMDD``.
    """
    root = etree.Element(f"{{{SOAP}}}Envelope", nsmap=_NSMAP)
    etree.SubElement(root, f"{{{SOAP}}}Header")
    bericht = etree.SubElement(etree.SubElement(root, f"{{{SOAP}}}Body"), f"{{{APD}}}Antwoordbericht-APD-ADO")
    antwoord = etree.SubElement(bericht, f"{{{APD}}}antwoord")
    antwoord.append(_echo(vraag, dag))
    producten = etree.SubElement(antwoord, f"{{{APD}}}producten")
    for een in gevonden:
        product = etree.SubElement(producten, f"{{{PRODUCT}}}ADO-product")
        _object(etree.SubElement(product, f"{{{BAG}}}{een.object['soort']}"), een)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["soapenv"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def schrijf_fout(code: str, omschrijving: str, details: str = "") -> etree._Element:
    """The ApplicatieFout of a fault; its code list is not published, so ours begin with STANDIN-."""
    fout = etree.Element(f"{{{FOUT}}}ApplicatieFout", nsmap={"fout": FOUT})
    body = etree.SubElement(fout, f"{{{FOUT}}}Body")
    waarden = (("Foutcode", code, 25), ("Plek", "BagVsRaadplegenDatumADO_v20090901", 100))
    for naam, tekst, lengte in (*waarden, ("Omschrijving", omschrijving, 200), ("Details", details, 1000)):
        if tekst:
            etree.SubElement(body, f"{{{FOUT}}}{naam}").text = tekst[:lengte]
    return fout


def _echo(vraag: etree._Element, dag: str) -> etree._Element:
    kopie = etree.fromstring(etree.tostring(vraag, with_tail=False))
    apd = kopie.find(f"{{{SELECTIE}}}APD")
    if apd is not None and apd.find(f"{{{SELECTIE}}}peildatum") is None:
        for oud in apd.findall(f"{{{SELECTIE}}}actueelDatum"):
            apd.remove(oud)
        etree.SubElement(apd, f"{{{SELECTIE}}}actueelDatum").text = dag
    return kopie


def _tekst(ouder: etree._Element, naam: str, tekst: object) -> None:
    """An element of the BAG; none for a value that is not there."""
    if tekst is not None:
        etree.SubElement(ouder, f"{{{BAG}}}{naam}").text = str(tekst)


def _begin(element: etree._Element, rij: Row) -> None:
    _tekst(element, "identificatie", rij["id"])
    _tekst(element, "aanduidingRecordInactief", "N")
    _tekst(element, "aanduidingRecordCorrectie", 0)


def _geldigheid(element: etree._Element, rij: Row) -> None:
    tijdvak = etree.SubElement(element, f"{{{BAG}}}tijdvakgeldigheid")
    for naam, dag in (("begindatum", rij["van"]), ("einddatum", rij["tot"])):
        if dag:
            etree.SubElement(tijdvak, f"{{{TYPEN}}}{naam}TijdvakGeldigheid").text = f"{dag.replace('-', '')}00000000"


def _bron(element: etree._Element, rij: Row) -> None:
    bron = etree.SubElement(element, f"{{{BAG}}}bron")
    etree.SubElement(bron, f"{{{TYPEN}}}documentdatum").text = rij["docdatum"]
    etree.SubElement(bron, f"{{{TYPEN}}}documentnummer").text = rij["docnr"]


def _object(element: etree._Element, gevonden: Gevonden) -> None:
    """A verblijfsobject, standplaats or ligplaats; the order differs between the first and the others."""
    rij = gevonden.object
    adressen = etree.SubElement(element, f"{{{BAG}}}gerelateerdeAdressen")
    _adres(etree.SubElement(adressen, f"{{{BAG}}}hoofdadres"), gevonden.hoofdadres)
    for neven in gevonden.nevenadressen:
        _adres(etree.SubElement(adressen, f"{{{BAG}}}nevenadres"), neven)
    _begin(element, rij)
    _tekst(element, "officieel", rij["officieel"])
    naam = rij["soort"].lower()
    status = _STATUS.get(rij["status"], rij["status"])
    if naam == "verblijfsobject":
        _geometrie(etree.SubElement(element, f"{{{BAG}}}{naam}Geometrie"), rij["geometrie"])
        for doel in (rij["doelen"] or "overige gebruiksfunctie").split("|"):
            _tekst(element, "gebruiksdoelVerblijfsobject", doel)
        _tekst(element, "oppervlakteVerblijfsobject", min(max(rij["oppervlakte"] or 1, 1), _GRENS))
        _tekst(element, f"{naam}Status", status)
    else:
        _tekst(element, f"{naam}Status", status)
        _geometrie(etree.SubElement(element, f"{{{BAG}}}{naam}Geometrie"), rij["geometrie"])
    _geldigheid(element, rij)
    _tekst(element, "inOnderzoek", "N")
    _bron(element, rij)
    if naam == "verblijfsobject":
        for id_, pand in gevonden.panden or (("0" * 16, None),):
            _pand(etree.SubElement(element, f"{{{BAG}}}gerelateerdPand"), id_, pand, rij)


def _adres(element: etree._Element, adres: Adresrij) -> None:
    rij = adres.nummer
    _begin(element, rij)
    _tekst(element, "huisnummer", rij["huisnummer"])
    _tekst(element, "officieel", rij["officieel"])
    _tekst(element, "huisletter", rij["letter"])
    _tekst(element, "huisnummertoevoeging", rij["toevoeging"])
    _tekst(element, "postcode", rij["postcode"])
    _geldigheid(element, rij)
    _tekst(element, "inOnderzoek", "N")
    _tekst(element, "typeAdresseerbaarObject", rij["soort"])
    _bron(element, rij)
    _tekst(element, "nummeraanduidingStatus", rij["status"])
    _straat(etree.SubElement(element, f"{{{BAG}}}gerelateerdeOpenbareRuimte"), adres.straat, adres.plaats)
    if adres.eigen_plaats is not None:
        _woonplaats(etree.SubElement(element, f"{{{BAG}}}gerelateerdeWoonplaats"), adres.eigen_plaats)


def _straat(element: etree._Element, rij: Row, plaats: Row) -> None:
    _begin(element, rij)
    _tekst(element, "openbareRuimteNaam", rij["naam"])
    _tekst(element, "officieel", rij["officieel"])
    _geldigheid(element, rij)
    _tekst(element, "inOnderzoek", "N")
    _tekst(element, "openbareRuimteType", rij["soort"])
    _bron(element, rij)
    _tekst(element, "openbareruimteStatus", rij["status"])
    _woonplaats(etree.SubElement(element, f"{{{BAG}}}gerelateerdeWoonplaats"), plaats)
    if rij["verkort"]:
        etree.SubElement(element, f"{{{_NEN}}}VerkorteOpenbareruimteNaam").text = rij["verkort"]


def _woonplaats(element: etree._Element, rij: Row) -> None:
    _begin(element, rij)
    _tekst(element, "woonplaatsNaam", rij["naam"])
    _geometrie(etree.SubElement(element, f"{{{BAG}}}woonplaatsGeometrie"), rij["vlak"])
    _tekst(element, "officieel", rij["officieel"])
    _geldigheid(element, rij)
    _tekst(element, "inOnderzoek", "N")
    _bron(element, rij)
    _tekst(element, "woonplaatsStatus", rij["status"])


def _pand(element: etree._Element, id_: str, rij: Row | None, verblijfsobject: Row) -> None:
    """A pand. One outside the load is said to be so: the contract wants a pand, a partial load may not have it."""
    bron = rij if rij is not None else verblijfsobject
    _tekst(element, "identificatie", id_)
    _tekst(element, "aanduidingRecordInactief", "N")
    _tekst(element, "aanduidingRecordCorrectie", 0)
    _tekst(element, "officieel", bron["officieel"])
    geometrie = etree.SubElement(element, f"{{{BAG}}}pandGeometrie")
    _vlak(geometrie, rij["geometrie"] if rij is not None else verblijfsobject["geometrie"])
    _tekst(element, "bouwjaar", rij["bouwjaar"] if rij is not None else "9999")
    _tekst(element, "pandstatus", rij["status"] if rij is not None else "Pand niet geladen")
    _geldigheid(element, bron)
    _tekst(element, "inOnderzoek", "N")
    _bron(element, bron)


def _geometrie(element: etree._Element, tekst: str | None) -> None:
    """A point or a polygon."""
    ringen = lees_geometrie(tekst or "")
    if len(ringen) == 1 and len(ringen[0]) == 1:
        punt = etree.SubElement(element, f"{{{_GML}}}Point", {"srsName": _RD})
        etree.SubElement(punt, f"{{{_GML}}}pos").text = _getallen(ringen[0])
    else:
        _vlak(element, tekst)


def _vlak(element: etree._Element, tekst: str | None) -> None:
    """A polygon; a point becomes a square of one metre around it."""
    ringen = lees_geometrie(tekst or "")
    if not ringen or punt_in_vlak(ringen) is None:
        x, y = ringen[0][0] if ringen else (0.0, 0.0)
        ringen = [[(x - 0.5, y - 0.5), (x + 0.5, y - 0.5), (x + 0.5, y + 0.5), (x - 0.5, y + 0.5), (x - 0.5, y - 0.5)]]
    polygoon = etree.SubElement(element, f"{{{_GML}}}Polygon", {"srsName": _RD})
    for nummer, ring in enumerate(ringen):
        rand = etree.SubElement(polygoon, f"{{{_GML}}}{'interior' if nummer else 'exterior'}")
        lijn = etree.SubElement(rand, f"{{{_GML}}}LinearRing")
        etree.SubElement(lijn, f"{{{_GML}}}posList").text = _getallen(ring)


def _getallen(ring: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.3f} {y:.3f}" for x, y in ring)

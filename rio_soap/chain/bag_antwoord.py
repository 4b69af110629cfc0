"""Reading an answer of BagVsRaadplegenDatumADO into address objects.

Source: the contract's XSD (namespaces of v20090901). The whole answer is validated before it is read.
"""

from datetime import date

from lxml import etree

from rio_soap.chain import answer_schema, gml
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.ports import Adresobject, Nummeraanduiding, Objectsoort, Woonplaats

APD = "http://www.kadaster.nl/schemas/bag-verstrekkingen/bevragingen-apd/v20090901"
SELECTIE = "http://www.kadaster.nl/schemas/bag-verstrekkingen/bevragingen-selecties/v20090901"
PRODUCT = "http://www.kadaster.nl/schemas/bag-verstrekkingen/bevragingen-producten-apd/v20090901"
BAG = "http://www.kadaster.nl/schemas/imbag/apd/v20090901"
TYPEN = "http://www.kadaster.nl/schemas/imbag/imbag-types/v20090901"
FOUT = "http://www.kadaster.nl/schemas/bag-verstrekkingen/bevragingen-fout/v20090901"
ANTWOORD = f"{{{APD}}}Antwoordbericht-APD-ADO"

_NS = {"apd": APD, "product": PRODUCT, "bag": BAG, "t": TYPEN}
_STATUS = {
    Objectsoort.VERBLIJFSOBJECT: "verblijfsobject",
    Objectsoort.STANDPLAATS: "standplaats",
    Objectsoort.LIGPLAATS: "ligplaats",
}


def lees_antwoord(inhoud: etree._Element) -> tuple[Adresobject, ...]:
    """The address objects in the body of an answer; none means that nothing was found.

    :raises ChainFailure: INVALID when the body is not valid against the contract.
    """
    if inhoud.tag != ANTWOORD:
        raise _ongeldig(f"body {inhoud.tag}, expected {ANTWOORD}")
    if (bezwaar := answer_schema.bezwaar(inhoud, answer_schema.BAG)) is not None:
        raise _ongeldig(bezwaar)
    producten = inhoud.findall("apd:antwoord/apd:producten/product:ADO-product", _NS)
    return tuple(_object(product[-1]) for product in producten)


def _object(element: etree._Element) -> Adresobject:
    soort = Objectsoort(etree.QName(element).localname)
    naam = _STATUS[soort]
    adressen = element.find("bag:gerelateerdeAdressen", _NS)
    geometrie = element.find(f"bag:{naam}Geometrie", _NS)
    van, tot = _tijdvak(element)
    return Adresobject(
        bag_id=_tekst(element, "identificatie"),
        soort=soort,
        status=_tekst(element, f"{naam}Status"),
        adressen=tuple(_adres(kind) for kind in adressen) if adressen is not None else (),
        punt=gml.punt(geometrie) if geometrie is not None else None,
        gebruiksdoelen=tuple((e.text or "") for e in element.findall("bag:gebruiksdoelVerblijfsobject", _NS)),
        inactief=_tekst(element, "aanduidingRecordInactief") == "J",
        van=van,
        tot=tot,
    )


def _adres(element: etree._Element) -> Nummeraanduiding:
    """A hoofdadres or nevenadres; its own woonplaats goes before that of the street."""
    straat = element.find("bag:gerelateerdeOpenbareRuimte", _NS)
    plaats = element.find("bag:gerelateerdeWoonplaats", _NS)
    if plaats is None and straat is not None:
        plaats = straat.find("bag:gerelateerdeWoonplaats", _NS)
    if straat is None or plaats is None:  # the schema has both
        raise _ongeldig("an address without street or woonplaats")
    van, tot = _tijdvak(element)
    return Nummeraanduiding(
        identificatie=_tekst(element, "identificatie"),
        postcode=element.findtext("bag:postcode", None, _NS),
        huisnummer=int(_tekst(element, "huisnummer")),
        huisletter=element.findtext("bag:huisletter", None, _NS),
        huisnummertoevoeging=element.findtext("bag:huisnummertoevoeging", None, _NS),
        status=_tekst(element, "nummeraanduidingStatus"),
        straatnaam=_tekst(straat, "openbareRuimteNaam"),
        woonplaats=Woonplaats(_tekst(plaats, "identificatie"), _tekst(plaats, "woonplaatsNaam")),
        hoofdadres=etree.QName(element).localname == "hoofdadres",
        inactief=_tekst(element, "aanduidingRecordInactief") == "J",
        van=van,
        tot=tot,
    )


def _tekst(element: etree._Element, naam: str) -> str:
    return element.findtext(f"bag:{naam}", "", _NS)


def _tijdvak(element: etree._Element) -> tuple[date | None, date | None]:
    tijdvak = element.find("bag:tijdvakgeldigheid", _NS)
    if tijdvak is None:
        return None, None
    begin = tijdvak.findtext("t:begindatumTijdvakGeldigheid", None, _NS)
    eind = tijdvak.findtext("t:einddatumTijdvakGeldigheid", None, _NS)
    return _dag(begin), _dag(eind)


def _dag(tekst: str | None) -> date | None:
    """The day of ``JJJJMMDDUUMMSSmm``; None when absent or unknown (year 0000)."""
    if tekst is None or tekst.startswith("0000"):
        return None
    try:
        return date(int(tekst[:4]), int(tekst[4:6]) or 1, int(tekst[6:8]) or 1)
    except ValueError as fout:
        raise _ongeldig(f"{tekst} is no day") from fout


def _ongeldig(melding: str) -> ChainFailure:
    return ChainFailure("BAG", Reason.INVALID, melding)

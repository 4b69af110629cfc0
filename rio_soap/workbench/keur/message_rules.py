# ruff: noqa: E501  # tables: one mistake per line
"""Messages that are wrong in what they hold, and messages with two mistakes, of which the one must go before the other."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

from lxml import etree

from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.edukoppeling.clock import lees_tijdstip, schrijf_tijdstip
from rio_soap.workbench.keur import kapot
from rio_soap.workbench.keur.endpoint import Endpoint, Verzoek
from rio_soap.workbench.keur.kapot import Boom, een, tekst
from rio_soap.workbench.keur.transport_rules import ACTIE, EENHEID, LEES, Fout, Maak, getekend, http, na

_PERIODE = "//d:hoOpleidingPeriode"
_ANDER = "https://duo.nl/RIO/services/beheren4.0?oin=00000099000000009999"
_ANONIEM = "http://www.w3.org/2005/08/addressing/anonymous"


def gewijzigd(doel: Endpoint, verzoek: Verzoek, stap: Boom, *, ondertekend: bool = True) -> Verzoek:
    """A message that is changed, and signed as it has become or as it was."""
    root = etree.fromstring(verzoek.data)
    stap(root)
    if ondertekend:
        kapot.herteken(root, doel.wissel.sleutelpaar.sleutel)
    return replace(verzoek, data=kapot.schrijf(root))


niet_geldig: Boom = kapot.weg(f"{_PERIODE}/d:naamLang")
"""A mandatory element is missing."""


def en_dan(maak: Maak, stap: Boom) -> Maak:
    """Changed once more after it was signed."""
    return lambda doel, sleutel: gewijzigd(doel, maak(doel, sleutel), stap, ondertekend=False)


def _zonder_namespace(root: etree._Element) -> None:
    for element in (root, *root):
        element.tag = etree.QName(element).localname


def _naar_de_ander(doel: Endpoint, sleutel: str) -> Verzoek:
    return replace(doel.maak(LEES, {"eigenOpleidingseenheidSleutel": sleutel}), pad=BEHEREN.pad)


def _andere_message_id(root: etree._Element) -> None:
    """Another UUID in the form in which it stands there, which a strict service wants first."""
    element = een(root, "//a:MessageID")
    tekst = element.text or ""
    element.text = tekst[:-1] + ("1" if tekst.endswith("0") else "0")


def _omgekeerd(root: etree._Element) -> None:
    """Both moments near now, so that nothing else is wrong with them."""
    created, expires = een(root, "//u:Created"), een(root, "//u:Expires")
    moment = lees_tijdstip(created.text or "")
    if moment is not None:
        expires.text = schrijf_tijdstip(moment - timedelta(seconds=20), milliseconden=True)


def _omwikkeld(root: etree._Element) -> None:
    """The signed Body stands in a header of its own, and one that nobody signed in its place."""
    body = een(root, "s:Body")
    ander = deepcopy(body)
    ander.attrib.clear()
    etree.SubElement(een(root, "s:Header"), "{urn:keuring}Omslag").append(body)
    root.append(ander)
    een(ander, ".//d:naamLang").text = "Niet ondertekend"


def _andere_actie(doel: Endpoint, sleutel: str) -> Verzoek:
    bericht = getekend(tekst("//a:Action", ACTIE))(doel, sleutel)
    return replace(bericht, operatie=OPERATIES["aanleveren_opleidingsrelatie"])


def _in_contract(root: etree._Element) -> None:
    for element in een(root, "s:Body")[0].iter():
        element.tag = f"{{{BEHEREN.contract_ns}}}{etree.QName(element).localname}"


def _andere_volgorde(root: etree._Element) -> None:
    een(root, EENHEID).append(een(root, f"{EENHEID}/d:begindatum"))


def _lege_omschrijving(root: etree._Element) -> None:
    naam = een(root, f"{_PERIODE}/d:naamLang")
    naam.addnext(etree.Element(f"{{{kapot.NS['d']}}}omschrijving"))


def _leest_zonder_sleutel(doel: Endpoint, sleutel: str) -> Verzoek:
    bericht = doel.maak(LEES, {"eigenOpleidingseenheidSleutel": sleutel})
    return gewijzigd(doel, bericht, kapot.weg("//r:eigenOpleidingseenheidSleutel"))


def _blank_ervoor(root: etree._Element) -> None:
    element = een(root, "//d:identificatiecodeBedrijfsdocument")
    element.text = f" {element.text}"


_TEVEEL = f'<d:leverancier xmlns:d="{kapot.NS["d"]}">x</d:leverancier>'
_NIET_ONDERTEKEND = tekst("//d:niveau", "HBO-MA")
MISVORMD: tuple[Fout, ...] = (
    Fout("envelope zonder namespace", "DK0001", ("exchange-5",), na(_zonder_namespace)),
    Fout("twee elementen in de Body", "DK0004", ("exchange-3",), getekend(kapot.verdubbeld("s:Body/*[1]")), ("DK0001",)),
    Fout("operatie van de andere dienst", "DK0003", ("http-1",), _naar_de_ander, ("DK0011", "DK0004", "DK0002")),
    Fout("wsa:MessageID veranderd na ondertekenen", "EK0031", ("signing-1",), na(_andere_message_id)),
    Fout("Expires voor Created", "EK0031", ("timestamp-1",), getekend(_omgekeerd)),
    Fout("ondertekende Body elders", "EK0031", ("signing-1",), na(_omwikkeld), ("DK0001", "DK0004", "DK0010", "DK0011")),
    Fout("Body van een andere operatie", "DK0004", ("wsa-4",), _andere_actie, ("DK0003", "DK0011")),
    Fout("inhoud in de namespace van het contract", "DK0004", ("exchange-6",), getekend(_in_contract)),
    Fout("elementen in een andere volgorde", "DK0004", ("exchange-6",), getekend(_andere_volgorde)),
    Fout("een element te veel", "DK0004", ("exchange-6",), getekend(kapot.erbij(EENHEID, _TEVEEL))),
    Fout("een blank voor de identificatiecode", "DK0004", ("exchange-6",), getekend(_blank_ervoor)),
    Fout("leeg element dat de XSD toelaat", "DK0004", ("empty-1",), getekend(_lege_omschrijving), ("DK0050",)),
    Fout("lezing zonder verplicht element", "DK0004", ("exchange-6",), _leest_zonder_sleutel),
)  # fmt: skip
"""Each without effect, like `transport_rules.FOUTEN`; with `ook` where the code is our own choice."""

PRECEDENTIE: tuple[Fout, ...] = (
    Fout("geen wsa:From en veranderd na ondertekenen", "EK0020", (), en_dan(getekend(kapot.zonder_header("From")), _NIET_ONDERTEKEND)),
    Fout("veranderd na ondertekenen, niet volgens de XSD", "EK0031", (), na(niet_geldig)),
    Fout("wsa:MessageID geen UUID en wsa:To van een ander", "EK0023", (), getekend(tekst("//a:MessageID", "12"), tekst("//a:To", _ANDER))),
)  # fmt: skip
"""Two mistakes: identification goes before authentication, that before authorisation, that before the XSD (PvE 6.2), and
a specific code before a general one (PvE 6.5)."""


def _zonder_to(doel: Endpoint, sleutel: str) -> Verzoek:
    bericht = getekend(kapot.zonder_header("To"))(doel, sleutel)
    return replace(bericht, headers=http(SOAPAction="urn:onbekend")(doel, sleutel).headers)


BEREDENEERD: tuple[Fout, ...] = (
    Fout("onbekende SOAPAction en geen wsa:To", "DK0003", (), _zonder_to),
    Fout("geen wsa:MessageID en geen OIN in wsa:From", "DK0007", (), getekend(kapot.zonder_header("MessageID"), tekst("//a:From/a:Address", _ANONIEM))),
)  # fmt: skip
"""Two mistakes whose order no document gives; ours is reasoned."""

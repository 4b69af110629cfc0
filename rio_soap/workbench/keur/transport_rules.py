# ruff: noqa: E501  # tables: one mistake per line
"""Technical faults and the requirements of the PvE: messages with one mistake each, and variants that must be taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

from rio_soap.contract.document_header import ELEMENTEN
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.edukoppeling.uris import ANONIEM
from rio_soap.workbench.keur import bouw, kapot
from rio_soap.workbench.keur.endpoint import Endpoint, Verzoek
from rio_soap.workbench.keur.kapot import Boom, tekst, weg

LEVER, LEES = "aanleveren_opleidingseenheid", "opvragen_rioIdentificatiecode"
Maak = Callable[[Endpoint, str], Verzoek]
"""Makes a message around a new unit with the given eigen sleutel."""


@dataclass(frozen=True, slots=True)
class Fout:
    """A message with one mistake, the fault it must get, and the requirements that say so.

    :param ook: faults that are as good, where no document says which of them it is.
    """

    naam: str
    fout: str
    eisen: tuple[str, ...]
    maak: Maak
    ook: tuple[str, ...] = ()


def lever(doel: Endpoint, sleutel: str, **anders: object) -> Verzoek:
    """A good delivery of a new unit."""
    return doel.maak(LEVER, {"opleidingseenheid": bouw.eenheid(sleutel=sleutel)}, **anders)  # type: ignore[arg-type]


def getekend(*stappen: Boom) -> Maak:
    """Changed, and signed after that: only the mistake is wrong."""

    def maak(doel: Endpoint, sleutel: str) -> Verzoek:
        verzoek = lever(doel, sleutel)
        root = etree.fromstring(verzoek.data)
        for stap in stappen:
            stap(root)
        kapot.herteken(root, doel.wissel.sleutelpaar.sleutel)
        return _onbekend(replace(verzoek, data=kapot.schrijf(root)), root)

    return maak


def _onbekend(verzoek: Verzoek, root: etree._Element) -> Verzoek:
    """What the answer must repeat, read from the message as it has become."""
    code = root.findtext(".//{*}identificatiecodeBedrijfsdocument") or ""
    return replace(verzoek, code=code, message_id=root.findtext(".//{*}MessageID") or "")


def na(stap: Boom) -> Maak:
    """A message whose tree is changed after it was signed."""

    def maak(doel: Endpoint, sleutel: str) -> Verzoek:
        verzoek = lever(doel, sleutel)
        root = etree.fromstring(verzoek.data)
        stap(root)
        return replace(verzoek, data=kapot.schrijf(root))

    return maak


def bytes_(doe: Callable[[bytes], bytes]) -> Maak:
    """A message of which the bytes are changed after it was signed."""
    return lambda doel, sleutel: replace(v := lever(doel, sleutel), data=doe(v.data))


def http(**headers: str | None) -> Maak:
    """A good message with other HTTP headers; in names _ is -."""
    gezet = {naam.replace("_", "-"): waarde for naam, waarde in headers.items()}
    return lambda doel, sleutel: lever(doel, sleutel, headers=gezet)


def op_tijd(verschil: timedelta) -> Maak:
    """A message made at another moment."""
    return lambda doel, sleutel: lever(doel, sleutel, klok=FixedClock(doel.wissel.klok.nu() + verschil))


def andere_sleutel(doel: Endpoint, sleutel: str) -> Verzoek:
    """Signed by another key than that of the certificate."""
    verzoek = lever(doel, sleutel)
    root = etree.fromstring(verzoek.data)
    kapot.herteken(root, rsa.generate_private_key(public_exponent=65537, key_size=2048))
    return replace(verzoek, data=kapot.schrijf(root))


def eigen_certificaat(oin: str | None, dagen: int = 30) -> Maak:
    """Signed with a certificate of our own making, which nobody trusts."""

    def maak(doel: Endpoint, sleutel: str) -> Verzoek:
        token = kapot.certificaat(doel.wissel.sleutelpaar.sleutel, oin, dagen)
        return getekend(tekst("//sec:BinarySecurityToken", token))(doel, sleutel)

    return maak


def document(**header: str) -> Maak:
    """A message with other values in its bedrijfsdocument."""
    return lambda doel, sleutel: lever(doel, sleutel, header=header)


ACTIE = OPERATIES["aanleveren_opleidingsrelatie"].soap_action
_HEADER = '<x:Vreemd xmlns:x="urn:vreemd" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:mustUnderstand="1"/>'
_DELEN = ("To", "Action", "MessageID", "From", "Body", "Timestamp")
EENHEID = "//d:hoOpleiding"
SOAP12 = b"http://www.w3.org/2003/05/soap-envelope"

FOUTEN: tuple[Fout, ...] = (
    Fout("Content-Type noemt een andere tekenset", "DK0009", ("charset-2",), http(Content_Type="text/xml; charset=iso-8859-1")),
    Fout("bytes die geen UTF-8 zijn", "DK0009", ("charset-1",), bytes_(lambda d: d.replace(b"Keuring", b"Keuring\xe9"))),
    Fout("UTF-16", "DK0009", ("charset-1",), bytes_(lambda d: d.decode().replace("UTF-8", "UTF-16").encode("utf-16"))),
    Fout("envelope van SOAP 1.2", "DK0001", ("exchange-5",), bytes_(lambda d: d.replace(kapot.NS["s"].encode(), SOAP12))),
    Fout("een DTD", "DK0001", ("exchange-5",), bytes_(lambda d: d.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e "f">]>', 1))),
    Fout("geen welgevormde XML", "DK0001", ("exchange-5",), bytes_(lambda d: d[:-20])),
    Fout("geen SOAPAction", "DK0003", ("http-1",), http(SOAPAction='""')),
    Fout("onbekende SOAPAction", "DK0003", ("http-1",), http(SOAPAction="urn:onbekend")),
    Fout("geen wsa:To", "DK0005", ("wsa-2",), getekend(kapot.zonder_header("To"))),
    Fout("geen wsa:Action", "DK0006", ("wsa-4",), getekend(kapot.zonder_header("Action"))),
    Fout("geen wsa:MessageID", "DK0007", ("wsa-5",), getekend(kapot.zonder_header("MessageID"))),
    Fout("geen wsa:From", "EK0020", ("wsa-3",), getekend(kapot.zonder_header("From"))),
    Fout("wsa:From zonder OIN", "EK0021", ("wsa-1",), getekend(tekst("//a:From/a:Address", "http://www.w3.org/2005/08/addressing/anonymous"))),
    Fout("wsa:From met een te kort OIN", "EK0021", ("wsa-1",), getekend(tekst("//a:From/a:Address", "http://www.w3.org/2005/08/addressing/anonymous?oin=123"))),
    Fout("wsa:To zonder OIN", "EK0022", ("wsa-1", "wsa-2"), getekend(tekst("//a:To", "https://duo.nl/RIO/services/beheren4.0"))),
    Fout("wsa:MessageID is geen UUID", "EK0023", ("wsa-5",), getekend(tekst("//a:MessageID", "bericht-12"))),
    Fout("wsa:Action anders dan SOAPAction", "DK0011", ("http-2", "wsa-4"), http(SOAPAction=ACTIE)),
    Fout("wsa:To met het OIN van een ander", "DK0011", ("wsa-2",), getekend(tekst("//a:To", "https://duo.nl/RIO/services/beheren4.0?oin=00000099000000009999"))),
    Fout("een kop die begrepen moet worden", "DK0010", (), getekend(kapot.erbij("s:Header", _HEADER))),
    Fout("niet ondertekend", "EK0031", ("signing-1",), lambda doel, sleutel: lever(doel, sleutel, ondertekend=False)),
    Fout("veranderd na ondertekenen", "EK0031", ("signing-1",), na(tekst("//d:niveau", "HBO-MA"))),
    Fout("ondertekend met een andere sleutel", "EK0031", ("signing-1",), andere_sleutel),
    *(Fout(f"{deel} niet ondertekend", "EK0031", ("signing-1",), getekend(kapot.zonder_deel(deel))) for deel in _DELEN),
    Fout("SHA-1", "EK0031", ("signing-3",), getekend(kapot.sha1)),
    Fout("zonder Timestamp", "EK0031", ("timestamp-1",), getekend(kapot.zonder_deel("Timestamp"), weg("//u:Timestamp"))),
    Fout("zonder Expires", "EK0031", ("timestamp-1",), getekend(weg("//u:Expires"))),
    Fout("verlopen bericht", "EK0031", ("timestamp-3",), op_tijd(timedelta(hours=-2))),
    Fout("bericht uit de toekomst", "EK0031", ("timestamp-3",), op_tijd(timedelta(hours=2))),
    Fout("certificaat zonder OIN", "EK0031", ("tls-6",), eigen_certificaat(None)),
    Fout("certificaat van een onbekende", "EK0031", (), eigen_certificaat("00000099000000009999")),
    Fout("verlopen certificaat", "EK0031", (), eigen_certificaat("00000099000000009999", -1)),
    Fout("element dat niet bestaat", "DK0004", ("exchange-6",), getekend(kapot.hernoem(f"{EENHEID}/d:niveau", f"{{{kapot.NS['d']}}}nivo"))),
    Fout("verplicht element ontbreekt", "DK0004", ("exchange-6",), getekend(weg("//d:hoOpleidingPeriode/d:naamLang"))),
    Fout("leeg element", "DK0004", ("empty-1",), getekend(tekst("//d:hoOpleidingPeriode/d:naamLang", None))),
    Fout("datum zonder streepjes", "DK0004", ("date-4",), getekend(tekst(f"{EENHEID}/d:begindatum", "20240901"))),
    Fout("twee objecten in een levering", "DK0004", ("exchange-3",), getekend(kapot.verdubbeld(EENHEID))),
    Fout("identificatiecode met een backslash", "DK0004", ("idcode-2",), getekend(tekst("//d:identificatiecodeBedrijfsdocument", "a\\b"))),
    Fout("identificatiecode van 51 tekens", "DK0004", ("idcode-2",), getekend(tekst("//d:identificatiecodeBedrijfsdocument", "a" * 51))),
    *(Fout(f"zonder {naam}", "DK0004", ("document-1",), getekend(weg(f"//d:{naam}"))) for naam in ELEMENTEN),
)  # fmt: skip
"""Each without effect: what was delivered must not be there afterwards."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A reading that must be taken, whichever profile the service follows."""

    naam: str
    eisen: tuple[str, ...]
    anders: Mapping[str, object] = field(default_factory=dict)


VARIANTEN = (
    Variant("SOAPAction tussen aanhalingstekens", ("http-1",), {"headers": {"SOAPAction": f'"{OPERATIES[LEES].soap_action}"'}}),
    Variant("Content-Type met charset=UTF-8", ("charset-2",), {"headers": {"Content-Type": "text/xml; charset=UTF-8"}}),
    Variant("Content-Type zonder spatie, zoals in het PvE", ("charset-2",), {"headers": {"Content-Type": "text/xml;charset=UTF-8"}}),
    Variant("het token ook ondertekend", ("signing-2",), {"token": True}),
    Variant("wsa:MessageID met urn:uuid:", ("wsa-5",), {"message_id": "urn:uuid:"}),
    Variant("wsa:To is het anonieme adres, zoals in het voorbeeld", ("wsa-2",), {"naar": ANONIEM}),
    Variant("ontvangendeInstantie DUO", ("document-3",), {"header": {"ontvangendeInstantie": "DUO"}}),
    Variant("datumTijdBedrijfsdocument in UTC met milliseconden", ("document-4",)),
    Variant("identificatiecode is een UUID", ("idcode-1", "idcode-2")),
    Variant("bericht van vandaag, tien minuten geldig", ("timestamp-1", "timestamp-3")),
    Variant("OIN in wsa:From en wsa:To, van RIO en van de afzender", ("wsa-1", "wsa-2", "wsa-3", "wsa-4", "http-2")),
    Variant("alle delen ondertekend met SHA-256", ("signing-1", "signing-3")),
)  # fmt: skip

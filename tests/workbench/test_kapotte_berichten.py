# ruff: noqa: E501  # a table: one mistake per line
"""Broken messages, each with one mistake that vendors make: the first cause named is that mistake, at its place."""

import base64
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.uris import DS, WSU_ID
from rio_soap.setup import trial
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.keur.kapot import Boom, attribuut, hernoem, sha1, tekst, verdubbeld, weg
from tests.workbench.hulp import DUO, NS, Maker, VasteTijd, certificaat, een, herteken, schrijf

BODY = "/Envelope/Body"
KOP = "/Envelope/Header"
INFO = f"{KOP}/Security/Signature/SignedInfo"
VERZOEK = "/aanleveren_opleidingseenheid_request"
HO = f"{VERZOEK}/hoOpleiding[1]"
PERIODE = f"{HO}/hoOpleidingPeriode[1]"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
INCLUSIEF = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
V3 = "http://duo.nl/schema/DUO_RIO_Beheren_OnderwijsOrganisatie_V3"


@dataclass
class Geval:
    """A mistake, the cause and the place that must come first, and what the report must hold besides."""

    naam: str
    maak: Callable[[Maker], bytes]
    oorzaak: str
    waar: str
    regel: int | None = None
    tekst: str = ""
    http: dict[str, Any] = field(default_factory=dict)
    register: bool = True


def getekend(*stappen: Boom) -> Callable[[Maker], bytes]:
    """Signed after the mistake: only the mistake is wrong."""

    def maak(maker: Maker) -> bytes:
        def doe(root: etree._Element) -> None:
            for stap in stappen:
                stap(root)

        return maker.getekend(doe)

    return maak


def ongetekend(*stappen: Boom) -> Callable[[Maker], bytes]:
    """Changed after signing."""

    def maak(maker: Maker) -> bytes:
        root = etree.fromstring(maker.goed())
        for stap in stappen:
            stap(root)
        return schrijf(root)

    return maak


def op_tijd(moment: datetime) -> Callable[[Maker], bytes]:
    return lambda maker: maker.goed(klok=VasteTijd(moment))


def v3(root: etree._Element) -> None:
    for element in een(root, "s:Body").iterdescendants():
        element.tag = str(element.tag).replace("_V4}", "_V3}")


def omgekeerd(root: etree._Element) -> None:
    """niveau before the period: the order of a form, not of the XSD."""
    ho = een(root, "//d:hoOpleiding")
    ho.insert(0, een(root, "//d:niveau"))


def x509data(root: etree._Element) -> None:
    info = een(root, "//ds:KeyInfo")
    info.remove(info[0])
    etree.SubElement(etree.SubElement(info, f"{{{DS}}}X509Data"), f"{{{DS}}}X509Certificate").text = "MIIB"


def pem(root: etree._Element) -> None:
    token = een(root, "//sec:BinarySecurityToken")
    token.text = f"-----BEGIN CERTIFICATE-----\n{token.text}\n-----END CERTIFICATE-----"


def pem64(root: etree._Element) -> None:
    pem(root)
    token = een(root, "//sec:BinarySecurityToken")
    token.text = base64.b64encode((token.text or "").encode()).decode()


def zonder_id(root: etree._Element) -> None:
    del een(root, "s:Body").attrib[WSU_ID]


def lijst_geheim(root: etree._Element) -> None:
    """Digest of the Body with a PrefixList that the message does not write."""
    transform = een(root, "//ds:Reference[@URI='#id-Body']//ds:Transform")
    transform.remove(transform[0])


def geheime_lijst(maker: Maker) -> bytes:
    root = etree.fromstring(maker.goed())
    lijst_geheim(root)
    herteken(root, maker.sleutelpaar.sleutel, digests=False)
    return schrijf(root)


def opgemaakt(maker: Maker) -> bytes:
    return etree.tostring(etree.fromstring(maker.goed()), pretty_print=True)


def opgemaakte_inhoud(maker: Maker) -> bytes:
    root = etree.fromstring(maker.goed())
    etree.indent(een(root, "s:Body"))
    return schrijf(root)


def andere_prefixen(maker: Maker) -> bytes:
    return ElementTree.tostring(ElementTree.fromstring(maker.goed()), encoding="utf-8")


def andere_sleutel(maker: Maker) -> bytes:
    root = etree.fromstring(maker.goed())
    herteken(root, rsa.generate_private_key(public_exponent=65537, key_size=2048))
    return schrijf(root)


def zonder_oin(maker: Maker) -> bytes:
    return maker.getekend(tekst("//sec:BinarySecurityToken", certificaat(maker.sleutelpaar.sleutel, None)))


def verlopen_certificaat(maker: Maker) -> bytes:
    return maker.getekend(
        tekst("//sec:BinarySecurityToken", certificaat(maker.sleutelpaar.sleutel, trial.OIN_CLIENT, dagen=-1))
    )


def met_kenmerk(naam: str, element: str, waarde: str) -> Callable[[Maker], bytes]:
    def maak(maker: Maker) -> bytes:
        eenheid = trial.voorbeeldlevering()
        kenmerken = eenheid.velden["kenmerken"]
        assert isinstance(kenmerken, list)
        kenmerken[1] = Gegeven("kenmerken", {"kenmerknaam": naam, element: waarde})  # type: ignore
        return maker.goed(inhoud={"opleidingseenheid": eenheid})

    return maak


def aangeboden(naam: str) -> Callable[[Maker], bytes]:
    """A delivery of an aangeboden opleiding under a name of its own making."""

    def maak(maker: Maker) -> bytes:
        velden = {
            "aangebodenOpleidingCode": "3e0bf37d-3f5b-4ae4-93e2-8e09a3f1f5f5",
            "onderwijsaanbiedercode": "110A133",
        }
        inhoud = {"aangebodenOpleiding": Gegeven("aangebodenHOOpleiding", velden)}  # type: ignore
        data = maker.goed("aanleveren_aangebodenOpleiding", inhoud)
        return maker.getekend(hernoem("//d:aangebodenHOOpleiding", DUO + naam), data)

    return maak


def soap12(maker: Maker) -> bytes:
    return maker.goed().replace(NS["s"].encode(), b"http://www.w3.org/2003/05/soap-envelope")


def andere_dienst(maker: Maker) -> bytes:
    """A reading in the Body under the action of a delivery."""
    lezen = etree.fromstring(maker.goed("opvragen_opleidingseenheid", {"opleidingseenheidcode": "1000O0001"}))

    def doe(root: etree._Element) -> None:
        body = een(root, "s:Body")
        body.remove(body[0])
        body.append(lezen[-1][0])

    return maker.getekend(doe)


NU = datetime.now(UTC)
GEVALLEN = [
    Geval("onbekende Action", getekend(tekst("//a:Action", "aanleveren_opleidingseenheid")), "action-onbekend", f"{KOP}/Action"),
    Geval("Action van V3", getekend(tekst("//a:Action", OPERATIES["aanleveren_opleidingseenheid"].soap_action.replace("V4", "V3"))), "action-versie", f"{KOP}/Action"),
    Geval("Action met _request", getekend(tekst("//a:Action", OPERATIES["aanleveren_opleidingseenheid"].soap_action + "_request")), "action-achtervoegsel", f"{KOP}/Action"),
    Geval("andere SOAPAction", lambda m: m.goed(), "soapaction-verschilt", f"{KOP}/Action", http={"soap_action": OPERATIES["verwijderen_opleidingseenheid"].soap_action}),
    Geval("lege SOAPAction", lambda m: m.goed(), "soapaction-ontbreekt", "SOAPAction", http={"soap_action": '""'}),
    Geval("onbekende SOAPAction", lambda m: m.goed(), "soapaction-onbekend", "SOAPAction", http={"soap_action": "urn:opvragen"}),
    Geval("To is de URL", getekend(tekst("//a:To", "https://vt-webservice.duo.nl:6977/RIO/services/beheren4.0")), "to-adres", f"{KOP}/To"),
    Geval("To is de URL met OIN", getekend(tekst("//a:To", "https://localhost:8080/RIO/services/beheren4.0?oin=00000001800866472000")), "to-adres", f"{KOP}/To"),
    Geval("To noemt de afzender", getekend(tekst("//a:To", "https://duo.nl/RIO/services/beheren4.0?oin=0000000700025BE00000")), "to-ontvanger", f"{KOP}/To"),
    Geval("zonder MessageID", getekend(weg("//a:MessageID"), weg("//ds:Reference[@URI='#id-MessageID']")), "messageid-ontbreekt", f"{KOP}/MessageID"),
    Geval("MessageID geen UUID", getekend(tekst("//a:MessageID", "bericht-12")), "messageid-uuid", f"{KOP}/MessageID"),
    Geval("From met kort OIN", getekend(tekst("//a:From/a:Address", "http://www.w3.org/2005/08/addressing/anonymous?oin=12345")), "from-oin", f"{KOP}/From"),
    Geval("oude WS-Addressing", lambda m: m.goed().replace(b"http://www.w3.org/2005/08/addressing\"", b"http://schemas.xmlsoap.org/ws/2004/08/addressing\""), "wsa-namespace", f"{KOP}/To"),
    Geval("To niet ondertekend", getekend(weg("//ds:Reference[@URI='#id-To']")), "deel-niet-ondertekend", f"{KOP}/To"),
    Geval("zonder Timestamp", getekend(weg("//u:Timestamp"), weg("//ds:Reference[@URI='#id-Timestamp']")), "timestamp-ontbreekt", f"{KOP}/Security"),
    Geval("verlopen", op_tijd(NU - timedelta(hours=2)), "verlopen", f"{KOP}/Security/Timestamp"),
    Geval("klok loopt voor", op_tijd(NU + timedelta(hours=1)), "created-toekomst", f"{KOP}/Security/Timestamp"),
    Geval("tijd zonder zone", getekend(tekst("//u:Created", "2026-01-31T12:00:00")), "timestamp-zone", f"{KOP}/Security/Timestamp"),
    Geval("opgemaakt na ondertekenen", opgemaakt, "digest-wit", BODY),
    Geval("Body opgemaakt na ondertekenen", opgemaakte_inhoud, "digest-wit", BODY),
    Geval("andere prefixen na ondertekenen", andere_prefixen, "digest-prefix", BODY),
    Geval("waarde veranderd na ondertekenen", ongetekend(tekst("//d:naamKort", "TWQ")), "digest-anders", BODY),
    Geval("inclusieve canonicalisatie", getekend(attribuut("//ds:Reference[@URI='#id-Body']//ds:Transform", "Algorithm", INCLUSIEF)), "c14n-inclusief", f"{INFO}/Reference/Transforms/Transform"),
    Geval("InclusiveNamespaces niet geschreven", geheime_lijst, "prefixlijst-ontbreekt", BODY),
    Geval("SHA-1", getekend(sha1), "sha1", f"{INFO}/Reference/DigestMethod"),
    Geval("KeyInfo met X509Data", getekend(x509data), "keyinfo-vorm", f"{KOP}/Security/Signature/KeyInfo"),
    Geval("token is PEM", getekend(pem), "token-pem", f"{KOP}/Security/BinarySecurityToken"),
    Geval("token is geen certificaat", getekend(tekst("//sec:BinarySecurityToken", "bWlqbiBjZXJ0aWZpY2FhdA==")), "certificaat-onleesbaar", f"{KOP}/Security/BinarySecurityToken"),
    Geval("andere sleutel", andere_sleutel, "handtekening-sleutel", f"{KOP}/Security/BinarySecurityToken"),
    Geval("geen OIN in certificaat", zonder_oin, "certificaat-oin", f"{KOP}/Security/BinarySecurityToken"),
    Geval("certificaat verlopen", verlopen_certificaat, "certificaat-tijd", f"{KOP}/Security/BinarySecurityToken", register=False),
    Geval("geen mandaat", lambda m: m.goed(oin="0000000700099ZZ00000"), "mandaat", f"{KOP}/From"),
    Geval("niet ondertekend", lambda m: trial.signed_request("opvragen_opleidingseenheid", {"opleidingseenheidcode": "1000O0001"}, None, VasteTijd(), oin=trial.OIN_HANZE, ontvanger="00000001800866472000"), "niet-ondertekend", "/Envelope"),  # type: ignore
    Geval("onbekend bericht", getekend(hernoem("s:Body/*", DUO + "aanleveren_opleidingeenheid_request")), "body-onbekend", f"{BODY}/aanleveren_opleidingeenheid_request", tekst="aanleveren_opleidingseenheid_request"),
    Geval("namespace van V3", getekend(v3), "body-versie", f"{BODY}/aanleveren_opleidingseenheid_request", tekst=V3),
    Geval("bericht van de andere dienst", andere_dienst, "body-dienst", f"{BODY}/opvragen_opleidingseenheid_request"),
    Geval("twee berichten in de Body", getekend(verdubbeld("s:Body/*")), "body-meer", BODY),
    Geval("verkeerde volgorde", getekend(omgekeerd), "element-volgorde", f"{HO}/niveau[1]", tekst="begindatum"),
    Geval("naam van de soort in kleine letters", aangeboden("aangebodenHoOpleiding"), "element-soort", "/aanleveren_aangebodenOpleiding_request/aangebodenHoOpleiding[1]", tekst="aangebodenHOOpleiding"),
    Geval("algemene naam in plaats van de soort", aangeboden("aangebodenOpleiding"), "element-soort", "/aanleveren_aangebodenOpleiding_request/aangebodenOpleiding[1]", tekst="aangebodenHOOpleiding"),
    Geval("verplicht element ontbreekt", getekend(weg("//d:hoOpleidingPeriode/d:naamLang")), "element-ontbreekt", f"{PERIODE}/naamKort[1]", tekst="naamLang"),
    Geval("leeg element", getekend(tekst("//d:omschrijving", None)), "leeg-element", f"{PERIODE}/omschrijving[1]"),
    Geval("waarde te lang", getekend(tekst("//d:naamLang", "x" * 500)), "te-lang", f"{PERIODE}/naamLang[1]", tekst="maxLength"),
    Geval("datum zonder streepjes", getekend(tekst("//d:hoOpleiding/d:begindatum", "20260901")), "datum", f"{HO}/begindatum[1]"),
    Geval("waarde buiten de lijst", getekend(tekst("//d:niveau", "HBO-B")), "waardenlijst", f"{HO}/niveau[1]", tekst="HBO-BA"),
    Geval("element van het lezen", getekend(hernoem("//d:ISCED", DUO + "herkomstOpleiding")), "element-lezen", f"{HO}/herkomstOpleiding[1]"),
    Geval("kenmerk in verkeerd element", met_kenmerk("soort", "kenmerkwaardeTekst", "OPLEIDING"), "kenmerk-element", f"{HO}/kenmerken[2]/kenmerkwaardeTekst[1]", tekst="kenmerkwaardeEnumeratiewaarde"),
    Geval("kenmerk verkeerd gespeld", met_kenmerk("Soort", "kenmerkwaardeEnumeratiewaarde", "OPLEIDING"), "kenmerk-spelling", f"{HO}/kenmerken[2]/kenmerknaam[1]", tekst="soort"),
    Geval("kenmerkwaarde buiten de lijst", met_kenmerk("soort", "kenmerkwaardeEnumeratiewaarde", "Opleiding"), "waardenlijst", f"{HO}/kenmerken[2]/kenmerkwaardeEnumeratiewaarde[1]", tekst="OPLEIDING"),
    Geval("UTF-16", lambda m: m.goed().decode().replace("UTF-8", "UTF-16").encode("utf-16-le"), "utf16", "/"),
    Geval("byte order mark", lambda m: b"\xef\xbb\xbf" + m.goed(), "bom", "/", 1),
    Geval("ISO-8859-1", lambda m: m.goed().replace(b"dijken", b"dijken \xe9"), "geen-utf8", "/", 1),
    Geval("DTD", lambda m: m.goed().replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e "f">]>', 1), "dtd", "/", 1),
    Geval("SOAP 1.2", soap12, "soap12", "/", 1),
    Geval("ampersand", lambda m: m.goed().replace(b"dijken,", b"dijken & "), "ampersand", "/", 1),
    Geval("afgebroken", lambda m: m.goed()[:-7], "afgebroken", "/", 1),
    Geval("midden afgebroken", lambda m: m.goed()[:-300], "afgebroken", "/", 1),
    Geval("foutpagina van een tussenstation", lambda m: b"<!DOCTYPE html><html><body>502</body></html>", "geen-xml", "/"),
    Geval("token is base64 van PEM", getekend(pem64), "token-pem", f"{KOP}/Security/BinarySecurityToken"),
    Geval("SignedInfo inclusief", getekend(attribuut("//ds:CanonicalizationMethod", "Algorithm", INCLUSIEF)), "c14n-inclusief", f"{INFO}/CanonicalizationMethod"),
    Geval("Body zonder wsu:Id", getekend(zonder_id), "deel-zonder-id", BODY),
    Geval("xsi:type in plaats van de soort", getekend(hernoem("//d:hoOpleiding", DUO + "opleidingseenheid"), attribuut("//d:opleidingseenheid", XSI + "type", "duo:HoOpleiding")), "element-soort", f"{VERZOEK}/opleidingseenheid[1]"),
    Geval("xsi:nil", getekend(tekst("//d:naamKort", None), attribuut("//d:naamKort", XSI + "nil", "true")), "nil", f"{PERIODE}/naamKort[1]"),
    Geval("element zonder namespace", getekend(hernoem("//d:niveau", "niveau")), "element-namespace", f"{HO}/niveau[1]"),
    Geval("kenmerk bij het verkeerde object", met_kenmerk("voertaal", "kenmerkwaardeEnumeratiewaarde", "NLD"), "kenmerk-plaats", f"{HO}/kenmerken[2]/kenmerknaam[1]"),
    Geval("content type van SOAP 1.2", lambda m: m.goed(), "content-type", "Content-Type", http={"content_type": "application/soap+xml; charset=utf-8"}),
    Geval("opleidingseenheid bestaat niet", lambda m: m.goed("verwijderen_opleidingseenheid", {"opleidingseenheidcode": "9999O9999"}), "controle", "/verwijderen_opleidingseenheid_request/opleidingseenheidcode[1]", tekst="A01070"),
]  # fmt: skip


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_the_right_cause_comes_first_at_its_place(geval: Geval, maker: Maker, kader: Kader, los: Kader) -> None:
    rapport = controleer(geval.naam, geval.maak(maker), kader if geval.register else los, **geval.http)
    eerste = rapport.eerste
    assert eerste is not None
    assert (eerste.oorzaak, eerste.waar) == (geval.oorzaak, geval.waar), [
        (m.oorzaak, m.waar) for m in rapport.meldingen
    ]
    if geval.regel is not None:
        assert eerste.regel == geval.regel
    assert geval.tekst in f"{eerste}"


def test_there_are_at_least_forty_mistakes_and_each_is_another() -> None:
    assert len(GEVALLEN) >= 40
    assert len({geval.naam for geval in GEVALLEN}) == len(GEVALLEN)


def test_the_message_that_all_of_these_spoil_is_good(maker: Maker, kader: Kader) -> None:
    rapport = controleer("goed", maker.goed(), kader)
    assert rapport.goed, rapport.meldingen
    assert rapport.meldingen == ()
    assert [o.stand for o in rapport.onderdelen] == ["goed"] * 6
    assert all(v.klopt for v in rapport.verwijzingen)
    assert len(rapport.verwijzingen) == 6


def test_signing_again_as_the_table_does_gives_a_good_message(maker: Maker, kader: Kader) -> None:
    rapport = controleer("goed", maker.getekend(lambda root: None), kader)
    assert rapport.meldingen == (), rapport.meldingen

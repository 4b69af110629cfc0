# ruff: noqa: E501  # a table: one mistake per line
"""What other stacks write (WCF, CXF, Axis2, PHP, .NET), and data as they come from forms: the right cause comes first."""

import gzip
import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.uris import ANONIEM, DS, EXC_C14N, SOAP, WSA, WSSE, WSU_ID
from rio_soap.setup import trial
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.keur.kapot import attribuut, hernoem, tekst, verdubbeld, weg
from tests.workbench.hulp import DUO, Maker, een, herteken, schrijf
from tests.workbench.test_kapotte_berichten import (
    BODY,
    HO,
    INFO,
    KOP,
    PERIODE,
    VERZOEK,
    XSI,
    Geval,
    getekend,
    ongetekend,
    op_tijd,
)

SEC = f"{KOP}/Security"
TOKEN = f"{SEC}/BinarySecurityToken"
BODY_REF = "//ds:Reference[@URI='#id-Body']"
PROFIEL = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0"
XENC = '<x:EncryptedData xmlns:x="http://www.w3.org/2001/04/xmlenc#"><x:CipherData/></x:EncryptedData>'
OIN = "?oin=00000001800866472000"


def sleutelverwijzing(xml: str) -> Callable[[etree._Element], None]:
    """Another reference to the certificate in KeyInfo."""

    def doe(root: etree._Element) -> None:
        verwijzing = een(root, "//sec:SecurityTokenReference")
        verwijzing.clear()
        verwijzing.append(etree.fromstring(xml))

    return doe


def transform_erbij(root: etree._Element) -> None:
    for transforms in root.iter(f"{{{DS}}}Transforms"):
        transforms.insert(0, etree.Element(f"{{{DS}}}Transform", Algorithm=f"{DS}enveloped-signature"))


def replyto(root: etree._Element) -> None:
    header = etree.SubElement(een(root, "s:Header"), f"{{{WSA}}}ReplyTo", {WSU_ID: "id-ReplyTo"})
    etree.SubElement(header, f"{{{WSA}}}Address").text = ANONIEM


def alleen_body(root: etree._Element) -> None:
    for naam in ("To", "Action", "MessageID", "From"):
        weg(f"//ds:Reference[@URI='#id-{naam}']")(root)


def versleuteld(root: etree._Element) -> None:
    body = een(root, "s:Body")
    body.remove(body[0])
    body.append(etree.fromstring(XENC))


def zonder_wsu(root: etree._Element) -> None:
    body = een(root, "s:Body")
    body.set("Id", str(body.attrib.pop(WSU_ID)))


def hex_digest(maker: Maker) -> bytes:
    """DigestValue in hexadecimals, and signed like that."""
    import base64

    root = etree.fromstring(maker.goed())
    waarde = een(root, f"{BODY_REF}/ds:DigestValue")
    waarde.text = base64.b64decode(waarde.text or "").hex()
    herteken(root, maker.sleutelpaar.sleutel, digests=False)
    return schrijf(root)


def cr_verloren(maker: Maker) -> bytes:
    root = etree.fromstring(maker.goed())
    een(root, "//d:omschrijving").text = "regel een\r\nregel twee"
    herteken(root, maker.sleutelpaar.sleutel)
    return schrijf(root).replace(b"&#13;", b"")


def lang_geldig(maker: Maker) -> bytes:
    return maker.getekend(tekst("//u:Expires", "2036-01-01T00:00:00Z"))


def extra_kenmerk(naam: str, element: str, waarde: str) -> Callable[[Maker], bytes]:
    def maak(maker: Maker) -> bytes:
        eenheid = trial.voorbeeldlevering()
        eenheid.velden["kenmerken"].append(Gegeven("kenmerken", {"kenmerknaam": naam, element: waarde}))  # type: ignore
        return maker.goed(inhoud={"opleidingseenheid": eenheid})

    return maak


def zonder_soort(maker: Maker) -> bytes:
    eenheid = trial.voorbeeldlevering()
    eenheid.velden["kenmerken"] = eenheid.velden["kenmerken"][:1]  # type: ignore
    return maker.goed(inhoud={"opleidingseenheid": eenheid})


def leeg_kind(naam: str, *, nil: bool = False) -> Callable[[etree._Element], None]:
    def doe(root: etree._Element) -> None:
        element = etree.Element(DUO + naam)
        if nil:
            element.set(f"{XSI}nil", "true")
        een(root, "//d:hoOpleiding/d:begindatum").addnext(element)

    return doe


def rpc(root: etree._Element) -> None:
    """Wrapped in the name of the operation, as RPC style does."""
    body = een(root, "s:Body")
    kind = body[0]
    etree.SubElement(body, DUO + "aanleveren_opleidingseenheid").append(kind)


GEVALLEN = [
    Geval("WCF: To is het adres van de verbinding", getekend(tekst("//a:To", f"https://vt-webservice.duo.nl:6977/RIO/services/beheren4.0{OIN}")), "to-adres", f"{KOP}/To"),
    Geval("WCF: ReplyTo niet ondertekend", getekend(replyto), "deel-niet-ondertekend", f"{KOP}/ReplyTo"),
    Geval("WCF: Body versleuteld", getekend(versleuteld), "versleuteld", f"{BODY}/EncryptedData"),
    Geval("CXF: SKI", getekend(sleutelverwijzing(f'<w:KeyIdentifier xmlns:w="{WSSE}" ValueType="{PROFIEL}#X509SubjectKeyIdentifier">aGk=</w:KeyIdentifier>')), "keyinfo-vorm", f"{SEC}/Signature/KeyInfo"),
    Geval("CXF: IssuerSerial", getekend(sleutelverwijzing(f'<d:X509Data xmlns:d="{DS}"><d:X509IssuerSerial/></d:X509Data>')), "keyinfo-vorm", f"{SEC}/Signature/KeyInfo"),
    Geval("CXF: PKIPath", getekend(attribuut("//sec:BinarySecurityToken", "ValueType", f"{PROFIEL}#X509PKIPathv1")), "token-soort", TOKEN),
    Geval("CXF: alleen Body en Timestamp ondertekend", getekend(alleen_body), "deel-niet-ondertekend", f"{KOP}/Action"),
    Geval("CXF: UsernameToken erbij", getekend(lambda r: een(r, "//sec:Security").insert(0, etree.Element(f"{{{WSSE}}}UsernameToken"))), "security-vreemd", f"{SEC}/UsernameToken"),
    Geval("CXF: twee Timestamps", getekend(verdubbeld("//u:Timestamp")), "security-dubbel", f"{SEC}/Timestamp"),
    Geval("Axis2: enveloped-signature", getekend(transform_erbij), "transform-teveel", f"{INFO}/Reference/Transforms"),
    Geval("Axis2: c14n met commentaar", getekend(attribuut(f"{BODY_REF}//ds:Transform", "Algorithm", f"{EXC_C14N}WithComments")), "c14n-anders", f"{INFO}/Reference/Transforms/Transform"),
    Geval("Axis2: STR-Transform", getekend(attribuut(f"{BODY_REF}//ds:Transform", "Algorithm", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform")), "c14n-anders", f"{INFO}/Reference/Transforms/Transform"),
    Geval("Axis2: Id zonder wsu", getekend(zonder_wsu), "deel-zonder-id", BODY),
    Geval("PHP: Reference naar het hele document", getekend(attribuut(BODY_REF, "URI", "")), "reference-vreemd", f"{INFO}/Reference"),
    Geval("PHP: digest hexadecimaal", hex_digest, "digest-hex", BODY),
    Geval("PHP: handtekening in base64url", lambda m: re.sub(rb"(<ds:SignatureValue>)([^<]+)", lambda g: g[1] + b"-" + g[2][1:], m.goed()), "token-base64", f"{SEC}/Signature/SignatureValue"),
    Geval("PHP: HMAC", ongetekend(attribuut("//ds:SignatureMethod", "Algorithm", f"{DS}hmac-sha1")), "algoritme", f"{INFO}/SignatureMethod"),
    Geval("PHP: geen KeyInfo", getekend(weg("//ds:KeyInfo")), "keyinfo-vorm", f"{SEC}/Signature"),
    Geval(".NET: prefix van Signature weg na ondertekenen", lambda m: m.goed().replace(b"<ds:", b"<").replace(b"</ds:", b"</").replace(b"xmlns:ds=", b"xmlns="), "signedinfo-anders", INFO),
    Geval(".NET: CR LF werd LF na ondertekenen", cr_verloren, "digest-regeleinden", BODY),
    Geval(".NET: MessageID vervangen na ondertekenen", ongetekend(tekst("//a:MessageID", "6f6f7f86-2d9d-4c57-9a5e-0d2b6b4d0001")), "digest-anders", f"{KOP}/MessageID"),
    Geval("ECDSA", ongetekend(attribuut("//ds:SignatureMethod", "Algorithm", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256")), "algoritme", f"{INFO}/SignatureMethod"),
    Geval("zonder BinarySecurityToken", getekend(weg("//sec:BinarySecurityToken")), "token-ontbreekt", SEC),
    Geval("twee keer hetzelfde wsu:Id", getekend(attribuut("//a:To", WSU_ID, "id-Body")), "id-dubbel", "/Envelope"),
    Geval("geen Header", getekend(weg("s:Header")), "header-ontbreekt", "/Envelope"),
    Geval("Nederlandse tijd met een Z", op_tijd(datetime.now(UTC) + timedelta(hours=2)), "created-toekomst", f"{SEC}/Timestamp"),
    Geval("tien jaar geldig", lang_geldig, "geldigheid-lang", f"{SEC}/Timestamp"),
    Geval("gzip", lambda m: gzip.compress(m.goed()), "gecomprimeerd", "/"),
    Geval("zip", lambda m: b"PK\x03\x04" + m.goed(), "gecomprimeerd", "/", tekst="zip"),
    Geval("deflate", lambda m: zlib.compress(m.goed()), "gecomprimeerd", "/", tekst="deflate"),
    Geval("brotli volgens de koppen", lambda m: b"POST / HTTP/1.1\r\nContent-Type: text/xml\r\nContent-Encoding: br\r\n\r\n\x1b\xff\xe9", "gecomprimeerd", "/", tekst="br"),
    Geval("formulier", lambda m: b"xml=" + quote(m.goed().decode()).encode(), "formulier", "/"),
    Geval("MTOM", lambda m: b"--x\r\nContent-Type: application/xop+xml\r\n\r\n" + m.goed(), "multipart", "/"),
    Geval("UTF-16 met BOM", lambda m: m.goed().decode().encode("utf-16"), "utf16", "/"),
    Geval("entiteit van HTML", lambda m: m.goed().replace(b"dijken,", b"dijken&nbsp;"), "entiteit", "/"),
    Geval("stuurteken", lambda m: m.goed().replace(b"dijken,", b"dijken\x0b"), "stuurteken", "/"),
    Geval("commentaar in de Body", getekend(lambda r: een(r, "//d:hoOpleiding").insert(0, etree.Comment("test"))), "commentaar", "/"),
    Geval("RPC-stijl", getekend(rpc), "body-onbekend", f"{BODY}/aanleveren_opleidingseenheid"),
    Geval("xsi:type met onbekende prefix", getekend(attribuut("//d:hoOpleiding", f"{XSI}type", "xyz:HoOpleiding")), "xsi-type", HO),
    Geval("datum als dd-mm-jjjj", getekend(tekst("//d:hoOpleiding/d:begindatum", "01-09-2026")), "datum", f"{HO}/begindatum[1]"),
    Geval("datum met tijd", getekend(tekst("//d:hoOpleiding/d:begindatum", "2026-09-01T00:00:00")), "datum", f"{HO}/begindatum[1]"),
    Geval("30 februari", getekend(tekst("//d:hoOpleiding/d:begindatum", "2026-02-30")), "datum", f"{HO}/begindatum[1]"),
    Geval("decimale komma", getekend(tekst("//d:studielast", "240,0")), "getal", f"{PERIODE}/studielast[1]"),
    Geval("J voor een ja/nee-waarde", getekend(hernoem("//d:kenmerken[1]/d:kenmerkwaardeTekst", DUO + "kenmerkwaardeBoolean"), tekst("//d:kenmerkwaardeBoolean", "J")), "boolean", f"{HO}/kenmerken[1]/kenmerkwaardeBoolean[1]"),
    Geval("lijstwaarde in kleine letters", getekend(tekst("//d:waardedocumentsoort", "diploma")), "waardenlijst", f"{HO}/waardedocumentsoort[1]", tekst="DIPLOMA"),
    Geval("element met hoofdletter", getekend(hernoem("//d:niveau", DUO + "Niveau")), "element-spelling", f"{HO}/Niveau[1]", tekst="niveau"),
    Geval("element twee keer", getekend(verdubbeld("//d:hoOpleiding/d:niveau")), "element-teveel", f"{HO}/niveau[2]"),
    Geval("leeg element zonder waarde", getekend(leeg_kind("einddatum")), "leeg-element", f"{HO}/einddatum[1]"),
    Geval("xsi:nil voor een datum", getekend(leeg_kind("einddatum", nil=True)), "nil", f"{HO}/einddatum[1]"),
    Geval("kenmerk dat een keer mag", extra_kenmerk("soort", "kenmerkwaardeEnumeratiewaarde", "VARIANT"), "kenmerk-teveel", f"{HO}/kenmerken[3]/kenmerknaam[1]"),
    Geval("eigen sleutel twee keer", extra_kenmerk("eigenOpleidingseenheidSleutel", "kenmerkwaardeTekst", "x"), "kenmerk-teveel", f"{HO}/kenmerken[3]/kenmerknaam[1]"),
    Geval("verplicht kenmerk ontbreekt", zonder_soort, "kenmerk-ontbreekt", HO, tekst="soort"),
    Geval("OIN te lang", getekend(tekst("//a:From/a:Address", f"{ANONIEM}?oin=000000070002500BE00000")), "from-oin", f"{KOP}/From"),
    Geval("identificatiecode met accolades", getekend(tekst("//d:identificatiecodeBedrijfsdocument", "{7c5}")), "patroon", f"{VERZOEK}/identificatiecodeBedrijfsdocument[1]"),
]  # fmt: skip
GOED = [
    ("PHP: verwijzing naar het token zonder ValueType", getekend(lambda r: een(r, "//sec:Reference").attrib.pop("ValueType"))),
    ("mustUnderstand op Security", getekend(attribuut("//sec:Security", f"{{{SOAP}}}mustUnderstand", "1"))),
    ("rsa-sha512", getekend(attribuut("//ds:SignatureMethod", "Algorithm", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"))),
    ("token over meer regels", getekend(lambda r: setattr(t := een(r, "//sec:BinarySecurityToken"), "text", "\r\n".join(re.findall(".{1,64}", t.text or ""))))),
    ("Timestamp zonder milliseconden", getekend(lambda r: setattr(t := een(r, "//u:Created"), "text", re.sub(r"\.\d+", "", t.text or "")))),
]  # fmt: skip


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_the_right_cause_comes_first_at_its_place(geval: Geval, maker: Maker, kader: Kader) -> None:
    rapport = controleer(geval.naam, geval.maak(maker), kader, **geval.http)
    eerste = rapport.eerste
    assert eerste is not None
    gevonden = [(melding.oorzaak, melding.waar) for melding in rapport.meldingen]
    assert (eerste.oorzaak, eerste.waar) == (geval.oorzaak, geval.waar), gevonden
    assert geval.tekst in f"{eerste}"


@pytest.mark.parametrize(("naam", "maak"), GOED, ids=lambda geval: geval if isinstance(geval, str) else "")
def test_what_looks_odd_but_is_right_is_not_reported(
    naam: str, maak: Callable[[Maker], bytes], maker: Maker, kader: Kader
) -> None:
    assert controleer(naam, maak(maker), kader).meldingen == ()

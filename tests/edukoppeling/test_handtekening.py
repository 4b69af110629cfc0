"""A signature block of the wrong shape is refused with what is wrong, where, what was found and what is allowed."""

import pytest
from lxml import etree

from rio_soap.bevinding import toon
from rio_soap.edukoppeling.beveiliging import lees_beveiliging
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.handtekening import lees_handtekening
from rio_soap.edukoppeling.security_token import lees_base64, lees_token
from rio_soap.edukoppeling.uris import BASE64, DIGEST_ALGORITMEN, EXC_C14N, HANDTEKENING_ALGORITMEN, X509V3

KAPOT = [
    (
        r"<wsu:Timestamp.*?</wsu:Timestamp>",
        r"",
        "timestamp-ontbreekt",
        "",
        "BinarySecurityToken, Signature",
        "Timestamp, BinarySecurityToken, Signature",
        "timestamp-ontbreekt",
    ),
    (
        r"<wsse:BinarySecurityToken.*?</wsse:BinarySecurityToken>",
        r"",
        "token-ontbreekt",
        "",
        "Signature, Timestamp",
        "Timestamp, BinarySecurityToken, Signature",
        "token-ontbreekt",
    ),
    (
        r"<ds:Signature .*</ds:Signature>",
        r"",
        "signature-ontbreekt",
        "",
        "BinarySecurityToken, Timestamp",
        "Timestamp, BinarySecurityToken, Signature",
        "signature-ontbreekt",
    ),
    (
        r"(<wsse:Security[^>]*>.*?</wsse:Security>)",
        r"\1\1",
        "security-dubbel",
        "",
        "2 maal",
        "1 maal",
        "security-dubbel.security",
    ),
    (
        r"(<wsu:Timestamp.*?</wsu:Timestamp>)",
        r"\1\1",
        "security-dubbel",
        "/Timestamp",
        "2 maal",
        "1 maal",
        "security-dubbel",
    ),
    (
        r"(<wsu:Timestamp)",
        r"<duo:x/>\1",
        "security-vreemd",
        "/x",
        "{urn:voorbeeld:bericht}x",
        "Timestamp, BinarySecurityToken, Signature",
        "security-vreemd",
    ),
    (
        r'<soapenv:Body wsu:Id="id-Body"',
        r"<soapenv:Body",
        "deel-zonder-id",
        "/Envelope/Body",
        None,
        "wsu:Id",
        "deel-zonder-id",
    ),
    (r"(<duo:aan)", r'\1 wsu:Id="id-To"', "id-dubbel", "/Envelope", "id-To", "elke Id 1 maal", "id-dubbel"),
    (r"(<duo:aan)", r'\1 xml:id="id-To"', "id-dubbel", "/Envelope", "id-To", "elke Id 1 maal", "id-dubbel"),
    (
        r"<ds:KeyInfo>.*</ds:KeyInfo>",
        r"",
        "keyinfo-vorm",
        "/Signature",
        "SignedInfo, SignatureValue",
        "SignedInfo, SignatureValue, KeyInfo",
        "signature-vorm",
    ),
    (
        r"(<ds:SignedInfo[^>]*>)",
        r"\1<ds:Object/>",
        "signature-vorm",
        "/Signature/SignedInfo",
        "Object, CanonicalizationMethod, SignatureMethod" + 6 * ", Reference",
        "CanonicalizationMethod, SignatureMethod" + 7 * ", Reference",
        "signature-vorm",
    ),
    (
        r'(<ds:Reference URI="#id-To">.*?</ds:Reference>)',
        r"\1\1\1\1",
        "signature-vorm",
        "/Signature/SignedInfo",
        "9 maal Reference",
        "hoogstens 7",
        "signature-vorm.verwijzingen",
    ),
    (
        r'(<ds:Reference URI="#id-To">.*?</ds:Reference>)',
        r"\1\1",
        "deel-dubbel-ondertekend",
        "/Signature/SignedInfo",
        "2 maal",
        "1 maal",
        "deel-dubbel-ondertekend",
    ),
    (
        r'<ds:Reference URI="#id-To">.*?</ds:Reference>',
        r"",
        "deel-niet-ondertekend",
        "/Signature/SignedInfo",
        "0 maal",
        "1 maal",
        "deel-niet-ondertekend",
    ),
    (
        r"<ds:Transforms>.*?</ds:Transforms>",
        r"",
        "signature-vorm",
        "/Signature/SignedInfo/Reference",
        "DigestMethod, DigestValue",
        "Transforms, DigestMethod, DigestValue",
        "signature-vorm",
    ),
    (
        r"(<ds:Transform .*?</ds:Transform>)",
        r"\1\1",
        "transform-teveel",
        "/Signature/SignedInfo/Reference/Transforms",
        "Transform, Transform",
        "Transform",
        "signature-vorm",
    ),
    (
        r'URI="#id-To"',
        r'URI="#id-Wie"',
        "reference-vreemd",
        "/Signature/SignedInfo/Reference",
        "#id-Wie",
        "# en de wsu:Id van een wsa header, Body, Timestamp of BinarySecurityToken",
        "reference-vreemd",
    ),
    (
        r'URI="#id-To"',
        r'URI=""',
        "reference-vreemd",
        "/Signature/SignedInfo/Reference",
        "",
        "# en de wsu:Id van een wsa header, Body, Timestamp of BinarySecurityToken",
        "reference-vreemd",
    ),
    (
        r'(<ds:CanonicalizationMethod Algorithm=")[^"]*',
        r"\1http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "c14n-inclusief",
        "/Signature/SignedInfo/CanonicalizationMethod",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        EXC_C14N,
        "c14n-inclusief",
    ),
    (
        r'(<ds:Transform Algorithm=")[^"]*',
        r"\1http://www.w3.org/2000/09/xmldsig#enveloped-signature",
        "c14n-anders",
        "/Signature/SignedInfo/Reference/Transforms/Transform",
        "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
        EXC_C14N,
        "c14n-anders",
    ),
    (
        r"<ec:InclusiveNamespaces ([^>]*)/>",
        r"<ds:InclusiveNamespaces \1/>",
        "c14n-anders",
        "/Signature/SignedInfo/CanonicalizationMethod",
        "InclusiveNamespaces",
        "InclusiveNamespaces",
        "c14n-anders.parameter",
    ),
    (
        r'PrefixList="[^"]*"',
        r'PrefixList="p p p p p p p p p p p p p p p p p p p p p "',
        "signature-vorm",
        "/Signature/SignedInfo/CanonicalizationMethod/InclusiveNamespaces",
        "21 prefixen",
        "hoogstens 20",
        "signature-vorm.prefixlijst",
    ),
    (
        r'(<ds:SignatureMethod Algorithm=")[^"]*',
        r"\1http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        "sha1",
        "/Signature/SignedInfo/SignatureMethod",
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        " of ".join(HANDTEKENING_ALGORITMEN),
        "sha1",
    ),
    (
        r'(<ds:SignatureMethod Algorithm=")[^"]*',
        r"\1http://www.w3.org/2000/09/xmldsig#hmac-sha1",
        "algoritme",
        "/Signature/SignedInfo/SignatureMethod",
        "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
        " of ".join(HANDTEKENING_ALGORITMEN),
        "algoritme",
    ),
    (
        r'(<ds:DigestMethod Algorithm=")[^"]*',
        r"\1http://www.w3.org/2000/09/xmldsig#sha1",
        "sha1",
        "/Signature/SignedInfo/Reference/DigestMethod",
        "http://www.w3.org/2000/09/xmldsig#sha1",
        " of ".join(DIGEST_ALGORITMEN),
        "sha1",
    ),
    (
        r"(<ds:DigestValue>)[^<]*",
        r"\1zo niet!",
        "token-base64",
        "/Signature/SignedInfo/Reference/DigestValue",
        "zoniet!",
        "base64",
        "token-base64",
    ),
    (r"(<ds:SignatureValue>)[^<]*", r"\1", "token-base64", "/Signature/SignatureValue", "", "base64", "token-base64"),
    (
        r"(<wsse:BinarySecurityToken[^>]*>)[^<]*",
        r"\1-----BEGIN CERTIFICATE-----",
        "token-pem",
        "/BinarySecurityToken",
        "-----BEGINCERTIFICATE-----",
        "base64",
        "token-base64",
    ),
    (
        r"(<wsse:BinarySecurityToken[^>]*>)[^<]*",
        r"\1<x/>",
        "token-base64",
        "/BinarySecurityToken",
        "",
        "base64",
        "token-base64",
    ),
    (
        r'(<wsse:BinarySecurityToken[^>]*ValueType=")[^"]*',
        r"\1urn:pkcs7",
        "token-soort",
        "/BinarySecurityToken",
        "urn:pkcs7",
        X509V3,
        "token-soort",
    ),
    (
        r'(<wsse:BinarySecurityToken[^>]*EncodingType=")[^"]*',
        r"\1urn:hex",
        "token-soort",
        "/BinarySecurityToken",
        "urn:hex",
        BASE64,
        "token-soort.codering",
    ),
    (
        r"<wsse:SecurityTokenReference>.*</wsse:SecurityTokenReference>",
        r"<ds:X509Data/>",
        "keyinfo-vorm",
        "/Signature/KeyInfo",
        "X509Data",
        "SecurityTokenReference/Reference",
        "keyinfo-vorm",
    ),
    (
        r'(<wsse:Reference URI=")[^"]*',
        r"\1#elders",
        "keyinfo-doel",
        "/Signature/KeyInfo/SecurityTokenReference/Reference",
        "#elders",
        "#X509-",
        "keyinfo-doel",
    ),
    (
        r'(<wsse:Reference [^>]*ValueType=")[^"]*',
        r"\1urn:saml",
        "token-soort",
        "/Signature/KeyInfo/SecurityTokenReference/Reference",
        "urn:saml",
        X509V3,
        "token-soort",
    ),
]
"""What is replaced by what; then cause, place below wsse:Security, value found, what is allowed, key of the text."""


@pytest.mark.parametrize(("patroon", "door", "oorzaak", "waar", "gevonden", "toegestaan", "zin"), KAPOT)
def test_a_broken_block_has_one_finding_that_tells_all(
    wereld, verander, patroon, door, oorzaak, waar, gevonden, toegestaan, zin
) -> None:
    fout = wereld.geweigerd(verander(patroon, door), Foutsoort.EK0031)
    (bevinding,) = fout.bevindingen
    assert bevinding.oorzaak == oorzaak
    assert bevinding.waar.removeprefix("/Envelope/Header/Security") == waar
    assert toon(bevinding.gevonden) == gevonden
    assert (toon(bevinding.toegestaan) or "").startswith(toegestaan or "")
    assert bevinding.sleutel == zin
    assert (bevinding.regel or 0) > 0


def test_every_part_without_an_id_is_told_at_once(wereld) -> None:
    data = wereld.verzoek().decode()
    for naam in ("To", "Action"):
        data = data.replace(f' wsu:Id="id-{naam}"', "")
    fout = wereld.geweigerd(data.encode(), Foutsoort.EK0031)
    assert [b.waar for b in fout.bevindingen] == ["/Envelope/Header/Action", "/Envelope/Header/To"]
    assert [b.zin() for b in fout.bevindingen] == ["Action heeft geen wsu:Id", "To heeft geen wsu:Id"]


def test_what_is_not_signed_and_what_is_signed_twice_is_told_together(wereld, verander) -> None:
    data = verander(r'URI="#id-To"', 'URI="#id-Body"')
    fout = wereld.geweigerd(data, Foutsoort.EK0031)
    assert [(b.oorzaak, b.zin()) for b in fout.bevindingen] == [
        ("deel-niet-ondertekend", "To: niet ondertekend"),
        ("deel-dubbel-ondertekend", "Body: dubbel ondertekend"),
    ]


def test_a_message_without_security_has_no_parts_of_it(wereld) -> None:
    envelope = lees_envelope(wereld.verzoek(None), None, wereld.profiel)
    assert lees_beveiliging(envelope) is None


def test_the_parts_of_the_header_are_known_by_their_names_in_any_order(wereld) -> None:
    envelope = lees_envelope(wereld.verzoek(), None, wereld.profiel)
    delen = lees_beveiliging(envelope)
    assert delen is not None
    assert [etree.QName(deel).localname for deel in delen if deel is not None] == [
        "Timestamp",
        "BinarySecurityToken",
        "Signature",
    ]
    security = envelope.security[0]
    security[:] = list(security)[::-1]
    assert lees_beveiliging(envelope) == delen


def test_a_good_block_is_read_with_its_parts_in_the_order_of_their_references(wereld) -> None:
    envelope = lees_envelope(wereld.verzoek(token_ondertekenen=True), None, wereld.profiel)
    beveiliging = lees_beveiliging(envelope)
    assert beveiliging is not None
    gelezen = lees_handtekening(envelope, beveiliging)
    assert gelezen.certificaat == wereld.pki["klant"].der
    assert gelezen.hash == "sha256"
    assert len(gelezen.waarde) == 256
    namen = [verwijzing.naam for verwijzing in gelezen.verwijzingen]
    assert sorted(namen) == ["Action", "BinarySecurityToken", "Body", "From", "MessageID", "Timestamp", "To"]
    uris = [reference.get("URI") for reference in list(gelezen.signed_info)[2:]]
    ids = {naam: deel for naam, deel, *_ in gelezen.verwijzingen}
    assert uris == [f"#{next(v for k, v in ids[naam].attrib.items() if k.endswith('}Id'))}" for naam in namen]


def element(tekst: str, **attributen: str) -> etree._Element:
    uit = etree.Element("x", attributen)
    uit.text = tekst
    return uit


@pytest.mark.parametrize("tekst", ["QUJD", " QU\n\tJD ", "QUJDRA==", "\u2003QUJD"])
def test_base64_may_have_white_space_in_it(tekst: str) -> None:
    assert lees_base64(element(tekst)).startswith(b"ABC")


@pytest.mark.parametrize("tekst", ["", "=", "Q", "QUJ", "QUJDRA=", "QUJD=QUJD", "QUJDRA==QUJD", "QUJ*", "QUJ\u00e9"])
def test_other_base64_is_refused(tekst: str) -> None:
    with pytest.raises(Edufout) as fout:
        lees_base64(element(tekst))
    assert fout.value.bevindingen[0].zin() == "x bevat geen base64"


def test_a_token_is_read_by_its_type_and_encoding() -> None:
    assert lees_token(element("QUJD", ValueType=X509V3)) == b"ABC"
    assert lees_token(element("QUJD", ValueType=X509V3, EncodingType=BASE64)) == b"ABC"
    assert len(lees_token(element("QUJD" * 20_000, ValueType=X509V3))) == 60_000
    for anders in ({}, {"ValueType": "urn:x"}, {"ValueType": X509V3, "EncodingType": "urn:x"}):
        with pytest.raises(Edufout) as fout:
            lees_token(element("QUJD", **anders))
        assert fout.value.bevindingen[0].oorzaak == "token-soort"

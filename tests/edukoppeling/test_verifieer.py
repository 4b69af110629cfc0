"""Verification: a message is accepted when a trusted party signed every part of it, and for no other reason."""

import base64
import hashlib
import re
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.sleutels import Sleutelfout, Sleutelpaar
from rio_soap.edukoppeling.trusted import Partij, VertrouwdeLijst, vingerafdruk
from rio_soap.edukoppeling.uris import DS, WSU, WSU_ID
from rio_soap.edukoppeling.verifieer import verifieer, verifieer_ondertekening

EK, DK = Foutsoort.EK0031, Foutsoort.DK0002
DELEN = ("From", "To", "Action", "MessageID", "Body", "Timestamp")


def teken_opnieuw(data: bytes, sleutelpaar: Sleutelpaar) -> bytes:
    """Digests and signature made right again, by someone who has the key: what is left wrong is the shape."""
    root = etree.fromstring(data)
    info = next(root.iter(f"{{{DS}}}SignedInfo"))
    ids = {e.get(WSU_ID): e for e in root.iter(etree.Element) if e.get(WSU_ID)}
    for ref in info.iter(f"{{{DS}}}Reference"):
        deel = ids.get((ref.get("URI") or "#")[1:])
        lijst = next(ref.iter("{*}InclusiveNamespaces"), None)
        if deel is not None:
            prefixen = (lijst.get("PrefixList") or "").split() if lijst is not None else []
            ref[-1].text = base64.b64encode(hashlib.sha256(canoniek(deel, prefixen)).digest()).decode()
    lijst = next(info[0].iter("{*}InclusiveNamespaces"), None)
    prefixen = (lijst.get("PrefixList") or "").split() if lijst is not None else []
    waarde = sleutelpaar.onderteken(canoniek(info, prefixen))
    next(root.iter(f"{{{DS}}}SignatureValue")).text = base64.b64encode(waarde).decode()
    return etree.tostring(root, encoding="UTF-8")


# --- what is accepted


def test_a_good_request_names_its_signer_and_what_is_signed(wereld):
    ondertekenaar = wereld.oordeel(wereld.verzoek())
    assert ondertekenaar.partij.naam == "Klant"
    assert ondertekenaar.oin_certificaat == "00000003222222222000"
    assert ondertekenaar.vingerafdruk == hashlib.sha256(wereld.pki["klant"].der).hexdigest()
    assert ondertekenaar.ondertekende_delen == DELEN


def test_the_token_may_be_signed_and_must_be_in_the_strict_profile(wereld):
    streng = {"van_oin": "00000003222222222000", "message_id": f"urn:uuid:{uuid.uuid4()}"}
    met = wereld.verzoek(token_ondertekenen=True, **streng)
    assert wereld.oordeel(met).ondertekende_delen == (*DELEN, "BinarySecurityToken")
    assert wereld.oordeel(met, streng=True)
    assert wereld.oordeel(wereld.verzoek(**streng))
    wereld.geweigerd(wereld.verzoek(**streng), EK, "BinarySecurityToken: niet ondertekend", streng=True)


def test_a_party_may_sign_for_itself(wereld):
    assert wereld.oordeel(wereld.verzoek(van_oin="00000003222222222000"))


def test_resigning_in_these_tests_gives_a_good_message(wereld):
    """The attacks below that sign anew are refused for their shape, not for a slip of the test."""
    assert wereld.oordeel(teken_opnieuw(wereld.verzoek(), wereld.pki["klant"]))


@pytest.mark.parametrize("lengte", [256, 384, 512])
def test_sha2_in_three_lengths_is_taken(wereld, verander, lengte):
    uri = {
        256: "http://www.w3.org/2001/04/xmlenc#sha256",
        384: "http://www.w3.org/2001/04/xmldsig-more#sha384",
        512: "http://www.w3.org/2001/04/xmlenc#sha512",
    }[lengte]
    tekst = wereld.verzoek().decode()
    tekst = tekst.replace("http://www.w3.org/2001/04/xmlenc#sha256", uri).replace("#rsa-sha256", f"#rsa-sha{lengte}")
    root = etree.fromstring(tekst.encode())
    info = next(root.iter(f"{{{DS}}}SignedInfo"))
    ids = {e.get(WSU_ID): e for e in root.iter() if e.get(WSU_ID)}
    for ref in info.iter(f"{{{DS}}}Reference"):
        prefixen = next(ref.iter("{*}InclusiveNamespaces")).get("PrefixList").split()
        waarde = hashlib.new(f"sha{lengte}", canoniek(ids[ref.get("URI")[1:]], prefixen)).digest()
        ref[-1].text = base64.b64encode(waarde).decode()
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

    algoritme = {256: hashes.SHA256(), 384: hashes.SHA384(), 512: hashes.SHA512()}[lengte]
    prefixen = next(info[0].iter("{*}InclusiveNamespaces")).get("PrefixList").split()
    waarde = wereld.pki["klant"].sleutel.sign(canoniek(info, prefixen), PKCS1v15(), algoritme)
    next(root.iter(f"{{{DS}}}SignatureValue")).text = base64.b64encode(waarde).decode()
    assert wereld.oordeel(etree.tostring(root))


def test_line_breaks_in_base64_are_no_matter(wereld, verander):
    data = verander(r"(<ds:SignatureValue>.{76})", "\\1&#13;\n")
    assert wereld.oordeel(data)


# --- what is signed is what is there


@pytest.mark.parametrize(
    ("patroon", "door", "deel"),
    [
        (r"groet</wsa:Action>", "groEt</wsa:Action>", None),
        (r"(<wsa:MessageID[^>]*>)[0-9a-f]{8}", r"\g<1>00000000", "MessageID"),
        (r"https://voorbeeld\.nl", "https://voorbeeld.be", "To"),
        (r"addressing/anonymous\?", "addressing/anonymouz?", "From"),
        (r"wereld", "Wereld", "Body"),
        (r'soort="s"', 'soort="t"', "Body"),
        (r"<duo:aan>", '<duo:aan x="">', "Body"),
        (r"<duo:bij", "<duo:bij/><duo:bij", "Body"),
        (r"(<wsu:Created>.{22})3", r"\g<1>4", "Timestamp"),
    ],
)
def test_one_changed_character_in_a_signed_part_is_told_by_name(wereld, verander, patroon, door, deel):
    data = verander(patroon, door)
    if deel is None:  # Action is compared with SOAPAction before
        wereld.geweigerd(data, Foutsoort.DK0011)
        return
    fout = wereld.geweigerd(data, EK, f"{deel} is na ondertekening veranderd")
    assert len(fout.bevindingen) == 1
    assert fout.bevindingen[0].gevonden != fout.bevindingen[0].toegestaan


def test_every_changed_part_is_told(wereld, verander):
    data = verander("wereld", "w", verander("https://voorbeeld", "http://voorbeeld"))
    fout = wereld.geweigerd(data, EK)
    assert [b.waar for b in fout.bevindingen] == ["/Envelope/Header/To", "/Envelope/Body"]


def test_a_changed_signature_value_or_signed_info_is_refused(wereld, verander):
    wereld.geweigerd(verander(r"(<ds:SignatureValue>).{8}", r"\1AAAAAAAA"), EK, "SignedInfo klopt niet")
    wereld.geweigerd(verander(r'PrefixList="duo"', 'PrefixList="duo wsa"'), EK, "SignedInfo klopt niet")
    wereld.geweigerd(verander(r"<ds:SignatureValue>[^<]*", "<ds:SignatureValue>"), EK, "geen base64")
    wereld.geweigerd(verander(r"<ds:SignatureValue>[^<]*", "<ds:SignatureValue>QUJD"), EK, "SignedInfo klopt niet")
    wereld.geweigerd(verander(r"<ds:DigestValue>[^<]*", "<ds:DigestValue>?"), EK, "geen base64")


# --- wrapping: the signed part is still there, but not where it is read


def test_a_body_moved_aside_is_refused(wereld, verander):
    """The signed Body hides in the Header, another stands in its place."""
    data = verander(
        r"</soapenv:Header>(<soapenv:Body wsu:Id=\"id-Body\">.*</soapenv:Body>)",
        r"<w>\1</w></soapenv:Header><soapenv:Body wsu:Id='id-ander'><duo:groet_request/></soapenv:Body>",
    )
    wereld.geweigerd(data, Foutsoort.DK0004, "envelope in de envelope")


def test_a_renamed_body_in_an_unsigned_header_is_refused(wereld, verander):
    data = verander(
        r"</soapenv:Header>(<soapenv:Body wsu:Id=\"id-Body\">(.*)</soapenv:Body>)",
        r"<w wsu:Id='id-Body'>\2</w></soapenv:Header><soapenv:Body wsu:Id='ander'><duo:groet_request/></soapenv:Body>",
    )
    wereld.geweigerd(data, EK, "iets anders dan een onderdeel")


def test_a_second_body_is_refused(wereld, verander):
    data = verander(r"(<soapenv:Body.*</soapenv:Body>)", r"\1<soapenv:Body><x/></soapenv:Body>")
    wereld.geweigerd(data, Foutsoort.DK0004, "Meer dan een Body")


def test_a_wsu_id_twice_is_refused(wereld, verander):
    for plek in (r"(<duo:aan)", r"(<wsse:Security)"):
        wereld.geweigerd(verander(plek, r'\1 wsu:Id="id-Body"'), EK, "Id staat er meer dan eens")
    wereld.geweigerd(verander("(<duo:aan)", r'\1 Id="id-To"'), EK, "Id staat er meer dan eens")
    wereld.geweigerd(verander("(<duo:aan)", r'\1 xml:id="id-To"'), EK, "Id staat er meer dan eens")


def test_a_timestamp_wrapped_elsewhere_is_refused(wereld, verander):
    vers = (
        '<wsu:Timestamp wsu:Id="id-vers"><wsu:Created>2026-11-24T12:00:00Z</wsu:Created>'
        "<wsu:Expires>2026-11-24T12:05:00Z</wsu:Expires></wsu:Timestamp>"
    )
    data = verander(r"(<wsu:Timestamp.*</wsu:Timestamp>)(</wsse:Security>)", rf"{vers}\2<w>\1</w>")
    wereld.geweigerd(data, EK, "iets anders dan een onderdeel")
    wereld.geweigerd(verander(r"(<wsu:Timestamp)", rf"{vers}\1"), EK, "Timestamp staat er dubbel")


def test_swapped_ids_are_refused(wereld, verander):
    """To and Action exchange their Ids: each is signed, but as the other."""
    tekst = (
        wereld.verzoek()
        .decode()
        .replace('"id-To"', '"x"')
        .replace('"id-Action"', '"id-To"')
        .replace('"x"', '"id-Action"')
    )
    fout = wereld.geweigerd(tekst.encode(), EK)
    assert {b.waar.rpartition("/")[2] for b in fout.bevindingen} == {"To", "Action"}


def test_a_second_security_header_is_refused(wereld, verander):
    wereld.geweigerd(verander(r"(<wsse:Security.*</wsse:Security>)", r"\1\1"), EK, "Meer dan een wsse:Security")


@pytest.mark.parametrize("deel", ["wsse:BinarySecurityToken", "ds:Signature", "wsu:Timestamp"])
def test_a_part_of_security_twice_or_not_at_all_is_refused(wereld, verander, deel):
    wereld.geweigerd(verander(rf"(<{deel}[ >].*</{deel}>)", r"\1\1"), EK, "staat er dubbel")
    wereld.geweigerd(verander(rf"<{deel}[ >].*</{deel}>", ""), EK, "niet volledig|niet ondertekend")


# --- everything must be signed, and nothing else


@pytest.mark.parametrize("deel", DELEN)
def test_an_unsigned_part_is_refused_even_by_the_right_key(wereld, verander, deel):
    data = verander(rf'<ds:Reference URI="#id-{deel}">.*?</ds:Reference>', "")
    wereld.geweigerd(data, EK, f"{deel}: niet ondertekend")
    wereld.geweigerd(teken_opnieuw(data, wereld.pki["klant"]), EK, f"{deel}: niet ondertekend")


@pytest.mark.parametrize("naam", ["ReplyTo", "RelatesTo", "FaultTo"])
def test_an_extra_wsa_header_must_be_signed_too(wereld, verander, naam):
    wereld.geweigerd(verander(r"(<wsa:Action)", rf"<wsa:{naam}>x</wsa:{naam}>\1"), EK, f"{naam} heeft geen wsu:Id")
    data = verander(r"(<wsa:Action)", rf'<wsa:{naam} wsu:Id="r">x</wsa:{naam}>\1')
    wereld.geweigerd(teken_opnieuw(data, wereld.pki["klant"]), EK, f"{naam}: niet ondertekend")
    data = verander(r'(<ds:Reference URI="#)(id-From)(".*?</ds:Reference>)', r"\1\2\3\1r\3", data)
    data = teken_opnieuw(data, wereld.pki["klant"])
    assert naam in wereld.oordeel(data).ondertekende_delen


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "#",
        "id-To",
        "file:///etc/passwd",
        "http://127.0.0.1:1/x",
        "#nergens",
        "#xpointer(/)",
        "#xpointer(id('id-To'))",
        "cid:x",
    ],
)
def test_a_reference_elsewhere_is_refused_even_by_the_right_key(wereld, verander, uri):
    data = verander(r'URI="#id-To"', f'URI="{uri}"')
    wereld.geweigerd(teken_opnieuw(data, wereld.pki["klant"]), EK, "iets anders dan een onderdeel|niet ondertekend")


def test_an_extra_reference_is_refused_even_by_the_right_key(wereld, verander):
    data = verander(r'(<ds:Reference URI="#id-)(To)(".*?</ds:Reference>)', r"\1\2\3\1\2\3")
    wereld.geweigerd(teken_opnieuw(data, wereld.pki["klant"]), EK, "To: dubbel ondertekend")
    data = verander(r"(<duo:aan)", r'\1 wsu:Id="deel"')
    data = verander(r'(<ds:Reference URI="#)(id-To)(".*?</ds:Reference>)', r"\1\2\3\1deel\3", data)
    wereld.geweigerd(teken_opnieuw(data, wereld.pki["klant"]), EK, "iets anders dan een onderdeel")
    data = verander(r'(<ds:Reference URI="#id-To".*?</ds:Reference>)', r"\1" * 100)
    wereld.geweigerd(teken_opnieuw(data, wereld.pki["klant"]), EK, "Te veel verwijzingen")


# --- algorithms and transforms


@pytest.mark.parametrize(
    ("patroon", "door"),
    [
        (r"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        (r"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#hmac-sha1"),
        (r"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"),
        (r"http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"),
        (r"http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#md5"),
    ],
)
def test_sha1_and_worse_are_refused(wereld, verander, patroon, door):
    wereld.geweigerd(teken_opnieuw(verander(patroon, door), wereld.pki["klant"]), EK, "Algoritme niet toegestaan")


EXC = "http://www.w3.org/2001/10/xml-exc-c14n#"


@pytest.mark.parametrize(
    "transforms",
    [
        "",
        "<ds:Transforms/>",
        f'<ds:Transforms><ds:Transform Algorithm="{EXC}"/><ds:Transform Algorithm="{EXC}"/></ds:Transforms>',
        f'<ds:Transforms><ds:Transform Algorithm="{EXC}WithComments"/></ds:Transforms>',
        '<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/></ds:Transforms>',
        '<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/></ds:Transforms>',
        '<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">'
        "<ds:XPath>false()</ds:XPath></ds:Transform></ds:Transforms>",
        f'<ds:Transforms><ds:Transform Algorithm="{EXC}"><x/></ds:Transform></ds:Transforms>',
    ],
)
def test_any_other_transform_is_refused_even_by_the_right_key(wereld, verander, transforms):
    data = verander(r'(URI="#id-To">)<ds:Transforms>.*?</ds:Transforms>', rf"\1{transforms}")
    wereld.geweigerd(teken_opnieuw(data, wereld.pki["klant"]), EK)


def test_another_canonicalisation_of_signed_info_is_refused(wereld, verander):
    data = verander(
        rf'(<ds:CanonicalizationMethod Algorithm=")({EXC})', r"\1http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    )
    wereld.geweigerd(data, EK, "Andere bewerking")


def test_an_hmac_output_length_or_an_object_is_refused(wereld, verander):
    data = verander(
        r"(<ds:SignatureMethod [^>]*)/>", r"\1><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>"
    )
    wereld.geweigerd(data, EK, "Algoritme niet toegestaan")
    wereld.geweigerd(verander(r"(</ds:Signature>)", r"<ds:Object/>\1"), EK, "Signature heeft een andere inhoud")


def test_a_long_prefix_list_is_refused(wereld, verander):
    lang = " ".join(f"p{i}" for i in range(21))
    wereld.geweigerd(verander(r'PrefixList="duo"', f'PrefixList="{lang}"'), EK, "Te lange PrefixList")


def test_what_cannot_be_canonicalised_is_a_finding_and_no_crash(wereld, verander):
    data = verander(r"<duo:aan>", '<duo:aan xmlns:r="relatief" r:a="">')
    wereld.geweigerd(data, EK, "Body")
    data = verander(r"<ds:SignedInfo ", '<ds:SignedInfo xmlns:r="relatief" r:a="" ')
    wereld.geweigerd(data, EK, "SignedInfo klopt niet")


# --- the token and the key


@pytest.mark.parametrize(
    ("patroon", "door", "melding"),
    [
        (r'(<wsse:Reference URI=")#X509-[^"]*', r"\1#id-To", "ander token"),
        (r'(<wsse:Reference [^>]*ValueType=")[^"]*', r"\1urn:x", "Ander soort token"),
        (r'(<wsse:BinarySecurityToken [^>]*ValueType=")[^"]*', r"\1urn:x", "Ander soort token"),
        (r'(<wsse:Reference [^>]*ValueType=")[^"]*', r"\1", "Ander soort token"),
        (r'(<wsse:BinarySecurityToken [^>]*)ValueType="[^"]*"', r"\1", "Ander soort token"),
        (r'(<wsse:BinarySecurityToken [^>]*EncodingType=")[^"]*', r"\1urn:x", "Andere codering"),
        (r"(<wsse:BinarySecurityToken [^>]*>)[^<]*", r"\1", "geen base64"),
        (r"(<wsse:BinarySecurityToken [^>]*>)[^<]*", r"\1!!", "geen base64"),
        (r"(<wsse:BinarySecurityToken [^>]*>)[^<]*", r"\1QUJD", "niet van een vertrouwde partij"),
        (r"<wsse:SecurityTokenReference>.*</wsse:SecurityTokenReference>", "", "verwijst niet naar het token"),
        (r"(<ds:KeyInfo>)", r"\1<ds:KeyName>k</ds:KeyName>", "verwijst niet naar het token"),
    ],
)
def test_the_key_comes_from_the_one_token(wereld, verander, patroon, door, melding):
    wereld.geweigerd(verander(patroon, door), EK, melding)


@pytest.mark.parametrize("codering", [True, False])
def test_a_reference_may_leave_it_to_the_token_what_it_is_but_not_by_the_letter(wereld, codering):
    """WS-Security has ValueType of a reference as optional, and stacks are known that write none."""
    tekst = re.sub(
        r'(<wsse:Reference [^>]*) ValueType="[^"]*"', r"\1", wereld.verzoek(token_ondertekenen=True).decode()
    )
    if not codering:
        tekst = re.sub(r'(<wsse:BinarySecurityToken) EncodingType="[^"]*"', r"\1", tekst)
    data = teken_opnieuw(tekst.encode(), wereld.pki["klant"])
    assert data.count(b"ValueType") == 1
    assert wereld.oordeel(data).partij is not None
    e = lees_envelope(data, None, wereld.profiel)
    with pytest.raises(Edufout) as gevangen:
        verifieer_ondertekening(e, wereld.vertrouwen, wereld.klok, replace(wereld.profiel, streng=True))
    assert gevangen.value.soort is EK
    assert gevangen.value.bevindingen[0].zin() == "Ander soort token"


def test_a_stranger_is_refused_with_his_fingerprint(wereld):
    afdruk = vingerafdruk(wereld.pki["indringer"].der)
    wereld.geweigerd(wereld.verzoek("indringer"), EK, f"niet van een vertrouwde partij SHA-256 {afdruk}")


def test_a_stranger_with_the_trusted_token_is_refused(wereld, verander):
    """The certificate of a trusted party is public; only its key proves anything."""
    data = verander(
        r"(<wsse:BinarySecurityToken [^>]*>)[^<]*", r"\g<1>" + wereld.pki["klant"].token, wereld.verzoek("indringer")
    )
    wereld.geweigerd(data, EK, "SignedInfo klopt niet")


def test_a_trusted_party_without_mandate_is_dk0002(wereld):
    fout = wereld.geweigerd(wereld.verzoek(van_oin="00000001800866472000"), DK, "niet gemachtigd")
    assert fout.bevindingen[0].gevonden == "00000001800866472000"


def maak_certificaat(
    sleutel, naam="x", van=datetime(2026, 1, 1, tzinfo=UTC), tot=datetime(2027, 1, 1, tzinfo=UTC)
) -> bytes:
    onderwerp = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, naam)])
    bouwer = x509.CertificateBuilder().subject_name(onderwerp).issuer_name(onderwerp).public_key(sleutel.public_key())
    bouwer = bouwer.serial_number(1).not_valid_before(van).not_valid_after(tot)
    return bouwer.sign(sleutel, hashes.SHA256()).public_bytes(Encoding.DER)


def vertrouwd(der: bytes, wereld) -> VertrouwdeLijst:
    return VertrouwdeLijst([Partij("x", None, vingerafdruk(der), frozenset({wereld.afzender}))])


@pytest.mark.parametrize("dagen", [-1, 366])
def test_a_certificate_outside_its_validity_is_refused(wereld, dagen):
    klok = FixedClock(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=dagen))
    sleutel = wereld.pki["klant"].sleutel
    paar = Sleutelpaar(sleutel, maak_certificaat(sleutel))
    ander = AndereTrust(replace(wereld, klok=klok), vertrouwd(paar.der, wereld))
    fout = ander.geweigerd(ander.verzoek(None, sleutelpaar=paar), EK, "Het certificaat is nu niet geldig")
    assert str(fout.bevindingen[0].toegestaan) == "2026-01-01T00:00:00Z tot 2027-01-01T00:00:00Z"


class AndereTrust:
    """A world with another trust."""

    def __init__(self, wereld, vertrouwen):
        self.wereld = type("W", (type(wereld),), {"vertrouwen": vertrouwen})(
            wereld.pki, wereld.klok, wereld.profiel, wereld.ontvanger, wereld.afzender, wereld.actie
        )

    def __getattr__(self, naam):
        return getattr(self.wereld, naam)


@pytest.mark.parametrize(
    ("sleutel", "melding"),
    [
        (rsa.generate_private_key(public_exponent=65537, key_size=1024), "1024 bits"),
        (ec.generate_private_key(ec.SECP256R1()), "geen RSA-sleutel"),
    ],
)
def test_a_weak_or_other_key_is_refused_even_when_trusted(wereld, verander, sleutel, melding):
    der = maak_certificaat(sleutel)
    token = base64.b64encode(der).decode()
    data = verander(r"(<wsse:BinarySecurityToken [^>]*>)[^<]*", rf"\g<1>{token}")
    AndereTrust(wereld, vertrouwd(der, wereld)).geweigerd(data, EK, melding)
    with pytest.raises(Sleutelfout):
        Sleutelpaar(sleutel, der)


def test_trusted_bytes_that_are_no_certificate_are_refused(wereld, verander):
    data = verander(r"(<wsse:BinarySecurityToken [^>]*>)[^<]*", r"\1QUJD")
    AndereTrust(wereld, vertrouwd(b"ABC", wereld)).geweigerd(data, EK, "Geen leesbaar X.509-certificaat")


# --- time


@pytest.mark.parametrize(
    ("verschuiving", "melding"),
    [
        (timedelta(minutes=-12), "verlopen"),
        (timedelta(days=-400), "verlopen"),
        (timedelta(minutes=2), "toekomst"),
        (timedelta(days=3000), "toekomst"),
    ],
)
def test_a_message_outside_its_time_is_refused(wereld, verschuiving, melding):
    data = wereld.verzoek(klok=FixedClock(wereld.klok.moment + verschuiving))
    wereld.geweigerd(data, EK, melding)


@pytest.mark.parametrize("seconden", [-659, -600, 0, 59])
def test_clocks_may_differ_a_minute(wereld, seconden):
    assert wereld.oordeel(wereld.verzoek(klok=FixedClock(wereld.klok.moment + timedelta(seconds=seconden))))


def test_the_documented_example_of_83_minutes_is_taken_and_a_year_is_not(wereld):
    assert wereld.oordeel(wereld.verzoek(geldigheid=timedelta(minutes=83, seconds=20)))
    wereld.geweigerd(wereld.verzoek(geldigheid=timedelta(days=365)), EK, "geldigheid is te lang")
    wereld.geweigerd(wereld.verzoek(), EK, "geldigheid is te lang", max_geldigheid=300)
    wereld.geweigerd(wereld.verzoek(geldigheid=timedelta(0)), EK, "niet na Created")
    wereld.geweigerd(wereld.verzoek(geldigheid=timedelta(seconds=-30)), EK, "niet na Created")


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ("", "niet volledig"),
        ("<wsu:Created>2026-11-24T12:00:00Z</wsu:Created>", "niet volledig"),
        (
            "<wsu:Expires>2026-11-24T12:05:00Z</wsu:Expires><wsu:Created>2026-11-24T12:00:00Z</wsu:Created>",
            "niet volledig",
        ),
        ("<wsu:Created>x</wsu:Created><wsu:Expires>y</wsu:Expires>", "geen tijdstip"),
        (
            "<wsu:Created>2026-11-24T12:00:00</wsu:Created><wsu:Expires>2026-11-24T12:05:00</wsu:Expires>",
            "geen tijdstip",
        ),
        (
            "<wsu:Created>2026-02-30T12:00:00Z</wsu:Created><wsu:Expires>2026-11-24T12:05:00Z</wsu:Expires>",
            "geen tijdstip",
        ),
        ("<wsu:Created>0001-01-01T00:00:00+14:00</wsu:Created><wsu:Expires>2026-11-24T12:05:00Z</wsu:Expires>", "geen"),
        ("<wsu:Created/><wsu:Expires/>", "geen tijdstip"),
        ("<wsu:Created><x/></wsu:Created><wsu:Expires>2026-11-24T12:05:00Z</wsu:Expires>", "niet volledig"),
    ],
)
def test_a_timestamp_without_two_moments_is_refused_even_by_the_right_key(wereld, verander, inhoud, melding):
    data = verander(r"(<wsu:Timestamp [^>]*>).*(</wsu:Timestamp>)", rf"\g<1>{inhoud}\g<2>")
    wereld.geweigerd(teken_opnieuw(data, wereld.pki["klant"]), EK, melding)


# --- unsigned


def test_an_unsigned_message_is_refused_unless_that_is_allowed(wereld):
    wereld.geweigerd(wereld.verzoek(None), EK, "niet ondertekend")
    ondertekenaar = wereld.oordeel(wereld.verzoek(None), ondertekening_vereist=False)
    assert ondertekenaar.partij is None
    assert ondertekenaar.ondertekende_delen == ()


def test_a_signature_is_verified_also_where_none_is_needed(wereld, verander):
    wereld.geweigerd(verander("wereld", "Wereld"), EK, "Body", ondertekening_vereist=False)
    zonder = verander(r"<ds:Signature .*</ds:Signature>", "")
    wereld.geweigerd(zonder, EK, "niet volledig", ondertekening_vereist=False)


def test_a_lone_timestamp_must_be_in_time(wereld, verander):
    data = verander(r"<wsse:BinarySecurityToken.*</ds:Signature>", "")
    assert wereld.oordeel(data, ondertekening_vereist=False).partij is None
    oud = verander(
        r"<wsse:BinarySecurityToken.*</ds:Signature>",
        "",
        wereld.verzoek(klok=FixedClock(datetime(2020, 1, 1, tzinfo=UTC))),
    )
    wereld.geweigerd(oud, EK, "verlopen", ondertekening_vereist=False)


# --- the ways in which XML lies


@pytest.mark.parametrize(
    ("patroon", "door", "soort"),
    [
        (r"(<duo:aan>wer)", r"\1<!-- -->", Foutsoort.DK0001),
        (r"(<duo:aan>wer)", r"\1<?pi?>", Foutsoort.DK0001),
        (r"(\?>)(<soapenv:Envelope)", r'\1<!DOCTYPE x [<!ATTLIST x a CDATA "b">]>\2', Foutsoort.DK0001),
        (r'version="1.0"', 'version="1.1"', Foutsoort.DK0001),
        (r'encoding="UTF-8"', 'encoding="UTF-16"', Foutsoort.DK0009),
        (r"(<duo:aan)", r'\1 href="#id-To"', Foutsoort.DK0004),
    ],
)
def test_tricks_with_a_good_signature_are_refused(wereld, verander, patroon, door, soort):
    wereld.geweigerd(verander(patroon, door), soort)


def test_a_message_in_utf16_is_refused(wereld):
    wereld.geweigerd(wereld.verzoek().decode().encode("utf-16"), Foutsoort.DK0009)


def test_a_large_body_costs_a_stranger_nothing(wereld, monkeypatch):
    """Without a good signature no digest is computed over a large Body."""
    from rio_soap.edukoppeling import verifieer as module

    geteld: list[str] = []
    echt = module.canoniek
    monkeypatch.setattr(module, "canoniek", lambda e, p=(): geteld.append(e.tag) or echt(e, p))
    inhoud = etree.fromstring(f'<b:x xmlns:b="urn:b">{"y" * 300_000}</b:x>')
    from rio_soap.edukoppeling.verzoek import stel_verzoek_op

    data = stel_verzoek_op(
        inhoud,
        action=wereld.actie,
        van_oin=wereld.afzender,
        naar=f"urn:x?oin={wereld.ontvanger}",
        sleutelpaar=wereld.pki["klant"],
        klok=wereld.klok,
    )
    assert wereld.oordeel(data)
    geteld.clear()
    wereld.geweigerd(re.sub(rb"<ds:SignatureValue>.{8}", b"<ds:SignatureValue>AAAAAAAA", data), EK)
    assert geteld == [f"{{{DS}}}SignedInfo"]


def test_verification_asks_no_more_than_the_envelope_and_its_addressing(wereld):
    """The function is usable by itself, with any trust that has a `partij`."""
    from rio_soap.edukoppeling.adressering import lees_adressering
    from rio_soap.edukoppeling.envelope import lees_envelope

    class Niemand:
        def partij(self, certificaat: bytes) -> Partij | None:
            return None

    envelope = lees_envelope(wereld.verzoek(), None, wereld.profiel)
    with pytest.raises(Edufout):
        verifieer(envelope, lees_adressering(envelope), Niemand(), wereld.klok, wereld.profiel)
    assert envelope.root.nsmap["wsu"] == WSU

"""Two implementations that are not ours agree: signxml and xmlsec1 verify what we sign, and we what they sign."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree
from signxml import (
    CanonicalizationMethod,
    DigestAlgorithm,
    SignatureConfiguration,
    SignatureConstructionMethod,
    SignatureMethod,
    SignatureReference,
    XMLSigner,
    XMLVerifier,
)

from rio_soap.bevinding import Bevinding
from rio_soap.edukoppeling.adressering import lees_adressering
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.response import stel_antwoord_op, stel_fout_op
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.uris import DS, SOAP, WSA, WSSE, WSU

EXC = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
IDS = [f"{WSA}:{naam}" for naam in ("To", "Action", "MessageID", "RelatesTo", "From")]
IDS += [f"{SOAP}:Body", f"{WSU}:Timestamp", f"{WSSE}:BinarySecurityToken"]


class Xmlsec1:
    """The command line of the C library xmlsec."""

    def __init__(self, map_: Path) -> None:
        programma = shutil.which("xmlsec1")
        if programma is None:
            if os.environ.get("CI") == "true":
                pytest.fail("xmlsec1 is not installed")
            pytest.skip("xmlsec1 is not installed")
        self.programma = programma
        self.map = map_

    def _draai(self, opdracht: str, sleutel: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
        bericht = self.map / "bericht.xml"
        bericht.write_bytes(data)
        ids = [deel for naam in IDS for deel in ("--id-attr:Id", naam)]
        return subprocess.run(
            [self.programma, opdracht, *sleutel, *ids, str(bericht)], capture_output=True, timeout=30, check=False
        )

    def klopt(self, data: bytes, sleutelpaar: Sleutelpaar, aantal: int) -> bool:
        certificaat = self.map / "certificaat.der"
        certificaat.write_bytes(sleutelpaar.der)
        uit = self._draai("--verify", ["--pubkey-cert-der", str(certificaat)], data)
        tekst = (uit.stdout + uit.stderr).decode()
        return uit.returncode == 0 and f"SignedInfo References (ok/all): {aantal}/{aantal}" in tekst

    def teken(self, data: bytes, sleutelpaar: Sleutelpaar) -> bytes:
        sleutel = self.map / "sleutel.pem"
        sleutel.write_bytes(sleutelpaar.sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        uit = self._draai("--sign", ["--privkey-pem", str(sleutel)], data)
        assert uit.returncode == 0, uit.stderr.decode()
        return uit.stdout


@pytest.fixture
def xmlsec1(tmp_path) -> Xmlsec1:
    return Xmlsec1(tmp_path)


def signxml_delen(data: bytes, sleutelpaar: Sleutelpaar, aantal: int) -> list[str]:
    """What signxml says is signed; it raises when anything is wrong."""
    certificaat = x509.load_der_x509_certificate(sleutelpaar.der)
    gevonden = XMLVerifier().verify(
        data,
        x509_cert=certificaat,
        validate_schema=False,  # its schema does not know InclusiveNamespaces
        expect_config=SignatureConfiguration(location=".//", expect_references=aantal, verification_time=None),
    )
    return [etree.QName(deel.signed_xml).localname for deel in gevonden]


@pytest.fixture
def antwoorden(wereld) -> list[bytes]:
    """An answer and a fault, each with text that needs escaping."""
    vraag = lees_adressering(lees_envelope(wereld.verzoek(), None, wereld.profiel))
    wij = {"sleutelpaar": wereld.pki["dienst"], "klok": wereld.klok, "eigen_oin": wereld.ontvanger}
    inhoud = etree.fromstring('<ns2:x xmlns:ns2="urn:a"><ns2:y a="&#10;&quot;">&lt;é&amp;&gt;&#13;</ns2:y></ns2:x>')
    fout = Edufout(Foutsoort.DK0004, [Bevinding("leeg", "/a", 3, "<é&>\r\n\x01", '"', "m")])
    return [stel_antwoord_op(inhoud, vraag, **wij), stel_fout_op(fout, vraag, **wij)]


ANTWOORDDELEN = ["To", "Action", "MessageID", "RelatesTo", "From", "Body", "Timestamp"]
VERZOEKDELEN = ["From", "To", "Action", "MessageID", "Body", "Timestamp"]


def test_signxml_verifies_our_answers(wereld, antwoorden):
    for data in antwoorden:
        assert signxml_delen(data, wereld.pki["dienst"], 7) == ANTWOORDDELEN


def test_xmlsec1_verifies_our_answers(wereld, antwoorden, xmlsec1):
    for data in antwoorden:
        assert xmlsec1.klopt(data, wereld.pki["dienst"], 7)
        assert not xmlsec1.klopt(data.replace(b"urn:voorbeeld", b"urn:voorbeelx"), wereld.pki["dienst"], 7)


def test_signxml_verifies_our_requests(wereld):
    assert signxml_delen(wereld.verzoek(), wereld.pki["klant"], 6) == VERZOEKDELEN
    met_token = wereld.verzoek(token_ondertekenen=True)
    assert signxml_delen(met_token, wereld.pki["klant"], 7) == [*VERZOEKDELEN, "BinarySecurityToken"]


def test_xmlsec1_verifies_our_requests(wereld, xmlsec1):
    assert xmlsec1.klopt(wereld.verzoek(), wereld.pki["klant"], 6)
    assert xmlsec1.klopt(wereld.verzoek(token_ondertekenen=True), wereld.pki["klant"], 7)


def leeg(data: bytes) -> bytes:
    """The message with its digests and signature taken out."""
    return re.sub(rb"(<ds:(?:DigestValue|SignatureValue)>)[^<]*", rb"\1", data)


def test_we_verify_what_xmlsec1_signs(wereld, xmlsec1):
    for kwargs in ({}, {"token_ondertekenen": True}):
        data = xmlsec1.teken(leeg(wereld.verzoek(**kwargs)), wereld.pki["klant"])
        assert wereld.oordeel(data).partij.naam == "Klant"


@pytest.mark.parametrize("lijst", ["#default", "#default duo wsa", "duo #default", "", "onbekend"])
@pytest.mark.parametrize("waar", ["Envelope", "Body", "Header"])
def test_xmlsec1_and_we_read_a_prefix_list_alike(wereld, xmlsec1, lijst, waar):
    """With a default namespace in scope, which lxml by itself forgets for #default."""
    tekst = leeg(wereld.verzoek()).decode().replace(f"<soapenv:{waar} ", f'<soapenv:{waar} xmlns="urn:stil" ')
    tekst = re.sub(r'PrefixList="[^"]*"', f'PrefixList="{lijst}"', tekst)
    tekst = tekst.replace("<duo:bij ", '<zonder xmlns=""><duo:q/></zonder><stil xmlns="urn:stil" a="&#9;"/><duo:bij ')
    data = xmlsec1.teken(tekst.encode(), wereld.pki["klant"])
    assert wereld.oordeel(data).partij.naam == "Klant"


def test_we_verify_what_signxml_signs(wereld):
    data = wereld.verzoek()
    root = etree.fromstring(data)
    oud = next(root.iter(f"{{{DS}}}Signature"))
    key_info = oud[-1]
    lijsten = {"Body": ["duo"], "Timestamp": ["wsse", "wsa", "duo", "soapenv"]}
    signer = XMLSigner(
        method=SignatureConstructionMethod.detached,
        signature_algorithm=SignatureMethod.RSA_SHA256,
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm=EXC,
    )
    verwijzingen = [
        SignatureReference(
            URI=f"#id-{naam}", c14n_method=EXC, inclusive_ns_prefixes=lijsten.get(naam, ["duo", "soapenv"])
        )
        for naam in VERZOEKDELEN
    ]
    nieuw = signer.sign(
        root,
        key=wereld.pki["klant"].sleutel,
        cert=[x509.load_der_x509_certificate(wereld.pki["klant"].der)],
        reference_uri=verwijzingen,
        key_info=key_info,
    )
    root = etree.fromstring(data)
    oud = next(root.iter(f"{{{DS}}}Signature"))
    ouder = oud.getparent()
    assert ouder is not None
    ouder.replace(oud, etree.fromstring(etree.tostring(nieuw)))
    assert wereld.oordeel(etree.tostring(root)).ondertekende_delen == tuple(VERZOEKDELEN)

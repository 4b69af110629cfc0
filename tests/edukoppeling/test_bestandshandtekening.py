"""The signature of a file: all of it was signed, by the key of the certificate in it, and nothing else passes."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from rio_soap.bevinding import Bevinding
from rio_soap.edukoppeling.bestandshandtekening import (
    ENVELOPED,
    bevindingen_bestand,
    lees_bestandshandtekening,
    onderteken_bestand,
    zonder_handtekening,
)
from rio_soap.edukoppeling.beveiliging import SIGNATURE
from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.uris import DS, EXC_C14N, SHA256

ELEMENT = '<b:stuk xmlns:b="urn:voorbeeld"><b:tekst soort="s">é &amp; €</b:tekst><b:leeg></b:leeg></b:stuk>'
NU = datetime.now(UTC)


def oordeel(data: bytes, moment: datetime = NU) -> list[Bevinding]:
    """What is wrong with a file; of its form the first thing."""
    root = etree.fromstring(data)
    try:
        handtekening = lees_bestandshandtekening(root, next(root.iter(SIGNATURE)))
    except Edufout as fout:
        return list(fout.bevindingen)
    return bevindingen_bestand(handtekening, moment)


def oorzaken(data: bytes, moment: datetime = NU) -> list[str]:
    return [bevinding.oorzaak for bevinding in oordeel(data, moment)]


def test_a_signed_file_is_its_element_with_a_signature_as_last_child(wereld: Any) -> None:
    data = onderteken_bestand(ELEMENT, wereld.pki["klant"])
    root = etree.fromstring(data)
    assert oordeel(data) == []
    assert root[-1].tag == SIGNATURE
    assert canoniek(zonder_handtekening(root)).decode() == ELEMENT
    assert canoniek(root).decode().count("<Signature ") == 1


@pytest.mark.skipif(shutil.which("xmlsec1") is None, reason="no xmlsec1")
def test_another_program_takes_the_signature_too(wereld: Any, tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_bytes(onderteken_bestand(ELEMENT, wereld.pki["klant"]))
    pem = x509.load_der_x509_certificate(wereld.pki["klant"].der).public_bytes(Encoding.PEM)
    (tmp_path / "c.pem").write_bytes(pem)
    opdracht = ["xmlsec1", "--verify", "--pubkey-cert-pem", str(tmp_path / "c.pem"), str(tmp_path / "f.xml")]
    assert subprocess.run(opdracht, capture_output=True, check=False).returncode == 0


def vervang(van: str, naar: str) -> Callable[[bytes], bytes]:
    def doe(data: bytes) -> bytes:
        assert van.encode() in data, van
        return data.replace(van.encode(), naar.encode(), 1)

    return doe


def voor_de_signature(data: bytes) -> bytes:
    return data.replace(b"<Signature ", b"\n<Signature ", 1)


def tekst_erachter(data: bytes) -> bytes:
    return data.replace(b"</Signature>", b"</Signature>x", 1)


EERSTE = f'<Transform Algorithm="{ENVELOPED}"></Transform>'
GEVALLEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "another letter": (vervang("é", "e"), "digest-anders"),
    "another attribute": (vervang('soort="s"', 'soort="t"'), "digest-anders"),
    "an element more": (vervang("<b:leeg></b:leeg>", "<b:leeg></b:leeg><b:leeg/>"), "digest-anders"),
    "white space before the signature": (voor_de_signature, "digest-anders"),
    "text behind the signature": (tekst_erachter, "digest-anders"),
    "another prefix": (lambda d: d.replace(b"b:", b"c:").replace(b":b=", b":c="), "digest-anders"),
    "a part only": (vervang('URI=""', 'URI="#a"'), "reference-vreemd"),
    "no URI": (vervang(' URI=""', ""), "reference-vreemd"),
    "no enveloped transform": (vervang(EERSTE, ""), "transform-teveel"),
    "another first transform": (vervang(ENVELOPED, EXC_C14N), "transform-teveel"),
    "an XPath": (vervang(EERSTE, EERSTE * 2), "transform-teveel"),
    "a parameter of the first transform": (
        vervang(EERSTE, EERSTE.replace("></", "><XPath>.</XPath></")),
        "transform-teveel",
    ),
    "inclusive canonicalisation": (
        vervang(EXC_C14N, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
        "c14n-inclusief",
    ),
    "sha-1": (vervang(SHA256, f"{DS}sha1"), "sha1"),
    "two references": (vervang("</Reference>", "</Reference><Reference/>"), "signature-vorm"),
    "an object": (vervang("</KeyInfo>", "</KeyInfo><Object/>"), "keyinfo-vorm"),
    "a bare key": (lambda d: d.replace(b"X509Data", b"KeyValue"), "keyinfo-vorm"),
    "two certificates": (vervang("</X509Data>", "<X509Certificate>AA==</X509Certificate></X509Data>"), "keyinfo-vorm"),
    "no base64": (vervang("<SignatureValue>", "<SignatureValue>*"), "token-base64"),
    "a line break in SignedInfo": (vervang("<Reference ", "\n<Reference "), "signedinfo-anders"),
    "no certificate": (
        lambda d: (
            d.split(b"<X509Certificate>")[0]
            + b"<X509Certificate>AAAA</X509Certificate>"
            + d.split(b"</X509Certificate>")[1]
        ),
        "certificaat-onleesbaar",
    ),
}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_whatever_is_done_to_it_is_found(wereld: Any, naam: str) -> None:
    doe, oorzaak = GEVALLEN[naam]
    assert oorzaken(doe(onderteken_bestand(ELEMENT, wereld.pki["klant"])))[0] == oorzaak


def test_the_key_of_another_does_not_pass_with_this_certificate(wereld: Any) -> None:
    eigen, vreemd = (onderteken_bestand(ELEMENT, wereld.pki[wie]) for wie in ("klant", "indringer"))
    waarde = [data.split(b"<SignatureValue>")[1].split(b"</")[0] for data in (eigen, vreemd)]
    assert oorzaken(eigen.replace(*waarde)) == ["signedinfo-anders"]


def test_the_certificate_has_to_be_valid_at_the_moment(wereld: Any) -> None:
    data = onderteken_bestand(ELEMENT, wereld.pki["klant"])
    assert oorzaken(data, NU + timedelta(days=40 * 365)) == ["certificaat-tijd"]


def test_text_around_a_signature_stays_when_it_goes() -> None:
    for tekst in ("<a>1<S/>2</a>", "<a><b/>1<S/>2</a>", "<a><S/>2</a>", "<a><S/></a>"):
        root = etree.fromstring(tekst.replace("<S/>", f'<Signature xmlns="{DS}"/>'))
        assert (
            etree.tostring(zonder_handtekening(root)).decode()
            == etree.tostring(etree.fromstring(tekst.replace("<S/>", ""))).decode()
        )

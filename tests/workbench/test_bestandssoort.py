# ruff: noqa: E501  # a table: one kind of file per line
"""A file that is no message is named for what it is, and never taken for a message with another mistake."""

import base64
import gzip
import io
import json
import math
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12

from rio_soap.cli import root
from rio_soap.contract import bron
from rio_soap.contract.operaties import BEHEREN
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.workbench.controle import Kader, controleer
from tests.workbench.hulp import OIN_RIO, Maker

DER, PEM = serialization.Encoding.DER, serialization.Encoding.PEM


def certificaat(pki: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate((pki / "klant.pem").read_bytes())


def sleutel(pki: Path) -> rsa.RSAPrivateKey:
    gelezen = serialization.load_pem_private_key((pki / "klant.key").read_bytes(), None)
    assert isinstance(gelezen, rsa.RSAPrivateKey)
    return gelezen


def bytes_van(pki: Path, codering: serialization.Encoding, vorm: str, wachtwoord: bytes | None = None) -> bytes:
    versleuteling = serialization.BestAvailableEncryption(wachtwoord) if wachtwoord else serialization.NoEncryption()
    return sleutel(pki).private_bytes(codering, getattr(serialization.PrivateFormat, vorm), versleuteling)


def csr(pki: Path) -> x509.CertificateSigningRequest:
    naam = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "x")])
    return x509.CertificateSigningRequestBuilder().subject_name(naam).sign(sleutel(pki), hashes.SHA256())


def p12(pki: Path) -> bytes:
    versleuteling = serialization.BestAvailableEncryption(b"geheim")
    return pkcs12.serialize_key_and_certificates(b"x", sleutel(pki), certificaat(pki), None, versleuteling)


def ingepakt(*namen: str) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam in namen:
            archief.writestr(naam, "<a/>")
    return uit.getvalue()


OPENSSL, OPEN = serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
PUBLIEK = serialization.PublicFormat.SubjectPublicKeyInfo
GEVALLEN: dict[str, tuple[Callable[[Path], bytes], str, str]] = {
    "certificaat PEM": (lambda p: (p / "klant.pem").read_bytes(), "geen-xml", "certificaat (PEM)"),
    "certificaat PEM met tekst ervoor": (lambda p: b"subject=CN = x\n\n" + (p / "klant.pem").read_bytes(), "geen-xml", "certificaat (PEM)"),
    "certificaat DER": (lambda p: certificaat(p).public_bytes(DER), "geen-xml", "certificaat (DER)"),
    "certificaat base64": (lambda p: base64.encodebytes(certificaat(p).public_bytes(DER)), "geen-xml", "certificaat (base64)"),
    "sleutel PEM": (lambda p: (p / "klant.key").read_bytes(), "geen-xml", "privésleutel (PEM)"),
    "sleutel PEM, PKCS#1": (lambda p: bytes_van(p, PEM, "TraditionalOpenSSL"), "geen-xml", "privésleutel (PEM)"),
    "sleutel PEM met wachtwoord": (lambda p: bytes_van(p, PEM, "PKCS8", b"x"), "geen-xml", "privésleutel (PEM)"),
    "sleutel DER": (lambda p: bytes_van(p, DER, "PKCS8"), "geen-xml", "privésleutel (DER)"),
    "sleutel DER, PKCS#1": (lambda p: bytes_van(p, DER, "TraditionalOpenSSL"), "geen-xml", "privésleutel (DER)"),
    "sleutel DER met wachtwoord": (lambda p: bytes_van(p, DER, "PKCS8", b"x"), "geen-xml", "privésleutel (DER)"),
    "sleutel DER, EC": (lambda _: ec.generate_private_key(ec.SECP384R1()).private_bytes(DER, OPENSSL, OPEN), "geen-xml", "privésleutel (DER)"),
    "sleutel DER, DSA": (lambda _: dsa.generate_private_key(1024).private_bytes(DER, OPENSSL, OPEN), "geen-xml", "privésleutel (DER)"),
    "sleutel DER, Ed25519": (lambda _: ed25519.Ed25519PrivateKey.generate().private_bytes(DER, serialization.PrivateFormat.PKCS8, OPEN), "geen-xml", "privésleutel (DER)"),
    "certificaat en sleutel": (lambda p: (p / "klant.pem").read_bytes() + (p / "klant.key").read_bytes(), "geen-xml", "certificaat en privésleutel (PEM)"),
    "publieke sleutel": (lambda p: sleutel(p).public_key().public_bytes(DER, PUBLIEK), "geen-xml", "publieke sleutel (DER)"),
    "CSR PEM": (lambda p: csr(p).public_bytes(PEM), "geen-xml", "certificaataanvraag (CSR) (PEM)"),
    "CSR DER": (lambda p: csr(p).public_bytes(DER), "geen-xml", "certificaataanvraag (CSR) (DER)"),
    "PKCS#12": (p12, "geen-xml", "sleutelarchief (PKCS#12: p12 of pfx)"),
    "PKCS#7 PEM": (lambda p: pkcs7.serialize_certificates([certificaat(p)], PEM), "geen-xml", "certificaten (PKCS#7) (PEM)"),
    "PKCS#7 DER": (lambda p: pkcs7.serialize_certificates([certificaat(p)], DER), "geen-xml", "certificaten (PKCS#7, DER)"),
    "Markdown": (lambda _: b"# Titel\n\nTekst met `<duo:x>` erin.\n", "geen-xml", "Markdown"),
    "Markdown met voorblad": (lambda _: b"---\ntitle: x\n---\n# Titel\n", "geen-xml", "Markdown"),
    "Markdown dat met HTML begint": (lambda _: b'<p align="center"><img src="x.png"></p>\n\n# Titel\n\nTekst & meer.\n', "geen-xml", "Markdown"),
    "Markdown met commentaar": (lambda _: b"<!-- inhoud -->\n<h1>Titel</h1>\n\n- een\n- twee\n", "geen-xml", "Markdown"),
    "Markdown in Windows-1252": (lambda _: "# Één\n\nTekst\n".encode("cp1252"), "geen-xml", "Markdown"),
    "JSON": (lambda _: b'{"a": [1, 2]}', "geen-xml", "JSON"),
    "JSON, lijst": (lambda _: b"[1, 2]", "geen-xml", "JSON"),
    "JSON, afgebroken": (lambda _: b'{"faultcode": "x', "geen-xml", "JSON"),
    "HTML": (lambda _: b"<!DOCTYPE html>\n<html><body>502<br></body></html>", "geen-xml", "HTML"),
    "HTML zonder doctype": (lambda _: b"<HTML><BODY>502 <br> & meer</BODY></HTML>", "geen-xml", "HTML"),
    "XHTML": (lambda _: b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "geen-xml", "HTML"),
    "CSV": (lambda _: b"code;naam\n1;een\n2;twee\n", "geen-xml", "CSV"),
    "CSV met aanhalingstekens": (lambda _: b'code,naam\n1,"een, twee"\n', "geen-xml", "CSV"),
    "CSV in Windows-1252": (lambda _: "code;naam\n1;één\n".encode("cp1252"), "geen-xml", "CSV"),
    "tekst": (lambda _: b"Beste lezer,\n\nHierbij het bericht.\n", "geen-xml", "tekst"),
    "YAML": (lambda _: b"naam: x\nwaarde: 1\n", "geen-xml", "tekst"),
    "PDF": (lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "geen-xml", "PDF"),
    "ZIP": (lambda _: ingepakt("bericht.xml"), "gecomprimeerd", "archief (ZIP)"),
    "Word": (lambda _: ingepakt("[Content_Types].xml", "word/document.xml"), "geen-xml", "document (Word)"),
    "Excel": (lambda _: ingepakt("[Content_Types].xml", "xl/workbook.xml"), "geen-xml", "werkblad (Excel)"),
    "PNG": (lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "geen-xml", "afbeelding (PNG)"),
    "SQLite": (lambda _: b"SQLite format 3\0\x10\0\1\1", "geen-xml", "database (SQLite)"),
    "ELF": (lambda _: b"\x7fELF\2\1\1\0", "geen-xml", "programma (ELF)"),
    "bytes": (lambda _: bytes(range(256)), "geen-xml", "binair bestand"),
    "gzip": (lambda _: gzip.compress(b"<a/>"), "gecomprimeerd", "gzip"),
    "multipart": (lambda _: b"--grens\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n--grens--", "multipart", "multipart (MIME)"),
    "UTF-16 met BOM": (lambda _: '<?xml version="1.0"?><a/>'.encode("utf-16"), "utf16", "UTF-16 of UTF-32"),
    "UTF-16 zonder BOM": (lambda _: "<a/>".encode("utf-16-be"), "utf16", "UTF-16 of UTF-32"),
    "WSDL": (lambda _: bron.bestand(f"wsdl/{BEHEREN.wsdl}"), "geen-envelope", "WSDL"),
    "WSDL zonder commentaar": (lambda _: bron.wsdl_voor(BEHEREN.wsdl, "http://x", str), "geen-envelope", "WSDL"),
    "XSD": (lambda _: bron.bestand(f"xsd/{BEHEREN.xsd}"), "geen-envelope", "XML-schema (XSD)"),
    "XSD, plat": (lambda _: bron.xsd_voor(BEHEREN.xsd, str), "geen-envelope", "XML-schema (XSD)"),
    "alleen witruimte": (lambda _: b" \r\n\t\n", "leeg", "alleen witruimte"),
}  # fmt: skip


def rapport(data: bytes):  # type: ignore[no-untyped-def]
    return controleer("bestand", data, Kader(Profiel(OIN_RIO)))


@pytest.mark.parametrize("geval", GEVALLEN)
def test_what_is_no_message_is_named(geval: str, pki: Path) -> None:
    maak, oorzaak, naam = GEVALLEN[geval]
    gevonden = rapport(maak(pki))
    assert gevonden.eerste is not None
    assert (gevonden.eerste.oorzaak, str(gevonden.eerste.gevonden)) == (oorzaak, naam)
    assert gevonden.soort == "onleesbaar"
    assert not gevonden.goed


@pytest.mark.parametrize(
    "geval", [geval for geval in GEVALLEN if ("sleutel" in geval and "publieke" not in geval) or geval == "PKCS#12"]
)
def test_a_private_key_comes_with_what_to_do_when_it_was_shared(geval: str, pki: Path) -> None:
    assert "sleutel-gedeeld" in {m.oorzaak for m in rapport(GEVALLEN[geval][0](pki)).meldingen}


@pytest.mark.parametrize("geval", ["certificaat PEM", "Markdown", "JSON"])
def test_what_holds_no_private_key_does_not(geval: str, pki: Path) -> None:
    assert "sleutel-gedeeld" not in {m.oorzaak for m in rapport(GEVALLEN[geval][0](pki)).meldingen}


def test_an_empty_file_is_empty() -> None:
    assert rapport(b"").eerste.oorzaak == "leeg"


@pytest.mark.parametrize(
    ("maak", "oorzaak"),
    [
        (lambda d: d[:-7], "afgebroken"),
        (lambda d: d.replace(b"dijken", b"dijken \xe9"), "geen-utf8"),
        (lambda d: d.replace(b"dijken", b"dijken & "), "ampersand"),
        (lambda d: d.replace(b"dijken", b"-----BEGIN CERTIFICATE----- & "), "ampersand"),
        (lambda d: d.replace(b"<soapenv:Header", b"<!-- # kop --><soapenv:Header", 1), "commentaar"),
    ],
    ids=["afgebroken", "geen UTF-8", "ampersand", "PEM in een tekst", "commentaar"],
)
def test_a_message_with_a_mistake_stays_a_message(pki: Path, maak: Callable[[bytes], bytes], oorzaak: str) -> None:
    from rio_soap.edukoppeling.sleutels import Sleutelpaar

    goed = Maker(Sleutelpaar.laad(pki / "klant.key", pki / "klant.pem")).goed()
    assert b"dijken" in goed
    assert rapport(maak(goed)).eerste.oorzaak == oorzaak


@pytest.mark.parametrize(
    ("geval", "code"), [("certificaat DER", 2), ("Markdown", 2), ("alleen witruimte", 2), ("WSDL", 1)]
)
def test_controleer_says_by_its_exit_code_that_there_is_nothing_to_judge(
    geval: str, code: int, pki: Path, tmp_path: Path
) -> None:
    (bestand := tmp_path / "bestand").write_bytes(GEVALLEN[geval][0](pki))
    uit = CliRunner().invoke(root.main, ["controleer", "--zonder-register", "--formaat", "json", str(bestand)])
    assert uit.exit_code == code, uit.output
    assert GEVALLEN[geval][2] in json.dumps(json.loads(uit.output), ensure_ascii=False)


def test_a_directory_is_refused_in_one_line(tmp_path: Path) -> None:
    uit = CliRunner().invoke(root.main, ["controleer", str(tmp_path)])
    assert uit.exit_code == 2
    assert "is a directory" in uit.output


@pytest.mark.parametrize("opdracht", ["stuur", "verschil"])
@pytest.mark.parametrize("geval", ["certificaat DER", "sleutel PEM", "Markdown", "ZIP"])
def test_other_commands_name_it_too(opdracht: str, geval: str, pki: Path, tmp_path: Path) -> None:
    (bestand := tmp_path / "bestand").write_bytes(GEVALLEN[geval][0](pki))
    omgeving = {"RIO_DATA_DIR": str(pki.parent)}
    argumenten = [str(bestand)] * (2 if opdracht == "verschil" else 1)
    uit = CliRunner().invoke(root.main, [opdracht, *argumenten], env=omgeving)
    assert uit.exit_code != 0
    assert f"geen bericht maar {GEVALLEN[geval][2]}" in uit.output


def asn1(soort: int, *delen: bytes) -> bytes:
    inhoud = b"".join(delen)
    lengte = len(inhoud).to_bytes(4, "big")
    return bytes([soort, 0x84]) + lengte + inhoud


def getal(waarde: int) -> bytes:
    return asn1(2, waarde.to_bytes(waarde.bit_length() // 8 + 1, "big"))


def te_grote_rsa_sleutel(bits: int) -> bytes:
    """Of numbers that are no primes, and have to be looked at for long to know that."""
    toeval = random.Random(1)
    klein = math.factorial(2000)

    def factor() -> int:
        waarde = toeval.getrandbits(bits // 2) | 1 | 1 << bits // 2 - 1
        while math.gcd(waarde % klein, klein) != 1:
            waarde += 2
        return waarde

    p, q = factor(), factor()
    e, d = 65_537, toeval.getrandbits(bits - 1) | 1
    return asn1(0x30, b"\2\1\0", *(getal(n) for n in (p * q, e, d, p, q, d % (p - 1), d % (q - 1), p // 3)))


@pytest.mark.parametrize("vorm", [bytes, base64.encodebytes], ids=["DER", "base64"])
@pytest.mark.parametrize("bits", [2048, 65_536, 400_000])
def test_a_key_that_a_stranger_made_large_costs_no_time(bits: int, vorm: Callable[[bytes], bytes]) -> None:
    """To read a private key is to look whether its numbers are primes: 37 kB took 6 s, twice as much 50 s."""
    data = vorm(te_grote_rsa_sleutel(bits))
    begin = time.thread_time()
    (melding, geheim) = rapport(data).meldingen
    assert time.thread_time() - begin < 0.5
    assert str(melding.gevonden) in ("privésleutel (DER)", "privésleutel (base64)")
    assert geheim.oorzaak == "sleutel-gedeeld"


def test_a_key_that_openssl_stumbles_over_is_a_finding_and_no_error() -> None:
    """Diffie-Hellman of 16,000 bits: what loads keys raised an error of its own for it."""
    algoritme = asn1(0x30, b"\6\x09\x2a\x86\x48\x86\xf7\x0d\1\3\1", asn1(0x30, getal((1 << 16_000) + 1), getal(2)))
    data = asn1(0x30, b"\2\1\0", algoritme, asn1(4, getal(1 << 15_000)))
    assert str(rapport(data).meldingen[0].gevonden) == "privésleutel (DER)"

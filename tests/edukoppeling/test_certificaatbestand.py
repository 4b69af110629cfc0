"""Files with certificates: PEM or DER, one or a chain, with text or a key around them; others get the right word."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs7,
    pkcs12,
)

from rio_soap.chain.kvk import KvkKeys
from rio_soap.edukoppeling.certificaat import Certificaatfout
from rio_soap.edukoppeling.certificaatbestand import lees_blad, lees_certificaten
from rio_soap.edukoppeling.crl import lees_crl
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.tls_client import Tls
from tests.edukoppeling.pki import Wie, crl, maak

OIN = "00000003222222222000"
CA = maak("CA", nummer=1, ca=True)
TUSSEN = maak("Tussen", CA, nummer=2, ca=True)
BLAD = maak("Klant", TUSSEN, nummer=3, oin=OIN)
ANDER = maak("Ander", CA, nummer=4, oin=OIN)
SLEUTEL = BLAD.sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
TEKST = b"Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number: 1\n"


@pytest.mark.parametrize(
    "data",
    [
        BLAD.pem,
        BLAD.der,
        TEKST + BLAD.pem + b"\nmeer tekst\n",
        b"\xef\xbb\xbf" + BLAD.pem,
        BLAD.pem.decode().encode("utf-16"),
        BLAD.pem.replace(b"\n", b"\r\n"),
        SLEUTEL + BLAD.pem,
        BLAD.pem + BLAD.pem,
        BLAD.pem + TUSSEN.pem + CA.pem,
        CA.pem + TUSSEN.pem + BLAD.pem,
        BLAD.pem.replace(b" CERTIFICATE", b" X509 CERTIFICATE"),
    ],
    ids=["PEM", "DER", "text around", "BOM", "UTF-16", "CRLF", "key before", "twice", "chain", "chain upside down",
         "old label"],
)  # fmt: skip
def test_the_certificate_of_its_owner_is_found_in_any_file_that_holds_it(data: bytes) -> None:
    assert lees_blad(data) == BLAD.der


def _pkcs7(codering: Encoding) -> bytes:
    return pkcs7.serialize_certificates([BLAD.certificaat], codering)


def _csr() -> x509.CertificateSigningRequest:
    return x509.CertificateSigningRequestBuilder().subject_name(BLAD.certificaat.subject).sign(BLAD.sleutel, SHA256())


def _sleutel(codering: Encoding, wachtwoord: bytes | None = None) -> bytes:
    vorm = BestAvailableEncryption(wachtwoord) if wachtwoord else NoEncryption()
    return BLAD.sleutel.private_bytes(codering, PrivateFormat.PKCS8, vorm)


def _publiek(codering: Encoding) -> bytes:
    return BLAD.sleutel.public_key().public_bytes(codering, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    ("data", "woord"),
    [
        (_pkcs7(Encoding.PEM), "PKCS#7"),
        (_pkcs7(Encoding.DER), "PKCS#7"),
        (pkcs12.serialize_key_and_certificates(b"x", BLAD.sleutel, BLAD.certificaat, None, NoEncryption()), "PKCS#12"),
        (
            pkcs12.serialize_key_and_certificates(b"x", BLAD.sleutel, BLAD.certificaat, [CA.certificaat],
                                                  BestAvailableEncryption(b"geheim")), "PKCS#12",
        ),
        (_csr().public_bytes(Encoding.PEM), "CSR"),
        (_csr().public_bytes(Encoding.DER), "CSR"),
        (SLEUTEL, "private key and no certificate"),
        (_sleutel(Encoding.DER), "private key and no certificate"),
        (_sleutel(Encoding.DER, b"geheim"), "private key and no certificate"),
        (_publiek(Encoding.PEM), "public key and no certificate"),
        (_publiek(Encoding.DER), "public key and no certificate"),
        (crl(CA), "CRL"),
        (lees_crl(crl(CA)).public_bytes(Encoding.DER), "CRL"),
        (BLAD.pem.replace(b" CERTIFICATE", b" TRUSTED CERTIFICATE"), "trusted certificate of OpenSSL"),
        (BLAD.pem[:300], "cut off"),
        (BLAD.pem.replace(b"MII", b"AAA", 1), "cannot be read"),
        (BLAD.der[:300], "no PEM certificate, nor one in DER"),
        (b"geen certificaat", "no PEM certificate, nor one in DER"),
        (b"", "empty file"),
        (b" \n", "empty file"),
        (b"x" * 5_000_000, "at most"),
        (BLAD.pem + ANDER.pem, "not one chain"),
        (TUSSEN.pem + BLAD.pem + ANDER.pem, "not one chain"),
    ],
)  # fmt: skip
def test_what_holds_no_single_certificate_gets_the_right_word(data: bytes, woord: str) -> None:
    with pytest.raises(Certificaatfout, match=woord):
        lees_blad(data)


def test_all_certificates_of_a_bundle_are_read_in_order_and_once() -> None:
    assert lees_certificaten(ANDER.pem + TEKST + BLAD.pem + ANDER.pem) == [ANDER.der, BLAD.der]
    assert lees_certificaten(CA.der) == [CA.der]


def test_a_crl_with_text_around_it_is_read() -> None:
    assert lees_crl(b"Certificate Revocation List (CRL):\n" + crl(CA)) == lees_crl(crl(CA))


@pytest.mark.parametrize("vorm", ["DER", "one file", "chain", "chain upside down"])
def test_a_key_pair_is_loaded_from_the_files_that_operators_have(tmp_path: Path, vorm: str) -> None:
    sleutel, certificaat = tmp_path / "s.key", tmp_path / "c.crt"
    keten = {"chain": BLAD.pem + TUSSEN.pem, "chain upside down": CA.pem + TUSSEN.pem + BLAD.pem}
    sleutel.write_bytes(_sleutel(Encoding.DER) if vorm == "DER" else SLEUTEL)
    certificaat.write_bytes(keten.get(vorm, BLAD.der if vorm == "DER" else BLAD.pem + SLEUTEL))
    paar = Sleutelpaar.laad(certificaat if vorm == "one file" else sleutel, certificaat)
    assert paar.der == BLAD.der
    BLAD.sleutel.public_key().verify(paar.onderteken(b"x"), b"x", padding.PKCS1v15(), SHA256())


def test_tls_of_a_client_takes_der(tmp_path: Path) -> None:
    ca, certificaat, sleutel = (tmp_path / naam for naam in ("ca.der", "c.der", "c.key"))
    ca.write_bytes(CA.der)
    certificaat.write_bytes(BLAD.der)
    sleutel.write_bytes(SLEUTEL)
    context = Tls(ca, certificaat, sleutel).context()
    assert context.get_ca_certs(binary_form=True) == [CA.der]
    ca.write_bytes(_pkcs7(Encoding.DER))
    with pytest.raises(Certificaatfout, match="PKCS#7"):
        Tls(ca).context()


def test_the_certificates_of_kvk_may_be_der(tmp_path: Path) -> None:
    bestand = tmp_path / "kvk.crt"
    bestand.write_bytes(BLAD.der)
    assert KvkKeys.lees_kvk(bestand) == [BLAD.der]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl")
def test_what_openssl_writes_is_read(tmp_path: Path) -> None:
    """Its own words around a certificate, and its PKCS#12 by name."""
    (tmp_path / "c.pem").write_bytes(BLAD.pem)
    (tmp_path / "k.pem").write_bytes(SLEUTEL)
    for opdracht in (
        "openssl x509 -in c.pem -text -out t.pem",
        "openssl pkcs12 -export -in c.pem -inkey k.pem -passout pass:x -out c.p12",
    ):
        subprocess.run(opdracht.split(), cwd=tmp_path, check=True, capture_output=True)
    assert lees_blad((tmp_path / "t.pem").read_bytes()) == BLAD.der
    with pytest.raises(Certificaatfout, match=r"PKCS#12 file \(\.p12, \.pfx\)"):
        lees_blad((tmp_path / "c.p12").read_bytes())


def test_a_key_and_a_certificate_that_do_not_belong_together_are_told(tmp_path: Path) -> None:
    ander: Wie = ANDER
    assert isinstance(ander.sleutel, rsa.RSAPrivateKey)
    (tmp_path / "c").write_bytes(ander.pem)
    (tmp_path / "k").write_bytes(SLEUTEL)
    with pytest.raises(ValueError, match="another key"):
        Sleutelpaar.laad(tmp_path / "k", tmp_path / "c")
    assert ssl.DER_cert_to_PEM_cert(ander.der)

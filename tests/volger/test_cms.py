"""Signatures of SHA256SUMS, made by others' libraries, verified by what the follower has itself."""

import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from rio_soap.volger import volg, wijzigingen
from rio_soap.volger.cms import CmsError, verifieer
from rio_soap.volger.refusal import Tampered
from tests.volger.lezen import van_kopie, van_wereld
from tests.volger.maker import Wereld

INHOUD = b"0123  erkenners.csv\n4567  licenties.csv\n"
BINAIR = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]


@cache
def paar(naam: str, soort: str) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """A key and a certificate of its own; `soort` also ec, rsa1024."""
    sleutel = (
        ec.generate_private_key(ec.SECP256R1()) if soort == "ec" else rsa.generate_private_key(65537, int(soort[3:]))
    )
    wie = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
    nu = datetime.now(UTC)
    certificaat = (
        x509.CertificateBuilder(wie, wie, sleutel.public_key(), x509.random_serial_number(), nu, nu + timedelta(1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(sleutel, hashes.SHA256())
    )
    return sleutel, certificaat  # type: ignore[return-value]


def teken(
    inhoud: bytes, naam: str = "rio", soort: str = "rsa2048", *, hash_: object = None, opvulling: object = None
) -> bytes:
    sleutel, certificaat = paar(naam, soort)
    bouwer = pkcs7.PKCS7SignatureBuilder().set_data(inhoud)
    bouwer = bouwer.add_signer(certificaat, sleutel, hash_ or hashes.SHA256(), rsa_padding=opvulling)  # type: ignore[arg-type]
    return bouwer.sign(serialization.Encoding.DER, BINAIR)


def pem(naam: str = "rio", soort: str = "rsa2048") -> bytes:
    return paar(naam, soort)[1].public_bytes(serialization.Encoding.PEM)


@pytest.mark.parametrize("hash_", [hashes.SHA256(), hashes.SHA384(), hashes.SHA512()], ids=lambda een: een.name)
def test_a_signature_of_the_register_holds(hash_: hashes.HashAlgorithm) -> None:
    verifieer(INHOUD, teken(INHOUD, hash_=hash_), pem())
    verifieer(INHOUD, teken(INHOUD, hash_=hash_), paar("rio", "rsa2048")[1].public_bytes(serialization.Encoding.DER))


def test_a_signature_of_openssl_holds(tmp_path: Path) -> None:
    """Another maker, another order of what is optional."""
    sleutel, _ = paar("rio", "rsa2048")
    (tmp_path / "k").write_bytes(
        sleutel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (tmp_path / "c").write_bytes(pem())
    (tmp_path / "t").write_bytes(INHOUD)
    opdracht = ["openssl", "cms", "-sign", "-binary", "-outform", "DER", "-in", "t", "-signer", "c", "-inkey", "k"]
    subprocess.run([*opdracht, "-md", "sha256", "-out", "s"], cwd=tmp_path, check=True, capture_output=True)
    verifieer(INHOUD, (tmp_path / "s").read_bytes(), pem())


def test_every_changed_byte_is_noticed_or_of_no_meaning() -> None:
    """Of the signature: what still verifies after a change has a changed byte outside of what is signed and signs."""
    goed = teken(INHOUD)
    for plaats in range(len(goed)):
        slecht = bytearray(goed)
        slecht[plaats] ^= 0x41
        try:
            verifieer(INHOUD, bytes(slecht), pem())
        except CmsError:
            continue
        assert plaats < len(goed) - 256 - 4, plaats
    with pytest.raises(CmsError, match="another content"):
        verifieer(INHOUD + b" ", goed, pem())


def test_that_of_somebody_else_and_of_other_kinds_do_not_hold() -> None:
    with pytest.raises(CmsError, match="not that of this certificate"):
        verifieer(INHOUD, teken(INHOUD, "ander"), pem())
    with pytest.raises(CmsError, match="no RSA key"):
        verifieer(INHOUD, teken(INHOUD), pem("rio", "ec"))
    with pytest.raises(CmsError, match="1024 bits"):
        verifieer(INHOUD, teken(INHOUD, soort="rsa1024"), pem("rio", "rsa1024"))
    with pytest.raises(CmsError, match="PKCS #1"):
        verifieer(INHOUD, teken(INHOUD, opvulling=PSS(MGF1(hashes.SHA256()), 32)), pem())
    for geen in (b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", INHOUD, pem()):
        with pytest.raises(CmsError):
            verifieer(INHOUD, geen, pem())


def test_with_a_certificate_only_what_it_signed_is_followed(wereld: Wereld, publicaties: Path, tmp_path: Path) -> None:
    (tmp_path / "rio.pem").write_bytes(pem())
    doel, certificaat = str(tmp_path / "kopie"), tmp_path / "rio.pem"
    wereld.publiceer(publicaties, "2026-10-01", teken=teken)
    volg(doel, str(publicaties), certificaat=certificaat)
    assert next(wijzigingen(str(publicaties), certificaat=certificaat)).bewezen
    wereld.verander(10)
    wereld.publiceer(publicaties, "2026-10-02", teken=lambda tekst: teken(tekst, "ander"))
    with pytest.raises(Tampered, match="2026-10-02/SHA256SUMS is not signed"):
        volg(doel, str(publicaties), certificaat=certificaat)
    with pytest.raises(Tampered, match="2026-10-02/SHA256SUMS is not signed"):
        next(wijzigingen(str(publicaties), certificaat=certificaat))
    (publicaties / "2026-10-02" / "SHA256SUMS.p7s").unlink()
    with pytest.raises(Tampered, match="2026-10-02/SHA256SUMS is not signed"):
        volg(doel, str(publicaties), certificaat=certificaat)
    volg(doel, str(publicaties))
    assert van_kopie(doel) == van_wereld(wereld)

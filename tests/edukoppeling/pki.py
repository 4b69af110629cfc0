"""Certificates and CRLs for tests of trust: everything can be made wrong on purpose."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from rio_soap.edukoppeling.sleutels import Sleutelpaar

NU = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DAG = timedelta(days=1)


@cache
def sleutel(nummer: int, bits: int = 2048) -> rsa.RSAPrivateKey:
    """A key per number, made once."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@dataclass(frozen=True)
class Wie:
    """A certificate with its key."""

    sleutel: rsa.RSAPrivateKey
    certificaat: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificaat.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificaat.public_bytes(Encoding.PEM)

    @property
    def paar(self) -> Sleutelpaar:
        return Sleutelpaar(self.sleutel, self.der)


def gebruik(**aan: bool) -> x509.KeyUsage:
    """A keyUsage with only these bits on."""
    namen = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    return x509.KeyUsage(**{naam: aan.get(naam, False) for naam in namen})


def maak(
    naam: str,
    uitgever: Wie | None = None,
    *,
    nummer: int = 1,
    bits: int = 2048,
    oin: str | None = None,
    ca: bool = False,
    pad: int | None = None,
    ku: x509.KeyUsage | str | None = "gewoon",
    van: datetime = NU - DAG,
    tot: datetime = NU + 365 * DAG,
    hash_: Any = None,
) -> Wie:
    """A certificate; without issuer it signs itself.

    :param nummer: of the key.
    :param ku: the keyUsage; None leaves it out.
    """
    eigen = sleutel(nummer, bits)
    delen = [x509.NameAttribute(NameOID.COMMON_NAME, naam)]
    delen += [x509.NameAttribute(NameOID.SERIAL_NUMBER, oin)] if oin else []
    onderwerp = x509.Name(delen)
    bouwer = (
        x509.CertificateBuilder()
        .subject_name(onderwerp)
        .issuer_name(uitgever.certificaat.subject if uitgever else onderwerp)
        .public_key(eigen.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(van)
        .not_valid_after(tot)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=pad), True)
    )
    if ku == "gewoon":
        ku = gebruik(key_cert_sign=True, crl_sign=True) if ca else gebruik(digital_signature=True)
    if isinstance(ku, x509.KeyUsage):
        bouwer = bouwer.add_extension(ku, True)
    return Wie(eigen, bouwer.sign(uitgever.sleutel if uitgever else eigen, hash_ or hashes.SHA256()))


def crl(
    ca: Wie,
    *ingetrokken: Wie,
    van: datetime = NU - DAG,
    tot: datetime = NU + 7 * DAG,
    extensie: x509.ExtensionType | None = None,
    kritiek: bool = True,
    door: Wie | None = None,
    hash_: Any = None,
) -> bytes:
    """A CRL in PEM.

    :param door: who signs it, by default the CA.
    """
    bouwer = x509.CertificateRevocationListBuilder().issuer_name(ca.certificaat.subject)
    bouwer = bouwer.last_update(van).next_update(tot)
    for wie in ingetrokken:
        regel = x509.RevokedCertificateBuilder().serial_number(wie.certificaat.serial_number).revocation_date(van)
        bouwer = bouwer.add_revoked_certificate(regel.build())
    if extensie is not None:
        bouwer = bouwer.add_extension(extensie, kritiek)
    return bouwer.sign((door or ca).sleutel, hash_ or hashes.SHA256()).public_bytes(Encoding.PEM)

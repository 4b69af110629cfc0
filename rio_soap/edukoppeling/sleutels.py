"""The key pair with which a party signs, loaded once: reading an RSA key takes a quarter of a second."""

import base64
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from rio_soap.edukoppeling.certificaat import Certificaatfout, lees_certificaat

_OPVULLING, _SHA256 = PKCS1v15(), hashes.SHA256()


class Sleutelfout(ValueError):
    """Key and certificate cannot be used to sign; the text says why."""


@dataclass(frozen=True, slots=True)
class Sleutelpaar:
    """A private RSA key with its certificate.

    :raises Sleutelfout: when the certificate is unusable or not that of the key.
    """

    sleutel: RSAPrivateKey = field(repr=False)
    der: bytes = field(repr=False)
    """The certificate."""
    token: str = field(init=False, repr=False)
    """The certificate in base64, as in BinarySecurityToken."""
    oin: str | None = field(init=False)
    """The OIN in the certificate."""

    def __post_init__(self) -> None:
        try:
            certificaat = lees_certificaat(self.der)
        except Certificaatfout as fout:
            raise Sleutelfout(str(fout)) from fout
        if certificaat.sleutel.public_numbers() != self.sleutel.public_key().public_numbers():
            raise Sleutelfout("the certificate belongs to another key")
        object.__setattr__(self, "token", base64.b64encode(self.der).decode())
        object.__setattr__(self, "oin", certificaat.oin)

    @staticmethod
    def laad(sleutelbestand: Path, certificaatbestand: Path, wachtwoord: bytes | None = None) -> "Sleutelpaar":
        """Key pair from two PEM files; read once as long as the files do not change.

        :raises OSError: when a file cannot be read.
        :raises Sleutelfout: when it is no RSA key, no certificate, or they do not belong together.
        """
        tijden = sleutelbestand.stat().st_mtime_ns, certificaatbestand.stat().st_mtime_ns
        return _laad(sleutelbestand.resolve(), certificaatbestand.resolve(), wachtwoord, tijden)

    def onderteken(self, data: bytes) -> bytes:
        """RSA-SHA256 (PKCS #1 v1.5) signature."""
        return self.sleutel.sign(data, _OPVULLING, _SHA256)


@lru_cache(maxsize=16)
def _laad(sleutelbestand: Path, certificaatbestand: Path, wachtwoord: bytes | None, _: tuple[int, int]) -> Sleutelpaar:
    try:
        sleutel = load_pem_private_key(sleutelbestand.read_bytes(), wachtwoord)
        der = x509.load_pem_x509_certificate(certificaatbestand.read_bytes()).public_bytes(Encoding.DER)
    except (ValueError, TypeError) as fout:
        raise Sleutelfout(f"{sleutelbestand}, {certificaatbestand}: {fout}") from fout
    if not isinstance(sleutel, RSAPrivateKey):
        raise Sleutelfout(f"{sleutelbestand}: no RSA key")
    return Sleutelpaar(sleutel, der)

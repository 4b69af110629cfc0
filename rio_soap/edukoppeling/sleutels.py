"""The key pair with which a party signs, loaded once: reading an RSA key takes a quarter of a second."""

import base64
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.certificaat import Certificaatfout, lees_certificaat
from rio_soap.edukoppeling.certificaatbestand import lees_blad, lees_certificaten, lees_sleutel

_OPVULLING, _SHA256 = PKCS1v15(), hashes.SHA256()
_GEEN_RSA = "sleutel.geen_rsa"


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
            raise Sleutelfout(zin("sleutel.andere"))
        object.__setattr__(self, "token", base64.b64encode(self.der).decode())
        object.__setattr__(self, "oin", certificaat.oin)

    @staticmethod
    def laad(sleutelbestand: Path, certificaatbestand: Path, wachtwoord: bytes | None = None) -> "Sleutelpaar":
        """Key pair from two files, PEM or DER; read once as long as the files do not change.

        Of more certificates, such as a chain, that of the key is taken. Both files may be the same.

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
        sleutel = lees_sleutel(sleutelbestand.read_bytes(), wachtwoord)
    except (ValueError, TypeError) as fout:
        raise Sleutelfout(f"{sleutelbestand}: {fout}") from fout
    data = certificaatbestand.read_bytes()
    try:
        ders = lees_certificaten(data)
    except ValueError as fout:
        raise Sleutelfout(f"{certificaatbestand}: {fout}") from fout
    if not isinstance(sleutel, RSAPrivateKey):
        raise Sleutelfout(f"{sleutelbestand}: {zin(_GEEN_RSA)}")
    eigen = [der for der in ders if _is_van(der, sleutel)]
    try:
        return Sleutelpaar(sleutel, eigen[0] if eigen else lees_blad(data))
    except ValueError as fout:
        raise Sleutelfout(f"{certificaatbestand}: {fout}") from fout


def _is_van(der: bytes, sleutel: RSAPrivateKey) -> bool:
    try:
        return lees_certificaat(der).sleutel.public_numbers() == sleutel.public_key().public_numbers()
    except Certificaatfout:
        return False

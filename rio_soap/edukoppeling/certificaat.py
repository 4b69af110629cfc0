"""X.509 certificates of signers: key, validity and OIN."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import NameOID

from rio_soap.edukoppeling.oin import is_oin

MIN_SLEUTEL, MAX_SLEUTEL = 2048, 8192
"""Bits of an RSA key: below is unsafe, above lets a stranger spend our time."""


class Certificaatfout(ValueError):
    """The bytes are no usable certificate; the text says why."""


@dataclass(frozen=True, slots=True)
class Certificaat:
    """What the profile needs of a certificate."""

    sleutel: RSAPublicKey
    geldig_van: datetime
    geldig_tot: datetime
    oin: str | None
    """The OIN in serialNumber of the subject (PvE 6.4.7), None when there is none of the right syntax."""

    def geldig_op(self, moment: datetime) -> bool:
        """Whether the moment lies within the validity of the certificate."""
        return self.geldig_van <= moment <= self.geldig_tot


@lru_cache(maxsize=256)
def lees_certificaat(der: bytes) -> Certificaat:
    """Read one DER certificate; remembered, for reading costs about a millisecond.

    :raises Certificaatfout: for anything but a certificate with an RSA key of 2048 to 8192 bits.
    """
    try:
        certificaat = x509.load_der_x509_certificate(der)
        sleutel = certificaat.public_key()
        nummers = certificaat.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    except (ValueError, x509.UnsupportedGeneralNameType) as fout:
        raise Certificaatfout(f"Geen leesbaar X.509-certificaat: {fout}") from fout
    if not isinstance(sleutel, RSAPublicKey):
        raise Certificaatfout("De sleutel van het certificaat is geen RSA-sleutel")
    if not MIN_SLEUTEL <= sleutel.key_size <= MAX_SLEUTEL:
        raise Certificaatfout(f"RSA-sleutel van {sleutel.key_size} bits, toegestaan {MIN_SLEUTEL} tot {MAX_SLEUTEL}")
    oins = [str(nummer.value) for nummer in nummers if is_oin(str(nummer.value))]
    van, tot = certificaat.not_valid_before_utc, certificaat.not_valid_after_utc
    return Certificaat(sleutel, van, tot, oins[0] if len(oins) == 1 else None)

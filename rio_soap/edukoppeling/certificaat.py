"""X.509 certificates of signers: key, validity and OIN."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import NameOID

from rio_soap.edukoppeling.oin import is_oin

ONLEESBAAR = (
    ValueError,
    TypeError,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    UnsupportedAlgorithm,
)
"""What `cryptography` raises for bytes that are no certificate, or one of a kind that it does not know."""

_HASHES = (hashes.SHA256, hashes.SHA384, hashes.SHA512)
MIN_SLEUTEL, MAX_SLEUTEL = 2048, 8192
"""Bits of an RSA key: below is unsafe, above lets a stranger spend our time."""
MAX_BYTES = 32 * 1024
"""Bytes of a certificate; they take 1 to 3 thousand. The workbench reads those of strangers, and some are kept."""


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

    :raises Certificaatfout: for anything but a certificate with an RSA key of 2048 to 8192 bits that is itself signed
        with SHA-2 (PvE 6.4.7).
    """
    if len(der) > MAX_BYTES:
        raise Certificaatfout(f"Certificaat van {len(der)} bytes, hoogstens {MAX_BYTES}")
    try:
        certificaat = x509.load_der_x509_certificate(der)
        sleutel = certificaat.public_key()
        nummers = certificaat.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
        ondertekend_met = certificaat.signature_hash_algorithm
    except ONLEESBAAR as fout:
        raise Certificaatfout(f"Geen leesbaar X.509-certificaat: {fout}") from fout
    if not isinstance(sleutel, RSAPublicKey):
        raise Certificaatfout("De sleutel van het certificaat is geen RSA-sleutel")
    if not MIN_SLEUTEL <= sleutel.key_size <= MAX_SLEUTEL:
        raise Certificaatfout(f"RSA-sleutel van {sleutel.key_size} bits, toegestaan {MIN_SLEUTEL} tot {MAX_SLEUTEL}")
    if not isinstance(ondertekend_met, _HASHES):
        naam = ondertekend_met.name if ondertekend_met is not None else "een onbekend algoritme"
        raise Certificaatfout(f"Het certificaat is ondertekend met {naam}, toegestaan SHA-256, SHA-384 en SHA-512")
    oins = [str(nummer.value) for nummer in nummers if is_oin(str(nummer.value))]
    van, tot = certificaat.not_valid_before_utc, certificaat.not_valid_after_utc
    return Certificaat(sleutel, van, tot, oins[0] if len(oins) == 1 else None)

"""X.509 certificates of signers: key, validity, OIN and what they are for.

`oin_in` is the one place that decides which OIN a certificate names, for signers, TLS, parties and reports alike.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from rio_soap.bevinding import Tekst, toon
from rio_soap.edukoppeling.oin import is_oin
from rio_soap.edukoppeling.oorzaken import Oorzaak

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


OIN_PLEK = Tekst("waarde.oin-plek")
"""What is asked of a certificate (PvE 6.4.7)."""

_ONDERTEKENDOELEN = frozenset(
    {
        ExtendedKeyUsageOID.CLIENT_AUTH,
        ExtendedKeyUsageOID.EMAIL_PROTECTION,
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
        x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # documentSigning, RFC 9336
        x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # Microsoft's document signing, before there was an RFC
    }
)
"""Purposes of extendedKeyUsage that let a client sign. Recorded signers have clientAuth beside serverAuth."""


class Certificaatfout(ValueError):
    """The bytes are no usable certificate; the text says why."""


class Onbruikbaar(Certificaatfout):
    """A certificate that cannot be used to verify a signature.

    :param oorzaak: why, as the cause of a finding.
    :param zin: why, in a sentence.
    """

    def __init__(self, oorzaak: Oorzaak, zin: Tekst | None = None) -> None:
        self.oorzaak, self.zin = oorzaak, zin or Tekst(oorzaak)
        super().__init__(oorzaak)

    def __str__(self) -> str:
        return toon(self.zin)


class GeenOin(Certificaatfout):
    """The certificate names no OIN, or more than can be one.

    :param gevonden: what stands there instead.
    """

    def __init__(self, gevonden: str | Tekst) -> None:
        self.gevonden = gevonden
        super().__init__(gevonden)

    def __str__(self) -> str:
        return toon(Tekst.met("certificaat-oin.gevonden", gevonden=self.gevonden, toegestaan=OIN_PLEK))


@dataclass(frozen=True, slots=True)
class Certificaat:
    """What the profile needs of a certificate."""

    sleutel: RSAPublicKey
    geldig_van: datetime
    geldig_tot: datetime
    oin: str | None
    """The OIN in serialNumber of the subject (PvE 6.4.7), None when there is not exactly one of the right syntax."""
    geen_oin: str | Tekst | None = None
    """What stands there when there is no OIN."""
    ander_doel: str | None = None
    """The purposes in extendedKeyUsage when none of them is signing, as text."""
    ander_doel_kritiek: bool = False
    """Whether that extension is critical: then nobody may overlook it."""

    def geldig_op(self, moment: datetime) -> bool:
        """Whether the moment lies within the validity of the certificate."""
        return self.geldig_van <= moment <= self.geldig_tot


@lru_cache(maxsize=256)
def lees_certificaat(der: bytes) -> Certificaat:
    """Read one DER certificate; remembered, for reading costs about a millisecond.

    :raises Onbruikbaar: for anything but a certificate with an RSA key of 2048 to 8192 bits that is itself signed
        with SHA-2 (PvE 6.4.7).
    """
    if len(der) > MAX_BYTES:
        zin = Tekst.met("certificaat-onleesbaar.omvang", aantal=len(der), maximum=MAX_BYTES)
        raise Onbruikbaar("certificaat-onleesbaar", zin)
    try:
        certificaat = x509.load_der_x509_certificate(der)
        sleutel = certificaat.public_key()
        ondertekend_met = certificaat.signature_hash_algorithm
    except ONLEESBAAR as fout:
        raise Onbruikbaar("certificaat-onleesbaar", Tekst.met("certificaat-onleesbaar", reden=str(fout))) from fout
    if not isinstance(sleutel, RSAPublicKey):
        raise Onbruikbaar("certificaat-sleutel")
    if not MIN_SLEUTEL <= sleutel.key_size <= MAX_SLEUTEL:
        maten = {"bits": sleutel.key_size, "minimum": MIN_SLEUTEL, "maximum": MAX_SLEUTEL}
        raise Onbruikbaar("certificaat-sleutel", Tekst.met("certificaat-sleutel.lengte", **maten))
    if not isinstance(ondertekend_met, _HASHES):
        algoritme = ondertekend_met.name if ondertekend_met is not None else Tekst("waarde.onbekend-algoritme")
        raise Onbruikbaar("signature-vorm", Tekst.met("signature-vorm.certificaat", algoritme=algoritme))
    van, tot = certificaat.not_valid_before_utc, certificaat.not_valid_after_utc
    try:
        oin, geen_oin = oin_in(certificaat), None
    except GeenOin as fout:
        oin, geen_oin = None, fout.gevonden
    return Certificaat(sleutel, van, tot, oin, geen_oin, *_ander_doel(certificaat))


def oin_in(certificaat: x509.Certificate) -> str:
    """The OIN in serialNumber of the subject (PvE 6.4.7).

    It stands there once, in whatever part of the name and string type of ASN.1, and is an OIN to the letter: two
    numbers name two, though only one of them is an OIN, and blanks or other digits than 0 to 9 belong to no OIN.

    :raises GeenOin: when it does not.
    """
    try:
        nummers = [str(n.value) for n in certificaat.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)]
    except ONLEESBAAR as fout:
        raise GeenOin(Tekst.met("waarde.onleesbaar-subject", reden=str(fout))) from fout
    if not nummers:
        raise GeenOin(Tekst("waarde.geen-serialnumber"))
    getoond = ", ".join(repr(nummer[:40]) for nummer in nummers[:5])
    if len(nummers) > 1:
        raise GeenOin(Tekst.met("waarde.maal-serialnumber", aantal=len(nummers), nummers=getoond))
    if not is_oin(nummers[0]):
        raise GeenOin(f"serialNumber {getoond}")
    return nummers[0]


@lru_cache(maxsize=256)
def oin_in_certificaat(der: bytes) -> str | None:
    """As `oin_in`, of DER; None when there is none or the bytes are no certificate.

    Unlike `lees_certificaat` it asks nothing of the key: TLS has its own rules for that.
    """
    try:
        return oin_in(x509.load_der_x509_certificate(der))
    except (*ONLEESBAAR, GeenOin):
        return None


def _ander_doel(certificaat: x509.Certificate) -> tuple[str | None, bool]:
    """The purposes of a certificate that is not for signing, and whether they are critical."""
    try:
        extensie = certificaat.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, *ONLEESBAAR):
        return None, False
    if not _ONDERTEKENDOELEN.isdisjoint(extensie.value):
        return None, False
    doelen = ", ".join(_doelnaam(doel) for doel in list(extensie.value)[:5])
    return f"extendedKeyUsage {doelen}", extensie.critical


def _doelnaam(doel: x509.ObjectIdentifier) -> str:
    namen = {getattr(ExtendedKeyUsageOID, naam): naam for naam in vars(ExtendedKeyUsageOID) if naam.isupper()}
    return str(namen.get(doel, doel.dotted_string)).replace("_", " ").lower()

"""Trust by chain: certificates that a trusted CA issued, directly or through known intermediate CAs, and its CRLs.

PvE 6.4.6 asks of a certificate that it is not expired, not revoked in its hierarchy, and that the hierarchy is the one
expected. A BinarySecurityToken carries one certificate, so intermediate CAs are the receiver's to know. Signatures,
validity, basicConstraints, path lengths and the strength of keys and hashes (no SHA-1, RSA from 2048 bits) are judged
by `cryptography.x509.verification`; keyUsage of the signer and revocation are judged here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    Policy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from rio_soap.bevinding import Tekst
from rio_soap.edukoppeling.certificaat import ONLEESBAAR
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.edukoppeling.crl import Crl
from rio_soap.edukoppeling.trusted import Vertrouwensfout, vingerafdruk

_MAX_ONTHOUDEN = 1024
"""Chains that are kept; a stranger cannot fill them, since only chains that end at an anchor are."""


@dataclass(frozen=True, slots=True)
class Ca:
    """A CA that the receiver knows.

    :param certificaat: DER.
    :param anker: trusted by itself; else only when it chains to one that is.
    :param crl: its newest CRL, None when none is kept: then revocation by this CA is not checked.
    :param alleen_mandaat: certificates below it act for their own OIN by mandate only.
    """

    certificaat: bytes
    anker: bool = True
    crl: Crl | None = None
    alleen_mandaat: bool = False


@dataclass(frozen=True, slots=True)
class Keten:
    """A certificate and the CAs above it, up to an anchor."""

    delen: tuple[x509.Certificate, ...]
    cas: tuple[Ca, ...]
    """The CAs of `delen` after the first."""

    @property
    def alleen_mandaat(self) -> bool:
        """Whether one of the CAs wants a mandate for the own OIN too."""
        return any(ca.alleen_mandaat for ca in self.cas)

    @property
    def andere_afdrukken(self) -> frozenset[str]:
        """Fingerprints of the same certificate with its signature written in another way that is just as good."""
        return andere_afdrukken(self.delen[0], self.delen[1]) if len(self.delen) > 1 else frozenset()


@dataclass(slots=True)
class Ketens:
    """Builds chains over a fixed set of CAs; what a certificate chains to is found once.

    :param cas: DER certificates that can be read; `Ca.certificaat` of another kind raises ValueError.
    """

    cas: Iterable[Ca]
    _per_afdruk: dict[str, Ca] = field(init=False)
    _per_naam: dict[bytes, list[tuple[x509.Certificate, Ca]]] = field(init=False)
    _ankers: list[x509.Certificate] = field(init=False)
    _tussen: list[x509.Certificate] = field(init=False)
    _bekend: dict[str, Keten] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._per_afdruk, self._per_naam, self._ankers, self._tussen = {}, {}, [], []
        for ca in self.cas:
            certificaat = x509.load_der_x509_certificate(ca.certificaat)
            self._per_afdruk[vingerafdruk(ca.certificaat)] = ca
            self._per_naam.setdefault(certificaat.subject.public_bytes(), []).append((certificaat, ca))
            (self._ankers if ca.anker else self._tussen).append(certificaat)

    def keten(self, der: bytes, nu: datetime) -> Keten | None:
        """The chain of a certificate that is good now; None when no CA of its issuer's name is known.

        :param nu: aware; validity and CRLs are judged at this moment every time.
        :raises Vertrouwensfout: when its issuer is known and the chain is not good: expired, revoked, wrong use.
        """
        afdruk = vingerafdruk(der)
        keten = self._bekend.get(afdruk)
        if keten is None or not all(_geldig(deel, nu) for deel in keten.delen):
            keten = self._bouw(der, nu)
            if keten is None:
                return None
            if len(self._bekend) >= _MAX_ONTHOUDEN:
                self._bekend.clear()
            self._bekend[afdruk] = keten
        for deel, ca in zip(keten.delen, keten.cas, strict=False):
            _controleer_crl(deel, ca, nu)
        return keten

    def controleer_ingetrokken(self, der: bytes, nu: datetime) -> None:
        """Judge a certificate that is trusted by itself by the CRL of its issuer, when that is known.

        :raises Vertrouwensfout: when it is revoked, or the CRL is too old to tell.
        """
        if all(ca.crl is None for ca in self._per_afdruk.values()):
            return
        certificaat = _lees(der)
        if certificaat is None:
            return  # whoever reads the key refuses it with more to say
        for uitgever, ca in self._per_naam.get(certificaat.issuer.public_bytes(), ()):
            if ca.crl is not None and is_uitgegeven_door(certificaat, uitgever):
                _controleer_crl(certificaat, ca, nu)

    def _bouw(self, der: bytes, nu: datetime) -> Keten | None:
        certificaat = _lees(der)
        if certificaat is None or certificaat.issuer.public_bytes() not in self._per_naam:
            return None
        if not _is_eenduidig(certificaat, der):
            gevonden, mag = f"SHA-256 {vingerafdruk(der)}", Tekst("waarde.uitgegeven-certificaat")
            raise Vertrouwensfout("certificaat-onleesbaar", gevonden, mag, Tekst("certificaat-onleesbaar.anders"))
        if not self._ankers:
            raise _onvertrouwd(certificaat, Tekst("waarde.geen-ca"))
        bouwer = PolicyBuilder().store(Store(self._ankers)).time(nu)
        bouwer = bouwer.extension_policies(ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=_ONDERTEKENAAR)
        try:
            delen = bouwer.build_client_verifier().verify(certificaat, self._tussen).chain
        except (VerificationError, *ONLEESBAAR) as fout:
            raise _onvertrouwd(certificaat, str(fout)) from fout
        cas = tuple(self._per_afdruk[vingerafdruk(deel.public_bytes(Encoding.DER))] for deel in delen[1:])
        return Keten(tuple(delen), cas)


def _is_eenduidig(certificaat: x509.Certificate, der: bytes) -> bool:
    """Whether what stands around the signed part is written in the one way that DER has for it.

    The CA signs that part only. With unused bits at the end of the signature the same certificate has another
    fingerprint: one that nobody withdrew.
    """
    getekend, handtekening = certificaat.tbs_certificate_bytes, _bits(certificaat.signature)
    rest = der[_kop(der) + len(getekend) :]
    return rest.endswith(handtekening) and rest.removesuffix(handtekening) in getekend


def andere_afdrukken(certificaat: x509.Certificate, uitgever: x509.Certificate) -> frozenset[str]:
    """Fingerprints of the same certificate with its signature in another form that is as good.

    Of a signature (r, s) of ECDSA everybody can make (r, -s); those of RSA have one form.
    """
    sleutel = uitgever.public_key()
    if not isinstance(sleutel, EllipticCurvePublicKey):
        return frozenset()
    r, s = decode_dss_signature(certificaat.signature)
    ander = encode_dss_signature(r, sleutel.curve.group_order - s)
    der = certificaat.public_bytes(Encoding.DER)
    binnen = der[_kop(der) :].removesuffix(_bits(certificaat.signature)) + _bits(ander)
    return frozenset({vingerafdruk(_deel(0x30, binnen))})


def _bits(data: bytes) -> bytes:
    """A BIT STRING of whole bytes in DER."""
    return _deel(0x03, b"\0" + data)


def _deel(soort: int, data: bytes) -> bytes:
    """A tag, the length and the content in DER."""
    if len(data) < 128:
        return bytes([soort, len(data)]) + data
    lengte = len(data).to_bytes((len(data).bit_length() + 7) // 8)
    return bytes([soort, 0x80 | len(lengte)]) + lengte + data


def _kop(der: bytes) -> int:
    """Number of bytes before the content of a part in DER."""
    return 2 if der[1] < 128 else 2 + (der[1] & 0x7F)


def is_ca(certificaat: x509.Certificate) -> bool:
    """Whether it may issue certificates: basicConstraints and keyUsage say so."""
    try:
        basis = certificaat.extensions.get_extension_for_class(x509.BasicConstraints).value
        gebruik = certificaat.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, *ONLEESBAAR):
        return False
    return basis.ca and gebruik.key_cert_sign


def _lees(der: bytes) -> x509.Certificate | None:
    try:
        certificaat = x509.load_der_x509_certificate(der)
        certificaat.issuer.public_bytes()
    except ONLEESBAAR:
        return None
    return certificaat


def _geldig(certificaat: x509.Certificate, nu: datetime) -> bool:
    return certificaat.not_valid_before_utc <= nu <= certificaat.not_valid_after_utc


def is_uitgegeven_door(certificaat: x509.Certificate, uitgever: x509.Certificate) -> bool:
    """Whether the key of the one signed the other, and the names agree."""
    try:
        certificaat.verify_directly_issued_by(uitgever)
    except (InvalidSignature, *ONLEESBAAR):
        return False
    return True


def _controleer_crl(certificaat: x509.Certificate, ca: Ca, nu: datetime) -> None:
    if ca.crl is None:
        return
    naam = certificaat.issuer.rfc4514_string()
    if nu > ca.crl.geldig_tot:
        moment = schrijf_tijdstip(ca.crl.geldig_tot)
        zin = Tekst.met("certificaat-geweigerd.crl-verlopen", uitgever=naam)
        raise Vertrouwensfout("certificaat-geweigerd", moment, Tekst("waarde.actuele-crl"), zin)
    if certificaat.serial_number in ca.crl.ingetrokken:
        gevonden = Tekst.met("waarde.serienummer", nummer=f"{certificaat.serial_number:x}")
        zin = Tekst.met("certificaat-geweigerd.crl", uitgever=naam)
        raise Vertrouwensfout("certificaat-geweigerd", gevonden, Tekst("waarde.geldig-certificaat"), zin)


def _onvertrouwd(certificaat: x509.Certificate, waarom: str | Tekst) -> Vertrouwensfout:
    gevonden = Tekst.met("waarde.uitgever", naam=certificaat.issuer.rfc4514_string())
    return Vertrouwensfout("certificaat-geweigerd", gevonden, None, Tekst.met("certificaat-geweigerd.ca", reden=waarom))


def _controleer_gebruik(_beleid: Policy, _certificaat: x509.Certificate, gebruik: x509.KeyUsage) -> None:
    if not gebruik.digital_signature:
        raise ValueError("keyUsage has no digitalSignature")


def _controleer_basis(_beleid: Policy, _certificaat: x509.Certificate, basis: x509.BasicConstraints | None) -> None:
    if basis is not None and basis.ca:
        raise ValueError("a certificate of a CA signs no messages")


_ONDERTEKENAAR = (
    ExtensionPolicy.permit_all()
    .require_present(x509.KeyUsage, Criticality.AGNOSTIC, _controleer_gebruik)
    .may_be_present(x509.BasicConstraints, Criticality.AGNOSTIC, _controleer_basis)
)

"""Certificate revocation lists: read, checked against their CA, and reduced to what a look-up needs."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from rio_soap.bevinding.spraak import zin

_HASHES = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


class Crlfout(ValueError):
    """A CRL that cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Crl:
    """What revocation needs of a CRL: the serial numbers in it, and from when until when it speaks."""

    uitgegeven: datetime
    geldig_tot: datetime
    ingetrokken: frozenset[int]


def lees_crl(data: bytes) -> x509.CertificateRevocationList:
    """Read one CRL, PEM or DER.

    :raises Crlfout: for anything else.
    """
    try:
        if b"-----BEGIN" in data:
            return x509.load_pem_x509_crl(data)
        return x509.load_der_x509_crl(data)
    except ValueError as fout:
        raise Crlfout(zin("crl.onleesbaar", waarom=fout)) from fout


def vat_samen(der: bytes) -> Crl:
    """A CRL that was checked before it was kept.

    :raises Crlfout: when it cannot be read or has no nextUpdate.
    """
    lijst = lees_crl(der)
    if lijst.next_update_utc is None:
        raise Crlfout(zin("crl.zonder_volgende"))
    return Crl(lijst.last_update_utc, lijst.next_update_utc, frozenset(regel.serial_number for regel in lijst))


def is_van(lijst: x509.CertificateRevocationList, ca: x509.Certificate) -> bool:
    """Whether this CA signed the CRL, and may."""
    sleutel = ca.public_key()
    try:
        mag = ca.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
        return mag and lijst.issuer == ca.subject and lijst.is_signature_valid(sleutel)  # type: ignore[arg-type]
    except (TypeError, ValueError, x509.ExtensionNotFound):
        return False


def controleer_crl(lijst: x509.CertificateRevocationList, ca: x509.Certificate, nu: datetime) -> None:
    """Judge a CRL of this CA before it is kept: in force, strong, and about all certificates of the CA.

    :raises Crlfout: when one of these is not so.
    """
    if not isinstance(lijst.signature_hash_algorithm, _HASHES):
        raise Crlfout(zin("crl.hash"))
    if lijst.next_update_utc is None or lijst.next_update_utc < nu:
        raise Crlfout(zin("crl.verlopen", volgende=lijst.next_update_utc or "-"))
    if lijst.last_update_utc > nu:
        raise Crlfout(zin("crl.toekomst", uitgegeven=lijst.last_update_utc))
    for extensie in lijst.extensions:
        _controleer_extensie(extensie, ca)


def _controleer_extensie(extensie: x509.Extension[x509.ExtensionType], ca: x509.Certificate) -> None:
    """A list that leaves certificates out would call them good."""
    waarde = extensie.value
    if isinstance(waarde, x509.DeltaCRLIndicator):
        raise Crlfout(zin("crl.delta"))
    if not isinstance(waarde, x509.IssuingDistributionPoint):
        if extensie.critical:
            raise Crlfout(zin("crl.extensie", oid=extensie.oid.dotted_string))
        return
    basis = ca.extensions.get_extension_for_class(x509.BasicConstraints).value
    alleen_gebruikers = waarde.only_contains_user_certs and basis.path_length != 0
    deel = waarde.only_contains_ca_certs or waarde.only_contains_attribute_certs or waarde.only_some_reasons
    if alleen_gebruikers or deel or waarde.indirect_crl:
        raise Crlfout(zin("crl.deel"))

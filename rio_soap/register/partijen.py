"""Parties: whose certificates are trusted, and for which OINs each may sign (mandaten)."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from cryptography import x509
from cryptography.x509.oid import NameOID

from rio_soap.edukoppeling.oin import is_oin
from rio_soap.register.database import Sessie
from rio_soap.register.model import mandaat, partij


@dataclass(frozen=True, slots=True)
class Partijrij:
    """A party with the OINs for which it may sign.

    :param oin: the OIN in its certificate (subject.serialNumber), None when that is absent or no OIN.
    :param vingerafdruk: SHA-256 of its DER certificate, hexadecimal.
    """

    naam: str
    oin: str | None
    vingerafdruk: str
    namens: frozenset[str]


def voeg_partij_toe(
    sessie: Sessie,
    der: bytes,
    namens: Iterable[str],
    naam: str | None = None,
    *,
    geldig_vanaf: datetime | None = None,
    geldig_tot: datetime | None = None,
) -> Partijrij:
    """Trust a certificate, and add mandates to those that it has; one that it has gets the validity given here.

    :param der: the certificate.
    :param naam: by default the common name in the certificate.
    :param geldig_vanaf: first moment of the mandates, aware; None = always.
    :param geldig_tot: moment at which they end, not included; None = never.
    :raises ValueError: when `der` is no certificate.
    """
    certificaat = x509.load_der_x509_certificate(der)
    vingerafdruk = hashlib.sha256(der).hexdigest()
    nummer = _kenmerk(certificaat, NameOID.SERIAL_NUMBER)
    oin = nummer if nummer is not None and is_oin(nummer) else None
    naam = naam or _kenmerk(certificaat, NameOID.COMMON_NAME) or certificaat.subject.rfc4514_string()
    bekend = sessie.execute(sa.select(partij.c.vingerafdruk).where(partij.c.vingerafdruk == vingerafdruk)).first()
    if bekend is None:
        rij = {"vingerafdruk": vingerafdruk, "naam": naam[:200], "oin": oin, "certificaat": der}
        sessie.execute(sa.insert(partij), rij)
    geldigheid = {"geldig_vanaf": geldig_vanaf, "geldig_tot": geldig_tot}
    if nieuw := [{"partij": vingerafdruk, "oin": nummer, **geldigheid} for nummer in sorted(set(namens))]:
        oud = mandaat.c.oin.in_([rij["oin"] for rij in nieuw])
        sessie.execute(sa.delete(mandaat).where(mandaat.c.partij == vingerafdruk, oud))
        sessie.execute(sa.insert(mandaat), nieuw)
    return next(p for p in alle_partijen(sessie) if p.vingerafdruk == vingerafdruk)


def trek_partij_in(sessie: Sessie, vingerafdruk: str) -> bool:
    """Trust a certificate no longer; False when it was not trusted."""
    sessie.execute(sa.delete(mandaat).where(mandaat.c.partij == vingerafdruk))
    return sessie.execute(sa.delete(partij).where(partij.c.vingerafdruk == vingerafdruk)).rowcount > 0


def partij_bij_certificaat(sessie: Sessie, der: bytes, nu: datetime) -> Partijrij | None:
    """The party of a certificate with its mandates valid now; None for a stranger."""
    vingerafdruk = hashlib.sha256(der).hexdigest()
    rijen = sessie.execute(_PARTIJ, {"vingerafdruk": vingerafdruk, "nu": nu}).all()
    if not rijen:
        return None
    return Partijrij(rijen[0].naam, rijen[0].oin, vingerafdruk, frozenset(rij.namens for rij in rijen if rij.namens))


def kent_oin(sessie: Sessie, oin: str) -> bool:
    """Whether the OIN stands in the certificate of a trusted party."""
    return sessie.execute(_OIN, {"oin": oin}).first() is not None


_OIN = sa.select(partij.c.vingerafdruk).where(partij.c.oin == sa.bindparam("oin")).limit(1)

_GELDIG = sa.and_(
    mandaat.c.partij == partij.c.vingerafdruk,
    sa.or_(
        mandaat.c.geldig_vanaf.is_(None),
        mandaat.c.geldig_vanaf <= sa.bindparam("nu", type_=mandaat.c.geldig_vanaf.type),
    ),
    sa.or_(mandaat.c.geldig_tot.is_(None), mandaat.c.geldig_tot > sa.bindparam("nu", type_=mandaat.c.geldig_tot.type)),
)
_PARTIJ = (
    sa.select(partij.c.naam, partij.c.oin, mandaat.c.oin.label("namens"))
    .select_from(partij.outerjoin(mandaat, _GELDIG))
    .where(partij.c.vingerafdruk == sa.bindparam("vingerafdruk"))
)


def alle_partijen(sessie: Sessie) -> Iterator[Partijrij]:
    """All parties by name, with all their mandates."""
    namens: dict[str, set[str]] = {}
    for rij in sessie.execute(sa.select(mandaat.c.partij, mandaat.c.oin)):
        namens.setdefault(rij.partij, set()).add(rij.oin)
    for rij in sessie.execute(sa.select(partij).order_by(partij.c.naam, partij.c.vingerafdruk)):
        yield Partijrij(rij.naam, rij.oin, rij.vingerafdruk, frozenset(namens.get(rij.vingerafdruk, ())))


def _kenmerk(certificaat: x509.Certificate, soort: x509.ObjectIdentifier) -> str | None:
    waarden = certificaat.subject.get_attributes_for_oid(soort)
    return str(waarden[0].value) if waarden else None

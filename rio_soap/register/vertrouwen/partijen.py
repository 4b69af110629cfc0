"""Parties: whose certificates are trusted, and for which OINs each may sign (mandaten)."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sa
from cryptography import x509
from cryptography.x509.oid import NameOID

from rio_soap.edukoppeling.certificaat import oin_in, oin_in_certificaat
from rio_soap.register.database.model import ingetrokken, mandaat, partij, vertrouwensversie
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement


@dataclass(frozen=True, slots=True)
class Partijrij:
    """A party with the OINs for which it may sign.

    :param oin: the OIN in its certificate (`certificaat.oin_in`), None for a party that an older version took in
        without: its messages are refused.
    :param vingerafdruk: SHA-256 of its DER certificate, hexadecimal.
    """

    naam: str
    oin: str | None
    vingerafdruk: str
    namens: frozenset[str]


def voeg_partij_toe(
    session: Session,
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
    :raises ValueError: when `der` is no certificate, or (GeenOin) one that does not name one OIN.
    """
    certificaat = x509.load_der_x509_certificate(der)
    vingerafdruk = hashlib.sha256(der).hexdigest()
    oin = oin_in(certificaat)
    naam = naam or _kenmerk(certificaat, NameOID.COMMON_NAME) or certificaat.subject.rfc4514_string()
    bekend = session.execute(sa.select(partij.c.vingerafdruk).where(partij.c.vingerafdruk == vingerafdruk)).first()
    session.execute(sa.delete(ingetrokken).where(ingetrokken.c.vingerafdruk == vingerafdruk))
    if bekend is None:
        rij: Values = {"vingerafdruk": vingerafdruk, "naam": naam[:200], "oin": oin, "certificaat": der}
        session.execute(sa.insert(partij), rij)
    geldigheid = {"geldig_vanaf": geldig_vanaf, "geldig_tot": geldig_tot}
    if nieuw := [{"partij": vingerafdruk, "oin": nummer, **geldigheid} for nummer in sorted(set(namens))]:
        oud = mandaat.c.oin.in_([rij["oin"] for rij in nieuw])
        session.execute(sa.delete(mandaat).where(mandaat.c.partij == vingerafdruk, oud))
        session.execute(sa.insert(mandaat), nieuw)
    nieuwe_versie(session)
    return next(p for p in alle_partijen(session) if p.vingerafdruk == vingerafdruk)


def trek_partij_in(session: Session, vingerafdruk: str, nu: datetime | None = None) -> bool:
    """Trust a certificate no longer, neither by itself nor through a CA; False when it was withdrawn already.

    Adding the party again ends the withdrawal.

    :param nu: aware; by default the present.
    """
    al = sa.select(ingetrokken.c.vingerafdruk).where(ingetrokken.c.vingerafdruk == vingerafdruk)
    if session.execute(al).first() is not None:
        return False
    session.execute(sa.insert(ingetrokken), {"vingerafdruk": vingerafdruk, "moment": nu or datetime.now(UTC)})
    session.execute(sa.delete(mandaat).where(mandaat.c.partij == vingerafdruk))
    session.execute(sa.delete(partij).where(partij.c.vingerafdruk == vingerafdruk))
    nieuwe_versie(session)
    return True


def nieuwe_versie(session: Session) -> None:
    """Tell all processes that trust changed, from the commit on: what they keep of it no longer counts."""
    verhoog = sa.update(vertrouwensversie).values(versie=vertrouwensversie.c.versie + 1)
    if not session.execute(verhoog).rowcount:
        session.execute(sa.insert(vertrouwensversie), {"id": 1, "versie": 1})


def huidige_versie(session: Session) -> int:
    """The version of trust: it changes with every change of a party, mandate, CA or CRL."""
    return session.execute(_VERSIE, {}).scalar() or 0


_VERSIE = Statement[tuple[int]](sa.select(vertrouwensversie.c.versie))


def volgende_grens(session: Session, vingerafdruk: str, nu: datetime) -> datetime | None:
    """The next moment at which a mandate of a party begins or ends by itself; None when none does."""
    grenzen = []
    for kolom in (mandaat.c.geldig_vanaf, mandaat.c.geldig_tot):
        vraag = sa.select(sa.func.min(kolom, type_=kolom.type)).where(mandaat.c.partij == vingerafdruk, kolom > nu)
        grenzen.append(session.execute(vraag).scalar_one())
    return min((grens for grens in grenzen if grens is not None), default=None)


@dataclass(frozen=True, slots=True)
class Opgezocht:
    """What the register says of one certificate.

    :param partij: None when it is not trusted by itself; then a CA may still vouch for it.
    :param ingetrokken: withdrawn by the operator: not trusted in any way.
    :param versie: see `huidige_versie`.
    """

    partij: Partijrij | None
    ingetrokken: bool
    versie: int


def kent_oin(session: Session, oin: str) -> bool:
    """Whether the OIN stands in the certificate of a trusted party: by the certificate, since older versions wrote
    another column for some."""
    return any(oin_in_certificaat(der) == oin for der in session.execute(_OIN, {"oin": oin}).scalars())


_OIN = Statement[tuple[bytes]](sa.select(partij.c.certificaat).where(partij.c.oin == sa.bindparam("oin")))


def zoek_certificaat(session: Session, vingerafdruk: str, nu: datetime) -> Opgezocht:
    """What is known of a certificate, with the mandates that are valid now; one query.

    :param vingerafdruk: SHA-256 of its DER, hexadecimal.
    """
    rijen = session.execute(_CERTIFICAAT, {"vingerafdruk": vingerafdruk, "nu": nu}).all()
    eerste = rijen[0]
    rij = None
    if eerste.naam is not None:
        rij = Partijrij(eerste.naam, eerste.oin, vingerafdruk, frozenset(rij.namens for rij in rijen if rij.namens))
    return Opgezocht(rij, eerste.ingetrokken is not None, eerste.versie or 0)


def geldig_nu(tabel: sa.Table) -> sa.ColumnElement[bool]:
    """Whether a mandate is valid at the moment of the parameter ``nu``: vanaf included, tot not."""
    vanaf, tot = tabel.c.geldig_vanaf, tabel.c.geldig_tot
    return sa.and_(
        sa.or_(vanaf.is_(None), vanaf <= sa.bindparam("nu", type_=vanaf.type)),
        sa.or_(tot.is_(None), tot > sa.bindparam("nu", type_=tot.type)),
    )


# A row even for a stranger: the left side is one row of constants.
_VAST = sa.select(
    sa.bindparam("vingerafdruk", type_=sa.String).label("vingerafdruk"),
    sa.select(vertrouwensversie.c.versie).scalar_subquery().label("versie"),
).subquery()


class _Certificaatrij(NamedTuple):
    naam: str | None
    oin: str | None
    namens: str | None
    ingetrokken: str | None
    versie: int | None


_CERTIFICAAT = Statement(
    sa.select(
        partij.c.naam,
        partij.c.oin,
        mandaat.c.oin.label("namens"),
        ingetrokken.c.vingerafdruk.label("ingetrokken"),
        _VAST.c.versie,
    ).select_from(
        _VAST.outerjoin(partij, partij.c.vingerafdruk == _VAST.c.vingerafdruk)
        .outerjoin(mandaat, sa.and_(mandaat.c.partij == partij.c.vingerafdruk, geldig_nu(mandaat)))
        .outerjoin(ingetrokken, ingetrokken.c.vingerafdruk == _VAST.c.vingerafdruk)
    ),
    _Certificaatrij,
)


def alle_partijen(session: Session) -> Iterator[Partijrij]:
    """All parties by name, with all their mandates."""
    namens: dict[str, set[str]] = {}
    for rij in session.execute(sa.select(mandaat.c.partij, mandaat.c.oin)):
        namens.setdefault(rij.partij, set()).add(rij.oin)
    for rij in session.execute(sa.select(partij).order_by(partij.c.naam, partij.c.vingerafdruk)):
        oin = oin_in_certificaat(rij.certificaat)
        yield Partijrij(rij.naam, oin, rij.vingerafdruk, frozenset(namens.get(rij.vingerafdruk, ())))


def _kenmerk(certificaat: x509.Certificate, soort: x509.ObjectIdentifier) -> str | None:
    waarden = certificaat.subject.get_attributes_for_oid(soort)
    return str(waarden[0].value) if waarden else None

"""Whom this service trusts: the parties, CAs, CRLs and mandates in the register.

Every message asks anew whether anything changed (`vertrouwensversie`), when it is verified and again in its
transaction, so that what is withdrawn is out at once, in every process. What was found (parties with their mandates;
CAs, CRLs and chains read and verified) is kept for as long as that version stays the same; validity is judged at the
moment of the message.
"""

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from rio_soap.bevinding import Tekst
from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.certificaat import OIN_PLEK, Onbruikbaar, lees_certificaat
from rio_soap.edukoppeling.certificaatketen import Ca, Keten, Ketens, is_ca, is_uitgegeven_door
from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.crl import Crlfout, controleer_crl, is_van, lees_crl, vat_samen
from rio_soap.edukoppeling.trusted import Partij, Vertrouwensfout, vingerafdruk
from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import oinmandaat, vertrouwde_ca
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.vertrouwen.partijen import (
    geldig_nu,
    huidige_versie,
    kent_oin,
    nieuwe_versie,
    volgende_grens,
    zoek_certificaat,
)

_MAX_BEKEND = 5000
"""Parties that are kept; only those that are trusted by their certificate, so strangers fill nothing."""


@dataclass(frozen=True, slots=True)
class _Bekend:
    """A party as it was found at a moment, good until trust changes or one of its mandates begins or ends."""

    partij: Partij
    versie: int
    gezien: datetime
    grens: datetime | None

    def geldt(self, versie: int, nu: datetime) -> bool:
        return versie == self.versie and self.gezien <= nu and (self.grens is None or nu < self.grens)


@dataclass(slots=True)
class RegisterVertrouwen:
    """The trust of the transport profile, out of the register: one small query per message for a party by certificate,
    three for one by CA."""

    register: Register
    klok: Clock
    _ketens: tuple[int, Ketens] = field(default_factory=lambda: (0, Ketens(())))
    _bekend: dict[str, _Bekend] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def partij(self, certificaat: bytes) -> Partij | None:
        """The trusted party of a DER certificate, with whom it may sign for now; None for a stranger.

        :raises Vertrouwensfout: for a certificate that was withdrawn or revoked, or whose chain is not good.
        """
        if vingerafdruk(certificaat) in self._bekend:
            with suppress(Unavailable), self.register.los() as session:
                if (partij := self._bekende(session, certificaat)) is not None:
                    return partij
        with self.register.lees() as session:
            return self.partij_in(session, certificaat)

    def _bekende(self, session: Session, certificaat: bytes) -> Partij | None:
        """A party of which all is known still, by one statement; None says nothing."""
        if (bekend := self._bekend.get(vingerafdruk(certificaat))) is None:
            return None
        gevonden, nu, (versie, ketens) = huidige_versie(session), self.klok.nu(), self._ketens
        if bekend.versie != versie or not bekend.geldt(gevonden, nu):
            return None
        ketens.controleer_ingetrokken(certificaat, nu)
        return bekend.partij

    def partij_in(self, session: Session, certificaat: bytes) -> Partij | None:
        """As `partij`, in a transaction that is going on: what is withdrawn meanwhile goes before it or after it."""
        if (bekend := self._bekende(session, certificaat)) is not None:
            return bekend
        nu, afdruk = self.klok.nu(), vingerafdruk(certificaat)
        gevonden = zoek_certificaat(session, afdruk, nu)
        if gevonden.ingetrokken:
            raise _ingetrokken(afdruk)
        ketens = self._ketens_van(session, gevonden.versie)
        if (rij := gevonden.partij) is not None:
            ketens.controleer_ingetrokken(certificaat, nu)
            partij = Partij(rij.naam, rij.oin, rij.vingerafdruk, rij.namens)
            if len(self._bekend) >= _MAX_BEKEND:
                self._bekend.clear()
            self._bekend[afdruk] = _Bekend(partij, gevonden.versie, nu, volgende_grens(session, afdruk, nu))
            return partij
        keten = ketens.keten(certificaat, nu)
        if keten is None:
            return None
        if any(zoek_certificaat(session, ander, nu).ingetrokken for ander in keten.andere_afdrukken):
            raise _ingetrokken(afdruk)
        return _partij(session, keten, certificaat, nu)

    def kent_tls(self, certificaat: bytes, oin: str) -> bool:
        """Whether a TLS client certificate is that of a party, or of one whose signing certificate has the same OIN.

        :raises Vertrouwensfout: as `partij`.
        """
        if self.partij(certificaat) is not None:
            return True
        with self.register.lees() as session:
            return kent_oin(session, oin)

    def kent_partij(self, certificaat: bytes, oin: str) -> bool:
        """Whether a certificate is that of a party that somebody put into this register: by its certificate, by its
        OIN, or by a mandate that is valid now. A trusted CA alone makes nobody known.

        :raises Vertrouwensfout: as `partij`.
        """
        partij = self.partij(certificaat)
        if partij is not None and partij.namens:
            return True
        with self.register.lees() as session:
            return kent_oin(session, oin)

    def _ketens_van(self, session: Session, versie: int) -> Ketens:
        with self._lock:
            bekend, ketens = self._ketens
            if bekend != versie:
                ketens = Ketens(tuple(rij.als_ca() for rij in alle_cas(session)))
                self._ketens = (versie, ketens)
            return ketens


def _ingetrokken(afdruk: str) -> Vertrouwensfout:
    # Who was put out hears that whatever he sends, and nothing else.
    mag = Tekst("waarde.geldig-certificaat")
    return Vertrouwensfout("certificaat-geweigerd", f"SHA-256 {afdruk}", mag, voor_ieder=True)


def _partij(session: Session, keten: Keten, der: bytes, nu: datetime) -> Partij:
    """The party of a certificate whose chain is good."""
    try:
        certificaat = lees_certificaat(der)
    except Onbruikbaar as fout:
        raise Vertrouwensfout(fout.oorzaak, None, None, fout.zin) from fout
    if (oin := certificaat.oin) is None:
        raise Vertrouwensfout("certificaat-oin", certificaat.geen_oin, OIN_PLEK)
    namen = keten.delen[0].subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    rijen = session.execute(_MANDATEN, {"gemachtigde": oin, "nu": nu}).scalars()
    eigen = None if keten.alleen_mandaat else oin
    return Partij(str(namen[0].value) if namen else oin, eigen, vingerafdruk(der), frozenset(rijen))


_MANDATEN = Statement[tuple[str]](
    sa.select(oinmandaat.c.oin).where(oinmandaat.c.gemachtigde == sa.bindparam("gemachtigde"), geldig_nu(oinmandaat))
)


@dataclass(frozen=True, slots=True)
class Carij:
    """A CA that the operator trusts, as kept."""

    vingerafdruk: str
    naam: str
    certificaat: bytes
    anker: bool
    alleen_mandaat: bool
    crl: bytes | None

    def als_ca(self) -> Ca:
        """What the transport profile needs of it."""
        return Ca(self.certificaat, self.anker, vat_samen(self.crl) if self.crl else None, self.alleen_mandaat)


def alle_cas(session: Session) -> Iterator[Carij]:
    """All CAs by name."""
    for rij in session.execute(sa.select(vertrouwde_ca).order_by(vertrouwde_ca.c.naam, vertrouwde_ca.c.vingerafdruk)):
        yield Carij(rij.vingerafdruk, rij.naam, rij.certificaat, rij.anker, rij.alleen_mandaat, rij.crl)


def vertrouw_ca(
    session: Session, certificaten: list[x509.Certificate], *, anker: bool = False, alleen_mandaat: bool = False
) -> list[Carij]:
    """Trust CAs, or change what was said of them; a CRL that is kept stays.

    :param certificaten: those that sign themselves become anchors, the others lead to an anchor or count for nothing.
    :param anker: the others become anchors as well.
    :param alleen_mandaat: certificates below them act for their own OIN by mandate only.
    :raises ValueError: when one of them is no CA.
    """
    for certificaat in certificaten:
        naam = certificaat.subject.rfc4514_string()
        if not is_ca(certificaat):
            raise ValueError(zin("vertrouw.geen_ca", naam=naam))
        der = certificaat.public_bytes(Encoding.DER)
        waarden: Values = {
            "naam": naam[:200],
            "certificaat": der,
            "anker": anker or is_uitgegeven_door(certificaat, certificaat),
            "alleen_mandaat": alleen_mandaat,
        }
        afdruk = vingerafdruk(der)
        if not session.execute(
            sa.update(vertrouwde_ca).where(vertrouwde_ca.c.vingerafdruk == afdruk).values(waarden)
        ).rowcount:
            session.execute(sa.insert(vertrouwde_ca), {**waarden, "vingerafdruk": afdruk, "crl": None})
    nieuwe_versie(session)
    afdrukken = {vingerafdruk(certificaat.public_bytes(Encoding.DER)) for certificaat in certificaten}
    return [rij for rij in alle_cas(session) if rij.vingerafdruk in afdrukken]


def trek_ca_in(session: Session, afdruk: str) -> bool:
    """Trust a CA no longer, with its CRL; False when it was not trusted."""
    weg = session.execute(sa.delete(vertrouwde_ca).where(vertrouwde_ca.c.vingerafdruk == afdruk)).rowcount > 0
    nieuwe_versie(session)
    return weg


def laad_crl(session: Session, data: bytes, nu: datetime) -> list[str]:
    """Keep a CRL for the CAs that signed it; gives their names.

    From then on revocation is judged for certificates of these CAs, and a CRL that is out of date refuses all of them.

    :param data: PEM or DER.
    :raises Crlfout: when no trusted CA signed it, or it is weak, partial, out of date, or older than the one kept.
    """
    lijst = lees_crl(data)
    van = [
        (rij, ca) for rij in alle_cas(session) if is_van(lijst, ca := x509.load_der_x509_certificate(rij.certificaat))
    ]
    if not van:
        raise Crlfout(zin("vertrouw.vreemde_crl", uitgever=lijst.issuer.rfc4514_string()))
    for rij, ca in van:
        controleer_crl(lijst, ca, nu)
        if rij.crl is not None and vat_samen(rij.crl).uitgegeven > lijst.last_update_utc:
            raise Crlfout(zin("vertrouw.oudere_crl", uitgegeven=vat_samen(rij.crl).uitgegeven))
        der = lijst.public_bytes(Encoding.DER)
        session.execute(
            sa.update(vertrouwde_ca).where(vertrouwde_ca.c.vingerafdruk == rij.vingerafdruk).values(crl=der)
        )
    nieuwe_versie(session)
    return [rij.naam for rij, _ in van]

"""One delivery out of the berichtenlog, as evidence for somebody else."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from rio_soap.bevinding.spraak import zin
from rio_soap.register.database.model import berichtenlog, schakel
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.berichtenlog import uitgepakt
from rio_soap.register.logboek.links import BEGIN, laatste_schakel


class NoEvidence(LookupError):
    """There is no such delivery, or not exactly one; the text says which there are."""


@dataclass(frozen=True, slots=True)
class LinkPosition:
    """Where an entry stands in the chain: its link, and the last link at the time of asking."""

    volgnummer: int
    vorige: bytes
    hash: bytes
    handtekening: bytes
    laatste: tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Logbericht:
    """An entry as it was written.

    :param kolommen: its columns by name, without request and answer.
    :param antwoord: with an empty SignatureValue.
    :param link: None when it has no link yet.
    """

    id: int
    ontvangen: datetime
    kolommen: dict[str, SqlValue]
    verzoek: bytes
    antwoord: bytes
    link: LinkPosition | None


KOLOMMEN = (
    "identificatiecode",
    "oin",
    "vingerafdruk",
    "operatie",
    "message_id",
    "ontvangen",
    "goedgekeurd",
    "foutcodes",
)


def zoek_bericht(session: Session, kenmerk: str) -> Logbericht:
    """The entry with this identificatiecodeBedrijfsdocument or MessageID, with or without ``urn:uuid:``.

    Reads the whole table: an export is rare, and another index of UUIDs would cost every delivery.

    :raises NoEvidence: when there is none, or more than one.
    """
    kaal = kenmerk.strip().rpartition(":")[2].lower()
    vormen = [kaal, f"urn:uuid:{kaal}", f"uuid:{kaal}"]
    keuze = sa.select(berichtenlog).where(
        sa.or_(
            sa.func.lower(berichtenlog.c.identificatiecode) == kaal,
            sa.func.lower(berichtenlog.c.message_id).in_(vormen),
        )
    )
    rijen = session.execute(keuze.order_by(berichtenlog.c.id)).mappings().all()
    if not rijen:
        raise NoEvidence(zin("bewijs.geen", kenmerk=kenmerk))
    if len(rijen) > 1:
        raise NoEvidence(zin("bewijs.meer", kenmerk=kenmerk, namen=", ".join(r["message_id"] for r in rijen)))
    (rij,) = rijen
    try:
        verzoek, antwoord = uitgepakt(rij)
    except ValueError as fout:
        raise NoEvidence(zin("bewijs.onleesbaar", nummer=rij["id"], waarom=fout)) from fout
    kolommen = {naam: rij[naam] for naam in KOLOMMEN}
    return Logbericht(rij["id"], rij["ontvangen"], kolommen, verzoek, antwoord, _link(session, rij["id"]))


def _link(session: Session, bericht: int) -> LinkPosition | None:
    eigen = session.execute(sa.select(schakel).where(schakel.c.bericht == bericht)).first()
    if eigen is None:
        return None
    voor = sa.select(schakel.c.hash).where(schakel.c.volgnummer == eigen.volgnummer - 1)
    vorige = session.execute(voor).scalar() or BEGIN
    return LinkPosition(eigen.volgnummer, vorige, eigen.hash, eigen.handtekening, laatste_schakel(session))

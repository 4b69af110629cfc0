"""Mandates: for which senders a party may sign, by its certificate or by the OIN in a certificate of a trusted CA."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from rio_soap.bevinding.spraak import zin
from rio_soap.register.database.model import mandaat, oinmandaat, partij
from rio_soap.register.database.session import Session
from rio_soap.register.vertrouwen.partijen import nieuwe_versie


@dataclass(frozen=True, slots=True)
class Mandaat:
    """A mandate.

    :param gemachtigde: who may sign: the fingerprint of a party (64 hexadecimal digits), or the OIN (20 characters) in
        a certificate of a trusted CA.
    :param oin: the sender for whom.
    :param geldig_vanaf: first moment, aware; None = always.
    :param geldig_tot: the moment at which it ends, not included; None = never.
    """

    gemachtigde: str
    oin: str
    geldig_vanaf: datetime | None = None
    geldig_tot: datetime | None = None


def geef_mandaat(session: Session, nieuw: Mandaat) -> None:
    """Give a mandate, or change the validity of the one that is there.

    :raises ValueError: for the fingerprint of an unknown party, or a mandate that ends before it begins.
    """
    if nieuw.geldig_vanaf and nieuw.geldig_tot and nieuw.geldig_tot <= nieuw.geldig_vanaf:
        raise ValueError(zin("mandaat.einde_voor_begin"))
    tabel, kolom = _tabel(nieuw.gemachtigde)
    if tabel is mandaat:
        bekend = sa.select(partij.c.vingerafdruk).where(partij.c.vingerafdruk == nieuw.gemachtigde)
        if session.execute(bekend).first() is None:
            raise ValueError(zin("mandaat.onbekende_partij", vingerafdruk=nieuw.gemachtigde))
    neem_mandaat(session, nieuw.gemachtigde, nieuw.oin)
    session.execute(
        sa.insert(tabel),
        {
            kolom: nieuw.gemachtigde,
            "oin": nieuw.oin,
            "geldig_vanaf": nieuw.geldig_vanaf,
            "geldig_tot": nieuw.geldig_tot,
        },
    )
    nieuwe_versie(session)


def neem_mandaat(session: Session, gemachtigde: str, oin: str) -> bool:
    """End a mandate, at once; False when there was none."""
    tabel, kolom = _tabel(gemachtigde)
    waar = sa.and_(tabel.c[kolom] == gemachtigde, tabel.c.oin == oin)
    weg = session.execute(sa.delete(tabel).where(waar)).rowcount > 0
    nieuwe_versie(session)
    return weg


def alle_mandaten(session: Session) -> Iterator[Mandaat]:
    """All mandates, also those that are not valid now."""
    for tabel in (mandaat, oinmandaat):
        for rij in session.execute(sa.select(tabel).order_by(*tabel.primary_key.columns)):
            yield Mandaat(rij[0], rij.oin, rij.geldig_vanaf, rij.geldig_tot)


def _tabel(gemachtigde: str) -> tuple[sa.Table, str]:
    return (mandaat, "partij") if len(gemachtigde) == 64 else (oinmandaat, "gemachtigde")

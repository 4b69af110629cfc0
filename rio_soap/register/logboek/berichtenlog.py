"""Every approved or refused message with its answer, kept in the transaction that carried it out.

Kept are the request as received and the answer up to its signature; the signature follows in the chain (`schakels`),
within a second. RSA is left out of the transaction because it would hold up all other writers; nothing is lost by that,
since the signature (PKCS #1 v1.5) follows from the bytes kept here and the key.

A message that is answered with a SOAP fault is not kept: its sender delivers anew (PvE 6.2).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from rio_soap.register.database.failures import Unavailable, ligt_aan_opdracht
from rio_soap.register.database.model import berichtenlog, schermbericht
from rio_soap.register.database.rows import SqlValue, Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import schrijf_moment
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.logboek.links import Stempel, hash_velden
from rio_soap.register.logboek.packing import pak_in, pak_uit
from rio_soap.register.regels.uitslag import Context, Uitslag

_INVOEGEN = Statement[tuple[int]](sa.insert(berichtenlog).returning(berichtenlog.c.id))
_VAN_SCHERM = Command(sa.insert(schermbericht))


@dataclass(frozen=True, slots=True)
class Gelogd:
    """An entry that was written: its id and the hash of what is in it."""

    id: int
    inhoud: bytes


def log_bericht(
    session: Session,
    context: Context,
    *,
    identificatiecode: str,
    message_id: str,
    vingerafdruk: str | None,
    verzoek: bytes,
    antwoord: bytes,
    uitslag: Uitslag,
    stempel: Stempel | None = None,
) -> Gelogd:
    """Keep one message.

    :param identificatiecode: identificatiecodeBedrijfsdocument of the request.
    :param message_id: its wsa:MessageID.
    :param vingerafdruk: of the certificate that signed it, None when it was not signed.
    :param verzoek: the bytes as received.
    :param antwoord: the answer with an empty SignatureValue.
    :param stempel: puts the mark of this service on the entry.
    :raises Unavailable: when the entry cannot be written: then nothing of the message may stand.
    """
    rij: dict[str, SqlValue] = {
        "identificatiecode": identificatiecode,
        "oin": context.oin,
        "vingerafdruk": vingerafdruk,
        "operatie": context.operatie,
        "message_id": message_id,
        "ontvangen": context.moment,
        "goedgekeurd": uitslag.goedgekeurd,
        "foutcodes": ",".join(melding.foutcode for melding in uitslag.foutmeldingen)[:600],
    }
    inhoud = inhoud_van(rij, verzoek, antwoord)
    rij |= {"verzoek": pak_in(verzoek), "antwoord": pak_in(antwoord)}
    rij["stempel"] = stempel.zet(inhoud) if stempel else None
    try:
        nummer = session.execute(_INVOEGEN, rij).scalar_one()
        if context.gebruiker is not None:
            session.execute(_VAN_SCHERM, {"bericht": nummer, "gebruiker": context.gebruiker})
    except DBAPIError as fout:
        if ligt_aan_opdracht(fout):
            raise Unavailable(f"the berichtenlog cannot be written: {fout.orig}") from fout
        raise
    return Gelogd(nummer, inhoud)


def inhoud_van(rij: Values | sa.RowMapping, verzoek: bytes, antwoord: bytes) -> bytes:
    """SHA-256 of an entry: its columns and the bytes of request and answer.

    :param rij: the columns by name, `ontvangen` as a moment or as the text in the database.
    """
    ontvangen = rij["ontvangen"]
    teksten = (
        *(str(rij[naam] or "") for naam in ("identificatiecode", "oin", "vingerafdruk", "operatie", "message_id")),
        schrijf_moment(ontvangen) if isinstance(ontvangen, datetime) else str(ontvangen),
        "1" if rij["goedgekeurd"] else "0",
        str(rij["foutcodes"]),
    )
    return hash_velden([*[tekst.encode() for tekst in teksten], verzoek, antwoord])


def is_kopie(een: sa.FromClause, ander: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether two entries say to be of the same message at the same moment."""
    namen = ("oin", "identificatiecode", "message_id", "ontvangen")
    return sa.and_(*(een.c[naam] == ander.c[naam] for naam in namen))


def inhoud_van_rij(rij: Values | sa.RowMapping) -> bytes:
    """SHA-256 of an entry as it stands in the database.

    :raises ValueError: when request or answer cannot be unpacked.
    """
    verzoek, antwoord = uitgepakt(rij)
    return inhoud_van(rij, verzoek, antwoord)


def uitgepakt(rij: Values | sa.RowMapping) -> tuple[bytes, bytes]:
    """Request and answer of an entry as they were.

    :raises ValueError: when they cannot be unpacked.
    """
    return pak_uit(cast(bytes, rij["verzoek"])), pak_uit(cast(bytes, rij["antwoord"]))

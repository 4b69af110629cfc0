"""What may be used once, for ever: identificatiecodeBedrijfsdocument, wsa:MessageID and signature of every message.

A claim is a row of the table `eenmalig`, written in the transaction that carries the message out: it stays when the
message got an answer, approved or refused by the rules, and vanishes with everything else when the message got a SOAP
fault or the process died, since the sender then delivers anew (PvE 6.2). The database holds the keys unique, so this
holds between threads, processes and restarts; whoever comes second waits for the first and is refused.
"""

import re
from dataclasses import dataclass
from enum import Enum

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from rio_soap.register.database.model import eenmalig
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")


class ClaimKey(Enum):
    """What of a message was used before."""

    IDENTIFICATIECODE = "identificatiecode"
    MESSAGE_ID = "message_id"
    HANDTEKENING = "handtekening"


class AlGebruikt(Exception):
    """A message repeats something that an earlier one used.

    :param kenmerken: everything that it repeats, in the order of `ClaimKey`.
    """

    def __init__(self, kenmerken: tuple[ClaimKey, ...]) -> None:
        self.kenmerken = kenmerken
        super().__init__(", ".join(kenmerk.value for kenmerk in kenmerken))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one message claims.

    :param oin: the sender; codes and MessageIDs of different senders never meet.
    :param identificatiecode: identificatiecodeBedrijfsdocument, 1 to 50 characters; a UUID in any case.
    :param message_id: wsa:MessageID, with or without ``urn:uuid:``.
    :param handtekening: SHA-256 (32 bytes) of the SignatureValue; None for an unsigned message.
    """

    oin: str
    identificatiecode: str
    message_id: str
    handtekening: bytes | None


def make_claim(session: Session, claim: Claim) -> None:
    """Claim a message's code, MessageID and signature in this transaction.

    One statement when all are new. On PostgreSQL a claim that another transaction is just making ends in a
    serialization failure, and the repeated task finds it made.

    :raises AlGebruikt: when one of them was used before.
    """
    rij: Values = {
        "oin": claim.oin,
        "identificatiecode": _gelijk(claim.identificatiecode),
        "message_id": _gelijk(claim.message_id.rpartition(":")[2]),
        "handtekening": claim.handtekening,
    }
    if session.execute(_INVOEGEN[session.dialect], rij).rowcount == 0:
        raise AlGebruikt(tuple(kenmerk for kenmerk in ClaimKey if _bestaat(session, kenmerk, rij)))


def _gelijk(tekst: str) -> str:
    """A UUID in lower case: in capitals it is the same one (RFC 9562); other codes go by their characters."""
    return tekst.lower() if _UUID.match(tekst) else tekst


def _bestaat(session: Session, kenmerk: ClaimKey, rij: Values) -> bool:
    return rij[kenmerk.value] is not None and session.execute(_ZOEKEN[kenmerk], rij).first() is not None


# ON CONFLICT and not a look-up first: a look-up in a SERIALIZABLE transaction locks the end of the index against all
# other deliveries.
_INVOEGEN = {
    "sqlite": Command(sqlite.insert(eenmalig).on_conflict_do_nothing()),
    "postgresql": Command(postgresql.insert(eenmalig).on_conflict_do_nothing()),
}
_VAN_AFZENDER = eenmalig.c.oin == sa.bindparam("oin")
_ZOEKEN = {
    ClaimKey.IDENTIFICATIECODE: sa.select(eenmalig.c.oin).where(
        _VAN_AFZENDER, eenmalig.c.identificatiecode == sa.bindparam("identificatiecode")
    ),
    ClaimKey.MESSAGE_ID: sa.select(eenmalig.c.oin).where(
        _VAN_AFZENDER, eenmalig.c.message_id == sa.bindparam("message_id")
    ),
    ClaimKey.HANDTEKENING: sa.select(eenmalig.c.oin).where(eenmalig.c.handtekening == sa.bindparam("handtekening")),
}

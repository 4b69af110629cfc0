"""The chain over the berichtenlog: who changes, removes or inserts an entry afterwards is found out.

Each link holds the SHA-256 of one entry, the signature of its answer, and a hash over these and the hash of the link
before it. Links are written in batches shortly after the entries (`rio_soap.register.logboek.sealer`), by one process
at a time: entries are written side by side, on PostgreSQL too, and no delivery waits for another to be linked.

Hashes alone can be computed anew by whoever can write in the database. Therefore entries and links carry a *stempel*:
an HMAC with a key that follows from the private key of the service and is nowhere in the database. What the stempels
cannot show is that the newest links were cut off together with their entries: for that, note a link elsewhere
(`rio-soap logboek controleer` prints the last one; every bewijs holds one).
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from rio_soap.register.database.model import schakel
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement

BEGIN = bytes(32)
"""Hash before the first link."""


def hash_velden(velden: Sequence[bytes]) -> bytes:
    """SHA-256 over fields of any length, each preceded by its length (8 bytes), so that no field can shift."""
    delen = [deel for veld in velden for deel in (len(veld).to_bytes(8, "big"), veld)]
    return hashlib.sha256(b"".join(delen)).digest()


def schakelhash(vorige: bytes, volgnummer: int, bericht: int, inhoud: bytes, handtekening: bytes) -> bytes:
    """Hash of one link.

    :param vorige: hash of the link before it, `BEGIN` for the first.
    :param bericht: id of the entry.
    :param inhoud: hash of the entry.
    """
    nummers = (volgnummer.to_bytes(8, "big"), bericht.to_bytes(8, "big"))
    return hash_velden((vorige, *nummers, inhoud, handtekening))


@dataclass(frozen=True, slots=True)
class Stempel:
    """Marks what this service wrote.

    :param naam: of the key, 8 bytes, so that it can be told from a later key.
    :param sleutel: known to holders of the private key of the service only.
    """

    naam: bytes
    sleutel: bytes

    def zet(self, data: bytes) -> bytes:
        """The stempel on a hash: 8 bytes name of the key, 32 bytes HMAC-SHA-256."""
        return self.naam + hmac.digest(self.sleutel, data, "sha256")

    def klopt(self, stempel: bytes | None, data: bytes) -> bool:
        """Whether this stempel was put on this hash."""
        return hmac.compare_digest(stempel or b"", self.zet(data))

    def is_eigen(self, stempel: bytes | None) -> bool:
        """Whether it says to be made with this key."""
        return (stempel or b"")[:8] == self.naam


@dataclass(frozen=True, slots=True)
class Seal:
    """What a link has to hold: entry, hash of the entry, signature of its answer."""

    bericht: int
    inhoud: bytes
    handtekening: bytes


def verzegel(session: Session, zegels: Sequence[Seal], stempel: Stempel, *, misschien_al: bool = False) -> int:
    """Append links to the chain, in the order given; gives how many.

    :param misschien_al: leave out entries that have a link already.
    """
    session.lock_table(schakel)
    if misschien_al:
        zoek = sa.select(schakel.c.bericht).where(schakel.c.bericht.in_([zegel.bericht for zegel in zegels]))
        al = set(session.execute(zoek).scalars())
        zegels = [zegel for zegel in zegels if zegel.bericht not in al]
    if not zegels:
        return 0
    volgnummer, vorige = laatste_schakel(session)
    rijen: list[Values] = []
    for zegel in zegels:
        volgnummer += 1
        vorige = schakelhash(vorige, volgnummer, zegel.bericht, zegel.inhoud, zegel.handtekening)
        rijen.append(
            {
                "volgnummer": volgnummer,
                "bericht": zegel.bericht,
                "inhoud": zegel.inhoud,
                "handtekening": zegel.handtekening,
                "hash": vorige,
                "stempel": stempel.zet(vorige),
            }
        )
    session.execute_many(_INVOEGEN, rijen)
    return len(rijen)


_INVOEGEN = Command(sa.insert(schakel))
_LAATSTE = Statement[tuple[int, bytes]](
    sa.select(schakel.c.volgnummer, schakel.c.hash).order_by(schakel.c.volgnummer.desc()).limit(1)
)


def laatste_schakel(session: Session) -> tuple[int, bytes]:
    """Number and hash of the newest link; (0, `BEGIN`) for an empty chain."""
    return session.execute(_LAATSTE, {}).first() or (0, BEGIN)

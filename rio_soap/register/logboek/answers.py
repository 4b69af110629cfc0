"""The answer that a message got, out of the berichtenlog, to give it once more."""

from dataclasses import dataclass

import sqlalchemy as sa

from rio_soap.register.database.model import berichtenlog, schakel
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.berichtenlog import inhoud_van, uitgepakt
from rio_soap.register.logboek.links import Stempel

_ZOEKEN = (
    sa.select(berichtenlog, schakel.c.handtekening)
    .outerjoin(schakel, schakel.c.bericht == berichtenlog.c.id)
    .where(
        berichtenlog.c.oin == sa.bindparam("oin"), berichtenlog.c.identificatiecode == sa.bindparam("identificatiecode")
    )
    .order_by(berichtenlog.c.id)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Logantwoord:
    """An answer that was given.

    :param concept: the answer with an empty SignatureValue; without one when it was not signed.
    :param handtekening: its signature; None when the chain does not hold it yet, or the answer was not signed.
    :param eigen: whether the entry bears the stempel of this service: only then may it be signed again.
    """

    concept: bytes
    handtekening: bytes | None
    goedgekeurd: bool
    eigen: bool


def zoek_antwoord(session: Session, oin: str, identificatiecode: str, stempel: Stempel) -> Logantwoord | None:
    """The answer to the message of this sender with this code; None when there was none. One query, by index.

    :raises ValueError: when the entry cannot be unpacked.
    """
    waarden = {"oin": oin, "identificatiecode": identificatiecode}
    rij = session.execute(_ZOEKEN, waarden).mappings().first()
    if rij is None:
        return None
    verzoek, antwoord = uitgepakt(rij)
    eigen = stempel.klopt(rij["stempel"], inhoud_van(rij, verzoek, antwoord))
    return Logantwoord(antwoord, rij["handtekening"] or None, bool(rij["goedgekeurd"]), eigen)

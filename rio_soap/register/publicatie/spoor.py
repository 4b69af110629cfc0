"""What a register knows of itself at a number, so that it can be told whether it was put back since."""

import hashlib

import sqlalchemy as sa

from rio_soap.register.database.model import mutatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement

_LAATSTE = Statement[tuple[int, str, str, object]](
    sa.select(mutatie.c.volgnummer, mutatie.c.object, mutatie.c.sleutel, mutatie.c.moment)
    .where(mutatie.c.volgnummer <= sa.bindparam("tot"))
    .order_by(mutatie.c.volgnummer.desc())
    .limit(sa.literal_column("1"))
)


def spoor(session: Session, volgnummer: int) -> str:
    """SHA-256 (hex) of the last mutatie up to a number.

    A register that was put back from a backup and went on has the same stroom, and may have come past the number again
    by other mutaties: then this differs.
    """
    rij = session.execute(_LAATSTE, {"tot": volgnummer}).first()
    return hashlib.sha256(repr(None if rij is None else tuple(map(str, rij))).encode()).hexdigest()

"""When an object was removed: what a page says of one that is not there any more."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import mutatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Folding
from rio_soap.register.database.statements import Statement
from rio_soap.register.versie.objecttypen import Objecttype


class _Laatste(NamedTuple):
    soort: str
    moment: datetime


_LAATSTE = Statement(
    sa.select(mutatie.c.soort, mutatie.c.moment)
    .where(
        mutatie.c.object == sa.bindparam("object"),
        sa.func.lower(mutatie.c.sleutel) == sa.bindparam("sleutel", type_=Folding()),
    )
    .order_by(mutatie.c.volgnummer.desc())
    .limit(1),
    _Laatste,
)


def verwijderd_op(session: Session, soort: Objecttype, sleutel: str) -> datetime | None:
    """The moment at which an object was removed; None for one that is there, or never was."""
    laatste = session.execute(_LAATSTE, {"object": soort.tabel.name, "sleutel": sleutel}).first()
    return laatste.moment if laatste is not None and laatste.soort == "V" else None

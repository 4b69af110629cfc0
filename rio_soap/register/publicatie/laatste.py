"""When an object changed last: by which number."""

import sqlalchemy as sa

from rio_soap.register.database.model import mutatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Folding
from rio_soap.register.database.statements import Statement
from rio_soap.register.versie.objecttypen import Objecttype

_LAATSTE = Statement[tuple[int | None]](
    sa.select(sa.func.max(mutatie.c.volgnummer)).where(
        mutatie.c.object == sa.bindparam("object"),
        sa.func.lower(mutatie.c.sleutel) == sa.bindparam("sleutel", type_=Folding()),
    )
)


def laatste_nummer(session: Session, soort: Objecttype, sleutel: str) -> int:
    """The number of the last change of an object; 0 when it never changed since it was loaded.

    Whatever alters what is read of an object gives it a change of its own, so what was read at this number still holds.
    """
    return session.execute(_LAATSTE, {"object": soort.tabel.name, "sleutel": sleutel}).scalar() or 0

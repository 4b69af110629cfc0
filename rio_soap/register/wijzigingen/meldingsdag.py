"""Up to which day the feed was told of what changes by date alone, without any message: kept in a property."""

from datetime import date

import sqlalchemy as sa

from rio_soap.register.database.model import eigenschap
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.regels.uitslag import dag_in_nederland
from rio_soap.register.wijzigingen.stroom import stroom_van


def gemeld_tot(session: Session, naam: str) -> date:
    """The last day, that day too, of which it was told; of a register that never told the day of its begin.

    :param naam: of the property.
    """
    gemeld = session.execute(_GEMELD, {"naam": naam}).scalar()
    return dag_in_nederland(stroom_van(session).begin) if gemeld is None else date.fromisoformat(gemeld)


def zet_gemeld_tot(session: Session, naam: str, dag: date) -> None:
    """Keep that it was told up to a day."""
    if session.execute(_GEMELD, {"naam": naam}).scalar() is None:
        session.execute(_EERSTE, {"naam": naam, "waarde": dag.isoformat()})
    else:
        session.execute(_VERDER, {"welke": naam, "tot": dag.isoformat()})


_GEMELD = Statement[tuple[str]](sa.select(eigenschap.c.waarde).where(eigenschap.c.naam == sa.bindparam("naam")))
_EERSTE = Command(sa.insert(eigenschap))
_VERDER = Command(
    sa.update(eigenschap).where(eigenschap.c.naam == sa.bindparam("welke")).values(waarde=sa.bindparam("tot"))
)

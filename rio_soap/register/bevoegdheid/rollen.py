"""The roles of a sender: those that follow from its OIN, and those that were given to it.

An OIN that leads to a bestuur is INSTELLING of it; one that stands on an erkenner is ERKENNER of that one. Every other
role, and these two as well, is a row of `bevoegdheid`, from a moment to a moment. Of a bestuur or an erkenner that is
not valid nobody has a role. A role that covers the object is enough; a trusted sender without any may do what everybody
may.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import besturen_van, nu_toegekend
from rio_soap.register.database.model import bevoegdheid, erkenner, erkennersleutel
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.regels.uitslag import Context


class _Gegeven(NamedTuple):
    rol: str
    bereik: str


_TOEGEKEND = Statement(
    # These two come with the besturen and the erkenners, for those that are valid.
    sa.select(bevoegdheid.c.rol, bevoegdheid.c.bereik).where(
        nu_toegekend(), bevoegdheid.c.rol != "INSTELLING", bevoegdheid.c.rol != "ERKENNER"
    ),
    _Gegeven,
)
_ERKENNERS = Statement[tuple[str]](
    sa.union_all(
        sa.select(erkenner.c.code)
        .select_from(erkennersleutel.join(erkenner))
        .where(erkennersleutel.c.oin == sa.bindparam("oin"), geldig(erkenner)),
        sa.select(erkenner.c.code)
        .select_from(bevoegdheid.join(erkenner, erkenner.c.code == bevoegdheid.c.bereik))
        .where(nu_toegekend(), bevoegdheid.c.rol == "ERKENNER", geldig(erkenner)),
    )
)


@dataclass(frozen=True, slots=True)
class Rollen:
    """What a sender is at a moment.

    :param gehouden: pairs of role and selection key; the key is empty for a role without.
    :param beheerder: the operator of the register acts, for whomever.
    """

    gehouden: frozenset[tuple[str, str]]
    beheerder: bool = False

    def heeft(self, rol: str, bereik: str = "") -> bool:
        """Whether the sender has this role, for this selection key where the role has one."""
        return self.beheerder or (rol, bereik) in self.gehouden

    def bereiken(self, rol: str) -> frozenset[str]:
        """The selection keys for which the sender has a role: bestuurcodes, erkennercodes or samenwerkingscodes."""
        return frozenset(bereik for gehouden, bereik in self.gehouden if gehouden == rol)


def rollen_van(session: Session, context: Context) -> Rollen:
    """The roles of the sender when its message came in."""
    moment: datetime = context.moment
    dag: date = context.vandaag
    gehouden = {(rij.rol, rij.bereik) for rij in session.execute(_TOEGEKEND, {"oin": context.oin, "moment": moment})}
    gehouden |= {("INSTELLING", code) for code in besturen_van(session, context)}
    codes = session.execute(_ERKENNERS, {"oin": context.oin, "moment": moment, DAG.key: dag}).scalars()
    gehouden |= {("ERKENNER", code) for code in codes}
    return Rollen(frozenset(gehouden), beheerder=context.instellingen.beheerder)

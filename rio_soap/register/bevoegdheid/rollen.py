"""The roles of a sender: those that follow from its OIN, and those that were given to it.

An OIN that leads to a bestuur is INSTELLING of it; one that stands on an erkenner is ERKENNER of that one. Every other
role, and these two as well, is a row of `bevoegdheid`, from a moment to a moment; of a person one of `gebruikersrol`,
and nothing follows from an OIN. Of a bestuur or an erkenner that is not valid nobody has a role. A role that covers the
object is enough; a trusted sender without any may do what everybody may.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import AFZENDER, INSTELLING, PERSOON, besturen_als_instelling, is_een_van
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN, BESTUURSROLLEN
from rio_soap.register.database.model import (
    bevoegdheid,
    erkenner,
    erkennersleutel,
    gebruikersrol,
    organisatorische_eenheid,
)
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.regels.uitslag import Context

_ERKENNERSROLLEN = frozenset(rol for rol, element in BEREIKEN.items() if element == "erkennercode")


class _Gegeven(NamedTuple):
    rol: str
    bereik: str


def _gegeven(tabel: sa.Table, bron: sa.FromClause, waar: Sequence[sa.ColumnElement[bool]]) -> Statement[_Gegeven]:
    """The roles that were given: of a bestuur or an erkenner while that is valid."""
    bestuur = organisatorische_eenheid
    van = bron.outerjoin(
        bestuur, sa.and_(bestuur.c.code == tabel.c.bereik, bestuur.c.soort == "BESTUUR", geldig(bestuur))
    ).outerjoin(erkenner, sa.and_(erkenner.c.code == tabel.c.bereik, geldig(erkenner)))
    for rollen, code in ((BESTUURSROLLEN, bestuur.c.code), (_ERKENNERSROLLEN, erkenner.c.code)):
        waar = [*waar, sa.or_(~is_een_van(tabel.c.rol, rollen), code.is_not(None))]
    return Statement(sa.select(tabel.c.rol, tabel.c.bereik).select_from(van).where(*waar), _Gegeven)


_AAN_AFZENDER = _gegeven(bevoegdheid, *AFZENDER)
_AAN_PERSOON = _gegeven(gebruikersrol, *PERSOON)
_ERKENNERS = Statement[tuple[str]](
    sa.select(erkenner.c.code)
    .select_from(erkennersleutel.join(erkenner))
    .where(erkennersleutel.c.oin == sa.bindparam("oin"), geldig(erkenner))
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
    """The roles of the sender when its message came in; of a person who acts, those of that person and no others."""
    beheerder = context.instellingen.beheerder
    waarden: dict[str, SqlValue] = {"moment": context.moment, DAG.key: context.vandaag}
    if context.gebruiker is not None:
        persoon = session.execute(_AAN_PERSOON, {**waarden, "gebruiker": context.gebruiker})
        return Rollen(frozenset((rij.rol, rij.bereik) for rij in persoon), beheerder=beheerder)
    gegeven = session.execute(_AAN_AFZENDER, {**waarden, "oin": context.oin})
    gehouden = {(rij.rol, rij.bereik) for rij in gegeven}
    gehouden |= {(INSTELLING, code) for code in besturen_als_instelling(session, context)}
    codes = session.execute(_ERKENNERS, {"oin": context.oin, DAG.key: context.vandaag}).scalars()
    gehouden |= {("ERKENNER", code) for code in codes}
    return Rollen(frozenset(gehouden), beheerder=beheerder)

"""Who has which role: what somebody who gives roles, or keeps the register, sees of what was given."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.gevers import GEVERS
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roltabel import BESTUURSROLLEN
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, einde_van_rol
from rio_soap.register.database.model import bevoegdheid, gebruiker, gebruikersrol
from rio_soap.register.database.session import Session

HOOFDROLLEN: Final = frozenset(gever for gevers in GEVERS.values() for gever in gevers) & BESTUURSROLLEN
"""The roles that give others, for one bestuur."""


def gezien_bereik(rollen: Rollen) -> frozenset[str] | None:
    """For which besturen somebody sees who has what; None: for all, and roles without bereik as well."""
    if rollen.beheerder or rollen.bereiken("BEHEERDER") or rollen.bereiken("DUO"):
        return None
    return frozenset().union(*(rollen.bereiken(rol) for rol in HOOFDROLLEN))


def toekenningen_bij(
    session: Session,
    bereiken: Collection[str] | None,
    nu: datetime,
    *,
    van: str = "",
    geeindigd: bool = False,
    na: int = 0,
    hoeveel: int = 100,
) -> Sequence[Toekenning]:
    """A page of roles that were given, by bereik, role and holder.

    :param bereiken: as `gezien_bereik` gives them.
    :param van: part of the e-mail address or OIN of the holder, or the bereik or role; empty for all.
    :param geeindigd: those that ended too.
    :param na: so many are passed over.
    """
    samen = sa.union_all(
        _gegeven(bevoegdheid, bevoegdheid, bevoegdheid.c.oin, bevoegdheid.c.tot),
        _gegeven(
            gebruikersrol,
            gebruikersrol.join(gebruiker),
            gebruiker.c.email,
            einde_van_rol(gebruikersrol.c.tot, gebruiker.c.tot),
        ),
    ).subquery()
    kolom = samen.c
    vraag = sa.select(*(kolom[naam] for naam in Toekenning._fields))
    if bereiken is not None:
        vraag = vraag.where(kolom.bereik.in_(sorted(bereiken)))
    if van:
        delen = (kolom.houder.contains(van.lower(), autoescape=True), kolom.bereik == van, kolom.rol == van.upper())
        vraag = vraag.where(sa.or_(*delen))
    if not geeindigd:
        vraag = vraag.where(sa.or_(kolom.tot.is_(None), kolom.tot > nu))
    volgorde = vraag.order_by(kolom.bereik, kolom.rol, kolom.houder, kolom.vanaf)
    return [Toekenning(*rij) for rij in session.execute(volgorde.limit(hoeveel).offset(na))]


def _gegeven(
    tabel: sa.Table, bron: sa.FromClause, houder: sa.Column[str], tot: sa.ColumnElement[datetime]
) -> sa.Select[tuple[str, str, str, datetime, datetime, str]]:
    rol = tabel.c
    return sa.select(houder.label("houder"), rol.rol, rol.bereik, rol.vanaf, tot.label("tot"), rol.door).select_from(
        bron
    )

"""One message that somebody sees, with what became of it, and by what role a person acted in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import geldt_nu
from rio_soap.register.bevoegdheid.eenheidsbesturen import onder_besturen
from rio_soap.register.bevoegdheid.roltabel import OPERATIEROLLEN
from rio_soap.register.database.model import berichtenlog, gebruikersrol, mutatie
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG
from rio_soap.register.logboek.berichtenlog import uitgepakt
from rio_soap.register.operaties.berichtpagina import LOGBRON, LOGVELDEN, VOOR_IEDER, Berichtregel
from rio_soap.register.operaties.berichtzicht import Berichtzicht
from rio_soap.register.operaties.verwerkingsverslag import (
    MET_SCHAKEL,
    bericht_van,
    codes_van,
    maak_verslag,
    nummers_van,
)
from rio_soap.register.regels.uitslag import Context


@dataclass(frozen=True, slots=True)
class Gelezenbericht:
    """A message with what is in it.

    :param verzoek: the bytes as received.
    :param verslag: Verwerkingsverslag.
    :param eigen: whether it is of who looks or of its senders and people; else only that it changed something is seen.
    """

    regel: Berichtregel
    verzoek: bytes
    verslag: Gegeven
    eigen: bool


_log = berichtenlog.c
_GEWIJZIGD_VOOR_ONS = (
    sa.select(mutatie.c.volgnummer)
    .where(
        mutatie.c.volgnummer > sa.bindparam("na"),
        mutatie.c.volgnummer <= sa.bindparam("tot"),
        mutatie.c.oin == sa.bindparam("oin"),
        mutatie.c.identificatiecode == sa.bindparam("code"),
        mutatie.c.houder.in_(onder_besturen(sa.bindparam("besturen", expanding=True))),
    )
    .limit(1)
)


def lees_bericht(session: Session, context: Context, zicht: Berichtzicht, code: str) -> Sequence[Gelezenbericht]:
    """The messages with an identificatiecode that somebody sees: more than one only of who sees those of all."""
    rijen = session.execute(
        sa.select(*LOGVELDEN).select_from(LOGBRON).where(_log.id.in_(bericht_van(codes_van(code)))).order_by(_log.id)
    )
    gevonden = []
    for regel in [Berichtregel(*rij) for rij in rijen]:
        eigen = _is_eigen(zicht, regel)
        if eigen or zicht.alle or _wijzigde(session, context, zicht, regel):
            rij = session.execute(MET_SCHAKEL.where(_log.id == regel.id)).mappings().one()
            verslag = maak_verslag(session, context, rij)
            gevonden.append(Gelezenbericht(regel, uitgepakt(rij)[0], verslag, eigen or zicht.alle))
    return gevonden


def _is_eigen(zicht: Berichtzicht, regel: Berichtregel) -> bool:
    if regel.gebruiker == zicht.gebruiker:
        return True
    van_hier = regel.oin in zicht.oins if regel.gebruiker is None else regel.gebruiker in zicht.personen
    return van_hier and (zicht.contact or regel.operatie in VOOR_IEDER)


def _wijzigde(session: Session, context: Context, zicht: Berichtzicht, regel: Berichtregel) -> bool:
    if not zicht.besturen or not (zicht.contact or regel.operatie in VOOR_IEDER):
        return False
    na, tot = nummers_van(session, regel.ontvangen)
    waarden: dict[str, SqlValue] = {
        "na": na,
        "tot": tot,
        "oin": regel.oin,
        "code": regel.identificatiecode,
        "besturen": sorted(zicht.besturen),
        DAG.key: context.vandaag,
    }
    return session.execute(_GEWIJZIGD_VOOR_ONS, waarden).first() is not None


class _Rol(NamedTuple):
    rol: str


_ROLLEN = Statement(
    sa.select(gebruikersrol.c.rol)
    .where(gebruikersrol.c.gebruiker == sa.bindparam("gebruiker"), geldt_nu(gebruikersrol))
    .order_by(gebruikersrol.c.rol),
    _Rol,
)


def rollen_bij(session: Session, regel: Berichtregel) -> Collection[str]:
    """The roles by which a person may have acted in a message: those held then that its operation takes."""
    if regel.gebruiker is None:
        return ()
    gehouden = session.execute(_ROLLEN, {"gebruiker": regel.gebruiker, "moment": regel.ontvangen})
    neemt = OPERATIEROLLEN.get(regel.operatie, frozenset())
    return list(dict.fromkeys(rij.rol for rij in gehouden if rij.rol in neemt))

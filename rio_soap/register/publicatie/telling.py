"""How many objects of a kind everybody may see."""

from datetime import date

import sqlalchemy as sa

from rio_soap.register.database.model import licentie
from rio_soap.register.database.session import Session
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.licentie.zichtbaarheid import verborgen
from rio_soap.register.publicatie.sleutels import aantal_sleutels
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.versie.objecttypen import Objecttype


def aantal_openbaar(session: Session, context: Context, soort: Objecttype, dag: date | None) -> int:
    """How many there are that this reader may see; of no kind are restricted contactadressen left out.

    :param dag: only of what holds on it; None for all.
    """
    alle = aantal_sleutels(session, soort, dag)
    if soort.tabel is not licentie:
        return alle
    vraag = sa.select(licentie.c.code).where(licentie.c.met_verbod)
    if dag is not None:
        vraag = vraag.where(geldig(licentie))
    codes = session.execute(vraag, {DAG.key: dag}).scalars().all()
    return alle - len(verborgen(session, context, codes)) if codes else alle

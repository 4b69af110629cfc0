"""What objects are called on a day: for who has only their keys, in one question for however many."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.codelijst import als_lijst, in_lijst
from rio_soap.register.database.model import opleidingseenheid, zoekgegeven, zoeknaam, zoekobject
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.zoeken.opleidingstreffer import naam_van_eenheid, standteksten, velden_van
from rio_soap.register.zoeken.zoekbeeld import ADRES, NAAM


class _Naamrij(NamedTuple):
    """A name of an object and since when it has it."""

    sleutel: str
    begindatum: date
    weergave: str


def weergavenamen(session: Session, sleutels: Iterable[str], dag: date) -> Mapping[str, str]:
    """Names of organisatorische eenheden and instellingserkenningen, and addresses of onderwijslocaties, by key.

    Of the names over time the last that began by the day, or else the first; what has no name is absent. No two kinds
    have a key in common.
    """
    gevraagd = sorted(set(sleutels))
    if not gevraagd:
        return {}
    uit: dict[str, str] = {}
    rijen = session.execute(_namen(session.dialect), {"codes": als_lijst(gevraagd)}).all()
    for rij in sorted(rijen, key=lambda een: een.begindatum):
        if rij.sleutel not in uit or rij.begindatum <= dag:
            uit[rij.sleutel] = rij.weergave
    return uit


def eenheidsnamen_op(session: Session, codes: Iterable[str], dag: date) -> Mapping[str, str]:
    """Names of opleidingseenheden by code; what is not there, or has no name, is absent."""
    gevraagd = sorted(set(codes))
    teksten = standteksten(session, opleidingseenheid, gevraagd)
    namen = ((code, naam_van_eenheid(velden_van(tekst), dag.isoformat())) for code, tekst in teksten.items())
    return {code: naam for code, naam in namen if naam}


@cache
def _namen(dialect: str) -> Statement[_Naamrij]:
    lijst = in_lijst(zoekobject.c.sleutel, dialect)
    delen = (
        sa.select(zoekobject.c.sleutel, bron.c.begindatum, bron.c.weergave)
        .select_from(zoekobject.join(bron, bron.c.object == zoekobject.c.id))
        .where(lijst, bron.c.soort == soort)
        for bron, soort in ((zoeknaam, NAAM), (zoekgegeven, ADRES))
    )
    return Statement(sa.union_all(*delen), _Naamrij)

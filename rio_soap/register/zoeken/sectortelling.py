"""How many of the objects that were found offer something in each sector, within bounds.

As `biedt_aan` has it, but of all sectors at once and from the offers: these are read as far as there are not too many
of them, and then nothing is counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import organisatierelatie, zoekaanbod
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.zoeken.leesvorm import RUSTEND
from rio_soap.register.zoeken.treffers import Treffer
from rio_soap.register.zoeken.zoekbeeld import INSTELLINGSERKENNING, ONDERWIJSLOCATIE

MEESTE_AANBOD: Final = 4_000
"""Offers that are looked at."""


class _Aanbod(NamedTuple):
    aanbieder: str
    locatie: str | None
    sector: str


class _Band(NamedTuple):
    van: str
    naar: str


def tel_per_sector(session: Session, gevonden: Sequence[Treffer], dag: date) -> dict[str, int] | None:
    """Sector to how many of these objects have an offer in it on a day; None when that is too dear to tell."""
    locaties = {een.sleutel for een in gevonden if een.objecttype == ONDERWIJSLOCATIE}
    aanbieders = _aanbieders(session, gevonden, dag)
    alle = {code for codes in aanbieders.values() for code in codes}
    aanbod: list[_Aanbod] = []
    for opdracht, codes in ((_VAN_AANBIEDERS, alle), (_OP_LOCATIES, locaties)):
        if codes:
            over = MEESTE_AANBOD + 1 - len(aanbod)
            aanbod += session.execute(opdracht, {"codes": sorted(codes), DAG.key: dag, "hoeveel": over}).all()
        if len(aanbod) > MEESTE_AANBOD:
            return None
    sectoren: dict[str, set[str]] = {}
    for een in aanbod:
        for plek in (een.aanbieder, een.locatie):
            if plek is not None:
                sectoren.setdefault(plek, set()).add(een.sector)
    telling: dict[str, int] = {}
    for treffer in gevonden:
        plekken = (treffer.sleutel,) if treffer.sleutel in locaties else aanbieders.get(treffer.id, ())
        for sector in {sector for plek in plekken for sector in sectoren.get(plek, ())}:
            telling[sector] = telling.get(sector, 0) + 1
    return telling


def _aanbieders(session: Session, gevonden: Sequence[Treffer], dag: date) -> dict[int, set[str]]:
    """The aanbieders that each object is, has below it, or carries."""
    erkend = {een.erkenning: een.id for een in gevonden if een.erkenning is not None}
    eigen = {een.sleutel: een.id for een in gevonden if een.objecttype not in (INSTELLINGSERKENNING, ONDERWIJSLOCATIE)}
    onder = _onder(session, eigen, dag)
    verder = _onder(session, {code for codes in onder.values() for code in codes}, dag)
    uit: dict[int, set[str]] = {}
    for code, nummer in eigen.items():
        daar = onder.get(code, set[str]())
        uit[nummer] = {code, *daar}.union(*(verder.get(een, ()) for een in daar))
    if erkend:
        for rust in session.execute(RUSTEND, {"ids": list(erkend), DAG.key: dag}):
            uit.setdefault(erkend[rust.van], set()).add(rust.naar)
    return uit


def _onder(session: Session, codes: Iterable[str], dag: date) -> Mapping[str, set[str]]:
    gevraagd = sorted(codes)
    uit: dict[str, set[str]] = {}
    if gevraagd:
        for band in session.execute(_ONDER, {"codes": gevraagd, DAG.key: dag}):
            uit.setdefault(band.van, set()).add(band.naar)
    return uit


_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_rij = sa.select(*(zoekaanbod.c[naam] for naam in _Aanbod._fields)).where(geldig(zoekaanbod))
_VAN_AANBIEDERS, _OP_LOCATIES = (
    Statement(_rij.where(kolom.in_(_codes)).limit(sa.bindparam("hoeveel", type_=sa.Integer)), _Aanbod)
    for kolom in (zoekaanbod.c.aanbieder, zoekaanbod.c.locatie)
)
_ONDER = Statement(
    sa.select(organisatierelatie.c.van, organisatierelatie.c.naar).where(
        organisatierelatie.c.van.in_(_codes), organisatierelatie.c.soort == HIERARCHISCH, geldig(organisatierelatie)
    ),
    _Band,
)

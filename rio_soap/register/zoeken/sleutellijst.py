"""All that search can find, by key and page by page: for who looks for nothing in particular.

A page begins after the last object of the one before, so that each costs the same and nothing is given twice.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import aangeboden_opleiding, zoekobject, zoeksector
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.zoeken.organisatievraag import Organisatievraag
from rio_soap.register.zoeken.sectoren import SECTOR, biedt_aan
from rio_soap.register.zoeken.treffers import Treffer


class Zoekplek(NamedTuple):
    """Where an object stands among those of search."""

    sleutel: str
    objecttype: str


class Aanbodplek(NamedTuple):
    """Where an offer stands among those of its aanbieders; of all offers together the aanbieder does not count."""

    aanbieder: str
    code: str


def organisaties_op_sleutel(
    session: Session, vraag: Organisatievraag, na: Zoekplek | None, hoeveel: int
) -> Sequence[Treffer]:
    """Objects of the kinds and the sector of a question that hold on its day, whatever else it asks.

    :param na: after which the page begins; None for the first.
    """
    waarden: Values = {**_waarden(vraag), "hoeveel": hoeveel, **({} if na is None else na._asdict())}
    opdracht = _organisaties(na is not None, vraag.sector is not None, vraag.ook_beeindigd)
    return session.execute(opdracht, waarden).all()


def tel_organisaties(session: Session, vraag: Organisatievraag) -> int:
    """How many there are on all pages."""
    opdracht = _aantal_organisaties(vraag.sector is not None, vraag.ook_beeindigd)
    return session.execute(opdracht, _waarden(vraag)).scalar_one()


def aanbod_op_code(session: Session, dag: date, na: Aanbodplek | None, hoeveel: int) -> Sequence[Aanbodplek]:
    """All offers that hold on a day."""
    waarden: Values = {DAG.key: dag, "na_code": "" if na is None else na.code, "hoeveel": hoeveel}
    return session.execute(_ALLE, waarden).all()


def tel_aanbod(session: Session, dag: date) -> int:
    """How many offers hold on a day."""
    return session.execute(_AANTAL, {DAG.key: dag}).scalar_one()


def aanbod_van_aanbieders(
    session: Session, aanbieders: Sequence[str], dag: date, na: Aanbodplek | None, hoeveel: int
) -> Sequence[Aanbodplek]:
    """The offers of some aanbieders that hold on a day, by aanbieder and code.

    :param na: after which the page begins; None for the first.
    """
    begin = na or Aanbodplek("", "")
    waarden: Values = {
        "aanbieders": sorted(aanbieders),
        DAG.key: dag,
        "na_aanbieder": begin.aanbieder,
        "na_code": begin.code,
        "hoeveel": hoeveel,
    }
    return session.execute(_VAN_AANBIEDERS, waarden).all()


def _waarden(vraag: Organisatievraag) -> Values:
    sector = {} if vraag.sector is None else {SECTOR.key: vraag.sector}
    return {DAG.key: vraag.dag, "typen": vraag.typen, **sector}


_object = zoekobject.c
_alle: sa.FromClause = zoekobject
_van_sector = zoeksector.join(
    zoekobject,
    sa.and_(_object.sleutel == zoeksector.c.sleutel, _object.objecttype == zoeksector.c.objecttype),
)
"""Objects that may offer something in a sector, which is asked of each: without it all objects would be asked."""


def _waar(*, op_sector: bool, ook_beeindigd: bool) -> list[sa.ColumnElement[bool]]:
    waar = [_object.objecttype.in_(sa.bindparam("typen", expanding=True)), _object.begindatum <= DAG]
    if not ook_beeindigd:
        waar.append(geldig(zoekobject))
    if op_sector:
        waar += [zoeksector.c.sector == SECTOR, biedt_aan(zoekobject)]
    return waar


@cache
def _organisaties(verder: bool, op_sector: bool, ook_beeindigd: bool) -> Statement[Treffer]:  # for the cache
    bron, plaats = (_van_sector, zoeksector.c) if op_sector else (_alle, _object)
    volgorde = (plaats.sleutel, plaats.objecttype)
    waar = _waar(op_sector=op_sector, ook_beeindigd=ook_beeindigd)
    if verder:
        plek = (sa.bindparam(naam, type_=_object[naam].type) for naam in Zoekplek._fields)
        waar.append(sa.tuple_(*volgorde) > sa.tuple_(*plek))
    nul = sa.literal_column("0", sa.Integer)
    kolommen = (*(_object[naam] for naam in Treffer._fields[:-2]), nul.label("rang"), nul.label("aantal"))
    vraag = sa.select(*kolommen).select_from(bron).where(*waar).order_by(*volgorde)
    return Statement(vraag.limit(sa.bindparam("hoeveel")), Treffer)


@cache
def _aantal_organisaties(op_sector: bool, ook_beeindigd: bool) -> Statement[tuple[int]]:
    bron = _van_sector if op_sector else _alle
    waar = _waar(op_sector=op_sector, ook_beeindigd=ook_beeindigd)
    return Statement[tuple[int]](sa.select(sa.func.count()).select_from(bron).where(*waar))


_aanbod = aangeboden_opleiding.c
_na_aanbieder: sa.BindParameter[str] = sa.bindparam("na_aanbieder", type_=_aanbod.aanbieder.type)
_na_code: sa.BindParameter[str] = sa.bindparam("na_code", type_=_aanbod.code.type)
_plekken = sa.select(_aanbod.aanbieder, _aanbod.code).where(geldig(aangeboden_opleiding)).limit(sa.bindparam("hoeveel"))
_ALLE = Statement(_plekken.where(_aanbod.code > _na_code).order_by(_aanbod.code), Aanbodplek)
_AANTAL = Statement[tuple[int]](
    sa.select(sa.func.count()).select_from(aangeboden_opleiding).where(geldig(aangeboden_opleiding))
)
_VAN_AANBIEDERS = Statement(
    _plekken.where(
        _aanbod.aanbieder.in_(sa.bindparam("aanbieders", expanding=True)),
        sa.or_(_aanbod.aanbieder > _na_aanbieder, sa.and_(_aanbod.aanbieder == _na_aanbieder, _aanbod.code > _na_code)),
    ).order_by(_aanbod.aanbieder, _aanbod.code),
    Aanbodplek,
)

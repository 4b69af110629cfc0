"""Which objects a question finds, in order: one statement, the same on both databases.

Order: exact code, other number or own key, whole name, begin of a name, all words as begins of words, plaats, postcode;
then the name that is shown (of a locatie its address), then the key. A name counts also when it is a former one; a
plaats, gemeente or postcode only while it holds.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple, TypeAlias

import sqlalchemy as sa

from rio_soap.register.database.model import zoekgegeven, zoeknaam, zoekobject
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.zoeken.organisatievraag import Organisatievraag, bereik
from rio_soap.register.zoeken.sectoren import SECTOR, biedt_aan
from rio_soap.register.zoeken.woordvraag import heeft_woorden, woordvraag
from rio_soap.register.zoeken.zoekbeeld import (
    ADRES,
    CODE,
    GEMEENTE,
    KVK,
    NAAM,
    NUMMERS,
    ONDERWIJSLOCATIE,
    PLAATS,
    POSTCODE,
    RSIN,
)

MEESTE = 10_000
"""Objects that one question may find (RS1012)."""
_OP_CODE, _OP_NUMMER, _OP_NAAM, _OP_BEGIN, _OP_WOORDEN, _OP_PLAATS, _OP_POSTCODE = range(1, 8)
TREFGRONDEN = ("", "CODE", "NUMMER", "NAAM", "NAAM", "NAAM", "PLAATS", "POSTCODE")
"""Trefgrond of each rank; the first is of what was not searched for."""
_GROND = {KVK: _OP_NUMMER, RSIN: _OP_NUMMER, PLAATS: _OP_PLAATS, GEMEENTE: _OP_PLAATS, POSTCODE: _OP_POSTCODE}
"""Soort of a gegeven to the rank of what is found by it, where nothing else is asked."""


class Treffer(NamedTuple):
    """An object that was found, with its rank and how many there are in all."""

    id: int
    objecttype: str
    sleutel: str
    erkenning: int | None
    begindatum: date
    einddatum: date | None
    rang: int
    aantal: int


def zoek(session: Session, vraag: Organisatievraag, *, hoeveel: int, vanaf: int = 0) -> Sequence[Treffer]:
    """Objects that a question finds, in order.

    :param hoeveel: at most.
    :param vanaf: how many to pass over.
    """
    waarden = {**_waarden(session.dialect, vraag), "hoeveel": hoeveel, "vanaf": vanaf}
    return session.execute(_pagina(*_vorm(vraag)), waarden).all()


def zoek_los(session: Session, vraag: Organisatievraag, hoeveel: int) -> Sequence[Treffer]:
    """So many of the objects that a question finds, in no order and without a rank: putting many in order is dear."""
    waarden = {**_waarden(session.dialect, vraag), "hoeveel": hoeveel}
    return session.execute(_los(*_vorm(vraag)), waarden).all()


def tel(session: Session, vraag: Organisatievraag) -> int:
    """How many objects a question finds."""
    return session.execute(_telling(*_vorm(vraag)), _waarden(session.dialect, vraag)).scalar_one()


def tel_per_type(session: Session, vraag: Organisatievraag) -> dict[str, int]:
    """How many objects of each kind a question finds; kinds of which there are none are not named."""
    return dict(session.execute(_per_type(*_vorm(vraag)), _waarden(session.dialect, vraag)).all())


_Vorm: TypeAlias = tuple[bool, bool, tuple[str, ...], bool, bool]
"""Whether there are words, and whether they may be a postcode; soorten of gegevens; by sector; also what has ended."""


def _vorm(vraag: Organisatievraag) -> _Vorm:
    soorten = tuple(vraag.gegevens)
    return bool(vraag.woorden), vraag.postcode is not None, soorten, vraag.sector is not None, vraag.ook_beeindigd


def _waarden(dialect: str, vraag: Organisatievraag) -> Values:
    waarden: dict[str, object] = {DAG.key: vraag.dag, "typen": vraag.typen}
    if vraag.woorden:
        woorden = woordvraag(dialect, [(woord,) for woord in vraag.woorden])
        waarden |= {"naam": vraag.naam, "lengte": len(vraag.naam), "code": vraag.code, "woorden": woorden}
        if vraag.postcode is not None:
            waarden |= dict(zip(("van", "tot"), vraag.postcode, strict=True))
    for soort, tekst in vraag.gegevens.items():
        van, tot = bereik(tekst)
        waarden |= {f"van_{soort}": van, f"tot_{soort}": tot} if soort == POSTCODE else {f"van_{soort}": van}
    if vraag.sector is not None:
        waarden[SECTOR.key] = vraag.sector
    return waarden  # type: ignore[return-value]  # texts, dates and lists of texts


def _tekst(naam: str) -> sa.BindParameter[str]:
    return sa.bindparam(naam, type_=sa.Text)


def _op_woorden(mogelijk_postcode: bool) -> Iterator[sa.Select[tuple[int, int]]]:
    """Where a zoekterm is found, with the rank of that."""
    naam, gegeven = zoeknaam.c, zoekgegeven.c
    yield sa.select(gegeven.object, sa.case((gegeven.soort == CODE, _OP_CODE), else_=_OP_NUMMER).label("rang")).where(
        gegeven.tekst == _tekst("code"), sa.or_(*(gegeven.soort == soort for soort in NUMMERS))
    )
    begin = sa.func.substr(naam.tekst, 1, sa.bindparam("lengte", type_=sa.Integer)) == _tekst("naam")
    rang = sa.case((naam.tekst == _tekst("naam"), _OP_NAAM), (begin, _OP_BEGIN), else_=_OP_WOORDEN)
    yield sa.select(naam.object, rang.label("rang")).where(heeft_woorden(zoeknaam, _tekst("woorden")))
    yield sa.select(gegeven.object, sa.literal(_OP_PLAATS, sa.Integer).label("rang")).where(
        gegeven.tekst == _tekst("naam"), gegeven.soort == PLAATS, geldig(zoekgegeven)
    )
    if mogelijk_postcode:
        yield sa.select(gegeven.object, sa.literal(_OP_POSTCODE, sa.Integer).label("rang")).where(
            gegeven.tekst >= _tekst("van"),
            gegeven.tekst < _tekst("tot"),
            gegeven.soort == POSTCODE,
            geldig(zoekgegeven),
        )


def _met(soort: str) -> sa.Select[tuple[int, int]]:
    """Objects that have a gegeven that is asked for, with the rank of that."""
    gegeven = zoekgegeven.c
    van, tot = _tekst(f"van_{soort}"), _tekst(f"tot_{soort}")
    waar = [gegeven.tekst >= van, gegeven.tekst < tot] if soort == POSTCODE else [gegeven.tekst == van]
    rang = sa.literal(_GROND[soort], sa.Integer).label("rang")
    return sa.select(gegeven.object, rang).where(*waar, gegeven.soort == soort, geldig(zoekgegeven))


def _in_gemeente() -> sa.Select[tuple[int, int]]:
    """Onderwijslocaties at a plaats that is in a gemeente by a formal address: their own address says none."""
    plaats, formeel = zoekgegeven.alias("plaats"), zoekgegeven.alias("formeel")
    plaatsen = (
        sa.select(plaats.c.tekst)
        .join(formeel, formeel.c.object == plaats.c.object)
        .where(formeel.c.tekst == _tekst(f"van_{GEMEENTE}"), formeel.c.soort == GEMEENTE, plaats.c.soort == PLAATS)
    )
    rang = sa.literal(_OP_PLAATS, sa.Integer).label("rang")
    return (
        sa.select(zoekgegeven.c.object, rang)
        .join(zoekobject, zoekobject.c.id == zoekgegeven.c.object)
        .where(
            zoekgegeven.c.tekst.in_(plaatsen),
            zoekgegeven.c.soort == PLAATS,
            geldig(zoekgegeven),
            zoekobject.c.objecttype == ONDERWIJSLOCATIE,
        )
    )


def _met_gegeven(soort: str) -> sa.CompoundSelect[tuple[int, int]] | sa.Select[tuple[int, int]]:
    return sa.union_all(_met(soort), _in_gemeente()) if soort == GEMEENTE else _met(soort)


def _gevonden(
    met_woorden: bool, mogelijk_postcode: bool, soorten: tuple[str, ...], op_sector: bool, ook_beeindigd: bool
) -> tuple[sa.Subquery, sa.Join, list[sa.ColumnElement[bool]]]:
    """Objects with their best rank, and what else they must be."""
    raak = _raak(met_woorden, mogelijk_postcode, soorten)
    beste = sa.select(raak.c.object, sa.func.min(raak.c.rang).label("rang")).group_by(raak.c.object).subquery("beste")
    waar = _waar(met_woorden, soorten, op_sector, ook_beeindigd)
    return beste, beste.join(zoekobject, zoekobject.c.id == beste.c.object), waar


def _raak(met_woorden: bool, mogelijk_postcode: bool, soorten: tuple[str, ...]) -> sa.Subquery:
    """Objects with the rank of each reason for which they are found."""
    bron = sa.union_all(*_op_woorden(mogelijk_postcode)) if met_woorden else _met_gegeven(*soorten[:1] or ("",))
    return bron.subquery("raak")


def _waar(
    met_woorden: bool, soorten: tuple[str, ...], op_sector: bool, ook_beeindigd: bool
) -> list[sa.ColumnElement[bool]]:
    """What an object must be beside that."""
    object_ = zoekobject.c
    waar = [object_.objecttype.in_(sa.bindparam("typen", expanding=True)), object_.begindatum <= DAG]
    if not ook_beeindigd:
        waar.append(geldig(zoekobject))
    for soort in soorten if met_woorden else soorten[1:]:
        waar.append(object_.id.in_(sa.select(_met_gegeven(soort).subquery(f"met_{soort}").c.object)))
    if op_sector:
        waar.append(biedt_aan(zoekobject))
    return waar


@cache
def _telling(*vorm: object) -> Statement[tuple[int]]:
    _, bron, waar = _gevonden(*vorm)  # type: ignore[arg-type]  # a `_Vorm`
    return Statement[tuple[int]](sa.select(sa.func.count()).select_from(bron).where(*waar))


@cache
def _per_type(*vorm: object) -> Statement[tuple[str, int]]:
    _, bron, waar = _gevonden(*vorm)  # type: ignore[arg-type]  # a `_Vorm`
    per = sa.select(zoekobject.c.objecttype, sa.func.count()).select_from(bron).where(*waar)
    return Statement[tuple[str, int]](per.group_by(zoekobject.c.objecttype))


@cache
def _los(
    met_woorden: bool, mogelijk_postcode: bool, soorten: tuple[str, ...], op_sector: bool, ook_beeindigd: bool
) -> Statement[Treffer]:
    gevonden = zoekobject.c.id.in_(sa.select(_raak(met_woorden, mogelijk_postcode, soorten).c.object))
    nul = sa.literal_column("0", sa.Integer)
    kolommen = (*(zoekobject.c[naam] for naam in Treffer._fields[:-2]), nul.label("rang"), nul.label("aantal"))
    waar = _waar(met_woorden, soorten, op_sector, ook_beeindigd)
    return Statement(sa.select(*kolommen).where(gevonden, *waar).limit(sa.bindparam("hoeveel")), Treffer)


@cache
def _pagina(*vorm: object) -> Statement[Treffer]:
    beste, bron, waar = _gevonden(*vorm)  # type: ignore[arg-type]  # a `_Vorm`
    getoond = (
        sa.select(zoeknaam.c.tekst)
        .where(zoeknaam.c.object == zoekobject.c.id, zoeknaam.c.soort == NAAM, zoeknaam.c.begindatum <= DAG)
        .order_by(zoeknaam.c.begindatum.desc())
        .limit(1)
        .scalar_subquery()
    )
    adres = (
        sa.select(zoekgegeven.c.tekst)
        .where(zoekgegeven.c.object == zoekobject.c.id, zoekgegeven.c.soort == ADRES)
        .limit(1)
        .scalar_subquery()
    )
    alle = (
        sa.select(
            *(zoekobject.c[naam] for naam in Treffer._fields[:-2]),
            beste.c.rang,
            sa.func.count().over().label("aantal"),
        )
        .select_from(bron)
        .where(*waar)
        .order_by(beste.c.rang, sa.func.coalesce(getoond, adres, ""), zoekobject.c.sleutel)
        .limit(sa.bindparam("hoeveel", type_=sa.Integer))
        .offset(sa.bindparam("vanaf", type_=sa.Integer))
    )
    return Statement(alle, Treffer)

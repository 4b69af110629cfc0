"""A page of the changes of all objects, after a number: the rows, as they were recorded."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.contactzeef import GESLOTEN, HOORBAAR, Contactzeef
from rio_soap.register.database.model import contactadres, mutatie
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype


class Mutatierij(NamedTuple):
    """A change, as it was recorded.

    :param gesloten: it took a contactadres from everybody: who may not read it hears so, once.
    """

    volgnummer: int
    object: str
    sleutel: str
    houder: str | None
    soort: str
    moment: datetime
    gesloten: bool


class Paginavraag(NamedTuple):
    """What a page is asked for, once it is judged.

    :param hoorbaar: of which contactadressen the reader may hear on `dag`; None for all.
    """

    vanaf: int
    soorten: Sequence[Objecttype]
    houders: Collection[str] | None
    aantal: int
    hoorbaar: Contactzeef | None
    dag: date


def lees_pagina(session: Session, vraag: Paginavraag) -> Sequence[Mutatierij]:
    """The changes of a page and one more, if there is."""
    waarden: dict[str, SqlValue | Sequence[str]] = {"vanaf": vraag.vanaf, "hoeveel": vraag.aantal + 1}
    if vraag.houders is not None:
        waarden["houders"] = sorted(vraag.houders)
    delen: frozenset[tuple[str, str | None]] = frozenset()
    if vraag.soorten:
        delen = frozenset((soort.tabel.name, soort.patroon) for soort in vraag.soorten)
    elif vraag.houders is not None:
        delen = frozenset((soort.tabel.name, None) for soort in _alle_tabellen())
    if vraag.hoorbaar is not None:
        waarden |= vraag.hoorbaar._asdict() | {"dag": vraag.dag}
    opdracht = _pagina(delen, met_houders=vraag.houders is not None, gezeefd=vraag.hoorbaar is not None)
    return session.execute(opdracht, waarden).all()


def kan_contactadres_zijn(soorten: Collection[Objecttype]) -> bool:
    """Whether there may be contactadressen on a page of these kinds; none is all kinds."""
    return not soorten or any(soort.tabel is contactadres for soort in soorten)


_CONTACTADRES: sa.ColumnElement[str] = sa.literal_column(f"'{contactadres.name}'")


@lru_cache(maxsize=64)
def _pagina(delen: frozenset[tuple[str, str | None]], *, met_houders: bool, gezeefd: bool) -> Statement[Mutatierij]:
    """The question for a page.

    Of each kind its own range of an index, no longer than the page: else a kind that changes seldom would be looked for
    through all that changed.

    :param delen: tables, with the pattern of a key where only some of the objects of a table are asked for; none: all.
    :param gezeefd: only those contactadressen of which the reader may hear.
    """
    kolommen = [mutatie.c[naam] for naam in Mutatierij._fields if naam != "gesloten"]
    basis = sa.select(*kolommen, GESLOTEN.label("gesloten")).where(mutatie.c.volgnummer > sa.bindparam("vanaf"))
    tot: sa.BindParameter[int] = sa.bindparam("hoeveel")
    if not delen:
        if gezeefd:
            basis = basis.where(sa.or_(mutatie.c.object != _CONTACTADRES, HOORBAAR))
        return Statement(basis.order_by(mutatie.c.volgnummer).limit(tot), Mutatierij)
    # Not the number itself: SQLite would go through all that changed in that order, looking for what is of a houder.
    volgorde = mutatie.c.volgnummer + sa.literal_column("0") if met_houders else mutatie.c.volgnummer
    keuzes = []
    for tabel, patroon in sorted(delen, key=str):
        deel = basis.where(mutatie.c.object == sa.literal_column(f"'{tabel}'"))
        if patroon is not None:
            deel = deel.where(mutatie.c.sleutel.like(sa.literal_column(f"'{patroon}'")))
        if met_houders:
            deel = deel.where(mutatie.c.houder.in_(sa.bindparam("houders", expanding=True)))
        if gezeefd and tabel == contactadres.name:
            deel = deel.where(HOORBAAR)
        keuzes.append(deel.order_by(volgorde).limit(tot))
    if len(keuzes) == 1:
        return Statement(keuzes[0], Mutatierij)
    bron = sa.union_all(*(sa.select(keuze.subquery()) for keuze in keuzes)).subquery()
    return Statement(sa.select(bron).order_by(bron.c.volgnummer).limit(tot), Mutatierij)


def _alle_tabellen() -> list[Objecttype]:
    return list({soort.tabel.name: soort for soort in OBJECTTYPEN.values()}.values())

"""What was added, changed or removed, in the order in which it became visible: the source of the change feeds.

Numbers follow the order of commits. On SQLite one transaction writes at a time, in whatever process. On PostgreSQL a
lock is held from the number to the commit, so that whoever sees a number sees every lower one; it makes deliveries end
one after another and touches no reader. docs/architectuur.md (Changes) tells why a reader of the feeds misses nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal, NamedTuple

import sqlalchemy as sa

from rio_soap.register.database import visibility
from rio_soap.register.database.model import aangeboden_opleiding, mutatie
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.voor import Voor, pak_voor

Mutatiesoort = Literal["T", "W", "V"]
"""T (toegevoegd), W (gewijzigd), V (verwijderd); Mutatietype-v01."""


def log_mutatie(
    session: Session,
    context: Context,
    tabel: sa.Table,
    sleutel: str,
    houder: str | None,
    soort: Mutatiesoort,
    *,
    voor: Voor | None = None,
) -> None:
    """Record one change; it is written at the end of the transaction (`Session.finish`).

    :param sleutel: code of the object, that of an aangeboden opleiding in the case in which it was last delivered;
        bestuur, slash, locatie for an onderwijslocatiegebruik.
    :param houder: onderwijsbestuur or onderwijsaanbieder to whom it belongs. Who belongs to several, or moves from one
        to another, is recorded once for each of them: a feed of one holder shows what was recorded for that holder.
    :param voor: the parts of the object that are replaced, as they were (docs/aanvulling/versie.md): at a W by which
        its row changes, and at every V, ``rij``; of a change of what is kept with another object none.
    """
    session.klok = context.nu
    if voor is not None:
        plaats = len(session.mutaties)
        session.versies += [(plaats, deel, pak_voor(rijen)) for deel, rijen in voor.items()]
    session.mutaties.append(
        {
            "object": tabel.name,
            "sleutel": sleutel,
            "houder": houder,
            "soort": soort,
            "kanaal": context.kanaal,
            "oin": context.oin or None,
            "identificatiecode": context.identificatiecode,
        }
    )


class _Paginarij(NamedTuple):
    sleutel: str
    eerste_soort: Mutatiesoort
    laatste_soort: Mutatiesoort
    aantal: int


@dataclass(frozen=True, slots=True)
class GewijzigdObject:
    """One object that changed: its key as the last change has it, and what the changes together come to."""

    sleutel: str
    soort: Mutatiesoort


@dataclass(frozen=True, slots=True)
class Wijzigingen:
    """A page of changed objects and how many there are on all pages."""

    objecten: Sequence[GewijzigdObject]
    aantal: int


def wijzigingen(
    session: Session,
    tabel: sa.Table,
    sinds: datetime,
    *,
    vanaf: int,
    hoeveel: int,
    houder: str | None = None,
    als: str | None = None,
) -> Wijzigingen:
    """The objects of a table that changed since a moment, each once, in an order that writers do not upset.

    :param sinds: aware; a change at this very moment is included.
    :param vanaf: how many to pass over.
    :param houder: only what was recorded for this holder.
    :param als: pattern (SQL LIKE) that the key must match.
    """
    waarden: Values = {
        "sinds": sinds,
        "gezien": visibility.visible_since(session, sinds),
        "vanaf": vanaf,
        "hoeveel": hoeveel,
        **({} if houder is None else {"houder": houder}),
        **({} if als is None else {"als": als}),
    }
    pagina, aantal = _vragen(tabel.name, met_houder=houder is not None, met_patroon=als is not None)
    rijen = session.execute(pagina, waarden).all()
    if not rijen:
        return Wijzigingen((), session.execute(aantal, waarden).scalar_one() if vanaf else 0)
    objecten = [GewijzigdObject(rij.sleutel, netto(rij.eerste_soort, rij.laatste_soort)) for rij in rijen]
    return Wijzigingen(objecten, rijen[0].aantal)


def netto(eerste: Mutatiesoort, laatste: Mutatiesoort) -> Mutatiesoort:
    """What a first and a last change come to: V when it is gone, T when it was not there before, else W.

    What was added and removed again is V and not left out: a reader may have met it, and leaving it out would move the
    others to an earlier page.
    """
    if laatste == "V":
        return "V"
    return "T" if eerste == "T" else "W"


@cache
def _vragen(
    tabelnaam: str, *, met_houder: bool, met_patroon: bool
) -> tuple[Statement[_Paginarij], Statement[tuple[int]]]:
    """The queries for a page and for the number of objects.

    First what was written at or after the moment, by its first number: what is new goes to the end, so pages before it
    stay as they are. Then, newest first, what was written before the moment and is not proven to have been visible
    then; what gets proven meanwhile goes from the very end. Two ranges of an index instead of one condition with "or",
    the second without what is in the first, so that nothing need be looked for twice. Its number is no range that an
    index should be searched by (`+ 0`): below it lies all of history, and SQLite would go through that. The name of the
    table stands in the text, since a partial index serves no parameter. An aangebodenOpleidingCode is the same object
    in whatever case it is delivered; the last change says in which case it is shown.
    """
    sinds: sa.BindParameter[datetime] = sa.bindparam("sinds", type_=mutatie.c.moment.type)
    basis = sa.select(mutatie.c.sleutel, mutatie.c.volgnummer, mutatie.c.moment).where(
        mutatie.c.object == sa.literal_column(f"'{tabelnaam}'")
    )
    if met_houder:
        basis = basis.where(mutatie.c.houder == sa.bindparam("houder"))
    if met_patroon:
        basis = basis.where(mutatie.c.sleutel.like(sa.bindparam("als")))
    bron = sa.union_all(
        basis.where(mutatie.c.volgnummer > sa.bindparam("gezien")),
        basis.where(mutatie.c.moment >= sinds, mutatie.c.volgnummer + 0 <= sa.bindparam("gezien")),
    ).subquery()
    object_ = sa.func.lower(bron.c.sleutel) if tabelnaam == aangeboden_opleiding.name else bron.c.sleutel
    gewijzigd = (
        sa.select(
            sa.func.min(bron.c.volgnummer).label("eerste"),
            sa.func.max(bron.c.volgnummer).label("laatste"),
            sa.func.min(sa.case((bron.c.moment >= sinds, bron.c.volgnummer))).label("zeker"),
        )
        .group_by(object_)
        .cte("gewijzigd")
    )
    deel = (
        sa.select(gewijzigd)
        .order_by(*_volgorde(gewijzigd))
        .limit(sa.bindparam("hoeveel"))
        .offset(sa.bindparam("vanaf"))
        .cte("deel")
    )
    eerste, laatste = mutatie.alias("eerste_mutatie"), mutatie.alias("laatste_mutatie")
    pagina = (
        sa.select(
            laatste.c.sleutel,
            eerste.c.soort.label("eerste_soort"),
            laatste.c.soort.label("laatste_soort"),
            sa.select(sa.func.count()).select_from(gewijzigd).scalar_subquery().label("aantal"),
        )
        .select_from(deel)
        .join(eerste, eerste.c.volgnummer == deel.c.eerste)
        .join(laatste, laatste.c.volgnummer == deel.c.laatste)
        .order_by(*_volgorde(deel))
    )
    return Statement(pagina, _Paginarij), Statement[tuple[int]](sa.select(sa.func.count(sa.distinct(object_))))


def _volgorde(van: sa.CTE) -> tuple[sa.ColumnElement[int], ...]:
    return sa.case((van.c.zeker.is_(None), 1), else_=0), van.c.zeker, van.c.laatste.desc()

"""The latest changes, newest first: the feed the other way round, for who looks instead of keeping a copy.

What is heard and shown is decided where the feed decides it; only the direction is another one.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.contactzeef import GESLOTEN, HOORBAAR, contactzeef
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database.model import contactadres, mutatie
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.uitslag import Context, begin_in_nederland
from rio_soap.register.versie.feed import getoonde_wijzigingen
from rio_soap.register.versie.mutatiepagina import Mutatierij, kan_contactadres_zijn
from rio_soap.register.versie.objecttypen import Objecttype
from rio_soap.register.wijzigingen.stroom import Mutatiestroom, nummer_op

_OGENBLIK = timedelta(milliseconds=1)
_MEESTE = 400
"""Numbers that a page of one kind of organisatie looks through, of which four kinds share a table: then the next page
goes on, so that a kind that hardly changes asks no more than one that does."""


class Terugblik(NamedTuple):
    """A page of changes, newest first.

    :param volgende: number up to which the next page looks; None when there is nothing older.
    """

    wijzigingen: Sequence[Gegeven]
    volgende: int | None


class Bereik(NamedTuple):
    """Which numbers: after the one, up to and including the other."""

    na: int
    tot: int


def bereik_van(session: Session, stroom: Mutatiestroom, dag: date | None) -> Bereik:
    """The numbers of the changes of a day in the Netherlands; without one all numbers."""
    if dag is None:
        return Bereik(0, stroom.laatste)
    begin, einde = begin_in_nederland(dag), begin_in_nederland(dag + timedelta(days=1))
    return Bereik(*(nummer_op(session, _voor(moment), stroom.laatste) for moment in (begin, einde)))


def _voor(moment: datetime) -> datetime:
    return moment - _OGENBLIK


def kijk_terug(session: Session, context: Context, bereik: Bereik, soort: Objecttype | None, aantal: int) -> Terugblik:
    """The latest changes that there are among these numbers, of one kind or of all."""
    lezer = Contactlezer(session, context)
    zeef = contactzeef(lezer) if kan_contactadres_zijn([soort] if soort else []) else None
    waarden: dict[str, SqlValue | Sequence[str]] = {**bereik._asdict(), "hoeveel": aantal + 1}
    if zeef is not None:
        waarden |= zeef._asdict() | {"dag": context.vandaag}
    tabel = soort.tabel.name if soort else None
    gezeefd = zeef is not None
    patroon = soort.patroon if soort else None
    if patroon is not None:
        waarden["hoeveel"] = _MEESTE
    rijen = session.execute(_terug(tabel, gezeefd), waarden).all()
    meer = len(rijen) > aantal if patroon is None else len(rijen) == _MEESTE
    laatst = rijen[-1].volgnummer if rijen else 0
    if soort is not None and patroon is not None:
        passend = [rij for rij in rijen if soort.canoniek(rij.sleutel) is not None]
        meer, rijen = meer or len(passend) > aantal, passend
    if len(rijen) > aantal:
        rijen = rijen[:aantal]
        laatst = rijen[-1].volgnummer
    getoond, _ = getoonde_wijzigingen(lezer, rijen, met_inhoud=False)
    assert isinstance(getoond, list)
    return Terugblik(getoond, laatst - 1 if meer else None)


@lru_cache(maxsize=64)
def _terug(tabel: str | None, gezeefd: bool) -> Statement[Mutatierij]:
    kolommen = [mutatie.c[naam] for naam in Mutatierij._fields if naam != "gesloten"]
    vraag = sa.select(*kolommen, GESLOTEN.label("gesloten")).where(
        mutatie.c.volgnummer > sa.bindparam("na"), mutatie.c.volgnummer <= sa.bindparam("tot")
    )
    if tabel is not None:
        vraag = vraag.where(mutatie.c.object == sa.literal_column(f"'{tabel}'"))
    if gezeefd:
        vraag = vraag.where(sa.or_(mutatie.c.object != sa.literal_column(f"'{contactadres.name}'"), HOORBAAR))
    return Statement(vraag.order_by(mutatie.c.volgnummer.desc()).limit(sa.bindparam("hoeveel")), Mutatierij)

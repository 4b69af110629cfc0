"""The besturen behind an instellingserkenning, also where no bevoegd gezag is: of whom a licentie of it is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import besturen_van_aanbieders
from rio_soap.register.database.model import instellingserkenning, juridische_relatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.bovenliggend import besturen_op


class _Rustend(NamedTuple):
    """An erkenning, and an aanbieder that rests on it."""

    erkenning: int
    aanbieder: str


_AANBIEDERS = Statement(
    sa.select(instellingserkenning.c.id.label("erkenning"), juridische_relatie.c.eenheid.label("aanbieder"))
    .select_from(
        instellingserkenning.join(
            juridische_relatie,
            sa.and_(
                juridische_relatie.c.erkenning == instellingserkenning.c.code,
                juridische_relatie.c.erkenner == instellingserkenning.c.erkenner,
            ),
        )
    )
    .where(instellingserkenning.c.id.in_(sa.bindparam("ids", expanding=True)), geldig(juridische_relatie)),
    _Rustend,
)


def besturen_achter(session: Session, ids: Collection[int], dag: date) -> Mapping[int, frozenset[str]]:
    """The onderwijsbesturen behind each of these instellingserkenningen on a day; none has an empty set.

    Behind it is the bestuur of the bevoegd gezag that it is or that is above it. Where there is no bevoegd gezag, as
    outside the bekostigd onderwijs, they are the besturen over the aanbieders that rest on it.
    """
    over = besturen_op(session, ids, dag)
    achter = {erkenning: set(over.get(erkenning, ())) for erkenning in ids}
    if zonder := sorted(erkenning for erkenning, besturen in achter.items() if not besturen):
        rustend = session.execute(_AANBIEDERS, {"ids": zonder, DAG.key: dag}).all()
        besturen_ = besturen_van_aanbieders(session, [rij.aanbieder for rij in rustend], dag) if rustend else {}
        for rij in rustend:
            achter[rij.erkenning] |= besturen_[rij.aanbieder]
    return {erkenning: frozenset(besturen) for erkenning, besturen in achter.items()}


def houders(session: Session, ids: Collection[int], dag: date) -> Sequence[str | None]:
    """For whom a change of these instellingserkenningen is recorded: the besturen behind them, or nobody."""
    achter = besturen_achter(session, ids, dag)
    return sorted(frozenset[str]().union(*achter.values())) or (None,)

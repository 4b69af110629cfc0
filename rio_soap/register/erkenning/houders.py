"""The besturen behind an instellingserkenning: of whom it is, and a licentie of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH, besturen_van_aanbieders
from rio_soap.register.database.model import (
    instellingserkenning,
    instellingsrelatie,
    juridische_relatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.rijen import GEZAG, OCW


class _Achter(NamedTuple):
    """An erkenning, and a bestuur or aanbieder behind it."""

    erkenning: int
    eenheid: str


_ids: sa.BindParameter[int] = sa.bindparam("ids", expanding=True)
_zelf = instellingserkenning.alias("zelf")
_midden = instellingserkenning.alias("midden")
_gezag = instellingserkenning.alias("gezag")
_eerste, _tweede = instellingsrelatie.alias("eerste"), instellingsrelatie.alias("tweede")
_bestuur = organisatorische_eenheid.alias("bestuur")


def _boven(relatie: sa.FromClause) -> tuple[sa.ColumnElement[bool], ...]:
    return relatie.c.soort == HIERARCHISCH, geldig(relatie)


def _van_gezag(bron: sa.FromClause, erkenning: sa.ColumnElement[int]) -> sa.Select[int | str]:
    """The besturen of a bevoegd gezag that is joined in a source."""
    return (
        sa.select(erkenning.label("erkenning"), _bestuur.c.code.label("eenheid"))
        .select_from(bron.join(_bestuur, _bestuur.c.bevoegd_gezag_nummer == _gezag.c.code))
        .where(
            erkenning.in_(_ids),
            _gezag.c.soort == GEZAG,
            # Not the column itself: of many erkenningen SQLite would begin with all gezagen of OCW.
            sa.func.coalesce(_gezag.c.erkenner, "") == OCW,
            _bestuur.c.soort == "BESTUUR",
            geldig(_bestuur),
        )
    )


_FORMEEL = Statement(
    sa.union(
        _van_gezag(_gezag, _gezag.c.id),
        _van_gezag(_eerste.join(_gezag, _gezag.c.id == _eerste.c.van), _eerste.c.naar).where(*_boven(_eerste)),
        _van_gezag(
            _eerste.join(_midden, _midden.c.id == _eerste.c.van)
            .join(_tweede, _tweede.c.naar == _midden.c.id)
            .join(_gezag, _gezag.c.id == _tweede.c.van),
            _eerste.c.naar,
        ).where(*_boven(_eerste), *_boven(_tweede)),
    ),
    _Achter,
)
_AANBIEDERS = Statement(
    sa.select(_zelf.c.id.label("erkenning"), juridische_relatie.c.eenheid)
    .select_from(
        _zelf.join(
            juridische_relatie,
            sa.and_(juridische_relatie.c.erkenning == _zelf.c.code, juridische_relatie.c.erkenner == _zelf.c.erkenner),
        )
    )
    .where(_zelf.c.id.in_(_ids), geldig(juridische_relatie)),
    _Achter,
)


def besturen_achter(session: Session, ids: Collection[int], dag: date) -> Mapping[int, frozenset[str]]:
    """The onderwijsbesturen behind each of these instellingserkenningen on a day; none has an empty set.

    Behind it is the bestuur of the bevoegd gezag that it is or that is above it. Where there is no bevoegd gezag, as
    outside the bekostigd onderwijs, they are the besturen over the aanbieders that rest on it.
    """
    gevraagd = sorted(set(ids))
    achter: dict[int, set[str]] = {erkenning: set() for erkenning in gevraagd}
    if not gevraagd:
        return {}
    for rij in session.execute(_FORMEEL, {"ids": gevraagd, DAG.key: dag}):
        achter[rij.erkenning].add(rij.eenheid)
    if zonder := [erkenning for erkenning, besturen in achter.items() if not besturen]:
        rustend = session.execute(_AANBIEDERS, {"ids": zonder, DAG.key: dag}).all()
        besturen_ = besturen_van_aanbieders(session, [rij.eenheid for rij in rustend], dag) if rustend else {}
        for rij in rustend:
            achter[rij.erkenning] |= besturen_[rij.eenheid]
    return {erkenning: frozenset(besturen) for erkenning, besturen in achter.items()}


def houders(session: Session, ids: Collection[int], dag: date) -> Sequence[str | None]:
    """For whom a change of these instellingserkenningen is recorded: the besturen behind them, or nobody."""
    achter = besturen_achter(session, ids, dag)
    return sorted(frozenset[str]().union(*achter.values())) or (None,)

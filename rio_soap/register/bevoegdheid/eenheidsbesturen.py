"""To which onderwijsbesturen an eenheid belongs whether it is in operation or not: for what is kept about it.

What is delivered for a school that has yet to begin, and what one that has ended left behind, is of its bestuur, which
writes and reads it. So of an eenheid that is not in operation the day counts that is nearest.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import organisatierelatie, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig

_eenheid, _relatie = organisatorische_eenheid, organisatierelatie
_lager, _hoger = _eenheid.alias("lager"), _eenheid.alias("hoger")
_direct, _via = _relatie.alias("direct"), _relatie.alias("via")
_ONDER = _direct.join(_lager, _lager.c.code == _direct.c.naar)
"""Eenheden with the relations by which they are under another."""


class _Bestuurd(NamedTuple):
    """A bestuur over an eenheid; None for a groep without one."""

    eenheid: str
    bestuur: str | None


def _dichtbije_hierarchie(relatie: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a relation holds on the day nearest to ``dag`` on which the eenheid `_lager` is in operation.

    Of one that has ended its last day, of one that is to begin its first.
    """
    begin, einde, leven = relatie.c.begindatum, relatie.c.einddatum, _lager.c
    loopt = sa.and_(leven.begindatum <= DAG, geldig(_lager), geldig(relatie))
    voorbij = sa.and_(
        leven.einddatum <= DAG, begin < leven.einddatum, sa.or_(einde.is_(None), einde >= leven.einddatum)
    )
    straks = sa.and_(
        leven.begindatum > DAG, begin <= leven.begindatum, sa.or_(einde.is_(None), einde > leven.begindatum)
    )
    return sa.and_(relatie.c.soort == HIERARCHISCH, sa.or_(loopt, voorbij, straks))


_VAN_EENHEDEN = Statement(
    sa.select(
        _direct.c.naar.label("eenheid"),
        sa.case((_hoger.c.soort == "BESTUUR", _hoger.c.code), else_=_via.c.van).label("bestuur"),
    )
    .select_from(
        _ONDER.join(_hoger, _hoger.c.code == _direct.c.van).outerjoin(
            _via, sa.and_(_hoger.c.soort == "GROEP", _via.c.naar == _hoger.c.code, _dichtbije_hierarchie(_via))
        )
    )
    .where(_direct.c.naar.in_(sa.bindparam("codes", expanding=True)), _dichtbije_hierarchie(_direct)),
    _Bestuurd,
)


def besturen_van_eenheden(session: Session, codes: Collection[str], dag: date) -> Mapping[str, frozenset[str]]:
    """The onderwijsbesturen to which eenheden belong: a bestuur itself, else those over it, directly or over a groep.

    On the day nearest to a day on which an eenheid is in operation: what is kept of a school that has yet to begin, or
    that has ended, is that of its bestuur.
    """
    gevonden: dict[str, set[str]] = {code: {code} if code[3:4] == "B" else set() for code in codes}
    for rij in session.execute(_VAN_EENHEDEN, {"codes": sorted(gevonden), "dag": dag}):
        if rij.bestuur is not None:
            gevonden[rij.eenheid].add(rij.bestuur)
    return {code: frozenset(besturen) for code, besturen in gevonden.items()}


def onder_besturen(codes: sa.BindParameter[str]) -> sa.CompoundSelect[tuple[str]]:
    """These besturen and every eenheid that belongs to them: `besturen_van_eenheden` backwards."""
    onder_groep = sa.select(_direct.c.naar).select_from(
        _ONDER.join(_hoger, sa.and_(_hoger.c.code == _direct.c.van, _hoger.c.soort == "GROEP")).join(
            _via, sa.and_(_via.c.naar == _hoger.c.code, _dichtbije_hierarchie(_via))
        )
    )
    onder_bestuur = sa.select(_direct.c.naar).select_from(
        _ONDER.join(_hoger, sa.and_(_hoger.c.code == _direct.c.van, _hoger.c.soort == "BESTUUR"))
    )
    return sa.union_all(
        sa.select(_eenheid.c.code).where(_eenheid.c.code.in_(codes), _eenheid.c.soort == "BESTUUR"),
        onder_bestuur.where(_direct.c.van.in_(codes), _dichtbije_hierarchie(_direct)),
        onder_groep.where(_via.c.van.in_(codes), _dichtbije_hierarchie(_direct)),
    )

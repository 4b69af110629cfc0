"""From the OIN of a sender to the onderwijsbesturen on whose behalf it acts, and from an aanbieder to those over it.

An OIN of the BRIN kind (``00000007`` + ``000`` + BRIN4 + ``00000``) leads over the erkende onderwijsinstelling and its
bevoegd gezag to the bestuur; OINs of the RSIN and KvK kind lead to the bestuur with that number (reasoned: no document
says how RIO derives the owner; OIN kinds: Logius). Beside that the role INSTELLING can be given for a bestuur.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import (
    bevoegdheid,
    instellingserkenning,
    instellingsrelatie,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import geldig
from rio_soap.register.regels.uitslag import Context

HIERARCHISCH = "HIERARCHISCH"
"""Soort of the organisatierelatie by which a bestuur or groep stands over an aanbieder."""

_BRIN = re.compile(r"00000007000([0-9]{2}[A-Z]{2})00000\Z")
_RSIN = re.compile(r"00000001([0-9]{9})000\Z")
_KVK = re.compile(r"00000003([0-9]{8})0000\Z")

_eenheid = organisatorische_eenheid
_instelling = instellingserkenning.alias("instelling")
_gezag = instellingserkenning.alias("gezag")


def nu_toegekend() -> sa.ColumnElement[bool]:
    """Whether a row of `bevoegdheid` gives a role to the sender ``oin`` at the moment ``moment``."""
    moment = sa.bindparam("moment", type_=bevoegdheid.c.vanaf.type)
    tot = bevoegdheid.c.tot
    return sa.and_(
        bevoegdheid.c.oin == sa.bindparam("oin"),
        bevoegdheid.c.vanaf <= moment,
        sa.or_(tot.is_(None), tot > moment),
    )


_TOEGEKEND = (
    sa.select(_eenheid.c.code)
    .select_from(bevoegdheid.join(_eenheid, _eenheid.c.code == bevoegdheid.c.bereik))
    .where(nu_toegekend(), bevoegdheid.c.rol == "INSTELLING", _eenheid.c.soort == "BESTUUR", geldig(_eenheid))
)


def _ook_toegekend(afgeleid: sa.Select[tuple[str]]) -> Statement[tuple[str]]:
    """Those that follow from the OIN and those that were given; sorted afterwards, since a database takes longer."""
    return Statement[tuple[str]](sa.union_all(afgeleid, _TOEGEKEND))


_VIA_BRIN = _ook_toegekend(
    sa.select(_eenheid.c.code)
    .select_from(
        _instelling.join(instellingsrelatie, instellingsrelatie.c.naar == _instelling.c.id)
        .join(_gezag, _gezag.c.id == instellingsrelatie.c.van)
        .join(_eenheid, _eenheid.c.bevoegd_gezag_nummer == _gezag.c.code)
    )
    .where(
        # Codes are unique per erkenner only, and BRIN is OCW's.
        _instelling.c.erkenner == "OCW",
        _instelling.c.soort == "ERKENDE_ONDERWIJSINSTELLING",
        _instelling.c.code == sa.bindparam("nummer"),
        _gezag.c.erkenner == "OCW",
        _gezag.c.soort == "BEVOEGD_GEZAG",
        _eenheid.c.soort == "BESTUUR",
        instellingsrelatie.c.soort == HIERARCHISCH,
        geldig(instellingsrelatie),
        geldig(_eenheid),
    )
)


def _via_nummer(kolom: sa.Column[str]) -> Statement[tuple[str]]:
    return _ook_toegekend(
        sa.select(_eenheid.c.code)
        .where(kolom == sa.bindparam("nummer"), _eenheid.c.soort == "BESTUUR")
        .where(geldig(_eenheid))
    )


_ALLE = Statement[tuple[str]](sa.select(_eenheid.c.code).where(_eenheid.c.soort == "BESTUUR").order_by(_eenheid.c.code))
_ALLEEN_TOEGEKEND = Statement[tuple[str]](_TOEGEKEND)
_WEGEN = (
    (_BRIN, _VIA_BRIN),
    (_RSIN, _via_nummer(_eenheid.c.rsin)),
    (_KVK, _via_nummer(_eenheid.c.kvk_nummer)),
)


def besturen_van(session: Session, context: Context) -> tuple[str, ...]:
    """Codes of the besturen on whose behalf the sender acts today, ascending; empty for a sender without one.

    The operator of the register acts for all of them.
    """
    if context.instellingen.beheerder:
        return tuple(session.execute(_ALLE, {}).scalars())
    vraag, nummer = _ALLEEN_TOEGEKEND, ""
    for vorm, weg in _WEGEN:
        if gevonden := vorm.match(context.oin):
            vraag, nummer = weg, gevonden[1]
            break
    waarden: Values = {"nummer": nummer, "oin": context.oin, "moment": context.moment, "dag": context.vandaag}
    return tuple(sorted(set(session.execute(vraag, waarden).scalars())))


_direct, _via = organisatierelatie.alias("direct"), organisatierelatie.alias("via")
_hoger = organisatorische_eenheid.alias("hoger")


def _geldige_hierarchie(relatie: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(relatie.c.soort == HIERARCHISCH, geldig(relatie))


BESTUUR = sa.case((_hoger.c.soort == "BESTUUR", _hoger.c.code), else_=_via.c.van).label("bestuur")
"""Of a source that went through `met_besturen`: code of a bestuur over the aanbieder, null when there is none."""


def met_besturen(bron: sa.FromClause, aanbieder: sa.ColumnElement[str]) -> sa.Join:
    """A source with a row for each `BESTUUR` over an aanbieder on the day ``dag``, directly or over a groep.

    :param aanbieder: its code; where nobody is over it the source keeps its own row.
    """
    direct = bron.outerjoin(_direct, sa.and_(_direct.c.naar == aanbieder, _geldige_hierarchie(_direct)))
    return _over_groep(direct.outerjoin(_hoger, _hoger.c.code == _direct.c.van))


def _over_groep(bron: sa.Join) -> sa.Join:
    boven_groep = sa.and_(_hoger.c.soort == "GROEP", _via.c.naar == _hoger.c.code, _geldige_hierarchie(_via))
    return bron.outerjoin(_via, boven_groep)


class _Boven(NamedTuple):
    """A bestuur over an aanbieder; None for a groep without one."""

    aanbieder: str
    bestuur: str | None


_VAN_AANBIEDERS = Statement(
    sa.select(_direct.c.naar.label("aanbieder"), BESTUUR)
    .select_from(_over_groep(_direct.join(_hoger, _hoger.c.code == _direct.c.van)))
    .where(_direct.c.naar.in_(sa.bindparam("codes", expanding=True)), _geldige_hierarchie(_direct)),
    _Boven,
)


def besturen_van_aanbieders(session: Session, codes: Collection[str], dag: date) -> Mapping[str, frozenset[str]]:
    """The onderwijsbesturen over each aanbieder on a day, directly or over a groep; none has an empty set."""
    gevonden: dict[str, set[str]] = {code: set() for code in codes}
    for rij in session.execute(_VAN_AANBIEDERS, {"codes": sorted(gevonden), "dag": dag}):
        if rij.bestuur is not None:
            gevonden[rij.aanbieder].add(rij.bestuur)
    return {code: frozenset(besturen) for code, besturen in gevonden.items()}

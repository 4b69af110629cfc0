"""Reading from the database what an aangeboden opleiding is judged by: the offer itself and what it refers to.

No query here runs per period, cohort or partner, and none but `met_stap_toestemming` reads a stand.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import Sessie
from rio_soap.register.model import (
    aangeboden_opleiding,
    onderwijslocatie,
    opleidingseenheid,
    opleidingserkenning,
    opleidingserkenningrelatie,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.vast import Vast

Rij = Any
"""A row: its values have the names of their columns."""

_BLOK = 5_000
"""Codes in one statement; both databases limit the number of parameters. A message can name 98 901 partners."""


@dataclass(frozen=True, slots=True)
class Erkenningssleutel:
    """What an opleidingserkenningSleutel or, with a niveau, a voVakerkenningSleutel says."""

    stelsel: str
    code: str
    niveau: str = ""


_aanbod = aangeboden_opleiding.c
_BESTAAND = Vast(
    sa.select(_aanbod.code, _aanbod.specialisatie, _aanbod.aanbieder, _aanbod.eenheid).where(
        _aanbod.code == sa.bindparam("code")
    )
)
_MET_SLEUTEL = Vast(
    sa.select(_aanbod.code, _aanbod.aanbieder)
    .where(_aanbod.eigen_sleutel == sa.bindparam("sleutel"), _aanbod.code != sa.bindparam("code"))
    .order_by(_aanbod.code)
)
_MET_STAP = (
    sa.select(_aanbod.stand)
    .where(
        _aanbod.aanbieder == sa.bindparam("aanbieder"),
        _aanbod.code != sa.bindparam("code"),
        # A coarse sieve on the text of the stand; whoever asks looks at the kenmerk itself.
        sa.type_coerce(_aanbod.stand, sa.Text).like('%"toestemmingDeelnameSTAP"%'),
    )
    .order_by(_aanbod.code)
)
_LOCATIE = Vast(sa.select(onderwijslocatie.c.code).where(onderwijslocatie.c.code == sa.bindparam("code")))
_AANBIEDERS = Vast(
    sa.select(
        organisatorische_eenheid.c.code, organisatorische_eenheid.c.begindatum, organisatorische_eenheid.c.einddatum
    ).where(
        organisatorische_eenheid.c.soort == "AANBIEDER",
        organisatorische_eenheid.c.code.in_(sa.bindparam("codes", expanding=True)),
    )
)
_EENHEIDVELDEN = (
    opleidingseenheid.c.code,
    opleidingseenheid.c.herkomst,
    opleidingseenheid.c.eigenaar,
    opleidingseenheid.c.begindatum,
    opleidingseenheid.c.einddatum,
)
_EENHEID = Vast(sa.select(*_EENHEIDVELDEN).where(opleidingseenheid.c.code == sa.bindparam("code")))
_ERKENDE_EENHEDEN = Vast(
    sa.select(*_EENHEIDVELDEN)
    .select_from(
        opleidingserkenning.join(
            opleidingserkenningrelatie, opleidingserkenningrelatie.c.erkenning == opleidingserkenning.c.id
        ).join(opleidingseenheid, opleidingseenheid.c.code == opleidingserkenningrelatie.c.eenheid)
    )
    .where(
        opleidingserkenning.c.stelsel == sa.bindparam("stelsel"),
        opleidingserkenning.c.code == sa.bindparam("code"),
        opleidingserkenning.c.niveau == sa.bindparam("niveau"),
    )
    .order_by(opleidingseenheid.c.code)
)

_direct, _via = organisatierelatie.alias("direct"), organisatierelatie.alias("via")
_hoger = organisatorische_eenheid.alias("hoger")


def _geldig(relatie: sa.FromClause) -> sa.ColumnElement[bool]:
    dag = sa.bindparam("dag", type_=sa.Date)
    tijdig = sa.and_(relatie.c.begindatum <= dag, sa.or_(relatie.c.einddatum.is_(None), relatie.c.einddatum > dag))
    return sa.and_(relatie.c.soort == "HIERARCHISCH", tijdig)


_BESTUREN = Vast(
    sa.select(
        _direct.c.naar.label("aanbieder"),
        sa.case((_hoger.c.soort == "BESTUUR", _hoger.c.code), else_=_via.c.van).label("bestuur"),
    )
    .select_from(
        _direct.join(_hoger, _hoger.c.code == _direct.c.van).outerjoin(
            _via, sa.and_(_hoger.c.soort == "GROEP", _via.c.naar == _hoger.c.code, _geldig(_via))
        )
    )
    .where(_direct.c.naar.in_(sa.bindparam("codes", expanding=True)), _geldig(_direct))
)


def bestaand(sessie: Sessie, code: str) -> Rij | None:
    """Code, specialisatie, aanbieder and eenheid of a registered offer.

    :param code: in any case.
    """
    return sessie.execute(_BESTAAND, {"code": code.lower()}).first()


def anderen_met_sleutel(sessie: Sessie, sleutel: str, code: str) -> Sequence[Rij]:
    """Code and aanbieder of the other offers, of whomever, with this eigenAangebodenOpleidingSleutel."""
    return sessie.execute(_MET_SLEUTEL, {"sleutel": sleutel, "code": code.lower()}).all()


def met_stap_toestemming(sessie: Sessie, aanbieder: str, code: str) -> Iterator[Gegeven]:
    """The stands of the other offers of an aanbieder that carry kenmerk toestemmingDeelnameSTAP, whatever it says."""
    yield from sessie.execute(_MET_STAP, {"aanbieder": aanbieder, "code": code.lower()}).scalars()


def is_locatie(sessie: Sessie, code: str) -> bool:
    """Whether an onderwijslocatie with this code exists."""
    return sessie.execute(_LOCATIE, {"code": code}).first() is not None


def aanbieders(sessie: Sessie, codes: Collection[str]) -> Mapping[str, Rij]:
    """Code, begindatum and einddatum of the onderwijsaanbieders among these codes, by code."""
    op_volgorde = sorted(set(codes))
    gevonden: dict[str, Rij] = {}
    for begin in range(0, len(op_volgorde), _BLOK):
        rijen = sessie.execute(_AANBIEDERS, {"codes": op_volgorde[begin : begin + _BLOK]})
        gevonden |= {rij.code: rij for rij in rijen}
    return gevonden


def besturen_van_aanbieders(sessie: Sessie, codes: Collection[str], dag: date) -> Mapping[str, frozenset[str]]:
    """The onderwijsbesturen over each aanbieder on a day, directly or over a groep; none has an empty set."""
    gevonden: dict[str, set[str]] = {code: set() for code in codes}
    for rij in sessie.execute(_BESTUREN, {"codes": sorted(gevonden), "dag": dag}):
        if rij.bestuur is not None:
            gevonden[rij.aanbieder].add(rij.bestuur)
    return {code: frozenset(besturen) for code, besturen in gevonden.items()}


def eenheid(sessie: Sessie, code: str) -> Rij | None:
    """Code, herkomst, eigenaar, begindatum and einddatum of an opleidingseenheid."""
    return sessie.execute(_EENHEID, {"code": code}).first()


def erkende_eenheden(sessie: Sessie, sleutel: Erkenningssleutel) -> Sequence[Rij]:
    """The opleidingseenheden of an erkenning, ascending by code; none for one that is unknown or leads to no unit."""
    waarden = {"stelsel": sleutel.stelsel, "code": sleutel.code, "niveau": sleutel.niveau}
    return sessie.execute(_ERKENDE_EENHEDEN, waarden).all()

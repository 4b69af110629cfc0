"""Reading from the database what an aangeboden opleiding is judged by: the offer itself and what it refers to.

No query here runs per period, cohort or partner, and none but `met_stap_toestemming` reads a stand.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Session
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    onderwijslocatie,
    opleidingseenheid,
    opleidingserkenning,
    opleidingserkenningrelatie,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.stand import Leesstand, veldtekst
from rio_soap.register.database.statements import Statement

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


class Bestaand(NamedTuple):
    """What is registered of an offer."""

    code: str
    specialisatie: str
    aanbieder: str
    eenheid: str


class Eenheid(NamedTuple):
    """What is registered of an opleidingseenheid."""

    code: str
    herkomst: str
    eigenaar: str | None
    begindatum: date
    einddatum: date | None


class Aanbieder(NamedTuple):
    """What is registered of an onderwijsaanbieder."""

    code: str
    begindatum: date
    einddatum: date | None


@dataclass(frozen=True, slots=True)
class Feiten:
    """What the register knows of an offer to deliver; None for what it does not have.

    :param besturen: the onderwijsbesturen over the aanbieder on the day asked for, directly or over a groep.
    """

    bestaand: Bestaand | None
    kent_locatie: bool
    eenheid: Eenheid | None
    aanbieder: Aanbieder | None
    besturen: frozenset[str]


_aanbod = aangeboden_opleiding.c
_BESTAAND = Statement(
    sa.select(_aanbod.code, _aanbod.specialisatie, _aanbod.aanbieder, _aanbod.eenheid).where(
        _aanbod.code == sa.bindparam("code")
    )
)
_STAND = Statement(
    sa.select(sa.type_coerce(_aanbod.stand, Leesstand).label("stand")).where(_aanbod.code == sa.bindparam("code"))
)
_MET_SLEUTEL = Statement(
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
_AANBIEDERS = Statement(
    sa.select(
        organisatorische_eenheid.c.code, organisatorische_eenheid.c.begindatum, organisatorische_eenheid.c.einddatum
    ).where(
        organisatorische_eenheid.c.soort == "AANBIEDER",
        organisatorische_eenheid.c.code.in_(sa.bindparam("codes", expanding=True)),
    )
)
_ERKENDE_EENHEDEN = Statement(
    sa.select(*(opleidingseenheid.c[naam] for naam in Eenheid._fields))
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
_aanbiedercode = sa.bindparam("aanbieder", type_=sa.String)


def _geldig(relatie: sa.FromClause) -> sa.ColumnElement[bool]:
    dag = sa.bindparam("dag", type_=sa.Date)
    tijdig = sa.and_(relatie.c.begindatum <= dag, sa.or_(relatie.c.einddatum.is_(None), relatie.c.einddatum > dag))
    return sa.and_(relatie.c.soort == "HIERARCHISCH", tijdig)


_bestuur = sa.case((_hoger.c.soort == "BESTUUR", _hoger.c.code), else_=_via.c.van).label("bestuur")
_BESTUREN = Statement(
    sa.select(_direct.c.naar.label("aanbieder"), _bestuur)
    .select_from(
        _direct.join(_hoger, _hoger.c.code == _direct.c.van).outerjoin(
            _via, sa.and_(_hoger.c.soort == "GROEP", _via.c.naar == _hoger.c.code, _geldig(_via))
        )
    )
    .where(_direct.c.naar.in_(sa.bindparam("codes", expanding=True)), _geldig(_direct))
)

_een = sa.select(sa.literal_column("1")).subquery("een")
"""One row, so that what is not there leaves the rest."""
_aanbieder, _unit = organisatorische_eenheid.alias("aanbieder"), opleidingseenheid.alias("eenheid")
_FEITEN = Statement(
    sa.select(
        *(_aanbod[naam].label(f"aanbod_{naam}") for naam in Bestaand._fields),
        onderwijslocatie.c.code.label("locatie"),
        *(_unit.c[naam].label(f"eenheid_{naam}") for naam in Eenheid._fields),
        *(_aanbieder.c[naam].label(f"aanbieder_{naam}") for naam in Aanbieder._fields),
        _bestuur,
    ).select_from(
        _een.outerjoin(aangeboden_opleiding, _aanbod.code == sa.bindparam("code"))
        .outerjoin(onderwijslocatie, onderwijslocatie.c.code == sa.bindparam("locatie"))
        .outerjoin(_unit, _unit.c.code == sa.bindparam("eenheid"))
        .outerjoin(_aanbieder, sa.and_(_aanbieder.c.code == _aanbiedercode, _aanbieder.c.soort == "AANBIEDER"))
        .outerjoin(_direct, sa.and_(_direct.c.naar == _aanbiedercode, _geldig(_direct)))
        .outerjoin(_hoger, _hoger.c.code == _direct.c.van)
        .outerjoin(_via, sa.and_(_hoger.c.soort == "GROEP", _via.c.naar == _hoger.c.code, _geldig(_via)))
    )
)
_TOT_LOCATIE = len(Bestaand._fields)
_TOT_AANBIEDER = _TOT_LOCATIE + 1 + len(Eenheid._fields)


def feiten(
    session: Session, dag: date, *, code: str, aanbieder: str, locatie: str | None, eenheid: str | None
) -> Feiten:
    """What is known of an offer to deliver, in one question.

    :param code: in any case.
    :param aanbieder: its onderwijsaanbiedercode.
    :param locatie: its onderwijslocatiecode.
    :param eenheid: its opleidingseenheidSleutel.
    """
    waarden = {"code": code.lower(), "aanbieder": aanbieder, "locatie": locatie, "eenheid": eenheid, "dag": dag}
    rijen = session.execute(_FEITEN, waarden).all()
    rij = rijen[0]
    return Feiten(
        Bestaand(*rij[:_TOT_LOCATIE]) if rij.aanbod_code is not None else None,
        rij.locatie is not None,
        Eenheid(*rij[_TOT_LOCATIE + 1 : _TOT_AANBIEDER]) if rij.eenheid_code is not None else None,
        Aanbieder(*rij[_TOT_AANBIEDER:-1]) if rij.aanbieder_code is not None else None,
        frozenset(rij.bestuur for rij in rijen if rij.bestuur is not None),
    )


def getoond(session: Session, code: str) -> str:
    """The aangebodenOpleidingCode as it was last delivered; the code itself when there is no such offer.

    A UUID is compared without regard to case and given back in the case in which it came, in every answer.

    :param code: in any case.
    """
    stand = session.execute(_STAND, {"code": code.lower()}).scalar()
    return (veldtekst(stand, "aangebodenOpleidingCode") if stand is not None else None) or code


def bestaand(session: Session, code: str) -> Rij | None:
    """Code, specialisatie, aanbieder and eenheid of a registered offer.

    :param code: in any case.
    """
    return session.execute(_BESTAAND, {"code": code.lower()}).first()


def anderen_met_sleutel(session: Session, sleutel: str, code: str) -> Sequence[Rij]:
    """Code and aanbieder of the other offers, of whomever, with this eigenAangebodenOpleidingSleutel."""
    return session.execute(_MET_SLEUTEL, {"sleutel": sleutel, "code": code.lower()}).all()


def met_stap_toestemming(session: Session, aanbieder: str, code: str) -> Iterator[Gegeven]:
    """The stands of the other offers of an aanbieder that carry kenmerk toestemmingDeelnameSTAP, whatever it says."""
    yield from session.execute(_MET_STAP, {"aanbieder": aanbieder, "code": code.lower()}).scalars()


def aanbieders(session: Session, codes: Collection[str]) -> Mapping[str, Rij]:
    """Code, begindatum and einddatum of the onderwijsaanbieders among these codes, by code."""
    op_volgorde = sorted(set(codes))
    gevonden: dict[str, Rij] = {}
    for begin in range(0, len(op_volgorde), _BLOK):
        rijen = session.execute(_AANBIEDERS, {"codes": op_volgorde[begin : begin + _BLOK]})
        gevonden |= {rij.code: rij for rij in rijen}
    return gevonden


def besturen_van_aanbieders(session: Session, codes: Collection[str], dag: date) -> Mapping[str, frozenset[str]]:
    """The onderwijsbesturen over each aanbieder on a day, directly or over a groep; none has an empty set."""
    gevonden: dict[str, set[str]] = {code: set() for code in codes}
    for rij in session.execute(_BESTUREN, {"codes": sorted(gevonden), "dag": dag}):
        if rij.bestuur is not None:
            gevonden[rij.aanbieder].add(rij.bestuur)
    return {code: frozenset(besturen) for code, besturen in gevonden.items()}


def erkende_eenheden(session: Session, sleutel: Erkenningssleutel) -> Sequence[Rij]:
    """The opleidingseenheden of an erkenning, ascending by code; none for one that is unknown or leads to no unit."""
    waarden = {"stelsel": sleutel.stelsel, "code": sleutel.code, "niveau": sleutel.niveau}
    return session.execute(_ERKENDE_EENHEDEN, waarden).all()

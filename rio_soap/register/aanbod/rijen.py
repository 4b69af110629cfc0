"""Reading from the database what an aangeboden opleiding is judged by: the offer itself and what it refers to.

No query here runs per period, cohort or partner. Of the offer itself the stand is read as text, for the version that a
change of it leaves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import BESTUUR, met_besturen
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    onderwijslocatie,
    opleidingseenheid,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.eenheid.rijen import ErkendeEenheid
from rio_soap.register.organisatie.rijen import AANBIEDER, Aanbieder


class AangebodenOpleiding(NamedTuple):
    """What is registered of an offer; `code` in lower case, `aanbieder` and `eenheid` are codes, `stand` is text."""

    code: str
    specialisatie: str
    aanbieder: str
    eenheid: str
    stand: str


class AanbodVanAanbieder(NamedTuple):
    """Code of an offer, in lower case, and of its onderwijsaanbieder."""

    code: str
    aanbieder: str


@dataclass(frozen=True, slots=True)
class Feiten:
    """What the register knows of an offer to deliver; None for what it does not have.

    :param besturen: the onderwijsbesturen over the aanbieder on the day asked for, directly or over a groep.
    """

    bestaand: AangebodenOpleiding | None
    kent_locatie: bool
    eenheid: ErkendeEenheid | None
    aanbieder: Aanbieder | None
    besturen: frozenset[str]


_aanbod = aangeboden_opleiding.c
_bestaande = {**dict(_aanbod.items()), "stand": sa.type_coerce(_aanbod.stand, Leesstand).label("stand")}
_BESTAAND = Statement(
    sa.select(*(_bestaande[naam] for naam in AangebodenOpleiding._fields)).where(_aanbod.code == sa.bindparam("code")),
    AangebodenOpleiding,
)
_MET_SLEUTEL = Statement(
    sa.select(_aanbod.code, _aanbod.aanbieder)
    .where(_aanbod.eigen_sleutel == sa.bindparam("sleutel"), _aanbod.code != sa.bindparam("code"))
    .order_by(_aanbod.code),
    AanbodVanAanbieder,
)
_MET_STAP = sa.select(_aanbod.stand).where(
    _aanbod.aanbieder == sa.bindparam("aanbieder"),
    _aanbod.code != sa.bindparam("code"),
    # A coarse sieve on the text of the stand; whoever asks looks at the kenmerk itself.
    sa.type_coerce(_aanbod.stand, sa.Text).like('%"toestemmingDeelnameSTAP"%'),
)

_aanbiedercode = sa.bindparam("aanbieder", type_=sa.String)
_een = sa.select(sa.literal_column("1")).subquery("een")
"""One row, so that what is not there leaves the rest."""
_aanbieder, _eenheid = organisatorische_eenheid.alias("aanbieder"), opleidingseenheid.alias("eenheid")
_FEITEN = Statement[tuple[str | date | None, ...]](
    sa.select(
        *(_bestaande[naam].label(f"aanbod_{naam}") for naam in AangebodenOpleiding._fields),
        onderwijslocatie.c.code.label("locatie"),
        *(_eenheid.c[naam].label(f"eenheid_{naam}") for naam in ErkendeEenheid._fields),
        *(_aanbieder.c[naam].label(f"aanbieder_{naam}") for naam in Aanbieder._fields),
        BESTUUR,
    ).select_from(
        met_besturen(
            _een.outerjoin(aangeboden_opleiding, _aanbod.code == sa.bindparam("code"))
            .outerjoin(onderwijslocatie, onderwijslocatie.c.code == sa.bindparam("locatie"))
            .outerjoin(_eenheid, _eenheid.c.code == sa.bindparam("eenheid"))
            .outerjoin(_aanbieder, sa.and_(_aanbieder.c.code == _aanbiedercode, _aanbieder.c.soort == AANBIEDER)),
            _aanbiedercode,
        )
    )
)
_LOCATIE = len(AangebodenOpleiding._fields)
_EENHEID = _LOCATIE + 1
_AANBIEDER = _EENHEID + len(ErkendeEenheid._fields)
"""Where in a row of `_FEITEN` what is known of each begins: with its code, which is never null."""


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
        AangebodenOpleiding._make(rij[:_LOCATIE]) if rij[0] is not None else None,
        rij[_LOCATIE] is not None,
        ErkendeEenheid._make(rij[_EENHEID:_AANBIEDER]) if rij[_EENHEID] is not None else None,
        Aanbieder._make(rij[_AANBIEDER:-1]) if rij[_AANBIEDER] is not None else None,
        frozenset(str(rij[-1]) for rij in rijen if rij[-1] is not None),
    )


def bestaand(session: Session, code: str) -> AangebodenOpleiding | None:
    """A registered offer.

    :param code: in any case.
    """
    return session.execute(_BESTAAND, {"code": code.lower()}).first()


def anderen_met_sleutel(session: Session, sleutel: str, code: str) -> Sequence[AanbodVanAanbieder]:
    """The other offers, of whomever, with this eigenAangebodenOpleidingSleutel, by code.

    :param code: of the offer itself, in any case; empty for none.
    """
    return session.execute(_MET_SLEUTEL, {"sleutel": sleutel, "code": code.lower()}).all()


def met_stap_toestemming(session: Session, aanbieder: str, code: str) -> Iterable[Gegeven]:
    """The stands of the other offers of an aanbieder that carry kenmerk toestemmingDeelnameSTAP, whatever it says."""
    return session.execute(_MET_STAP, {"aanbieder": aanbieder, "code": code.lower()}).scalars()

"""Reading onderwijsaanbieders and onderwijsbesturen from the database, for controles and answers alike."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import sqlalchemy as sa

from rio_soap.register.database.database import Session
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    brongebruik,
    contactadres,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.statements import Statement

HIERARCHISCH = "HIERARCHISCH"

Rij = Any
"""A row: its values have the names of their columns."""

_eenheid = organisatorische_eenheid
_relatie = organisatierelatie
_code: sa.BindParameter[str] = sa.bindparam("code")

_MET_CODE = Statement(sa.select(_eenheid).where(_eenheid.c.code == _code, _eenheid.c.soort == sa.bindparam("soort")))
_hogere = _eenheid.alias("hogere")
_RELATIES = Statement(
    sa.select(_relatie, _hogere.c.soort.label("van_soort"))
    .join(_hogere, _hogere.c.code == _relatie.c.van)
    .where(sa.or_(_relatie.c.van == _code, _relatie.c.naar == _code))
    .order_by(_relatie.c.begindatum, _relatie.c.id)
)
_MET_SLEUTEL = Statement(
    sa.select(_eenheid.c.code)
    .join(_relatie, _relatie.c.naar == _eenheid.c.code)
    .where(
        _eenheid.c.eigen_sleutel == sa.bindparam("sleutel"),
        _eenheid.c.soort == "AANBIEDER",
        _eenheid.c.code != _code,
        # Not the column itself: then SQLite would look at every onderwijsaanbieder of the bestuur.
        sa.func.coalesce(_relatie.c.van, "") == sa.bindparam("bestuur"),
        _relatie.c.soort == HIERARCHISCH,
    )
)
_AANGEBODEN = Statement(
    sa.select(aangeboden_opleiding)
    .where(aangeboden_opleiding.c.aanbieder == _code)
    .order_by(aangeboden_opleiding.c.code)
)
_VERWIJZINGEN = Statement(
    sa.select(
        sa.exists().where(aangeboden_opleiding.c.aanbieder == _code).label("aanbod"),
        sa.exists().where(contactadres.c.eenheid == _code).label("adres"),
        sa.exists().where(brongebruik.c.aanbieder == _code).label("bron"),
    )
)


def aanbieder(session: Session, code: str) -> Rij | None:
    """The row of an onderwijsaanbieder."""
    return session.execute(_MET_CODE, {"code": code, "soort": "AANBIEDER"}).first()


def bestuur(session: Session, code: str) -> Rij | None:
    """The row of an onderwijsbestuur."""
    return session.execute(_MET_CODE, {"code": code, "soort": "BESTUUR"}).first()


def relaties(session: Session, code: str) -> Sequence[Rij]:
    """All organisatierelaties from or to an eenheid by begindatum, with the soort of the higher one as `van_soort`."""
    return session.execute(_RELATIES, {"code": code}).all()


def andere_met_sleutel(session: Session, sleutel: str, bestuur_: str, code: str) -> str | None:
    """Code of another onderwijsaanbieder of this bestuur with this eigenOnderwijsaanbiederSleutel."""
    waarden = {"sleutel": sleutel, "bestuur": bestuur_, "code": code}
    return cast("str | None", session.execute(_MET_SLEUTEL, waarden).scalar())


def aangeboden(session: Session, code: str) -> Sequence[Rij]:
    """All aangeboden opleidingen of an onderwijsaanbieder."""
    return session.execute(_AANGEBODEN, {"code": code}).all()


def verwijzingen(session: Session, code: str) -> Rij:
    """Whether an aangeboden opleiding (`aanbod`), a contactadres (`adres`) or BRON (`bron`) refers to it."""
    return session.execute(_VERWIJZINGEN, {"code": code}).one()


def houdt(relatie: Rij, einde: date | None, dag: date) -> bool:
    """Whether a tie has not ended, or ended together with the onderwijsaanbieder.

    A tie that begins later counts: what is delivered can be used at once.

    :param einde: uitBedrijfdatum of the onderwijsaanbieder.
    """
    return relatie.einddatum is None or relatie.einddatum > dag or relatie.einddatum == einde


def beheerders(relaties_: Sequence[Rij], einde: date | None, dag: date) -> set[str]:
    """The besturen that manage an onderwijsaanbieder: those whose tie `houdt`.

    A former bestuur has no say any more, but an onderwijsaanbieder that has ended can still be corrected (reasoned; no
    document says how RIO derives this).

    :param relaties_: as `relaties` gives them.
    """
    return {
        relatie.van
        for relatie in relaties_
        if relatie.soort == HIERARCHISCH and relatie.van_soort == "BESTUUR" and houdt(relatie, einde, dag)
    }

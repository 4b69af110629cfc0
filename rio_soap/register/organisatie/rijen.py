"""Reading onderwijsaanbieders and onderwijsbesturen from the database, for controles and answers alike."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    brongebruik,
    contactadres,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement

HIERARCHISCH = "HIERARCHISCH"


class Organisatierij(NamedTuple):
    """A registered organisatorische eenheid: bestuur, aanbieder or groep."""

    code: str
    soort: str
    begindatum: date
    einddatum: date | None
    eigen_sleutel: str | None
    bevoegd_gezag_nummer: str | None
    kvk_nummer: str | None
    rsin: str | None
    stand: Gegeven


class Relatierij(NamedTuple):
    """A registered organisatierelatie, with the soort of the higher one."""

    id: int
    van: str
    naar: str
    soort: str
    begindatum: date
    einddatum: date | None
    van_soort: str


class Aanbodrij(NamedTuple):
    """A registered aangeboden opleiding."""

    code: str
    specialisatie: str
    aanbieder: str
    eenheid: str
    locatie: str | None
    eigen_sleutel: str | None
    begindatum: date
    eerste_instroomdatum: date | None
    einddatum: date | None
    stand: Gegeven


class Verwijzingen(NamedTuple):
    """Whether an aangeboden opleiding, a contactadres or BRON refers to an onderwijsaanbieder."""

    aanbod: bool
    adres: bool
    bron: bool


_eenheid = organisatorische_eenheid
_relatie = organisatierelatie
_code: sa.BindParameter[str] = sa.bindparam("code")

_MET_CODE = Statement(
    sa.select(_eenheid).where(_eenheid.c.code == _code, _eenheid.c.soort == sa.bindparam("soort")), Organisatierij
)
_hogere = _eenheid.alias("hogere")
_RELATIES = Statement(
    sa.select(_relatie, _hogere.c.soort.label("van_soort"))
    .join(_hogere, _hogere.c.code == _relatie.c.van)
    .where(sa.or_(_relatie.c.van == _code, _relatie.c.naar == _code))
    .order_by(_relatie.c.begindatum, _relatie.c.id),
    Relatierij,
)
_MET_SLEUTEL = Statement[tuple[str]](
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
    .order_by(aangeboden_opleiding.c.code),
    Aanbodrij,
)
_VERWIJZINGEN = Statement(
    sa.select(
        sa.exists().where(aangeboden_opleiding.c.aanbieder == _code).label("aanbod"),
        sa.exists().where(contactadres.c.eenheid == _code).label("adres"),
        sa.exists().where(brongebruik.c.aanbieder == _code).label("bron"),
    ),
    Verwijzingen,
)


def aanbieder(session: Session, code: str) -> Organisatierij | None:
    """The row of an onderwijsaanbieder."""
    return session.execute(_MET_CODE, {"code": code, "soort": "AANBIEDER"}).first()


def bestuur(session: Session, code: str) -> Organisatierij | None:
    """The row of an onderwijsbestuur."""
    return session.execute(_MET_CODE, {"code": code, "soort": "BESTUUR"}).first()


def relaties(session: Session, code: str) -> Sequence[Relatierij]:
    """All organisatierelaties from or to an eenheid by begindatum, with the soort of the higher one as `van_soort`."""
    return session.execute(_RELATIES, {"code": code}).all()


def andere_met_sleutel(session: Session, sleutel: str, bestuur_: str, code: str) -> str | None:
    """Code of another onderwijsaanbieder of this bestuur with this eigenOnderwijsaanbiederSleutel."""
    waarden = {"sleutel": sleutel, "bestuur": bestuur_, "code": code}
    return session.execute(_MET_SLEUTEL, waarden).scalar()


def aangeboden(session: Session, code: str) -> Sequence[Aanbodrij]:
    """All aangeboden opleidingen of an onderwijsaanbieder."""
    return session.execute(_AANGEBODEN, {"code": code}).all()


def verwijzingen(session: Session, code: str) -> Verwijzingen:
    """Whether an aangeboden opleiding (`aanbod`), a contactadres (`adres`) or BRON (`bron`) refers to it."""
    return session.execute(_VERWIJZINGEN, {"code": code}).one()


def houdt(relatie: Relatierij, einde: date | None, dag: date) -> bool:
    """Whether a tie has not ended, or ended together with the onderwijsaanbieder.

    A tie that begins later counts: what is delivered can be used at once.

    :param einde: uitBedrijfdatum of the onderwijsaanbieder.
    """
    return relatie.einddatum is None or relatie.einddatum > dag or relatie.einddatum == einde


def beheerders(relaties_: Sequence[Relatierij], einde: date | None, dag: date) -> set[str]:
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

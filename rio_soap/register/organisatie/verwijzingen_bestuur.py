"""What refers to an onderwijsbestuur: it keeps that from being removed, and its aanbieders keep it from ending."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    contactadres,
    onderwijslocatiegebruik,
    opleidingseenheid,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.organisatie.rijen import AANBIEDER, BESTUUR, GROEP


class Bestuurverwijzingen(NamedTuple):
    """What refers to an onderwijsbestuur beside organisatierelaties: the first of each kind, None for none."""

    contactadres: str | None
    onderwijslocatie: str | None
    opleidingseenheid: str | None


_code: sa.BindParameter[str] = sa.bindparam("code")
_EERSTE = Statement(
    sa.select(
        sa.select(sa.func.min(contactadres.c.eenheid))
        .where(contactadres.c.eenheid == _code)
        .scalar_subquery()
        .label("contactadres"),
        sa.select(sa.func.min(onderwijslocatiegebruik.c.locatie))
        .where(onderwijslocatiegebruik.c.bestuur == _code)
        .scalar_subquery()
        .label("onderwijslocatie"),
        sa.select(sa.func.min(opleidingseenheid.c.code))
        .where(opleidingseenheid.c.eigenaar == _code)
        .scalar_subquery()
        .label("opleidingseenheid"),
    ),
    Bestuurverwijzingen,
)
_eenheid, _groep = organisatorische_eenheid.alias("eenheid"), organisatorische_eenheid.alias("groep")
_direct, _lager = organisatierelatie.alias("direct"), organisatierelatie.alias("lager")
_einde: sa.BindParameter[date] = sa.bindparam("einde", type_=sa.Date)


def _duurt_langer(bron: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.or_(bron.c.einddatum.is_(None), bron.c.einddatum > _einde)


_VAN_BESTUUR = sa.and_(_direct.c.van == _code, _direct.c.soort == HIERARCHISCH, _duurt_langer(_direct))
_LANGER = Statement[tuple[str]](
    sa.select(_eenheid.c.code)
    .select_from(_direct.join(_eenheid, _eenheid.c.code == _direct.c.naar))
    .where(_VAN_BESTUUR, _eenheid.c.soort == AANBIEDER, _duurt_langer(_eenheid))
    .union(
        sa.select(_eenheid.c.code)
        .select_from(
            _direct.join(_groep, _groep.c.code == _direct.c.naar)
            .join(_lager, _lager.c.van == _groep.c.code)
            .join(_eenheid, _eenheid.c.code == _lager.c.naar)
        )
        .where(
            _VAN_BESTUUR,
            _groep.c.soort == GROEP,
            _duurt_langer(_groep),
            _lager.c.soort == HIERARCHISCH,
            _duurt_langer(_lager),
            _eenheid.c.soort == AANBIEDER,
            _duurt_langer(_eenheid),
        )
    )
    .order_by("code")
)
_MET_GEZAG = Statement[tuple[str]](
    sa.select(organisatorische_eenheid.c.code)
    .where(
        organisatorische_eenheid.c.bevoegd_gezag_nummer == sa.bindparam("nummer"),
        organisatorische_eenheid.c.soort == BESTUUR,
        organisatorische_eenheid.c.code != _code,
        _duurt_langer(organisatorische_eenheid),
    )
    .order_by(organisatorische_eenheid.c.code)
)


def eerste_verwijzingen(session: Session, code: str) -> Bestuurverwijzingen:
    """What refers to an onderwijsbestuur, its organisatierelaties aside."""
    return session.execute(_EERSTE, {"code": code}).one()


def aanbieders_na(session: Session, code: str, einde: date) -> Sequence[str]:
    """The aanbieders under an onderwijsbestuur, directly or in a groep, that are still so on a day, by code."""
    return session.execute(_LANGER, {"code": code, "einde": einde}).scalars()


def ander_met_gezag(session: Session, nummer: str, code: str | None, dag: date) -> str | None:
    """Another onderwijsbestuur with this bevoegdGezagNummer that has not ended on a day.

    :param code: the one that is meant; None when it is new.
    """
    return session.execute(_MET_GEZAG, {"nummer": nummer, "code": code or "", "einde": dag}).scalar()

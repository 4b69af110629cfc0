"""What rests on an onderwijsaanbieder or an opleidingseenheid: its aangeboden opleidingen, by code and dates.

The room of the aangeboden opleiding lies above both, which only ask whether there are any and how their code is shown.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import aangeboden_opleiding
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.standtekst import veldtekst


class Aangeboden(NamedTuple):
    """An aangeboden opleiding as those judge it on which it rests; `code` in lower case (see `getoond`)."""

    code: str
    eerste_instroomdatum: date | None
    einddatum: date | None


_aanbod = aangeboden_opleiding.c
_KEUZE = sa.select(_aanbod.code, _aanbod.eerste_instroomdatum, _aanbod.einddatum).order_by(_aanbod.code)
_VAN_AANBIEDER = Statement(_KEUZE.where(_aanbod.aanbieder == sa.bindparam("code")), Aangeboden)
_VAN_EENHEID = Statement(_KEUZE.where(_aanbod.eenheid == sa.bindparam("code")), Aangeboden)
_STAND = Statement[tuple[str]](
    sa.select(sa.type_coerce(_aanbod.stand, Leesstand).label("stand")).where(_aanbod.code == sa.bindparam("code"))
)


def van_aanbieder(session: Session, code: str) -> Sequence[Aangeboden]:
    """All aangeboden opleidingen of an onderwijsaanbieder, ascending by code."""
    return session.execute(_VAN_AANBIEDER, {"code": code}).all()


def van_eenheid(session: Session, code: str) -> Sequence[Aangeboden]:
    """All aangeboden opleidingen of an opleidingseenheid, ascending by code."""
    return session.execute(_VAN_EENHEID, {"code": code}).all()


def getoond(session: Session, code: str) -> str:
    """The aangebodenOpleidingCode as it was last delivered; the code itself when there is no such offer.

    A UUID is compared without regard to case and given back in the case in which it came, in every answer.

    :param code: in any case.
    """
    stand = session.execute(_STAND, {"code": code.lower()}).scalar()
    return (veldtekst(stand, "aangebodenOpleidingCode") if stand is not None else None) or code

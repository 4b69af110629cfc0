"""Which onderwijslocaties lie around a place: for a small map of where one is."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import zoeklocatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.afstand import Ligging, kilometers, vak_om

_MEESTE: Final = 600
"""Locaties that are looked at; where there were more, those in the south of them."""


class Buurlocatie(NamedTuple):
    """An onderwijslocatie near a place.

    :param afstand: in kilometres.
    """

    locatie: str
    ligging: Ligging
    afstand: float


def locaties_rond(session: Session, middelpunt: Ligging, straal: float, hoeveel: int) -> Sequence[Buurlocatie]:
    """The locaties within so many kilometres, nearest first; one at the place itself is one of them.

    :param middelpunt: in millionths of a degree.
    :param hoeveel: at most.
    """
    vak = {**vak_om(middelpunt, straal)._asdict(), "hoeveel": _MEESTE}
    rijen = session.execute(_IN_VAK, vak).all()
    gevonden = []
    for code, breedte, lengte in rijen:
        plek = Ligging(breedte, lengte)
        gevonden.append(Buurlocatie(code, plek, float(kilometers(middelpunt, plek))))
    nabij = (een for een in gevonden if een.afstand <= straal)
    return sorted(nabij, key=lambda een: (een.afstand, een.locatie))[:hoeveel]


_l = zoeklocatie.c
_IN_VAK: Final = Statement[tuple[str, int, int]](
    sa.select(_l.locatie, _l.breedte, _l.lengte)
    .where(
        _l.breedte.between(sa.bindparam("zuid"), sa.bindparam("noord")),
        _l.lengte.between(sa.bindparam("west"), sa.bindparam("oost")),
    )
    .order_by(_l.breedte, _l.lengte)
    .limit(sa.bindparam("hoeveel"))
)

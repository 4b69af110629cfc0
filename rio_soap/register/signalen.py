"""Signals for whoever runs the register: what is odd but refuses no delivery, such as MTM001."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from rio_soap.register.database import Sessie
from rio_soap.register.model import signaal
from rio_soap.register.uitslag import Context

_INVOEGEN = sa.insert(signaal)
_OPEN = sa.select(signaal).where(signaal.c.opgelost.is_(None)).order_by(signaal.c.id)
_OPLOSSEN = (
    sa.update(signaal)
    .where(signaal.c.id == sa.bindparam("welk"), signaal.c.opgelost.is_(None))
    .values(opgelost=sa.bindparam("wanneer", type_=signaal.c.opgelost.type))
)


def meld_signaal(sessie: Sessie, context: Context, soort: str, tabel: sa.Table, sleutel: str, tekst: str) -> None:
    """Keep a signal with the object that it is about.

    :param soort: code of the signal.
    :param sleutel: code of the object in `tabel`.
    """
    waarden = {"soort": soort, "object": tabel.name, "sleutel": sleutel, "tekst": tekst, "moment": context.moment}
    sessie.execute(_INVOEGEN, waarden)


def open_signalen(sessie: Sessie) -> Sequence[sa.Row[Any]]:
    """Signals that nobody has dealt with yet, oldest first."""
    return sessie.execute(_OPEN).all()


def los_signaal_op(sessie: Sessie, nummer: int, moment: datetime) -> bool:
    """Note that a signal was dealt with at a moment (aware); False when there is no such open signal."""
    return sessie.execute(_OPLOSSEN, {"welk": nummer, "wanneer": moment}).rowcount > 0

"""Signals: what operators must look at and senders never see (MTM001, and what the nightly check finds).

A signal is open until it is solved. Of one kind at most one is open per object.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from rio_soap.register.database import Sessie
from rio_soap.register.model import signaal

MAX_TEKST = 500
"""Longest text of a signal; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Signaal:
    """A signal about one object.

    :param soort: kind, such as ``MTM001``.
    :param object: name of the object's table.
    :param sleutel: its code.
    """

    soort: str
    object: str
    sleutel: str
    tekst: str
    moment: datetime
    opgelost: datetime | None = None


_KOLOMMEN = (signaal.c.soort, signaal.c.object, signaal.c.sleutel, signaal.c.tekst, signaal.c.moment)


def _open(tabel: sa.Table, sleutel: str) -> tuple[sa.ColumnElement[bool], ...]:
    return signaal.c.object == tabel.name, signaal.c.sleutel == sleutel, signaal.c.opgelost.is_(None)


def meld(sessie: Sessie, soort: str, tabel: sa.Table, sleutel: str, tekst: str, moment: datetime) -> bool:
    """Open a signal; one of this kind that is open for the object keeps its moment and takes the new text.

    :returns: whether it is new.
    """
    tekst = tekst[:MAX_TEKST]
    waar = (signaal.c.soort == soort, *_open(tabel, sleutel))
    if sessie.execute(sa.update(signaal).where(*waar).values(tekst=tekst)).rowcount:
        return False
    waarden = {"soort": soort, "object": tabel.name, "sleutel": sleutel, "tekst": tekst, "moment": moment}
    sessie.execute(sa.insert(signaal), waarden)
    return True


def los_op(sessie: Sessie, soorten: Iterable[str], tabel: sa.Table, sleutel: str, moment: datetime) -> int:
    """Close the open signals of these kinds about an object; gives how many there were."""
    waar = (signaal.c.soort.in_(list(soorten)), *_open(tabel, sleutel))
    return sessie.execute(sa.update(signaal).where(*waar).values(opgelost=moment)).rowcount


def openstaande(sessie: Sessie) -> list[Signaal]:
    """All open signals, the oldest first."""
    vraag = sa.select(*_KOLOMMEN).where(signaal.c.opgelost.is_(None)).order_by(signaal.c.moment, signaal.c.id)
    return [Signaal(**rij._mapping) for rij in sessie.execute(vraag)]

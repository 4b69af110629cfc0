"""Signals: what must be looked at (MTM001, and what the nightly checks find), and is never an answer to a delivery.

Operators see all of them; those of the waardenlijst Signaalsoort are also read by whose object it is
(opvragen_kwaliteitssignalen).

A signal is open until it is solved, by the check or by an operator. Of one kind at most one is open per object.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from rio_soap.register.database.model import signaal
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session

MAX_TEKST = 500
"""Longest text of a signal; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Signaal:
    """A signal about one object.

    :param id: number by which an operator names it.
    :param soort: kind, such as ``MTM001``.
    :param object: name of the object's table.
    :param sleutel: its code.
    """

    id: int
    soort: str
    object: str
    sleutel: str
    tekst: str
    moment: datetime


_KOLOMMEN = [signaal.c[naam] for naam in ("id", "soort", "object", "sleutel", "tekst", "moment")]
_OPEN = sa.select(*_KOLOMMEN).where(signaal.c.opgelost.is_(None)).order_by(signaal.c.id)


def _over(tabel: sa.Table, sleutel: str) -> tuple[sa.ColumnElement[bool], ...]:
    return signaal.c.object == tabel.name, signaal.c.sleutel == sleutel, signaal.c.opgelost.is_(None)


def meld_signaal(session: Session, soort: str, tabel: sa.Table, sleutel: str, tekst: str, moment: datetime) -> bool:
    """Open a signal; one of this kind that is open for the object keeps its moment and takes the new text.

    :param soort: code of the signal.
    :param sleutel: code of the object in `tabel`.
    :param moment: aware.
    :returns: whether it is new.
    """
    tekst = tekst[:MAX_TEKST]
    waar = (signaal.c.soort == soort, *_over(tabel, sleutel))
    if session.execute(sa.update(signaal).where(*waar).values(tekst=tekst)).rowcount:
        return False
    waarden: Values = {"soort": soort, "object": tabel.name, "sleutel": sleutel, "tekst": tekst, "moment": moment}
    session.execute(sa.insert(signaal), waarden)
    return True


def los_signalen_op(session: Session, soorten: Iterable[str], tabel: sa.Table, sleutel: str, moment: datetime) -> int:
    """Close the open signals of these kinds about an object; gives how many there were."""
    waar = (signaal.c.soort.in_(list(soorten)), *_over(tabel, sleutel))
    return session.execute(sa.update(signaal).where(*waar).values(opgelost=moment)).rowcount


def los_signaal_op(session: Session, nummer: int, moment: datetime) -> bool:
    """Note that a signal was dealt with at a moment (aware); False when there is no such open signal."""
    waar = (signaal.c.id == nummer, signaal.c.opgelost.is_(None))
    return session.execute(sa.update(signaal).where(*waar).values(opgelost=moment)).rowcount > 0


def open_signalen(session: Session) -> list[Signaal]:
    """Signals that nobody has dealt with yet, oldest first."""
    return [Signaal(**rij._mapping) for rij in session.execute(_OPEN)]

"""Readings of one eenheid on both time axes: on a day, by what the register knew at a moment."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database.session import Session
from rio_soap.register.overzicht.bron_nu import NuBron
from rio_soap.register.overzicht.bron_toen import ToenBron
from rio_soap.register.overzicht.overzichtbron import Overzichtbron
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.stroom import nummer_op, stroom_van

Eenheidslezer: TypeAlias = Callable[[Overzichtbron, Context, str, date], Uitslag]
"""Answers for an eenheid on a day, of the rows of any moment."""


def bron_op(session: Session, lezer: Contactlezer, op: int | None) -> Overzichtbron:
    """The rows as they were when a mutatie was the last one.

    :param op: the number of that; None for what is now.
    """
    return NuBron(session, lezer) if op is None else ToenBron(session, lezer, op)


def lees_eenheid_op(
    session: Session, context: Context, lees: Eenheidslezer, code: str, dag: date, bekend_op: datetime | None
) -> Uitslag:
    """What a reading answers by what the register knew at a moment; RS1011 for one that it cannot tell of.

    :param bekend_op: aware; None for now.
    """
    op: int | None = None
    if bekend_op is not None:
        stroom = stroom_van(session)
        if not stroom.kent(bekend_op, context.nu()):
            return afgekeurd([melding("RS1011", ((SLEUTEL, code), ("bekendOp", bekend_op)))])
        nummer = nummer_op(session, bekend_op, stroom.laatste)
        op = None if nummer == stroom.laatste else nummer
    return lees(bron_op(session, Contactlezer(session, context), op), context, code, dag)

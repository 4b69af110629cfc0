"""The log of reading: who read which restricted contactadres, when, by which role and over which channel."""

from collections.abc import Sequence

import sqlalchemy as sa

from rio_soap.register.database.model import inzage
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command
from rio_soap.register.regels.uitslag import Context, Inzage

_INVOEGEN = Command(sa.insert(inzage))


def schrijf_inzagen(session: Session, context: Context, inzagen: Sequence[Inzage]) -> None:
    """Write a row for each restricted contactadres that an answer shows, in the transaction that logs the answer."""
    session.execute_many(
        _INVOEGEN,
        [
            {
                "moment": context.moment,
                "oin": None if context.gebruiker is not None else context.oin,
                "gebruiker": context.gebruiker,
                "rol": een.rol,
                "kanaal": context.kanaal,
                "eenheid": een.eenheid,
                "context": een.context,
            }
            for een in inzagen
        ],
    )

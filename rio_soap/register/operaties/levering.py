"""What a delivery is made of: its message is prepared first, and carried out in one transaction after that.

On SQLite a transaction keeps all other writers waiting, and on PostgreSQL it may run again. So all that can be known of
a message without the register is read before it, and so is what others are asked.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.regels.navraag import Gevonden, Navraag
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.zoeken.bijhouden import werk_bij

Gelezen = TypeVar("Gelezen")
"""What is read of the message of one operation before its transaction."""

Controlelijst = Sequence[tuple[str, Callable[..., Iterable[Foutmelding]]]]
"""Codes with their controles, in the order in which they are judged; each controle takes the zaak of its own room."""


@dataclass(frozen=True, slots=True)
class Voorbereid:
    """A delivery whose message was read.

    :param voer_uit: authorisation, controles and stand, in the transaction of the session.
    :param buiten: what is asked outside the register first; None for an operation that never asks.
    :param gevonden: what came of that; None when nothing was asked.
    """

    voer_uit: Callable[[Session], Uitslag]
    buiten: "Buitenvraag | None" = None
    gevonden: Gevonden | None = None


@dataclass(frozen=True, slots=True)
class Buitenvraag:
    """What a prepared delivery asks outside the register.

    :param navraag: the question, by the register as it is; None when there is none.
    :param met: the delivery with what came of it.
    """

    navraag: Callable[[Session], Navraag | None]
    met: Callable[[Gevonden], Voorbereid]


@dataclass(frozen=True, slots=True)
class Levering:
    """An operation that changes the register; `levering` makes it.

    :param bereid_voor: reads the message, and needs nothing else.
    :param controles: what it is judged by; the very list that runs.
    """

    bereid_voor: Callable[[Context, Gegeven], Voorbereid]
    controles: Controlelijst


@dataclass(frozen=True, slots=True)
class Buiten(Generic[Gelezen]):
    """What an operation asks outside the register before its transaction.

    :param navraag: the question, by the register as it is; None when there is none.
    :param met: the message with what came of it.
    """

    navraag: Callable[[Session, Context, Gelezen], Navraag | None]
    met: Callable[[Gelezen, Gevonden], Gelezen]


def levering(
    lees: Callable[[Context, Gegeven], Gelezen],
    doe: Callable[[Session, Context, Gelezen], Uitslag],
    controles: Controlelijst,
    *,
    buiten: Buiten[Gelezen] | None = None,
) -> Levering:
    """An operation by the functions of its room; what passes between them is a matter of those alone.

    Search follows what it changed, in the same transaction.

    :param lees: reads the message; `heel` leaves that to the transaction.
    :param doe: carries it out.
    """

    def klaar(context: Context, gelezen: Gelezen, gevonden: Gevonden | None = None) -> Voorbereid:
        vraag = None
        if buiten is not None:
            vraag = Buitenvraag(
                lambda session: buiten.navraag(session, context, gelezen),
                lambda antwoord: klaar(context, buiten.met(gelezen, antwoord), antwoord),
            )
        return Voorbereid(lambda session: _doe(session, context, gelezen), vraag, gevonden)

    def _doe(session: Session, context: Context, gelezen: Gelezen) -> Uitslag:
        uitslag = doe(session, context, gelezen)
        if session.mutaties:
            werk_bij(session)
        return uitslag

    return Levering(lambda context, verzoek: klaar(context, lees(context, verzoek)), controles)


def heel(_: Context, verzoek: Gegeven) -> Gegeven:
    """The message as it is, for an operation that reads it in its transaction, such as a removal by a key."""
    return verzoek

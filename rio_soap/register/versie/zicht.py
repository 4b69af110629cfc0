"""What of the feed, a moment and a history a sender may see: restricted contactadressen, withheld licenties.

Who may not see a licentie hears that it changed, without what it is, and so removes its copy. Who may not see a
contactadres hears nothing of it.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database.session import Session
from rio_soap.register.licentie.zichtbaarheid import verborgen
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.regels.uitslag import Context

_LICENTIES = {"LICENTIE": 1, "LICENTIEMAATREGEL": 1, "LICENTIERELATIE": 2}
"""Kinds whose key begins with so many codes of licenties."""


class Objectnaam(NamedTuple):
    """An object by its kind and key."""

    objecttype: str
    sleutel: str


def besloten(lezer: Contactlezer, objecten: Iterable[Objectnaam]) -> frozenset[Objectnaam]:
    """The contactadressen among these of which the reader may not even hear.

    By the key alone: what is refused is so whether it exists or not, and after the same statements.
    """
    adressen = _contactadressen(objecten)
    lezer.zie_vooruit(eenheid for eenheid, context in adressen.values() if not lezer.openbaar(context))
    return frozenset(een for een, (eenheid, context) in adressen.items() if not lezer.mag(eenheid, context))


def noteer(lezer: Contactlezer, getoond: Iterable[Objectnaam]) -> None:
    """Note that these are shown, of what is restricted once per contactadres: its key alone tells that it is there."""
    for eenheid, context in _contactadressen(getoond).values():
        lezer.toon(eenheid, context)


def _contactadressen(objecten: Iterable[Objectnaam]) -> dict[Objectnaam, tuple[str, str]]:
    """Those that are one, with their eenheid and context; what is no key of one has a context that there is not."""
    adressen: dict[Objectnaam, tuple[str, str]] = {}
    for een in objecten:
        if een.objecttype == "CONTACTADRES":
            eenheid, context, *_ = *delen_van(een.sleutel), "", ""
            adressen[een] = eenheid, context
    return adressen


def onthouden(session: Session, context: Context, objecten: Iterable[Objectnaam]) -> frozenset[Objectnaam]:
    """The licenties among these, and what hangs on them, of which the sender may not see what they are."""
    codes = {een: _licenties(een) for een in objecten if een.objecttype in _LICENTIES}
    if not codes:
        return frozenset()
    weg = verborgen(session, context, frozenset().union(*codes.values()))
    return frozenset(een for een, eigen in codes.items() if not weg.isdisjoint(eigen))


def _licenties(een: Objectnaam) -> Collection[str]:
    return frozenset(deel.lower() for deel in delen_van(een.sleutel)[: _LICENTIES[een.objecttype]])

"""What of the feed, a moment and a history a sender may see: restricted contactadressen, withheld licenties.

Who may not see a licentie hears that it changed, without what it is, and so removes its copy. Who may not see a
contactadres hears nothing of it.
"""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from rio_soap.register.bevoegdheid.besturen import besturen_van_aanbieders
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.session import Session
from rio_soap.register.licentie.zichtbaarheid import verborgen
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.regels.uitslag import Context

OPENBAAR: Final = frozenset({"ALGEMEEN", "AANMELDEN", "CENTRAAL_AANMELDEN_MBO", "FACTURATIE"})
"""Communicatiecontexten that everybody may read (our own design, by the published files)."""
_LICENTIES = {"LICENTIE": 1, "LICENTIEMAATREGEL": 1, "LICENTIERELATIE": 2}
"""Kinds whose key begins with so many codes of licenties."""


class Objectnaam(NamedTuple):
    """An object by its kind and key."""

    objecttype: str
    sleutel: str


def besloten(session: Session, context: Context, objecten: Iterable[Objectnaam]) -> frozenset[Objectnaam]:
    """The contactadressen among these of which the sender may not even hear.

    A restricted one is for DUO and for the institution itself; who else may read which context is not known here yet.
    """
    beperkt = {een: delen_van(een.sleutel) for een in objecten if een.objecttype == "CONTACTADRES"}
    beperkt = {een: delen for een, delen in beperkt.items() if len(delen) < 2 or delen[1] not in OPENBAAR}
    if not beperkt:
        return frozenset()
    rollen = rollen_van(session, context)
    if rollen.heeft("DUO"):
        return frozenset()
    eigen = rollen.bereiken("INSTELLING")
    eenheden = {delen[0] for delen in beperkt.values()}
    onder = besturen_van_aanbieders(session, eenheden, context.vandaag) if eigen else {}
    mag = {code for code in eenheden if code in eigen or not eigen.isdisjoint(onder.get(code, frozenset()))}
    return frozenset(een for een, delen in beperkt.items() if delen[0] not in mag)


def onthouden(session: Session, context: Context, objecten: Iterable[Objectnaam]) -> frozenset[Objectnaam]:
    """The licenties among these, and what hangs on them, of which the sender may not see what they are."""
    codes = {een: _licenties(een) for een in objecten if een.objecttype in _LICENTIES}
    if not codes:
        return frozenset()
    weg = verborgen(session, context, frozenset().union(*codes.values()))
    return frozenset(een for een, eigen in codes.items() if not weg.isdisjoint(eigen))


def _licenties(een: Objectnaam) -> Collection[str]:
    return frozenset(deel.lower() for deel in delen_van(een.sleutel)[: _LICENTIES[een.objecttype]])

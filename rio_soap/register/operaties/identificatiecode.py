"""opvragen_rioIdentificatiecode: the code of RIO for what a sender knows by a key of its own, over all domains."""

from collections.abc import Callable, Mapping, Sequence

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod import rijen as aanbod
from rio_soap.register.bevoegdheid.besturen import besturen_van, besturen_van_aanbieders
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.rijen import Codehouder
from rio_soap.register.locatie.locatiecode import opvragen_locatiecode
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.rustend_aanbod import getoond
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd


def opvragen_rio_identificatiecode(
    session: Session, context: Context, verzoek: Gegeven, gevonden: Gevonden | None = None
) -> Uitslag:
    """The code of RIO for a key of the sender, or of an address or place; A01161 or A01060 when there is none.

    Keys are compared to the letter. They are unique per owner only: an object of the sender goes before one of another
    owner, and among others the lowest code (reasoned; reading is free for everyone).

    :param gevonden: what the BAG said of the kadasterPlaatscode; None when it was not asked.
    """
    for naam, (antwoord, zoek) in _SLEUTELS.items():
        if naam in verzoek.velden:
            sleutel = velden.tekst(verzoek, naam)
            objecten = zoek(session, sleutel)
            if not objecten:
                return afgekeurd([melding("A01161", ((naam, sleutel),))])
            code = (_eigen(session, context, objecten) if len(objecten) > 1 else objecten[0]).code
            return Uitslag({antwoord: getoond(session, code) if antwoord == "aangebodenOpleidingCode" else code})
    return opvragen_locatiecode(session, verzoek, gevonden)


def _eigen(session: Session, context: Context, objecten: Sequence[Codehouder]) -> Codehouder:
    """The first object of the sender, else the first of all.

    An offer is held by an aanbieder, and that by its besturen of today, directly or over a groep.
    """
    besturen = set(besturen_van(session, context))
    houders = {een.eigenaar for een in objecten if een.eigenaar is not None}
    over = besturen_van_aanbieders(session, houders, context.vandaag)

    def van_afzender(eigenaar: str | None) -> bool:
        return eigenaar is not None and (eigenaar in besturen or not besturen.isdisjoint(over[eigenaar]))

    return next((een for een in objecten if van_afzender(een.eigenaar)), objecten[0])


def _aanbod(session: Session, sleutel: str) -> Sequence[Codehouder]:
    return [Codehouder(*een) for een in aanbod.anderen_met_sleutel(session, sleutel, "")]


def _aanbieders(session: Session, sleutel: str) -> Sequence[Codehouder]:
    return [Codehouder(code, code) for code in organisaties.met_sleutel(session, sleutel)]


_SLEUTELS: Mapping[str, tuple[str, Callable[[Session, str], Sequence[Codehouder]]]] = {
    "eigenOpleidingseenheidSleutel": ("opleidingseenheidcode", eenheden.met_sleutel),
    "eigenAangebodenOpleidingSleutel": ("aangebodenOpleidingCode", _aanbod),
    "eigenOnderwijsaanbiederSleutel": ("onderwijsaanbiedercode", _aanbieders),
}
"""Key asked for to the field of the answer and the question that finds the objects that have it."""

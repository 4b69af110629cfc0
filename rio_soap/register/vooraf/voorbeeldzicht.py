"""What of the register a preview may show: nothing that is restricted or withheld.

A preview leaves nothing behind, so no log could tell who saw a restricted contactadres in it: its old stand is shown to
nobody but the operator of the machine. What was delivered its sender has already.
"""

from collections.abc import Sequence

from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.versie.zicht import Objectnaam, onthouden
from rio_soap.register.vooraf.onderwerp import Blik, Foto

CONTACTADRES = "contactadres"
_LICENTIES = frozenset({"licentie", "licentiemaatregel", "licentierelatie"})


def zichtbaar(blik: Blik, foto: Foto) -> Foto:
    """Of what the register holds that which a preview may show to this sender."""
    if blik.context.instellingen.beheerder:
        return foto
    licenties = {Objectnaam(soort.upper(), sleutel) for soort, sleutel in foto if soort in _LICENTIES}
    weg = {tuple(een) for een in onthouden(blik.session, blik.context, licenties)}
    lezer = Contactlezer(blik.session, blik.context)

    def mag(soort: str, sleutel: str) -> bool:
        if soort == CONTACTADRES:
            return lezer.openbaar((*delen_van(sleutel), "", "")[1])
        return (soort.upper(), sleutel) not in weg

    return {wat: stand for wat, stand in foto.items() if mag(*wat)}


def openbare_contexten(blik: Blik) -> Sequence[str]:
    """Names of the contexten of which a preview may tell that there is a contactadres."""
    lezer = Contactlezer(blik.session, blik.context)
    return [naam for naam, soort in lezer.soorten.items() if soort.openbaar or blik.context.instellingen.beheerder]

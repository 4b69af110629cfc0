"""What everybody may see: objects by their places, for files and JSON API alike."""

from collections.abc import Sequence

from rio_soap.contract.gegevens import Ingesloten
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import Objecttype
from rio_soap.register.versie.vormen import inhoud
from rio_soap.register.versie.zicht import Objectnaam, besloten, onthouden


def zichtbare(session: Session, context: Context, soort: Objecttype, plekken: Sequence[Plek]) -> list[Plek]:
    """Those of which the reader may see what they are: no restricted contactadres, no withheld licentie."""
    namen = {plek: Objectnaam(soort.naam, plek.sleutel) for plek in plekken}
    weg = besloten(Contactlezer(session, context), namen.values()) | onthouden(session, context, namen.values())
    return [plek for plek in plekken if namen[plek] not in weg]


def openbare_inhoud(
    session: Session, context: Context, soort: Objecttype, plekken: Sequence[Plek]
) -> dict[Plek, Ingesloten]:
    """The content of objects for this reader; what is not there or not for him is absent."""
    return inhoud(Lezing(session, context), soort, zichtbare(session, context, soort, plekken))

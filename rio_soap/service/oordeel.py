"""What the register would say of a message, without keeping anything of it."""

from datetime import datetime

from rio_soap.bevinding import Bevinding
from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.register.operaties.levering import Levering, Voorbereid
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.vooraf.bekijken import Voorbeeld, bekijk
from rio_soap.service.afhandeling import Afhandeling
from rio_soap.service.lijstwaarden import controleer_lijstwaarden


def beoordeel(afhandeling: Afhandeling, operatie: str, gegeven: Gegeven, oin: str, moment: datetime) -> Uitslag:
    """All controles of an operation, on the register as it is now; a delivery is undone, and nothing is logged.

    An address that is new to the register is looked up in the BAG, as in a delivery.

    :param gegeven: the typed request, valid by the XSD.
    :param oin: the sender; whether it is who it says is for the caller.
    :raises Edufout: DK0050 for a value without functional code, DK0051 for an operation that is not built.
    """
    context = Context(oin, moment, operatie, afhandeling.settings)
    if (levering := LEVERINGEN.get(operatie)) is not None:
        return afhandeling.register.probeer(_bereid_voor(afhandeling, levering, context, gegeven).voer_uit)
    if (raadpleging := RAADPLEGINGEN.get(operatie)) is not None:
        return afhandeling.lees(raadpleging, context, gegeven)
    raise Edufout(Foutsoort.DK0051, [Bevinding("niet-gebouwd", "/Envelope/Body/*[1]", gevonden=operatie)])


def bekijk_vooraf(
    afhandeling: Afhandeling,
    operatie: str,
    gegeven: Gegeven,
    oin: str,
    moment: datetime,
    gebruiker: int | None = None,
) -> Voorbeeld:
    """What a delivery would do to the register as it is now; as `beoordeel`, of which it takes the parameters.

    :param gebruiker: number of the person who would act; None when it is the sender.
    :raises Edufout: DK0050 for a value without functional code, DK0051 for an operation that is no delivery.
    """
    if (levering := LEVERINGEN.get(operatie)) is None:
        raise Edufout(Foutsoort.DK0051)
    context = Context(oin, moment, operatie, afhandeling.settings, kanaal=afhandeling.kanaal, gebruiker=gebruiker)
    klaar = _bereid_voor(afhandeling, levering, context, gegeven)
    return afhandeling.register.probeer(
        lambda session: bekijk(session, context, gegeven, klaar.voer_uit, klaar.gevonden)
    )


def _bereid_voor(afhandeling: Afhandeling, levering: Levering, context: Context, gegeven: Gegeven) -> Voorbereid:
    controleer_lijstwaarden(context, gegeven)
    return afhandeling.vraag_buiten(levering.bereid_voor(context, gegeven))

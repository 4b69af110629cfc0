"""What the register would say of a message, without keeping anything of it."""

from dataclasses import replace
from datetime import datetime

from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.fouten import Edufout, Foutsoort
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.vooraf.voorbeeld import Voorbeeld, bekijk
from rio_soap.service.afhandeling import LEVERINGEN, RAADPLEGINGEN, Afhandeling
from rio_soap.service.locatiezoeker import van_plaatscode


def beoordeel(afhandeling: Afhandeling, operatie: str, gegeven: Gegeven, oin: str, moment: datetime) -> Uitslag:
    """All controles of an operation, on the register as it is now; a delivery is undone, and nothing is logged.

    An address that is new to the register is looked up in the BAG, as in a delivery.

    :param gegeven: the typed request, valid by the XSD.
    :param oin: the sender; whether it is who it says is for the caller.
    :raises Edufout: DK0050 for a value without functional code, DK0051 for an operation that is not built.
    """
    context = afhandeling.maak_context(oin=oin, moment=moment, operatie=operatie)
    if operatie in LEVERINGEN:
        klaar = afhandeling.bereid_voor(operatie, context, gegeven)
        return afhandeling.register.probeer(lambda session: LEVERINGEN[operatie](session, klaar, gegeven))
    if operatie in RAADPLEGINGEN:
        with afhandeling.register.lees() as session:
            uitslag = RAADPLEGINGEN[operatie](session, context, gegeven)
        if uitslag.goedgekeurd or (plek := van_plaatscode(afhandeling.bag, gegeven)) is None:
            return uitslag
        with afhandeling.register.lees() as session:
            return RAADPLEGINGEN[operatie](session, replace(context, vindplaats=plek), gegeven)
    raise Edufout(Foutsoort.DK0051)


def bekijk_vooraf(afhandeling: Afhandeling, operatie: str, gegeven: Gegeven, oin: str, moment: datetime) -> Voorbeeld:
    """What a delivery would do to the register as it is now; as `beoordeel`, of which it takes the parameters.

    :raises Edufout: DK0050 for a value without functional code, DK0051 for an operation that is no delivery.
    """
    if operatie not in LEVERINGEN:
        raise Edufout(Foutsoort.DK0051)
    context = afhandeling.maak_context(oin=oin, moment=moment, operatie=operatie)
    klaar = afhandeling.bereid_voor(operatie, context, gegeven)
    return afhandeling.register.probeer(lambda session: bekijk(session, klaar, gegeven, LEVERINGEN[operatie]))

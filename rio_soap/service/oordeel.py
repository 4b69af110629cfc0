"""What the register would say of a message, without keeping anything of it."""

from datetime import datetime

from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.register.raadplegingen import NietGebouwd
from rio_soap.register.uitslag import Uitslag
from rio_soap.register.zonder_foutcode import faultstring, ongeldige_waarden
from rio_soap.service.afhandeling import LEVERINGEN, RAADPLEGINGEN, Afhandeling


def beoordeel(afhandeling: Afhandeling, operatie: str, gegeven: Gegeven, oin: str, moment: datetime) -> Uitslag:
    """All controles of an operation, on the register as it is now; a delivery is undone, and nothing is logged.

    :param gegeven: the typed request, valid by the XSD.
    :param oin: the sender; whether it is who it says is for the caller.
    :raises Edufout: DK0050 for a value without functional code, DK0051 for an operation that is not built.
    """
    context = afhandeling.maak_context(oin=oin, moment=moment, operatie=operatie)
    if operatie in LEVERINGEN:
        if gevonden := ongeldige_waarden(gegeven, context.lijsten):
            bevindingen = [Bevinding(veld, None, waarde, None, faultstring(veld, waarde)) for veld, waarde in gevonden]
            raise Edufout(Foutsoort.DK0050, bevindingen, faultstring=faultstring(*gevonden[0]))
        return afhandeling.register.probeer(lambda sessie: LEVERINGEN[operatie](sessie, context, gegeven))
    if operatie in RAADPLEGINGEN:
        try:
            with afhandeling.register.lees() as sessie:
                return RAADPLEGINGEN[operatie](sessie, context, gegeven)
        except NietGebouwd as fout:
            raise Edufout(Foutsoort.DK0051) from fout
    raise Edufout(Foutsoort.DK0051)

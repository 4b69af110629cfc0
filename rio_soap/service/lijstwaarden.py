"""Values outside a waardenlijst for which there is no functional code: refused as a technical fault."""

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.zonder_foutcode import faultstring, ongeldige_waarden, plaatsen_van_waarden

_MAX_BEVINDINGEN = 25


def controleer_lijstwaarden(context: Context, gegeven: Gegeven) -> None:
    """Values outside a waardenlijst for which there is no functional code.

    :raises Edufout: DK0050 with the functional message as faultstring, and each value with its path.
    """
    if not ongeldige_waarden(gegeven, context.lijsten):
        return
    gevonden = plaatsen_van_waarden(context.operatie, gegeven, context.lijsten)[:_MAX_BEVINDINGEN]
    bevindingen = [
        Bevinding(
            "waardenlijst", pad, None, waarde, melding=Tekst.met("waardenlijst.ongeldig", veld=veld, waarde=waarde)
        )
        for pad, veld, waarde in gevonden
    ]
    _, veld, waarde = gevonden[0]
    raise Edufout(Foutsoort.DK0050, bevindingen, faultstring=faultstring(veld, waarde))

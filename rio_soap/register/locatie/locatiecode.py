"""opvragen_rioIdentificatiecode by address or place: the onderwijslocatiecode, from the register alone."""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Session
from rio_soap.register.locatie import rijen as locaties
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.regels.vindplaats import Vindplaats


def opvragen_locatiecode(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """The onderwijslocatiecode of an aanduidingAdres or a kadasterPlaatscode; A01060 when RIO has no such location.

    An address of the BAG that nobody uses yet has no code either: the BAG is not asked (reasoned). A kadasterPlaatscode
    leads to the location that is that place only; one that was published without its code is found by the name that the
    BAG has for that code, where the service knows it (`Context.vindplaats`).
    """
    adres = velden.deel(verzoek, "aanduidingAdres")
    if adres is not None:
        rij = locaties.op_aanduiding_adres(session, adres)
        sleutels = [(naam, str(waarde)) for naam, waarde in adres.velden.items()]
    else:
        plaatscode = velden.tekst(verzoek, "kadasterPlaatscode")
        rij = locaties.op_plaats(session, plaatscode)
        if rij is None and isinstance(context.vindplaats, Vindplaats):
            rij = locaties.op_plaatsnaam(session, context.vindplaats)
        sleutels = [("kadasterPlaatscode", plaatscode)]
    if rij is None:
        return afgekeurd([melding("A01060", sleutels)])
    return Uitslag({"onderwijslocatiecode": rij.code})

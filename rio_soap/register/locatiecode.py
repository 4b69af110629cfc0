"""opvragen_rioIdentificatiecode by address or place: the onderwijslocatiecode, from the register alone."""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register import locaties, velden
from rio_soap.register.database import Sessie
from rio_soap.register.foutcodes import melding
from rio_soap.register.uitslag import Uitslag, afgekeurd


def opvragen_locatiecode(sessie: Sessie, verzoek: Gegeven) -> Uitslag:
    """The onderwijslocatiecode of an aanduidingAdres or a kadasterPlaatscode; A01060 when RIO has no such location.

    An address of the BAG that nobody uses yet has no code either: the BAG is not asked (reasoned). A kadasterPlaatscode
    leads to the location that is that place only.
    """
    adres = velden.deel(verzoek, "aanduidingAdres")
    if adres is not None:
        rij = locaties.op_aanduiding_adres(sessie, adres)
        sleutels = [(naam, str(waarde)) for naam, waarde in adres.velden.items()]
    else:
        plaatscode = velden.tekst(verzoek, "kadasterPlaatscode")
        rij = locaties.op_plaats(sessie, plaatscode)
        sleutels = [("kadasterPlaatscode", plaatscode)]
    if rij is None:
        return afgekeurd([melding("A01060", sleutels)])
    return Uitslag({"onderwijslocatiecode": rij.code})

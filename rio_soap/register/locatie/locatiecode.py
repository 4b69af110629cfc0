"""opvragen_rioIdentificatiecode by address or place: the onderwijslocatiecode, from the register alone."""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.locatie import rijen as locaties
from rio_soap.register.locatie.rijen import Adreslocatie, Onderwijslocatie
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.navraag import Codenavraag, Gevonden
from rio_soap.register.regels.uitslag import Uitslag, afgekeurd
from rio_soap.register.regels.vindplaats import Vindplaats


def navraag(verzoek: Gegeven) -> Codenavraag | None:
    """What the BAG may be asked when RIO has no location with the kadasterPlaatscode asked for; None without one."""
    code = velden.tekst_of_niet(verzoek, "kadasterPlaatscode")
    return None if code is None else Codenavraag(code)


def opvragen_locatiecode(session: Session, verzoek: Gegeven, gevonden: Gevonden | None) -> Uitslag:
    """The onderwijslocatiecode of an aanduidingAdres or a kadasterPlaatscode; A01060 when RIO has no such location.

    An address of the BAG that nobody uses yet has no code either: the BAG is not asked (reasoned). A kadasterPlaatscode
    leads to the location that is that place only; one that was published without its code is found by the name that the
    BAG has for that code.

    :param gevonden: what the BAG said of the code; None when it was not asked.
    """
    adres = velden.deel(verzoek, "aanduidingAdres")
    if adres is not None:
        rij: Onderwijslocatie | Adreslocatie | None = locaties.op_aanduiding_adres(session, adres)
        sleutels = [(naam, str(waarde)) for naam, waarde in adres.velden.items()]
    else:
        plaatscode = velden.tekst(verzoek, "kadasterPlaatscode")
        rij = locaties.op_plaats(session, plaatscode)
        if rij is None and isinstance(gevonden, Vindplaats):
            rij = locaties.op_plaatsnaam(session, gevonden)
        sleutels = [("kadasterPlaatscode", plaatscode)]
    if rij is None:
        return afgekeurd([melding("A01060", sleutels)])
    return Uitslag({"onderwijslocatiecode": rij.code})

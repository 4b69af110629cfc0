"""Searching units, instellingserkenningen and onderwijslocaties by name, number, code, plaats and postcode."""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.zoeken.getypt import bedoeld
from rio_soap.register.zoeken.leesvorm import lees_treffers
from rio_soap.register.zoeken.organisatievraag import keur, lees_organisatievraag
from rio_soap.register.zoeken.treffers import MEESTE, tel, zoek


def zoeken_organisaties(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of what is found; RS1001 for values of no list, RS1013 for too little, RS1012 for more than 10,000.

    When nothing is found by the words as they are, then by those that they may be meant for.
    """
    if fouten := list(keur(context, verzoek)):
        return afgekeurd(fouten)
    vraag = lees_organisatievraag(context, verzoek)
    pagina, grootte = pagina_van(verzoek), gevraagd_aantal(verzoek)
    blad = {"hoeveel": grootte, "vanaf": pagina * grootte}
    gevonden = zoek(session, vraag, **blad)
    aantal = gevonden[0].aantal if gevonden else tel(session, vraag) if pagina else 0
    if not aantal and (anders := bedoeld(session, vraag)) is not None:
        gevonden, aantal = zoek(session, anders, **blad), tel(session, anders)
    if aantal > MEESTE:
        return afgekeurd([melding("RS1012", (("aantalResultaten", aantal),))])
    treffers = lees_treffers(session, gevonden, vraag.dag)
    return Uitslag({"organisatietreffer": treffers, "paginering": paginering(pagina, aantal, grootte)})

"""Searching units, instellingserkenningen and onderwijslocaties by name, number, code, plaats and postcode."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.zoeken.getypt import bedoeld
from rio_soap.register.zoeken.leesvorm import lees_treffers
from rio_soap.register.zoeken.organisatievraag import keur, lees_organisatievraag, onbekende_waarden
from rio_soap.register.zoeken.sleutellijst import Zoekplek, organisaties_op_sleutel, tel_organisaties
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


class Organisatiepagina(NamedTuple):
    """Objects by key.

    :param volgende: the last of them when there may be more; else None.
    :param tel: how many there are on all pages.
    """

    treffers: Sequence[Gegeven]
    volgende: Zoekplek | None
    tel: Callable[[], int]


def organisaties_bladeren(
    session: Session, context: Context, verzoek: Gegeven, na: Zoekplek | None
) -> Organisatiepagina | Sequence[Foutmelding]:
    """All objects that hold on the peildatum, or ended by then as well, by key: of who looks for nothing.

    RS1001 for kinds and a sector that no list has; of what else the request asks nothing counts. There is no
    trefgrond.

    :param na: after which the page begins.
    """
    if fouten := list(onbekende_waarden(context, verzoek)):
        return fouten
    vraag, hoeveel = lees_organisatievraag(context, verzoek), gevraagd_aantal(verzoek)
    gevonden = organisaties_op_sleutel(session, vraag, na, hoeveel)
    volgende = Zoekplek(gevonden[-1].sleutel, gevonden[-1].objecttype) if len(gevonden) == hoeveel else None
    treffers = lees_treffers(session, gevonden, vraag.dag)
    return Organisatiepagina(treffers, volgende, partial(tel_organisaties, session, vraag))

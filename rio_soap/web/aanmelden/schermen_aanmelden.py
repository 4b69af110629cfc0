"""The pages of logging in, and where somebody goes who has to."""

from typing import Final

from rio_soap.register.bevoegdheid.bewaarde_formulieren import bewaar_formulier
from rio_soap.register.bevoegdheid.sessies import Gebruikssessie
from rio_soap.web.aanmelden import accountpagina, externe_ingang, gebruikersbeheer, inloggen, uitnodigingspagina
from rio_soap.web.frame.scherm import Omleiding, Scherm, Schermverzoek

AANMELDSCHERMEN: Final[tuple[Scherm, ...]] = (
    *inloggen.SCHERMEN,
    *externe_ingang.SCHERMEN,
    *uitnodigingspagina.SCHERMEN,
    *accountpagina.SCHERMEN,
    *gebruikersbeheer.SCHERMEN,
)


def naar_inloggen(verzoek: Schermverzoek, sessie: Gebruikssessie | None) -> Omleiding:
    """To the page of logging in, which leads back here; a form that was sent is kept for its owner.

    :param sessie: that is over; None when there was none.
    """
    if sessie is None:
        return Omleiding(verzoek.url("/inloggen", naar=verzoek.hier()))
    velden = [(naam, waarde) for naam, waarde in verzoek.formulier.items(multi=True) if naam != "csrf"]
    wie, nu, geheim = sessie.gebruiker, verzoek.context.moment, None
    if velden:
        register = verzoek.bron.afhandeling.register
        geheim = register.schrijf(lambda session: bewaar_formulier(session, wie, verzoek.pad, velden, nu))
    naar = verzoek.hier(bewaard=geheim)
    return Omleiding(verzoek.url("/inloggen", naar=naar, over="formulier" if geheim else "sessie"))

"""The pages of logging in, and where somebody goes who has to."""

from typing import Final

from rio_soap.register.bevoegdheid.sessies import Gebruikssessie
from rio_soap.web.frame.scherm import Omleiding, Scherm, Schermverzoek

AANMELDSCHERMEN: Final[tuple[Scherm, ...]] = ()


def naar_inloggen(verzoek: Schermverzoek, sessie: Gebruikssessie | None) -> Omleiding:
    """To the page of logging in, which leads back here.

    :param sessie: that is over; None when there was none.
    """
    return Omleiding(verzoek.url("/inloggen", naar=verzoek.hier()))

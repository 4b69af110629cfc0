"""All pages, in the order of the rooms that have them."""

from typing import Final

from flask import Flask

from rio_soap.api.tempo import Tempo
from rio_soap.web.aanmelden.schermen_aanmelden import AANMELDSCHERMEN, naar_inloggen
from rio_soap.web.frame.scherm import Scherm, Schermbron
from rio_soap.web.frame.schermtoepassing import maak_schermtoepassing
from rio_soap.web.mijn.schermen_mijn import MIJN_SCHERMEN
from rio_soap.web.publiek.schermen_publiek import PUBLIEKE_SCHERMEN
from rio_soap.web.werkplek.schermen_werkbank import WERKBANKSCHERMEN

SCHERMEN: Final[tuple[Scherm, ...]] = (
    *PUBLIEKE_SCHERMEN,
    *AANMELDSCHERMEN,
    *MIJN_SCHERMEN,
    *WERKBANKSCHERMEN,
)


def maak_schermen(bron: Schermbron, tempo: Tempo) -> Flask:
    """The application of all pages."""
    return maak_schermtoepassing(bron, SCHERMEN, naar_inloggen, tempo)

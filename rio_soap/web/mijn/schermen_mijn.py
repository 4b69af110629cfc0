"""The pages for who is logged in."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.mijn import (
    adresschermen,
    contactschermen,
    eigenlijst,
    formulierschermen,
    mijn_begin,
    mijn_beheer,
    mijn_berichten,
    mijn_contexten,
    mijn_inzage,
    mijn_organisatie,
    mijn_rollen,
    mijn_signalen,
)

MIJN_SCHERMEN: Final[tuple[Scherm, ...]] = (
    *mijn_begin.SCHERMEN,
    *mijn_organisatie.SCHERMEN,
    *mijn_signalen.SCHERMEN,
    *mijn_berichten.SCHERMEN,
    *mijn_contexten.SCHERMEN,
    *mijn_rollen.SCHERMEN,
    *mijn_inzage.SCHERMEN,
    *mijn_beheer.SCHERMEN,
    *eigenlijst.SCHERMEN,
    *formulierschermen.SCHERMEN,
    *contactschermen.SCHERMEN,
    *adresschermen.SCHERMEN,
)

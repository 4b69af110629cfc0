"""The pages for everybody."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.publiek import (
    aanbodschermen,
    begin,
    erkenningschermen,
    licentieschermen,
    locatieschermen,
    opleidingschermen,
    opleidingserkenningschermen,
    samenwerkingschermen,
)

PUBLIEKE_SCHERMEN: Final[tuple[Scherm, ...]] = (
    *begin.SCHERMEN,
    *aanbodschermen.SCHERMEN,
    *opleidingschermen.SCHERMEN,
    *locatieschermen.SCHERMEN,
    *erkenningschermen.SCHERMEN,
    *samenwerkingschermen.SCHERMEN,
    *opleidingserkenningschermen.SCHERMEN,
    *licentieschermen.SCHERMEN,
)

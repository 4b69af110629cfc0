"""The pages for everybody."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.publiek import begin, codeverwijzing, historie, organisatie, zoeken

PUBLIEKE_SCHERMEN: Final[tuple[Scherm, ...]] = (
    *begin.SCHERMEN,
    *zoeken.SCHERMEN,
    *codeverwijzing.SCHERMEN,
    *organisatie.SCHERMEN,
    *historie.SCHERMEN,
)

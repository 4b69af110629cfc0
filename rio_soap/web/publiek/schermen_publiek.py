"""The pages for everybody."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.publiek import begin, codeverwijzing, historie, organisatieblad, zoekscherm

PUBLIEKE_SCHERMEN: Final[tuple[Scherm, ...]] = (
    *begin.SCHERMEN,
    *zoekscherm.SCHERMEN,
    *codeverwijzing.SCHERMEN,
    *organisatieblad.SCHERMEN,
    *historie.SCHERMEN,
)

"""The pages for who is logged in."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.mijn import eigenlijst, formulierschermen

MIJN_SCHERMEN: Final[tuple[Scherm, ...]] = (
    *eigenlijst.SCHERMEN,
    *formulierschermen.SCHERMEN,
)

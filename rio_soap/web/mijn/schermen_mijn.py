"""The pages for who is logged in."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.mijn import eigenlijst, formulierbladen

MIJN_SCHERMEN: Final[tuple[Scherm, ...]] = (
    *eigenlijst.SCHERMEN,
    *formulierbladen.SCHERMEN,
)

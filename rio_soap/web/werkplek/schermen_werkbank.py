"""The pages of the workbench."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm

WERKBANKSCHERMEN: Final[tuple[Scherm, ...]] = ()

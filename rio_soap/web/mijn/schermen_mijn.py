"""The pages for who is logged in."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm

MIJN_SCHERMEN: Final[tuple[Scherm, ...]] = ()

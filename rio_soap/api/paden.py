"""All paths of the API, in the order of its document."""

from typing import Final

from rio_soap.api import objecten
from rio_soap.api.pad import Pad

PADEN: Final[tuple[Pad, ...]] = (*objecten.PADEN,)

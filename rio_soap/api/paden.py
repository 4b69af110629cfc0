"""All paths of the API, in the order of its document."""

from typing import Final

from rio_soap.api import inrichting, objecten, soorten, wijzigingen
from rio_soap.api.pad import Pad

PADEN: Final[tuple[Pad, ...]] = (*soorten.PADEN, *objecten.PADEN, *wijzigingen.PADEN, *inrichting.PADEN)

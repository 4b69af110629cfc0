"""All paths of the API, in the order of its document."""

from typing import Final

from rio_soap.api import objecten, soorten, versie_en_bestanden, wijzigingen
from rio_soap.api.pad import Pad

PADEN: Final[tuple[Pad, ...]] = (*soorten.PADEN, *objecten.PADEN, *wijzigingen.PADEN, *versie_en_bestanden.PADEN)

"""All paths of the API, in the order of its document."""

from typing import Final

from rio_soap.api import (
    aanbodpaden,
    inrichting,
    objecten,
    organisatiedelen,
    organisaties,
    soorten,
    waardenpaden,
    wijzigingen,
)
from rio_soap.api.pad import Pad

PADEN: Final[tuple[Pad, ...]] = (
    *organisaties.PADEN,
    *organisatiedelen.PADEN,
    *aanbodpaden.PADEN,
    *soorten.PADEN,
    *waardenpaden.PADEN,
    *objecten.PADEN,
    *wijzigingen.PADEN,
    *inrichting.PADEN,
)

"""All paths of the API, in the order of its document."""

from typing import Final

from rio_soap.api import (
    aanbodpaden,
    objecten,
    organisatiedelen,
    organisatiepaden,
    soorten,
    versie_en_bestanden,
    waardenpaden,
    wijzigingspaden,
)
from rio_soap.api.pad import Pad

PADEN: Final[tuple[Pad, ...]] = (
    *organisatiepaden.PADEN,
    *organisatiedelen.PADEN,
    *aanbodpaden.PADEN,
    *soorten.PADEN,
    *waardenpaden.PADEN,
    *objecten.PADEN,
    *wijzigingspaden.PADEN,
    *versie_en_bestanden.PADEN,
)

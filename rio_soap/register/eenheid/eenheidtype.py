"""The specialisations of an opleidingseenheid, which are names of elements, and the types that stand for them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_ANDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "buitenlandseOpleiding": "BUITENLANDSE_OPLEIDING",
        "mboCrossOverKwalificatie": "MBOCROSS_OVERKWALIFICATIE",
    }
)
"""Specialisations whose opleidingseenheidtype is not their name in capitals (public API description)."""

SPECIALISATIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        _ANDERS.get(naam, naam.upper()): naam
        for naam in (
            *("boGroep", "boOpleiding", "boOpleidingsfase", "soGroep", "soOpleiding"),
            *("vsoGroep", "vsoOpleiding", "vsoOpleidingsfase"),
            *("voGroep", "voOpleiding", "voOpleidingsfase", "voVak", "voStage"),
            *("vavoGroep", "vavoOpleiding", "vavoOpleidingsfase"),
            *("educatieOpleiding", "educatieOpleidingsonderdeel"),
            *("mboDomein", "mboKwalificatiedossier", "mboKwalificatie", "mboRegionaleKwalificatie", "mboKeuzedeel"),
            *("mboRegionaalKeuzedeel", "mboDeelkwalificatie", "mboCertificeerbareEenheid"),
            *("mboGeneriekExamenOnderdeel", "mboCrossOverKwalificatie"),
            *("hoOpleiding", "hoOnderwijseenheid", "hoOnderwijseenhedencluster"),
            *("particuliereOpleiding", "evcStandaard", "buitenlandseOpleiding"),
        )
    }
)
"""Opleidingseenheidtype to the specialisation."""


def type_van(specialisatie: str) -> str:
    """The opleidingseenheidtype of a specialisation."""
    return _ANDERS.get(specialisatie, specialisatie.upper())

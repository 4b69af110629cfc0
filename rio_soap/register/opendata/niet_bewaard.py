"""Columns of the published files that have no place in the register, and why.

Every other column is read. A load counts the cells of these that are filled, so that nothing is dropped in silence;
docs/aanvulling/opendata.md shows the same list.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from rio_soap.register.opendata.bestanden import kolommen

REDENEN: Mapping[str, str] = MappingProxyType(
    {
        "ERKENNERCODE": (
            "the contract names an erkenner by its soort (ERKENNER); the code is looked at only where that is empty"
        ),
        "EQF": "derived from the niveau when a unit is read",
        "NLQF": "derived from the niveau when a unit is read",
        "GRAAD": "derived from the niveau when a unit is read",
        "AFKORTING": "the units of ho and nfo are those of V4, whose deliveries have no such field",
        "DOORLOPENDE_LEERLIJN_BO_VO": "an aangebodenSOOpleiding has no such kenmerk in V4",
        "VAN_OPLEIDINGSEENHEIDTYPE": "the unit itself says it",
        "NAAR_OPLEIDINGSEENHEIDTYPE": "the unit itself says it",
        "STRAATNAAM": "V4 has no such field of a locatie, and a delivery brings none",
        "RIJKSDRIEHOEK_X": "a formeel adres has no position in the contract",
        "RIJKSDRIEHOEK_Y": "a formeel adres has no position in the contract",
    }
)
"""Column to the reason."""
_ELDERS_WEL: Mapping[str, frozenset[str]] = {
    "ERKENNERCODE": frozenset({"erkenners.csv", "aanmerkingen_erkenners.csv"}),
    "EQF": frozenset({"nfo_opleidingserkenningen.csv"}),
    "NLQF": frozenset({"nfo_opleidingserkenningen.csv"}),
    "STRAATNAAM": frozenset({"formele_instellingsadressen.csv"}),
}
"""Column to files in which it is kept."""
_ALLEEN_IN: Mapping[str, frozenset[str]] = {
    "DOORLOPENDE_LEERLIJN_BO_VO": frozenset({"aangeboden_so_opleidingen.csv"}),
    "AFKORTING": frozenset({"ho_opleidingen.csv", "ho_opleidingsonderdelen.csv", "nfo_opleidingen.csv"}),
}
"""Column to the only files in which it is not."""


@cache
def van(bestand: str) -> tuple[str, ...]:
    """The columns of a file that are not kept, in their order."""
    return tuple(
        kolom
        for kolom in kolommen()[bestand]
        if kolom in REDENEN
        and bestand not in _ELDERS_WEL.get(kolom, ())
        and bestand in _ALLEEN_IN.get(kolom, (bestand,))
    )

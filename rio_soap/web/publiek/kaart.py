"""A small map of an onderwijslocatie and those around it, from our own coordinates: points, a scale bar and north.

No map of anybody else is asked for: who looks at a school tells nobody else.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rio_soap.register.regels.afstand import Ligging
from rio_soap.register.zoeken.omgeving import Buurlocatie

ZIJDE: Final = 320
"""Width and height of the drawing, in its own units."""
_RAND: Final = 20
_GRAAD: Final = 111.195
"""Kilometres in a degree of latitude, of the same earth as `rio_soap.register.regels.afstand`."""
_MILJOENSTE: Final = 1e-6
_MATEN: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
"""Lengths that a scale bar may have, in kilometres."""


@dataclass(frozen=True, slots=True)
class Kaartpunt:
    """A locatie on the map; `x` and `y` in its units, from the left and from above."""

    code: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Kaart:
    """What is drawn.

    :param maat: what the scale bar says, in kilometres.
    :param balk: how long it is, in units.
    """

    punten: Sequence[Kaartpunt]
    maat: float
    balk: float
    zijde: int = ZIJDE
    midden: float = ZIJDE / 2


def teken(middelpunt: Ligging, buren: Sequence[Buurlocatie]) -> Kaart:
    """The map around a place, large enough for all of its neighbours, with the place in the middle."""
    verst = max([0.1, *(buur.afstand for buur in buren)])
    per_km = (ZIJDE / 2 - _RAND) / verst
    smal = math.cos(math.radians(middelpunt.breedte * _MILJOENSTE))
    punten = []
    for buur in buren:
        oost = (buur.ligging.lengte - middelpunt.lengte) * _MILJOENSTE * _GRAAD * smal
        noord = (buur.ligging.breedte - middelpunt.breedte) * _MILJOENSTE * _GRAAD
        x, y = round(ZIJDE / 2 + oost * per_km, 1), round(ZIJDE / 2 - noord * per_km, 1)
        punten.append(Kaartpunt(buur.locatie, x, y))
    maat = max((een for een in _MATEN if een * per_km <= ZIJDE / 3), default=_MATEN[0])
    return Kaart(punten, maat, round(maat * per_km, 1))

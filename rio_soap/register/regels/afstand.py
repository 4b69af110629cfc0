"""How far one place on earth is from another: pure functions, the same on every database.

Positions are whole millionths of a degree, as search keeps them.
"""

import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

_STRAAL_AARDE: Final = 6371.0088
"""Kilometres; the mean radius of the earth (IUGG)."""
_MILJOENSTEN: Final = 1_000_000
_RUIM: Final = 1.000001
"""So much larger is a box than need be, so that rounding leaves nothing out."""
_HALFROND: Final = 180.0


class Ligging(NamedTuple):
    """Latitude and longitude in millionths of a degree; a middle may lie between these."""

    breedte: float
    lengte: float


class Vak(NamedTuple):
    """A box in degrees of latitude and longitude, in whole millionths; it holds its edges."""

    zuid: int
    noord: int
    west: int
    oost: int


def midden(liggingen: Iterable[Ligging]) -> Ligging | None:
    """The mean of some positions, in whatever order they come; None of none."""
    alle = list(liggingen)
    if not alle:
        return None
    breedte, lengte = (math.fsum(kant) / len(alle) for kant in zip(*alle, strict=True))
    return Ligging(breedte, lengte)


def kilometers(van: Ligging, naar: Ligging) -> Decimal:
    """The distance over the globe (haversine), to the nearest ten metres."""
    breedte, andere = _radialen(van.breedte), _radialen(naar.breedte)
    halve_breedte, halve_lengte = (andere - breedte) / 2, _radialen(naar.lengte - van.lengte) / 2
    deel = math.sin(halve_breedte) ** 2 + math.cos(breedte) * math.cos(andere) * math.sin(halve_lengte) ** 2
    return Decimal(f"{2 * _STRAAL_AARDE * math.asin(math.sqrt(min(deel, 1.0))):.2f}")


def vak_om(middelpunt: Ligging, straal: float) -> Vak:
    """A box that holds all places within so many kilometres, and some others.

    Where a pole is near it is as wide as the globe; across the line of 180 degrees it does not reach: no school is
    there.
    """
    hoek = (straal + 0.01) / _STRAAL_AARDE * _RUIM
    breed = _HALFROND
    if math.sin(hoek) < (cosinus := math.cos(_radialen(middelpunt.breedte))):
        breed = math.degrees(math.asin(math.sin(hoek) / cosinus)) * _RUIM
    hoog = math.degrees(hoek) * _MILJOENSTEN
    breed *= _MILJOENSTEN
    return Vak(
        math.floor(middelpunt.breedte - hoog),
        math.ceil(middelpunt.breedte + hoog),
        math.floor(middelpunt.lengte - breed),
        math.ceil(middelpunt.lengte + breed),
    )


def _radialen(miljoensten: float) -> float:
    return math.radians(miljoensten / _MILJOENSTEN)

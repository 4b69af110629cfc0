"""Coordinates: Rijksdriehoek to WGS84, and a point inside a surface."""

from collections.abc import Sequence
from decimal import Decimal

from rio_soap.chain.ports import Positie

Punt = tuple[float, float]
Ring = Sequence[Punt]

_ACHT = Decimal("0.00000001")

# Polynomial approximation of RDNAPTRANS (Schreutelkamp and Strang van Hees, "Benaderingsformules voor de
# transformatie tussen RD- en WGS84-kaartcoördinaten", 2001): (power of dx, power of dy, coefficient in arc seconds).
_X0, _Y0, _BREEDTE0, _LENGTE0 = 155000.0, 463000.0, 52.15517440, 5.38720621
_BREEDTE = (
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
)
_LENGTE = (
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
)
_RD_X, _RD_Y = (-7000.0, 300000.0), (289000.0, 629000.0)
"""Area in which RD coordinates are defined, metres."""


def in_rd_gebied(punt: Punt) -> bool:
    """Whether RD coordinates lie in the area for which they are defined (Dutch territory in Europe)."""
    return _RD_X[0] <= punt[0] <= _RD_X[1] and _RD_Y[0] <= punt[1] <= _RD_Y[1]


def naar_wgs84(punt: Punt) -> Positie | None:
    """RD x and y in metres to latitude and longitude with 8 decimals, as RIO stores them; None outside the RD area.

    Good to about a metre (reference to the published approximation above); RDNAPTRANS itself needs correction grids.
    """
    if not in_rd_gebied(punt):
        return None
    dx, dy = (punt[0] - _X0) / 1e5, (punt[1] - _Y0) / 1e5
    breedte = _BREEDTE0 + sum(k * dx**p * dy**q for p, q, k in _BREEDTE) / 3600
    lengte = _LENGTE0 + sum(k * dx**p * dy**q for p, q, k in _LENGTE) / 3600
    return Positie(Decimal(breedte).quantize(_ACHT), Decimal(lengte).quantize(_ACHT))


def ligt_binnen(punt: Punt, ringen: Sequence[Ring]) -> bool:
    """Whether a point lies in a surface, by counting crossings with all its rings (holes included)."""
    x, y = punt
    binnen = False
    for ring in ringen:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                binnen = not binnen
    return binnen


def punt_in_vlak(ringen: Sequence[Ring]) -> Punt | None:
    """A point inside a surface: its centre of gravity, or else the middle of its widest part at half height.

    :param ringen: the outer ring first, then the holes; closed or not.
    :returns: None when the outer ring has no area.
    """
    if not ringen or len(ringen[0]) < 3:
        return None
    zwaartepunt = _zwaartepunt(ringen[0])
    if zwaartepunt is None:
        return None
    return zwaartepunt if ligt_binnen(zwaartepunt, ringen) else _breedste(ringen)


def _zwaartepunt(ring: Ring) -> Punt | None:
    x0, y0 = ring[0]  # relative to a corner: the products of large RD numbers would cost precision
    oppervlak = som_x = som_y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        kruis = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        oppervlak += kruis
        som_x += (x1 + x2 - 2 * x0) * kruis
        som_y += (y1 + y2 - 2 * y0) * kruis
    if abs(oppervlak) < 1e-9:
        return None
    return x0 + som_x / (3 * oppervlak), y0 + som_y / (3 * oppervlak)


def _breedste(ringen: Sequence[Ring]) -> Punt | None:
    """The middle of the widest stretch inside the surface on a few horizontal lines."""
    hoogten = [y for _, y in ringen[0]]
    laag, hoog = min(hoogten), max(hoogten)
    beste: tuple[float, Punt] | None = None
    for deel in (0.5, 0.37, 0.63, 0.21, 0.79):
        y = laag + (hoog - laag) * deel
        snijpunten = sorted(
            (x2 - x1) * (y - y1) / (y2 - y1) + x1
            for ring in ringen
            for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
            if (y1 > y) != (y2 > y)
        )
        for links, rechts in zip(snijpunten[::2], snijpunten[1::2], strict=False):
            if beste is None or rechts - links > beste[0]:
                beste = (rechts - links, ((links + rechts) / 2, y))
    return beste[1] if beste else None


def omhullende(ringen: Sequence[Ring]) -> tuple[Punt, Punt] | None:
    """South-west and north-east corner of the rectangle around rings; None without a point."""
    punten = [punt for ring in ringen for punt in ring]
    if not punten:
        return None
    breedtes, hoogtes = [x for x, _ in punten], [y for _, y in punten]
    return (min(breedtes), min(hoogtes)), (max(breedtes), max(hoogtes))

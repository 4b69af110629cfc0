"""Reading GML geometry, of the BAG answers (3.1) and of the BAG extract (3.2): the same names in two namespaces."""

import math
from collections.abc import Iterator

from lxml import etree

from rio_soap.chain.geometry import Punt, punt_in_vlak


def _lokaal(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _zoek(element: etree._Element, naam: str) -> Iterator[etree._Element]:
    return (kind for kind in element.iter(f"{{*}}{naam}"))


def _getallen(tekst: str | None) -> list[float]:
    """Numbers of a list; empty when one of them is no finite number."""
    try:
        getallen = [float(deel) for deel in (tekst or "").split()]
    except ValueError:
        return []
    return getallen if all(map(math.isfinite, getallen)) else []


def punten(getallen: list[float], dimensie: int) -> list[Punt]:
    """x and y of a list of coordinates with 2 or 3 numbers each."""
    aantal = len(getallen) // dimensie
    return [(getallen[i * dimensie], getallen[i * dimensie + 1]) for i in range(aantal)]


def _dimensie(ring: etree._Element, lijst: etree._Element, getallen: list[float]) -> int:
    """2 or 3: as an attribute says, or as makes the ring close."""
    for element in (lijst, ring, *ring.iterancestors()):
        if (gezegd := element.get("srsDimension")) in ("2", "3"):
            return int(gezegd)
        if element is not lijst and _lokaal(element) in ("Polygon", "MultiSurface"):
            break
    if len(getallen) % 2 == 0 and getallen[:2] == getallen[-2:]:
        return 2
    return 3 if len(getallen) % 3 == 0 else 2


def ring(element: etree._Element) -> list[Punt]:
    """Corners of a LinearRing, given as posList or as separate pos elements."""
    for lijst in _zoek(element, "posList"):
        getallen = _getallen(lijst.text)
        return punten(getallen, _dimensie(element, lijst, getallen)) if getallen else []
    return list(_losse_punten(element))


def _losse_punten(element: etree._Element) -> Iterator[Punt]:
    """Points given one by one: as pos, as coord (X and Y), or together as coordinates (``x,y x,y``)."""
    for kind in element.iter():
        naam = _lokaal(kind)
        if naam == "pos":
            groepen = [_getallen(kind.text)]
        elif naam == "coord":
            groepen = [_getallen(" ".join(getal.text or "" for getal in kind))]
        elif naam == "coordinates":
            scheiding = kind.get("cs") or ","
            paren = (kind.text or "").split((kind.get("ts") or " ").strip() or None)
            groepen = [_getallen(paar.replace(scheiding, " ")) for paar in paren]
        else:
            continue
        yield from ((groep[0], groep[1]) for groep in groepen if len(groep) >= 2)


def ringen(polygoon: etree._Element) -> list[list[Punt]]:
    """The rings of a Polygon, the outer one first."""
    return [ring(kind) for kind in _zoek(polygoon, "LinearRing")]


def punt(geometrie: etree._Element) -> Punt | None:
    """The point of a geometry: of a gml:Point itself, of a surface one inside; None when there is no usable one."""
    for element in geometrie.iter():
        naam = _lokaal(element)
        if naam == "Point":
            return next(_losse_punten(element), None)
        if naam == "Polygon":
            return punt_in_vlak(ringen(element))
    return None


def omhullende(geometrie: etree._Element) -> tuple[float, float, float, float] | None:
    """The rectangle (left, bottom, right, top) around all rings in a geometry."""
    hoeken = [hoek for kind in _zoek(geometrie, "LinearRing") for hoek in ring(kind)]
    if not hoeken:
        return None
    xs, ys = [x for x, _ in hoeken], [y for _, y in hoeken]
    return min(xs), min(ys), max(xs), max(ys)

"""One flat schema per contract, as it is served: the sources are split, but many clients cannot follow an include.

A file without a target namespace takes that of whoever includes it. Clients of several stacks do not know that: they
lose the types, and with them what a value is (PHP then reads ``false`` as a text, which is true in an ``if``).
"""

from collections.abc import Callable, Iterator
from xml.sax.saxutils import quoteattr

from lxml import etree

_XS = "http://www.w3.org/2001/XMLSchema"
_SOORTEN = ("simpleType", "complexType", "element")
"""The order in which kinds are written: what others are made of comes first."""
_NAMEN = ("type", "base", "ref", "substitutionGroup")
"""Attributes that name a definition."""
_EIGEN = "rio"
"""Prefix of our own names: clients (node's soap for one) do not find the base of a type by a name without prefix."""
_Sleutel = tuple[str, str]
"""Kind (one of `_SOORTEN`) and name of a definition."""
_Lezer = Callable[[str], etree._Element]
"""The root of a schema by its file name."""


def plat_schema(naam: str, lees: _Lezer) -> bytes:
    """A schema with everything that it includes, as one document: the same for the same sources, to the byte.

    Types of which others are made come before them and heads of substitution groups before their members, since clients
    that read a schema once, from above, know only what they have met. All of its names are in its target namespace.

    :param naam: a schema with a target namespace, such as ``DUO_RIO_Beheren_OnderwijsOrganisatie_V4.xsd``.
    :param lees: gives the root of a schema by its file name.
    :raises ValueError: for a kind of definition that the sources did not have when this was written.
    """
    doel = lees(naam).get("targetNamespace", "")
    opening = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<xs:schema xmlns:xs={quoteattr(_XS)} xmlns:{_EIGEN}={quoteattr(doel)}\n"
        f"    targetNamespace={quoteattr(doel)}"
        ' elementFormDefault="qualified" attributeFormDefault="unqualified">\n'
    )
    delen = "".join("\n" + "".join(_regels(definitie, 1)) for definitie in _op_volgorde(_definities(naam, lees)))
    return f"{opening}{delen}\n</xs:schema>\n".encode()


def _definities(naam: str, lees: _Lezer) -> dict[_Sleutel, etree._Element]:
    """All global definitions of a schema and of what it includes, in the order of the sources."""
    gevonden: dict[_Sleutel, etree._Element] = {}
    for kind in lees(naam).iterchildren(etree.Element):
        soort = etree.QName(kind).localname
        if soort == "include":
            gevonden |= _definities(kind.get("schemaLocation", ""), lees)
        elif soort in _SOORTEN:
            gevonden[soort, kind.get("name", "")] = kind
        else:
            raise ValueError(f"{naam}: xs:{soort} is not known here")
    return gevonden


def _op_volgorde(definities: dict[_Sleutel, etree._Element]) -> list[etree._Element]:
    """Kind after kind; within a kind what a definition rests on before it, else as in the sources."""
    geordend: dict[_Sleutel, etree._Element] = {}
    bezig: set[_Sleutel] = set()

    def zet(sleutel: _Sleutel) -> None:
        if sleutel in bezig:  # done, or a type that holds itself: then the sources decide
            return
        bezig.add(sleutel)
        for ander in _rust_op(sleutel[0], definities[sleutel]):
            if ander in definities and ander[0] == sleutel[0]:
                zet(ander)
        geordend[sleutel] = definities[sleutel]

    for soort in _SOORTEN:
        for sleutel in definities:
            if sleutel[0] == soort:
                zet(sleutel)
    return list(geordend.values())


def _rust_op(soort: str, definitie: etree._Element) -> Iterator[_Sleutel]:
    """What a definition names: first the base of a type or the head of a group, then the types of its fields."""
    yield soort, definitie.get("substitutionGroup", "")
    for deel in definitie.iter(etree.Element):
        yield soort, deel.get("base", "")
    for deel in definitie.iter(etree.Element):
        yield soort, deel.get("type", "")


def _regels(element: etree._Element, diepte: int) -> Iterator[str]:
    """A definition as text, without comments."""
    kenmerken = "".join(f" {naam!s}={quoteattr(_waarde(str(naam), str(waarde)))}" for naam, waarde in element.items())
    begin, naam = "  " * diepte, etree.QName(element).localname
    kinderen = list(element.iterchildren(etree.Element))
    if not kinderen:
        yield f"{begin}<xs:{naam}{kenmerken}/>\n"
        return
    yield f"{begin}<xs:{naam}{kenmerken}>\n"
    for kind in kinderen:
        yield from _regels(kind, diepte + 1)
    yield f"{begin}</xs:{naam}>\n"


def _waarde(naam: str, waarde: str) -> str:
    return f"{_EIGEN}:{waarde}" if naam in _NAMEN and ":" not in waarde else waarde

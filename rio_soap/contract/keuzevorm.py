"""The same messages without substitution groups: where one of a group may stand, a choice of its members says so.

Clients of many stacks do not follow a substitution group: they write the name of its head, or leave out what they do
not know. A choice all of them know. Nobody can tell from a message by which of the two it was made.
"""

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

_XS = "{http://www.w3.org/2001/XMLSchema}"
_ELEMENT, _CHOICE = f"{_XS}element", f"{_XS}choice"
_HOOFD = "substitutionGroup"
_MAG_NIET = ("block", "final", "blockDefault", "finalDefault")
"""Attributes that keep members out of a group, or let only some in."""


def keuze_schema(plat: bytes) -> bytes:
    """A flat schema in which a choice of elements stands for each reference to the head of a substitution group.

    The choice has the occurrences of the reference, and holds what may stand there, in the order of the document: all
    members of the group at any depth and the head itself, as far as they are not abstract; where that is one, no choice
    is needed. Heads that are abstract are left out, as is what may occur 0 times: no message can hold either.

    :param plat: as `rio_soap.contract.plat.plat_schema` gives it: no include, each name with its prefix.
    :raises ValueError: for a schema of which this would make another one, such as one that blocks substitution.
    """
    wortel = etree.fromstring(plat, etree.XMLParser(remove_blank_text=True, remove_comments=True))
    groepen = _groepen(wortel)
    for element in list(wortel.iter(_ELEMENT)):
        if element.get("maxOccurs") == "0":
            _laat_weg(element)
        elif (leden := groepen.get(element.get("ref", ""))) is not None:
            _vervang(element, leden)
    for element in wortel.findall(_ELEMENT):
        if element.get("abstract") in ("true", "1"):
            wortel.remove(element)
        elif _HOOFD in element.attrib:
            del element.attrib[_HOOFD]
    return _tekst(wortel)


def _groepen(wortel: etree._Element) -> dict[str, list[str]]:
    """Per head, by its name with prefix: the names that may stand for it; none for an abstract one without members."""
    voorvoegsel = {uri: naam for naam, uri in wortel.nsmap.items()}[wortel.get("targetNamespace", "")]
    elementen = {f"{voorvoegsel}:{element.get('name')}": element for element in wortel.iterchildren(_ELEMENT)}
    direct = defaultdict(list)
    for naam, element in elementen.items():
        if (hoofd := element.get(_HOOFD)) is not None:
            direct[hoofd].append(naam)
            _moet_vrij_zijn(wortel, elementen[hoofd])
            if element.get("type") is None:
                raise ValueError(f"{naam}: a member without a type of its own has that of its head")

    def staan(naam: str) -> Iterator[str]:
        if elementen[naam].get("abstract") not in ("true", "1"):
            yield naam
        for lid in direct[naam]:
            yield from staan(lid)

    volgorde = {naam: plek for plek, naam in enumerate(elementen)}
    return {
        naam: sorted(staan(naam), key=volgorde.__getitem__)
        for naam, element in elementen.items()
        if naam in direct or element.get("abstract") in ("true", "1")
    }


def _moet_vrij_zijn(wortel: etree._Element, hoofd: etree._Element) -> None:
    """A head whose members may all stand for it."""
    soort = (hoofd.get("type") or "").split(":")[-1]
    for deel in (wortel, hoofd, *wortel.iterfind(f"{_XS}complexType[@name='{soort}']")):
        if any(deel.get(kenmerk) for kenmerk in _MAG_NIET):
            raise ValueError(f"{hoofd.get('name')}: {etree.QName(deel).localname} blocks members of the group")


def _laat_weg(element: etree._Element) -> None:
    ouder = element.getparent()
    if ouder is None or ouder.tag != f"{_XS}sequence":
        raise ValueError(f"{element.get('ref') or element.get('name')}: in a choice, nothing would be a way to fill it")
    ouder.remove(element)


def _vervang(element: etree._Element, leden: list[str]) -> None:
    """A choice in the place of the reference; of one member that member itself."""
    if not leden:
        raise ValueError(f"{element.get('ref')}: abstract, and nothing may stand for it")
    keren = {naam: waarde for naam in ("minOccurs", "maxOccurs") if (waarde := element.get(naam)) is not None}
    ouder = element.getparent()
    if ouder is None:
        raise ValueError("a reference stands in a type")
    keuze = etree.Element(_CHOICE, keren)
    for lid in leden:
        etree.SubElement(keuze, _ELEMENT, ref=lid)
    if len(leden) == 1:
        keuze = etree.Element(_ELEMENT, {"ref": leden[0], **keren})
    ouder.replace(element, keuze)


def _tekst(wortel: etree._Element) -> bytes:
    """The document, a definition per paragraph, the same for the same schema."""
    etree.indent(wortel)
    for kind in wortel:
        kind.tail = f"\n{kind.tail}" if kind.getnext() is not None else kind.tail
    return etree.tostring(wortel, xml_declaration=True, encoding="UTF-8") + b"\n"

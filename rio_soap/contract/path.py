"""Where an element stands in its message, said in the one form that all findings use."""

from typing import cast

from lxml import etree

_KIND = etree.XPath("*[local-name() = $naam][position() = $nummer]")
"""In libxml2: a message may hold a hundred thousand of one name, and a hundred findings."""


def pad(element: etree._Element, bericht: etree._Element | None = None) -> str:
    """Path from the message element: ``/aanleveren_opleidingseenheid_request/hoOpleiding[1]/niveau[1]``.

    :param bericht: the message element; without it the path begins at the outermost ancestor in the same namespace.
    """
    delen: list[str] = []
    while element is not bericht and (ouder := _ouder(element, bericht)) is not None:
        delen.append(f"{naam(element)}[{_positie(element)}]")
        element = ouder
    return "/" + "/".join([naam(element), *reversed(delen)])


def element_op(waar: str, bericht: etree._Element) -> etree._Element | None:
    """The element of a path such as `pad` gives, below a message element; None when there is none."""
    element = bericht
    for stap in waar.split("/")[2:]:
        lokaal, _, nummer = stap.rstrip("]").partition("[")
        gevonden = cast("list[etree._Element]", _KIND(element, naam=lokaal, nummer=int(nummer or 1)))
        if not gevonden:
            return None
        element = gevonden[0]
    return element


def regel_op(waar: str, bericht: etree._Element) -> int | None:
    """The line of the element of a path, 1-based; None when it is not known."""
    element = element_op(waar, bericht)
    regel: object = element.sourceline if element is not None else None
    return regel if isinstance(regel, int) else None


def naam(element: etree._Element) -> str:
    """Local name; for what is no element (comment, processing instruction) what it is."""
    return etree.QName(element).localname if isinstance(element.tag, str) else "(geen element)"


def _ouder(element: etree._Element, bericht: etree._Element | None) -> etree._Element | None:
    ouder = element.getparent()
    if ouder is None or bericht is not None:
        return ouder
    return ouder if etree.QName(ouder).namespace == etree.QName(element).namespace else None


def _positie(element: etree._Element) -> int:
    """1-based, among the siblings of the same name."""
    if not isinstance(element.tag, str):
        return 1
    return 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))

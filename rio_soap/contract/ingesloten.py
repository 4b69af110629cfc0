"""Objects and requests that stand within a message of another contract (type Objectinhoud), found and taken out.

The schema of a message lets anything pass there (xs:any, lax), so what is found here is judged by its own contract.
What is enclosed and of the same contract the schema has judged already.
"""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import cast

from lxml import etree

from rio_soap.contract.operaties import DIENSTEN, Dienst
from rio_soap.contract.vorm import vormen, zelfstandig

MAX_DIEP = 3
"""How deep one message may stand in another: a check of a bundel of messages is two. Each level is judged with all that
stands in it, so that without a limit a message of a megabyte could keep the service busy for minutes."""


def vreemd(bericht: etree._Element, dienst: Dienst) -> Iterator[tuple[etree._Element, Dienst]]:
    """What is enclosed in a message, at any depth, and of another contract than what encloses it; each with its own.

    What no contract knows is left out. Costs nothing for a message of a contract that encloses nothing, as V4.
    """
    if not vormen(dienst).insluiters:
        return
    for houder in bericht.iter(*_insluiters()):
        for element in houder.iterchildren(etree.Element):
            gevonden = zelfstandig(str(element.tag))
            if gevonden is not None and gevonden[0].schema_ns != etree.QName(houder).namespace:
                yield element, gevonden[0]


def te_diep(bericht: etree._Element, dienst: Dienst) -> etree._Element | None:
    """What is enclosed deeper than `MAX_DIEP`; None when nothing is."""
    if not vormen(dienst).insluiters:
        return None
    for houder in bericht.iter(*_insluiters()):
        if sum(1 for _ in houder.iterancestors(*_insluiters())) >= MAX_DIEP:
            return houder
    return None


def staat_in_vreemd(element: etree._Element, bericht: etree._Element, dienst: Dienst) -> bool:
    """Whether an element is, or stands in, what is enclosed and of another contract than the message."""
    while element is not bericht and (ouder := element.getparent()) is not None:
        if ouder.tag in _insluiters() and etree.QName(element).namespace != dienst.schema_ns:
            return True
        element = ouder
    return False


def zonder_vreemd(bericht: etree._Element, dienst: Dienst) -> etree._Element | None:
    """A copy of a message in which elements of other contracts are left empty; None when there are none.

    An xsi:type that names a type of such a contract is unknown to the schema of the message.
    """
    if next(vreemd(bericht, dienst), None) is None:
        return None
    kopie = deepcopy(bericht)
    for element, _ in list(vreemd(kopie, dienst)):
        staart = element.tail
        element.clear()
        element.tail = staart
    return kopie


def los_kopie(element: etree._Element) -> etree._Element:
    """A copy of an enclosed element with the prefixes that were declared above it, which an xsi:type may use."""
    houder = etree.Element("kopie", nsmap=cast("dict[str, str]", element.nsmap))  # None, the default, is right too
    houder.append(deepcopy(element))
    return houder[0]


@cache
def _insluiters() -> tuple[str, ...]:
    return tuple(tag for dienst in DIENSTEN for tag in vormen(dienst).insluiters)

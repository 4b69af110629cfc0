"""Validity of a message against the XSD: libxml2 (lxml) decides; only after a "no" `uitleg` names every finding."""

import re
import threading
from functools import cache
from itertools import islice
from typing import Any, cast

from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.operaties import DIENSTEN, Dienst
from rio_soap.contract.plek import naam, pad
from rio_soap.contract.uitleg import Bevinding, inhoud, leg_uit, toegestaan

__all__ = ["Bevinding", "bereid_voor", "bevindingen", "is_geldig"]

_NAMESPACE = re.compile(r"\{[^}]*\}")
_STAP = re.compile(r"(?:[^/\[\]:]+:)?([^/\[\]:]+)(?:\[([0-9]+)\])?")


def _maak(dienst: Dienst) -> etree.XMLSchema:
    """Compile a schema: 35 to 50 ms."""
    return etree.XMLSchema(etree.parse(str(bron.pad(f"xsd/{dienst.xsd}"))))


_gedeeld = {dienst.naam: _maak(dienst) for dienst in DIENSTEN}
"""For verdicts only, which threads do not mix: each validation has a context of its own in libxml2. Eight threads with
a copy each waited 80 ms at their first message and pushed one another's copies out of the processor's cache."""
_slot = threading.Lock()
"""Of those that also tell the errors, which threads would mix: one at a time. A copy per thread would have to be made
anew with every thread, and threads come and go (`rio_soap.cli.uitdeler`)."""


@cache
def _met_fouten(dienst: Dienst) -> etree.XMLSchema:
    return _maak(dienst)


def bereid_voor() -> None:
    """Compile the schemas that tell errors now, so that the first message that needs one need not wait for it."""
    with _slot:
        for dienst in DIENSTEN:
            _met_fouten(dienst)


def is_geldig(element: etree._Element, dienst: Dienst) -> bool:
    """Whether an element, where it stands in its envelope, is valid by the XSD of a contract.

    Any global element of the contract will do: whether it is the message of an operation is for the caller to ask.
    """
    return bool(_gedeeld[dienst.naam].validate(etree.ElementTree(element)))


def bevindingen(element: etree._Element, dienst: Dienst, maximum: int = 25) -> list[Bevinding]:
    """What makes a message invalid, at most `maximum` findings; empty for a valid message only."""
    if is_geldig(element, dienst):
        return []
    return leg_uit(element, dienst, maximum) or _van_libxml2(element, dienst, maximum)


def lege_elementen(element: etree._Element, maximum: int = 25) -> list[Bevinding]:
    """Elements without any content, which must not be sent (PvE 6.4.4) though the XSD lets some pass."""
    leeg = (deel for deel in element.iter(etree.Element) if len(deel) == 0 and not deel.text)
    return [
        Bevinding(pad(deel, element), _regel(deel), "(leeg)", "een waarde, of het element weglaten", "Leeg element")
        for deel in islice(leeg, maximum)
    ]


def _regel(element: etree._Element) -> int | None:
    regel: object = element.sourceline
    return regel if isinstance(regel, int) else None


def _van_libxml2(element: etree._Element, dienst: Dienst, maximum: int) -> list[Bevinding]:
    """What libxml2 says, for what xmlschema has no objection to or no time for."""
    with _slot:
        schema = _met_fouten(dienst)
        schema.validate(etree.ElementTree(element))
        fouten = list(islice(cast("list[Any]", schema.error_log), maximum))
    gevonden = []
    for fout in fouten:
        plek = _element(element, str(fout.path or ""))
        mag, melding = toegestaan(plek, element, dienst), _NAMESPACE.sub("", str(fout.message))
        regel = int(fout.line) or None
        gevonden.append(Bevinding(pad(plek, element), regel, inhoud(plek)[:200], mag[:1000], melding[:1000]))
    return gevonden or [Bevinding(pad(element, element), None, naam(element), "een geldig bericht", "Ongeldig bericht")]


def _element(bericht: etree._Element, libxml2_pad: str) -> etree._Element:
    """The element of a path of libxml2 (``/duo:bericht/*[4]``), as deep as it can be followed."""
    element = bericht
    for stap in libxml2_pad.split("/")[2:]:
        if not (delen := _STAP.fullmatch(stap)):
            break
        kinderen = (kind for kind in element.iterchildren(etree.Element) if delen[1] in ("*", naam(kind)))
        kind = next(islice(kinderen, int(delen[2] or 1) - 1, None), None)
        if kind is None:
            break
        element = kind
    return element

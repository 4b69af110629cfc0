"""Validity of a message against the XSD: libxml2 (lxml) decides; only after a "no" `uitleg` names every finding."""

import re
import threading
from itertools import islice
from typing import Any, cast

from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.operaties import DIENSTEN, Dienst
from rio_soap.contract.plek import naam, pad
from rio_soap.contract.termijn import Termijn
from rio_soap.contract.uitleg import MAX_SECONDEN, Bevinding, inhoud, leg_uit, toegestaan

__all__ = ["Bevinding", "bereid_voor", "bevindingen", "is_geldig"]

_NAMESPACE = re.compile(r"\{[^}]*\}")
_MAX_KLOK = 2.0
"""Seconds on the clock for an explanation, of which `uitleg.MAX_SECONDEN` are work."""
_STAP = re.compile(r"(?:[^/\[\]:]+:)?([^/\[\]:]+)(?:\[([0-9]+)\])?")


def _maak(dienst: Dienst) -> etree.XMLSchema:
    """Compile a schema: 35 to 50 ms."""
    return etree.XMLSchema(etree.parse(str(bron.pad(f"xsd/{dienst.xsd}"))))


class _Schemas(threading.local):
    """One XMLSchema per thread and contract: a shared one mixes the errors of threads."""

    def __init__(self) -> None:
        self._per_dienst: dict[str, etree.XMLSchema] = {}

    def van(self, dienst: Dienst) -> etree.XMLSchema:
        """The compiled schema, compiled once per thread."""
        if dienst.naam not in self._per_dienst:
            self._per_dienst[dienst.naam] = _maak(dienst)
        return self._per_dienst[dienst.naam]


_schemas = _Schemas()
_gedeeld = {dienst.naam: _maak(dienst) for dienst in DIENSTEN}
"""For verdicts only, which threads do not mix: each validation has a context of its own in libxml2. Eight threads with
a copy each waited 80 ms at their first message and pushed one another's copies out of the processor's cache."""


def bereid_voor() -> None:
    """Compile the schemas of this thread now, so that its first invalid message need not wait for it."""
    for dienst in DIENSTEN:
        _schemas.van(dienst)


def is_geldig(element: etree._Element, dienst: Dienst) -> bool:
    """Whether an element, where it stands in its envelope, is valid by the XSD of a contract.

    Any global element of the contract will do: whether it is the message of an operation is for the caller to ask.
    """
    return bool(_gedeeld[dienst.naam].validate(etree.ElementTree(element)))


def bevindingen(
    element: etree._Element, dienst: Dienst, maximum: int = 25, termijn: Termijn | None = None
) -> list[Bevinding]:
    """What makes a message invalid, at most `maximum` findings; empty for a valid message only.

    :param termijn: the time for it, by default `uitleg.MAX_SECONDEN`; there is one finding at least.
    """
    if is_geldig(element, dienst):
        return []
    termijn = (termijn or Termijn(MAX_SECONDEN, _MAX_KLOK)).deel(MAX_SECONDEN)
    return leg_uit(element, dienst, maximum, termijn) or _van_libxml2(element, dienst, maximum, termijn)


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


def _van_libxml2(element: etree._Element, dienst: Dienst, maximum: int, termijn: Termijn) -> list[Bevinding]:
    """What libxml2 says, for what xmlschema has no objection to or no time for."""
    schema = _schemas.van(dienst)
    schema.validate(etree.ElementTree(element))
    gevonden = []
    for fout in islice(cast("list[Any]", schema.error_log), maximum):
        plek = _element(element, str(fout.path or ""))
        mag, melding = toegestaan(plek, element, dienst), _NAMESPACE.sub("", str(fout.message))
        regel = int(fout.line) or None
        gevonden.append(Bevinding(pad(plek, element), regel, inhoud(plek)[:200], mag[:1000], melding[:1000]))
        if termijn.om:
            break
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

"""Validity of a message against the XSD: libxml2 (lxml) decides; only after a "no" `uitleg` names every finding.

What is enclosed in a message and of another contract (`ingesloten`) is held against the schema of that contract.

Of one thing libxml2 knows less than the standard: white space around dates and moments (`blanken`). That too is looked
at only after its "no", so that a message without it costs nothing more.
"""

import re
import threading
from dataclasses import replace
from functools import cache
from itertools import chain, islice
from typing import Protocol, cast

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract import bron
from rio_soap.contract.blanken import zonder_blanken
from rio_soap.contract.budget import Budget
from rio_soap.contract.ingesloten import MAX_DIEP, staat_in_vreemd, te_diep, vreemd, zonder_vreemd
from rio_soap.contract.mankement import is_waarde, leg_element_uit
from rio_soap.contract.operaties import DIENSTEN, Dienst
from rio_soap.contract.path import naam, pad
from rio_soap.contract.uitleg import MAX_SECONDEN, leg_uit
from rio_soap.contract.vorm import XS, vormen

_MAX_KLOK = 2.0
"""Seconds on the clock for an explanation, of which `uitleg.MAX_SECONDEN` are work."""
_STAP = re.compile(r"(?:([^/\[\]:]+):)?([^/\[\]:]+)(?:\[([0-9]+)\])?")
_INHOUD = etree.ErrorTypes.SCHEMAV_ELEMENT_CONTENT
"""What libxml2 calls an element in a wrong place, or one that lacks an element."""


def _maak(dienst: Dienst, *, los: bool = False) -> etree.XMLSchema:
    """Compile a schema: 35 to 50 ms.

    :param los: with a global element for every object that may be enclosed; V4 has none for some.
    """
    boom = etree.parse(str(bron.pad(f"xsd/{dienst.xsd}")))
    for naam_, vorm in vormen(dienst).los.items() if los else ():
        if naam_ not in vormen(dienst).elementen:
            etree.SubElement(boom.getroot(), f"{XS}element", {"name": naam_, "type": vorm.naam})
    return etree.XMLSchema(boom)


_gedeeld = {dienst.naam: _maak(dienst) for dienst in DIENSTEN}
"""For verdicts only, which threads do not mix: each validation has a context of its own in libxml2. Eight threads with
a copy each waited 80 ms at their first message and pushed one another's copies out of the processor's cache."""
_lock = threading.Lock()
"""Of those that also tell the errors, which threads would mix: one at a time. A copy per thread would have to be made
anew with every thread, and threads come and go (`rio_soap.server.dispatcher`)."""


class _Klacht(Protocol):
    """An entry in libxml2's log, as far as it is read: its place and its kind, never its words."""

    path: str | None
    type: int


@cache
def _met_fouten(dienst: Dienst, *, los: bool) -> etree.XMLSchema:
    return _maak(dienst, los=los)


@cache
def _voor_los(dienst: Dienst) -> etree.XMLSchema:
    """For verdicts on what is enclosed in a message of another contract."""
    return _maak(dienst, los=True) if set(vormen(dienst).los) - set(vormen(dienst).elementen) else _gedeeld[dienst.naam]


def bereid_voor() -> None:
    """Compile the schemas that tell errors now, so that the first message that needs one need not wait for it."""
    with _lock:
        for dienst in DIENSTEN:
            _met_fouten(dienst, los=False)
            _voor_los(dienst)


def is_geldig(element: etree._Element, dienst: Dienst) -> bool:
    """Whether an element, where it stands in its envelope, is valid by the XSD of a contract.

    Any global element of the contract will do: whether it is the message of an operation is for the caller to ask.
    """
    return (
        _te_verklaren(element, dienst) is None
        and te_diep(element, dienst) is None
        and all(_te_verklaren(deel, van, los=True) is None for deel, van in vreemd(element, dienst))
    )


def _te_verklaren(element: etree._Element, dienst: Dienst, *, los: bool = False) -> etree._Element | None:
    """None for a valid message; of another what is to be explained, without white space that does not count, and
    without what is enclosed and of another contract.

    :param los: it stands in a message of another contract itself.
    """
    oordeel = (_voor_los(dienst) if los else _gedeeld[dienst.naam]).validate
    if oordeel(etree.ElementTree(element)):
        return None
    kopie = zonder_blanken(element, dienst, los=los)
    if kopie is not None and oordeel(etree.ElementTree(kopie)):
        return None
    beoordeeld = element if kopie is None else kopie
    kopie = zonder_vreemd(beoordeeld, dienst)
    if kopie is None:
        return beoordeeld
    return None if oordeel(etree.ElementTree(kopie)) else kopie


def bevindingen(
    element: etree._Element, dienst: Dienst, maximum: int = 25, budget: Budget | None = None
) -> list[Bevinding]:
    """What makes a message invalid, at most `maximum` findings; empty for a valid message only.

    xmlschema finds what stands in a wrong place; of values libxml2 sees more: to it a no-break space is no white space.

    :param budget: the time for it, by default `uitleg.MAX_SECONDEN`; there is one finding at least.
    """
    budget = (budget or Budget(MAX_SECONDEN, _MAX_KLOK)).deel(MAX_SECONDEN)
    if (houder := te_diep(element, dienst)) is not None:
        zin = Tekst.met("xsd.te-diep", aantal=MAX_DIEP)
        return [Bevinding("xsd", pad(houder, element), _regel(houder), naam(houder), None, zin)]
    gevonden = _van_een(element, dienst, maximum, budget)
    for deel, van in vreemd(element, dienst):
        if len(gevonden) >= maximum or (gevonden and budget.om):
            break
        in_deel = _van_een(deel, van, maximum - len(gevonden), budget, los=True)
        waar, begin = pad(deel, element), f"/{naam(deel)}"
        gevonden += [replace(b, waar=waar + b.waar.removeprefix(begin)) for b in in_deel]
    return gevonden


def _van_een(
    element: etree._Element, dienst: Dienst, maximum: int, budget: Budget, *, los: bool = False
) -> list[Bevinding]:
    """The same, apart from what is enclosed in it and of another contract."""
    if (beoordeeld := _te_verklaren(element, dienst, los=los)) is None:
        return []
    gevonden = leg_uit(element, dienst, maximum, budget)
    if len(gevonden) < maximum and not (gevonden and budget.om):
        bekend = {b.waar for b in gevonden}
        meer = _van_libxml2(element, beoordeeld, dienst, maximum, budget, waarden=bool(gevonden), los=los)
        gevonden += [b for b in meer if b.waar not in bekend]
    return gevonden[:maximum] or [_ongeldig(element)]


def _ongeldig(element: etree._Element) -> Bevinding:
    """All that can be said of a message of which nothing more was found out."""
    mag = Tekst("toegestaan.geldig-bericht")
    return Bevinding("xsd", pad(element, element), _regel(element), naam(element), mag, Tekst("xsd.ongeldig"))


def ongeldige_elementen(element: etree._Element, dienst: Dienst, maximum: int = 25) -> list[etree._Element]:
    """The elements to which libxml2 objects, each once: a fiftieth of the time that `bevindingen` takes."""
    delen = chain([(element, dienst, False)], ((deel, van, True) for deel, van in vreemd(element, dienst)))
    gevonden = (
        _element(deel, pad_)
        for deel, van, los in delen
        for pad_ in dict.fromkeys(str(fout.path or "") for fout in _klachten(deel, van, los=los))
    )
    return list(islice(gevonden, maximum))


def lege_elementen(element: etree._Element, maximum: int = 25) -> list[Bevinding]:
    """Elements without any content, which must not be sent (PvE 6.4.4) though the XSD lets some pass."""
    leeg = (deel for deel in element.iter(etree.Element) if len(deel) == 0 and not deel.text)
    staat, mag = Tekst("gevonden.leeg"), Tekst("toegestaan.waarde-of-weg")
    return [Bevinding("leeg-element", pad(deel, element), _regel(deel), staat, mag) for deel in islice(leeg, maximum)]


def _regel(element: etree._Element) -> int | None:
    regel: object = element.sourceline
    return regel if isinstance(regel, int) else None


def _klachten(element: etree._Element, dienst: Dienst, maximum: int | None = None, *, los: bool) -> list[_Klacht]:
    """Entries of libxml2's log on an element, at most so many."""
    with _lock:
        schema = _met_fouten(dienst, los=los)
        schema.validate(etree.ElementTree(element))
        return list(islice(cast("list[_Klacht]", schema.error_log), maximum))


def _van_libxml2(
    element: etree._Element,
    beoordeeld: etree._Element,
    dienst: Dienst,
    maximum: int,
    budget: Budget,
    *,
    waarden: bool,
    los: bool,
) -> list[Bevinding]:
    """What is wrong at the places that libxml2 names, each once; its words are for nobody.

    :param beoordeeld: the message or its copy without white space, for libxml2.
    :param waarden: only values; for the rest xmlschema has been heard.
    """
    gevonden: dict[str, Bevinding] = {}
    for fout in _klachten(beoordeeld, dienst, 4 * maximum, los=los):  # a value has two: of the facet, of the type
        beklaagd = _element(element, str(fout.path or ""))
        if staat_in_vreemd(beklaagd, element, dienst):
            continue
        if waarden and not is_waarde(beklaagd, element, dienst):
            continue
        bevinding = leg_element_uit(beklaagd, element, dienst, ook_plaats=fout.type == _INHOUD)
        gevonden.setdefault(bevinding.waar, bevinding)
        if budget.om:
            break
    return list(gevonden.values())[:maximum]


def _element(bericht: etree._Element, libxml2_pad: str) -> etree._Element:
    """The element of a path of libxml2 (``/duo:bericht/*[4]``), as deep as it can be followed."""
    element = bericht
    for stap in libxml2_pad.split("/")[2:]:
        if not (delen := _STAP.fullmatch(stap)):
            break
        kinderen = (
            kind
            for kind in element.iterchildren(etree.Element)
            if delen[2] == "*" or (kind.prefix, naam(kind)) == (delen[1], delen[2])
        )
        kind = next(islice(kinderen, int(delen[3] or 1) - 1, None), None)
        if kind is None:
            break
        element = kind
    return element

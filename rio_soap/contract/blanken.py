"""White space that the standard takes away before it judges, and libxml2 does not: around dates, moments and xsi:type.

Their whiteSpace is collapse, fixed (XSD 1.0 part 2, 4.3.6). Of all other types of the contract libxml2 collapses it.
"""

from copy import deepcopy
from functools import cache
from typing import cast

from lxml import etree

from rio_soap.contract.ingesloten import los_kopie
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.contract.waarde import WIT, kaal

_DAGEN = frozenset({"date", "dateTime"})
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_MET_TYPE = etree.XPath(
    "descendant-or-self::*[@xsi:type]", namespaces={"xsi": "http://www.w3.org/2001/XMLSchema-instance"}
)


def zonder_blanken(bericht: etree._Element, dienst: Dienst, *, los: bool = False) -> etree._Element | None:
    """A copy of a message, in a copy of its envelope, without that white space; None when it has none of it.

    :param los: what is given stands in another message, of which no copy is wanted.

    The message itself stays as it was sent: its signature is over that, and the log keeps that.
    """
    tags = _tags(dienst)
    if not any(_kaal(blad, bericht, dienst) for blad in bericht.iter(*tags)) and not any(
        map(_type, _getypeerd(bericht))
    ):
        return None
    kopie = los_kopie(bericht) if los else _kopie(bericht)
    for blad, ander in zip(bericht.iter(*tags), kopie.iter(*tags), strict=True):
        if (tekst := _kaal(blad, bericht, dienst)) is not None:
            ander.text = tekst
    for ander in _getypeerd(kopie):
        if (naam := _type(ander)) is not None:
            ander.set(_TYPE, naam)
    return kopie


@cache
def _tags(dienst: Dienst) -> tuple[str, ...]:
    """Names of all elements that hold a date or a moment in some type of a contract: eighteen of some two hundred."""
    contract = vormen(dienst)
    velden = [
        (tag, soort)
        for naam in contract.complexe_namen
        if isinstance(vorm := contract.soort(naam), Vorm)
        for tag, (_, soort) in vorm.per_tag.items()
    ]
    return tuple(sorted({tag for tag, soort in velden if isinstance(soort, Simpel) and soort.primitief in _DAGEN}))


def _kaal(blad: etree._Element, bericht: etree._Element, dienst: Dienst) -> str | None:
    """The text of a date or moment without its white space; None where there is none, or it is another type here."""
    tekst = blad.text or ""
    if len(blad) or not _randen(tekst):
        return None
    soort = vormen(dienst).soort_van(blad, bericht)
    return kaal(soort, tekst) or None if isinstance(soort, Simpel) and soort.primitief in _DAGEN else None


def _getypeerd(bericht: etree._Element) -> list[etree._Element]:
    return cast("list[etree._Element]", _MET_TYPE(bericht))


def _type(element: etree._Element) -> str | None:
    """The xsi:type of an element without its white space; None where there is none."""
    naam = element.get(_TYPE, "")
    return naam.strip(WIT) or None if _randen(naam) else None


def _randen(tekst: str) -> bool:
    return bool(tekst) and (tekst[0] in WIT or tekst[-1] in WIT)


def _kopie(bericht: etree._Element) -> etree._Element:
    """The message in a copy of the whole document: a prefix in xsi:type may be declared on the envelope."""
    stappen: list[int] = []
    element = bericht
    while (ouder := element.getparent()) is not None:
        stappen.append(ouder.index(element))
        element = ouder
    kopie = deepcopy(element)
    for stap in reversed(stappen):
        kopie = kopie[stap]
    return kopie

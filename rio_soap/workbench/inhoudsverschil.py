"""In what the elements of two messages differ, for people: a message beside one that was good.

What is new in every message is passed over: its numbers and times, and the signature with what belongs to it. The bytes
that were signed are compared by `rio_soap.workbench.verschil`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from rio_soap.contract.document_header import CODE, TIJDSTIP
from rio_soap.edukoppeling.envelope import lees_boom
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.uris import WSSE
from rio_soap.workbench.ontvangst import ontpak

MAX_VERSCHILLEN: Final = 50
"""Differences that are told."""
_MAX_ELEMENTEN: Final = 20_000
_MAX_TEKST: Final = 200
_EIGEN: Final = frozenset({"MessageID", CODE, TIJDSTIP})


@dataclass(frozen=True, slots=True)
class Elementverschil:
    """An element that is not the same in both.

    :param waar: its path in local names, with its number where there are more.
    :param goede: its text in the good message; None when it is not there.
    :param deze: the same of the other.
    """

    waar: str
    goede: str | None
    deze: str | None


def vergelijk_inhoud(goede: bytes, deze: bytes, profiel: Profiel) -> tuple[Elementverschil, ...] | None:
    """The first differences, in the order of the message; None when one of them cannot be read."""
    try:
        een, ander = (dict(_elementen(lees_boom(ontpak(data).data, profiel))) for data in (goede, deze))
    except Edufout:
        return None
    paden = dict.fromkeys([*ander, *een])
    verschillen = (Elementverschil(waar, een.get(waar), ander.get(waar)) for waar in paden)
    gevonden = [verschil for verschil in verschillen if verschil.goede != verschil.deze]
    return tuple(gevonden[:MAX_VERSCHILLEN])


def _elementen(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Path and text of each element."""
    rij: list[tuple[etree._Element, str]] = [(root, f"/{etree.QName(root).localname}")]
    aantal = 0
    while rij and aantal < _MAX_ELEMENTEN:
        element, pad = rij.pop()
        aantal += 1
        yield pad, " ".join((element.text or "").split())[:_MAX_TEKST]
        rij += [(kind, f"{pad}/{naam}") for kind, naam in reversed(list(_kinderen(element)))]


def _kinderen(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The elements in this one that are not its message's own, with their names, numbered where there are more."""
    namen = [(kind, etree.QName(kind)) for kind in element if isinstance(kind.tag, str)]
    over = [(kind, naam.localname) for kind, naam in namen if naam.localname not in _EIGEN and naam.namespace != WSSE]
    aantallen, gehad = Counter(naam for _, naam in over), Counter[str]()
    for kind, naam in over:
        gehad[naam] += 1
        yield kind, f"{naam}[{gehad[naam]}]" if aantallen[naam] > 1 else naam

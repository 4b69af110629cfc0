"""Answers that have more than the contract knows: what is known is read, the rest is left out and named.

V4 was changed in place before. The signature of such an answer is right and the delivery it answers was done; a client
that throws it away has lost a code for the sake of an element it does not use. So three things may differ: elements
that the contract does not have at that place (also a new member of a substitution group), attributes, and values beyond
the limits of their type (a new value of a list, a longer text) that can still be read. What is known and missing, in
another order or of another type is no answer of this contract.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from rio_soap.bevinding import Bevinding
from rio_soap.bevinding.spraak import zin
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.path import naam, pad
from rio_soap.contract.vorm import Vorm, compleet, vormen

_MAX_AFWIJKINGEN = 25
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


class ContractAfwijking(UserWarning):
    """An answer of RIO has what this version of the contract does not know; it was read without that."""


class Onleesbaar(ValueError):
    """An answer that differs from the contract in what is known; the text says where."""


def lees(element: etree._Element, dienst: Dienst, *, soepel: bool = True) -> tuple[Gegeven, tuple[str, ...]]:
    """The typed message of an answer, and what in it the contract does not know, a line each.

    :param soepel: leave out what is not known; otherwise an answer is valid by the XSD or not read.
    :raises Onleesbaar: for any other difference, and for a value that Python's types cannot hold.
    """
    afwijkingen: tuple[str, ...] = ()
    if not schema.is_geldig(element, dienst):
        if not soepel:
            raise Onleesbaar("; ".join(f"{b.waar}: {b.zin()}" for b in schema.bevindingen(element, dienst)))
        element, afwijkingen = _gesnoeid(element, dienst)
    try:
        return mapping.lees(element, dienst), afwijkingen
    except mapping.Waardefout as fout:
        raise Onleesbaar(f"{fout.bevinding.waar}: {fout}") from fout
    except (ValueError, ArithmeticError) as fout:  # of a value that is not even of the kind of its type
        raise Onleesbaar(zin("clientfout.ander_type", waarom=fout)) from fout


@dataclass(slots=True)
class _Snoeier:
    """Takes out of a message what the contract does not know."""

    bericht: etree._Element
    gevonden: dict[str, list[str]] = field(default_factory=dict)
    """What was taken out, by its path without positions: on a page of five hundred it is the same one each time."""

    def snoei(self, element: etree._Element, vorm: Vorm) -> None:
        """Leave what is known of an element.

        :raises Onleesbaar: when that is not what the contract has there.
        """
        vreemd = [kind for kind in element if kind.tag not in vorm.per_tag]
        for kind in vreemd:
            self._noem(kind, "")
        for kind in vreemd:
            element.remove(kind)
        self._attributen(element)
        for kind in element:
            soort = vorm.per_tag[str(kind.tag)][1]
            if isinstance(soort, Vorm):
                self.snoei(kind, soort)
                continue
            self._attributen(kind)
            if len(kind):
                raise Onleesbaar(zin("clientfout.elementen", waar=pad(kind, self.bericht)))
            if soort.primitief == "boolean" and (kind.text or "").strip() not in ("true", "false", "1", "0"):
                gevonden = (kind.text or "")[:40]
                raise Onleesbaar(zin("clientfout.waar_of_niet", waar=pad(kind, self.bericht), gevonden=gevonden))
        if not vreemd and not compleet(vorm, [naam(kind) for kind in element]):
            er_is = ", ".join(naam(kind) for kind in element) or zin("clientfout.niets")
            raise Onleesbaar(zin("clientfout.andere_elementen", waar=pad(element, self.bericht), gevonden=er_is[:300]))

    def _attributen(self, element: etree._Element) -> None:
        for sleutel in [str(s) for s in element.attrib if not str(s).startswith(_XSI)]:
            self._noem(element, f"/@{sleutel}")
            del element.attrib[sleutel]

    def _noem(self, element: etree._Element, achter: str) -> None:
        waar = pad(element, self.bericht) + achter
        kort = "/".join(deel.partition("[")[0] for deel in waar.split("/"))
        if kort in self.gevonden or len(self.gevonden) < _MAX_AFWIJKINGEN:
            self.gevonden.setdefault(kort, []).append(waar)

    def regels(self) -> list[str]:
        """A line per kind of what was taken out."""
        return [
            zin("clientfout.weggelaten", waar=plaatsen[0])
            if len(plaatsen) == 1
            else zin("clientfout.weggelaten_vaker", waar=plaatsen[0], keren=len(plaatsen))
            for plaatsen in self.gevonden.values()
        ]


def _gesnoeid(element: etree._Element, dienst: Dienst) -> tuple[etree._Element, tuple[str, ...]]:
    """A copy with what is known only, and what it differs in.

    :raises Onleesbaar: when it differs in what is known.
    """
    kopie = deepcopy(element)
    snoeier = _Snoeier(kopie)
    snoeier.snoei(kopie, cast("Vorm", vormen(dienst).elementen[naam(element)]))
    if kopie.find("{*}requestGoedgekeurd") is None:
        raise Onleesbaar(zin("clientfout.zonder_uitkomst", bericht=naam(element)))
    over = [] if schema.is_geldig(kopie, dienst) else schema.bevindingen(kopie, dienst, _MAX_AFWIJKINGEN)
    regels = [_afwijking(b) for b in over]
    return kopie, (*snoeier.regels(), *regels)


def _afwijking(b: Bevinding) -> str:
    return zin("clientfout.afwijking", waar=b.waar, wat=b.zin(), gevonden=b.gevonden, toegestaan=b.toegestaan)

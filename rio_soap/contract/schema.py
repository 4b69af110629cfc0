"""Validity of a message against the XSD.

libxml2 (lxml) decides; only after a "no" the `xmlschema` package walks the message to name every finding, since it is
some fifty times slower and far more precise.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, cast

import xmlschema
from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.operaties import DIENSTEN, Dienst

_MAX_TEKST = 200
_slot = threading.Lock()


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding.

    :param waar: path from the message element, with positions: ``/…_request/hoOpleiding[1]/niveau[1]``.
    :param regel: line in the message as received, 1-based, if known.
    :param gevonden: what stands there, cut to 200 characters.
    :param toegestaan: what may stand there: facets of the type, or elements.
    :param melding: what is wrong, for people.
    """

    waar: str
    regel: int | None
    gevonden: str
    toegestaan: str
    melding: str


class _Schemas(threading.local):
    """One XMLSchema per thread and contract: a shared one mixes the errors of threads."""

    def __init__(self) -> None:
        self._per_dienst: dict[str, etree.XMLSchema] = {}

    def van(self, dienst: Dienst) -> etree.XMLSchema:
        """The compiled schema; compiling takes 35 to 50 ms, once per thread."""
        if dienst.naam not in self._per_dienst:
            self._per_dienst[dienst.naam] = etree.XMLSchema(etree.parse(str(bron.pad(f"xsd/{dienst.xsd}"))))
        return self._per_dienst[dienst.naam]


_schemas = _Schemas()


def bereid_voor() -> None:
    """Compile the schemas of this thread now, so that its first message need not wait for it."""
    for dienst in DIENSTEN:
        _schemas.van(dienst)


def is_geldig(element: etree._Element, dienst: Dienst) -> bool:
    """Whether a message element, where it stands in its envelope, is valid by the XSD of a contract."""
    return bool(_schemas.van(dienst).validate(etree.ElementTree(element)))


@cache
def _uitlegger(dienst: Dienst) -> Any:
    """The schema for `xmlschema`; compiling takes some seconds, hence only when something has to be explained."""
    return xmlschema.XMLSchema10(str(bron.pad(f"xsd/{dienst.xsd}")), allow="local")


def bevindingen(element: etree._Element, dienst: Dienst, maximum: int = 25) -> list[Bevinding]:
    """Everything that makes a message invalid, at most `maximum` findings; empty for a valid one."""
    with _slot:
        gevonden = [_bevinding(fout) for fout in islice(_fouten(element, dienst), maximum)]
    if gevonden or is_geldig(element, dienst):
        return gevonden
    return _van_libxml2(element, dienst)[:maximum]


def _fouten(element: etree._Element, dienst: Dienst) -> Iterator[Any]:
    uitlegger = _uitlegger(dienst)
    if etree.QName(element).localname not in uitlegger.elements or element.nsmap is None:
        return iter(())
    return iter(uitlegger.iter_errors(element))


def _bevinding(fout: Any) -> Bevinding:
    plek = fout.elem if isinstance(fout.elem, etree._Element) else None
    # For a wrong child xmlschema points at the parent; the child itself is what the sender has to look at.
    kind = _fout_kind(fout, plek)
    reden = " ".join(str(fout.reason or fout.message).split())
    doel = kind if kind is not None else plek
    gevonden = str(etree.QName(kind).localname) if kind is not None else _tekst(plek)
    return Bevinding(
        _pad(doel) if doel is not None else str(fout.path or "/"),
        _regel(doel),
        gevonden[:_MAX_TEKST],
        _toegestaan(fout)[: _MAX_TEKST * 5],
        _kort(reden)[: _MAX_TEKST * 2],
    )


def _regel(element: etree._Element | None) -> int | None:
    return cast("int | None", element.sourceline) if element is not None else None


def _fout_kind(fout: Any, plek: etree._Element | None) -> etree._Element | None:
    if plek is None or not isinstance(fout, xmlschema.XMLSchemaChildrenValidationError):
        return None
    return plek[fout.index] if 0 <= fout.index < len(plek) else None


def _tekst(element: etree._Element | None) -> str:
    if element is None:
        return ""
    if len(element):
        return ", ".join(etree.QName(kind).localname for kind in islice(element, 20))
    return element.text or "(leeg)"


def _toegestaan(fout: Any) -> str:
    """Facets of a simple type, or the elements that may follow."""
    if isinstance(fout, xmlschema.XMLSchemaChildrenValidationError):
        verwacht = [str(deel.local_name) for deel in fout.expected or () if getattr(deel, "local_name", None)]
        leden = [str(lid.local_name) for deel in fout.expected or () for lid in _leden(deel)]
        return "een van: " + ", ".join(dict.fromkeys(leden or verwacht)) if leden or verwacht else "niets meer"
    soort = getattr(fout.validator, "parent", None) or fout.validator
    soort = getattr(soort, "type", soort)
    if not getattr(soort, "facets", None):
        return str(getattr(soort, "local_name", None) or "")
    facetten = [_facet(naam, facet) for naam, facet in soort.facets.items() if naam]
    naam = str(getattr(soort, "local_name", None) or "")
    return ": ".join(deel for deel in (naam, ", ".join(tekst for tekst in facetten if tekst)) if deel)


def _leden(deel: Any) -> Iterator[Any]:
    """The elements that really may stand there: members of a substitution group instead of its abstract head."""
    iter_substitutes = getattr(deel, "iter_substitutes", None)
    if iter_substitutes is not None:
        yield from (lid for lid in (deel, *iter_substitutes()) if not lid.abstract and not lid.type.abstract)


def _facet(naam: str, facet: Any) -> str:
    kort = naam.rsplit("}", 1)[-1]
    if kort == "whiteSpace":
        return ""
    if hasattr(facet, "regexps"):
        return f"{kort} {' '.join(facet.regexps)}"
    return f"{kort} {getattr(facet, 'value', '')}"


def _kort(reden: str) -> str:
    """Without the namespace in front of every name."""
    for dienst in DIENSTEN:
        reden = reden.replace(f"{{{dienst.schema_ns}}}", "")
    return reden


def _pad(element: etree._Element) -> str:
    delen: list[str] = []
    deel: etree._Element | None = element
    while deel is not None:
        naam = etree.QName(deel)
        delen.append(naam.localname + _positie(deel))
        ouder = deel.getparent()
        deel = ouder if ouder is not None and etree.QName(ouder).namespace == naam.namespace else None
    return "/" + "/".join(reversed(delen))


def _positie(element: etree._Element) -> str:
    ouder = element.getparent()
    gelijken = [kind for kind in ouder if kind.tag == element.tag] if ouder is not None else []
    return f"[{gelijken.index(element) + 1}]" if len(gelijken) > 1 else ""


def _van_libxml2(element: etree._Element, dienst: Dienst) -> list[Bevinding]:
    """What libxml2 says, for what xmlschema has no objection to."""
    schema = _schemas.van(dienst)
    schema.validate(etree.ElementTree(element))
    return [
        Bevinding(str(regel.path or "/"), int(regel.line) or None, "", "", _kort(str(regel.message))[: _MAX_TEKST * 2])
        for regel in cast("list[Any]", schema.error_log)
    ] or [Bevinding("/", _regel(element), str(element.tag)[:_MAX_TEKST], "een bericht van dit contract", "Ongeldig")]

"""Every finding of an invalid message, said for the one who has to mend it.

The `xmlschema` package walks the message; what follows what is told from our own tables, since those say exactly which
elements may stand on a place. Walking is some fifty times slower than libxml2, hence only after a "no" of libxml2,
only for messages of a bounded number of elements, and for a bounded time.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, cast

from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.misplaatst import waarom_niet, wat_ontbreekt
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.plek import naam, pad
from rio_soap.contract.termijn import Termijn
from rio_soap.contract.vorm import Simpel, Vorm, compleet, verwacht, vormen
from rio_soap.contract.waarde import WIT, wat_mankeert, zichtbaar

_MAX_TEKST = 200
_MAX_TOEGESTAAN = 1000
_MAX_ELEMENTEN = 5000
"""Largest message that is walked: xmlschema looks unexpected children up by index, which is quadratic."""
_MAX_WACHTEN = 0.5
"""Seconds that a message waits for the explanation of another before it takes the shorter one of libxml2."""
MAX_SECONDEN = 0.4
"""Seconds of processor for one message; what was found by then is told."""

_slot = threading.Lock()
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_VRIJ = frozenset({f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"})
_ATTRIBUTEN = "geen attributen, behalve xsi:type van een afgeleid type"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding.

    :param waar: path from the message element, with positions: ``/…_request/hoOpleiding[1]/niveau[1]``.
    :param regel: line in the message as received, 1-based, if known.
    :param gevonden: what stands there, cut to 200 characters.
    :param toegestaan: what may stand there: the elements, or the limits of the type.
    :param melding: what is wrong, for people, in Dutch.
    :param soort: the kind of mistake, for programs: of an element ``element-volgorde``, ``-teveel``, ``-keuze``,
        ``-ontbreekt``, ``-namespace``, ``-onbekend`` or ``-abstract``; of a value ``te-kort``, ``te-lang``,
        ``patroon``, ``datum``, ``boolean`` or ``getal``; ``losse-tekst``, ``kind-in-waarde``, ``leeg-element``,
        ``attribuut``, ``nil``, ``xsi-type``, ``xsi-type-past-niet``; ``xsd`` for what our tables have no name for.
    """

    waar: str
    regel: int | None
    gevonden: str
    toegestaan: str
    melding: str
    soort: str = "xsd"


class _Genoeg(Exception):
    """The time for an explanation is up."""


def leg_uit(element: etree._Element, dienst: Dienst, maximum: int, termijn: Termijn) -> list[Bevinding]:
    """At most `maximum` findings, in Dutch, with path, line, value found and what is allowed; fewer when time is up.

    Empty for a valid message, for one that is too large or that xmlschema itself stumbles over (an unknown xsi:type, a
    year of twenty digits), and when other messages keep xmlschema too long.
    """
    import xmlschema  # here and below: importing it takes a fifth of a second, and most processes explain nothing

    if next(islice(element.iter(), _MAX_ELEMENTEN, None), None) is not None:
        return []
    if not _slot.acquire(timeout=min(_MAX_WACHTEN, termijn.rest)):
        return []
    gevonden: list[tuple[etree._Element, Bevinding]] = []
    try:
        with termijn.stil():
            _uitlegger(dienst)
        for paar in islice(_bevindingen(element, dienst, termijn), maximum):
            gevonden.append(paar)
            if termijn.om:
                break
    except _Genoeg:
        pass
    except (
        xmlschema.XMLSchemaException,
        ArithmeticError,
        ValueError,
    ):  # what it lets through of elementpath and decimal
        return []
    finally:
        _slot.release()
    plaatsen = {deel: plaats for plaats, deel in enumerate(element.iter())}
    gevonden.sort(key=lambda paar: _volgnummer(paar[0], paar[1], plaatsen))
    return [bevinding for _, bevinding in gevonden]


@cache
def _uitlegger(dienst: Dienst) -> Any:
    """The schema for `xmlschema`; compiling takes a quarter of a second, hence only for something to explain."""
    import xmlschema

    return xmlschema.XMLSchema10(str(bron.pad(f"xsd/{dienst.xsd}")), allow="local")


_NAAR_PLAATS = ("element-teveel", "element-keuze", "element-volgorde", "element-namespace", "element-onbekend")


def _volgnummer(
    plek: etree._Element, bevinding: Bevinding, plaatsen: Mapping[etree._Element, int]
) -> tuple[int, bool, str]:
    """Order of findings: that of the message; that an element may not stand there before what is wrong in it, and that
    one is lacking after what is there."""
    laatste = bevinding.soort == "element-ontbreekt" and bevinding.gevonden != naam(plek) and len(plek)
    while laatste and len(plek):
        plek = plek[-1]
    return plaatsen.get(plek, 0), bevinding.soort not in _NAAR_PLAATS, bevinding.waar


def _bevindingen(
    bericht: etree._Element, dienst: Dienst, termijn: Termijn
) -> Iterator[tuple[etree._Element, Bevinding]]:
    """Places with what is wrong there, as xmlschema comes to them."""
    import xmlschema

    def bewaak(_element: object, _soort: object) -> bool:
        """Asked by xmlschema at every element; False lets it go on."""
        if termijn.om:
            raise _Genoeg
        return False

    # Prefixes in xsi:type may be declared on the envelope, which xmlschema does not look at.
    prefixen = {prefix or "": uri for prefix, uri in bericht.nsmap.items()}
    vorige: etree._Element | None = None
    for fout in _uitlegger(dienst).iter_errors(bericht, namespaces=prefixen, validation_hook=bewaak):
        plek = fout.elem if isinstance(fout.elem, etree._Element) else bericht
        if isinstance(fout, xmlschema.XMLSchemaChildrenValidationError):
            yield plek[fout.index] if fout.index < len(plek) else plek, _volgorde(fout, plek, bericht, dienst)
        elif plek is not vorige:  # xmlschema tells what a base type objects to and then the same of the type itself
            vorige = plek
            if _mankement(plek, bericht, dienst) is not None:  # an xsi:type it tells of twice too, first of the parent
                yield plek, leg_plek_uit(plek, bericht, dienst)


def _volgorde(fout: Any, plek: etree._Element, bericht: etree._Element, dienst: Dienst) -> Bevinding:
    """A child that may not stand there, or one that is lacking."""
    mogelijk = _mogelijk(fout, plek, bericht, dienst)
    if fout.index >= len(plek):
        return _onvolledig(plek, bericht, mogelijk)
    return _misplaatst(plek[fout.index], bericht, dienst, mogelijk)


def _mogelijk(fout: Any, plek: etree._Element, bericht: etree._Element, dienst: Dienst) -> list[str]:
    """Elements that may stand there: by our tables, or by xmlschema when an earlier child was wrong too."""
    soort = vormen(dienst).soort_van(plek, bericht)
    voor = [naam(kind) for kind in islice(plek, fout.index)]
    if isinstance(soort, Vorm) and (volgende := verwacht(soort, voor)):
        return volgende
    leden = [str(lid.local_name) for deel in fout.expected or () for lid in _leden(deel)]
    return list(dict.fromkeys(leden))


def _leden(deel: Any) -> Iterator[Any]:
    """Members of a substitution group instead of its abstract head."""
    if hasattr(deel, "iter_substitutes"):
        yield from (lid for lid in (deel, *deel.iter_substitutes()) if not lid.abstract and not lid.type.abstract)


def _onvolledig(plek: etree._Element, bericht: etree._Element, mogelijk: list[str]) -> Bevinding:
    gevonden = naam(plek[-1]) if len(plek) else "(leeg)"
    melding = f"De inhoud van {naam(plek)} is niet volledig: na {gevonden} ontbreekt nog een element"
    return _maak(plek, bericht, gevonden, _lijst(mogelijk), melding, "element-ontbreekt")


def _misplaatst(kind: etree._Element, bericht: etree._Element, dienst: Dienst, mogelijk: list[str]) -> Bevinding:
    """A child that may not stand there, and why."""
    ouder = kind.getparent()
    lokaal, boven = naam(kind)[:_MAX_TEKST], vormen(dienst).soort_van(ouder, bericht) if ouder is not None else None
    melding = f"{lokaal} mag hier niet staan"
    if isinstance(kind.tag, str) and etree.QName(kind).namespace != dienst.schema_ns:
        tekst = f"{melding}: verkeerde namespace"
        return _maak(kind, bericht, str(kind.tag), _lijst(mogelijk), tekst, "element-namespace")
    voor = [naam(ander) for ander in kind.itersiblings(preceding=True)][::-1]
    reden, aantal, namen = waarom_niet(boven, voor, lokaal) if isinstance(boven, Vorm) else ("element-onbekend", 0, ())
    if reden == "element-teveel":
        wat = lokaal if len(namen) == 1 else f"een van {', '.join(namen)}"
        melding = f"{lokaal} staat er te vaak: {wat} mag hier hoogstens {aantal} maal staan"
    elif reden == "element-keuze":
        melding = f"{lokaal} mag niet naast {', '.join(namen)} staan: kies een van beide"
    elif reden == "element-volgorde" and isinstance(boven, Vorm):
        na = [naam(ander) for ander in islice(kind.itersiblings(), _MAX_ELEMENTEN)]
        if nodig := wat_ontbreekt(boven, voor, lokaal, na):
            reden, melding = "element-ontbreekt", f"{lokaal} mag hier niet staan: ervoor ontbreekt {_of(nodig)}"
    return _maak(kind, bericht, lokaal, _lijst(mogelijk), melding, reden)


def leg_plek_uit(
    plek: etree._Element, bericht: etree._Element, dienst: Dienst, *, misplaatst: bool = False
) -> Bevinding:
    """What is wrong with an element of an invalid message, by our tables.

    :param misplaatst: ask first whether it may stand where it does, then what is wrong with itself.
    """
    ouder = plek.getparent()
    boven = vormen(dienst).soort_van(ouder, bericht) if ouder is not None and plek is not bericht else None
    if misplaatst and isinstance(boven, Vorm):
        mogelijk = verwacht(boven, [naam(kind) for kind in plek.itersiblings(preceding=True)][::-1])
        if naam(plek) not in mogelijk or etree.QName(plek).namespace != dienst.schema_ns:
            return _misplaatst(plek, bericht, dienst, mogelijk)
    return _mankement(plek, bericht, dienst) or _maak(
        plek, bericht, inhoud(plek), toegestaan(plek, bericht, dienst), "Past niet op het schema", "xsd"
    )


def is_waarde(plek: etree._Element, bericht: etree._Element, dienst: Dienst) -> bool:
    """Whether a simple type stands here."""
    return isinstance(vormen(dienst).soort_van(plek, bericht), Simpel)


def _mankement(plek: etree._Element, bericht: etree._Element, dienst: Dienst) -> Bevinding | None:
    """What is wrong with an element by itself; None when nothing is."""
    soort = vormen(dienst).soort_van(plek, bericht)
    if (attribuut := _attribuut(plek, dienst, soort)) is not None:
        attributen = ", ".join(f'{sleutel!s}="{waarde!s}"' for sleutel, waarde in islice(plek.attrib.items(), 5))
        return _maak(plek, bericht, attributen, _ATTRIBUTEN, *attribuut)
    if isinstance(soort, Simpel):
        return _simpel(plek, bericht, soort)
    if soort is None or soort.abstract:
        return _onbekend(plek, bericht, dienst)
    if tekst := next(filter(None, ((deel or "").strip(WIT) for deel in (plek.text, *(k.tail for k in plek)))), ""):
        melding = "Tekst tussen elementen is niet toegestaan"
        return _maak(plek, bericht, zichtbaar(tekst), "alleen elementen", melding, "losse-tekst")
    kinderen = [naam(kind) for kind in plek]
    mogelijk = verwacht(soort, kinderen)
    return _onvolledig(plek, bericht, mogelijk) if mogelijk and not compleet(soort, kinderen) else None


def _simpel(plek: etree._Element, bericht: etree._Element, soort: Simpel) -> Bevinding | None:
    if len(plek):
        melding = "In dit element is alleen tekst toegestaan"
        return _maak(plek, bericht, inhoud(plek), soort.omschrijving, melding, "kind-in-waarde")
    gebrek = wat_mankeert(soort, plek.text or "")
    return gebrek and _maak(plek, bericht, zichtbaar(inhoud(plek)), soort.omschrijving, gebrek[1], gebrek[0])


def _onbekend(plek: etree._Element, bericht: etree._Element, dienst: Dienst) -> Bevinding | None:
    """An element of which our tables know no type: a global one that is no message, or an abstract head."""
    if plek is bericht:
        melding = "Dit element bestaat niet in dit contract"
        return _maak(plek, bericht, inhoud(plek), toegestaan(plek, bericht, dienst), melding, "element-onbekend")
    if etree.QName(plek).namespace == dienst.schema_ns and naam(plek) in vormen(dienst).elementen:
        melding = "Dit element is abstract: gebruik het element van het soort object"
        return _maak(plek, bericht, inhoud(plek), toegestaan(plek, bericht, dienst), melding, "element-abstract")
    return None


def _attribuut(plek: etree._Element, dienst: Dienst, soort: Vorm | Simpel | None) -> tuple[str, str] | None:
    """What is wrong with the attributes of an element, as finding and kind."""
    for sleutel, waarde in plek.attrib.items():
        if sleutel == f"{_XSI}nil":
            return "xsi:nil is niet toegestaan", "nil"
        if sleutel == f"{_XSI}type":
            if soort is not None and (gebrek := _xsi_type(plek, str(waarde), dienst, soort)) is not None:
                return gebrek
        elif sleutel not in _VRIJ:
            return "Dit attribuut is niet toegestaan", "attribuut"
    return None


def _xsi_type(plek: etree._Element, waarde: str, dienst: Dienst, soort: Vorm | Simpel) -> tuple[str, str] | None:
    """Whether the type that an xsi:type names is that of the element, or a value derived from it."""
    prefix, _, lokaal = waarde.strip(WIT).rpartition(":")
    contract = vormen(dienst)
    if plek.nsmap.get(prefix or None) != dienst.schema_ns or lokaal not in contract.namen:
        return "xsi:type noemt een type dat hier niet bestaat", "xsi-type"
    ander = contract.soort(lokaal)
    if ander is soort or (isinstance(ander, Simpel) and soort.naam in ander.bases):
        return None
    return "Het type in xsi:type past niet op deze plaats", "xsi-type-past-niet"


def toegestaan(plek: etree._Element, bericht: etree._Element, dienst: Dienst) -> str:
    """What may stand on a place: the limits of its simple type, or the elements that may follow those before it."""
    soort = vormen(dienst).soort_van(plek, bericht)
    if isinstance(soort, Simpel):
        return soort.omschrijving
    ouder = plek.getparent()
    boven = vormen(dienst).soort_van(ouder, bericht) if ouder is not None and plek is not bericht else None
    if not isinstance(boven, Vorm):
        return "een bericht van dit contract"
    return _lijst(verwacht(boven, [naam(kind) for kind in plek.itersiblings(preceding=True)][::-1]))


def _of(namen: Sequence[str]) -> str:
    return ", ".join(namen[:-1]) + (" of " if len(namen) > 1 else "") + namen[-1]


def _lijst(namen: list[str]) -> str:
    return ("een van: " if len(namen) > 1 else "") + (", ".join(namen) or "geen element meer")


def inhoud(element: etree._Element) -> str:
    """What stands there: the text, or the names of the first elements."""
    if len(element):
        return ", ".join(naam(kind) for kind in islice(element, 20))
    return element.text or "(leeg)"


def _maak(
    plek: etree._Element, bericht: etree._Element, gevonden: str, mag: str, melding: str, soort: str
) -> Bevinding:
    regel = cast("int | None", plek.sourceline)
    return Bevinding(
        pad(plek, bericht), regel, gevonden[:_MAX_TEKST], mag[:_MAX_TOEGESTAAN], melding[:_MAX_TOEGESTAAN], soort
    )

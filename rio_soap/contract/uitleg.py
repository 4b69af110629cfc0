"""Every finding of an invalid message, said for the one who has to mend it.

The `xmlschema` package walks the message; what follows what is told from our own tables, since those say exactly which
elements may stand on a place. Walking is some fifty times slower than libxml2, hence only after a "no" of libxml2,
only for messages of a bounded number of elements, and for a bounded time.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, cast

from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.plek import naam, pad
from rio_soap.contract.termijn import Termijn
from rio_soap.contract.vorm import Simpel, Vorm, verwacht, vormen

_MAX_TEKST = 200
_MAX_TOEGESTAAN = 1000
_MAX_ELEMENTEN = 5000
"""Largest message that is walked: xmlschema looks unexpected children up by index, which is quadratic."""
_MAX_WACHTEN = 0.5
"""Seconds that a message waits for the explanation of another before it takes the shorter one of libxml2."""
MAX_SECONDEN = 0.4
"""Seconds of processor for one message; what was found by then is told."""

_slot = threading.Lock()
_SOORTEN = {
    "date": "geen geldige datum (jjjj-mm-dd)",
    "dateTime": "geen geldig tijdstip (jjjj-mm-ddTuu:mm:ss, met Z of een afstand tot UTC)",
    "boolean": "geen true of false",
    "integer": "geen geheel getal",
    "short": "geen geheel getal",
    "int": "geen geheel getal",
    "decimal": "geen getal",
}
_REDENEN = (
    ("cannot be lesser than", "De waarde is te kort"),
    ("cannot be greater than", "De waarde is te lang"),
    ("doesn't match any pattern", "De waarde voldoet niet aan het patroon"),
    ("greater than or equal", "De waarde is te klein"),
    ("less than or equal", "De waarde is te groot"),
    ("value must be -2^", "De waarde is buiten het bereik"),
    ("fraction digits", "De waarde heeft te veel decimalen"),
    ("character data between child elements", "Tekst tussen elementen is niet toegestaan"),
    ("can't have child elements", "In dit element is alleen tekst toegestaan"),
    ("attribute not allowed", "Dit attribuut is niet toegestaan"),
    ("is abstract", "Dit type is abstract: noem het soort object met zijn eigen element"),
    ("abstract", "Dit element is abstract: gebruik het element van het soort object"),
    ("not an element of the schema", "Dit element bestaat niet in dit contract"),
    ("cannot substitute", "Het type in xsi:type past niet op deze plaats"),
    ("nillable", "xsi:nil is niet toegestaan"),
)


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding.

    :param waar: path from the message element, with positions: ``/…_request/hoOpleiding[1]/niveau[1]``.
    :param regel: line in the message as received, 1-based, if known.
    :param gevonden: what stands there, cut to 200 characters.
    :param toegestaan: what may stand there: the elements, or the limits of the type.
    :param melding: what is wrong, for people, in Dutch.
    """

    waar: str
    regel: int | None
    gevonden: str
    toegestaan: str
    melding: str


class _Genoeg(Exception):
    """The time for an explanation is up."""


def leg_uit(element: etree._Element, dienst: Dienst, maximum: int, termijn: Termijn) -> list[Bevinding]:
    """At most `maximum` findings, in Dutch, with path, line, value found and what is allowed; fewer when time is up.

    Empty for a valid message, for one that is too large or that xmlschema itself stumbles over (an unknown xsi:type),
    and when other messages keep xmlschema too long.
    """
    import xmlschema  # here and below: importing it takes a fifth of a second, and most processes explain nothing

    if next(islice(element.iter(), _MAX_ELEMENTEN, None), None) is not None:
        return []
    if not _slot.acquire(timeout=min(_MAX_WACHTEN, termijn.rest)):
        return []
    gevonden: list[Bevinding] = []
    try:
        with termijn.stil():
            _uitlegger(dienst)
        for bevinding in islice(_bevindingen(element, dienst, termijn), maximum):
            gevonden.append(bevinding)
            if termijn.om:
                break
    except _Genoeg:
        pass
    except xmlschema.XMLSchemaException:
        return []
    finally:
        _slot.release()
    return gevonden


@cache
def _uitlegger(dienst: Dienst) -> Any:
    """The schema for `xmlschema`; compiling takes a quarter of a second, hence only for something to explain."""
    import xmlschema

    return xmlschema.XMLSchema10(str(bron.pad(f"xsd/{dienst.xsd}")), allow="local")


def _bevindingen(bericht: etree._Element, dienst: Dienst, termijn: Termijn) -> Iterator[Bevinding]:
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
            yield _volgorde(fout, plek, bericht, dienst)
        elif plek is not vorige:  # xmlschema tells what a base type objects to and then the same of the type itself
            bevinding = _waarde(fout, plek, bericht, dienst)
            vorige = plek
            if bevinding.gevonden:  # an xsi:type it tells of twice too, the first time of the parent
                yield bevinding


def _geen_waarde(fout: Any) -> bool:
    """Whether the text is no value of its primitive type at all."""
    import xmlschema

    return isinstance(fout, xmlschema.XMLSchemaDecodeError)


def _volgorde(fout: Any, plek: etree._Element, bericht: etree._Element, dienst: Dienst) -> Bevinding:
    """A child that may not stand there, or one that is lacking."""
    lijst = _lijst(_mogelijk(fout, plek, bericht, dienst))
    if fout.index >= len(plek):
        gevonden = naam(plek[-1]) if len(plek) else "(leeg)"
        melding = f"De inhoud van {naam(plek)} is niet volledig: na {gevonden} ontbreekt nog een element"
        return _maak(plek, bericht, gevonden, lijst, melding)
    kind = plek[fout.index]
    vreemd = isinstance(kind.tag, str) and etree.QName(kind).namespace != dienst.schema_ns
    gevonden = str(kind.tag) if vreemd else naam(kind)
    melding = f"{naam(kind)[:_MAX_TEKST]} mag hier niet staan"
    return _maak(kind, bericht, gevonden, lijst, f"{melding}: verkeerde namespace" if vreemd else melding)


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


def _waarde(fout: Any, plek: etree._Element, bericht: etree._Element, dienst: Dienst) -> Bevinding:
    """A value, attribute or xsi:type that is wrong."""
    reden = " ".join(str(fout.reason or fout.message)[:_MAX_TOEGESTAAN].split())
    melding = next((tekst for deel, tekst in _REDENEN if deel in reden), f"Ongeldig: {reden}")
    soort = vormen(dienst).soort_van(plek, bericht)
    if isinstance(soort, Simpel) and _geen_waarde(fout):
        melding = f"De waarde is {_SOORTEN.get(soort.primitief, f'geen {soort.primitief}')}"
    if "attribuut" in melding or "xsi:" in melding:
        attributen = ", ".join(f'{sleutel!s}="{waarde!s}"' for sleutel, waarde in islice(plek.attrib.items(), 5))
        return _maak(plek, bericht, attributen, "geen attributen, behalve xsi:type van een afgeleid type", melding)
    if melding.startswith("Tekst"):
        tekst = next((deel.strip() for deel in (plek.text, *(kind.tail for kind in plek)) if deel and deel.strip()), "")
        return _maak(plek, bericht, tekst, "alleen elementen", melding)
    return _maak(plek, bericht, inhoud(plek), toegestaan(plek, bericht, dienst), melding)


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


def _lijst(namen: list[str]) -> str:
    return ("een van: " if len(namen) > 1 else "") + (", ".join(namen) or "geen element meer")


def inhoud(element: etree._Element) -> str:
    """What stands there: the text, or the names of the first elements."""
    if len(element):
        return ", ".join(naam(kind) for kind in islice(element, 20))
    return element.text or "(leeg)"


def _maak(plek: etree._Element, bericht: etree._Element, gevonden: str, mag: str, melding: str) -> Bevinding:
    regel = cast("int | None", plek.sourceline)
    return Bevinding(pad(plek, bericht), regel, gevonden[:_MAX_TEKST], mag[:_MAX_TOEGESTAAN], melding[:_MAX_TOEGESTAAN])

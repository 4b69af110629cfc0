"""What is wrong with one element of an invalid message, by our own tables: its place, its attributes, its content.

The tables say exactly which elements may stand on a place and which texts in an element; no validator is asked.
"""

from collections.abc import Sequence
from itertools import islice
from typing import cast

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract.misplaatst import waarom_niet, wat_ontbreekt
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.path import naam, pad
from rio_soap.contract.vorm import Simpel, Vorm, compleet, verwacht, vormen
from rio_soap.contract.waarde import WIT, Mankement, wat_mankeert, zichtbaar

_MAX_VOLGERS = 5000
"""Siblings behind an element that are looked at."""
_MAX_TEKST = 200
_MAX_TOEGESTAAN = 1000
_MAX_NAMEN = 900
"""Characters of a list of names, which has words around it."""
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_VRIJ = frozenset({f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"})


def leg_element_uit(
    element: etree._Element, bericht: etree._Element, dienst: Dienst, *, ook_plaats: bool = False
) -> Bevinding:
    """What is wrong with an element of an invalid message.

    :param ook_plaats: ask first whether it may stand where it does, then what is wrong with itself.
    """
    boven = _boven(element, bericht, dienst)
    if ook_plaats and boven is not None:
        mogelijk = verwacht(boven, _voor(element))
        if not mogelijk or not (boven.sluit_in or _kan_staan(element, mogelijk, dienst)):
            return misplaatst(element, bericht, dienst, mogelijk)
    return mankement(element, bericht, dienst) or _maak(
        element, bericht, "xsd", inhoud(element), toegestaan(element, bericht, dienst)
    )


def _kan_staan(element: etree._Element, mogelijk: Sequence[str], dienst: Dienst) -> bool:
    return naam(element) in mogelijk and etree.QName(element).namespace == dienst.schema_ns


def is_waarde(element: etree._Element, bericht: etree._Element, dienst: Dienst) -> bool:
    """Whether a simple type stands here."""
    return isinstance(vormen(dienst).soort_van(element, bericht), Simpel)


def onvolledig(element: etree._Element, bericht: etree._Element, mogelijk: Sequence[str]) -> Bevinding:
    """An element that lacks one."""
    gevonden = naam(element[-1]) if len(element) else Tekst("gevonden.leeg")
    zin = Tekst.met("element-ontbreekt", naam=naam(element), gevonden=gevonden)
    return _maak(element, bericht, "element-ontbreekt", gevonden, _lijst(mogelijk), zin)


def misplaatst(kind: etree._Element, bericht: etree._Element, dienst: Dienst, mogelijk: Sequence[str]) -> Bevinding:
    """A child that may not stand there, and why."""
    ouder, lokaal = kind.getparent(), naam(kind)[:_MAX_TEKST]
    boven = vormen(dienst).soort_van(ouder, bericht) if ouder is not None else None
    if isinstance(boven, Vorm) and boven.sluit_in:  # one element, of whatever name
        return _maak(kind, bericht, "element-teveel", lokaal, _lijst(mogelijk), _teveel(lokaal))
    if isinstance(kind.tag, str) and etree.QName(kind).namespace != dienst.schema_ns:
        zin = Tekst.met("element-namespace", naam=lokaal)
        return _maak(kind, bericht, "element-namespace", str(kind.tag), _lijst(mogelijk), zin)
    oorzaak, zin = _waarom(kind, boven, lokaal) if isinstance(boven, Vorm) else _onbekend_hier(lokaal)
    return _maak(kind, bericht, oorzaak, lokaal, _lijst(mogelijk), zin)


def _teveel(lokaal: str, aantal: int = 1) -> Tekst:
    return Tekst.met("element-teveel", naam=lokaal, aantal=aantal)


def _onbekend_hier(lokaal: str) -> Mankement:
    return "element-onbekend", Tekst.met("element-onbekend", naam=lokaal)


def _waarom(kind: etree._Element, boven: Vorm, lokaal: str) -> Mankement:
    """Why a child of a type may not stand where it does."""
    voor = _voor(kind)
    reden, aantal, namen = waarom_niet(boven, voor, lokaal)
    if reden == "element-teveel":
        if len(namen) == 1:
            return reden, _teveel(lokaal, aantal)
        return reden, Tekst.met("element-teveel.groep", naam=lokaal, namen=_rij(namen), aantal=aantal)
    if reden == "element-keuze":
        return reden, Tekst.met("element-keuze", naam=lokaal, namen=_rij(namen))
    if reden == "element-volgorde":
        na = [naam(ander) for ander in islice(kind.itersiblings(), _MAX_VOLGERS)]
        if nodig := wat_ontbreekt(boven, voor, lokaal, na):
            return "element-ontbreekt", Tekst.met("element-ontbreekt.ervoor", naam=lokaal, nodig=_of(nodig))
        return reden, Tekst.met("element-volgorde", naam=lokaal)
    return _onbekend_hier(lokaal)


def mankement(element: etree._Element, bericht: etree._Element, dienst: Dienst) -> Bevinding | None:
    """What is wrong with an element by itself; None when nothing is."""
    soort = vormen(dienst).soort_van(element, bericht)
    if (attribuut := _attribuut(element, dienst, soort)) is not None:
        oorzaak, zin = attribuut
        attributen = ", ".join(f'{sleutel!s}="{waarde!s}"' for sleutel, waarde in islice(element.attrib.items(), 5))
        return _maak(element, bericht, oorzaak, attributen, Tekst("toegestaan.attributen"), zin)
    if isinstance(soort, Simpel):
        return _simpel(element, bericht, soort)
    if soort is None or soort.abstract:
        return _onbekend(element, bericht, dienst)
    teksten = ((deel or "").strip(WIT) for deel in (element.text, *(kind.tail for kind in element)))
    if tekst := next(filter(None, teksten), ""):
        mag, zin = Tekst("toegestaan.alleen-elementen"), Tekst("losse-tekst.tussen-elementen")
        return _maak(element, bericht, "losse-tekst", zichtbaar(tekst), mag, zin)
    kinderen = [naam(kind) for kind in element]
    mogelijk = verwacht(soort, kinderen)
    return onvolledig(element, bericht, mogelijk) if mogelijk and not compleet(soort, kinderen) else None


def _simpel(element: etree._Element, bericht: etree._Element, soort: Simpel) -> Bevinding | None:
    gevonden = inhoud(element)
    if len(element):
        zin = Tekst("element-onbekend.kind-in-waarde")
        return _maak(element, bericht, "element-onbekend", gevonden, soort.omschrijving, zin)
    gebrek = wat_mankeert(soort, element.text or "")
    if gebrek is None:
        return None
    zien = zichtbaar(gevonden) if isinstance(gevonden, str) else gevonden
    return _maak(element, bericht, gebrek[0], zien, soort.omschrijving, gebrek[1])


def _onbekend(element: etree._Element, bericht: etree._Element, dienst: Dienst) -> Bevinding | None:
    """An element of which our tables know no type: a global one that is no message, or an abstract head."""
    if element is bericht:
        oorzaak, zin = "element-onbekend", Tekst("element-onbekend.bericht")
    elif etree.QName(element).namespace == dienst.schema_ns and naam(element) in vormen(dienst).elementen:
        oorzaak, zin = "element-soort", Tekst("element-soort.abstract")
    else:
        return None
    return _maak(element, bericht, oorzaak, inhoud(element), toegestaan(element, bericht, dienst), zin)


def _attribuut(element: etree._Element, dienst: Dienst, soort: Vorm | Simpel | None) -> Mankement | None:
    """What is wrong with the attributes of an element."""
    for sleutel, waarde in element.attrib.items():
        if sleutel == f"{_XSI}nil":
            return "nil", Tekst("nil")
        if sleutel == f"{_XSI}type":
            if soort is not None and (gebrek := _xsi_type(element, str(waarde), dienst, soort)) is not None:
                return gebrek
        elif sleutel not in _VRIJ:
            return "attribuut", Tekst("attribuut")
    return None


def _xsi_type(element: etree._Element, waarde: str, dienst: Dienst, soort: Vorm | Simpel) -> Mankement | None:
    """Whether the type that an xsi:type names is that of the element, or a value derived from it."""
    prefix, _, lokaal = waarde.strip(WIT).rpartition(":")
    contract = vormen(dienst)
    if element.nsmap.get(prefix or None) != dienst.schema_ns or lokaal not in contract.namen:
        return "xsi-type", Tekst("xsi-type")
    ander = contract.soort(lokaal)
    if ander is soort or (isinstance(ander, Simpel) and soort.naam in ander.bases):
        return None
    return "element-soort", Tekst("element-soort.xsi-type-past-niet")


def toegestaan(element: etree._Element, bericht: etree._Element, dienst: Dienst) -> str | Tekst:
    """What may stand on a place: the limits of its simple type, or the elements that may follow those before it."""
    soort = vormen(dienst).soort_van(element, bericht)
    if isinstance(soort, Simpel):
        return soort.omschrijving
    boven = _boven(element, bericht, dienst)
    return Tekst("toegestaan.bericht") if boven is None else _lijst(verwacht(boven, _voor(element)))


def inhoud(element: etree._Element) -> str | Tekst:
    """What stands there: the text, or the names of the first elements."""
    if len(element):
        return ", ".join(naam(kind) for kind in islice(element, 20))
    return element.text or Tekst("gevonden.leeg")


def _boven(element: etree._Element, bericht: etree._Element, dienst: Dienst) -> Vorm | None:
    """The type of the parent within the message."""
    ouder = element.getparent()
    soort = vormen(dienst).soort_van(ouder, bericht) if ouder is not None and element is not bericht else None
    return soort if isinstance(soort, Vorm) else None


def _voor(element: etree._Element) -> list[str]:
    """Names of the siblings before an element."""
    return [naam(ander) for ander in element.itersiblings(preceding=True)][::-1]


def _rij(namen: Sequence[str]) -> str:
    return ", ".join(namen)[:_MAX_NAMEN]


def _of(namen: Sequence[str]) -> str | Tekst:
    *voor, laatste = namen
    return Tekst.met("toegestaan.of", eerste=_rij(voor), laatste=laatste) if voor else laatste


def _lijst(namen: Sequence[str]) -> str | Tekst:
    if len(namen) > 1:
        return Tekst.met("toegestaan.een-van", namen=_rij(namen))
    return namen[0] if namen else Tekst("toegestaan.geen-element-meer")


def _maak(
    element: etree._Element,
    bericht: etree._Element,
    oorzaak: str,
    gevonden: str | Tekst,
    mag: str | Tekst,
    zin: Tekst | None = None,
) -> Bevinding:
    regel = cast("int | None", element.sourceline)
    staat = gevonden[:_MAX_TEKST] if isinstance(gevonden, str) else gevonden
    grens = mag[:_MAX_TOEGESTAAN] if isinstance(mag, str) else mag
    return Bevinding(oorzaak, pad(element, bericht), regel, staat, grens, zin)

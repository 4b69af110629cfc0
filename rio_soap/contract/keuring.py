"""Whether objects can be shown: written as an answer of Raadplegen and held against its XSD.

What is asked here is exactly what is done with an answer, so that nothing passes that a reading would stumble over. One
answer can hold many objects at once; only after a "no" the same is asked of fewer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from rio_soap.contract import mapping, schema, zeker
from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven, Waarde
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.mankement import toegestaan
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.path import naam
from rio_soap.contract.vorm import Vorm, verwacht, vormen

_HEADER: Mapping[str, Waarde] = {
    "identificatiecodeBedrijfsdocument": "keuring",
    "verzendendeInstantie": "keuring",
    "ontvangendeInstantie": "keuring",
    "datumTijdBedrijfsdocument": "2026-01-01T00:00:00.000Z",
    "requestGoedgekeurd": True,
}


@dataclass(frozen=True, slots=True)
class Gebrek:
    """Why an answer does not fit the contract.

    :param element: local name of the element; of the value of a kenmerk the kenmerknaam.
    :param waarde: its text; None when something is lacking, stands too often or in a wrong place.
    :param toegestaan: the limits of its type, or the elements that may stand there.
    :param rondom: all texts of the object or part in which it stands, as they were written.
    """

    element: str
    waarde: str | None
    toegestaan: str
    rondom: frozenset[str]


def is_toonbaar(operatie: str, gegevens: Mapping[str, Waarde]) -> bool:
    """Whether an approved answer with these fields can be written and is valid.

    :param operatie: name of an operation.
    """
    try:
        return schema.is_geldig(_schrijf(operatie, gegevens), OPERATIES[operatie].dienst)
    except STANDFOUTEN:
        return False


def is_snel_toonbaar(operatie: str, gegevens: Mapping[str, Waarde]) -> bool:
    """The same, without writing it where its fields are known to fit: for very many objects, of plain Python values."""
    onbekend: set[zeker.Vraag] = set()
    try:
        waarden_passen = zeker.is_zeker(operatie, gegevens, onbekend)
    except STANDFOUTEN:
        waarden_passen = False
    if waarden_passen and not onbekend:
        return True
    geldig = is_toonbaar(operatie, gegevens)
    if geldig and waarden_passen:
        zeker.onthoud(onbekend)
    return geldig


def gebreken(operatie: str, gegevens: Mapping[str, Waarde], maximum: int = 25) -> list[Gebrek]:
    """What is wrong with such an answer, at most so many; empty when it can be shown."""
    try:
        antwoord = _schrijf(operatie, gegevens)
    except STANDFOUTEN as fout:
        return [Gebrek("", None, f"{type(fout).__name__}: {fout}"[:200], frozenset())]
    dienst = OPERATIES[operatie].dienst
    if schema.is_geldig(antwoord, dienst):
        return []
    ongeldig = schema.ongeldige_elementen(antwoord, dienst, maximum)
    return [_gebrek(element, antwoord, operatie) for element in ongeldig] or [Gebrek("", None, "", frozenset())]


def _schrijf(operatie: str, gegevens: Mapping[str, Waarde]) -> etree._Element:
    antwoord = OPERATIES[operatie].antwoord
    return mapping.schrijf(OPERATIES[operatie], Gegeven(antwoord, {**_HEADER, **gegevens}))


def _gebrek(element: etree._Element, antwoord: etree._Element, operatie: str) -> Gebrek:
    dienst, ouder = OPERATIES[operatie].dienst, element.getparent()
    boven = vormen(dienst).soort_van(ouder, antwoord) if ouder is not None and element is not antwoord else None
    if isinstance(boven, Vorm):
        voor = [naam(kind) for kind in element.itersiblings(preceding=True)][::-1]
        mag = verwacht(boven, voor)
        if naam(element) not in mag:
            te_veel = naam(element) in voor
            lokaal = naam(element) if te_veel else _ontbreekt(boven, mag)
            return Gebrek(lokaal, None, ", ".join(mag) or "no more of them", _rondom(element))
    if not len(element):
        kenmerk = ouder.findtext("{*}kenmerknaam") if ouder is not None and naam(ouder) == "kenmerken" else None
        grens = str(toegestaan(element, antwoord, dienst))
        return Gebrek(kenmerk or naam(element), element.text or "", grens, _rondom(element))
    soort = vormen(dienst).soort_van(element, antwoord)
    mag = verwacht(soort, [naam(kind) for kind in element]) if isinstance(soort, Vorm) else []
    lokaal = _ontbreekt(soort, mag) if isinstance(soort, Vorm) and mag else naam(element)
    return Gebrek(lokaal, None, ", ".join(mag), _rondom(element))


def _ontbreekt(vorm: Vorm, mag: list[str]) -> str:
    """The element that has to come next, of those that may."""
    verplicht = {lid for deel in _deeltjes(vorm.inhoud) if deel.minimum for lid in deel.leden}
    return next((lid for lid in mag if lid in verplicht), mag[0] if mag else "")


def _deeltjes(inhoud: Iterable[Deeltje]) -> Iterator[Deeltje]:
    """All elements of a content model, those in groups too."""
    for deel in inhoud:
        yield from _deeltjes(deel.delen) if deel.delen else (deel,)


def _rondom(element: etree._Element) -> frozenset[str]:
    """All texts of the object or part in which an element stands; of a part its own."""
    houder = element
    while (ouder := houder.getparent()) is not None and (not len(houder) or naam(houder) in _GEEN_DEEL):
        houder = ouder
    return frozenset(str(tekst) for tekst in houder.itertext())


_GEEN_DEEL = frozenset(
    {
        *("kenmerken", "vastInstroommoment", "flexibeleInstroom", "bedrijfsopleiding", "afwijkendeOpleidingsduur"),
        *("binnenlandsAdres", "buitenlandsAdres"),
    }
)
"""Elements that are no part with a row of its own, only a form of a field."""

"""The shape of every type of a contract, compiled once from our own schemas into tables.

The mapping reads and writes messages by these tables, so that no name, order or multiplicity stands in Python too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.inhoudsmodel import Deeltje, loop
from rio_soap.contract.operaties import DIENSTEN, RAADPLEGEN, Dienst

XS = "{http://www.w3.org/2001/XMLSchema}"
_ONBEGRENSD = 2**31


@dataclass(frozen=True, slots=True, eq=False)
class Simpel:
    """A simple type: its primitive (local name, such as ``date``), its nearest bases and its facets, all resolved."""

    naam: str
    primitief: str
    bases: tuple[str, ...]
    facetten: Mapping[str, str]

    @property
    def omschrijving(self) -> str:
        """Name and limits, for people: ``ISCED-v01 (short): minInclusive 0, maxInclusive 999``."""
        facetten = ", ".join(f"{facet} {waarde}" for facet, waarde in self.facetten.items())
        return f"{self.naam} ({self.primitief})" + (f": {facetten}" if facetten else "")


@dataclass(slots=True, eq=False)
class Vorm:
    """A complex type: its fields in order, inherited ones first."""

    naam: str
    abstract: bool
    velden: list["Veld"] = field(default_factory=list)
    per_tag: dict[str, tuple["Veld", "Vorm | Simpel"]] = field(default_factory=dict)
    """Qualified name of a child to its field and its type; holds all members of substitution groups."""
    inhoud: list[Deeltje] = field(default_factory=list)
    """The content model: what follows what, in a row."""
    sluit_in: bool = False
    """Whether it has no fields but one element of any contract (xs:any): Objectinhoud."""


@dataclass(frozen=True, slots=True)
class Veld:
    """A field: `naam` is the key in a Gegeven, `leden` the local names of the elements that may stand there.

    :param meervoudig: whether it is a list: it may occur more than once.
    """

    naam: str
    meervoudig: bool
    leden: tuple[str, ...]


def verwacht(vorm: Vorm, voorgangers: Sequence[str]) -> list[str]:
    """Local names of the elements that may follow these children of a type; empty when they do not fit themselves."""
    return list(loop(vorm.inhoud, voorgangers)[0])


def compleet(vorm: Vorm, kinderen: Sequence[str]) -> bool:
    """Whether these children of a type are all that it needs."""
    return loop(vorm.inhoud, kinderen)[1]


class Contractvormen:
    """All types of one contract."""

    def __init__(self, dienst: Dienst) -> None:
        self.ns = dienst.schema_ns
        self._simpel: dict[str, etree._Element] = {}
        self._complex: dict[str, etree._Element] = {}
        self._elementen: dict[str, etree._Element] = {}
        self._lees(dienst.xsd)
        self._gemaakt: dict[str, Vorm | Simpel] = {}
        self.elementen: Mapping[str, Vorm | Simpel] = MappingProxyType(
            {naam: self.soort(element.get("type", "")) for naam, element in self._elementen.items()}
        )
        """Type of every global element by its local name."""
        for naam in self._complex:  # all of them now: later, threads would meet half-made ones
            self.soort(naam)
        self.los: Mapping[str, Vorm] = MappingProxyType(dict(self._losse(_ZONDER_ELEMENT.get(dienst.naam, ()))))
        """Type of every element that may stand by itself in an Objectinhoud, by its local name."""
        insluiters = {
            tag
            for naam in self._complex
            if isinstance(vorm := self.soort(naam), Vorm)
            for tag, (_, soort) in vorm.per_tag.items()
            if isinstance(soort, Vorm) and soort.sluit_in
        }
        self.insluiters: tuple[str, ...] = tuple(sorted(insluiters))
        """Qualified names of the elements that hold an object of any contract."""

    def _losse(self, zonder_element: Sequence[str]) -> Iterator[tuple[str, "Vorm"]]:
        for naam, soort in self.elementen.items():
            if isinstance(soort, Vorm) and not soort.abstract and not naam.startswith("kenmerkwaardenbereik_"):
                yield naam, soort
        for type_ in zonder_element:
            soort = self.soort(type_)
            assert isinstance(soort, Vorm)
            yield type_[0].lower() + type_[1:], soort

    def soort(self, naam: str) -> Vorm | Simpel:
        """The type of this local name, or of a primitive ``xs:…``."""
        if naam not in self._gemaakt:
            if naam in self._complex:
                self._vorm(naam)
            else:
                self._gemaakt[naam] = self._maak_simpel(naam)
        return self._gemaakt[naam]

    def soort_van(self, element: etree._Element, bericht: etree._Element) -> Vorm | Simpel | None:
        """The type of an element in a message, by its place; None where nothing is known of it."""
        ouder = element.getparent()
        if element is bericht or ouder is None:
            lokaal = etree.QName(element).localname
            ingesloten = ouder is not None and any(ouder.tag in vormen(dienst).insluiters for dienst in DIENSTEN)
            return self.los.get(lokaal) if ingesloten else self.elementen.get(lokaal)
        boven = self.soort_van(ouder, bericht)
        if not isinstance(boven, Vorm):
            return None
        if boven.sluit_in:
            gevonden = zelfstandig(str(element.tag))
            return gevonden[1] if gevonden is not None else None
        return boven.per_tag.get(str(element.tag), (None, None))[1]

    @property
    def complexe_namen(self) -> tuple[str, ...]:
        """Names of all complex types."""
        return tuple(self._complex)

    @property
    def namen(self) -> frozenset[str]:
        """Names of all types."""
        return frozenset((*self._complex, *self._simpel))

    @property
    def simpele_namen(self) -> frozenset[str]:
        """Names of all simple types."""
        return frozenset(self._simpel)

    def eigen_velden(self, naam: str) -> tuple[str, list[tuple[str, str, int, int]]]:
        """Base type (empty without one) and own local fields of a complex type: name, type, minimum, maximum."""
        deeltje, basis = _inhoud(self._complex[naam])
        velden = [
            (element.get("name", ""), element.get("type", ""), *_aantal(element))
            for element in _deeltjes(deeltje)
            if element.get("name")
        ]
        return basis, velden

    def _lees(self, bestand: str) -> None:
        for element in etree.parse(str(bron.pad(f"xsd/{bestand}"))).getroot():
            if element.tag == f"{XS}include":
                self._lees(element.get("schemaLocation", ""))
            elif element.tag in (f"{XS}simpleType", f"{XS}complexType", f"{XS}element"):
                soort = str(element.tag).removeprefix(XS)
                doel = {"simpleType": self._simpel, "complexType": self._complex, "element": self._elementen}[soort]
                doel[element.get("name", "")] = element

    def _vorm(self, naam: str) -> None:
        element = self._complex[naam]
        vorm = Vorm(naam, element.get("abstract") == "true")
        self._gemaakt[naam] = vorm  # before the fields: types refer to themselves in a circle
        deeltje, basis = _inhoud(element)
        if basis:
            ouder = self.soort(basis)
            assert isinstance(ouder, Vorm)
            vorm.velden.extend(ouder.velden)
            vorm.per_tag.update(ouder.per_tag)
            vorm.inhoud.extend(ouder.inhoud)
        if deeltje is not None:
            vorm.inhoud.append(self._groep(vorm, deeltje))

    def _groep(self, vorm: Vorm, groep: etree._Element) -> Deeltje:
        minimum, maximum = _aantal(groep)
        if maximum > 1:
            raise NotImplementedError(f"{vorm.naam}: a group that occurs more than once has no place in a Gegeven")
        delen = [
            self._deel(vorm, deel)
            for deel in groep.iterchildren(f"{XS}element", f"{XS}sequence", f"{XS}choice", f"{XS}any")
            if deel.get("maxOccurs") != "0"
        ]
        return Deeltje(minimum, maximum, delen=tuple(delen), keuze=groep.tag == f"{XS}choice")

    def _deel(self, vorm: Vorm, deel: etree._Element) -> Deeltje:
        if deel.tag != f"{XS}any":
            return self._veld(vorm, deel) if deel.tag == f"{XS}element" else self._groep(vorm, deel)
        if vorm.velden or _aantal(deel) != (1, 1):
            raise NotImplementedError(f"{vorm.naam}: what may be anything stands alone, and once")
        vorm.sluit_in = True
        leden = tuple(naam for naam in self._elementen if not naam.endswith("_response"))
        return Deeltje(1, 1, leden, alles=True)

    def _veld(self, vorm: Vorm, element: etree._Element) -> Deeltje:
        minimum, maximum = _aantal(element)
        head = element.get("ref")
        leden = tuple(self._leden(head)) if head else (element.get("name", ""),)
        veld = Veld(head or leden[0], maximum > 1, leden)
        vorm.velden.append(veld)
        for lid in leden:
            naam = self._elementen[lid].get("type", "") if head else element.get("type", "")
            vorm.per_tag[f"{{{self.ns}}}{lid}"] = (veld, self.soort(naam))
        return Deeltje(minimum, maximum, leden)

    def _leden(self, head: str) -> Iterator[str]:
        """Elements that may stand where the head is referred to: all non-abstract members, however deep."""
        head_element = self._elementen[head]
        type_ = self._complex.get(head_element.get("type", ""))
        if head_element.get("abstract") != "true" and (type_ is None or type_.get("abstract") != "true"):
            yield head
        for naam, element in self._elementen.items():
            if element.get("substitutionGroup") == head:
                yield from self._leden(naam)

    def _maak_simpel(self, naam: str) -> Simpel:
        if naam.startswith("xs:"):
            return Simpel(naam, naam.removeprefix("xs:"), (), MappingProxyType({}))
        restrictie = self._simpel[naam][0]
        basis = self.soort(restrictie.get("base", ""))
        assert isinstance(basis, Simpel)
        facetten = {str(facet.tag).removeprefix(XS): facet.get("value", "") for facet in restrictie}
        bases = (basis.naam, *basis.bases)
        return Simpel(naam, basis.primitief, bases, MappingProxyType({**basis.facetten, **facetten}))


def _inhoud(element: etree._Element) -> tuple[etree._Element | None, str]:
    """The particle of a complex type and its base (empty without one)."""
    uitbreiding = element.find(f"{XS}complexContent/{XS}extension")
    houder = element if uitbreiding is None else uitbreiding
    return houder.find(f"{XS}sequence"), "" if uitbreiding is None else uitbreiding.get("base", "")


def _deeltjes(deeltje: etree._Element | None) -> Iterator[etree._Element]:
    """All element particles in document order, those of groups in groups too."""
    for kind in deeltje if deeltje is not None else ():
        if kind.tag == f"{XS}element":
            yield kind
        else:
            yield from _deeltjes(kind)


def _aantal(element: etree._Element) -> tuple[int, int]:
    maximum = element.get("maxOccurs", "1")
    return int(element.get("minOccurs", "1")), _ONBEGRENSD if maximum == "unbounded" else int(maximum)


@cache
def vormen(dienst: Dienst) -> Contractvormen:
    """The types of a contract, compiled at first use."""
    return Contractvormen(dienst)


_ZONDER_ELEMENT = {RAADPLEGEN.naam: ("Onderwijsaanbieder", "Onderwijslocatie", "Onderwijslocatiegebruik")}
"""Types of objects that a contract has no global element for; alone they go by the name that its answers give them."""


def zelfstandig(tag: str) -> tuple[Dienst, Vorm] | None:
    """The contract and the type of an element that stands by itself in an Objectinhoud; None when none knows it.

    That are the global elements of the four contracts, and the three objects of V4 that are none there.
    """
    ns, _, lokaal = tag.removeprefix("{").rpartition("}")
    for dienst in DIENSTEN:
        if dienst.schema_ns == ns and (vorm := vormen(dienst).los.get(lokaal)) is not None:
            return dienst, vorm
    return None

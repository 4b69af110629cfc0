"""Which kenmerken an object may carry, read from the types ``Kenmerkwaardenbereik_X`` of our schemas.

In a message kenmerken are names with a value; these types, to which no message ever holds an element, say per kind of
object which names there are, how often, and of what type the value is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rio_soap.contract.operaties import Dienst
from rio_soap.contract.vorm import Contractvormen, Simpel, vormen

_VOORVOEGSEL = "Kenmerkwaardenbereik_"
_WAARDENLIJST = "WaardenlijstType-v01"
_ENUMERATIE = "kenmerkwaardeEnumeratiewaarde"
_PER_PRIMITIEF = {
    "date": "kenmerkwaardeDatum",
    "integer": "kenmerkwaardeGetal",
    "long": "kenmerkwaardeGetal",
    "short": "kenmerkwaardeGetal",
    "int": "kenmerkwaardeGetal",
    "decimal": "kenmerkwaardeGetal",
    "boolean": "kenmerkwaardeBoolean",
}


GEHEEL = frozenset({"integer", "long", "short", "int"})
"""Primitives whose values are whole numbers."""


@dataclass(frozen=True, slots=True)
class Kenmerkconfiguratie:
    """One kenmerk of one kind of object.

    :param min: times that it must occur (K01010).
    :param max: times that it may occur (K01020).
    :param waarde_element: element that holds the value (K01060).
    :param waardenlijst: type name of its list (K01050, K01051), None without one.
    :param facets: limits of its type, by name of the facet; none for a listed value, since the list is its limit.
    :param geheel: whether its type is that of a whole number, although the element that holds it takes decimals.
    """

    naam: str
    min: int
    max: int
    waarde_element: str
    waardenlijst: str | None
    facets: Mapping[str, str]
    geheel: bool = False


@cache
def kenmerken(dienst: Dienst) -> Mapping[str, tuple[Kenmerkconfiguratie, ...]]:
    """The configuration of a contract, by element name of the object (``hoOpleiding``, ``onderwijsaanbieder``).

    Inherited kenmerken come first, those of the most general type before those of the specialisation.
    """
    contract = vormen(dienst)
    per_type = {
        naam: naam.removeprefix(_VOORVOEGSEL) for naam in contract.complexe_namen if naam.startswith(_VOORVOEGSEL)
    }
    bereiken = {_element(drager): _bereik(contract, naam) for naam, drager in per_type.items()}
    for drager in contract.complexe_namen:  # a type may refer to the range of another: NieuweOnderwijsaanbieder does
        for _, type_, _, maximum in contract.eigen_velden(drager)[1]:
            if maximum == 0 and type_ in per_type:
                bereiken.setdefault(_element(drager), bereiken[_element(per_type[type_])])
    return MappingProxyType(bereiken)


def _element(naam: str) -> str:
    return naam[0].lower() + naam[1:]


def _bereik(contract: Contractvormen, naam: str) -> tuple[Kenmerkconfiguratie, ...]:
    basis, velden = contract.eigen_velden(naam)
    geerfd = _bereik(contract, basis) if basis else ()
    return (*geerfd, *(_configuratie(contract, *veld) for veld in velden))


def is_simpel_type(type_: str, dienst: Dienst) -> bool:
    """Tell whether the contract has a simple type of this name."""
    return type_ in vormen(dienst).simpele_namen


def van_type(naam: str, type_: str, minimum: int, maximum: int, dienst: Dienst) -> Kenmerkconfiguratie:
    """A kenmerk whose value has a type of the contract, or, when it has no such type, is on the list of that name."""
    if not is_simpel_type(type_, dienst):
        return Kenmerkconfiguratie(naam, minimum, maximum, _ENUMERATIE, type_, MappingProxyType({}))
    return _configuratie(vormen(dienst), naam, type_, minimum, maximum)


def _configuratie(contract: Contractvormen, naam: str, type_: str, minimum: int, maximum: int) -> Kenmerkconfiguratie:
    soort = contract.soort(type_)
    assert isinstance(soort, Simpel)
    op_lijst = _WAARDENLIJST in soort.bases
    element = _ENUMERATIE if op_lijst else _PER_PRIMITIEF.get(soort.primitief, "kenmerkwaardeTekst")
    facetten: Mapping[str, str] = MappingProxyType({}) if op_lijst else soort.facetten
    geheel = soort.primitief in GEHEEL
    return Kenmerkconfiguratie(naam, minimum, maximum, element, type_ if op_lijst else None, facetten, geheel)

"""Values of waardenlijsten in a message of our own contract, wherever they stand in it: RS1001 and RS1002.

The XSD limits a value of a list to its characters; which lists there are follows from the types of the contract, so
that no control names fields.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

_LIJST = "WaardenlijstType-v01"


@dataclass(frozen=True, slots=True)
class Lijstveld:
    """A value of a list in a message.

    :param drager: the object or part in which it stands.
    :param dag: the nearest begindatum above it; None when there is none.
    """

    drager: Gegeven
    veld: str
    waarde: str
    lijst: str
    dag: date | None


def lijstvelden(gegeven: Gegeven, type_: str) -> Iterator[Lijstveld]:
    """All values of lists in an object, in the order of the message.

    :param type_: name of the complex type of the object, such as ``Licentie``.
    """
    vorm = vormen(AANVULLING_RAADPLEGEN).soort(type_)
    assert isinstance(vorm, Vorm)
    return _in(gegeven, vorm, None)


def onbekend(gegeven: Gegeven, type_: str, lijsten: Waardenlijsten) -> Iterator[Lijstveld]:
    """RS1001: values that are not in their list."""
    return (veld for veld in lijstvelden(gegeven, type_) if not lijsten.bestaat(veld.lijst, veld.waarde))


def ongeldig(gegeven: Gegeven, type_: str, lijsten: Waardenlijsten, dag: date) -> Iterator[Lijstveld]:
    """RS1002: values that their list has, but not on the nearest begindatum above them.

    :param dag: for what stands below no begindatum.
    """
    for veld in lijstvelden(gegeven, type_):
        if lijsten.bestaat(veld.lijst, veld.waarde):
            begin = veld.dag or dag
            if not any(rij.geldig_op(begin) for rij in lijsten.lijsten[veld.lijst][veld.waarde]):
                yield veld


def _in(gegeven: Gegeven, vorm: Vorm, dag: date | None) -> Iterator[Lijstveld]:
    begin = gegeven.velden.get("begindatum")
    dag = begin if type(begin) is date else dag
    soorten = _soorten(vorm)
    for naam, waarde in gegeven.velden.items():
        soort = soorten.get(naam)
        for deel in waarde if isinstance(waarde, list) else (waarde,):
            if isinstance(soort, Vorm) and isinstance(deel, Gegeven):
                yield from _in(deel, soort, dag)
            elif isinstance(soort, str) and isinstance(deel, str):
                yield Lijstveld(gegeven, naam, deel, soort, dag)


@cache
def _soorten(vorm: Vorm) -> Mapping[str, Vorm | str]:
    """Field to the type of its parts, or to the name of its list."""
    soorten: dict[str, Vorm | str] = {}
    for veld, soort in vorm.per_tag.values():
        if isinstance(soort, Vorm):
            soorten[veld.naam] = soort
        elif _LIJST in _namen(soort):
            soorten[veld.naam] = soort.naam
    return MappingProxyType(soorten)


def _namen(soort: Simpel) -> tuple[str, ...]:
    return (soort.naam, *soort.bases)

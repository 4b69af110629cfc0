"""Fields with a waardenlijst for which DUO has no functional code.

The XSD lets any value through and the overview names no code, so the only documented answer is the SOAP fault
Server.DK0050 with the functional message in its faultstring. Sources: PvE 6.5, note *4; which fields have no code:
Overzicht foutcodes (P01040, P01060 and P02040 speak of Opleiding and HO periods, not of particuliereOpleiding).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.register.regels.verzoekelement import Element
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

ZONDER_FOUTCODE: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "aangebodenParticuliereOpleiding": {"niveau": "Niveaucode-v06"},
        "prijs": {"soort": "Cohortbedragsoort-v01"},
        "particuliereOpleiding": {
            "niveau": "Niveaucode-v06",
            "waardedocumentsoort": "SoortWaardedocument-v01",
            "eqf": "EQFniveau-v01",
            "nlqf": "NLQFniveau-v01",
        },
        "particuliereOpleidingPeriode": {"studielasteenheid": "StudielastEenheid-v03"},
    }
)
"""Element to field to waardenlijst."""


def ongeldige_waarden(gegeven: Gegeven, lijsten: Waardenlijsten) -> list[tuple[str, str]]:
    """Give field and value of every such field in a message that is not in its waardenlijst, each pair once.

    Existence only: the PvE speaks of a value outside the list, not of dates (reasoned).
    """
    return list(dict.fromkeys(_zoek(gegeven, lijsten)))


def plaatsen_van_waarden(operatie: str, verzoek: Gegeven, lijsten: Waardenlijsten) -> list[tuple[str, str, str]]:
    """Path, field and value of every such field in a request, in its order, however often a value comes."""

    def zoek(element: Element) -> Iterator[tuple[str, str, str]]:
        lijst_van_veld = ZONDER_FOUTCODE.get(element.inhoud.naam if element.inhoud is not None else "", {})
        for veld, kind, waarde in element.kinderen():
            if veld in lijst_van_veld and not lijsten.bestaat(lijst_van_veld[veld], str(waarde)):
                yield kind.pad, veld, str(waarde)
            yield from zoek(kind)

    return list(zoek(Element(f"/{OPERATIES[operatie].verzoek}", verzoek)))


def faultstring(veld: str, waarde: str) -> str:
    """Give the faultstring of Server.DK0050 for one value (form of the example in the PvE)."""
    return f"Ongeldige waarde voor {veld}: {waarde}"


def _zoek(gegeven: Gegeven, lijsten: Waardenlijsten) -> Iterator[tuple[str, str]]:
    lijst_van_veld = ZONDER_FOUTCODE.get(gegeven.naam, {})
    leidt_ergens_heen = _houders()
    for veld, waarde in gegeven.velden.items():
        if veld in lijst_van_veld and not lijsten.bestaat(lijst_van_veld[veld], str(waarde)):
            yield veld, str(waarde)
        for onderdeel in waarde if type(waarde) is list else (waarde,):
            if type(onderdeel) is Gegeven and onderdeel.naam in leidt_ergens_heen:
                yield from _zoek(onderdeel, lijsten)


@cache
def _houders() -> frozenset[str]:
    """Names of the elements that hold such a field, however deep, by the contract: no others need be looked into."""
    contract = vormen(BEHEREN)
    kinderen: dict[str, set[str]] = {}
    for vorm in map(contract.soort, contract.complexe_namen):
        for tag, (_, soort) in vorm.per_tag.items() if isinstance(vorm, Vorm) else ():
            if isinstance(soort, Vorm):
                kinderen.setdefault(_naam(tag), set()).update(map(_naam, soort.per_tag))
    houders = set(ZONDER_FOUTCODE)
    while nieuw := {naam for naam, delen in kinderen.items() if naam not in houders and not houders.isdisjoint(delen)}:
        houders |= nieuw
    return frozenset(houders)


def _naam(tag: str) -> str:
    return tag.rpartition("}")[2]

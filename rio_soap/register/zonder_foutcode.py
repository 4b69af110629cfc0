"""Fields with a waardenlijst for which DUO has no functional code.

The XSD lets any value through and the overview names no code, so the only documented answer is the SOAP fault
Server.DK0050 with the functional message in its faultstring. Sources: PvE 6.5, note *4; which fields have no code:
Overzicht foutcodes (P01040, P01060 and P02040 speak of Opleiding and HO periods, not of particuliereOpleiding).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.waardenlijsten import Waardenlijsten

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


def faultstring(veld: str, waarde: str) -> str:
    """Give the faultstring of Server.DK0050 for one value (form of the example in the PvE)."""
    return f"Ongeldige waarde voor {veld}: {waarde}"


def _zoek(gegeven: Gegeven, lijsten: Waardenlijsten) -> Iterator[tuple[str, str]]:
    lijst_van_veld = ZONDER_FOUTCODE.get(gegeven.naam, {})
    for veld, waarde in gegeven.velden.items():
        if veld in lijst_van_veld and not lijsten.bestaat(lijst_van_veld[veld], str(waarde)):
            yield veld, str(waarde)
        for onderdeel in waarde if isinstance(waarde, list) else (waarde,):
            if isinstance(onderdeel, Gegeven):
                yield from _zoek(onderdeel, lijsten)

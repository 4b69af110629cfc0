"""Reading the fields of a Gegeven with their type, for code that knows what the contract puts there.

The message was valid by the XSD before it came here, so another type than expected is a mistake of ours: TypeError. An
absent mandatory field is KeyError.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from rio_soap.contract.gegevens import Gegeven

_T = TypeVar("_T")


def tekst(gegeven: Gegeven, naam: str) -> str:
    """Give a mandatory text."""
    return _van_type(gegeven.velden[naam], str, naam)


def tekst_of_niet(gegeven: Gegeven, naam: str) -> str | None:
    """Give an optional text."""
    return tekst(gegeven, naam) if naam in gegeven.velden else None


def datum(gegeven: Gegeven, naam: str) -> date:
    """Give a mandatory date."""
    waarde = _van_type(gegeven.velden[naam], date, naam)
    if isinstance(waarde, datetime):
        raise TypeError(f"{naam} is a moment, not a date")
    return waarde


def datum_of_niet(gegeven: Gegeven, naam: str) -> date | None:
    """Give an optional date."""
    return datum(gegeven, naam) if naam in gegeven.velden else None


def moment(gegeven: Gegeven, naam: str) -> datetime:
    """Give a mandatory moment, aware."""
    return _van_type(gegeven.velden[naam], datetime, naam)


def deel(gegeven: Gegeven, naam: str) -> Gegeven | None:
    """Give an optional part."""
    return _van_type(gegeven.velden[naam], Gegeven, naam) if naam in gegeven.velden else None


def delen(gegeven: Gegeven, naam: str) -> list[Gegeven]:
    """Give the parts of a repeating field, in order of the message; empty when absent."""
    lijst: list[object] = _van_type(gegeven.velden.get(naam, []), list, naam)
    return [_van_type(onderdeel, Gegeven, naam) for onderdeel in lijst]


def _van_type(waarde: object, soort: type[_T], naam: str) -> _T:
    if not isinstance(waarde, soort):
        raise TypeError(f"{naam} is {type(waarde).__name__}, expected {soort.__name__}")
    return waarde

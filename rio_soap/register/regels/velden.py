"""Reading the fields of a Gegeven with their type, for code that knows what the contract puts there.

The message was valid by the XSD before it came here, so another type than expected is a mistake of ours: TypeError. An
absent mandatory field is KeyError.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NoReturn, cast

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.perioden import Duur


def tekst(gegeven: Gegeven, naam: str) -> str:
    """Give a mandatory text."""
    waarde = gegeven.velden[naam]
    if type(waarde) is not str:
        _verkeerd(waarde, naam, str)
    return waarde


def tekst_of_niet(gegeven: Gegeven, naam: str) -> str | None:
    """Give an optional text."""
    return tekst(gegeven, naam) if naam in gegeven.velden else None


def datum(gegeven: Gegeven, naam: str) -> date:
    """Give a mandatory date."""
    waarde = gegeven.velden[naam]
    if type(waarde) is not date:  # a moment is a date too, by its class
        _verkeerd(waarde, naam, date)
    return waarde


def datum_of_niet(gegeven: Gegeven, naam: str) -> date | None:
    """Give an optional date."""
    return datum(gegeven, naam) if naam in gegeven.velden else None


def duur(gegeven: Gegeven) -> Duur:
    """Give the duration from begindatum to einddatum, open without one."""
    return Duur(datum(gegeven, "begindatum"), datum_of_niet(gegeven, "einddatum"))


def moment(gegeven: Gegeven, naam: str) -> datetime:
    """Give a mandatory moment, aware."""
    waarde = gegeven.velden[naam]
    if type(waarde) is not datetime:
        _verkeerd(waarde, naam, datetime)
    return waarde


def deel(gegeven: Gegeven, naam: str) -> Gegeven | None:
    """Give an optional part."""
    if naam not in gegeven.velden:
        return None
    waarde = gegeven.velden[naam]
    if type(waarde) is not Gegeven:
        _verkeerd(waarde, naam, Gegeven)
    return waarde


def verplicht_deel(gegeven: Gegeven, naam: str) -> Gegeven:
    """Give a mandatory part."""
    waarde = gegeven.velden[naam]
    if type(waarde) is not Gegeven:
        _verkeerd(waarde, naam, Gegeven)
    return waarde


def teksten(gegeven: Gegeven, naam: str) -> list[str]:
    """Give the texts of a mandatory repeating field, in order of the message."""
    lijst: object = gegeven.velden[naam]
    if type(lijst) is not list:
        _verkeerd(lijst, naam, list)
    for onderdeel in lijst:
        if type(onderdeel) is not str:
            _verkeerd(onderdeel, naam, str)
    return cast("list[str]", lijst.copy())


def delen(gegeven: Gegeven, naam: str) -> list[Gegeven]:
    """Give the parts of a repeating field, in order of the message, as a list of its own; empty when absent."""
    lijst: object = gegeven.velden.get(naam)
    if lijst is None:
        return []
    if type(lijst) is not list:
        _verkeerd(lijst, naam, list)
    for onderdeel in lijst:
        if type(onderdeel) is not Gegeven:
            _verkeerd(onderdeel, naam, Gegeven)
    return cast("list[Gegeven]", lijst.copy())


def op_begin(gegeven: Gegeven, naam: str) -> list[Gegeven]:
    """Periods in order of their begindatum."""
    return sorted(delen(gegeven, naam), key=lambda periode: datum(periode, "begindatum"))


def kenmerk(gegeven: Gegeven, naam: str) -> str | None:
    """Give the text of the first kenmerk of this name; None without one, or when its value is no text."""
    for drager in delen(gegeven, "kenmerken"):
        if drager.velden.get("kenmerknaam") == naam:
            for element in ("kenmerkwaardeTekst", "kenmerkwaardeEnumeratiewaarde"):
                if type(waarde := drager.velden.get(element)) is str:
                    return waarde
    return None


def _verkeerd(waarde: object, naam: str, soort: type) -> NoReturn:
    raise TypeError(f"{naam} is {type(waarde).__name__}, expected {soort.__name__}")

"""The text of one value: as RIO writes a number, a date, a moment, and with what XML wants escaped."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, TypeAlias

from rio_soap.contract.gegevens import Gegeven, Plat
from rio_soap.contract.vorm import Simpel

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})
_BIJZONDER = re.compile("[&<>\r]")

_Vlak: TypeAlias = Any  # as JSON gives it
"""One value, as of a Gegeven or of a `Plat`; told apart by `type()`, for every value of every answer."""
Waardeschrijver: TypeAlias = Callable[[_Vlak], str]
"""What writes one value, without tags."""


class Vormfout(ValueError):
    """A Gegeven that does not fit the contract; the text says which field of which type."""


@cache
def schrijf_waarde(soort: Simpel) -> Waardeschrijver:
    """What writes one value of a simple type, without tags."""
    decimaal = soort.primitief == "decimal"

    def waarde_(waarde: _Vlak) -> str:
        if type(waarde) is str:
            return waarde.translate(_ESCAPES) if _BIJZONDER.search(waarde) else waarde
        if type(waarde) is dict:
            if decimaal and "n" in waarde:
                return _getal_van_tekst(waarde["n"])
            return waarde["d"] if "d" in waarde else _plat(waarde, soort)
        if type(waarde) is date:
            return waarde.isoformat()
        if type(waarde) is int and not decimaal:
            return str(waarde)
        return tekst(waarde, soort)

    return waarde_


def _plat(waarde: Plat, soort: Simpel) -> str:
    """A `Plat` that is no object, no date and no decimal of a decimal type."""
    if "n" in waarde:
        return tekst(Decimal(waarde["n"]), soort)
    if "t" in waarde:
        return tekst(datetime.fromisoformat(waarde["t"]), soort)
    raise Vormfout(f"{soort.naam}: one value of type {soort.primitief} expected, found {waarde.get('g')}")


def tekst(waarde: object, soort: Simpel) -> str:
    """The value as RIO writes it: amounts and measures with a decimal point (``200.0``), codes without leading zero.

    :raises Vormfout: for what is no single value.
    """
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    if isinstance(waarde, int | Decimal) and soort.primitief == "decimal":
        return getal(Decimal(waarde))
    if isinstance(waarde, datetime):
        return waarde.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(waarde, date):
        return waarde.isoformat()
    if not isinstance(waarde, str | int):
        gevonden = waarde.naam if isinstance(waarde, Gegeven) else repr(waarde)
        raise Vormfout(f"{soort.naam}: one value of type {soort.primitief} expected, found {gevonden}")
    return str(waarde).translate(_ESCAPES)


def getal(waarde: Decimal) -> str:
    """A decimal as RIO writes it: no exponent, no superfluous zeros, at least one decimal, no sign before zero."""
    return _getal_van_tekst(_zonder_exponent(waarde))


_MAX_MACHT = 1000
"""Powers of ten that are written out; of a larger one, that no type of the contract has, a text would fill memory."""


def _zonder_exponent(waarde: Decimal) -> str:
    if waarde and abs(waarde.adjusted()) > _MAX_MACHT:
        raise Vormfout(f"a number of another size than any type has: {waarde}"[:200])
    return f"{waarde:f}"


@lru_cache(4_096)
def _getal_van_tekst(cijfers: str) -> str:
    if "E" in cijfers:
        cijfers = _zonder_exponent(Decimal(cijfers))
    heel, _, breuk = cijfers.partition(".")
    getal_ = f"{heel}.{breuk.rstrip('0') or '0'}"
    return "0.0" if getal_ == "-0.0" else getal_  # a stand of before may hold one

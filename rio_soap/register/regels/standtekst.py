"""The whole delivered object as one text, restored exactly: dates as dates, decimals as decimals."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from rio_soap.contract.gegevens import Gegeven, Plat, Waarde

_RETOUR = re.compile(r"[\r]|\\[ru]")
"""What a carriage return looks like in JSON, or may look like; never mind a backslash before it."""


def naar_json(gegeven: Gegeven) -> str:
    """A Gegeven as compact JSON; types that JSON lacks are objects with one key (``d``, ``t``, ``n``).

    :raises TypeError: for a value of another type than a message can hold.
    """
    return waardetekst(gegeven)


def van_json(tekst: str) -> Gegeven:
    """The Gegeven of `naar_json`."""
    gegeven = json.loads(tekst, object_hook=_uit)
    if not isinstance(gegeven, Gegeven):
        raise TypeError("a stand is a Gegeven")
    return gegeven


def waardetekst(waarde: object) -> str:
    """One value as it stands in `naar_json`.

    :raises TypeError: as `naar_json`.
    """
    try:
        return _SCHRIJVERS[type(waarde)](waarde)
    except KeyError as fout:
        raise TypeError(f"a stand holds no {fout.args[0].__name__}") from None


def veldtekst(tekst: str, naam: str) -> str | None:
    """The text of a field of `naar_json` that holds no quote and no backslash, such as a code, without reading the
    rest; None when there is no such field.

    In JSON a quote within a text is escaped, so that a name between quotes after a bracket is that of a field.
    """
    _, gevonden, rest = tekst.partition(f'["{naam}","')
    return rest.partition('"')[0] if gevonden else None


def deel_van(tekst: str, naam: str) -> Waarde | None:
    """The value of a field of `naar_json`, without reading the rest; None when there is no such field.

    :param naam: of a field that no part of another field has.
    :raises ValueError: for what is not the text of a value.
    """
    begin = tekst.find(f'["{naam}",')
    if begin < 0:
        return None
    gevonden: Waarde = _deelontleder.raw_decode(tekst, begin + len(naam) + 4)[0]
    return gevonden


def _schrijf_gegeven(gegeven: Gegeven) -> str:
    # By hand, since `json` asks what to make of every object and every date, as one more object to write.
    velden = ",".join([f'["{naam}",{_SCHRIJVERS[type(w)](w)}]' for naam, w in gegeven.velden.items()])
    return f'{{"g":"{gegeven.naam}","v":[{velden}]}}'


# Any: each takes a value of the type that it stands at.
_SCHRIJVERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    bool: lambda waarheid: "true" if waarheid else "false",
    int: str,
    date: lambda dag: f'{{"d":"{dag.isoformat()}"}}',
    datetime: lambda moment: f'{{"t":"{moment.isoformat()}"}}',
    Decimal: lambda getal: f'{{"n":"{getal}"}}',
    list: lambda lijst: f"[{','.join([_SCHRIJVERS[type(deel)](deel) for deel in lijst])}]",
    Gegeven: _schrijf_gegeven,
}
"""How each type of value is written. The names of elements are those of the contract, which need no escape."""


def _uit(deel: Plat) -> Gegeven | date | datetime | Decimal:
    if "g" in deel:
        return Gegeven(deel["g"], {naam: waarde for naam, waarde in deel["v"]})  # noqa: C416  # pairs are lists
    if "d" in deel:
        return date.fromisoformat(deel["d"])
    if "t" in deel:
        return datetime.fromisoformat(deel["t"])
    return Decimal(deel["n"])


_ontleder = json.JSONDecoder()
_deelontleder = json.JSONDecoder(object_hook=_uit)


def plat_van(tekst: str) -> tuple[Plat, bool]:
    """The `Plat` of `naar_json`, and whether it surely fits a `Letterlijk`: no text in it needs an escape in XML."""
    letterlijk = not ("&" in tekst or "<" in tekst or ">" in tekst or ("\\" in tekst and _RETOUR.search(tekst)))
    return _ontleder.raw_decode(tekst)[0], letterlijk

"""The whole delivered object as one text in a column, restored exactly: dates as dates, decimals as decimals."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven, Plat

_RETOUR = re.compile(r"[\r]|\\[ru]")
"""What a carriage return looks like in JSON, or may look like; never mind a backslash before it."""


def naar_json(gegeven: Gegeven) -> str:
    """A Gegeven as compact JSON; types that JSON lacks are objects with one key (``d``, ``t``, ``n``).

    :raises TypeError: for a value of another type than a message can hold.
    """
    try:
        return _SCHRIJVERS[type(gegeven)](gegeven)
    except KeyError as fout:
        raise TypeError(f"a stand holds no {fout.args[0].__name__}") from None


def van_json(tekst: str) -> Gegeven:
    """The Gegeven of `naar_json`."""
    gegeven = json.loads(tekst, object_hook=_uit)
    if not isinstance(gegeven, Gegeven):
        raise TypeError("a stand is a Gegeven")
    return gegeven


def veldtekst(tekst: str, naam: str) -> str | None:
    """The text of a field of `naar_json` that holds no quote and no backslash, such as a code, without reading the
    rest; None when there is no such field.

    In JSON a quote within a text is escaped, so that a name between quotes after a bracket is that of a field.
    """
    _, gevonden, rest = tekst.partition(f'["{naam}","')
    return rest.partition('"')[0] if gevonden else None


def van_plat(waarde: Any) -> Any:
    """The Gegeven or value that a `Plat` stands for."""
    if isinstance(waarde, dict):
        if "v" in waarde:
            waarde = {"g": waarde["g"], "v": [[naam, van_plat(deel)] for naam, deel in waarde["v"]]}
        return _uit(waarde)
    return [van_plat(deel) for deel in waarde] if isinstance(waarde, list) else waarde


def _schrijf_gegeven(gegeven: Gegeven) -> str:
    # By hand, since `json` asks what to make of every object and every date, as one more object to write.
    velden = ",".join([f'["{naam}",{_SCHRIJVERS[type(w)](w)}]' for naam, w in gegeven.velden.items()])
    return f'{{"g":"{gegeven.naam}","v":[{velden}]}}'


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


def _uit(deel: dict[str, Any]) -> Any:
    if "g" in deel:
        return Gegeven(deel["g"], {naam: waarde for naam, waarde in deel["v"]})  # noqa: C416  # pairs are lists
    if "d" in deel:
        return date.fromisoformat(deel["d"])
    if "t" in deel:
        return datetime.fromisoformat(deel["t"])
    return Decimal(deel["n"])


class Kapot(Gegeven):
    """What stands in a column instead of a stand: nothing can be read of it, but its row can, and be delivered anew.

    :param reden: what is wrong with the text.
    """

    __slots__ = ("reden",)
    __hash__ = None  # type: ignore[assignment]  # as of every Gegeven

    def __init__(self, reden: str) -> None:
        super().__init__("", {})
        self.reden = reden


class Stand(sa.types.TypeDecorator[Gegeven]):
    """Column type of a stand."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Gegeven | str | None, dialect: sa.Dialect) -> str | None:
        """Python to column; a text is one of `naar_json`."""
        return naar_json(value) if isinstance(value, Gegeven) else value

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Gegeven | None:
        """Column to Python; a text that is no stand is `Kapot`, so that its neighbours can be read."""
        try:
            return None if value is None else van_json(value)
        except STANDFOUTEN as fout:
            return Kapot(f"{type(fout).__name__}: {fout}")


class Leesstand(sa.types.TypeDecorator[str]):
    """Type of a stand that is read to be passed on: its text, of which something is made when it is needed."""

    impl = sa.Text
    cache_ok = True


_ontleder = json.JSONDecoder()


def plat_van(tekst: str) -> tuple[Plat, bool]:
    """The `Plat` of `naar_json`, and whether it surely fits a `Letterlijk`: no text in it needs an escape in XML."""
    letterlijk = not ("&" in tekst or "<" in tekst or ">" in tekst or ("\\" in tekst and _RETOUR.search(tekst)))
    return _ontleder.raw_decode(tekst)[0], letterlijk


def schrijf_moment(moment: datetime) -> str:
    """A moment as text of fixed width in UTC.

    :raises ValueError: when it has no offset.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs an offset")
    # Not strftime, which writes the year 5 as "5".
    if moment.tzinfo is UTC:
        return moment.isoformat(timespec="microseconds")[:-6] + "Z"
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in UTC, aware in Python, as text of fixed width: sortable and equal on every database."""

    impl = sa.String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:
        """Python to column."""
        return None if value is None else schrijf_moment(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:
        """Column to Python."""
        return None if value is None else datetime.fromisoformat(value)

"""The typed message: what travels between the contract and the register, without any XML in it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias, Union

Enkel: TypeAlias = str | int | bool | Decimal | date | datetime
"""One value, in the Python type of its simple type in the XSD."""

Plat: TypeAlias = dict[str, Any]
"""A value as a stand keeps it, only to be passed on: an object is ``{"g": name, "v": [[field, value], …]}``, a date
``{"d": text}``, a moment ``{"t": text}``, a decimal ``{"n": text}``. It saves making Python of it and text again."""

Waarde: TypeAlias = Union[Enkel, "Gegeven", Plat, "list[Enkel]", "list[Gegeven]", list[Plat]]
"""A field: one value, one object, or the list of an element that may occur more than once."""


@dataclass(slots=True)
class Gegeven:
    """An element with content.

    :param naam: local name of the element found, such as ``hoOpleiding``.
    :param velden: its children by element name; a member of a substitution group goes by the name of its head
        (``opleidingseenheidPeriode``), its own name being in `naam` of the value. What may occur more than once is
        always a list; what is absent has no key.
    """

    naam: str
    velden: dict[str, Waarde] = field(default_factory=dict)

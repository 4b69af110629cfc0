"""Whether a column holds one of a list of codes that comes as one parameter.

An IN has a parameter for each code, and a statement of its own for each number of them; of thousands of codes making
that takes longer than asking it.
"""

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import sqlalchemy as sa

_RIJEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sqlite": "SELECT value FROM json_each(:codes)",
        "postgresql": "SELECT json_array_elements_text(CAST(:codes AS json))",
    }
)
"""By kind of database the codes as rows."""
DIALECTEN: Final = tuple(_RIJEN)
"""Kinds of database, each of which has statements of its own for this."""


def in_lijst(kolom: sa.ColumnElement[str], dialect: str) -> sa.ColumnElement[bool]:
    """Whether a column holds one of the codes of the parameter ``codes``, of `als_lijst`."""
    return kolom.in_(sa.text(_RIJEN[dialect]).columns(sa.column("code", sa.String)))


def als_lijst(codes: Iterable[str]) -> str:
    """Codes as one parameter."""
    return json.dumps(list(codes))

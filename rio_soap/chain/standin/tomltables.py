"""Reading the TOML files of the stand-ins: tables of a few kinds, each error with the table that it is in."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from rio_soap.register.regels.databestand import lees_tekst

MAX_BYTES = 4_000_000
"""Size of the largest file."""

Table = dict[str, Any]  # whoever takes a value checks it
"""A table as TOML gives it; Any, since a file may hold anything: whoever takes a value checks it."""


def read_tables(bron: Path, laders: Mapping[str, Callable[[Table], None]], fout: type[ValueError]) -> None:
    """Hand every table of a file to the loader of its kind, kind after kind, in the order of the file.

    :param laders: by the name of the kind; each may raise AttributeError, KeyError, TypeError or ValueError for a table
        that it cannot use.
    :raises fout: for such a table, with its number, or a file of another shape.
    :raises OSError: when the file cannot be read.
    """
    try:
        inhoud = tomllib.loads(lees_tekst(bron, MAX_BYTES, fout))
    except tomllib.TOMLDecodeError as geen_toml:
        raise fout(f"{bron}: {geen_toml}") from geen_toml
    for soort, laad in laders.items():
        tabellen = inhoud.get(soort, [])
        if not isinstance(tabellen, list):
            raise fout(f"{bron}: found {soort} once, expected tables [[{soort}]]")
        for volgnummer, tabel in enumerate(tabellen, 1):
            try:
                laad(tabel)
            except (AttributeError, KeyError, TypeError, ValueError) as onbruikbaar:
                melding = f"{bron}: {soort} {volgnummer}: {type(onbruikbaar).__name__} {onbruikbaar}"
                raise fout(melding) from onbruikbaar


def only_known(tabel: Table, namen: Iterable[str]) -> None:
    """Refuse a table with a name that is not one of these.

    :raises ValueError: with the first such name.
    """
    if vreemd := sorted(set(tabel) - set(namen)):
        raise ValueError(f"unknown {vreemd[0]!r}; known are {', '.join(namen)}")

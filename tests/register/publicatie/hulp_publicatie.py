"""What a register publishes, read in one go, and files of it in published form."""

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from rio_soap.contract.jsonvorm import JsonObject, json_van
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.publicatie.publicatiebron import Gepubliceerd, Publicatiebron, tijdpunt
from rio_soap.register.publicatie.rijenregister import TABELLEN
from rio_soap.register.regels.uitslag import Registerinstellingen
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from tests.register.opendata.hulp import NU

T = TypeVar("T")
_KOMMA = re.compile(",(?! )")
Tabellen = Mapping[str, list[str]]
"""Rows by the name of their file, sorted by their bytes, without doubles."""
Objecten = Mapping[tuple[str, str], JsonObject]
"""JSON by objecttype and key."""


STRAKS = NU + timedelta(hours=1)
"""After what tests deliver at `NU`."""


def bron(register: Register, moment: datetime = STRAKS, *, op: int | None = None) -> Publicatiebron:
    """What a register publishes at a moment, or at an earlier number."""

    def lees(taak: Callable[[Session], T]) -> T:
        with register.lees() as session:
            return taak(session)

    punt = lees(lambda session: tijdpunt(session, moment))
    return Publicatiebron(lees, Registerinstellingen(), punt if op is None else punt._replace(volgnummer=op))


def gepubliceerd(van: Publicatiebron, *soorten: str) -> list[Gepubliceerd]:
    """All objects of some kinds; without any of all."""
    return [een for soort in soorten or OBJECTTYPEN for een in van.alle(soort)]


def tabellen(van: Publicatiebron, objecten: Iterable[Gepubliceerd] | None = None) -> Tabellen:
    """All tables of a publication."""
    rijen: dict[str, set[str]] = {bestand: set() for bestand in TABELLEN}
    for een in gepubliceerd(van) if objecten is None else objecten:
        for bestand, regel in een.rijen:
            rijen[bestand].add(regel)
    for bestand, regel in van.besluiten():
        rijen[bestand].add(regel)
    return {bestand: sorted(regels, key=str.encode) for bestand, regels in rijen.items()}


def json_objecten(objecten: Iterable[Gepubliceerd]) -> Objecten:
    """The JSON of what is there."""
    return {(een.objecttype, een.sleutel): json_van(een.inhoud) for een in objecten if een.inhoud is not None}


def schrijf(map_: Path, rijen: Tabellen) -> Path:
    """The files of a publication in a new folder."""
    map_.mkdir()
    for bestand, regels in rijen.items():
        (map_ / bestand).write_bytes("".join(f"{r}\r\n" for r in [TABELLEN[bestand].kop, *regels]).encode())
    return map_


def cellen(bestand: str, regel: str) -> tuple[str, ...]:
    """The cells of a row, of several values in one in ascending order."""
    (gelezen,) = csv.reader([regel], strict=True)
    assert len(gelezen) == len(kolommen()[bestand])
    return tuple(",".join(sorted(_KOMMA.split(cel))) for cel in gelezen)


def bestandsrijen(map_: Traversable, bestand: str) -> set[tuple[str, ...]]:
    """The rows of a file that somebody else wrote."""
    tekst = map_.joinpath(bestand).read_bytes().decode()
    return {cellen(bestand, regel) for regel in tekst.splitlines()[1:] if regel}

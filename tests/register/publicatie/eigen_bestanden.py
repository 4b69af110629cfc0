"""The files of organisaties, locaties, contactadressen, erkenners and instellingserkenningen, and what differs."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from rio_soap.register.opendata.instellingen import ERKENNINGEN
from rio_soap.register.opendata.locaties import LOCATIES
from rio_soap.register.publicatie import (
    rijen_contact,
    rijen_erkenner,
    rijen_instelling,
    rijen_instellingsrelatie,
    rijen_locatie,
    rijen_organisatie,
)
from rio_soap.register.publicatie.publicatiebron import Gepubliceerd, Publicatiebron
from rio_soap.register.publicatie.rijenregister import TABELLEN

_KAMERS = (
    *(rijen_contact, rijen_erkenner, rijen_instelling, rijen_instellingsrelatie),
    *(rijen_locatie, rijen_organisatie),
)
BESTANDEN: Final = tuple(sorted(tabel.bestand for kamer in _KAMERS for tabel in kamer.TABELLEN))
SOORTEN: Final = tuple(sorted({TABELLEN[bestand].objecttype for bestand in BESTANDEN}))
Cellen = Mapping[str, str]
"""The filled cells of a row by their columns."""


def rijen(objecten: Iterable[Gepubliceerd]) -> dict[str, list[str]]:
    """The rows of these files, sorted by their bytes, each once."""
    gevonden: dict[str, set[str]] = {bestand: set() for bestand in BESTANDEN}
    for een in objecten:
        for bestand, regel in een.rijen:
            gevonden[bestand].add(regel)
    return {bestand: sorted(regels, key=str.encode) for bestand, regels in gevonden.items()}


def eigen(van: Publicatiebron) -> list[Gepubliceerd]:
    """The objects of these kinds."""
    return [een for soort in SOORTEN for een in van.alle(soort)]


def _locatie(cellen: Cellen) -> Cellen:
    """STRAATNAAM is not kept, and a place is in capitals."""
    over = {naam: cel for naam, cel in cellen.items() if naam != "STRAATNAAM"}
    return over | ({"PLAATSNAAM": over["PLAATSNAAM"].upper()} if "PLAATSNAAM" in over else {})


def _zonder_erkennercode(cellen: Cellen) -> Cellen:
    return {naam: cel for naam, cel in cellen.items() if naam != "ERKENNERCODE"}


ANDERS: Final[Mapping[str, Callable[[Cellen], Cellen]]] = MappingProxyType({LOCATIES: _locatie})
"""File to what becomes of its rows from the open data of DUO to those of a register that loaded them, beside values of
sets that are put in order (docs/aanvulling/publicatie.md)."""
MEER_ERKENNERS: Final[Mapping[str, Callable[[Cellen], Cellen]]] = MappingProxyType(
    {**ANDERS, **dict.fromkeys(ERKENNINGEN, _zonder_erkennercode)}
)
"""The same where several erkenners have one soort, so that a code cannot be told by it."""


def benoemd(bestand: str, regels: Iterable[tuple[str, ...]]) -> list[Cellen]:
    """Rows of cells with the names of their columns."""
    kolommen = TABELLEN[bestand].kolommen
    return [{naam: cel for naam, cel in zip(kolommen, regel, strict=True) if cel} for regel in regels]


def bevroren(rijen_: Iterable[Cellen]) -> set[frozenset[tuple[str, str]]]:
    """Rows that can be compared as a set."""
    return {frozenset(een.items()) for een in rijen_}

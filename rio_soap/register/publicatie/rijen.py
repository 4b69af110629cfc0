"""From objects to the rows of CSV that publish them: what a maker of rows is, and what makers have in common."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import metadata
from rio_soap.register.publicatie.csvtabel import Cel, Cellen, Tabel
from rio_soap.register.toezicht.uitval import probeer
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing


class Tabelrij(NamedTuple):
    """A row of an object."""

    plek: Plek
    tabel: Tabel
    cellen: Cellen


Rijmaker: TypeAlias = Callable[[Lezing, Sequence[Plek]], Iterator[Tabelrij]]
"""Makes the rows of many objects of one kind; of what was not there it makes none."""
Rijen: TypeAlias = Iterable[tuple[Tabel, Cellen]]
"""The rows of one object."""


def per_object(lezing: Lezing, tabel: str, vormen: Mapping[Plek, Callable[[], Rijen]]) -> Iterator[Tabelrij]:
    """The rows of objects; one of which what is kept is none gives none, and is noted for the operator.

    :param tabel: name of the table of the objects.
    """
    for plek, vorm in vormen.items():
        gemaakt = probeer(lezing.context.uitval, metadata.tables[tabel], plek.sleutel, lambda vorm=vorm: list(vorm()))  # type: ignore[misc]
        for soort, cellen in gemaakt or ():
            yield Tabelrij(plek, soort, cellen)


def cellen_van(gegeven: Gegeven, kolommen: Mapping[str, str]) -> dict[str, Cel]:
    """Cells by the fields of an object.

    :param kolommen: column to field.
    """
    velden = gegeven.velden
    return {kolom: velden[veld] for kolom, veld in kolommen.items() if veld in velden}  # type: ignore[misc]


def kenmerken_van(gegeven: Gegeven, kolommen: Mapping[str, str]) -> dict[str, Cel]:
    """Cells by the kenmerken of an object; of several values of one a list, ascending.

    :param kolommen: kenmerknaam to column, as the loaders have it.
    """
    waarden: dict[str, list[object]] = {}
    for kenmerk in gegeven.velden.get("kenmerken", ()):  # type: ignore[union-attr]
        delen = kenmerk.velden  # type: ignore[union-attr]
        if (kolom := kolommen.get(str(delen["kenmerknaam"]))) is not None:
            waarden.setdefault(kolom, []).extend(w for veld, w in delen.items() if veld != "kenmerknaam")
    return {k: w[0] if len(w) == 1 else sorted(map(str, w)) for k, w in waarden.items()}  # type: ignore[misc]


def met_eind(perioden: Sequence[Gegeven], einde: date | None) -> Iterator[tuple[Gegeven, date | None]]:
    """Periods by begin, each with its end: the begin of the next one, or of the last the end of the object."""
    gesorteerd = sorted(perioden, key=lambda periode: str(periode.velden["begindatum"]))
    for een, ander in zip(gesorteerd, [*gesorteerd[1:], None], strict=True):
        yield een, einde if ander is None else ander.velden["begindatum"]  # type: ignore[misc]


def verzameling(waarde: object) -> list[str] | None:
    """Several values of a field, ascending and each once, as a set is published; None for no value.

    :param waarde: of the field: a list, one value, or None.
    """
    if waarde is None:
        return None
    return sorted({str(een) for een in waarde}) if isinstance(waarde, list | tuple) else [str(waarde)]

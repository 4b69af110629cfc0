"""Objects that are made when it is their turn: content and rows of one reading, of a stand that is kept as text.

Of a block of five hundred offers only one is there as a tree at a time. Five hundred at once cost Python's cycle
collector fifteen times what parsing them takes: 190 µs for an offer instead of 12.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from rio_soap.contract.gegevens import Gegeven, Plat
from rio_soap.register.database.model import metadata
from rio_soap.register.publicatie.csvtabel import Cel
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij
from rio_soap.register.toezicht.uitval import probeer
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing

_Vlak: TypeAlias = Any  # as JSON gives it: see rio_soap.contract.gegevens.Plat


class Objectrijen(NamedTuple):
    """An object with its rows."""

    gegeven: Gegeven
    rijen: Rijen


Maker: TypeAlias = Callable[[], Objectrijen]
"""Makes one object, once."""


class Objectmaker(NamedTuple):
    """What makes the objects of a kind and their rows, each when it is its turn.

    :param tabel: name of the table of the objects.
    :param makers: reads many objects; of what was not there there is no maker.
    """

    tabel: str
    makers: Callable[[Lezing, Sequence[Plek]], Mapping[Plek, Maker]]

    def maak(self, lezing: Lezing, plek: Plek, maker: Maker) -> Objectrijen | None:
        """One object; None, and noted for the operator, when what is kept of it is none."""
        return probeer(lezing.context.uitval, metadata.tables[self.tabel], plek.sleutel, maker)

    def rijen(self, lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
        """The rows of these objects."""
        for plek, maker in self.makers(lezing, plekken).items():
            gemaakt = self.maak(lezing, plek, maker)
            for tabel, cellen in gemaakt.rijen if gemaakt is not None else ():
                yield Tabelrij(plek, tabel, cellen)


def platte_cel(waarde: _Vlak) -> Cel:
    """A value as a stand keeps it, or a list of values ascending and without doubles, as a load reads them."""
    if type(waarde) is dict:
        cel: Cel = next(iter(waarde.values()))
        return cel
    return sorted(set(waarde)) if type(waarde) is list else waarde


def platte_cellen(velden: Iterable[tuple[str, _Vlak]], kolommen: Mapping[str, str]) -> dict[str, Cel]:
    """Cells by the fields of an object as a stand keeps it.

    :param kolommen: field to column; a field that it does not name is left out.
    """
    return {kolommen[naam]: platte_cel(waarde) for naam, waarde in velden if naam in kolommen}


def platte_kenmerken(kenmerken: Iterable[Plat], kolommen: Mapping[str, str]) -> dict[str, Cel]:
    """Cells by kenmerken; several values of one are a list, ascending and without doubles.

    :param kolommen: kenmerknaam to column.
    """
    cellen: dict[str, Cel] = {}
    for kenmerk in kenmerken:
        delen = dict(kenmerk["v"])
        if (kolom := kolommen.get(delen.pop("kenmerknaam"))) is None:
            continue
        for waarde in delen.values():
            cel, eerder = platte_cel(waarde), cellen.get(kolom)
            if eerder is None:
                cellen[kolom] = cel
            else:
                cellen[kolom] = sorted({*(eerder if isinstance(eerder, list) else (str(eerder),)), str(cel)})
    return cellen

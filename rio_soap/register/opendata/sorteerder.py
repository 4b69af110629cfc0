"""Bringing together the rows of one object, from several files and in whatever order, with bounded memory.

Row order is not promised in the published files, and an object has rows in more than one of them (periods, cohorten,
relations). They are kept in a private temporary database of SQLite, which sorts on disk.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import TracebackType
from typing import Self

from rio_soap.register.opendata import niet_bewaard
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.csvlezer import Rij, lees
from rio_soap.register.opendata.load_report import RowNotice

_PER_KEER = 5000
SCHEIDING = "\x1f"
"""Between the parts of a key and between cells; a row with such a character is not taken."""
_BESTURING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML holds, so that nothing with them could be read back."""
_MAX_TEKST = 100
"""Characters of a value in a melding."""

Sleutel = Callable[[dict[str, str | None]], str | None]
"""Key of the object to which a row belongs; None when the row does not give it, `ELDERS` for one of another kind."""
ELDERS = ""
"""Key of a row that belongs to another kind of object, which reads the file too."""


@dataclass(frozen=True, slots=True)
class SourceRows:
    """All rows of one object, per file and there in order of lines."""

    sleutel: str
    rijen: dict[str, list[Rij]]

    def van(self, *bestanden: str) -> list[Rij]:
        """Rows of these files."""
        return [rij for bestand in bestanden for rij in self.rijen.get(bestand, ())]

    def zonder_cel(self, rij: Rij, kolom: str) -> "SourceRows":
        """The same with one cell empty."""
        leeg = Rij(rij.bestand, rij.regel, {**rij.cellen, kolom: None})
        over = {bestand: [leeg if r is rij else r for r in rijen] for bestand, rijen in self.rijen.items()}
        return SourceRows(self.sleutel, over)

    def zonder(self, rij: Rij) -> "SourceRows | None":
        """The same without one row; None when there is no other."""
        over = {bestand: [r for r in rijen if r is not rij] for bestand, rijen in self.rijen.items()}
        over = {bestand: rijen for bestand, rijen in over.items() if rijen}
        return SourceRows(self.sleutel, over) if over else None

    @property
    def eerste(self) -> Rij:
        """The row that stands for the object in a melding."""
        return next(iter(self.rijen.values()))[0]


def _welke(cellen: dict[str, str | None]) -> str:
    """The first cell with a character that no answer could hold, and which it is."""
    kolom, cel, teken = next(
        (kolom, cel, gevonden[0]) for kolom, cel in cellen.items() if cel and (gevonden := _BESTURING.search(cel))
    )
    kan_niet = f"U+{ord(teken):04X}, which no answer can hold"
    return f"{kolom}: found {cel[:_MAX_TEKST]!a}, expected a text without {kan_niet}"


class Sorteerder:
    """Takes rows of files, gives them back per object; a context manager, gone afterwards."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA cache_size=-8192")
        self._db.execute("PRAGMA temp_store=FILE")
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("CREATE TABLE rij (sleutel TEXT, bestand INTEGER, regel INTEGER, cellen TEXT)")
        self._bestanden: list[str] = []
        self.aantal = 0
        """Rows kept."""
        self.gelezen = 0
        """Rows read, those without a key and of other kinds included."""
        self.niet_bewaard: Counter[tuple[str, str]] = Counter()
        """Filled cells that have no place, per file and column."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._db.close()

    def neem(self, bestand: Traversable, sleutel: Sleutel, gelezen: Callable[[int], None]) -> Iterator[RowNotice]:
        """Take all rows of a file; gives a melding for each row that has no key or holds control characters.

        :param gelezen: told the bytes read, now and then.
        """
        nummer, namen = len(self._bestanden), kolommen()[bestand.name]
        zonder_plaats = [(namen.index(kolom), kolom) for kolom in niet_bewaard.van(bestand.name)]
        self._bestanden.append(bestand.name)
        stapel: list[tuple[str, int, int, str]] = []
        bytes_ = 0
        self._db.execute("BEGIN")
        for regel, lengte, cellen in lees(bestand):
            bytes_ += lengte
            self.gelezen += 1
            for plaats, kolom in zonder_plaats:
                if cellen[plaats]:
                    self.niet_bewaard[bestand.name, kolom] += 1
            gegeven = {naam: cel or None for naam, cel in zip(namen, cellen, strict=True)}
            if (gevonden := sleutel(gegeven)) is None:
                yield RowNotice(bestand.name, regel, "no key", "a column of the key is empty")
                continue
            if gevonden == ELDERS:
                continue
            if _BESTURING.search("".join(cellen)):
                yield RowNotice(bestand.name, regel, "control character", _welke(gegeven))
                continue
            stapel.append((gevonden, nummer, regel, SCHEIDING.join(cellen)))
            if len(stapel) == _PER_KEER:
                self._bewaar(stapel)
                gelezen(bytes_)
                bytes_ = 0
        self._bewaar(stapel)
        self._db.execute("COMMIT")
        gelezen(bytes_)

    def _bewaar(self, stapel: list[tuple[str, int, int, str]]) -> None:
        self._db.executemany("INSERT INTO rij VALUES (?, ?, ?, ?)", stapel)
        self.aantal += len(stapel)
        stapel.clear()

    def groepen(self) -> Iterator[SourceRows]:
        """The objects in order of their keys, so that every run writes in the same order."""
        namen = [kolommen()[bestand] for bestand in self._bestanden]
        groep: SourceRows | None = None
        vraag = "SELECT sleutel, bestand, regel, cellen FROM rij ORDER BY sleutel, bestand, regel"
        for sleutel, nummer, regel, tekst in self._db.execute(vraag):
            bestand = self._bestanden[nummer]
            cellen = {naam: cel or None for naam, cel in zip(namen[nummer], tekst.split(SCHEIDING), strict=True)}
            if groep is None or groep.sleutel != sleutel:
                if groep is not None:
                    yield groep
                groep = SourceRows(sleutel, {})
            groep.rijen.setdefault(bestand, []).append(Rij(bestand, regel, cellen))
        if groep is not None:
            yield groep

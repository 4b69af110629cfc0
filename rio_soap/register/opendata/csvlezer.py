"""Reading one file in the published form, row by row, with bounded memory.

UTF-8 without BOM, comma, every name of the header and every text quoted, a quote doubled, an empty cell nothing between
the commas, one row on one line (a newline within text is ``\\n``). CRLF is what is published; LF is taken too.
Source: DUO open data, October 2026.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import IO

from rio_soap.contract.gegevens import Enkel, zonder_minus_nul
from rio_soap.register.opendata.bestanden import kolommen

MAX_REGEL = 1 << 20
"""Bytes of the longest line: far above what the longest texts take."""

_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_KOMMA = re.compile(r",(?! )")
"""A comma that is followed by a blank belongs to the value: names of partners hold them."""
_GETAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?\Z")


class Bestandsfout(ValueError):
    """A file is not in its published form: which file and line, what was found and what was expected."""

    def __init__(self, bestand: str, regel: int, gevonden: str, verwacht: str) -> None:
        super().__init__(f"{bestand}, line {regel}: found {gevonden}, expected {verwacht}")
        self.bestand, self.regel = bestand, regel


class Celfout(ValueError):
    """A cell does not hold what its column holds; the row can be told apart, its file goes on."""

    def __init__(self, rij: "Rij", kolom: str, verwacht: str) -> None:
        super().__init__(f"{kolom}: found {rij.cellen[kolom]!r}, expected {verwacht}")
        self.rij = rij


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: its place and its cells as text, None where there is nothing between the commas."""

    bestand: str
    regel: int
    cellen: dict[str, str | None]

    def of_niet(self, kolom: str) -> str | None:
        """Text of a cell, with newlines for ``\\n``; None when it is empty or the file has no such column."""
        waarde = self.cellen.get(kolom)
        return waarde.replace("\\n", "\n") if waarde is not None and "\\n" in waarde else waarde

    def tekst(self, kolom: str) -> str:
        """Text of a cell that must be filled.

        :raises Celfout: when it is empty.
        """
        if (waarde := self.of_niet(kolom)) is None:
            raise Celfout(self, kolom, "a text")
        return waarde

    def datum_of_niet(self, kolom: str) -> date | None:
        """Date of a cell, None when it is empty.

        :raises Celfout: for anything but JJJJ-MM-DD.
        """
        if (waarde := self.cellen.get(kolom)) is None:
            return None
        try:
            if _DATUM.match(waarde):
                return date.fromisoformat(waarde)
        except ValueError:
            pass
        raise Celfout(self, kolom, "a date, JJJJ-MM-DD")

    def datum(self, kolom: str) -> date:
        """Date of a cell that must be filled.

        :raises Celfout: when it is empty or no date.
        """
        if (waarde := self.datum_of_niet(kolom)) is None:
            raise Celfout(self, kolom, "a date, JJJJ-MM-DD")
        return waarde

    def getal(self, kolom: str) -> int | Decimal | None:
        """Number of a cell, whole when it is; None when it is empty.

        :raises Celfout: for anything but digits with a decimal point.
        """
        if (waarde := self.cellen.get(kolom)) is None:
            return None
        if not _GETAL.match(waarde):
            raise Celfout(self, kolom, "a number with a decimal point")
        getal = zonder_minus_nul(Decimal(waarde))
        return int(getal) if getal == getal.to_integral_value() and "." not in waarde else getal

    def geheel(self, kolom: str) -> int | None:
        """Whole number of a cell, None when it is empty.

        :raises Celfout: for anything else, a fraction included.
        """
        getal = self.getal(kolom)
        if getal is not None and getal != int(getal):
            raise Celfout(self, kolom, "a whole number")
        return None if getal is None else int(getal)

    def decimaal(self, kolom: str) -> Decimal | None:
        """Number of a cell as a decimal, None when it is empty.

        :raises Celfout: for anything but digits with a decimal point.
        """
        getal = self.getal(kolom)
        return None if getal is None else Decimal(getal)

    def lijst(self, kolom: str) -> list[Enkel]:
        """Values of a cell that are joined by a comma without blank: a set, so ascending and without doubles."""
        waarde = self.of_niet(kolom)
        return [] if waarde is None else sorted(set(_KOMMA.split(waarde)))


def lees(bestand: Traversable) -> Iterator[tuple[int, int, list[str]]]:
    """Line number, bytes of the line and cells ("" for empty) of every row after the header, streaming.

    :raises Bestandsfout: for another encoding, header, quoting or number of columns.
    :raises KeyError: for a file that DUO does not publish.
    """
    verwacht = kolommen()[bestand.name]
    with bestand.open("rb") as stroom:
        regels = _Regels(bestand.name, stroom)
        lezer = csv.reader(regels, strict=True)
        regel = 0
        try:
            for cellen in lezer:
                regel += 1
                if regels.nummer != regel:
                    raise Bestandsfout(bestand.name, regel, "a quoted text without end", 'a closing " on the same line')
                if regel == 1:
                    _controleer_header(bestand.name, regels.eerste, cellen, verwacht)
                elif len(cellen) != len(verwacht):
                    raise Bestandsfout(bestand.name, regel, f"{len(cellen)} columns", f"{len(verwacht)}")
                else:
                    yield regel, regels.lengte, cellen
        except csv.Error as fout:
            raise Bestandsfout(
                bestand.name, regels.nummer, f"a quote where none belongs ({fout})", 'text between quotes, " doubled'
            ) from fout
        if regel == 0:
            raise Bestandsfout(bestand.name, 1, "nothing", f"the header {_kop(verwacht)}")


class _Regels:
    """Lines of a file as text; knows the number and length of the last one."""

    def __init__(self, bestand: str, stroom: IO[bytes]) -> None:
        self._bestand, self._stroom = bestand, stroom
        self.nummer, self.lengte, self.eerste = 0, 0, ""

    def __iter__(self) -> Iterator[str]:
        while regel := self._stroom.readline(MAX_REGEL + 1):
            self.nummer += 1
            self.lengte = len(regel)
            if self.lengte > MAX_REGEL:
                raise Bestandsfout(self._bestand, self.nummer, "a longer line", f"at most {MAX_REGEL} bytes")
            yield self._tekst(regel)

    def _tekst(self, regel: bytes) -> str:
        if self.nummer == 1 and regel.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
            raise Bestandsfout(self._bestand, 1, "a byte order mark", "UTF-8 without one")
        try:
            tekst = regel.decode("utf-8")
        except UnicodeDecodeError as fout:
            gevonden = f"byte 0x{regel[fout.start]:02x} at position {fout.start + 1}"
            raise Bestandsfout(self._bestand, self.nummer, gevonden, "UTF-8") from fout
        if "\0" in tekst:
            raise Bestandsfout(self._bestand, self.nummer, "a null character", "text")
        if self.nummer == 1:
            self.eerste = tekst.rstrip("\r\n")
        return tekst


def _controleer_header(bestand: str, regel: str, cellen: list[str], verwacht: tuple[str, ...]) -> None:
    if tuple(cellen) != verwacht:
        plaats = next((i for i, (een, ander) in enumerate(zip(cellen, verwacht, strict=False)) if een != ander), None)
        if plaats is None:
            gevonden, hoort = f"a header of {len(cellen)} columns", f"{len(verwacht)}: {_kop(verwacht)}"
        else:
            gevonden, hoort = f"{cellen[plaats]!r} as column {plaats + 1}", f"{verwacht[plaats]!r} in {_kop(verwacht)}"
        raise Bestandsfout(bestand, 1, gevonden, hoort)
    if regel != _kop(verwacht):
        raise Bestandsfout(bestand, 1, "a header without quotes around every name", _kop(verwacht))


def _kop(namen: tuple[str, ...]) -> str:
    return ",".join(f'"{naam}"' for naam in namen)

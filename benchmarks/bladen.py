"""Files of open data in their published form, to write row by row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import IO

from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.proefdata.proef import PROEFSET

Cel = str | int | date | Sequence[str] | None
_CEL = re.compile(r'("(?:[^"]|"")*"|[^,]*)(?:,|$)')


class Bladen:
    """The files of a folder, open to add rows to."""

    def __init__(self, map_: Path) -> None:
        self.map_, self._open, self._stapel = map_, dict[str, IO[str]](), ExitStack()
        self.aantal = 0

    def __enter__(self) -> "Bladen":
        return self

    def __exit__(self, *_: object) -> None:
        self._stapel.close()

    def schrijf(self, bestand: str, cellen: Mapping[str, Cel]) -> None:
        """Add a row; a column without cell is empty."""
        self._voeg_toe(bestand, [_tekst(cellen.get(kolom)) for kolom in kolommen()[bestand]])

    def kopieer(self, bestand: str, keren: Iterable[Mapping[str, Cel]]) -> None:
        """Add the first row of the trial set again, each time with other cells."""
        regel = (Path(str(PROEFSET)) / bestand).read_text(encoding="utf-8").splitlines()[1]
        for anders in keren:
            self.herschrijf(bestand, regel, anders)

    def herschrijf(self, bestand: str, regel: str, anders: Mapping[str, Cel]) -> None:
        """Add a line of a published file again, with other cells."""
        namen = kolommen()[bestand]
        ruw = dict(zip(namen, _CEL.findall(regel.rstrip("\r\n")), strict=False))
        ruw |= {kolom: _tekst(cel) for kolom, cel in anders.items()}
        self._voeg_toe(bestand, [ruw[kolom] for kolom in namen])

    def _voeg_toe(self, bestand: str, cellen: Sequence[str]) -> None:
        if (blad := self._open.get(bestand)) is None:
            pad, is_er = self.map_ / bestand, (self.map_ / bestand).exists()
            blad = self._open[bestand] = self._stapel.enter_context(pad.open("a", encoding="utf-8", newline=""))
            if not is_er:
                blad.write(",".join(f'"{kolom}"' for kolom in kolommen()[bestand]) + "\r\n")
        blad.write(",".join(cellen) + "\r\n")
        self.aantal += 1


def _tekst(cel: Cel) -> str:
    """A cell as it is published: texts between quotes, dates and numbers without, nothing for nothing."""
    if cel is None or cel == "":
        return ""
    if isinstance(cel, int | date):
        return str(cel)
    tekst = cel if isinstance(cel, str) else ",".join(cel)
    return '"' + tekst.replace('"', '""') + '"'

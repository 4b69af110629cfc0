"""Sorting more rows than fit in memory: sorted runs on disk, merged when they are asked for.

The rows of many files come mixed, as objects are read. When they together take more than a limit, those of each file
are sorted and put away; a run that begins after the end of an earlier one goes on in its file, so that what came in
order already (objects by their key) is one file and costs no merge.
"""

import heapq
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

_GRENS: Final = 16 << 20
"""Bytes that rows together take in memory."""
_PER_REGEL: Final = 41
"""Bytes that Python takes for a row beside its text, with its place in a list."""


class _Loop:
    """Runs that follow each other, in one file."""

    def __init__(self, pad: Path) -> None:
        self.pad, self.laatste = pad, b""

    def schrijf(self, regels: list[bytes]) -> None:
        with self.pad.open("ab") as bestand:
            bestand.write(b"\n".join(regels) + b"\n")
        self.laatste = regels[-1]

    def lees(self) -> Iterator[bytes]:
        with self.pad.open("rb") as bestand:
            for regel in bestand:
                yield regel[:-1]


class Sortering:
    """Sorts the rows of files, each by its bytes, in bounded memory.

    :param map_: folder for the runs; made when needed, its files are removed by `sluit`.
    :param grens: bytes in memory above which rows go to disk.
    """

    def __init__(self, map_: Path, grens: int = _GRENS) -> None:
        self._map, self._grens, self._omvang = map_, grens, 0
        self._regels: dict[str, list[bytes]] = {}
        self._lopen: dict[str, list[_Loop]] = {}

    def voeg_toe(self, naam: str, regel: bytes) -> None:
        """A row, without line end, of the file of this name."""
        lijst = self._regels.get(naam)
        if lijst is None:
            lijst = self._regels[naam] = []
        lijst.append(regel)
        self._omvang += len(regel) + _PER_REGEL
        if self._omvang > self._grens:
            self._zet_weg()

    def _zet_weg(self) -> None:
        self._map.mkdir(parents=True, exist_ok=True)
        for naam, regels in self._regels.items():
            if regels:
                regels.sort()
                self._loop_voor(naam, regels[0]).schrijf(regels)
        self._regels, self._omvang = {}, 0

    def _loop_voor(self, naam: str, eerste: bytes) -> _Loop:
        lopen = self._lopen.setdefault(naam, [])
        for loop in lopen:
            if loop.laatste <= eerste:
                return loop
        lopen.append(_Loop(self._map / f"{naam}.{len(lopen)}"))
        return lopen[-1]

    def gesorteerd(self, naam: str) -> Iterator[bytes]:
        """The rows of a file in ascending order of their bytes, each once."""
        regels = sorted(self._regels.get(naam, ()))
        delen = [loop.lees() for loop in self._lopen.get(naam, ())]
        samen = heapq.merge(*delen, regels) if delen else iter(regels)
        return (regel for regel, _ in groupby(samen))

    def sluit(self) -> None:
        """Remove the runs."""
        for lopen in self._lopen.values():
            for loop in lopen:
                loop.pad.unlink(missing_ok=True)
        self._regels, self._lopen, self._omvang = {}, {}, 0

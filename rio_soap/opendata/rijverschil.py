"""From the sorted rows of yesterday, and those that were made anew, to the rows of today and what differs."""

import csv
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import repeat
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, TypeAlias

from rio_soap.opendata.tabeluitvoer import STUK, Tabeluitvoer, stukken
from rio_soap.register.publicatie.csvtabel import Tabel

Hoort: TypeAlias = Callable[[list[bytes]], Sequence[bool] | None]
"""Tells of rows of yesterday which belong to what was made anew, and go unless they were made again; None for none."""


def alles_hoort(stuk: list[bytes]) -> Sequence[bool]:
    """Everything was made anew."""
    return [True] * len(stuk)


def hoort_in(tabel: Tabel, sleutels: Collection[str]) -> Hoort:
    """Which rows of a table are those of these objects."""
    groepen = {tabel.groep_van(sleutel) for sleutel in sleutels} - {()}
    kolommen = [kolom for _, kolom in tabel.groep if isinstance(kolom, str)]
    if not groepen:
        return lambda _: None
    if len(kolommen) != len(tabel.groep) or (tabel.uuid and len(kolommen) > 1):
        vind = partial(_per_rij, tabel, groepen)
    elif len(kolommen) == 1:
        waarden = {waarde for (waarde,) in groepen}
        vind = partial(_per_cel, tabel.kolommen.index(kolommen[0]), waarden, klein=tabel.uuid)
    else:
        vind = partial(_per_cellen, itemgetter(*map(tabel.kolommen.index, kolommen)), groepen)

    def hoort(stuk: list[bytes]) -> Sequence[bool] | None:
        gevonden = vind(csv.reader([regel.decode() for regel in stuk]))
        return gevonden if any(gevonden) else None

    return hoort


def _per_rij(tabel: Tabel, groepen: Collection[tuple[str, ...]], rijen: Iterable[list[str]]) -> Sequence[bool]:
    return [tabel.groep_in(rij) in groepen for rij in rijen]


def _per_cel(plaats: int, waarden: Collection[str], rijen: Iterable[list[str]], *, klein: bool) -> Sequence[bool]:
    if klein:
        return [rij[plaats].lower() in waarden for rij in rijen]
    return [rij[plaats] in waarden for rij in rijen]


def _per_cellen(
    neem: Callable[[list[str]], tuple[str, ...]], groepen: Collection[tuple[str, ...]], rijen: Iterable[list[str]]
) -> Sequence[bool]:
    return [neem(rij) in groepen for rij in rijen]


_BEGIN, _NA_SLEUTEL = b'{"sleutel":"', b'","objecttype":"'


def hoort_bij(sleutels: Collection[str]) -> Hoort:
    """Which lines of JSON are those of these objects."""
    begin = len(_BEGIN)
    zoek = {json.dumps(sleutel, ensure_ascii=False)[1:-1].encode() for sleutel in sleutels}

    def hoort(stuk: list[bytes]) -> Sequence[bool] | None:
        gevonden = [regel[begin : regel.index(_NA_SLEUTEL, begin)] in zoek for regel in stuk]
        return gevonden if any(gevonden) else None

    return hoort


class Rijverschil:
    """Writes the rows of today, and to files of their own those that went and those that came.

    :param uit: takes the rows of today.
    :param weg: path for the rows to take away, each with a line feed.
    :param erbij: path for the rows to add.
    """

    def __init__(self, uit: Tabeluitvoer, weg: Path, erbij: Path) -> None:
        self._uit, self._paden = uit, (weg, erbij)
        self._heden: list[bytes] = []
        self._anders = False

    def maak(self, gisteren: Iterable[bytes], nieuw: Iterator[bytes], hoort: Hoort) -> bool:
        """Compare; whether anything differs.

        :param gisteren: all rows of yesterday, ascending, each once.
        :param nieuw: rows that were made anew, likewise.
        """
        weg, erbij = self._paden
        with weg.open("wb") as gaat, erbij.open("wb") as komt:
            volgende = next(nieuw, None)
            for stuk in stukken(gisteren):
                anders = hoort(stuk)
                if anders is None and (volgende is None or volgende > stuk[-1]):
                    self._spoel()
                    self._uit.schrijf(stuk)
                    continue
                for regel, hoort_erbij in zip(stuk, anders or repeat(False), strict=False):
                    while volgende is not None and volgende < regel:
                        self._kom(volgende, komt)
                        volgende = next(nieuw, None)
                    if volgende == regel:
                        volgende = next(nieuw, None)
                        self._heden.append(regel)
                    elif hoort_erbij:
                        gaat.write(regel + b"\n")
                        self._anders = True
                    else:
                        self._heden.append(regel)
                self._spoel()
            while volgende is not None:
                self._kom(volgende, komt)
                volgende = next(nieuw, None)
        self._spoel()
        return self._anders

    def _kom(self, regel: bytes, komt: BinaryIO) -> None:
        """A row that was not there."""
        komt.write(regel + b"\n")
        self._anders = True
        self._heden.append(regel)
        if len(self._heden) >= STUK:
            self._spoel()

    def _spoel(self) -> None:
        self._uit.schrijf(self._heden)
        self._heden = []

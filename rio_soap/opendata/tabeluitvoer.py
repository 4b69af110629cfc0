"""Files of sorted rows: written in pieces, counted and hashed on the way, whole or not there."""

import gzip
import hashlib
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from rio_soap.opendata.dagpublicatie import Bestandsfeiten
from rio_soap.opendata.gzip_packing import NIVEAU

STUK: Final = 2_000
"""Rows that are handled at a time."""
_GZIP: Final = 16 + zlib.MAX_WBITS
"""To zlib: with the header of gzip, which then has no name and no moment."""
_BLOK: Final = 1 << 20


class Tabeluitvoer:
    """A file of rows in the making: it stands under another name until `sluit`.

    :param pad: CSV, or with ``.gz`` at its end JSON Lines in gzip; the end of a line follows from it.
    :param kop: header without line end; None without one.
    """

    def __init__(self, pad: Path, kop: str | None = None) -> None:
        self._pad, self._deel = pad, pad.with_name(f".{pad.name}.deel")
        self._bestand = self._deel.open("wb")
        self._pers = zlib.compressobj(NIVEAU, zlib.DEFLATED, _GZIP) if pad.suffix == ".gz" else None
        self._einde = b"\r\n" if pad.suffix == ".csv" else b"\n"
        self._sha, self._rijenhash = hashlib.sha256(), hashlib.sha256()
        self._rijen = self._bytes = 0
        if kop is not None:
            self._uit(kop.encode() + self._einde)

    def schrijf(self, regels: list[bytes]) -> None:
        """Rows, without line end."""
        if not regels:
            return
        self._rijenhash.update(b"\n".join(regels) if not self._rijen else b"\n" + b"\n".join(regels))
        self._rijen += len(regels)
        self._uit(self._einde.join(regels) + self._einde)

    def _uit(self, data: bytes) -> None:
        self._naar_schijf(data if self._pers is None else self._pers.compress(data))

    def _naar_schijf(self, data: bytes) -> None:
        self._sha.update(data)
        self._bytes += len(data)
        self._bestand.write(data)

    def laat_vallen(self) -> None:
        """Take the file away: it is not needed."""
        self._bestand.close()
        self._deel.unlink()

    def sluit(self) -> Bestandsfeiten:
        """Give the file its name; on the disk it is when the publication is (`publicatiemap`)."""
        if self._pers is not None:
            self._naar_schijf(self._pers.flush())
        self._bestand.close()
        self._deel.replace(self._pad)
        return Bestandsfeiten(self._bytes, self._sha.hexdigest(), self._rijen, self._rijenhash.hexdigest())


def stukken(regels: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Rows by so many at a time."""
    stroom = iter(regels)
    while stuk := list(islice(stroom, STUK)):
        yield stuk


def schrijf_tabel(pad: Path, kop: str | None, regels: Iterable[bytes]) -> Bestandsfeiten:
    """A whole file of sorted rows."""
    uitvoer = Tabeluitvoer(pad, kop)
    for stuk in stukken(regels):
        uitvoer.schrijf(stuk)
    return uitvoer.sluit()


def lees_tabel(pad: Path, kop: str | None = None) -> Iterator[bytes]:
    """The rows of a file that `Tabeluitvoer` wrote, without line end.

    :raises Tabelfout: when its header is another.
    """
    einde = 2 if pad.suffix == ".csv" else 1
    with gzip.open(pad, "rb") if pad.suffix == ".gz" else pad.open("rb", buffering=_BLOK) as bestand:
        if kop is not None and bestand.readline()[:-einde] != kop.encode():
            raise Tabelfout(f"{pad.name}: its columns are others")
        for regel in bestand:
            yield regel[:-einde]


class Tabelfout(ValueError):
    """A file that is not of the form in which it is published; says which."""


def feiten_van(pad: Path) -> Bestandsfeiten:
    """Facts of any file, without those of its rows."""
    with pad.open("rb") as bestand:
        return Bestandsfeiten(os.fstat(bestand.fileno()).st_size, hashlib.file_digest(bestand, "sha256").hexdigest())


def verbind(van: Path, naar: Path) -> None:
    """A file of yesterday that stays as it is: a link to it, or a copy where the disk has no links.

    :raises OSError: when neither can be.
    """
    try:
        os.link(van, naar)
    except FileExistsError:
        raise
    except OSError:
        shutil.copyfile(van, naar)

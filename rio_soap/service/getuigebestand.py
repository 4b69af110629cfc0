"""The append-only file in which the head of the chain over the berichtenlog is noted, outside the database.

One line per note, of four fields with a blank between them: moment (UTC), kind, content, stempel. Kinds:

- ``hoofd``: ``NUMBER:HASH`` of the newest link at that moment;
- ``tijdstempel``: ``NUMBER:HASH/TOKEN``, an RFC 3161 answer over that hash in base64;
- ``mislukt`` and ``hersteld``: a place outside (its name) that could not be reached since, and again could.

The stempel is that of the service over the three fields before it, so that a line of somebody else is told from ours.
The file is opened anew for each note and only ever appended to: it may be rotated by renaming, its old parts compressed
with gzip, and written by several processes. Each note is on disk (fsync) when `noteer` returns.
"""

import base64
import contextlib
import fcntl
import gzip
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

from rio_soap.bevinding.spraak import rapportzin
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.register.logboek.heads import Head
from rio_soap.register.logboek.links import Stempel

Soort = Literal["hoofd", "tijdstempel", "mislukt", "hersteld"]
HEADING = "# rio_soap: heads of the chain over the berichtenlog; append only, see docs/bediening.md\n"
_STAART = 256 * 1024
"""Bytes at the end of the file in which the last head is looked for; a time stamp takes some thousands."""
MAX_REGEL = 256 * 1024
_REGEL = re.compile(r"(\S+) (hoofd|tijdstempel|mislukt|hersteld) (\S+) ([0-9a-f]{80})\n?\Z")
_HOOFD = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})\Z")


@dataclass(frozen=True, slots=True)
class WitnessNote:
    """One note.

    :param waar: file and line.
    :param stempel: 40 bytes, of which the first 8 name the key.
    """

    waar: str
    moment: str
    soort: Soort
    inhoud: str
    stempel: bytes

    @property
    def getekend(self) -> bytes:
        """What the stempel is put on."""
        return _getekend(self.moment, self.soort, self.inhoud)

    @property
    def hoofd(self) -> Head | None:
        """The link that is noted, None when the note is of another kind or cannot be read."""
        if self.soort not in ("hoofd", "tijdstempel"):
            return None
        return lees_hoofdtekst(self.inhoud.partition("/")[0])

    @property
    def token(self) -> bytes:
        """The RFC 3161 answer; empty when it is none."""
        with contextlib.suppress(ValueError):
            return base64.b64decode(self.inhoud.partition("/")[2], validate=True)
        return b""


def lees_hoofdtekst(tekst: str) -> Head | None:
    """A head out of ``NUMBER:HASH``."""
    gevonden = _HOOFD.match(tekst)
    return Head(int(gevonden[1]), bytes.fromhex(gevonden[2])) if gevonden else None


@dataclass(frozen=True, slots=True)
class Getuigebestand:
    """Writes the file.

    :param stempel: of the service.
    :param nu: the clock of the service.
    """

    pad: Path
    stempel: Stempel
    nu: Callable[[], datetime]

    def noteer(self, soort: Soort, inhoud: str) -> None:
        """Append one line.

        :raises OSError: when it cannot be written.
        """
        moment = schrijf_tijdstip(self.nu(), milliseconden=True)
        stempel = self.stempel.zet(_getekend(moment, soort, inhoud)).hex()
        self._voeg_toe(f"{moment} {soort} {inhoud} {stempel}\n")

    def noteer_hoofd(self, hoofd: Head) -> None:
        """Note the newest link."""
        self.noteer("hoofd", str(hoofd))

    def noteer_tijdstempel(self, hoofd: Head, token: bytes) -> None:
        """Note the answer of a time stamping authority over the hash of a link."""
        self.noteer("tijdstempel", f"{hoofd}/{base64.b64encode(token).decode()}")

    def maak(self) -> None:
        """Make the file, mode 0600, when it is not there.

        :raises OSError: when that cannot be done, or it cannot be written.
        """
        self._voeg_toe("")

    def laatste_hoofd(self) -> Head | None:
        """The newest head in the file; None when there is none in its last part.

        :raises OSError: when the file cannot be read.
        """
        with self.pad.open("rb") as bestand:
            bestand.seek(max(0, bestand.seek(0, os.SEEK_END) - _STAART))
            regels = bestand.read().decode("utf-8", "replace").splitlines()
        for tekst in reversed(regels):
            regel = ontleed(tekst, "")
            if regel is not None and regel.soort == "hoofd":
                return regel.hoofd
        return None

    def _voeg_toe(self, tekst: str) -> None:
        nieuw = not self.pad.exists()
        self.pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        bestand = os.open(self.pad, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX)
            lengte = os.fstat(bestand).st_size
            if lengte == 0:
                tekst = HEADING + tekst
            elif os.pread(bestand, 1, lengte - 1) != b"\n":
                tekst = "\n" + tekst  # what a power cut broke off does not spoil what comes after it
            data = tekst.encode()
            if data:
                if os.write(bestand, data) != len(data):
                    raise OSError(f"{self.pad}: the file system took a part of a line only")
                os.fsync(bestand)
        finally:
            os.close(bestand)
        if nieuw:
            _fsync_map(self.pad.parent)


def _fsync_map(map_: Path) -> None:
    bestand = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(bestand)
    finally:
        os.close(bestand)


def _getekend(moment: str, soort: str, inhoud: str) -> bytes:
    return hashlib.sha256(f"{moment} {soort} {inhoud}".encode()).digest()


def ontleed(tekst: str, waar: str) -> WitnessNote | None:
    """A line as a note; None when it is none."""
    gevonden = _REGEL.match(tekst)
    if gevonden is None:
        return None
    moment, soort, inhoud, stempel = gevonden.groups()
    regel = WitnessNote(waar, moment, cast("Soort", soort), inhoud, bytes.fromhex(stempel))
    return None if regel.hoofd is None and soort in ("hoofd", "tijdstempel") else regel


def delen(pad: Path) -> list[Path]:
    """The file with what rotation made of its older parts (``NAME.1``, ``NAME-20261129.gz``), oldest first by time."""
    ouder = [ander for ander in pad.parent.glob(f"{pad.name}[.-]*") if ander.is_file()]
    return [*sorted(ouder, key=lambda ander: ander.stat().st_mtime_ns), *([pad] if pad.is_file() else [])]


def lees_regels(pad: Path, grootte: int) -> Iterator[WitnessNote | str]:
    """The notes in one file, and a text for each line that is none.

    :param grootte: bytes on disk to read; what is written meanwhile is left.

    :raises OSError: when the file cannot be read.
    """
    with gzip.open(pad, "rb") if pad.suffix == ".gz" else pad.open("rb") as bestand:
        nummer = 0
        while (pad.suffix == ".gz" or bestand.tell() < grootte) and (data := bestand.readline(MAX_REGEL)):
            nummer += 1
            if data.startswith(b"#") or not data.strip():
                continue
            waar = f"{pad.name}, regel {nummer}"
            regel = ontleed(data.decode("utf-8", "replace"), waar)
            yield regel if regel is not None else rapportzin("log.geen_regel", waar=waar)

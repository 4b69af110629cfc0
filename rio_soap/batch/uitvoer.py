"""The folder of a batch: who works in it, which batch it is, its answers and reports; every file whole or not there."""

import fcntl
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rio_soap import besloten
from rio_soap.bevinding.spraak import zin

_BATCH, _LOCK, ANTWOORDEN = "batch.json", ".slot", "antwoorden"


class Uitvoerfout(ValueError):
    """A folder that cannot be used; the text says why."""


@contextmanager
def open_uitvoer(map_: Path) -> Iterator[uuid.UUID]:
    """Take the folder for this process and give the identity of its batch, which is made when there is none.

    The lock ends with the process, however it ends.

    :raises Uitvoerfout: when another process works in it, or what stands there is not that of a batch.
    """
    map_.mkdir(parents=True, exist_ok=True)
    besloten.maak_bestand(map_ / _LOCK)
    with (map_ / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fout:
            raise Uitvoerfout(zin("batchfout.bezet", map=map_)) from fout
        yield _batch(map_)


def _batch(map_: Path) -> uuid.UUID:
    pad = map_ / _BATCH
    if not pad.exists():
        if vreemd := sorted(p.name for p in map_.iterdir() if p.name != _LOCK and not p.name.endswith(".tmp")):
            raise Uitvoerfout(zin("batchfout.vreemde_map", map=map_, gevonden=vreemd[0]))
        bewaar(pad, json.dumps({"batch": str(uuid.uuid4())}).encode())
    try:
        return uuid.UUID(json.loads(pad.read_text("utf-8"))["batch"])
    except (ValueError, KeyError, TypeError) as fout:
        raise Uitvoerfout(zin("batchfout.uitvoer", pad=pad, waarom=fout)) from fout


def bewaar(pad: Path, data: bytes, *, duurzaam: bool = True) -> None:
    """Write a file so that it is whole after a crash, or not there; a file that is the same stays.

    :param duurzaam: wait for the disk. Without it a file is whole after a crash of the process, not of the machine.
    """
    if pad.exists() and pad.read_bytes() == data:
        return
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_name(f".{pad.name}.tmp")
    with tijdelijk.open("wb") as bestand:
        bestand.write(data)
        if duurzaam:
            bestand.flush()
            os.fsync(bestand.fileno())
    tijdelijk.replace(pad)
    if duurzaam:
        sync_folder(pad.parent)


def sync_folder(map_: Path) -> None:
    """Make renames in a folder durable."""
    nummer = os.open(map_, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The file of the answer to one message, there or not yet."""

    pad: Path

    def lees(self) -> bytes | None:
        """The answer that is kept; None when there is none."""
        return self.pad.read_bytes() if self.pad.exists() else None

    def schrijf(self, data: bytes, *, duurzaam: bool = True) -> None:
        """Keep an answer (`bewaar`)."""
        bewaar(self.pad, data, duurzaam=duurzaam)


def antwoordnaam(naam: str) -> str:
    """``a/b.xml`` to ``a/b.antwoord.xml``."""
    return f"{naam[: -len('.xml')]}.antwoord.xml"

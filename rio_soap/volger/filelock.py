"""One run at a time, and the folder in which it works."""

import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.refusal import CopyBusy, NoCopy


@contextmanager
def slot(pad: Path) -> Iterator[None]:
    """Hold a file alone; it is free again when the process ends, however it ends.

    :raises CopyBusy: when another process has it.
    """
    with pad.open("a+") as bestand:
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fout:
            bestand.seek(0)
            raise CopyBusy(zin("kopie.proces", nummer=bestand.read().strip() or "?")) from fout
        bestand.truncate(0)
        bestand.write(str(os.getpid()))
        bestand.flush()
        yield


@contextmanager
def werkmap(pad: Path) -> Iterator[Path]:
    """An empty folder for files that come in, gone afterwards; what a killed run left in it goes first.

    It may lie where others write too, under a name that they can guess.

    :raises NoCopy: when somebody else has made it.
    """
    try:
        pad.mkdir(mode=0o700)
    except FileExistsError:
        gevonden = pad.lstat()
        if not stat.S_ISDIR(gevonden.st_mode) or gevonden.st_uid != os.getuid():
            raise NoCopy(zin("kopie.in_de_weg", pad=pad)) from None
        shutil.rmtree(pad)
        pad.mkdir(mode=0o700)
    try:
        yield pad
    finally:
        shutil.rmtree(pad, ignore_errors=True)

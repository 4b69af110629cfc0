"""Who uses a place on disk: many processes at a time, or one that wipes it or changes its form.

The kernel keeps these locks, says who holds one, and takes them away from a process that dies, however it dies; nothing
in the file itself counts. They are POSIX locks, which belong to a process and end when it closes the file anywhere: so
the file is opened once per process, here, and what the process holds of it is counted.
"""

import fcntl
import os
import struct
import sys
import threading
from pathlib import Path

from rio_soap import besloten
from rio_soap.bevinding.spraak import zin
from rio_soap.register.database.failures import Unavailable

_FLOCK = {"linux": ("@hhqqi0q", 4, (0, 1)), "darwin": ("@qqihh0q", 2, (3, 4))}
"""Form of the kernel's ``struct flock``; where in it the process stands, and type and whence."""
_lock = threading.Lock()
_files: dict[str, "_LockFile"] = {}


class InUse(Unavailable):
    """Somebody else is at work there: ``already running, process N``."""


class _LockFile:
    """A lock file that this process has open."""

    def __init__(self, pad: str) -> None:
        self.pad = pad
        self.nummer = _open(pad)
        self.gedeeld, self.alleen = 0, False


class Lock:
    """A held place; give it back with `laat_los`.

    :param pad: the lock file, made when it is not there and never removed.
    :param alleen: for this one alone; else shared with others that share it.
    :raises InUse: when another one holds it in a way that does not go together.
    :raises OSError: when the file cannot be made or locked.
    """

    def __init__(self, pad: Path, *, alleen: bool) -> None:
        self._pad, self._alleen = os.path.realpath(pad), alleen
        with _lock:
            file = _files.get(self._pad) or _LockFile(self._pad)
            try:
                _neem(file, alleen=alleen)
            except BaseException:
                if self._pad not in _files:
                    os.close(file.nummer)
                raise
            _files[self._pad] = file
        self._file: _LockFile | None = file

    @property
    def pad(self) -> str:
        """The lock file, without symbolic links."""
        return self._pad

    def deel(self) -> None:
        """From now on share what was held alone; nobody comes in between."""
        with _lock:
            if self._file is not None and self._alleen:
                fcntl.lockf(self._file.nummer, fcntl.LOCK_SH | fcntl.LOCK_NB, 1)
                self._file.gedeeld, self._file.alleen = 1, False
                self._alleen = False

    def laat_los(self) -> None:
        """Give it back; a second time does nothing."""
        with _lock:
            file, self._file = self._file, None
            if file is None:
                return
            if not self._alleen:
                file.gedeeld -= 1
            if self._alleen or not file.gedeeld:
                os.close(file.nummer)
                del _files[self._pad]


def _open(pad: str) -> int:
    """The lock file as it is there once it is open: another process may just have removed and made it."""
    while True:
        nummer = besloten.open_bestand(pad)
        try:
            if os.path.samestat(os.fstat(nummer), os.stat(pad)):
                return nummer
        except FileNotFoundError:
            pass
        os.close(nummer)


def _neem(file: _LockFile, *, alleen: bool) -> None:
    if file.alleen or (alleen and file.gedeeld):
        raise InUse(melding(os.getpid(), os.path.dirname(file.pad)))
    if alleen or not file.gedeeld:
        try:
            fcntl.lockf(file.nummer, (fcntl.LOCK_EX if alleen else fcntl.LOCK_SH) | fcntl.LOCK_NB, 1)
        except (BlockingIOError, PermissionError) as fout:
            raise InUse(melding(_houder(file.nummer, alleen=alleen), os.path.dirname(file.pad))) from fout
    if alleen:
        file.alleen = True
    else:
        file.gedeeld += 1


def melding(proces: int | None, waar: str) -> str:
    """What to say to who cannot have it."""
    wie = zin("register.proces", nummer=proces) if proces else zin("register.ander_proces")
    return zin("register.bezet", wie=wie, waar=waar)


def _houder(nummer: int, *, alleen: bool) -> int | None:
    """The process that is in the way; None when the kernel does not say, or cannot be understood here."""
    vorm, plaats, (soort, vanaf) = _FLOCK.get(sys.platform, ("", 0, (0, 0)))
    if not vorm:
        return None
    velden = [0] * 5
    velden[soort], velden[vanaf] = fcntl.F_WRLCK if alleen else fcntl.F_RDLCK, os.SEEK_SET
    velden[{"linux": 3, "darwin": 1}[sys.platform]] = 1
    gevonden = struct.unpack(vorm, fcntl.fcntl(nummer, fcntl.F_GETLK, struct.pack(vorm, *velden)))
    if gevonden[soort] == fcntl.F_UNLCK or gevonden[plaats] <= 0:
        return None
    return int(gevonden[plaats])

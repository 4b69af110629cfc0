"""Whether somebody wrote over the files of an SQLite register in place: ``cp backup.db rio.db`` under a service.

The file stays the same one then, SQLite notices nothing, and goes on adding to a WAL that no longer belongs to it. In
WAL mode the database itself is written by a checkpoint only, and a checkpoint says so in the wal-index (``…-shm``); a
change of the file without one is of another hand. The wal-index also tells where the WAL ends and with which checksum,
so that a WAL that was cut off or written over shows too. (Layout: "WAL-mode File Format" of SQLite.)

The files are kept open for good: when a process closes a file anywhere, it loses all locks that SQLite has on it.
"""

import os
import struct
import threading
from typing import NamedTuple

_INDEX = 136
"""Bytes of the wal-index that are read: its header twice, and what checkpoints did."""
_HEADER, _FRAME_HEADER = 32, 24
_POGINGEN = 5
_open: dict[tuple[int, int], int] = {}
_lock = threading.Lock()


class _Stand(NamedTuple):
    """Where WAL and checkpoints are."""

    zouten: bytes
    """Of this round of the WAL; others at each new one."""
    frames: int
    teken: bytes
    """Checksum of the last frame."""
    pagina: int
    gedaan: int
    """Frames that are in the database."""
    begonnen: int

    @property
    def bezig(self) -> bool:
        """Whether a checkpoint is going on, or broke off, or a WAL that was left behind was just taken up."""
        return self.gedaan != self.begonnen

    @property
    def checkpoint(self) -> tuple[bytes, int, int]:
        """What a checkpoint changes."""
        return self.zouten, self.gedaan, self.begonnen


class WalGuard:
    """Looks after one database and its WAL from the moment that it is made; for all threads of a process.

    :param pad: the database, no symbolic link; the WAL and its index are open already.
    :raises OSError: when a file cannot be opened.
    """

    def __init__(self, pad: str) -> None:
        self._pad = pad
        self._wal, self._shm = (_houd_open(f"{pad}{deel}") for deel in ("-wal", "-shm"))
        self._lock = threading.Lock()
        self._stand: _Stand | None = None
        self._bestand: tuple[int, int] | None = None

    def onveranderd(self, gevonden: os.stat_result) -> bool:
        """Whether the database itself is as when `klopt` last found it right: then nobody wrote over it since. Of the
        WAL this tells nothing; it costs a tenth of `klopt`."""
        return self._bestand == (gevonden.st_mtime_ns, gevonden.st_size)

    def klopt(self, inode: tuple[int, int]) -> bool:
        """Whether the database is the file at this device and inode, and all is as SQLite left it, as far as can be
        seen; some microseconds.

        :raises OSError: when a file cannot be read.
        """
        with self._lock:  # a look that is older than what another thread remembered would tell of changes backwards
            for _ in range(_POGINGEN):
                stand = self._lees()
                try:
                    gevonden = os.stat(self._pad)
                except FileNotFoundError:
                    return False
                if (gevonden.st_dev, gevonden.st_ino) != inode or not gevonden.st_size:
                    return False
                if stand is None:
                    continue
                bestand = gevonden.st_mtime_ns, gevonden.st_size
                if _wal_klopt(self._wal, stand) and self._volgt(stand, bestand):
                    return True
                if self._lees() == stand:  # else somebody was writing just then
                    return False
        return True

    def _volgt(self, stand: _Stand, bestand: tuple[int, int]) -> bool:
        """Whether this may come after what was seen last; remembered when it may."""
        was, toen = self._stand, self._bestand
        if was is not None:
            if stand.zouten == was.zouten and stand.frames < was.frames:
                return False
            if bestand != toen and not stand.bezig and stand.checkpoint == was.checkpoint:
                return False
        self._stand, self._bestand = stand, bestand
        return True

    def _lees(self) -> _Stand | None:
        """What the wal-index says; None while it is being written."""
        data = os.pread(self._shm, _INDEX, 0)
        if len(data) < _INDEX or data[:48] != data[48:96]:
            return None
        grootte, frames = struct.unpack_from("=HI", data, 14)
        een, twee = struct.unpack_from("=2I", data, 24)
        (gedaan,), (begonnen,) = struct.unpack_from("=I", data, 96), struct.unpack_from("=I", data, 128)
        pagina = 65536 if grootte == 1 else grootte
        return _Stand(data[32:40], frames, struct.pack(">2I", een, twee), pagina, gedaan, begonnen)


def _wal_klopt(wal: int, stand: _Stand) -> bool:
    """Whether the WAL begins and ends as the index says."""
    if not stand.frames:
        return True  # a new round, of which nothing is written yet
    offset = _HEADER + (stand.frames - 1) * (_FRAME_HEADER + stand.pagina)
    return os.pread(wal, 8, 16) == stand.zouten and os.pread(wal, 8, offset + 16) == stand.teken


def _houd_open(naam: str) -> int:
    """A descriptor of a file, the same one as long as it is there."""
    with _lock:
        for inode, nummer in list(_open.items()):
            if not os.fstat(nummer).st_nlink:  # gone, so nobody comes to it any more
                os.close(_open.pop(inode))
        gevonden = os.stat(naam)
        inode = gevonden.st_dev, gevonden.st_ino
        if inode not in _open:
            _open[inode] = os.open(naam, os.O_RDONLY | os.O_CLOEXEC)
        return _open[inode]

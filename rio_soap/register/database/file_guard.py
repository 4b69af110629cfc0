"""Whether the SQLite file of a register is still the one that was opened, and was not written over (`WalGuard`).

A file that was removed or replaced stays open for who has it, and takes commits that nobody will ever see again. SQLite
looks at that for a rollback journal, not for WAL; so this does, at every commit and reading.
"""

import logging
import os

from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.wal_guard import WalGuard

log = logging.getLogger(__name__)

Inode = tuple[int, int]
"""Device and inode."""


class FileLost(Unavailable):
    """The file of the register was replaced or removed; this process can keep nothing any more."""


class FileGuard:
    """Looks after one SQLite file and what SQLite keeps beside it; for all threads of a process.

    :param pad: the database, as the settings have it: a symbolic link counts as what it points at.
    """

    def __init__(self, pad: str) -> None:
        self._pad = pad
        self._inode: Inode | None = None
        self._ernaast: dict[str, Inode] = {}
        self._wal: WalGuard | None = None
        self.verloren: str | None = None
        """The file that is not what it was; None while all is well. It never becomes None again."""
        if os.path.exists(pad):
            self.zie_verbinding()

    def zie_verbinding(self) -> None:
        """A connection was made: the first one says which file is meant.

        :raises FileLost: when this is another file than before.
        """
        if self._inode is None:
            self._inode = _inode(self._pad, leeg=False)
        self.controleer()

    def zie_schrijver(self) -> None:
        """A connection was made that stays, and has the files beside the database open too."""
        echt = os.path.realpath(self._pad)
        self._ernaast = {naam: inode for naam in (f"{echt}-wal", f"{echt}-shm") if (inode := _inode(naam))}
        try:
            self._wal = WalGuard(echt)
        except OSError:  # no WAL, as on a medium that has no shared memory
            self._wal = None
        self.controleer()

    def weet(self) -> None:
        """Go on only with a file that is not known to be lost; it does not look.

        :raises FileLost: when `controleer` found so before.
        """
        if self.verloren is not None:
            self._verloren(self.verloren)

    def controleer(self, *, wal: bool = False) -> None:
        """Look at the database, and whether it was written over; a microsecond or two.

        :param wal: at its WAL too, which takes some more.
        :raises FileLost: when it is not what it was, from then on always.
        """
        if self.verloren is None and self._is_dezelfde(wal=wal):
            return
        self._verloren(self._pad)

    def _is_dezelfde(self, *, wal: bool) -> bool:
        """Whether it is the file that was opened, and nobody wrote over it; True too when that cannot be told."""
        if self._inode is None:
            return True
        if self._wal is None or not wal:
            try:
                gevonden = os.stat(self._pad)
            except OSError:
                return False
            if not gevonden.st_size or (gevonden.st_dev, gevonden.st_ino) != self._inode:
                return False
            if self._wal is None or self._wal.onveranderd(gevonden):
                return True
        try:
            return self._wal.klopt(self._inode)
        except OSError:  # SQLite meets that as well, and says what it is
            return True

    def controleer_alles(self) -> None:
        """As `controleer`, with the files beside it: before anybody hears that a commit was done."""
        self.controleer(wal=True)
        for naam, inode in self._ernaast.items():
            if _inode(naam) != inode:
                self._verloren(naam)

    def _verloren(self, naam: str) -> None:
        if self.verloren is None:
            self.verloren = naam
            log.critical(
                "%s was replaced or removed or written over while this process (%d) had it open: nothing is accepted "
                "any more; stop it, put the right file there without the -wal and -shm of another, and start again",
                naam,
                os.getpid(),
            )
        raise FileLost(f"{self.verloren} was replaced or removed or written over under this process")


def _inode(pad: str, *, leeg: bool = True) -> Inode | None:
    """Where a file is; None when it is not there, or has no bytes and that may not be: a database in use has a page."""
    try:
        gevonden = os.stat(pad)
    except OSError:
        return None
    if not (leeg or gevonden.st_size):
        return None
    return gevonden.st_dev, gevonden.st_ino

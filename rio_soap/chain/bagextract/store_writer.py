"""Filling a store of BAG data."""

import sqlite3
from pathlib import Path
from types import TracebackType

from rio_soap import besloten
from rio_soap.chain.bagextract.tables import INDEXEN, TABELLEN, Rij
from rio_soap.register.database.lock import Lock

_TEKENS = 16 << 20
"""Characters of rows that wait to go to disk."""


class BagWriter:
    """Fills a new store; it takes the place of an old one only when it is complete.

    Use as a context manager, which raises `InUse` while another process fills the same store. Memory is bounded: rows
    go to disk per thousand.
    """

    def __init__(self, pad: Path) -> None:
        self._doel, self._werk = pad, pad.with_name(pad.name + ".nieuw")
        self._rows: dict[str, list[Rij]] = {}
        self._tekens = 0
        self.aantal: dict[str, int] = {}

    def __enter__(self) -> "BagWriter":
        besloten.maak_map(self._doel.parent)
        # Two at a time would put the half work of one in place of the store.
        self._lock = Lock(self._doel.with_name(self._doel.name + "-slot"), alleen=True)
        self._werk.unlink(missing_ok=True)
        besloten.maak_bestand(self._werk)
        self._db = sqlite3.connect(self._werk, isolation_level=None)
        # a crash costs the whole load, so there is nothing to be safe for
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("BEGIN")
        for opdracht in TABELLEN:
            self._db.execute(opdracht)
        return self

    def __exit__(self, soort: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        try:
            if soort is None:
                self._maak_af()
        finally:
            self._db.close()
            self._werk.unlink(missing_ok=True)
            self._lock.laat_los()

    def _maak_af(self) -> None:
        self.flush()
        for opdracht in INDEXEN:
            self._db.execute(opdracht)
        self._db.execute("COMMIT")
        self._db.close()
        self._werk.replace(self._doel)

    def put(self, tabel: str, rij: Rij) -> None:
        """Add a row; a second one of the same key takes its place."""
        rijen = self._rows.setdefault(tabel, [])
        rijen.append(rij)
        self.aantal[tabel] = self.aantal.get(tabel, 0) + 1
        self._tekens += sum(len(veld) for veld in rij if isinstance(veld, str))
        if len(rijen) >= 1000:
            self._flush(tabel)
        elif self._tekens > _TEKENS:
            self.flush()

    def flush(self) -> None:
        """Put what waits on disk.

        :raises OverflowError: for a number that SQLite cannot hold.
        """
        for tabel in list(self._rows):
            self._flush(tabel)
        self._tekens = 0

    def _flush(self, tabel: str) -> None:
        rijen = self._rows.pop(tabel, [])
        if rijen:
            plaatsen = ", ".join("?" * len(rijen[0]))
            self._db.executemany(f"INSERT OR REPLACE INTO {tabel} VALUES ({plaatsen})", rijen)  # noqa: S608  # own names

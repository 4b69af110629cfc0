"""SQLite as a target: one file, that others can read while it is written."""

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.filelock import slot, werkmap
from rio_soap.volger.manifest import Kolomvorm
from rio_soap.volger.refusal import NoCopy
from rio_soap.volger.rijenhash import Objectregel
from rio_soap.volger.sqldialect import SqlRow, csvregel, naam

_Waarde: TypeAlias = str | int | float | None
_EIGEN = {"stand"}
_BLOK = 16 << 20
_VOORAF = f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -{_BLOK >> 10}"


class Sqlite:
    """A file of SQLite."""

    fouten: tuple[type[Exception], ...] = (sqlite3.Error,)
    json_soort: str = "TEXT"
    bytes_soort: str = "BLOB"
    tekst_van_inhoud: str = "{}.inhoud"
    ongelijk: str = "{} IS NOT {}"
    objectregel: str = (
        """CAST('{"sleutel":' || json_quote(sleutel) || ',"objecttype":' || json_quote(objecttype) """
        """|| ',"inhoud":' || inhoud || '}' AS BLOB)"""
    )

    def __init__(self, pad: Path) -> None:
        self._pad = pad
        self.plaats = str(pad)
        self.werkmap = pad.with_name(f".{pad.name}.bezig")
        self._db: sqlite3.Connection

    @contextmanager
    def open(self) -> Iterator[None]:
        """Connect, and hold the file alone against other followers."""
        self._pad.parent.mkdir(parents=True, exist_ok=True)
        with slot(self._pad.with_name(f".{self._pad.name}.slot")):
            self._db = sqlite3.connect(self._pad, isolation_level=None)
            try:
                self._db.executescript(_VOORAF)
                if self.tabellen() and not self.tabellen() & _EIGEN:
                    raise NoCopy(zin("kopie.vreemde_tabellen", plaats=self._pad))
                with werkmap(self.werkmap):
                    yield
            finally:
                self._db.close()

    @contextmanager
    def transactie(self, *, terug: bool = False) -> Iterator[None]:
        """A transaction; within one it is a part of that."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("ROLLBACK" if terug else "COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def voer(self, sql: str, waarden: Sequence[object] = ()) -> int:
        """Carry out a statement; how many rows it changed."""
        return self._db.execute(sql, tuple(waarden)).rowcount

    def rijen(self, sql: str, waarden: Sequence[object] = ()) -> Iterator[SqlRow]:
        """The rows of a query, as they come."""
        return iter(self._db.execute(sql, tuple(waarden)))

    def veel(self, sql: str, rijen: Iterable[Sequence[object]]) -> None:
        """Carry out a statement with each of many rows of values."""
        self._db.executemany(sql, rijen)

    def tabellen(self) -> set[str]:
        """Names of the tables that there are."""
        return {rij[0] for rij in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def kolom(self, kolom: Kolomvorm) -> str:
        """Name of a column, quoted."""
        return f'"{kolom.naam}"'

    def soort(self, kolom: Kolomvorm) -> str:
        """Type of a column. A number has none: under NUMERIC SQLite would write 1.050 as 1.05."""
        return "" if kolom.soort == "getal" else "TEXT"

    def regel(self, kolommen: Sequence[Kolomvorm]) -> str:
        """A row as bytes of its line in CSV."""
        cellen = csvregel(kolommen, self.kolom, "CAST({} AS TEXT)")
        return f"CAST({cellen} AS BLOB)"

    def laad(self, tabel: str, kolommen: Sequence[Kolomvorm], regels: Iterable[bytes]) -> None:
        """Put lines of CSV into a table of A."""
        getallen = [plaats for plaats, kolom in enumerate(kolommen) if kolom.soort == "getal"]
        vragen = ", ".join("?" * len(kolommen))
        rijen = (_waarden(cellen, getallen) for cellen in csv.reader(map(bytes.decode, regels)))
        self._db.executemany(f"INSERT INTO {naam(tabel)} VALUES ({vragen})", rijen)  # noqa: S608  # values are bound

    def laad_objecten(self, tabel: str, volgnummer: int, objecten: Iterable[Objectregel]) -> None:
        """Put objects into a table of B."""
        rijen = ((een.objecttype, een.sleutel, volgnummer, een.inhoud) for een in objecten)
        sql = f"INSERT INTO {naam(tabel)} (objecttype, sleutel, volgnummer, inhoud) VALUES (?, ?, ?, ?)"  # noqa: S608
        self._db.executemany(sql, rijen)


def _waarden(cellen: Sequence[str], getallen: Sequence[int]) -> list[_Waarde]:
    waarden: list[_Waarde] = [cel or None for cel in cellen]
    for plaats in getallen:
        if cel := cellen[plaats]:
            waarden[plaats] = _getal(cel)
    return waarden


def _getal(tekst: str) -> _Waarde:
    """A number, where SQLite writes it again as it was written; else the text."""
    try:
        if len(tekst) < 19 and str(heel := int(tekst)) == tekst:
            return heel
        breuk = float(tekst)
    except ValueError:
        return tekst
    return breuk if "." in tekst and format(breuk, ".15g") == tekst else tekst

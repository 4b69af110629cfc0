"""Family C: `rio.sqlite.gz`, the tables of family A in one SQLite database, with what was found of their keys.

Made anew every night, in one pass over the CSVs: 3.1 million rows take 17 s of one core and 20 MB of memory.
Cells are as in the CSV: dates as text, numbers as numbers, an empty cell NULL, a newline in a text as backslash and n.
"""

import csv
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from rio_soap.opendata.gzip_packing import pak_in
from rio_soap.opendata.kolomsoorten import Kolomsoort, kolomsoort
from rio_soap.opendata.tabelverwijzingen import Verwijzing, verwijzingen
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.publicatie.rijenregister import TABELLEN

SQLITE: Final = "rio.sqlite.gz"
_WERK: Final = ".rio.sqlite"
_TYPEN: Final = {Kolomsoort.GEHEEL: "INTEGER", Kolomsoort.GETAL: "NUMERIC"}
"""Of columns that are no text."""
_PRAGMAS: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -8192;
"""
"""For a file that nobody else reads and that is begun again when it breaks off; 8 MiB of pages (with 32 it
takes 58 MB more and 0.3 s less)."""


class Sqlitefeiten(NamedTuple):
    """What is known of tables when all their rows are in one database; by name of the CSV. JSON keeps it as it is:
    ``Sqlitefeiten(**json.loads(json.dumps(feiten._asdict())))``.

    :param rijen: rows in each table.
    :param sleutels: files of which the primary key holds: without empty cells, and no two rows with the same.
    :param los: for each of `verwijzingen` of a file, how many values have no row in any of its tables.
    """

    rijen: Mapping[str, int]
    sleutels: Sequence[str]
    los: Mapping[str, Sequence[int]]


def maak_sqlite(map_: Path, vorige: Path | None = None, gelijk: Sequence[str] = ()) -> Sqlitefeiten:
    """Make ``rio.sqlite.gz`` of all CSVs of family A that stand in a folder.

    :param vorige: as `rio_soap.opendata.dagpublicatie` has it, likewise `gelijk`; when all files are the same, that of
        yesterday would do, but what it holds is asked for all the same.
    :raises FileNotFoundError: when a CSV is not there.
    """
    werk = map_ / _WERK
    werk.unlink(missing_ok=True)
    with closing(sqlite3.connect(werk, isolation_level=None)) as db:
        db.executescript(_PRAGMAS)
        bestanden = sorted(kolommen())
        sleutels = [bestand for bestand in bestanden if _laad(db, map_ / bestand)]
        for bestand in bestanden:
            _indexeer(db, bestand, met_sleutel=bestand in sleutels)
        rijen = {bestand: _een(db, f"SELECT count(*) FROM {_tabel(bestand)}") for bestand in bestanden}  # noqa: S608
        los = {bestand: tuple(_los(db, bestand, een) for een in verwijzingen(bestand)) for bestand in bestanden}
    pak_in(werk, map_ / SQLITE)
    werk.unlink()
    return Sqlitefeiten(rijen, sleutels, los)


def _laad(db: sqlite3.Connection, pad: Path) -> bool:
    """Load a file into a table of its own; gives whether its rows have the primary key that they should have."""
    sleutel = TABELLEN[pad.name].sleutel if pad.name in TABELLEN else ()
    if sleutel:
        try:
            _vul(db, pad, sleutel)
        except sqlite3.IntegrityError:
            db.execute("COMMIT")  # without a journal nothing can be rolled back
            db.execute(f"DROP TABLE {_tabel(pad.name)}")
        else:
            return True
    _vul(db, pad, ())
    return False


def _vul(db: sqlite3.Connection, pad: Path, sleutel: tuple[str, ...]) -> None:
    """:raises sqlite3.IntegrityError: when the rows do not have the key."""
    namen = kolommen()[pad.name]
    delen = [f"{_q(naam)} {_TYPEN.get(kolomsoort(naam), 'TEXT')}{_leeg(naam in sleutel)}" for naam in namen]
    if sleutel:
        delen.append(f"PRIMARY KEY ({_qs(sleutel)})")
    db.execute("BEGIN")
    db.execute(f"CREATE TABLE {_tabel(pad.name)} ({', '.join(delen)})")
    waarden = ", ".join(["nullif(?, '')"] * len(namen))
    db.executemany(f"INSERT INTO {_tabel(pad.name)} VALUES ({waarden})", _rijen(pad))  # noqa: S608
    db.execute("COMMIT")


def _leeg(sleutel: bool) -> str:
    return " NOT NULL" if sleutel else ""


def _rijen(pad: Path) -> Iterator[list[str]]:
    with pad.open(encoding="utf-8", newline="") as stroom:
        lezer = csv.reader(stroom, strict=True)
        next(lezer)
        yield from lezer


def _indexeer(db: sqlite3.Connection, bestand: str, *, met_sleutel: bool) -> None:
    """Index what a table is joined by, unless its primary key begins with that."""
    sleutel = TABELLEN[bestand].sleutel if met_sleutel else ()
    gevraagd = [een.kolommen for een in verwijzingen(bestand)] + _gevraagd_door_anderen(bestand)
    for namen in dict.fromkeys(gevraagd):
        if namen != sleutel[: len(namen)]:
            naam = _q(f"{bestand.removesuffix('.csv')}_op_{'_'.join(namen).lower()}")
            db.execute(f"CREATE INDEX {naam} ON {_tabel(bestand)} ({_qs(namen)})")


def _gevraagd_door_anderen(bestand: str) -> list[tuple[str, ...]]:
    tabel = bestand.removesuffix(".csv")
    alle = (een for ander in kolommen() for een in verwijzingen(ander))
    return [een.doelkolommen for een in alle if tabel in een.doelen]


def _los(db: sqlite3.Connection, bestand: str, verwijzing: Verwijzing) -> int:
    """How many values of the columns have no row in any of the tables; an empty cell names nothing."""
    namen = _qs(verwijzing.kolommen)
    gevuld = " AND ".join(f"{_q(naam)} IS NOT NULL" for naam in verwijzing.kolommen)
    paren = list(zip(verwijzing.kolommen, verwijzing.doelkolommen, strict=True))
    nergens = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {_q(doel)} AS d WHERE {_gelijk(paren)})"  # noqa: S608
        for doel in verwijzing.doelen
    )
    waarden = f"SELECT DISTINCT {namen} FROM {_tabel(bestand)} WHERE {gevuld}"  # noqa: S608
    return _een(db, f"SELECT count(*) FROM ({waarden}) AS w WHERE {nergens}")  # noqa: S608


def _gelijk(paren: Sequence[tuple[str, str]]) -> str:
    return " AND ".join(f"d.{_q(doel)} = w.{_q(eigen)}" for eigen, doel in paren)


def _een(db: sqlite3.Connection, vraag: str) -> int:
    return int(db.execute(vraag).fetchone()[0])


def _tabel(bestand: str) -> str:
    return _q(bestand.removesuffix(".csv"))


def _q(naam: str) -> str:
    return f'"{naam}"'


def _qs(namen: Sequence[str]) -> str:
    return ", ".join(map(_q, namen))

"""A file that was taken away, replaced or written over is found before anybody hears that a commit was done."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from rio_soap.register.database.file_guard import FileGuard, FileLost


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    """A database in WAL mode, with a connection that keeps its WAL."""
    return tmp_path / "rio.db"


@pytest.fixture
def verbinding(pad: Path) -> sqlite3.Connection:
    verbinding = sqlite3.connect(pad, isolation_level=None)
    verbinding.execute("PRAGMA journal_mode=WAL")
    verbinding.execute("CREATE TABLE t (a)")
    verbinding.execute("PRAGMA wal_checkpoint")
    verbinding.execute("INSERT INTO t VALUES (1)")
    return verbinding


@pytest.fixture
def guard(pad: Path, verbinding: sqlite3.Connection) -> FileGuard:
    guard = FileGuard(str(pad))
    guard.zie_schrijver()
    return guard


def test_while_all_is_well_nothing_is_said(guard: FileGuard, verbinding: sqlite3.Connection) -> None:
    """Commits and checkpoints of SQLite itself included."""
    for nummer in range(5):
        verbinding.execute("INSERT INTO t VALUES (?)", (nummer,))
        guard.controleer()
        guard.controleer_alles()
        verbinding.execute("PRAGMA wal_checkpoint")
        guard.controleer_alles()
    assert guard.verloren is None


def verwijder(pad: Path) -> None:
    pad.unlink()


def vervang(pad: Path) -> None:
    ander = pad.with_name("ander.db")
    shutil.copy(pad, ander)
    os.replace(ander, pad)


def leeg(pad: Path) -> None:
    pad.write_bytes(b"")


def overschrijf(pad: Path) -> None:
    """As ``cp backup.db rio.db`` does: the file stays the same one."""
    inhoud = pad.read_bytes()
    with pad.open("r+b") as bestand:
        bestand.write(inhoud)
    os.utime(pad, ns=(1, 1))


@pytest.mark.parametrize("ingreep", [verwijder, vervang, leeg, overschrijf])
def test_what_happens_to_the_file_is_found_and_never_forgotten(
    guard: FileGuard, pad: Path, ingreep: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    ingreep(pad)
    with pytest.raises(FileLost, match="was replaced or removed or written over under this process"):
        guard.controleer()
    assert guard.verloren == str(pad)
    with pytest.raises(FileLost):
        guard.weet()
    with pytest.raises(FileLost):
        guard.controleer_alles()
    assert len(caplog.records) == 1, "told once"


@pytest.mark.parametrize("naam", ["rio.db-wal", "rio.db-shm"])
def test_what_sqlite_keeps_beside_it_counts_as_well(guard: FileGuard, pad: Path, naam: str) -> None:
    pad.with_name(naam).unlink()
    with pytest.raises(FileLost, match=naam):
        guard.controleer_alles()


def test_who_asks_what_is_known_does_not_look(guard: FileGuard, pad: Path) -> None:
    """It stands in the way of every message, and a look is made by its commit."""
    pad.unlink()
    guard.weet()


def test_the_first_connection_says_which_file_is_meant(tmp_path: Path) -> None:
    """The file may not be there before."""
    pad = tmp_path / "rio.db"
    guard = FileGuard(str(pad))
    guard.controleer()
    sqlite3.connect(pad).execute("CREATE TABLE t (a)")
    guard.zie_verbinding()
    vervang(pad)
    with pytest.raises(FileLost):
        guard.zie_verbinding()


def test_a_link_counts_as_what_it_points_at(guard: FileGuard, pad: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(pad)
    via_link = FileGuard(str(link))
    via_link.controleer()
    link.unlink()
    link.symlink_to(tmp_path / "weg.db")
    with pytest.raises(FileLost):
        via_link.controleer()

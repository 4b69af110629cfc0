"""Why a copy is not brought further: each reason by its name, with the exit code of its own."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar


class Refusal(Exception):
    """The copy is as it was, and this is why."""

    naam: ClassVar[str] = "geweigerd"
    """What programs know it by."""
    code: ClassVar[int] = 1
    """Exit code."""


class Tampered(Refusal):
    """A published file is not what its publication says of it."""

    naam, code = "vervalst", 3


class ForeignRegister(Refusal):
    """The source is another register than that of which the copy is."""

    naam, code = "vreemde-stroom", 4


class SourceUnavailable(Refusal):
    """The source gives no answer, or none that can be used, also after trying again."""

    naam, code = "onbereikbaar", 5


class CopyChanged(Refusal):
    """Somebody else changed the copy: its rows are not those that were proved."""

    naam, code = "kopie-gewijzigd", 6


class DiskFull(Refusal):
    """There is no room for what has to be written."""

    naam, code = "schijf-vol", 7


class CopyBusy(Refusal):
    """Another run is at work on this copy."""

    naam, code = "bezet", 8


class DayMissing(Refusal):
    """A day between the copy and the newest publication is not there, and no full set was wanted."""

    naam, code = "dag-ontbreekt", 9


class NoCopy(Refusal):
    """What the target holds was not made by a follower, or cannot be opened."""

    naam, code = "geen-kopie", 10


REFUSALS: tuple[type[Refusal], ...] = (
    Tampered,
    ForeignRegister,
    SourceUnavailable,
    CopyChanged,
    DiskFull,
    CopyBusy,
    DayMissing,
    NoCopy,
)
"""All reasons, by exit code."""

_VOL = {errno.ENOSPC, errno.EDQUOT}
_SQLITE: dict[int, type[Refusal]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: CopyBusy,
    sqlite3.SQLITE_LOCKED: CopyBusy,
    sqlite3.SQLITE_CORRUPT: CopyChanged,
    sqlite3.SQLITE_ERROR: CopyChanged,  # a table or column that is gone
}


@contextmanager
def bij_naam(fouten: tuple[type[Exception], ...]) -> Iterator[None]:
    """Turns what a disk or a database says into a refusal.

    :param fouten: what the driver of the copy raises.
    """
    try:
        yield
    except OSError as fout:
        soort = DiskFull if fout.errno in _VOL else NoCopy
        raise soort(f"{fout.filename or 'the copy'}: {fout.strerror or fout}") from fout
    except fouten as fout:
        raise _soort(fout)(" ".join(str(fout).split())[:300]) from fout


def _soort(fout: Exception) -> type[Refusal]:
    if isinstance(fout, sqlite3.Error):
        return _SQLITE.get(getattr(fout, "sqlite_errorcode", 0) & 0xFF, NoCopy)
    staat = str(getattr(fout, "sqlstate", None) or "")
    if staat == "53100":
        return DiskFull
    return CopyChanged if staat.startswith("42") else NoCopy

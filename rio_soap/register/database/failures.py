"""What may go wrong with a database, and whose fault it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as Wachtfout

BOTSING = frozenset({"40001", "40P01"})
"""SQLSTATEs of two transactions that met: serialization failure, deadlock."""
BEZET = frozenset({"23505", "23503"})
"""SQLSTATEs of a unique key that is taken and of a foreign key that points at nothing, or is still pointed at. When
another transaction just took the key, or made or removed the other row, a second try sees that and can refuse."""
_BUITEN_BEREIK = ("08", "53", "57P", "58", "25006", "0A000")
"""SQLSTATEs (or how they begin) of a server that cannot serve: connection, resources, shutdown, system, read-only. A
standby refuses our way of writing with 0A000 (no SERIALIZABLE there) before it comes to 25006."""
_SQLITE_BUITEN_BEREIK = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


class Unavailable(RuntimeError):
    """The database cannot be reached or stays busy.

    Nothing was acknowledged, and nothing was written either, unless it is `OutcomeUnknown`.
    """


class OutcomeUnknown(Unavailable):
    """A PostgreSQL server went away during the very commit: what was to be written may stand."""


class DeadlinePassed(Unavailable):
    """The time that a message has was over before its transaction was committed: nothing of it was written."""


TE_LANG = frozenset({"57014", "55P03"})
"""SQLSTATEs of a statement that waited longer than it may."""


def onbereikbaar(fout: DBAPIError | Wachtfout) -> bool:
    """Whether the database is to blame and not the statement.

    Of two transactions that met the server has told, and undone this one; that its connection broke over that, as one
    of psycopg may in the pipeline of an executemany, is no more than a reason to take another for the next try.
    """
    if isinstance(fout, Wachtfout):
        return True
    if getattr(fout.orig, "sqlstate", None) in BOTSING | BEZET:
        return False
    if fout.connection_invalidated:
        return True
    if isinstance(fout.orig, sqlite3.Error):
        # Extended codes hold the primary one in their lowest byte.
        return getattr(fout.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_BUITEN_BEREIK
    sqlstate = getattr(fout.orig, "sqlstate", None)
    # A connection that cannot be made has no SQLSTATE, nor has one that breaks.
    return sqlstate is None or sqlstate.startswith(_BUITEN_BEREIK)


def lost_at_commit(fout: DBAPIError) -> bool:
    """Whether it is open what became of a transaction whose COMMIT failed with this: the server said no by nothing but
    going away. With any other SQLSTATE it has rolled back."""
    sqlstate = getattr(fout.orig, "sqlstate", None)
    if sqlstate in BOTSING:
        return False
    return fout.connection_invalidated or sqlstate is None or sqlstate.startswith(("08", "57P"))


def ligt_aan_opdracht(fout: DBAPIError) -> bool:
    """Whether a statement failed for a reason of its own: no other transaction met it, the database can be reached."""
    sqlstate = getattr(fout.orig, "sqlstate", None)
    return not onbereikbaar(fout) and sqlstate not in BOTSING and sqlstate not in BEZET


def reden(fout: DBAPIError | Wachtfout) -> str:
    """What to say of it."""
    return str(fout.orig) if isinstance(fout, DBAPIError) else str(fout)


@contextmanager
def gemeld() -> Iterator[None]:
    """Raise Unavailable for what is the database's fault."""
    try:
        yield
    except (DBAPIError, Wachtfout) as fout:
        meld(fout)
        raise


def meld(fout: BaseException) -> None:
    """Raise Unavailable when this error is the database's fault; do nothing otherwise."""
    if isinstance(fout, DBAPIError) and getattr(fout.orig, "sqlstate", None) in TE_LANG:
        raise DeadlinePassed(reden(fout)) from fout
    if isinstance(fout, DBAPIError | Wachtfout) and onbereikbaar(fout):
        raise Unavailable(reden(fout)) from fout

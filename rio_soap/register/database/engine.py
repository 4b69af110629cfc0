"""Engines with the settings that durability asks for, on SQLite and PostgreSQL."""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from rio_soap import besloten, geheim
from rio_soap.bevinding.spraak import zin
from rio_soap.register.database import deadline, patience
from rio_soap.register.database.connections import ZELF

WACHTTIJD = 15.0
"""Seconds to wait for a connection, or for another process that writes to the same SQLite file."""


def maak_engine(url: str, *, verbindingen: int = 16) -> Engine:
    """An engine with the settings that durability asks for.

    SQLite: WAL with ``synchronous=FULL`` (NORMAL may lose the last commits when power fails) and foreign keys.

    :param verbindingen: connections that are kept; up to twice as many on PostgreSQL, as many as threads on SQLite.
    :raises ValueError: for SQLite in memory, which threads cannot share and no restart survives.
    """
    adres = sa.make_url(url)
    if adres.get_backend_name() == "sqlite":
        if not adres.database or ":memory:" in adres.database or adres.query.get("mode") == "memory":
            raise ValueError(zin("register.sqlite_bestand", waar=geheim.toonbaar(url)))
        engine = sa.create_engine(
            adres,
            connect_args={"timeout": WACHTTIJD, "check_same_thread": False, "cached_statements": 512},
            pool_size=verbindingen,
            max_overflow=-1,
        )
        sa.event.listen(engine, "do_connect", _sqlite_bestand)
        sa.event.listen(engine, "connect", _sqlite_instellingen)
        sa.event.listen(engine, "begin", _sqlite_begin)
        return engine
    if adres.get_backend_name() != "postgresql":
        raise ValueError(zin("register.soort", waar=geheim.toonbaar(url)))
    if adres.drivername == "postgresql":
        adres = adres.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(
        adres,
        pool_size=verbindingen,
        max_overflow=verbindingen,
        pool_pre_ping=True,
        pool_timeout=WACHTTIJD,
    )
    patience.stel_in(engine)
    return engine


def sqlite_pad(adres: sa.URL) -> str:
    """Path of the file of an SQLite URL, which may be written as SQLite's own ``file:`` URI."""
    naam = adres.database or ""
    return unquote(urlsplit(naam).path) if naam.startswith("file:") else naam


def _sqlite_bestand(_dialect: object, _pool: object, woorden: tuple[object, ...], namen: Mapping[str, object]) -> None:
    # SQLite gives what it makes beside the database the mode of that; the database itself would get that of the umask.
    if not namen.get("uri"):
        # SQLite says itself what is wrong with a path
        with suppress(OSError):
            besloten.maak_bestand(str(woorden[0]))


def _sqlite_instellingen(verbinding: sqlite3.Connection, _: object) -> None:
    # The driver would begin transactions by itself, and only before a write: too late for BEGIN IMMEDIATE.
    verbinding.isolation_level = None
    geduld = f"busy_timeout={int(deadline.left(WACHTTIJD) * 1000)}"
    for pragma in (geduld, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        verbinding.execute(f"PRAGMA {pragma}").close()


def _sqlite_begin(verbinding: Connection) -> None:
    if verbinding.get_execution_options().get("rio_begin") != ZELF:
        verbinding.exec_driver_sql("BEGIN")

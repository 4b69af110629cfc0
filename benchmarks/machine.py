"""On what was measured: machine, versions, date."""

import importlib.metadata
import os
import platform
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

PAKKETTEN = ("lxml", "cryptography", "SQLAlchemy", "psycopg", "spyne", "waitress")


def beschrijving(bin_: Path | None) -> str:
    """A list in Markdown.

    :param bin_: directory of PostgreSQL's programs, when it takes part.
    """
    regels = [
        f"- date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- machine: {_processor()}, {os.cpu_count()} cores, {_geheugen():.0f} GiB; {platform.system()} "
        f"{platform.release()}, load average at the start {os.getloadavg()[0]:.2f}",
        f"- Python {platform.python_version()}, " + ", ".join(f"{p} {_versie(p)}" for p in PAKKETTEN),
        f"- libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}, {_openssl()}, SQLite {sqlite3.sqlite_version}, "
        + (_postgresql(bin_) if bin_ else "no PostgreSQL"),
    ]
    return "\n".join(regels)


def _versie(pakket: str) -> str:
    try:
        return importlib.metadata.version(pakket)
    except importlib.metadata.PackageNotFoundError:
        return "none"


def _openssl() -> str:
    from cryptography.hazmat.backends.openssl import backend

    return backend.openssl_version_text().rsplit(" ", 3)[0]


def _postgresql(bin_: Path) -> str:
    uit = subprocess.run([str(bin_ / "postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    return uit.strip().replace("postgres (PostgreSQL)", "PostgreSQL")


def _processor() -> str:
    try:
        regels = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((r.split(":", 1)[1].strip() for r in regels if r.startswith("model name")), platform.machine())


def _geheugen() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30

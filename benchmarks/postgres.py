"""A PostgreSQL of our own for one run: a cluster in a temporary directory, on loopback, thrown away afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processen import vrije_poort

INSTELLINGEN = {"listen_addresses": "127.0.0.1", "max_connections": "200", "shared_buffers": "1GB"}
"""fsync and synchronous_commit stay as they are: on."""


def programmas() -> Path | None:
    """Directory of initdb and pg_ctl; None when there is no PostgreSQL server."""
    gevonden = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if gevonden:
        return gevonden[-1].parent
    los = shutil.which("initdb")
    return Path(los).resolve().parent if los else None


class Cluster:
    """A running cluster."""

    def __init__(self, map_: Path, bin_: Path, poort: int) -> None:
        self.map_, self.bin_, self.poort = map_, bin_, poort

    def url(self, database: str) -> str:
        """SQLAlchemy URL of a database in it."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.poort}/{database}"

    def maak(self, database: str) -> str:
        """A new, empty database; gives its URL."""
        self.doe("createdb", "-h", "127.0.0.1", "-p", str(self.poort), "-U", "postgres", database)
        return self.url(database)

    @property
    def pid(self) -> int:
        """Process id of the postmaster."""
        return int((self.map_ / "postmaster.pid").read_text().split()[0])

    def doe(self, programma: str, *argumenten: str) -> None:
        """Run one of PostgreSQL's programs as the user of the cluster."""
        subprocess.run(_als_gebruiker([str(self.bin_ / programma), *argumenten]), check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.map_ / "eigen.conf").open("w") as conf:
            conf.writelines(f"{naam} = '{waarde}'\n" for naam, waarde in INSTELLINGEN.items())
            conf.write(f"port = {self.poort}\nunix_socket_directories = '{self.map_.parent}'\n")
        (self.map_ / "eigen.conf").chmod(0o644)
        self.doe("pg_ctl", "-D", str(self.map_), "-w", "-l", str(self.map_ / "log"), "start")

    def stop(self) -> None:
        """Stop it at once."""
        self.doe("pg_ctl", "-D", str(self.map_), "-m", "immediate", "-w", "stop")


def _als_gebruiker(opdracht: list[str]) -> list[str]:
    # PostgreSQL refuses to run as root.
    return (
        ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", *opdracht] if _root() else opdracht
    )


def _root() -> bool:
    return os.geteuid() == 0


@contextmanager
def cluster() -> Iterator[Cluster | None]:
    """A cluster for a `with` block, on the disk of the temporary files; None when PostgreSQL is not installed."""
    bin_ = programmas()
    if bin_ is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="bench-pg-") as tijdelijk:
        ouder = Path(tijdelijk)
        _geef_aan_gebruiker(ouder)
        c = Cluster(ouder / "pg", bin_, vrije_poort())
        c.doe("initdb", "-D", str(c.map_), "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres")
        _lees_eigen_conf(c)
        c.start()
        try:
            yield c
        finally:
            c.stop()


@contextmanager
def kopie(c: Cluster) -> Iterator[Cluster]:
    """A streaming replica of a running cluster, for readings."""
    replica = Cluster(c.map_.parent / f"replica-{vrije_poort()}", c.bin_, vrije_poort())
    c.doe(
        "pg_basebackup", "-h", "127.0.0.1", "-p", str(c.poort), "-U", "postgres", "-D", str(replica.map_), "-R", "-X",
        "stream", "-c", "fast",
    )  # fmt: skip
    replica.start()
    try:
        yield replica
    finally:
        replica.stop()


def _geef_aan_gebruiker(map_: Path) -> None:
    if _root():
        wie = pwd.getpwnam("postgres")
        os.chown(map_, wie.pw_uid, wie.pw_gid)
    map_.chmod(0o755)


def _lees_eigen_conf(c: Cluster) -> None:
    with (c.map_ / "postgresql.conf").open("a") as conf:
        conf.write("include_if_exists = 'eigen.conf'\n")

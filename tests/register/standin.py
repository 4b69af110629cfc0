"""A stand-in for a streaming replica: a read-only copy of a schema that is brought up to date when it is told to."""

import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import sqlalchemy as sa

from rio_soap.register.database.model import metadata
from rio_soap.register.database.replica import maak_kopie_engine

_TABELLEN = (*(tabel.name for tabel in metadata.sorted_tables), "alembic_version")


class Standin:
    """A copy of the tables in a schema of its own; as a replica it shows whole transactions only."""

    def __init__(self, url: str, schema: str) -> None:
        adres = sa.make_url(url)
        self._bron, self.schema = str(adres.query["options"]).partition("search_path=")[2], schema
        opties = f"-csearch_path={schema} -c default_transaction_read_only=on"
        self.url = adres.set(query={"options": opties}).render_as_string(hide_password=False)
        self._beheer = sa.create_engine(adres.set(query={}))
        with self._beheer.begin() as verbinding:
            verbinding.exec_driver_sql(f"CREATE SCHEMA {schema}")
            for naam in _TABELLEN:
                verbinding.exec_driver_sql(f"CREATE TABLE {schema}.{naam} AS TABLE {self._bron}.{naam}")

    def haal_bij(self) -> None:
        """Show what the source shows now, all at once."""
        with self._beheer.connect().execution_options(isolation_level="REPEATABLE READ") as verbinding:
            for naam in _TABELLEN:
                verbinding.exec_driver_sql(f"DELETE FROM {self.schema}.{naam}")
                verbinding.exec_driver_sql(f"INSERT INTO {self.schema}.{naam} SELECT * FROM {self._bron}.{naam}")
            verbinding.commit()

    def doe(self, sql: str) -> None:
        """Change the copy itself."""
        with self._beheer.begin() as verbinding:
            verbinding.exec_driver_sql(f"SET LOCAL search_path = {self.schema}")
            verbinding.exec_driver_sql(sql)

    def engine(self) -> sa.Engine:
        """An engine as the service has for a replica."""
        return maak_kopie_engine(self.url)

    def sluit(self) -> None:
        with self._beheer.begin() as verbinding:
            verbinding.exec_driver_sql(f"DROP SCHEMA {self.schema} CASCADE")
        self._beheer.dispose()


@contextmanager
def standin(url: str) -> Iterator[Standin]:
    """A stand-in for a `with` block; whoever uses it has closed its connections by the end."""
    een = Standin(url, f"rio_kopie_{uuid.uuid4().hex}")
    try:
        yield een
    finally:
        een.sluit()


class Doorgeefluik:
    """A port that leads to another one until it is cut off."""

    def __init__(self, naar: tuple[str, int]) -> None:
        self._naar = naar
        self._open: list[socket.socket] = []
        self._luister = socket.create_server(("127.0.0.1", 0))
        self.poort = int(self._luister.getsockname()[1])
        threading.Thread(target=self._neem_aan, daemon=True).start()

    def _neem_aan(self) -> None:
        with suppress(OSError):
            while True:
                een, _ = self._luister.accept()
                ander = socket.create_connection(self._naar)
                self._open += [een, ander]
                for van, naar in ((een, ander), (ander, een)):
                    threading.Thread(target=self._geef_door, args=(van, naar), daemon=True).start()

    @staticmethod
    def _geef_door(van: socket.socket, naar: socket.socket) -> None:
        with suppress(OSError):
            while data := van.recv(65536):
                naar.sendall(data)
        with suppress(OSError):
            naar.shutdown(socket.SHUT_RDWR)

    def knip(self) -> None:
        for een in (self._luister, *self._open):
            with suppress(OSError):
                een.shutdown(socket.SHUT_RDWR)
            een.close()

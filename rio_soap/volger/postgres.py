"""PostgreSQL as a target: the tables of one schema, loaded with COPY."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.filelock import werkmap
from rio_soap.volger.manifest import Kolomvorm
from rio_soap.volger.refusal import CopyBusy
from rio_soap.volger.rijenhash import Objectregel
from rio_soap.volger.sqldialect import SqlRow, csvregel, naam

if TYPE_CHECKING:
    pass

_BLOK = 2_000
_nummers = count()
_SOORTEN = {"tekst": "text", "datum": "date", "getal": "numeric"}
_SLOT = "SELECT pg_advisory_lock(hashtext('rio-data'), hashtext(current_schema()))"
_WACHT = "SET lock_timeout TO '10s'"
"""The server needs a moment to notice that a run was killed."""
_TABELLEN = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


class Postgres:
    """A schema of PostgreSQL, by a URL as libpq takes it (``postgresql+psycopg`` also)."""

    json_soort: str = "JSON"
    bytes_soort: str = "BYTEA"
    tekst_van_inhoud: str = "{}.inhoud::text"
    ongelijk: str = "{} IS DISTINCT FROM {}"
    objectregel: str = (
        """convert_to('{"sleutel":' || to_json(sleutel)::text || ',"objecttype":' || to_json(objecttype)::text """
        """|| ',"inhoud":' || inhoud::text || '}', 'UTF8')"""
    )

    def __init__(self, url: str) -> None:
        import psycopg

        self._url = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self.fouten: tuple[type[Exception], ...] = (psycopg.Error,)
        delen = urlsplit(self._url)
        self.plaats = f"postgresql://{delen.hostname or ''}{delen.path}"
        eigen = hashlib.sha256(self._url.encode()).hexdigest()[:16]
        self.werkmap = Path(tempfile.gettempdir(), f"rio-data-{os.getuid()}-{eigen}")
        self._db: psycopg.Connection[SqlRow]

    @contextmanager
    def open(self) -> Iterator[None]:
        """Connect, and hold the schema alone against other followers."""
        import psycopg

        with psycopg.connect(self._url, autocommit=True) as self._db:
            self._db.execute("SET datestyle TO ISO")
            self._db.execute(_WACHT)
            try:
                self._db.execute(_SLOT)
            except psycopg.errors.LockNotAvailable as fout:
                raise CopyBusy(zin("kopie.sessie", plaats=self.plaats)) from fout
            with werkmap(self.werkmap):
                yield

    @contextmanager
    def transactie(self, *, terug: bool = False) -> Iterator[None]:
        """A transaction; within one it is a part of that."""
        import psycopg

        if self._db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            yield
            return
        with self._db.transaction(force_rollback=terug):
            yield

    def voer(self, sql: str, waarden: Sequence[object] = ()) -> int:
        """Carry out a statement; how many rows it changed."""
        return self._db.execute(_eigen(sql), tuple(waarden)).rowcount

    def rijen(self, sql: str, waarden: Sequence[object] = ()) -> Iterator[SqlRow]:
        """The rows of a query, as they come."""
        with self.transactie(), self._db.cursor(f"rijen_{next(_nummers)}", binary=True) as cursor:
            cursor.itersize = _BLOK
            cursor.execute(_eigen(sql), tuple(waarden))
            yield from cursor

    def veel(self, sql: str, rijen: Iterable[Sequence[object]]) -> None:
        """Carry out a statement with each of many rows of values."""
        with self._db.cursor() as cursor:
            cursor.executemany(_eigen(sql), rijen)

    def tabellen(self) -> set[str]:
        """Names of the tables that there are."""
        return {rij[0] for rij in self._db.execute(_TABELLEN)}

    def kolom(self, kolom: Kolomvorm) -> str:
        """Name of a column, quoted; small, so that whoever asks need not quote."""
        return f'"{kolom.naam.lower()}"'

    def soort(self, kolom: Kolomvorm) -> str:
        """Type of a column."""
        return _SOORTEN[kolom.soort]

    def regel(self, kolommen: Sequence[Kolomvorm]) -> str:
        """A row as bytes of its line in CSV."""
        cellen = csvregel(kolommen, self.kolom, "{}::text")
        return f"convert_to({cellen}, 'UTF8')"

    def laad(self, tabel: str, kolommen: Sequence[Kolomvorm], regels: Iterable[bytes]) -> None:
        """Put lines of CSV into a table of A: they are what COPY reads."""
        bron = iter(regels)
        sql = f"COPY {naam(tabel)} ({', '.join(map(self.kolom, kolommen))}) FROM STDIN (FORMAT csv, ENCODING 'UTF8')"
        with self._db.cursor() as cursor, cursor.copy(sql.encode()) as copy:
            while blok := list(islice(bron, _BLOK)):
                copy.write(b"\n".join(blok) + b"\n")

    def laad_objecten(self, tabel: str, volgnummer: int, objecten: Iterable[Objectregel]) -> None:
        """Put objects into a table of B."""
        sql = f"COPY {naam(tabel)} (objecttype, sleutel, volgnummer, inhoud) FROM STDIN"
        with self._db.cursor() as cursor, cursor.copy(sql.encode()) as copy:
            for een in objecten:
                copy.write_row((een.objecttype, een.sleutel, volgnummer, een.inhoud))


def _eigen(sql: str) -> bytes:
    """psycopg writes parameters otherwise; in none of our statements stands a question mark or a per cent sign."""
    return sql.replace("?", "%s").encode()

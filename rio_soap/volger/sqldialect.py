"""What a copy in a database asks of the database, and in which words of SQL the two differ."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias

from rio_soap.volger.manifest import Kolomvorm
from rio_soap.volger.rijenhash import Objectregel

OBJECT: Final = "object"
"""Table of all objects of B."""
BASIS: Final = "object_basis"
"""Table of what they were when they were proved, of those that the feed changed since."""
SqlRow: TypeAlias = tuple[Any, ...]  # Any: values as a driver gives them


class SqlDialect(Protocol):
    """A connection. Parameters are written ``?``."""

    fouten: tuple[type[Exception], ...]
    """What the driver raises."""
    plaats: str
    """How it is called to the user; no password in it."""
    werkmap: Path
    """Folder for files that come in."""
    json_soort: str
    """Type of a column that keeps JSON as the text that it is."""
    bytes_soort: str
    """Type of a column of bytes, which are ordered by their values."""
    tekst_van_inhoud: str
    """The column `inhoud` as a text that can be compared, with ``{}`` for the table."""
    ongelijk: str
    """That two texts differ, where NULL equals NULL."""
    objectregel: str
    """An object as bytes of its line in B."""

    def open(self) -> AbstractContextManager[None]:
        """Connect, and hold the copy alone."""
        ...

    def transactie(self, *, terug: bool = False) -> AbstractContextManager[None]:
        """A transaction; within one it is a part of that.

        :param terug: roll it back at the end.
        """
        ...

    def voer(self, sql: str, waarden: Sequence[object] = ()) -> int:
        """Carry out a statement; how many rows it changed."""
        ...

    def rijen(self, sql: str, waarden: Sequence[object] = ()) -> Iterator[SqlRow]:
        """The rows of a query, as they come."""
        ...

    def veel(self, sql: str, rijen: Iterable[Sequence[object]]) -> None:
        """Carry out a statement with each of many rows of values."""
        ...

    def tabellen(self) -> set[str]:
        """Names of the tables that there are."""
        ...

    def kolom(self, kolom: Kolomvorm) -> str:
        """Name of a column, quoted."""
        ...

    def soort(self, kolom: Kolomvorm) -> str:
        """Type of a column."""
        ...

    def regel(self, kolommen: Sequence[Kolomvorm]) -> str:
        """A row as bytes of its line in CSV."""
        ...

    def laad(self, tabel: str, kolommen: Sequence[Kolomvorm], regels: Iterable[bytes]) -> None:
        """Put lines of CSV into a table of A."""
        ...

    def laad_objecten(self, tabel: str, volgnummer: int, objecten: Iterable[Objectregel]) -> None:
        """Put objects into a table of B."""
        ...


def naam(tabel: str) -> str:
    """A name of a table, quoted; it was held against its form when the manifest was read."""
    return f'"{tabel}"'


def csvregel(kolommen: Sequence[Kolomvorm], kolom: Callable[[Kolomvorm], str], als_tekst: str) -> str:
    """Expression of the text of a row in CSV: what is text quoted, what is NULL nothing.

    :param kolom: the name of a column, quoted.
    :param als_tekst: how the database makes a text of a value, with ``{}`` for it.
    """

    def cel(een: Kolomvorm) -> str:
        if een.soort == "tekst":
            return f"""coalesce('"' || replace({kolom(een)}, '"', '""') || '"', '')"""
        return f"coalesce({als_tekst.format(kolom(een))}, '')"

    return " || ',' || ".join(map(cel, kolommen))

"""Which names have words that begin so: one condition of SQL, in the full text of either database.

What a user typed never reaches the syntax of a search: it is taken apart into words of letters and digits by
`woorden` first, and these are quoted.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Woordtreffer(FunctionElement[bool]):
    """The condition, as each database writes it.

    It has no type: of a boolean SQLAlchemy asks SQLite whether it is 1, and then SQLite goes through all rows.
    """

    type = sa.types.NULLTYPE  # type: ignore[assignment]  # as above
    inherit_cache = True


def heeft_woorden(tabel: sa.Table, vraag: sa.BindParameter[str]) -> sa.ColumnElement[bool]:
    """Whether a row has all words of a question.

    :param tabel: `zoeknaam` or `opleidingsnaam`.
    :param vraag: parameter with what `woordvraag` gives for the kind of database.
    """
    fts = f"{tabel.name}_fts"
    return _Woordtreffer(tabel.c.id, tabel.c.tekst, sa.literal_column(fts), vraag)


@compiles(_Woordtreffer)
def _sqlite(element: _Woordtreffer, compiler: SQLCompiler, **kw: object) -> str:
    id_, _, fts, vraag = (compiler.process(deel, **kw) for deel in element.clauses)
    return f"{id_} IN (SELECT rowid FROM {fts} WHERE {fts} MATCH {vraag})"  # noqa: S608  # names of our own


@compiles(_Woordtreffer, "postgresql")
def _postgresql(element: _Woordtreffer, compiler: SQLCompiler, **kw: object) -> str:
    _, tekst, _, vraag = element.clauses
    woorden = f"array_to_tsvector(string_to_array({compiler.process(tekst, **kw)}, ' '))"
    return f"{woorden} @@ CAST({compiler.process(vraag, **kw)} AS tsquery)"


def woordvraag(dialect: str, woorden: Sequence[Sequence[str]]) -> str:
    """The question for names that have, for each of these, a word that begins with one of its texts.

    :param dialect: ``sqlite`` or ``postgresql``.
    :param woorden: not empty; each text is letters and digits only, as `woorden` gives them.
    """
    begin, en, of = _VORMEN[dialect]
    return en.join([f"({of.join([begin.format(tekst) for tekst in keuze])})" for keuze in woorden])


_VORMEN = {"sqlite": ('"{}"*', " AND ", " OR "), "postgresql": ("'{}':*", " & ", " | ")}
"""How a begin of a word, and and or are written."""

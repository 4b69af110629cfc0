"""Which names have words that begin so: one condition of SQL, in the full text of either database.

What a user typed never reaches the syntax of a search: it is taken apart into words of letters and digits by
`woorden` first, and these are quoted.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class heeft_woorden(FunctionElement[bool]):  # reads as a function of SQL
    """Whether a row of a table has all words of a question: ``heeft_woorden(zoeknaam, sa.bindparam("woorden"))``.

    :param tabel: `zoeknaam` or `opleidingsnaam`.
    :param vraag: parameter with what `woordvraag` gives for the kind of database.
    """

    type = sa.Boolean()
    inherit_cache = True

    def __init__(self, tabel: sa.Table, vraag: sa.BindParameter[str]) -> None:
        super().__init__(tabel.c.id, tabel.c.tekst, vraag)
        self.tabelnaam = tabel.name


@compiles(heeft_woorden, "sqlite")
def _sqlite(element: heeft_woorden, compiler: SQLCompiler, **kw: object) -> str:
    id_, _, vraag = element.clauses
    fts = f"{element.tabelnaam}_fts"
    return (
        f"{compiler.process(id_, **kw)} IN (SELECT rowid FROM {fts} WHERE {fts} MATCH {compiler.process(vraag, **kw)})"
    )


@compiles(heeft_woorden, "postgresql")
def _postgresql(element: heeft_woorden, compiler: SQLCompiler, **kw: object) -> str:
    _, tekst, vraag = element.clauses
    return (
        f"array_to_tsvector(string_to_array({compiler.process(tekst, **kw)}, ' ')) @@ "
        f"CAST({compiler.process(vraag, **kw)} AS tsquery)"
    )


def woordvraag(dialect: str, woorden: Sequence[Sequence[str]]) -> str:
    """The question for names that have, for each of these, a word that begins with one of its texts.

    :param dialect: ``sqlite`` or ``postgresql``.
    :param woorden: not empty; each text is letters and digits only, as `woorden` gives them.
    """
    begin, en, of = _VORMEN[dialect]
    return en.join([f"({of.join([begin.format(tekst) for tekst in keuze])})" for keuze in woorden])


_VORMEN = {"sqlite": ('"{}"*', " AND ", " OR "), "postgresql": ("'{}':*", " & ", " | ")}
"""How a begin of a word, and and or are written."""

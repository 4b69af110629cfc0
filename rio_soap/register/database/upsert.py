"""Writing a row that may be there already, in one statement, and not at all when it is there as it is."""

from collections.abc import Mapping
from types import MappingProxyType

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from rio_soap.register.database.statements import Command


def upsert(tabel: sa.Table) -> Mapping[str, Command]:
    """By kind of database the statement that inserts a whole row, or replaces the one with its primary key.

    A row that would stay the same is not written: on PostgreSQL it would be a new version of it all the same.
    """
    return MappingProxyType(
        {
            "sqlite": Command(_of(tabel, sqlite.insert(tabel))),
            "postgresql": Command(_of(tabel, postgresql.insert(tabel))),
        }
    )


def _of(tabel: sa.Table, insert: sqlite.Insert | postgresql.Insert) -> sa.Executable:
    nieuw = insert.excluded
    rest = [kolom.name for kolom in tabel.c if not kolom.primary_key]
    return insert.on_conflict_do_update(
        index_elements=list(tabel.primary_key.columns),
        set_={naam: nieuw[naam] for naam in rest},
        where=sa.or_(*(tabel.c[naam].is_distinct_from(nieuw[naam]) for naam in rest)),
    )

"""The condition that a row is valid on a day, for every table with a begindatum and an einddatum."""

from datetime import date

import sqlalchemy as sa

DAG: sa.BindParameter[date] = sa.bindparam("dag", type_=sa.Date)
"""The day asked for, by the name that every statement gives it."""


def geldig(bron: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a row holds on `DAG`: its begindatum is included, its einddatum is not, and none never comes.

    :param bron: a table, or an alias of one.
    """
    einde = bron.c.einddatum
    return sa.and_(bron.c.begindatum <= DAG, sa.or_(einde.is_(None), einde > DAG))

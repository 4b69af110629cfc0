"""Issuing codes of three digits, a letter and three digits: onderwijsaanbieders and onderwijslocaties."""

from functools import cache

import sqlalchemy as sa

from rio_soap.register.database.database import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.eenheid.leveringen import CodesOp

LAATSTE_NUMMER = 999_999
"""Number of the last code, 999A999 or 999X999."""


def geef_code_uit(session: Session, reeks: sa.Sequence, letter: str, kolom: sa.Column[str]) -> str:
    """The next code that no object has yet; codes carry no meaning (PvE 4.1).

    :param kolom: the column with the codes that exist; loaded data may be ahead of the series.
    :raises CodesOp: when all codes have been issued.
    """
    while (nummer := session.next_number(reeks)) <= LAATSTE_NUMMER:
        cijfers = f"{nummer:06d}"
        code = f"{cijfers[:3]}{letter}{cijfers[3:]}"
        if session.execute(_zoek(kolom), {"code": code}).first() is None:
            return code
    raise CodesOp(kolom.table.name if isinstance(kolom.table, sa.Table) else str(kolom))


@cache
def _zoek(kolom: sa.Column[str]) -> Statement:
    return Statement(sa.select(kolom).where(kolom == sa.bindparam("code")))

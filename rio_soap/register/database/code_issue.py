"""Issuing codes: three digits, a letter and three for aanbieders and locaties; four, an O and four for eenheden."""

from functools import cache

import sqlalchemy as sa

from rio_soap.register.database.model import opleidingseenheid, opleidingseenheidnummer
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement

LAATSTE_NUMMER = 999_999
"""Number of the last code, 999A999 or 999X999."""
LAATSTE_EENHEID = 99_999_999
"""Number of the last opleidingseenheidcode, 9999O9999."""


class CodesOp(RuntimeError):
    """All codes of a kind have been issued."""


def geef_code_uit(session: Session, reeks: sa.Sequence, letter: str, kolom: sa.Column[str]) -> str:
    """The next code that no object has yet; codes carry no meaning (PvE 4.1).

    :param kolom: the column with the codes that exist; loaded data may be ahead of the series.
    :raises CodesOp: when all codes have been issued.
    """
    while (nummer := session.next_number(reeks)) <= LAATSTE_NUMMER:
        cijfers = f"{nummer:06d}"
        code = f"{cijfers[:3]}{letter}{cijfers[3:]}"
        if _is_vrij(session, kolom, code):
            return code
    raise CodesOp(kolom.table.name if isinstance(kolom.table, sa.Table) else str(kolom))


def geef_eenheidcode_uit(session: Session) -> str:
    """The next opleidingseenheidcode that no unit has yet: loaded data may be ahead of the series.

    :raises CodesOp: when all codes have been issued.
    """
    while True:
        code = opleidingseenheidcode(session.next_number(opleidingseenheidnummer))
        if _is_vrij(session, opleidingseenheid.c.code, code):
            return code


def opleidingseenheidcode(nummer: int) -> str:
    """The code of a number: four digits, the letter O, four digits.

    :raises CodesOp: past 9999O9999.
    """
    if nummer > LAATSTE_EENHEID:
        raise CodesOp("opleidingseenheidcode")
    cijfers = f"{nummer:08d}"
    return f"{cijfers[:4]}O{cijfers[4:]}"


def _is_vrij(session: Session, kolom: sa.Column[str], code: str) -> bool:
    return session.execute(_zoek(kolom), {"code": code}).first() is None


@cache
def _zoek(kolom: sa.Column[str]) -> Statement[tuple[str]]:
    return Statement[tuple[str]](sa.select(kolom).where(kolom == sa.bindparam("code")))

"""The offers of an opleidingseenheid, and those at an onderwijslocatie: page by page, in order of their codes.

No operation asks for these; the pages of an opleiding and of a locatie show them.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import zoekaanbod
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken.opleidingstreffer import treffers
from rio_soap.register.zoeken.sectoren import SPECIALISATIES


class Aanbodkant(StrEnum):
    """By what offers are listed."""

    EENHEID = "eenheid"
    LOCATIE = "locatie"


def aanbod_bij(
    session: Session, context: Context, kant: Aanbodkant, code: str, dag: date, na: str, hoeveel: int
) -> tuple[list[Gegeven], str | None]:
    """A page of the offers that hold on a day, as search shows them; and the last of it when there are more.

    :param code: of the opleidingseenheid or onderwijslocatie; an unknown one has no offers.
    :param na: code after which the page begins; empty for the first.
    """
    waarden: Values = {"waarde": code, "na": na.lower(), "hoeveel": hoeveel + 1, DAG.key: dag}
    codes: Sequence[str] = session.execute(_PAGINAS[kant], waarden).scalars()
    deel = codes[:hoeveel]
    return treffers(session, context, deel, dag), deel[-1] if len(codes) > hoeveel else None


def tel_aanbod_bij(session: Session, kant: Aanbodkant, code: str, dag: date) -> int:
    """How many offers there are on all pages."""
    return session.execute(_TELLINGEN[kant], {"waarde": code, DAG.key: dag}).scalar_one()


def _waar(kant: Aanbodkant) -> Sequence[sa.ColumnElement[bool]]:
    return (zoekaanbod.c[kant.value] == sa.bindparam("waarde"), geldig(zoekaanbod))


_code = zoekaanbod.c.code


def _eerste(*waar: sa.ColumnElement[bool]) -> sa.Select[tuple[str]]:
    vraag = sa.select(_code.label("code")).where(*waar, _code > sa.bindparam("na"))
    return vraag.order_by(_code).limit(sa.bindparam("hoeveel"))


def _per_sector(*waar: sa.ColumnElement[bool]) -> sa.Select[tuple[str]]:
    """The first of each sector, and of these the first: an index that has the sector before the code gives each."""
    delen = (_eerste(*waar, zoekaanbod.c.sector == sector).subquery() for sector in sorted(SPECIALISATIES))
    alle = sa.union_all(*(sa.select(deel.c.code) for deel in delen)).subquery()
    return sa.select(alle.c.code).order_by(alle.c.code).limit(sa.bindparam("hoeveel"))


_PAGINAS: Final = {
    Aanbodkant.EENHEID: Statement[tuple[str]](_eerste(*_waar(Aanbodkant.EENHEID))),
    Aanbodkant.LOCATIE: Statement[tuple[str]](_per_sector(*_waar(Aanbodkant.LOCATIE))),
}
_TELLINGEN: Final = {
    kant: Statement[tuple[int]](sa.select(sa.func.count()).select_from(zoekaanbod).where(*_waar(kant)))
    for kant in Aanbodkant
}

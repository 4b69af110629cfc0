"""What the room of erkenningen looks up costs as much in a large register: nothing goes through a whole table."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.statements import Statement
from rio_soap.register.erkenning import houders, raadplegingen_eigen, rijen, rijen_relatie, verwijzingen_erkenning

VRAGEN = {
    f"{module.__name__.rsplit('.', 1)[-1]}.{naam}": vraag
    for module in (houders, rijen, rijen_relatie, verwijzingen_erkenning)
    for naam, vraag in vars(module).items()
    if isinstance(vraag, Statement)
} | {
    f"raadplegingen_eigen.{naam}.{soort}": vraag
    for naam, paar in raadplegingen_eigen._ZOEKWEGEN.items()
    for soort, vraag in zip(("telling", "pagina"), paar, strict=True)
}


GEEN_TABEL = {"SCAN CONSTANT ROW", "SCAN pagina"}
"""What is gone through but is no table: nothing, and the keys of one page."""


def plan(register: Register, vraag: Statement[Any]) -> list[str]:
    """How SQLite goes about a statement, a step each; with lists of two."""
    tekst = str(cast(sa.ClauseElement, vraag.opdracht).compile(register.engine))
    sql = re.sub(r"\(__\[POSTCOMPILE_\w+\]\)", "(?, ?)", tekst)
    with register.engine.connect() as verbinding:
        rijen_ = verbinding.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        return [rij.detail for rij in rijen_]


@pytest.mark.parametrize("naam", VRAGEN)
def test_a_statement_searches_by_an_index(leeg: Register, naam: str) -> None:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan; PostgreSQL has statistics")
    stappen = plan(leeg, VRAGEN[naam])
    assert any(stap.startswith(("SEARCH", "MULTI-INDEX OR")) for stap in stappen)
    assert not [stap for stap in stappen if stap.startswith("SCAN") and stap not in GEEN_TABEL], stappen

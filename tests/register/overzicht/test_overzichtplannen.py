"""What overviews look up costs as much in a large register: nothing goes through a whole table."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.statements import Statement
from rio_soap.register.overzicht import aanbod_toen, bron_nu, contact_toen, erkenning_toen, ingangen, verleden

VRAGEN = {
    f"{module.__name__.rsplit('.', 1)[-1]}.{naam}": vraag
    for module in (aanbod_toen, bron_nu, contact_toen, erkenning_toen, ingangen, verleden)
    for naam, vraag in vars(module).items()
    if isinstance(vraag, Statement)
}
GEEN_TABEL = re.compile(r"SCAN (CONSTANT ROW|grens|\(subquery-\d+\))\Z")
"""What is gone through but is no table: what a question found itself."""


def plan(register: Register, vraag: Statement[Any]) -> list[str]:
    """How SQLite goes about a statement, a step each; with lists of two."""
    tekst = str(cast(sa.ClauseElement, vraag.opdracht).compile(register.engine))
    sql = re.sub(r"\(__\[POSTCOMPILE_[^]]+\]\)", "(?, ?)", tekst)
    with register.engine.connect() as verbinding:
        rijen = verbinding.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        return [rij.detail for rij in rijen]


@pytest.mark.parametrize("naam", VRAGEN)
def test_a_question_of_an_overview_searches_by_an_index(leeg: Register, naam: str) -> None:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan; PostgreSQL has statistics")
    stappen = plan(leeg, VRAGEN[naam])
    assert any(stap.startswith(("SEARCH", "MULTI-INDEX OR")) for stap in stappen)
    assert not [stap for stap in stappen if stap.startswith("SCAN") and not GEEN_TABEL.match(stap)], stappen


@pytest.mark.parametrize("naam", ["_AANBODTELLINGEN", "_AANBODCODES", "_AANBODPLAATSEN"])
def test_offers_are_counted_and_chosen_from_an_index_alone(leeg: Register, naam: str) -> None:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan; PostgreSQL has statistics")
    stappen = plan(leeg, vars(bron_nu)[naam])
    assert any("COVERING INDEX ix_aangeboden_opleiding_aanbieder" in stap for stap in stappen), stappen

"""What is looked up costs as much among a million licenties: the plans of SQLite without statistics, as in real use."""

from datetime import date
from typing import Any

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.licentie import gronden, raadplegingen, raadplegingen_status, rijen, zichtbaarheid


@pytest.fixture
def sqlite_register(leeg: Register) -> Register:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan; PostgreSQL has statistics")
    return leeg


def plan(register: Register, vraag: Any, **lijsten: int) -> list[str]:
    """How SQLite goes about a statement, a step each, with lists of one."""
    waarden = {"dag": date(2026, 1, 1), "hoeveel": 1, "vanaf": 1, "soort": "", "code": ""}
    waarden |= {"instellingserkenning": 1, "opleidingserkenning": 1}
    waarden |= {naam: [1] * aantal for naam, aantal in lijsten.items()}  # type: ignore[misc]
    opdracht = vraag.opdracht.params(waarden)
    sql = str(opdracht.compile(register.engine, compile_kwargs={"render_postcompile": True}))
    with register.engine.connect() as verbinding:
        rijen_ = verbinding.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        return [rij.detail for rij in rijen_]


@pytest.mark.parametrize("kolom", ["instellingserkenning", "opleidingserkenning"])
@pytest.mark.parametrize("zonder", [False, True])
def test_licenties_of_an_erkenning_are_counted_and_paged_by_an_index_that_has_them_in_order(
    sqlite_register: Register, kolom: str, zonder: bool
) -> None:
    lijsten = {"erkenningen": 1} | ({"verborgen": 2} if zonder else {})
    telling, pagina = raadplegingen._vragen(kolom, zonder=zonder)
    index = f"SEARCH licentie USING COVERING INDEX ix_licentie_van_{kolom} ({kolom}=?)"
    assert index in plan(sqlite_register, telling, **lijsten)
    stappen = plan(sqlite_register, pagina, **lijsten)
    assert index in stappen
    assert any(stap.startswith("SEARCH licentie USING INDEX sqlite_autoindex_licentie_1 (code=?)") for stap in stappen)
    assert any("sqlite_autoindex_licentiemaatregel_1 (licentie=?)" in stap for stap in stappen)


@pytest.mark.parametrize(
    ("vraag", "lijsten", "stap"),
    [
        pytest.param(
            rijen._ZELFDE,
            {},
            "licentie USING INDEX ix_licentie_instellingserkenning_opleidingserkenning "
            "(instellingserkenning=? AND opleidingserkenning=?)",
            id="other licenties for the same erkenningen",
        ),
        pytest.param(
            raadplegingen_status._LICENTIES,
            {"instellingen": 3, "opleidingen": 3},
            "licentie USING INDEX ix_licentie_instellingserkenning_opleidingserkenning "
            "(instellingserkenning=? AND opleidingserkenning=?)",
            id="licenties of institutions for opleidingen",
        ),
        pytest.param(
            raadplegingen_status._AANBOD,
            {"codes": 3},
            "aangeboden_opleiding USING INDEX sqlite_autoindex_aangeboden_opleiding_1 (code=?)",
            id="offers by their codes",
        ),
        pytest.param(
            rijen._SOORT,
            {},
            "licentierelatie USING COVERING INDEX ix_licentierelatie_soort (soort=?)",
            id="whether a soort of relation is known",
        ),
        pytest.param(
            gronden._VAN_EENHEDEN,
            {"eenheden": 3},
            "opleidingserkenningrelatie USING INDEX ix_opleidingserkenningrelatie_eenheid (eenheid=?)",
            id="erkenningen of units",
        ),
        pytest.param(
            zichtbaarheid._OP_CODES,
            {"codes": 3},
            "licentie USING INDEX sqlite_autoindex_licentie_1 (code=?)",
            id="what is withheld of some",
        ),
    ],
)
def test_it_is_looked_up_by_what_is_nearly_unique(
    sqlite_register: Register, vraag: Any, lijsten: dict[str, int], stap: str
) -> None:
    stappen = plan(sqlite_register, vraag, **lijsten)
    assert f"SEARCH {stap}" in stappen
    assert not [een for een in stappen if een.startswith("SCAN") and "CONSTANT" not in een]


def test_who_rests_on_what_is_found_by_the_aanbieder(sqlite_register: Register) -> None:
    stappen = plan(sqlite_register, gronden._ONDER_AANBIEDERS, aanbieders=3)
    rust = [stap for stap in stappen if "juridische_relatie" in stap]
    assert set(rust) == {"SEARCH juridische_relatie USING INDEX ix_juridische_relatie_eenheid (eenheid=?)"}
    assert not [stap for stap in stappen if stap.startswith("SCAN") and "instelling" in stap]

"""What a message looks up costs as much in a large register: the plans of SQLite without statistics, as in real use."""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.aanbod import rijen as aanbod
from rio_soap.register.bevoegdheid import besturen, erkenners, inzagen, rollen
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import aangeboden_opleiding, onderwijslocatiegebruik, organisatorische_eenheid
from rio_soap.register.eenheid import eigen_raadplegingen as eigen_eenheden
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.logboek import answers
from rio_soap.register.operaties import verwerkingsverslag
from rio_soap.register.opleidingserkenning import rijen as opleidingserkenningen
from rio_soap.register.organisatie import rijen as aanbieders
from rio_soap.register.wijzigingen import mutaties


@pytest.fixture
def sqlite_register(leeg: Register) -> Register:
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite for its plan; PostgreSQL has statistics")
    return leeg


def plan(register: Register, vraag: Any) -> list[str]:
    """How SQLite goes about a statement, a step each."""
    sql = re.sub(r"\(__\[POSTCOMPILE_\w+\]\)", "(?, ?)", str(vraag.compile(register.engine)))
    with register.engine.connect() as verbinding:
        rijen = verbinding.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        return [rij.detail for rij in rijen]


@pytest.mark.parametrize(
    ("vraag", "stap"),
    [
        pytest.param(
            eenheden._MET_SLEUTEL.opdracht,
            "opleidingseenheid USING INDEX ix_opleidingseenheid_eigen_sleutel_eigenaar "
            "(eigen_sleutel=? AND eigenaar=?)",
            id="a unit by its eigen sleutel, whatever else its eigenaar has",
        ),
        pytest.param(
            aanbod._MET_SLEUTEL.opdracht,
            "aangeboden_opleiding USING INDEX ix_aangeboden_opleiding_eigen_sleutel (eigen_sleutel=?)",
            id="an offer by its eigen sleutel",
        ),
        pytest.param(
            aanbieders._MET_SLEUTEL.opdracht,
            "organisatorische_eenheid USING INDEX ix_organisatorische_eenheid_eigen_sleutel (eigen_sleutel=?)",
            id="an onderwijsaanbieder by its eigen sleutel, whatever else its bestuur has",
        ),
        pytest.param(
            eigen_eenheden._VRAGEN["opleidingseenheidtype"].aantal.opdracht,
            "opleidingseenheid USING COVERING INDEX ix_opleidingseenheid_specialisatie_code_begindatum_einddatum "
            "(specialisatie=?)",
            id="how many units a type has, without reading one",
        ),
        pytest.param(
            eigen_eenheden._VRAGEN["opleidingsstelsel"].pagina.opdracht,
            "opleidingserkenning USING INDEX sqlite_autoindex_opleidingserkenning_1 (stelsel=?)",
            id="the units of a stelsel, by its erkenningen",
        ),
        pytest.param(
            opleidingserkenningen._VAN_CODE.opdracht,
            "opleidingserkenning USING INDEX sqlite_autoindex_opleidingserkenning_1 (stelsel=? AND code=?)",
            id="what the key of an opleidingserkenning names",
        ),
        pytest.param(
            opleidingserkenningen._MET_UNIEKE_CODE.opdracht,
            "opleidingserkenning USING INDEX ix_opleidingserkenning_unieke_code (unieke_code=?)",
            id="an opleidingserkenning by its unieke code",
        ),
        pytest.param(
            answers._ZOEKEN,
            "berichtenlog USING INDEX ix_berichtenlog_oin_identificatiecode (oin=? AND identificatiecode=?)",
            id="the answer to a message that comes again",
        ),
        pytest.param(
            besturen._vraag(0, frozenset({"INSTELLING"})).opdracht,
            "bevoegdheid USING INDEX ix_bevoegdheid_oin (oin=?)",
            id="the besturen that a sender was given",
        ),
        pytest.param(
            rollen._AAN_AFZENDER.opdracht,
            "bevoegdheid USING INDEX ix_bevoegdheid_oin (oin=?)",
            id="the roles that a sender was given",
        ),
        pytest.param(
            rollen._AAN_PERSOON.opdracht,
            "gebruikersrol USING INDEX ix_gebruikersrol_gebruiker (gebruiker=?)",
            id="the roles that a person was given",
        ),
        pytest.param(
            inzagen._PAGINA.opdracht,
            "inzage USING INDEX ix_inzage_eenheid_moment (eenheid=? AND moment>?)",
            id="who read an eenheid",
        ),
        pytest.param(
            rollen._ERKENNERS.opdracht,
            "erkennersleutel USING INDEX ix_erkennersleutel_oin (oin=?)",
            id="the erkenners of a sender",
        ),
        pytest.param(
            erkenners._LOPEN_DOOR[1].opdracht,
            "opleidingserkenning USING COVERING INDEX ix_opleidingserkenning_erkenner_einddatum (erkenner=?)",
            id="whether an erkenning runs on after its erkenner",
        ),
        pytest.param(
            verwerkingsverslag._VAN_WIE_DAN_OOK,
            "berichtenlog USING INDEX ix_berichtenlog_oin_identificatiecode (oin=? AND identificatiecode=?)",
            id="the message of whomever, sender by sender",
        ),
        pytest.param(
            verwerkingsverslag._GEWIJZIGD.opdracht,
            "mutatie USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
            id="what a message changed, around when it came in",
        ),
    ],
)
def test_it_is_looked_up_by_what_is_nearly_unique(sqlite_register: Register, vraag: sa.Select[Any], stap: str) -> None:
    assert f"SEARCH {stap}" in plan(sqlite_register, vraag)


@pytest.mark.parametrize("met_patroon", [False, True])
@pytest.mark.parametrize(
    ("tabel", "met_houder"),
    [
        (aangeboden_opleiding, True),
        (organisatorische_eenheid, True),
        (organisatorische_eenheid, False),
        (onderwijslocatiegebruik, False),
    ],
    ids=lambda waarde: getattr(waarde, "name", None),
)
def test_a_feed_does_not_go_through_what_was_visible_before(
    sqlite_register: Register, tabel: sa.Table, met_houder: bool, met_patroon: bool
) -> None:
    """It reads what has a higher number than the evidence, and what is not older than the moment."""
    van, index = ("object=? AND houder=?", "object_houder") if met_houder else ("object=?", "object")
    for vraag in mutaties._vragen(tabel.name, met_houder=met_houder, met_patroon=met_patroon):
        stappen = [stap for stap in plan(sqlite_register, vraag.opdracht) if stap.startswith("SEARCH mutatie ")]
        assert stappen == [
            f"SEARCH mutatie USING INDEX ix_mutatie_{index}_volgnummer ({van} AND volgnummer>?)",
            f"SEARCH mutatie USING INDEX ix_mutatie_{index}_moment ({van} AND moment>?)",
        ]

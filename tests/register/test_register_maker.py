"""The register of the benchmark is what it says it is, and its readings are valid."""

from collections import Counter

import sqlalchemy as sa

from benchmarks import formele_rijen, lezen, register_maker
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from tests.register.hulp import aantal


def test_a_register_in_the_proportions_of_the_published_data(leeg: Register) -> None:
    register_maker.maak(leeg, 1_000)
    assert aantal(leeg, model.aangeboden_opleiding) == 1_000
    assert aantal(leeg, model.organisatorische_eenheid, model.organisatorische_eenheid.c.soort == "AANBIEDER") == 26
    groot = model.aangeboden_opleiding.c.aanbieder == register_maker.aanbiedercode(0)
    assert aantal(leeg, model.aangeboden_opleiding, groot) == register_maker.GROOT
    with leeg.lees() as session:
        standen: list[Gegeven] = list(session.execute(sa.select(model.aangeboden_opleiding.c.stand)).scalars())
    cohorten = sum(len(stand.velden.get("aangebodenOpleidingCohort", [])) for stand in standen)  # type: ignore[arg-type]
    assert cohorten == 6 * 1_000
    soorten = Counter(stand.naam for stand in standen)
    assert 569 <= soorten["aangebodenParticuliereOpleiding"] <= 572
    assert len(soorten) == len(register_maker.SOORTEN)


def test_the_readings_that_are_measured_are_valid_in_it(leeg: Register) -> None:
    register_maker.maak(leeg, 1_000)
    formele_rijen.maak(leeg, 1_000)
    for naam, lezing in lezen.lezingen().items():
        if naam != "changed aanbieders, page of 20":
            assert len(lezen.lees(leeg, lezing)) >= 6

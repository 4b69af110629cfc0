"""What belongs to which type of opleidingserkenning (RS1402), over a case made by hand: nothing is asked.

Through a register the codes are shown in test_opleidingserkenning_codes.
"""

from __future__ import annotations

from typing import Any, cast

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.session import Session
from rio_soap.register.opleidingserkenning import controles
from rio_soap.register.opleidingserkenning.bericht import Erkenningsbericht
from rio_soap.register.opleidingserkenning.zaak import Opleidingserkenninglevering
from rio_soap.register.regels.sleutelgegevens import kort
from rio_soap.register.regels.uitslag import standaardlijsten
from tests.register.hulp import context
from tests.register.hulp_opleidingserkenning import (
    DELEN,
    EXAMEN,
    HO,
    MBO,
    PARTICULIER,
    VAK,
    VO,
    erkenning,
    periode,
)
from tests.register.zaken import GeenRegister

ALLE = sorted(standaardlijsten().lijsten["Opleidingserkenningtype"])


def gevonden(deel: Gegeven) -> list[tuple[str, str]]:
    """The last sleutelgegeven of each RS1402."""
    bericht = Erkenningsbericht.van(context(), deel).lees()
    register = cast(Session, GeenRegister())
    zaak = Opleidingserkenninglevering(register, Rollen(frozenset()), bericht.erkenningssleutel, bericht)
    return [fout.sleutels[-1] for fout in controles.rs1402(zaak)]


@pytest.mark.parametrize(
    ("soort", "veld", "waarde"),
    [
        (HO, "uniekeErkendeopleidingscode", "34035_1"),
        (VAK, "opleidingsniveau", "VO-HAVO"),
        (VAK, "vaksoort", "BEROEPSGERICHT"),
        (VAK, "examenjaarVanaf", 2030),
        (VAK, "examenjaarTotEnMet", 2031),
        (VAK, "bezemjaar", 2032),
        (VO, "lWOOIndicator", True),
        (PARTICULIER, "eqf", "5"),
        (PARTICULIER, "nlqf", "5"),
    ],
)
def test_a_field_of_one_type_is_no_other_types(soort: str, veld: str, waarde: Any) -> None:
    assert gevonden(erkenning(soort, **{veld: waarde})) == []
    for ander in ALLE:
        if ander != soort:
            namen = [naam for naam, _ in gevonden(erkenning(ander, **{veld: waarde}))]
            assert namen == [kort(veld)], ander


@pytest.mark.parametrize(("soort", "veld"), [(HO, "uniekeErkendeopleidingscode"), (VAK, "opleidingsniveau")])
def test_a_type_whose_key_has_a_third_part_cannot_do_without(soort: str, veld: str) -> None:
    assert gevonden(erkenning(soort, **{veld: None})) == [("type", soort)]


@pytest.mark.parametrize("soort", ALLE)
def test_each_type_has_its_own_part_in_every_period_and_no_other(soort: str) -> None:
    assert gevonden(erkenning(soort, perioden=[periode(soort), periode(soort)])) == []
    for ander in set(DELEN) - {soort}:
        [(naam, _)] = gevonden(erkenning(soort, perioden=[periode(soort), periode(ander)]))
        assert naam in {kort(veld) for veld in DELEN[ander].velden}


@pytest.mark.parametrize("soort", ALLE)
def test_a_part_may_be_left_out_when_nothing_in_it_is_mandatory(soort: str) -> None:
    mag = soort not in (HO, EXAMEN, VO, VAK)
    assert (gevonden(erkenning(soort, perioden=[periode("")])) == []) is mag


def test_a_part_that_holds_nothing_is_named_by_its_period() -> None:
    leeg = periode("", mbo=Gegeven("mbo", {}))
    assert gevonden(erkenning(VO, perioden=[leeg])) == [("begindatum", "2024-09-01")]
    assert gevonden(erkenning(MBO, perioden=[leeg])) == []


def test_what_names_an_erkenning_is_said_by_its_key_alone() -> None:
    bericht = Erkenningsbericht.van(context(), erkenning(VAK))
    assert bericht.sleutels == (("sleutel", "VOVAK/2001/VO-HAVO"),)
    assert Erkenningsbericht.van(context(), erkenning(eenheden=("A", "B", "A"))).eenheden == ["A", "B"]

"""The controles that operations of our own contract share, each at its bound and just beyond."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import eigen_controles as regels
from rio_soap.register.regels.eigenbericht import Eigenbericht, geldend
from tests.register.hulp import context

DAG = timedelta(days=1)
BEGIN, MIDDEN, EINDE = date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)
VELD = "opleidingserkenningPeriode"


@dataclass
class Zaak:
    """What the shared controles look at."""

    bericht: Eigenbericht


def periode(begin: date, einde: date | None = None, **velden: Any) -> Gegeven:
    return Gegeven(VELD, {"begindatum": begin, **({"einddatum": einde} if einde else {}), **velden})


def zaak(*perioden: Gegeven, einde: date | None = EINDE, sleutel: str = "ISAT/1", **velden: Any) -> Zaak:
    """An object from BEGIN to EINDE."""
    gegeven = {"begindatum": BEGIN, **({"einddatum": einde} if einde else {}), **velden, VELD: list(perioden)}
    bericht = Eigenbericht(context(), Gegeven("opleidingserkenning", gegeven), "Opleidingserkenning", sleutel, VELD)
    return Zaak(bericht)


def fouten(controle: Any, wat: Zaak) -> list[tuple[tuple[str, str], ...]]:
    """What a controle finds; the key of the object aside."""
    gevonden = list(controle(wat))
    assert all(fout.sleutels[0] == ("sleutel", "ISAT/1") for fout in gevonden)
    return [fout.sleutels[1:] for fout in gevonden]


def test_a_value_that_its_list_does_not_have_is_named_with_the_part_in_which_it_stands() -> None:
    goed = zaak(periode(BEGIN, licentieerwijze="EXPLICIET_TOEGEKEND"), ministerie="OCW")
    assert fouten(regels.rs1001, goed) == []
    fout = zaak(periode(BEGIN, licentieerwijze="ANDERS"), ministerie="VWS")
    assert fouten(regels.rs1001, fout) == [
        (("ministerie", "VWS"),),
        (("begindatum", "2020-01-01"), ("licentieerwijze", "ANDERS")),
    ]


def test_a_value_is_valid_on_the_begin_of_the_part_in_which_it_stands() -> None:
    lijst = context().lijsten.lijsten["MinisterieAanduiding"]["OCW"]
    assert lijst
    assert fouten(regels.rs1002, zaak(ministerie="OCW")) == []


@pytest.mark.parametrize(("einde", "klopt"), [(None, True), (BEGIN + DAG, True), (BEGIN, False), (BEGIN - DAG, False)])
def test_an_object_and_its_periods_end_later_than_they_begin(einde: date | None, klopt: bool) -> None:
    assert (fouten(regels.rs1003, zaak(einde=einde)) == []) is klopt
    assert (fouten(regels.rs1003, zaak(periode(BEGIN, einde), einde=None)) == []) is klopt


@pytest.mark.parametrize(
    ("perioden", "fout"),
    [
        ([periode(BEGIN), periode(MIDDEN)], False),
        ([periode(MIDDEN), periode(BEGIN)], False),  # in whatever order they come
        ([periode(BEGIN, MIDDEN), periode(MIDDEN, EINDE)], False),
        ([periode(BEGIN, MIDDEN - DAG), periode(MIDDEN)], True),  # a day between
        ([periode(BEGIN, MIDDEN + DAG), periode(MIDDEN)], True),  # a day together
        ([periode(BEGIN), periode(BEGIN)], True),
        ([], False),
    ],
)
def test_periods_join_without_gap_or_overlap(perioden: list[Gegeven], fout: bool) -> None:
    assert bool(fouten(regels.rs1004, zaak(*perioden))) is fout


@pytest.mark.parametrize(
    ("deel", "fout"),
    [
        (periode(BEGIN), None),
        (periode(BEGIN, EINDE), None),
        (periode(EINDE - DAG), None),
        (periode(BEGIN - DAG), "begindatum"),
        (periode(EINDE), "begindatum"),
        (periode(BEGIN, EINDE + DAG), "einddatum"),
    ],
)
def test_a_period_lies_within_its_object(deel: Gegeven, fout: str | None) -> None:
    assert [gevonden[-1][0] for gevonden in fouten(regels.rs1005, zaak(deel))] == ([fout] if fout else [])


def test_of_an_open_object_no_period_is_too_late() -> None:
    assert fouten(regels.rs1005, zaak(periode(date(2090, 1, 1), date(2091, 1, 1)), einde=None)) == []


@pytest.mark.parametrize(
    ("deel", "einde", "fout"),
    [
        (periode(BEGIN), EINDE, None),
        (periode(BEGIN, EINDE), EINDE, None),
        (periode(BEGIN, EINDE), None, "einddatum"),  # the object runs on
        (periode(BEGIN, EINDE - DAG), EINDE, "einddatum"),
        (periode(BEGIN + DAG), EINDE, "begindatum"),
    ],
)
def test_on_every_day_of_an_object_a_period_holds(deel: Gegeven, einde: date | None, fout: str | None) -> None:
    assert [gevonden[-1][0] for gevonden in fouten(regels.rs1006, zaak(deel, einde=einde))] == ([fout] if fout else [])


def test_an_object_without_periods_is_left_to_others() -> None:
    assert fouten(regels.rs1006, zaak()) == []


@pytest.mark.parametrize(
    ("was", "wordt", "fout"),
    [
        ({"erkenner": "OCW"}, {"erkenner": "OCW"}, None),
        ({}, {"erkenner": "OCW"}, None),
        ({"erkenner": "OCW"}, {"erkenner": "NVAO"}, ("erkenner", "NVAO")),
        ({"erkenner": "OCW"}, {}, ("erkenner", "OCW")),
    ],
)
def test_what_may_not_change_stays_and_what_was_not_known_may_be_told(
    was: dict[str, Any], wordt: dict[str, Any], fout: tuple[str, str] | None
) -> None:
    oud = Gegeven("opleidingserkenning", was)
    gevonden = [fout.sleutels[-1] for fout in regels.onveranderd(zaak(**wordt).bericht, oud, ("erkenner",))]
    assert gevonden == ([fout] if fout else [])
    assert list(regels.onveranderd(zaak(**wordt).bericht, None, ("erkenner",))) == []


def test_a_new_object_without_a_key_is_named_by_its_failing_element_alone() -> None:
    (fout,) = regels.rs1003(zaak(einde=BEGIN, sleutel=""))
    assert fout.sleutels == (("einddatum", "2020-01-01"),)


@pytest.mark.parametrize(
    ("dag", "begin"),
    [
        (BEGIN - DAG, None),
        (BEGIN, BEGIN),
        (MIDDEN - DAG, BEGIN),
        (MIDDEN, MIDDEN),
        (EINDE - DAG, MIDDEN),
        (EINDE, None),
    ],
)
def test_a_period_holds_from_its_begin_to_the_next_or_to_the_end_of_its_object(dag: date, begin: date | None) -> None:
    open_, dicht = [periode(BEGIN), periode(MIDDEN)], [periode(BEGIN, MIDDEN), periode(MIDDEN, EINDE)]
    for perioden, einde in ((open_, EINDE), (dicht, None)):
        gevonden = geldend(perioden, dag, einde)
        assert (gevonden.velden["begindatum"] if gevonden else None) == begin


def test_in_a_gap_no_period_holds() -> None:
    assert geldend([periode(BEGIN, MIDDEN - DAG), periode(MIDDEN)], MIDDEN - DAG, None) is None

"""Reading fields with their type: what is there comes back, what is absent is told, another type is our mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.perioden import Duur

DAG, MOMENT = date(2024, 9, 1), datetime(2024, 9, 1, 12, tzinfo=UTC)
DEEL = Gegeven("deel", {"a": "b"})
VOL = Gegeven(
    "object",
    {"tekst": "x", "dag": DAG, "moment": MOMENT, "deel": DEEL, "delen": [DEEL, DEEL], "codes": ["a", "b"]},
)


@pytest.mark.parametrize(
    ("lees", "naam", "waarde"),
    [
        (velden.tekst, "tekst", "x"),
        (velden.tekst_of_niet, "tekst", "x"),
        (velden.datum, "dag", DAG),
        (velden.datum_of_niet, "dag", DAG),
        (velden.moment, "moment", MOMENT),
        (velden.deel, "deel", DEEL),
        (velden.delen, "delen", [DEEL, DEEL]),
        (velden.verplicht_deel, "deel", DEEL),
        (velden.teksten, "codes", ["a", "b"]),
    ],
)
def test_a_field_that_is_there_is_given_as_it_is(lees: Callable[..., Any], naam: str, waarde: object) -> None:
    assert lees(VOL, naam) == waarde


@pytest.mark.parametrize("lees", [velden.tekst, velden.datum, velden.moment, velden.verplicht_deel, velden.teksten])
def test_a_mandatory_field_that_is_absent_is_a_key_error(lees: Callable[..., Any]) -> None:
    with pytest.raises(KeyError):
        lees(VOL, "weg")


@pytest.mark.parametrize(
    ("lees", "leeg"), [(velden.tekst_of_niet, None), (velden.datum_of_niet, None), (velden.deel, None)]
)
def test_an_optional_field_that_is_absent_is_none(lees: Callable[..., Any], leeg: object) -> None:
    assert lees(VOL, "weg") is leeg


@pytest.mark.parametrize(
    ("lees", "naam"),
    [
        (velden.tekst, "dag"),
        (velden.datum, "moment"),
        (velden.datum, "tekst"),
        (velden.moment, "dag"),
        (velden.deel, "tekst"),
        (velden.delen, "deel"),
        (velden.verplicht_deel, "tekst"),
        (velden.teksten, "tekst"),
        (velden.teksten, "delen"),
    ],
)
def test_a_field_of_another_type_is_a_type_error_that_names_it(lees: Callable[..., Any], naam: str) -> None:
    with pytest.raises(TypeError, match=naam):
        lees(VOL, naam)


def test_a_list_that_holds_something_else_than_parts_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="delen"):
        velden.delen(Gegeven("object", {"delen": ["x"]}), "delen")


def test_the_parts_are_a_list_of_their_own_so_that_sorting_it_leaves_the_message_as_it_is() -> None:
    velden.delen(VOL, "delen").clear()
    assert len(velden.delen(VOL, "delen")) == 2
    assert velden.delen(VOL, "weg") == []


def test_a_duration_without_einddatum_is_open() -> None:
    assert velden.duur(Gegeven("x", {"begindatum": DAG})) == Duur(DAG, None)
    assert velden.duur(Gegeven("x", {"begindatum": DAG, "einddatum": DAG})) == Duur(DAG, DAG)


def test_periods_come_by_their_begin_and_equal_ones_in_the_order_of_the_message() -> None:
    een, twee, drie = (
        Gegeven("periode", {"begindatum": date(jaar, 1, 1), "naam": naam})
        for jaar, naam in ((2025, "een"), (2024, "twee"), (2025, "drie"))
    )
    object_ = Gegeven("object", {"perioden": [een, twee, drie]})
    assert velden.op_begin(object_, "perioden") == [twee, een, drie]
    assert object_.velden["perioden"] == [een, twee, drie]


def kenmerk(naam: str, element: str, waarde: Any) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, element: waarde})


def test_a_kenmerk_is_found_by_its_name_as_text_or_as_a_listed_value() -> None:
    drager = Gegeven(
        "object",
        {
            "kenmerken": [
                kenmerk("aantal", "kenmerkwaardeGetal", 3),
                kenmerk("soort", "kenmerkwaardeEnumeratiewaarde", "VARIANT"),
                kenmerk("sleutel", "kenmerkwaardeTekst", "eerste"),
                kenmerk("sleutel", "kenmerkwaardeTekst", "tweede"),
            ]
        },
    )
    assert velden.kenmerk(drager, "soort") == "VARIANT"
    assert velden.kenmerk(drager, "sleutel") == "eerste"
    assert velden.kenmerk(drager, "aantal") is None  # no text
    assert velden.kenmerk(drager, "weg") is None
    assert velden.kenmerk(Gegeven("object"), "sleutel") is None

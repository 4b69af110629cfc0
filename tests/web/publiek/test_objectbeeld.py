"""One object on both axes: what of it holds on a day, and what stands instead of it."""

from datetime import date

import pytest

from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.web.publiek.objectbeeld import Objectbeeld, geldende, geldt, objecten, op_begin, tekst_van

OUD: JsonObject = {"begindatum": "2010-08-01", "einddatum": "2015-08-01", "naamLang": "Oud"}
NIEUW: JsonObject = {"begindatum": "2015-08-01", "naamLang": "Nieuw"}


def beeld(dag: date, **velden: object) -> Objectbeeld:
    return Objectbeeld("SOORT", "sleutel", "hoOpleiding", {**velden}, dag)  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("dag", "naam"),
    [
        (date(2000, 1, 1), "Oud"),
        (date(2010, 8, 1), "Oud"),
        (date(2015, 7, 31), "Oud"),
        (date(2015, 8, 1), "Nieuw"),
        (date(2090, 1, 1), "Nieuw"),
    ],
)
def test_the_period_of_a_day_is_the_last_that_began_or_else_the_first(dag: date, naam: str) -> None:
    assert geldende(op_begin([OUD, NIEUW]), dag)["naamLang"] == naam
    assert beeld(dag, hoOpleidingPeriode=[OUD, NIEUW]).periode["naamLang"] == naam


def test_without_periods_there_is_none_of_a_day() -> None:
    assert geldende([], date(2020, 1, 1)) == {}
    assert beeld(date(2020, 1, 1)).periode == {}


@pytest.mark.parametrize(
    ("dag", "begint", "eindigde"),
    [
        (date(2010, 7, 31), "2010-08-01", ""),
        (date(2010, 8, 1), "", ""),
        (date(2015, 7, 31), "", ""),
        (date(2015, 8, 1), "", "2015-08-01"),
    ],
)
def test_the_first_day_counts_and_the_end_does_not(dag: date, begint: str, eindigde: str) -> None:
    een = beeld(dag, begindatum="2010-08-01", einddatum="2015-08-01")
    assert (een.begint, een.eindigde) == (begint, eindigde)
    assert geldt(OUD, dag) == (not begint and not eindigde)


def test_what_has_no_end_goes_on_and_what_has_no_dates_neither_begins_nor_ends() -> None:
    assert geldt(NIEUW, date(2999, 1, 1))
    assert (beeld(date(2020, 1, 1)).begint, beeld(date(2020, 1, 1)).eindigde) == ("", "")


def test_periods_come_newest_first_and_cohorten_as_they_are_kept() -> None:
    een = beeld(
        date(2020, 1, 1),
        aangebodenHOOpleidingPeriode=[OUD, NIEUW],
        aangebodenHOOpleidingCohort=[{"cohortcode": "b"}, {"cohortcode": "a"}],
    )
    assert [deel["naamLang"] for deel in een.perioden] == ["Nieuw", "Oud"]
    assert [deel["cohortcode"] for deel in een.cohorten] == ["b", "a"]


def test_what_is_no_list_or_no_text_is_nothing_and_no_error() -> None:
    assert objecten("tekst") == objecten(None) == objecten({"een": 1}) == []
    assert objecten([{"een": 1}, "los", 3]) == [{"een": 1}]
    assert tekst_van({"een": 1, "twee": None}, "een") == tekst_van({}, "twee") == ""

"""What may be asked of a page, what is passed over, and what is said of what is wrong."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from marshmallow import fields, validate
from werkzeug.datastructures import MultiDict

from rio_soap.api.vragen import Getalveld, ja_nee, lijst, tekst
from rio_soap.bevinding import TALEN
from rio_soap.web.frame.opmaak import zin
from rio_soap.web.frame.schermvraag import OpAssen, Schermvraag, Vragenfout, laad_vraag


class Proefvraag(OpAssen):
    q = tekst("Wat.", lengte=5)
    soort = lijst(fields.String(validate=validate.OneOf(("A", "B"))), "Soorten.")
    pagina = Getalveld(load_default=1)
    alles = ja_nee("Alles.")


def gelezen(*paren: tuple[str, str]) -> dict[str, Any]:
    return dict(laad_vraag(Proefvraag(), MultiDict(paren)))


def fouten(*paren: tuple[str, str]) -> dict[str, str]:
    with pytest.raises(Vragenfout) as gevangen:
        gelezen(*paren)
    return dict(gevangen.value.fouten)


def test_without_parameters_a_page_has_its_defaults() -> None:
    assert gelezen() == {"pagina": 1, "alles": False}


def test_parameters_that_a_page_does_not_know_are_passed_over() -> None:
    """A link with what an advertiser or a mail program added to it works all the same."""
    assert gelezen(("utm_source", "x"), ("q", "hbo"), ("__proto__", "y")) == {"q": "hbo", "pagina": 1, "alles": False}


@pytest.mark.parametrize("leeg", ["", " ", "\t\n"])
def test_a_field_that_a_form_leaves_empty_is_as_one_that_is_not_there(leeg: str) -> None:
    namen = ("q", "pagina", "alles", "soort", "geldigOp", "bekendOp")
    assert gelezen(*((naam, leeg) for naam in namen)) == gelezen()


def test_what_stands_around_a_value_is_cut_off_and_of_a_single_one_the_first_that_is_filled_in_counts() -> None:
    assert gelezen(("q", ""), ("q", " mbo "), ("q", "hbo"))["q"] == "mbo"


def test_a_list_has_all_values_that_are_filled_in_in_order() -> None:
    assert gelezen(("soort", "B"), ("soort", ""), ("soort", "A"))["soort"] == ["B", "A"]
    assert gelezen(("soort", "B"))["soort"] == ["B"]


@pytest.mark.parametrize(
    ("gevraagd", "moment"),
    [
        ("2026-07-01T12:00", datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
        ("2026-01-01T12:00", datetime(2026, 1, 1, 11, 0, tzinfo=UTC)),
        ("2026-01-01T12:00:07", datetime(2026, 1, 1, 11, 0, 7, tzinfo=UTC)),
        ("2026-01-01T12:00:07.5", datetime(2026, 1, 1, 11, 0, 7, 500000, tzinfo=UTC)),
        ("2026-01-01", datetime(2025, 12, 31, 23, 0, tzinfo=UTC)),
        ("2026-07-01T12:00:00Z", datetime(2026, 7, 1, 12, 0, tzinfo=UTC)),
        ("2026-07-01T12:00:00-05:00", datetime(2026, 7, 1, 17, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_one_of_the_netherlands_unless_it_says_its_zone(gevraagd: str, moment: datetime) -> None:
    gevonden = gelezen(("bekendOp", gevraagd))["bekendOp"]
    assert gevonden.astimezone(UTC) == moment
    assert gevonden.utcoffset() is not None


def test_half_past_two_in_the_autumn_is_the_first_of_the_two() -> None:
    gevonden = gelezen(("bekendOp", "2026-10-25T02:30"))["bekendOp"]
    assert gevonden.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    "gevraagd",
    [
        "gisteren",
        "2026-13-01",
        "2026-02-30T12:00",
        "2026-07-01T25:00",
        "2026-07-01 12:00",
        "2026-07-01T12",
        "2026-07-01T12:00+02:00",
        "20260701T120000Z",
        "0999-01-01T12:00",
        "9998-12-31",
        "9999-12-31T23:59:59Z",
        "٢٠٢٦-٠٧-٠١",
        "2026-07-01T12:00\x00",
    ],
)
def test_what_is_no_moment_that_the_register_can_tell_is_refused_and_breaks_nothing(gevraagd: str) -> None:
    assert fouten(("bekendOp", gevraagd)) == {"bekendOp": "frame.vraagfout.moment"}


@pytest.mark.parametrize(
    ("naam", "waarde", "sleutel"),
    [
        ("geldigOp", "3-10-2026", "datum"),
        ("geldigOp", "2026-02-29", "datum"),
        ("geldigOp", "0001-01-01", "datum"),
        ("geldigOp", "2026-10-03T12:00", "datum"),
        ("pagina", "een", "getal"),
        ("pagina", "-1", "getal"),
        ("pagina", "1.5", "getal"),
        ("pagina", "٣", "getal"),
        ("pagina", "99999999999999999999", "getal"),
        ("alles", "misschien", "waarde"),
        ("q", "te lang", "waarde"),
        ("q", "a\x00b", "waarde"),
        ("soort", "C", "waarde"),
    ],
)
def test_each_kind_of_field_has_its_own_words_for_what_is_wrong(naam: str, waarde: str, sleutel: str) -> None:
    gevonden = fouten((naam, waarde))
    assert gevonden == {naam: f"frame.vraagfout.{sleutel}"}
    assert all(zin(taal, gevonden[naam]) for taal in TALEN)


def test_all_that_is_wrong_is_told_at_once() -> None:
    gevonden = fouten(("geldigOp", "nu"), ("bekendOp", "toen"), ("pagina", "x"), ("q", "hbo"))
    assert set(gevonden) == {"geldigOp", "bekendOp", "pagina"}


def test_a_page_that_asks_nothing_takes_anything() -> None:
    assert laad_vraag(Schermvraag(), MultiDict([("geldigOp", "onzin")])) == {}


def test_a_leap_day_is_a_day() -> None:
    assert gelezen(("geldigOp", "2028-02-29"))["geldigOp"] == date(2028, 2, 29)

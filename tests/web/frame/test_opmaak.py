"""How a page writes days, moments, numbers, sentences and values, in both languages."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from markupsafe import Markup

from rio_soap.bevinding import TALEN, Taal
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.veldweergave import Getoond, aantal_waarden, getoonde_waarde, waardetekst


@pytest.mark.parametrize(
    ("taal", "verwacht"), [("nl", "U ziet wat geldt op <b>."), ("en", "You see what is valid on <b>.")]
)
def test_a_sentence_with_text_in_it_is_text_which_the_template_escapes(taal: Taal, verwacht: str) -> None:
    gezegd = opmaak.zin(taal, "frame.assen.dag", dag="<b>")
    assert gezegd == verwacht
    assert not isinstance(gezegd, Markup), "else the template would take what a person wrote for our own HTML"


def test_a_sentence_with_markup_in_it_keeps_that_and_escapes_what_else_is_filled_in() -> None:
    gezegd = opmaak.zin("nl", "frame.assen.toen", dag=Markup("<b>3</b>"), moment="<script>&")
    assert isinstance(gezegd, Markup)
    assert "<b>3</b>" in gezegd
    assert "&lt;script&gt;&amp;" in gezegd
    assert "<script>" not in gezegd


def test_the_words_of_the_catalogue_are_escaped_too_when_markup_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opmaak, "catalogus", lambda taal, deel: {"a": "minder < {b}"})
    assert opmaak.zin("nl", "a", b=Markup("<i>5</i>")) == "minder &lt; <i>5</i>"


def test_braces_that_are_filled_in_are_not_filled_in_again() -> None:
    assert opmaak.zin("nl", "frame.assen.dag", dag="{moment}") == "U ziet wat geldt op {moment}."


def test_a_sentence_that_is_not_in_the_catalogue_is_a_mistake_of_ours_that_shows() -> None:
    with pytest.raises(KeyError):
        opmaak.zin("en", "frame.does-not-exist")


@pytest.mark.parametrize(
    ("taal", "aantal", "verwacht"),
    [
        ("nl", 0, "Er zijn 0 fouten"),
        ("nl", 1, "Er is 1 fout"),
        ("nl", 2, "Er zijn 2 fouten"),
        ("nl", 12345, "Er zijn 12.345 fouten"),
        ("en", 0, "There are 0 errors"),
        ("en", 1, "There is 1 error"),
        ("en", 12345, "There are 12,345 errors"),
    ],
)
def test_what_is_counted_is_said_in_the_singular_for_one_alone(taal: Taal, aantal: int, verwacht: str) -> None:
    assert opmaak.aantal_zin(taal, "frame.fouten", aantal) == verwacht


@pytest.mark.parametrize(
    ("taal", "waarde", "verwacht"),
    [
        ("nl", 1234567, "1.234.567"),
        ("en", 1234567, "1,234,567"),
        ("nl", 2.5, "2,5"),
        ("en", 2.5, "2.5"),
        ("nl", -1000, "-1.000"),
    ],
)
def test_a_number_has_the_separators_of_the_language(taal: Taal, waarde: float, verwacht: str) -> None:
    assert opmaak.getal(taal, waarde) == verwacht


@pytest.mark.parametrize(
    ("waarde", "nl", "en"),
    [
        (date(2026, 10, 3), "3 oktober 2026", "3 October 2026"),
        ("2026-10-03", "3 oktober 2026", "3 October 2026"),
        ("2024-02-29T23:59:59Z", "29 februari 2024", "29 February 2024"),
        (date(2026, 3, 31), "31 maart 2026", "31 March 2026"),
        (None, "", ""),
        ("", "", ""),
    ],
)
def test_a_day_is_written_in_words_and_nothing_as_nothing(waarde: date | str | None, nl: str, en: str) -> None:
    assert (opmaak.datum("nl", waarde), opmaak.datum("en", waarde)) == (nl, en)


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        # in the spring the clock goes from two to three
        ("2026-03-29T00:59:59Z", "29 maart 2026, 1:59:59"),
        ("2026-03-29T01:00:00Z", "29 maart 2026, 3:00:00"),
        # in the autumn it is half past two twice
        ("2026-10-25T00:30:00Z", "25 oktober 2026, 2:30:00"),
        ("2026-10-25T01:30:00Z", "25 oktober 2026, 2:30:00"),
        ("2026-10-25T02:30:00Z", "25 oktober 2026, 3:30:00"),
        # a moment of the evening in UTC is one of the next year here
        ("2026-12-31T23:00:00Z", "1 januari 2027, 0:00:00"),
        ("2026-06-30T23:59:59.999+02:00", "30 juni 2026, 23:59:59"),
    ],
)
def test_a_moment_is_told_by_the_clock_of_the_netherlands(waarde: str, verwacht: str) -> None:
    assert opmaak.tijdstip("nl", waarde) == verwacht


def test_a_moment_is_the_same_however_it_is_given() -> None:
    moment = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    manieren = (
        moment,
        moment.replace(tzinfo=None),  # as the database has it
        moment.astimezone(timezone(timedelta(hours=-5))),
        moment.isoformat(),
        "2026-07-01T12:00:00",
    )
    assert {opmaak.tijdstip("en", een) for een in manieren} == {"1 July 2026, 14:00:00"}
    assert [opmaak.tijdstip(taal, niets) for taal in TALEN for niets in (None, "")] == [""] * 4


def test_a_field_is_called_by_the_catalogue_or_else_by_its_own_words() -> None:
    assert (opmaak.label("nl", "aanduidingAdres"), opmaak.label("en", "aanduidingAdres")) == ("Adres", "Address")
    assert opmaak.label("en", "nietInDeCatalogus") == "Niet in de catalogus"
    assert opmaak.label("nl", "Hoofdletter") == "Hoofdletter"


def test_a_value_is_called_by_the_catalogue_before_its_list_and_else_by_its_words() -> None:
    assert opmaak.waardenaam("nl", "BEHEERDER") == "Beheerder van het register"
    assert opmaak.waardenaam("en", "BEHEERDER") == "Administrator of the register"
    assert opmaak.waardenaam("en", "ZOIETS_IS_ER_NIET", "GeenLijst") == "Zoiets is er niet"


@pytest.mark.parametrize(
    ("element", "waarde", "tekst", "data"),
    [
        ("begindatum", "2026-10-03", "3 October 2026", False),
        ("moment", "2026-10-03T12:00:00Z", "3 October 2026, 14:00:00", False),
        ("naamLang", "2026-10-03-achtig", "2026-10-03-achtig", True),
        ("rol", "BEHEERDER", "Administrator of the register", False),
        ("naamLang", "BEHEERDER", "BEHEERDER", True),
        ("studielast", 240, "240", True),
        ("rol", "GEENCODE", "GEENCODE", True),
    ],
)
def test_a_value_is_put_into_words_unless_people_wrote_it(element: str, waarde: object, tekst: str, data: bool) -> None:
    """A name in capitals is no code; what stays Dutch on an English page is said to be so, for who hears the page."""
    assert waardetekst("en", element, waarde) == (tekst, data)


def test_true_and_false_are_words_of_the_language_whether_json_or_text() -> None:
    for taal in TALEN:
        assert waardetekst(taal, "x", True) == waardetekst(taal, "x", "true")
        assert waardetekst(taal, "x", False) == waardetekst(taal, "x", "false")
    assert waardetekst("nl", "x", True) != waardetekst("en", "x", True)


def test_what_stands_in_objects_and_lists_is_shown_one_by_one_under_where_it_stood() -> None:
    waarde = {"aanduidingAdres": [{"huisnummer": 5, "@": "weg"}, {"huisnummer": 7}], "leeg": "", "niets": None}
    getoond = getoonde_waarde("en", "x", waarde)
    assert [een.tekst for een in getoond] == ["5", "7"]
    assert {een.naam for een in getoond} == {f"Address › {opmaak.label('en', 'huisnummer')}"}


def test_a_kenmerk_is_called_by_its_own_name() -> None:
    kenmerk = {"kenmerknaam": "eigenSleutelVanOns", "kenmerkwaardeTekst": "a-1"}
    assert getoonde_waarde("nl", "kenmerken", kenmerk) == (Getoond("Eigen sleutel van ons", "a-1", True),)
    assert getoonde_waarde("nl", "kenmerken", {"kenmerknaam": "eigenSleutelVanOns"}) == ()


def test_text_that_only_looks_like_json_is_shown_as_people_wrote_it() -> None:
    assert getoonde_waarde("nl", "toelichting", "[zie bijlage") == (Getoond("", "[zie bijlage", True),)
    assert [een.tekst for een in getoonde_waarde("nl", "x", '["a", "b"]')] == ["a", "b"]


def test_values_are_counted_as_they_are_shown() -> None:
    kenmerk = {"kenmerknaam": "voertaal", "kenmerkwaardeEnumeratiewaarde": "NLD"}
    waarde = {"@": "x", "a": [1, None, "", {"b": "c", "d": False}], "kenmerken": [kenmerk, {"kenmerknaam": "leeg"}]}
    for een in (waarde, [], {}, "", None, "tekst", [waarde, waarde], kenmerk):
        assert aantal_waarden(een) == len(getoonde_waarde("nl", "x", een))

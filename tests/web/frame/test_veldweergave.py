"""What people wrote is shown as they wrote it, whatever it looks like; days, moments and codes are shown in words."""

import pytest

from rio_soap.web.frame.veldweergave import getoonde_waarde, waardetekst

LIJKT_OP = (
    "2024-99-99",
    "2024-02-30",
    "0000-01-01",
    "9999-12-31",
    "2024-01-01T99:99",
    "2024-01-01T12:00 op het plein",
    "2024-01-01T12:00:00+99:99",
    "9999-12-31T23:59:59+00:00",
    "２０２４-０１-０１",
    "true",
    "[1]",
    "{",
    "[" * 3000,
    '{"kenmerknaam":"x","kenmerkwaardeTekst":"y","kenmerkwaardeDatum":"z"}',
    '{"a":NaN}',
    "[1e400]",
)


@pytest.mark.parametrize("tekst", LIJKT_OP, ids=range(len(LIJKT_OP)))
@pytest.mark.parametrize("element", ["naam", "omschrijving", "contactnaam", "kenmerkwaardeTekst", "straatnaam"])
def test_a_text_of_people_is_shown_as_it_is(element: str, tekst: str) -> None:
    [getoond] = getoonde_waarde("en", element, tekst)
    assert (getoond.naam, getoond.tekst, getoond.data) == ("", tekst, True)


@pytest.mark.parametrize("tekst", LIJKT_OP, ids=range(len(LIJKT_OP)))
@pytest.mark.parametrize("element", ["", "geen element", "begindatum", "moment", "kenmerken", "kenmerkwaardeBoolean"])
def test_what_should_be_another_type_and_is_not_breaks_no_page(element: str, tekst: str) -> None:
    for taal in ("nl", "en"):
        getoonde_waarde(taal, element, tekst)  # type: ignore[arg-type]


def test_what_is_of_a_type_is_shown_in_words() -> None:
    assert waardetekst("en", "begindatum", "2024-02-29") == ("29 February 2024", False)
    assert waardetekst("en", "moment", "2024-01-01T12:00:00+00:00")[0] == "1 January 2024, 13:00:00"
    assert waardetekst("nl", "bekostigd", "true") == waardetekst("nl", "bekostigd", True) == ("ja", False)
    assert waardetekst("nl", "kenmerkwaardeDatum", "2024-01-01")[0] == "1 januari 2024"


def test_the_parts_of_an_object_are_shown_each_by_its_type() -> None:
    kenmerk = '{"kenmerknaam":"website","kenmerkwaardeTekst":"true"}'
    tekst = f'{{"begindatum":"2024-01-01","naam":"2024-01-01","kenmerken":[{kenmerk}]}}'
    getoond = [een.tekst for een in getoonde_waarde("nl", "onderwijsaanbiederPeriode", tekst)]
    assert getoond == ["1 januari 2024", "2024-01-01", "true"]


def test_a_kenmerk_with_two_values_shows_both_and_one_without_shows_none() -> None:
    twee = '{"kenmerknaam":"website","kenmerkwaardeTekst":"a","kenmerkwaardeGetal":"2"}'
    assert [een.tekst for een in getoonde_waarde("nl", "kenmerken", twee)] == ["a", "2"]
    assert getoonde_waarde("nl", "kenmerken", '{"kenmerknaam":"website"}') == ()

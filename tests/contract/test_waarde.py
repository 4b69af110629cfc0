"""What is wrong with a value is told by its type: the cause and its sentence, with the character unseen."""

from types import MappingProxyType

import pytest

from rio_soap.bevinding import toon
from rio_soap.contract.vorm import Simpel
from rio_soap.contract.waarde import kaal, wat_mankeert, zichtbaar


def soort(primitief: str, **facetten: str) -> Simpel:
    return Simpel("Soort-v01", primitief, (), MappingProxyType(facetten))


def mankement(primitief: str, tekst: str, **facetten: str) -> tuple[str, str] | None:
    gevonden = wat_mankeert(soort(primitief, **facetten), tekst)
    return gevonden and (gevonden[0], gevonden[1].sleutel)


DATUM, TIJDSTIP = ("datum", "datum.geen-datum"), ("datum", "datum.geen-tijdstip")
GEEN_GETAL, GEEN_GEHEEL = ("getal", "getal.geen-getal"), ("getal", "getal.geen-geheel")


@pytest.mark.parametrize(
    "tekst",
    ["2024-02-29", "2000-02-29", "2026-12-31Z", "2026-01-01+14:00", "0001-01-01", "-0044-03-15", " 2026-01-01\n"],
)
def test_a_day_that_exists_is_a_date(tekst: str) -> None:
    assert mankement("date", tekst) is None


@pytest.mark.parametrize(
    "tekst",
    [
        *("", "morgen", "2026-1-1", "20260101", "2026-02-30", "1900-02-29", "2023-02-29", "0000-01-01", "2026-13-01"),
        *("2026-01-01T00:00:00Z", "2026-01-01+15:00", "012026-01-01", "٢٠٢٦-01-01"),
    ],
)
def test_a_day_that_does_not_exist_or_is_written_otherwise_is_no_date(tekst: str) -> None:
    gevonden = mankement("date", tekst)
    assert gevonden is not None
    assert gevonden[0] == "datum"
    assert gevonden[1] in ("datum.geen-datum", "teken.vreemd")


@pytest.mark.parametrize("tekst", ["2026-01-01T12:00:00", "2026-01-01T24:00:00Z", "2026-01-01T23:59:59.999+01:00"])
def test_a_moment_has_a_day_and_a_time(tekst: str) -> None:
    assert mankement("dateTime", tekst) is None


@pytest.mark.parametrize(
    "tekst",
    ["2026-01-01", "2026-01-01 12:00:00", "2026-01-01T25:00:00Z", "2026-01-01T24:00:01Z", "2026-02-29T12:00:00Z"],
)
def test_what_is_no_moment_is_told(tekst: str) -> None:
    assert mankement("dateTime", tekst) == TIJDSTIP


@pytest.mark.parametrize("tekst", ["true", "false", "1", "0", " true "])
def test_a_boolean_is_one_of_four_words(tekst: str) -> None:
    assert mankement("boolean", tekst) is None


@pytest.mark.parametrize("tekst", ["J", "True", "ja", "", "2"])
def test_any_other_word_is_no_boolean(tekst: str) -> None:
    assert mankement("boolean", tekst) == ("boolean", "boolean")


@pytest.mark.parametrize(
    ("primitief", "tekst", "uit"),
    [
        ("decimal", "1,5", GEEN_GETAL),
        ("decimal", "1e3", GEEN_GETAL),
        ("decimal", "", GEEN_GETAL),
        ("decimal", "-.5", None),
        ("decimal", "5.", None),
        ("integer", "1.0", GEEN_GEHEEL),
        ("integer", "+12", None),
        ("long", "9223372036854775807", None),
        ("long", "9223372036854775808", ("getal", "getal.bereik")),
        ("short", "32767", None),
        ("short", "32768", ("getal", "getal.bereik")),
        ("short", "-32769", ("getal", "getal.bereik")),
        ("int", "2147483648", ("getal", "getal.bereik")),
        ("integer", "9" * 10_001, ("getal", "getal.bereik")),
    ],
)
def test_a_number_is_written_as_one_and_fits_its_type(primitief: str, tekst: str, uit: tuple[str, str] | None) -> None:
    assert mankement(primitief, tekst) == uit


@pytest.mark.parametrize(
    ("tekst", "uit"),
    [
        ("0", None),
        ("999", None),
        ("-1", ("getal", "getal.te-klein")),
        ("1000", ("getal", "getal.te-groot")),
        ("1.255", ("getal", "getal.decimalen")),
        ("1.2500", None),
    ],
)
def test_a_number_lies_between_its_bounds(tekst: str, uit: tuple[str, str] | None) -> None:
    assert mankement("decimal", tekst, minInclusive="0", maxInclusive="999", fractionDigits="2") == uit


@pytest.mark.parametrize(
    ("tekst", "uit"),
    [
        ("1950-01-01", None),
        ("1949-12-31", ("datum", "datum.te-klein")),
        ("-2000-01-01", ("datum", "datum.te-klein")),
        ("2100-01-01", ("datum", "datum.te-groot")),
        ("12026-01-01", ("datum", "datum.te-groot")),
    ],
)
def test_a_day_lies_between_its_bounds(tekst: str, uit: tuple[str, str] | None) -> None:
    assert mankement("date", tekst, minInclusive="1950-01-01", maxInclusive="2099-12-31") == uit


def test_a_year_of_five_digits_is_in_no_calendar() -> None:
    assert mankement("date", "12026-01-01") == ("datum", "datum.bereik")


@pytest.mark.parametrize(
    ("tekst", "uit"),
    [
        ("", ("te-kort", "te-kort")),
        ("abcdef", ("te-lang", "te-lang")),
        ("ab", None),
        ("  ab  ", None),
    ],
)
def test_the_length_of_a_token_is_that_without_white_space_around_it(tekst: str, uit: tuple[str, str] | None) -> None:
    assert mankement("token", tekst, minLength="1", maxLength="5") == uit


def test_white_space_of_a_string_counts() -> None:
    assert mankement("string", "  ab  ", maxLength="5") == ("te-lang", "te-lang")


def test_what_is_right_in_all_else_has_the_wrong_pattern() -> None:
    """Only of a value that the XSD refuses this is asked."""
    assert mankement("token", "a!", pattern="[a-z]*") == ("patroon", "patroon")
    assert mankement("token", "a!") is None


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("12\u00a0", "De waarde is geen geheel getal: teken 3 is U+00A0 (harde spatie)"),
        ("1\u200b2", "De waarde is geen geheel getal: teken 2 is U+200B (spatie zonder breedte)"),
        (" 1٣", "De waarde is geen geheel getal: teken 3 is U+0663 (ARABIC-INDIC DIGIT THREE)"),
        ("1\t2", "De waarde is geen geheel getal: teken 2 is U+0009 (tab)"),
        ("\ue0001", "De waarde is geen geheel getal: teken 1 is U+E000 (teken zonder naam)"),
        ("é1", "De waarde is geen geheel getal"),
    ],
)
def test_the_character_that_does_not_belong_is_named(tekst: str, zin: str) -> None:
    gevonden = wat_mankeert(soort("integer"), tekst)
    assert gevonden is not None
    assert toon(gevonden[1]) == zin


def test_the_character_is_named_in_english_too() -> None:
    gevonden = wat_mankeert(soort("date"), "2026-01-01\u00a0")
    assert gevonden is not None
    assert toon(gevonden[1], "en") == (
        "The value is no valid date (yyyy-mm-dd): character 11 is U+00A0 (no-break space)"
    )


def test_of_a_value_that_is_too_long_no_character_is_told() -> None:
    assert mankement("token", "x\u00a0" * 10, maxLength="5") == ("te-lang", "te-lang")


@pytest.mark.parametrize(
    ("tekst", "uit"),
    [
        ("gewoon", "gewoon"),
        ("a\u00a0b", "a[U+00A0]b"),
        ("\ufeffx", "[U+FEFF]x"),
        ("é\tü\n", "é\tü\n"),
        ("a\u0301\u00a0", "a[U+0301][U+00A0]"),
    ],
)
def test_what_cannot_be_seen_is_shown_by_its_number(tekst: str, uit: str) -> None:
    assert zichtbaar(tekst) == uit


@pytest.mark.parametrize(
    ("primitief", "uit"), [("string", " a\t b\n"), ("normalizedString", " a  b "), ("token", "a b"), ("date", "a b")]
)
def test_white_space_is_taken_as_the_facet_of_the_type_says(primitief: str, uit: str) -> None:
    assert kaal(soort(primitief), " a\t b\n") == uit

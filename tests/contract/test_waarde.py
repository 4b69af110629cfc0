"""Values as their types leave them and as people see them: white space that counts, characters that show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.contract.vorm import Simpel
from rio_soap.contract.waarde import kaal, wat_mankeert, zichtbaar


def soort(primitief: str, **facetten: str) -> Simpel:
    """A simple type with these facets."""
    return Simpel("Proef-v01", primitief, (), facetten)


@pytest.mark.parametrize(
    ("primitief", "kaal_"),
    [("string", " a\t\n b "), ("normalizedString", " a   b "), ("token", "a b"), ("date", "a b"), ("int", "a b")],
)
def test_white_space_is_kept_flattened_or_put_away_as_the_type_says(primitief: str, kaal_: str) -> None:
    assert kaal(soort(primitief), " a\t\n b ") == kaal_


@given(st.text(alphabet=" \t\r\na\u00a0"), st.sampled_from(["string", "normalizedString", "token", "date"]))
def test_what_was_put_away_once_is_away(tekst: str, primitief: str) -> None:
    eens = kaal(soort(primitief), tekst)
    assert kaal(soort(primitief), eens) == eens
    assert eens.count("\u00a0") == tekst.count("\u00a0"), "a no-break space is a character like any other"


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_what_can_be_seen_is_shown_as_it_is(tekst: str) -> None:
    assert zichtbaar(tekst) == tekst
    assert zichtbaar(f"é{tekst}ü") == f"é{tekst}ü"


@pytest.mark.parametrize(
    ("tekst", "getoond"),
    [
        ("a\u00a0b", "a[U+00A0]b"),
        ("\u200b", "[U+200B]"),
        ("\ufeff2026", "[U+FEFF]2026"),
        ("é\n\t é", "é\n\t é"),
        ("\u202eabc", "[U+202E]abc"),
    ],
)
def test_what_cannot_be_seen_is_shown_by_its_number(tekst: str, getoond: str) -> None:
    assert zichtbaar(tekst) == getoond


@pytest.mark.parametrize(
    ("primitief", "facetten", "goed"),
    [
        ("date", {}, ["2026-02-28", "2024-02-29", " 2026-01-01 ", "2026-01-01Z", "2026-01-01+14:00", "-0044-03-15"]),
        ("dateTime", {}, ["2026-01-01T00:00:00", "2026-01-01T24:00:00Z", "2026-01-01T12:34:56.789-02:30"]),
        ("boolean", {}, ["true", "false", "1", "0", " true\n"]),
        ("decimal", {"fractionDigits": "2"}, ["1", "-1.50", "+.5", "1.", "1.500"]),
        ("short", {}, ["32767", "-32768", "+1", "007"]),
        ("int", {"minInclusive": "0", "maxInclusive": "9"}, ["0", "9"]),
        ("token", {"minLength": "1", "maxLength": "3"}, ["a", " abc ", "a  b"]),
    ],
)
def test_nothing_is_wrong_with_a_value_of_the_type(primitief: str, facetten: dict[str, str], goed: list[str]) -> None:
    for tekst in goed:
        assert wat_mankeert(soort(primitief, **facetten), tekst) is None, tekst


@pytest.mark.parametrize(
    ("primitief", "facetten", "fout"),
    [
        ("date", {}, ["2026-02-29", "2100-02-29", "2026-13-01", "26-01-01", "01-01-2026", "", "0000-01-01", "vandaag"]),
        ("date", {"minInclusive": "1900-01-01"}, ["1899-12-31", "-2000-01-01"]),
        ("date", {"maxInclusive": "2100-01-01"}, ["2100-01-02", "12026-01-01"]),
        ("dateTime", {}, ["2026-01-01", "2026-01-01T24:00:01", "2026-01-01T12:00", "2026-01-01T12:00:00+15:00"]),
        ("boolean", {}, ["True", "ja", "2", ""]),
        ("decimal", {"fractionDigits": "2"}, ["1,5", "1.505", "1e3", "", "."]),
        ("short", {}, ["32768", "-32769", "1.0", "9" * 20_000]),
        ("int", {"minInclusive": "0", "maxInclusive": "9"}, ["-1", "10"]),
        ("token", {"minLength": "2", "maxLength": "3"}, ["a", "abcd", " a "]),
        ("token", {"pattern": "[A-Z]{3}"}, ["abc"]),
    ],
)
def test_something_is_wrong_with_any_other(primitief: str, facetten: dict[str, str], fout: list[str]) -> None:
    for tekst in fout:
        assert wat_mankeert(soort(primitief, **facetten), tekst) is not None, tekst[:40]

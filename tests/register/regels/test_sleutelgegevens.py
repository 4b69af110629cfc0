"""Sleutelgegevens look as RIO writes them, and a Foutmelding always fits in the XSD."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rio_soap.register.regels.sleutelgegevens import Foutmelding, als_tekst, kap, kort, maak_sleutels


@pytest.mark.parametrize(
    ("lang", "on_the_wire"),
    [
        ("eigenOpleidingseenheidSleutel", "eigenOpleid...heidSleutel"),
        ("eigenAangebodenOpleidingSleutel", "eigenAangeb...dingSleutel"),
        ("aangebodenOpleidingCode", "aangebodenOpleidingCode"),
        ("1234O4321", "1234O4321"),
        ("x" * 25, "x" * 25),
        ("a" * 11 + "--" + "b" * 13, "a" * 11 + "..." + "b" * 11),
    ],
)
def test_shortens_as_recorded(lang: str, on_the_wire: str) -> None:
    assert kort(lang) == on_the_wire


def test_every_recorded_shortened_sleutel_has_the_shape_that_kort_makes(gedeeld: Path) -> None:
    gezien = 0
    for bestand in sorted((gedeeld / "examples" / "recorded").rglob("*.xml")):
        tekst = bestand.read_text(encoding="utf-8", errors="strict")
        for deel in re.findall(r"<ns2:sleutel(?:naam|waarde)>([^<]+)<", tekst):
            gezien += 1
            assert kort(deel) == deel
            if "..." in deel:
                assert re.fullmatch(r".{11}\.\.\..{11}", deel)
    assert gezien > 0


def test_a_shortened_text_uses_the_room_it_gets() -> None:
    for lengte in range(5, 60):
        assert len(kort("abcdefghij" * 10, lengte)) == lengte
    with pytest.raises(ValueError, match="cannot shorten"):
        kort("abcdef", 4)


def test_a_fixed_text_is_cut_at_its_end() -> None:
    assert kap("x" * 200) == "x" * 200
    assert kap("x" * 201) == "x" * 197 + "..."


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.000001"), "0.000001"),
        (date(2024, 1, 2), "2024-01-02"),
        ("ab", "ab"),
    ],
)
def test_values_are_written_as_on_the_wire(waarde: str | int | bool | Decimal | date, tekst: str) -> None:
    assert als_tekst(waarde) == tekst


def test_sleutels_are_shortened_in_name_and_value() -> None:
    sleutels = maak_sleutels([("eigenOpleidingseenheidSleutel", "fddec347-8c11-4222-8333-fa85d09c0004")])
    assert sleutels == (("eigenOpleid...heidSleutel", "fddec347-8c...a85d09c0004"),)


@pytest.mark.parametrize(
    ("foutcode", "fouttekst", "sleutels"),
    [
        ("", "t", (("a", "b"),)),
        ("x" * 61, "t", (("a", "b"),)),
        ("A", "", (("a", "b"),)),
        ("A", "x" * 201, (("a", "b"),)),
        ("A", "t", ()),
        ("A", "t", (("a", "b"),) * 6),
        ("A", "t", (("", "b"),)),
        ("A", "t", (("a", ""),)),
        ("A", "t", (("a", "x" * 26),)),
        ("A", "t", (("x" * 26, "b"),)),
    ],
)
def test_a_foutmelding_outside_the_xsd_cannot_be_made(
    foutcode: str, fouttekst: str, sleutels: tuple[tuple[str, str], ...]
) -> None:
    with pytest.raises(ValueError, match="allowed"):
        Foutmelding(foutcode, fouttekst, sleutels)


def test_a_foutmelding_at_the_limits_can_be_made() -> None:
    paar = ("x" * 25, "y" * 25)
    assert Foutmelding("c" * 60, "t" * 200, (paar,) * 5).sleutels == (paar,) * 5
    assert Foutmelding("c", "t", (("n", "w"),)).fouttekst == "t"

"""Each K-code is raised at its violation, and only there, in documented order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.kenmerken import Kenmerkconfiguratie
from rio_soap.register.regels.foutcodes import KENMERKCODES
from rio_soap.register.regels.kenmerkcontroles import KENMERKCONTROLES
from rio_soap.register.regels.kenmerkdragers import (
    Kenmerk,
    Kenmerkdrager,
    Kenmerkwaarde,
    kenmerken_van,
    past_in_type,
    te_controleren,
)
from rio_soap.register.regels.uitslag import standaardkenmerken, standaardlijsten
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from tests.register.zaken import kenmerkfouten

TEKST, ENUM = "kenmerkwaardeTekst", "kenmerkwaardeEnumeratiewaarde"
GETAL, DATUM, BOOLEAN = "kenmerkwaardeGetal", "kenmerkwaardeDatum", "kenmerkwaardeBoolean"


def Conf(
    naam: str,
    min: int,
    max: int,
    waarde_element: str,
    waardenlijst: str | None = None,
    facets: Mapping[str, str] = MappingProxyType({}),
    geheel: bool = False,
) -> Kenmerkconfiguratie:
    return Kenmerkconfiguratie(naam, min, max, waarde_element, waardenlijst, facets, geheel)


def G(velden: Any) -> Gegeven:
    return Gegeven("object", velden)


VO = (
    Conf("eigenAangebodenOpleidingSleutel", 0, 1, TEKST, None, {"minLength": "1", "maxLength": "60"}),
    Conf("laatsteInstroomdatum", 0, 1, DATUM, None, {"minInclusive": "2025-01-01", "maxInclusive": "2100-01-01"}),
    Conf("vorm", 1, 1, ENUM, "OpleidingskenmerkcodeOnderwijsintensiteit-v01"),
    Conf("opleidingskenmerk", 0, 3, ENUM, "OpleidingskenmerkcodeAangebodenVoOpleiding-v01"),
    Conf("deelnemersplaatsen", 0, 2, GETAL, None, {"minInclusive": "1", "maxInclusive": "32000"}, geheel=True),
    Conf("ingekort", 0, 1, BOOLEAN),
    Conf("partner", 2, 99, TEKST),
)
GOED = (("vorm", ENUM, "VOLTIJD"), ("partner", TEKST, "a"), ("partner", TEKST, "b"))


@pytest.fixture(scope="module")
def lijsten() -> Waardenlijsten:
    return Waardenlijsten.laad()


def drager(
    *kenmerken: tuple[str, str, Kenmerkwaarde], van: date = date(2022, 1, 1), tot: date | None = None
) -> Kenmerkdrager:
    velden: list[Gegeven] = [G({"kenmerknaam": n, e: w}) for n, e, w in kenmerken]
    return Kenmerkdrager.uit(G({"kenmerken": velden}), VO, van, tot, [("aangebodenOpleidingCode", "x")])


def codes(lijsten: Waardenlijsten, *kenmerken: tuple[str, str, Kenmerkwaarde]) -> list[str]:
    return [fout.foutcode for fout in kenmerkfouten([drager(*kenmerken)], lijsten)]


def test_the_controls_are_the_seven_codes_in_documented_order() -> None:
    assert tuple(code for code, _ in KENMERKCONTROLES) == KENMERKCODES


def test_an_object_within_its_range_has_no_findings(lijsten: Waardenlijsten) -> None:
    alles = (
        *GOED,
        ("eigenAangebodenOpleidingSleutel", TEKST, "x" * 60),
        ("laatsteInstroomdatum", DATUM, date(2025, 1, 1)),
        ("opleidingskenmerk", ENUM, "DALTON"),
        ("opleidingskenmerk", ENUM, "ISK"),
        ("opleidingskenmerk", ENUM, "UNESCO"),
        ("deelnemersplaatsen", GETAL, Decimal("1")),
        ("deelnemersplaatsen", GETAL, 32000),
        ("ingekort", BOOLEAN, True),
    )
    assert codes(lijsten, *alles) == []


def test_k01010_absent_or_below_the_minimum(lijsten: Waardenlijsten) -> None:
    fouten = kenmerkfouten([drager(("partner", TEKST, "a"))], lijsten)
    assert [(f.foutcode, f.fouttekst) for f in fouten] == [
        ("K01010", "'vorm' komt niet vaak genoeg voor als kenmerk"),
        ("K01010", "'partner' komt niet vaak genoeg voor als kenmerk"),
    ]
    assert fouten[0].sleutels == (("aangebodenOpleidingCode", "x"),)


def test_k01010_without_any_kenmerken(lijsten: Waardenlijsten) -> None:
    leeg = Kenmerkdrager.uit(G({}), VO, date(2022, 1, 1), None, [("a", "b")])
    assert [f.foutcode for f in kenmerkfouten([leeg], lijsten)] == ["K01010", "K01010"]


def test_k01020_above_the_maximum(lijsten: Waardenlijsten) -> None:
    drie = [("opleidingskenmerk", ENUM, w) for w in ("DALTON", "ISK", "UNESCO")]
    assert codes(lijsten, *GOED, *drie) == []
    fouten = kenmerkfouten([drager(*GOED, *drie, ("opleidingskenmerk", ENUM, "WON"))], lijsten)
    assert [(f.foutcode, f.fouttekst) for f in fouten] == [
        ("K01020", "'opleidingskenmerk' komt te vaak voor als kenmerk")
    ]


def test_k01030_a_name_of_another_specialisation_once(lijsten: Waardenlijsten) -> None:
    vreemd = [("toestemmingDeelnameSTAP", ENUM, "TOESTEMMING_VERLEEND")] * 2
    fouten = kenmerkfouten([drager(*GOED, *vreemd)], lijsten)
    assert [(f.foutcode, f.fouttekst) for f in fouten] == [("K01030", "'toestemmingDeelnameSTAP' mag niet voorkomen")]
    assert codes(lijsten, *GOED, ("Vorm", ENUM, "VOLTIJD")) == ["K01030"]  # case matters


def test_k01040_the_same_value_twice_where_more_may_occur(lijsten: Waardenlijsten) -> None:
    fouten = kenmerkfouten([drager(*GOED, ("partner", TEKST, "a"), ("partner", TEKST, "A"))], lijsten)
    assert [(f.foutcode, f.fouttekst) for f in fouten] == [
        ("K01040", "De waarde 'a' mag maximaal 1x voorkomen in 'partner'")
    ]
    plaatsen = [("deelnemersplaatsen", GETAL, Decimal("1")), ("deelnemersplaatsen", GETAL, Decimal("1.0"))]
    assert codes(lijsten, *GOED, *plaatsen) == ["K01040"]


def test_k01040_leaves_a_kenmerk_that_may_occur_once_to_k01020(lijsten: Waardenlijsten) -> None:
    assert codes(lijsten, *GOED, ("vorm", ENUM, "VOLTIJD")) == ["K01020"]


def test_k01050_a_value_outside_the_list_but_not_for_a_kenmerk_without_list(lijsten: Waardenlijsten) -> None:
    fouten = kenmerkfouten([drager(("vorm", ENUM, "Voltijd"), *GOED[1:])], lijsten)
    assert [(f.foutcode, f.fouttekst) for f in fouten] == [
        ("K01050", "De waarde 'Voltijd' van 'vorm' moet een bestaande waarde zijn")
    ]


@pytest.mark.parametrize(
    ("van", "tot", "verwacht"),
    [
        (date(2014, 8, 1), date(2021, 8, 2), []),  # KUNSKAPSSKOLAN: 2014-08-01 t/m 2021-08-01
        (date(2014, 7, 31), date(2021, 8, 2), ["K01051"]),
        (date(2014, 8, 1), date(2021, 8, 3), ["K01051"]),
        (date(2014, 8, 1), None, ["K01051"]),
    ],
)
def test_k01051_a_value_must_cover_the_lifetime_of_its_carrier(
    lijsten: Waardenlijsten, van: date, tot: date | None, verwacht: list[str]
) -> None:
    d = drager(*GOED, ("opleidingskenmerk", ENUM, "KUNSKAPSSKOLAN"), van=van, tot=tot)
    fouten = kenmerkfouten([d], lijsten)
    assert [f.foutcode for f in fouten] == verwacht
    if fouten:
        tekst = "De waarde 'KUNSKAPSSKOLAN' van 'opleidingskenmerk' moet in de tijd geldig zijn"
        assert fouten[0].fouttekst == tekst


@pytest.mark.parametrize(
    ("element", "waarde", "tekst"),
    [
        (TEKST, "VOLTIJD", "VOLTIJD"),
        (GETAL, Decimal("1E+2"), "100"),
        (DATUM, date(2024, 1, 2), "2024-01-02"),
        (BOOLEAN, False, "false"),
    ],
)
def test_k01060_a_value_in_the_wrong_element_and_nothing_else(
    lijsten: Waardenlijsten, element: str, waarde: Kenmerkwaarde, tekst: str
) -> None:
    fouten = kenmerkfouten([drager(("vorm", element, waarde), *GOED[1:])], lijsten)
    assert [(f.foutcode, f.fouttekst) for f in fouten] == [
        ("K01060", f"Het gebruikte type voor '{tekst}' hoort niet bij 'vorm'")
    ]


@pytest.mark.parametrize(
    ("naam", "element", "waarde"),
    [
        ("eigenAangebodenOpleidingSleutel", TEKST, "x" * 61),
        ("laatsteInstroomdatum", DATUM, date(2024, 12, 31)),
        ("laatsteInstroomdatum", DATUM, date(2100, 1, 2)),
        ("deelnemersplaatsen", GETAL, Decimal("0.999999")),
        ("deelnemersplaatsen", GETAL, 32001),
    ],
)
def test_k01060_a_value_beyond_the_limits_of_its_type(
    lijsten: Waardenlijsten, naam: str, element: str, waarde: Kenmerkwaarde
) -> None:
    assert codes(lijsten, *GOED, (naam, element, waarde)) == ["K01060"]


def test_k01060_leaves_the_length_of_a_listed_value_to_its_list() -> None:
    categorie = Conf("categorie", 0, 3, ENUM, "NfoOpleidingscategorie-v01", {"maxLength": "30"})
    lang = G({"kenmerknaam": "categorie", ENUM: "LANDBOUW_VOEDSEL_EN_NATUURLIJKE_OMGEVING"})
    d = Kenmerkdrager.uit(G({"kenmerken": [lang]}), [categorie], date(2022, 1, 1), None, [("a", "b")])
    assert [f.foutcode for f in kenmerkfouten([d], Waardenlijsten.laad())] == ["K01050"]
    assert kenmerkfouten([d], Waardenlijsten.laad(met_client_waarden=True)) == []


def test_codes_go_before_carriers(lijsten: Waardenlijsten) -> None:
    een = drager(("vorm", ENUM, "X"), *GOED[1:])
    twee = drager(*GOED[1:], ("onbekend", TEKST, "x"))
    fouten = kenmerkfouten([een, twee], lijsten)
    assert [f.foutcode for f in fouten] == ["K01010", "K01030", "K01050"]


def test_no_more_findings_than_an_answer_can_hold(lijsten: Waardenlijsten) -> None:
    vreemd = [(f"onbekend{i}", TEKST, "x") for i in range(200)]
    assert codes(lijsten, *GOED, *vreemd) == ["K01030"] * 99


def test_a_pattern_takes_digits_0_to_9_only() -> None:
    facets = {"minLength": "7", "maxLength": "7", "pattern": r"(\d{3}A\d{3})"}
    assert past_in_type("110A133", facets)
    assert not past_in_type("110A13٣", facets)
    assert not past_in_type("110A1334", facets)
    assert not past_in_type("110a133", facets)


def test_a_range_includes_both_its_bounds() -> None:
    facets = {"minInclusive": "2025-01-01", "maxInclusive": "2100-01-01"}
    assert past_in_type(date(2025, 1, 1), facets)
    assert past_in_type(date(2100, 1, 1), facets)


def test_an_unknown_facet_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="totalDigits"):
        past_in_type(Decimal("1"), {"totalDigits": "3"})


def test_kenmerken_are_read_from_a_message_and_a_malformed_one_is_an_error() -> None:
    gegeven = G({"kenmerken": [G({"kenmerknaam": "vorm", ENUM: "DUAAL"})]})
    assert kenmerken_van(gegeven) == (Kenmerk("vorm", ENUM, "DUAAL"),)
    for kapot in ({"kenmerknaam": "vorm"}, {ENUM: "DUAAL"}, {"kenmerknaam": "vorm", ENUM: G({})}):
        with pytest.raises(ValueError, match="no kenmerk"):
            Kenmerk.uit(G(kapot))


PROEF = {
    "eigenAangebodenOpleidingSleutel": (TEKST, ["sleutel", "", "x" * 60, "x" * 61]),
    "laatsteInstroomdatum": (DATUM, [date(2025, 1, 1), date(2024, 12, 31), date(2100, 1, 1), date(2100, 1, 2)]),
    "vorm": (ENUM, ["VOLTIJD", "DUAAL", "Voltijd", "NVT"]),
    "opleidingskenmerk": (ENUM, ["WON", "VAVO", "won", "RICHTING_JENAPLAN"]),
    "deelnemersplaatsen": (GETAL, [Decimal(1), Decimal("1.0"), Decimal(0), Decimal(32000), Decimal(32001)]),
    "ingekort": (BOOLEAN, [True, False]),
    "partner": (TEKST, ["a", "b", "A"]),
    "vreemd": (TEKST, ["a"]),
}
KENMERKEN = st.sampled_from(sorted(PROEF)).flatmap(
    lambda naam: st.tuples(
        st.just(naam),
        # Now and then in the element of another kind.
        st.sampled_from([PROEF[naam][0]] * 9 + [TEKST, ENUM, GETAL]),
        st.sampled_from(PROEF[naam][1][:1] * 3 + PROEF[naam][1]),
    )
)
DAGEN = st.dates(date(1990, 1, 1), date(2035, 1, 1))


@settings(max_examples=600)
@given(
    st.lists(KENMERKEN, max_size=7),
    DAGEN,
    st.none() | DAGEN,
    st.lists(st.sampled_from([0] * 8 + [1, 2]), min_size=7, max_size=7),
)
def test_what_is_passed_over_as_surely_in_order_has_no_finding(
    kenmerken: list[tuple[str, str, Kenmerkwaarde]], van: date, tot: date | None, minima: list[int]
) -> None:
    """And nothing else is left to the controls, but for a kenmerk that occurs more than once."""
    lijsten = standaardlijsten()
    bereik = [replace(conf, min=minimum, max=max(conf.max, minimum)) for conf, minimum in zip(VO, minima, strict=True)]
    object_ = G({"kenmerken": [G({"kenmerknaam": n, e: w}) for n, e, w in kenmerken]})
    een = Kenmerkdrager.uit(object_, bereik, van, tot, [("aangebodenOpleidingCode", "x")])
    fouten = kenmerkfouten([een], lijsten)
    over = te_controleren([een], lijsten)
    enkel = len({naam for naam, _, _ in kenmerken}) == len(kenmerken)
    assert (over == ()) == (fouten == [] and enkel)
    assert kenmerkfouten(over, lijsten) == fouten


@pytest.mark.parametrize("dag", [date.min, date(2025, 7, 13), date(2025, 7, 14), date(2025, 7, 15), date.max])
def test_the_table_gives_by_day_what_its_rows_say(dag: date) -> None:
    tabel = standaardkenmerken()
    for element in (*tabel.regels, "nieuweOnderwijsaanbieder", "onbekend"):
        rijen = [regel.conf for regel in tabel.van(element) if regel.geldt(dag)]
        assert list(tabel.bereik(element, dag).per_naam.values()) == rijen, element

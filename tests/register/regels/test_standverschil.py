"""The difference between two stands: parts are told apart by what identifies them, whatever their order."""

import copy
import random
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.standverschil import Verandering, kaal, verschil


def periode(begin: str, **velden: Waarde) -> Gegeven:
    return Gegeven("hoOpleidingPeriode", {"begindatum": date.fromisoformat(begin), **velden})


def cohort(code: str, *prijzen: Gegeven, **velden: Waarde) -> Gegeven:
    return Gegeven("cohort", {"cohortcode": code, "prijs": list(prijzen), **velden})


def prijs(soort: str, bedrag: str) -> Gegeven:
    return Gegeven("prijs", {"soort": soort, "bedrag": Decimal(bedrag)})


def kenmerk(naam: str, waarde: Waarde) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, "kenmerkwaardeTekst": waarde})


def stand(**velden: Waarde) -> Gegeven:
    return Gegeven("hoOpleiding", velden)


def test_a_stand_does_not_differ_from_itself() -> None:
    een = stand(niveau="HBO", opleidingseenheidPeriode=[periode("2026-01-01", naamLang="A")], kenmerken=[])
    assert verschil(een, copy.deepcopy(een)) == []
    assert verschil(None, None) == []


def test_an_object_that_appears_or_vanishes_is_one_change_as_a_whole() -> None:
    een = stand(niveau="HBO")
    assert verschil(None, een) == [Verandering("bij", "", None, een)]
    assert verschil(een, None) == [Verandering("weg", "", een, None)]


@pytest.mark.parametrize(
    ("oud", "nieuw", "verwacht"),
    [
        ({}, {"niveau": "HBO"}, Verandering("bij", "niveau", None, "HBO")),
        ({"niveau": "HBO"}, {}, Verandering("weg", "niveau", "HBO", None)),
        ({"niveau": "HBO"}, {"niveau": "WO"}, Verandering("anders", "niveau", "HBO", "WO")),
    ],
)
def test_a_single_field_appears_vanishes_or_changes(
    oud: dict[str, Waarde], nieuw: dict[str, Waarde], verwacht: Verandering
) -> None:
    assert verschil(stand(**oud), stand(**nieuw)) == [verwacht]


def test_another_specialisation_is_a_change_of_the_object_itself() -> None:
    oud, nieuw = stand(niveau="HBO"), Gegeven("hoOnderwijseenheid", {"niveau": "HBO"})
    assert verschil(oud, nieuw) == [Verandering("anders", "(specialisatie)", "hoOpleiding", "hoOnderwijseenheid")]


def test_a_part_in_a_part_has_its_path() -> None:
    oud = stand(vorm=Gegeven("vorm", {"duur": Gegeven("duur", {"omvang": 3})}))
    nieuw = stand(vorm=Gegeven("vorm", {"duur": Gegeven("duur", {"omvang": 4})}))
    assert verschil(oud, nieuw) == [Verandering("anders", "vorm/duur/omvang", 3, 4)]


def test_periods_go_by_their_begin_cohorten_by_their_code_and_prices_by_their_kind() -> None:
    oud = stand(
        opleidingseenheidPeriode=[periode("2025-01-01", naamLang="A"), periode("2026-01-01", naamLang="B")],
        aangebodenOpleidingCohort=[cohort("2025-1", prijs("BOEKEN", "5")), cohort("2026-1", prijs("COLLEGEGELD", "9"))],
    )
    nieuw = stand(
        opleidingseenheidPeriode=[periode("2026-01-01", naamLang="C"), periode("2025-01-01", naamLang="A")],
        aangebodenOpleidingCohort=[cohort("2026-1", prijs("COLLEGEGELD", "8")), cohort("2027-1")],
    )
    assert [(v.soort, v.pad) for v in verschil(oud, nieuw)] == [
        ("anders", "opleidingseenheidPeriode[begindatum=2026-01-01]/naamLang"),
        ("weg", "aangebodenOpleidingCohort[cohortcode=2025-1]"),
        ("anders", "aangebodenOpleidingCohort[cohortcode=2026-1]/prijs[soort=COLLEGEGELD]/bedrag"),
        ("bij", "aangebodenOpleidingCohort[cohortcode=2027-1]"),
    ]


def test_a_legal_relation_goes_by_its_code_and_begin_together() -> None:
    def relatie(code: str, begin: str, einde: str | None = None) -> Gegeven:
        velden: dict[str, Waarde] = {"instellingserkenningscode": code, "begindatum": date.fromisoformat(begin)}
        return Gegeven("juridischeRelatie", velden | ({"einddatum": date.fromisoformat(einde)} if einde else {}))

    oud = stand(juridischeRelatie=[relatie("25BE", "2020-01-01"), relatie("25BE", "2024-01-01")])
    nieuw = stand(juridischeRelatie=[relatie("25BE", "2024-01-01", "2026-01-01"), relatie("25BE", "2020-01-01")])
    pad = "juridischeRelatie[instellingserkenningscode=25BE, begindatum=2024-01-01]/einddatum"
    assert verschil(oud, nieuw) == [Verandering("bij", pad, None, date(2026, 1, 1))]


def test_a_kenmerk_that_stands_more_than_once_is_counted() -> None:
    oud = stand(kenmerken=[kenmerk("Vorm", "DEELTIJD"), kenmerk("Vorm", "VOLTIJD"), kenmerk("Vorm", "VOLTIJD")])
    nieuw = stand(kenmerken=[kenmerk("Vorm", "VOLTIJD"), kenmerk("Vorm", "DUAAL"), kenmerk("Vorm", "DEELTIJD")])
    assert verschil(oud, nieuw) == [
        Verandering("anders", "kenmerken[kenmerknaam=Vorm]/kenmerkwaardeTekst", "VOLTIJD", "DUAAL")
    ]


def test_a_list_where_one_value_stood_is_compared_value_by_value() -> None:
    assert verschil(stand(taal="NLD"), stand(taal=["NLD", "ENG"])) == [Verandering("bij", "taal", None, "ENG")]
    assert verschil(stand(taal=["NLD", "ENG"]), stand()) == [
        Verandering("weg", "taal", "NLD", None),
        Verandering("weg", "taal", "ENG", None),
    ]


def test_values_are_shown_as_json_has_them() -> None:
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    een = Gegeven("x", {"dag": date(2026, 1, 1), "moment": moment, "bedrag": Decimal("1.50"), "lijst": [Gegeven("y")]})
    assert kaal(een) == {
        "@": "x",
        "dag": "2026-01-01",
        "moment": "2026-01-01T12:00:00+00:00",
        "bedrag": "1.50",
        "lijst": [{"@": "y"}],
    }
    assert [kaal(waarde) for waarde in ("a", 1, True)] == ["a", 1, True]


COHORTEN = st.dictionaries(
    st.sampled_from(["2024-1", "2025-1", "2026-1", "2027-1"]),
    st.dictionaries(st.sampled_from(["COLLEGEGELD", "BOEKEN", "EXAMEN"]), st.sampled_from(["1", "2", "3"])),
)


def van(cohorten: dict[str, dict[str, str]]) -> Gegeven:
    """A stand with these prices by cohort and kind."""
    delen = [cohort(code, *(prijs(soort, w) for soort, w in prijzen.items())) for code, prijzen in cohorten.items()]
    return stand(aangebodenOpleidingCohort=delen)


@given(COHORTEN, COHORTEN, st.randoms(use_true_random=False))
def test_the_order_of_parts_is_no_difference(
    oud: dict[str, dict[str, str]], nieuw: dict[str, dict[str, str]], toeval: random.Random
) -> None:
    geschud = van(nieuw)
    delen = geschud.velden["aangebodenOpleidingCohort"]
    assert isinstance(delen, list)
    toeval.shuffle(delen)
    gewoon = {(v.soort, v.pad) for v in verschil(van(oud), van(nieuw))}
    assert {(v.soort, v.pad) for v in verschil(van(oud), geschud)} == gewoon


@given(COHORTEN, COHORTEN)
def test_every_price_that_differs_is_told_and_no_other(
    oud: dict[str, dict[str, str]], nieuw: dict[str, dict[str, str]]
) -> None:
    verwacht = set()
    for code in oud.keys() | nieuw.keys():
        plek = f"aangebodenOpleidingCohort[cohortcode={code}]"
        if code not in oud or code not in nieuw:
            verwacht.add(("weg" if code in oud else "bij", plek))
            continue
        for soort in oud[code].keys() | nieuw[code].keys():
            een, ander = oud[code].get(soort), nieuw[code].get(soort)
            deel = f"{plek}/prijs[soort={soort}]"
            if een is None or ander is None:
                verwacht.add(("bij" if een is None else "weg", deel))
            elif een != ander:
                verwacht.add(("anders", f"{deel}/bedrag"))
    assert {(v.soort, v.pad) for v in verschil(van(oud), van(nieuw))} == verwacht


@given(COHORTEN, COHORTEN)
def test_the_way_back_is_the_opposite(oud: dict[str, dict[str, str]], nieuw: dict[str, dict[str, str]]) -> None:
    anders_om = {"bij": "weg", "weg": "bij", "anders": "anders"}
    terug = {(anders_om[v.soort], v.pad) for v in verschil(van(nieuw), van(oud))}
    assert {(v.soort, v.pad) for v in verschil(van(oud), van(nieuw))} == terug

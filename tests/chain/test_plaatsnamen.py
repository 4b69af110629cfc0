"""Which woonplaats a name means: as BAG, CBS and senders write it."""

import pytest

from rio_soap.chain.plaatsnamen import Naam, kies, met_naamgenoten, ontleed
from rio_soap.chain.ports import Bestaat, Woonplaats

HENGELO_O = Woonplaats("1001", "Hengelo", "Hengelo (O.)")
HENGELO_GLD = Woonplaats("1002", "Hengelo (Gld)", "Bronckhorst")
RIJSWIJK_ZH = Woonplaats("2001", "Rijswijk", "Rijswijk (ZH.)")
RIJSWIJK_GLD = Woonplaats("2002", "Rijswijk (GLD)", "Buren")
RIJSWIJK_NB = Woonplaats("2003", "Rijswijk (NB)", "Altena")
RIJSWIJKEN = (RIJSWIJK_ZH, RIJSWIJK_GLD, RIJSWIJK_NB)


def code(uitkomst: Woonplaats | Bestaat) -> str | Bestaat:
    return uitkomst.code if isinstance(uitkomst, Woonplaats) else uitkomst


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("Hengelo", Naam("hengelo", None)),
        ("Hengelo (O.)", Naam("hengelo", "ov")),
        ("Hengelo (O)", Naam("hengelo", "ov")),
        ("HENGELO (Overijssel)", Naam("hengelo", "ov")),
        ("Bergen (N.H.)", Naam("bergen", "nh")),
        ("Bergen (Noord-Holland)", Naam("bergen", "nh")),
        ("Bergen (L)", Naam("bergen", "lb")),
        ("Rijswijk (GLD)", Naam("rijswijk", "gld")),
        ("Hoogeveen (bij de brug)", Naam("hoogeveen", "bij de brug")),
        ("(NB)", Naam("(nb)", None)),
    ],
)
def test_a_name_is_taken_apart_in_what_it_is_and_the_province_behind_it(tekst: str, naam: Naam) -> None:
    assert ontleed(tekst) == naam


@pytest.mark.parametrize(
    ("een", "ander", "kan"),
    [
        ("Rijswijk", "Rijswijk (GLD)", True),
        ("Rijswijk (NB)", "Rijswijk (GLD)", False),
        ("Rijswijk (NB)", "Rijswijk (N.Br.)", True),
        ("Rijswijk", "Rijsbergen", False),
    ],
)
def test_two_names_may_be_of_one_place_unless_their_provinces_differ(een: str, ander: str, kan: bool) -> None:
    assert ontleed(een).kan_zijn(ontleed(ander)) is kan
    assert ontleed(ander).kan_zijn(ontleed(een)) is kan


@pytest.mark.parametrize("naam", ["Rijswijk (GLD)", "rijswijk (gld)", "RIJSWIJK (Gelderland)", "Rijswijk (G)"])
def test_a_name_with_its_province_is_that_place_however_it_is_written(naam: str) -> None:
    assert code(kies(naam, None, RIJSWIJKEN)) == "2002"


def test_what_is_written_exactly_goes_before_what_could_be_meant() -> None:
    assert code(kies("Rijswijk", None, RIJSWIJKEN)) == "2001"
    assert kies("Rijswijk", None, (RIJSWIJK_GLD, RIJSWIJK_NB)) is Bestaat.NIET_UNIEK


def test_a_gemeente_decides_between_places_of_one_name() -> None:
    assert code(kies("Rijswijk", "Buren", (RIJSWIJK_GLD, RIJSWIJK_NB))) == "2002"
    assert code(kies("Hengelo", "Hengelo", (HENGELO_O, HENGELO_GLD))) == "1001"
    assert code(kies("Hengelo", "bronckhorst", (HENGELO_O, HENGELO_GLD))) == "1002"


def test_a_gemeente_that_none_of_them_is_in_makes_it_unknown() -> None:
    assert kies("Rijswijk", "Groningen", RIJSWIJKEN) is Bestaat.ONBEKEND


def test_a_province_behind_the_name_is_held_against_that_of_the_gemeente() -> None:
    assert code(kies("Hengelo (O.)", None, (HENGELO_O,))) == "1001"
    assert kies("Hengelo (Gld)", None, (HENGELO_O,)) is Bestaat.ONBEKEND


def test_a_place_whose_gemeente_is_not_known_can_be_meant_without_one_only() -> None:
    zonder = Woonplaats("3001", "Ergens")
    assert code(kies("Ergens", None, (zonder,))) == "3001"
    assert kies("Ergens", "Daar", (zonder,)) is Bestaat.ONBEKEND


def test_nothing_of_that_name_is_unknown() -> None:
    assert kies("Nergens", None, RIJSWIJKEN) is Bestaat.ONBEKEND
    assert kies("Rijswijk", None, ()) is Bestaat.ONBEKEND


def test_one_place_that_is_there_twice_is_one() -> None:
    assert code(kies("Buren", None, (Woonplaats("1", "Buren"), Woonplaats("1", "Buren")))) == "1"


def test_a_place_knows_whether_another_has_its_name() -> None:
    assert met_naamgenoten(RIJSWIJK_ZH, RIJSWIJKEN).enige
    assert not met_naamgenoten(RIJSWIJK_ZH, (*RIJSWIJKEN, Woonplaats("2004", "RIJSWIJK"))).enige

"""Which woonplaats a sender means by a name, with or without gemeente and province."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.chain.plaatsnamen import Naam, kies, met_naamgenoten, ontleed
from rio_soap.chain.ports import Bestaat, Woonplaats

HENGELO_OV = Woonplaats("1000", "Hengelo", gemeente="Hengelo (O.)")
HENGELO_GLD = Woonplaats("2000", "Hengelo (Gld)", gemeente="Bronckhorst")
RIJSWIJK_ZH = Woonplaats("3000", "Rijswijk", gemeente="Rijswijk (ZH.)")
RIJSWIJK_GLD = Woonplaats("4000", "Rijswijk (GLD)", gemeente="Buren")
RIJSWIJK_NB = Woonplaats("5000", "Rijswijk (NB)", gemeente="Altena")
SNEEK = Woonplaats("6000", "Sneek", gemeente="Súdwest-Fryslân")
DEN_HAAG = Woonplaats("7000", "'s-Gravenhage", gemeente="'s-Gravenhage")
ZONDER = Woonplaats("8000", "Nergenshuizen", gemeente=None)
ALLE = (HENGELO_OV, HENGELO_GLD, RIJSWIJK_ZH, RIJSWIJK_GLD, RIJSWIJK_NB, SNEEK, DEN_HAAG, ZONDER)


def code(plaatsnaam: str, gemeentenaam: str | None = None) -> str | Bestaat:
    """The code of the place that is meant, or why there is none."""
    gekozen = kies(plaatsnaam, gemeentenaam, ALLE)
    return gekozen.code if isinstance(gekozen, Woonplaats) else gekozen


@pytest.mark.parametrize(
    ("naam", "basis", "provincie"),
    [
        ("Hengelo (O.)", "hengelo", "ov"),
        ("Hengelo (Gld)", "hengelo", "gld"),
        ("Rijswijk (N. Br.)", "rijswijk", "nb"),
        ("Rijswijk (Z.H.)", "rijswijk", "zh"),
        ("Bergen (L.)", "bergen", "lb"),
        ("Beek (gemeente Montferland)", "beek", "gemeente montferland"),
        ("Sneek", "sneek", None),
        ("(O.)", "(o )", None),
    ],
)
def test_what_stands_in_brackets_is_the_province_however_it_is_shortened(
    naam: str, basis: str, provincie: str | None
) -> None:
    assert ontleed(naam) == Naam(basis, provincie)


def test_names_can_be_of_one_place_unless_both_name_a_province() -> None:
    zonder, oost, gelre = Naam("hengelo", None), Naam("hengelo", "ov"), Naam("hengelo", "gld")
    assert zonder.kan_zijn(oost)
    assert oost.kan_zijn(zonder)
    assert not oost.kan_zijn(gelre)
    assert not zonder.kan_zijn(Naam("borne", None))


def test_a_gemeente_tells_places_of_one_name_apart() -> None:
    assert code("Hengelo", "Bronckhorst") == "2000"
    assert code("Hengelo", "Hengelo") == "1000"
    assert code("Hengelo", "Hengelo (O.)") == "1000"


def test_a_province_that_is_written_tells_them_apart_as_well() -> None:
    assert code("Rijswijk (GLD)") == "4000"
    assert code("Rijswijk (Gelderland)") == "4000"
    assert code("Rijswijk (N. Br.)") == "5000"


def test_the_most_exact_way_of_writing_goes_first() -> None:
    """There is one place that the BAG calls just so; the others have a province to their name."""
    assert code("Rijswijk") == "3000"
    assert code("Hengelo (Gld)") == "2000"


def test_a_province_in_the_name_is_held_against_the_gemeente_when_no_place_is_called_so() -> None:
    assert code("Hengelo (O.)") == "1000"


@pytest.mark.parametrize("naam", ["sneek", "SNEEK", " Sneek "])
def test_capitals_and_blanks_around_a_name_do_not_matter(naam: str) -> None:
    assert code(naam, "sudwest-fryslan") == "6000"


@pytest.mark.parametrize(
    ("plaatsnaam", "gemeentenaam"),
    [("Atlantis", None), ("Sneek", "Amsterdam"), ("Nergenshuizen", "Sneek"), ("Rijswijk (Zeeland)", None), ("", None)],
)
def test_a_name_or_gemeente_that_is_not_there_is_unknown(plaatsnaam: str, gemeentenaam: str | None) -> None:
    assert code(plaatsnaam, gemeentenaam) is Bestaat.ONBEKEND


def test_a_place_of_which_the_gemeente_is_not_known_is_found_by_its_name_only() -> None:
    assert code("Nergenshuizen") == "8000"


def test_two_places_of_one_name_without_anything_to_tell_them_apart_are_not_unique() -> None:
    tweeling = (Woonplaats("1", "Beek", gemeente="Beek"), Woonplaats("2", "Beek", gemeente="Montferland"))
    assert kies("Beek", None, tweeling) is Bestaat.NIET_UNIEK
    assert kies("Beek", "Montferland", tweeling) == tweeling[1]


def test_one_place_that_is_named_twice_is_one_place() -> None:
    """Extracts name a place once per version."""
    gekozen = kies("Sneek", None, (SNEEK, SNEEK))
    assert isinstance(gekozen, Woonplaats)
    assert gekozen.code == "6000"


def test_a_place_knows_whether_it_has_a_namesake() -> None:
    tweeling = (Woonplaats("1", "Beek", gemeente="Beek"), Woonplaats("2", "BEEK", gemeente="Montferland"))
    assert not met_naamgenoten(tweeling[0], tweeling).enige
    assert met_naamgenoten(SNEEK, (SNEEK, *tweeling)).enige


@given(st.permutations(ALLE), st.sampled_from(ALLE))
def test_the_order_of_the_candidates_does_not_matter(plaatsen: list[Woonplaats], bedoeld: Woonplaats) -> None:
    gekozen = kies(bedoeld.naam, bedoeld.gemeente, plaatsen)
    assert isinstance(gekozen, Woonplaats)
    assert gekozen.code == bedoeld.code

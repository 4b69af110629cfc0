"""One folding for every search and comparison of names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.chain.plaatsnamen import Naam, ontleed
from rio_soap.register.regels.folding import gevouwen, licht_gevouwen, woorden

GELIJK = [
    ("Earnewâld", "EARNEWÂLD"),
    ("Earnewâld", unicodedata.normalize("NFD", "EARNEWÂLD")),
    ("Súdwest-Fryslân", "SUDWEST FRYSLAN"),
    ("'s-Gravenhage", "’S GRAVENHAGE"),
    ("Oude  Pekela ", "oude pekela"),
    ("Ĳsselmuiden", "IJsselmuiden"),
    ("Groß Sankt Jürgen", "GROSS SANKT JURGEN"),
    ("Køge", "KOGE"),
    ("Nieuw\u2010Vennep", "Nieuw-Vennep"),
    ("Sint\u00adpancras", "SINTPANCRAS"),
    ("\ufeffOude\u200b Pekela\u200e", "Oude Pekela"),
    ("St.-Annaparochie", "ST ANNAPAROCHIE"),
    ("St.-Annaparochie", "St.Annaparochie"),
    ("'t Zand", "\u02b9t Zand"),
    ("Lędziny Łódź", "LEDZINY LODZ"),
]


@pytest.mark.parametrize(("een", "ander"), GELIJK)
def test_the_same_name_in_another_writing_is_the_same_name(een: str, ander: str) -> None:
    assert gevouwen(een) == gevouwen(ander)


@pytest.mark.parametrize(
    ("een", "ander"), [("Bergen", "Berg en"), ("Nes", "Nees"), ("Ee", "Ie"), ("Hengelo", "Hengelo (O.)")]
)
def test_other_names_stay_others(een: str, ander: str) -> None:
    assert gevouwen(een) != gevouwen(ander)


@given(st.text(max_size=40))
def test_folding_again_changes_nothing_and_case_and_form_change_nothing(naam: str) -> None:
    gedaan = gevouwen(naam)
    assert gevouwen(gedaan) == gedaan
    for vorm in ("NFC", "NFD", "NFKC", "NFKD"):
        assert gevouwen(unicodedata.normalize(vorm, naam)) == gedaan


def test_what_is_not_seen_tells_no_names_apart() -> None:
    assert licht_gevouwen("Earne\u00adwâld\u200b") == licht_gevouwen("Earnewâld")


def test_what_differs_in_diacritics_only_can_still_be_told_apart() -> None:
    assert licht_gevouwen("EARNEWÂLD") == licht_gevouwen(unicodedata.normalize("NFD", "Earnewâld"))
    assert licht_gevouwen("Earnewald") != licht_gevouwen("Earnewâld")


@pytest.mark.parametrize(
    ("naam", "provincie"),
    [("Hengelo (O.)", "ov"), ("Bergen (NH.)", "nh"), ("Bergen (N.H.)", "nh"), ("Rijswijk (Noord-Brabant)", "nb")],
)
def test_a_province_is_one_however_it_is_shortened(naam: str, provincie: str) -> None:
    assert ontleed(naam) == Naam(naam.split(maxsplit=1)[0].lower(), provincie)


@given(st.text())
def test_words_are_letters_and_digits_and_joined_again_the_same_words(tekst: str) -> None:
    gevonden = woorden(tekst)
    assert all(woord.isalnum() for woord in gevonden)
    assert woorden(" ".join(gevonden)) == gevonden
    assert woorden(tekst.upper().lower()) == woorden(tekst.lower())


def test_words_leave_out_what_search_does_not_go_by() -> None:
    assert woorden("R.K. Basisschool 'De Wég' (Éxtra_2)") == ["r", "k", "basisschool", "de", "weg", "extra", "2"]
    assert woorden("… -- '’") == []

"""The number that names an organisation: its syntax, and where in an address it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.edukoppeling.oin import is_oin, is_oin_van_cijfers, oin_in_adres
from rio_soap.edukoppeling.uris import ANONIEM, kort, qnaam

CIJFERS = "00000001111111111000"
BRIN = "0000000700025BE00000"
GOED = st.from_regex(r"[0-9]{8}[0-9A-Z]{12}\Z", fullmatch=True).filter(str.isascii)


@given(GOED)
def test_twenty_characters_with_eight_digits_in_front_are_an_oin(oin: str) -> None:
    assert is_oin(oin)
    assert is_oin_van_cijfers(oin) == oin.isdigit()


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        CIJFERS[:-1],
        CIJFERS + "0",
        BRIN.lower(),
        "A" + CIJFERS[1:],
        f" {CIJFERS}",
        f"{CIJFERS}\n",
        "0000000é" + "0" * 12,
        "٠" * 20,
        "0000 0001 1111 1111 1000",
    ],
)
def test_anything_else_is_no_oin(tekst: str) -> None:
    assert not is_oin(tekst)
    assert not is_oin_van_cijfers(tekst)


def test_an_oin_made_of_a_brin_is_one_but_not_of_digits_only() -> None:
    assert is_oin(BRIN)
    assert not is_oin_van_cijfers(BRIN)


@pytest.mark.parametrize(
    "adres",
    [
        f"https://voorbeeld.nl/dienst?oin={BRIN}",
        f"https://voorbeeld.nl/dienst?a=b&oin={BRIN}",
        f"https://voorbeeld.nl/dienst?oin={BRIN}&a=b",
        f"https://voorbeeld.nl/dienst?oin={BRIN}#deel",
        f"{ANONIEM}?oin={BRIN}",
    ],
)
def test_the_oin_of_an_address_stands_in_its_query(adres: str) -> None:
    assert oin_in_adres(adres) == BRIN


@pytest.mark.parametrize(
    "adres",
    [
        "",
        "https://voorbeeld.nl/dienst",
        f"https://voorbeeld.nl/oin={BRIN}",
        f"https://voorbeeld.nl/dienst?oin={BRIN}0",
        f"https://voorbeeld.nl/dienst?oin={BRIN[:-1]}",
        f"https://voorbeeld.nl/dienst?OIN={BRIN}",
        f"https://voorbeeld.nl/dienst?oin= {BRIN}",
        f"https://voorbeeld.nl/dienst?loin={BRIN}",
        f"https://voorbeeld.nl/dienst?oin={BRIN};a=b",
    ],
)
def test_an_address_that_does_not_name_one_names_nobody(adres: str) -> None:
    assert oin_in_adres(adres) is None


@given(GOED, GOED)
def test_an_address_that_names_two_names_nobody(een: str, ander: str) -> None:
    """Whichever stands first, and even when they are the same: readers would differ."""
    assert oin_in_adres(f"https://voorbeeld.nl/dienst?oin={een}&oin={ander}") is None
    assert oin_in_adres(f"https://voorbeeld.nl/dienst?oin={een}&x=oin={ander}") is None


@given(st.text(), st.text(min_size=1).filter(lambda naam: "}" not in naam))
def test_a_name_is_found_back_in_its_notation_with_a_namespace(namespace: str, naam: str) -> None:
    assert kort(qnaam(namespace, naam)) == naam
    assert kort(naam) == naam

"""The typed message: what is equal, what is made when it is its turn, what zero looks like."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.contract.gegevens import Gegeven, Letterlijk, Reeks, zonder_minus_nul


@given(st.decimals(allow_nan=False))
def test_a_number_without_minus_zero_is_the_same_number(getal: Decimal) -> None:
    zonder = zonder_minus_nul(getal)
    assert zonder == getal
    assert not (zonder == 0 and zonder.is_signed())
    assert zonder.as_tuple().exponent == getal.as_tuple().exponent, "as many decimals as before"


@pytest.mark.parametrize("nul", ["-0", "-0.00", "0", "-0E+3"])
def test_there_is_one_zero(nul: str) -> None:
    assert str(zonder_minus_nul(Decimal(nul))) == nul.removeprefix("-")


def test_a_literal_object_is_equal_to_any_with_the_same_name_and_fields() -> None:
    gewoon, letterlijk = Gegeven("niveau", {"code": "HBO"}), Letterlijk("niveau", {"code": "HBO"})
    assert letterlijk == gewoon
    assert letterlijk == Letterlijk("niveau", {"code": "HBO"})
    assert letterlijk != Gegeven("niveau", {"code": "WO"})
    assert letterlijk != Gegeven("anders", {"code": "HBO"})
    assert letterlijk != "niveau"


def test_objects_are_no_keys_for_they_can_change() -> None:
    for gegeven in (Gegeven("a"), Letterlijk("a")):
        with pytest.raises(TypeError, match="unhashable"):
            hash(gegeven)


def test_objects_do_not_share_their_fields() -> None:
    een, ander = Gegeven("a"), Gegeven("a")
    een.velden["b"] = "c"
    assert ander.velden == {}


def test_a_series_makes_each_object_when_it_is_its_turn_and_again_when_it_is_asked_again() -> None:
    gemaakt: list[int] = []

    def maak(bron: int) -> Gegeven:
        gemaakt.append(bron)
        return Gegeven("x", {"nummer": bron})

    reeks = Reeks((1, 2, 3), maak)
    assert len(reeks) == 3
    assert gemaakt == [], "nothing is made before it is asked for"
    beurt = iter(reeks)
    assert next(beurt) == Gegeven("x", {"nummer": 1})
    assert gemaakt == [1]
    assert [een.velden["nummer"] for een in reeks] == [1, 2, 3]
    assert gemaakt == [1, 1, 2, 3]
    assert reeks.maak(reeks.bronnen[1]) == Gegeven("x", {"nummer": 2})


def test_a_series_of_nothing_is_empty() -> None:
    leeg = Reeks((), Gegeven)
    assert not list(leeg)
    assert len(leeg) == 0
    assert not leeg

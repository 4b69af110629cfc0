"""Distances are right to ten metres and the same from whatever side; a box leaves nothing out that is near."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.register.regels.afstand import Ligging, kilometers, midden, vak_om

GRONINGEN, ASSEN = Ligging(53_240_630, 6_532_400), Ligging(52_992_500, 6_564_200)
LIGGINGEN = st.builds(Ligging, st.integers(-80_000_000, 80_000_000), st.integers(-179_000_000, 179_000_000))
NEDERLAND = st.builds(Ligging, st.integers(50_700_000, 53_600_000), st.integers(3_300_000, 7_300_000))


@pytest.mark.parametrize(
    ("van", "naar", "afstand"),
    [
        pytest.param(GRONINGEN, GRONINGEN, "0.00", id="nowhere"),
        # By hand: 0.24813 degrees north and 0.0318 degrees east at cos 53.1, of 111.195 km each.
        pytest.param(GRONINGEN, ASSEN, "27.67", id="two towns"),
        pytest.param(Ligging(0, 0), Ligging(0, 180_000_000), "20015.11", id="half the globe"),
        pytest.param(Ligging(90_000_000, 0), Ligging(0, 5_000_000), "10007.56", id="pole to equator"),
    ],
)
def test_a_distance_is_that_over_the_globe(van: Ligging, naar: Ligging, afstand: str) -> None:
    assert kilometers(van, naar) == kilometers(naar, van) == Decimal(afstand)


@settings(max_examples=60)
@given(NEDERLAND, NEDERLAND, st.integers(1, 100))
def test_all_that_is_near_lies_in_the_box(middelpunt: Ligging, ander: Ligging, straal: int) -> None:
    zuid, noord, west, oost = vak_om(middelpunt, straal)
    binnen = zuid <= ander.breedte <= noord and west <= ander.lengte <= oost
    assert binnen or kilometers(middelpunt, ander) > straal
    # And not much else: the corners are no farther than the diagonal.
    assert kilometers(middelpunt, Ligging(noord, oost)) < Decimal(straal) * Decimal("1.45") + 1


def test_near_a_pole_a_box_is_as_wide_as_the_globe() -> None:
    assert vak_om(Ligging(89_990_000, 0), 100)[2:] == (-180_000_000, 180_000_000)


@settings(max_examples=30)
@given(st.lists(LIGGINGEN, min_size=1, max_size=8), st.randoms())
def test_the_middle_is_the_mean_in_whatever_order_places_come(liggingen: list[Ligging], toeval: object) -> None:
    gemiddeld = midden(liggingen)
    assert gemiddeld is not None
    assert midden(reversed(liggingen)) == midden(iter(sorted(liggingen))) == gemiddeld
    assert min(een.breedte for een in liggingen) - 1 <= gemiddeld.breedte <= max(een.breedte for een in liggingen) + 1


def test_of_nothing_there_is_no_middle() -> None:
    assert midden([]) is None

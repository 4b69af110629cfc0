"""The place of a point, as it is kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.register.regels.vindplaats import gps


def test_a_position_has_eight_decimals_and_what_is_no_place_on_earth_is_refused() -> None:
    positie = gps("12.1", Decimal("-68.93333333333"))
    assert positie is not None
    assert (str(positie.latitude), str(positie.longitude)) == ("12.10000000", "-68.93333333")
    assert str(getattr(gps("-0.000000001", "0"), "latitude", None)) == "0E-8"
    for breedte, lengte in (("90.1", "0"), ("0", "180.00000001"), ("NaN", "0"), ("x", "0")):
        assert gps(breedte, lengte) is None


@pytest.mark.parametrize(
    ("breedte", "lengte"),
    [
        ("90.00000001", "0"),
        ("-90.1", "0"),
        ("0", "180.1"),
        ("0", "-181"),
        ("noord", "5"),
        ("NaN", "5"),
        ("5", "Infinity"),
    ],
)
def test_degrees_that_no_place_on_earth_has_are_no_position(breedte: str, lengte: str) -> None:
    assert gps(breedte, lengte) is None


def test_equal_places_compare_equal_however_they_are_written() -> None:
    assert gps("52.1", "5.30") == gps(Decimal("52.10000000"), "5.3")
    assert gps("-0.000000001", "0") == gps("0", "-0")
    positie = gps("-0", "-0")
    assert positie is not None
    assert not positie.latitude.is_signed()


@given(st.decimals(-90, 90, places=8), st.decimals(-180, 180, places=8))
def test_a_position_of_eight_decimals_is_kept_as_it_is(breedte: Decimal, lengte: Decimal) -> None:
    positie = gps(breedte, lengte)
    assert positie is not None
    assert (positie.latitude, positie.longitude) == (breedte, lengte)


def test_the_poles_and_the_date_line_are_positions() -> None:
    assert gps("90", "180") is not None
    assert gps("-90", "-180") is not None

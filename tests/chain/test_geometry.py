"""Coordinates: RD to WGS84, points inside surfaces, the rectangle around them."""

import pytest

from rio_soap.chain.geometry import Punt, in_rd_gebied, ligt_binnen, naar_wgs84, omhullende, punt_in_vlak

VIERKANT = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
GAT = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]


@pytest.mark.parametrize(
    ("punt", "latitude", "longitude"),
    [
        ((155000.0, 463000.0), 52.15517, 5.38721),  # Amersfoort, the origin of RD
        ((121687.0, 487484.0), 52.37422, 4.89801),  # Amsterdam, Dam
        ((233883.0, 582065.0), 53.21938, 6.56820),  # Groningen, Martinitoren
    ],
)
def test_known_points_are_where_they_are_within_a_few_metres(punt: Punt, latitude: float, longitude: float) -> None:
    positie = naar_wgs84(punt)
    assert positie is not None
    assert abs(float(positie.latitude) - latitude) < 0.0001
    assert abs(float(positie.longitude) - longitude) < 0.0001


def test_a_position_has_eight_decimals_as_rio_keeps_them() -> None:
    positie = naar_wgs84((155000.0, 463000.0))
    assert positie is not None
    assert (positie.latitude.as_tuple().exponent, positie.longitude.as_tuple().exponent) == (-8, -8)


@pytest.mark.parametrize("punt", [(0.0, 0.0), (155000.0, 10.0), (900000.0, 463000.0), (-20000.0, 463000.0)])
def test_outside_the_area_of_rd_there_is_no_position(punt: Punt) -> None:
    assert not in_rd_gebied(punt)
    assert naar_wgs84(punt) is None


def test_a_hole_is_not_inside() -> None:
    assert ligt_binnen((5.0, 5.0), [VIERKANT])
    assert not ligt_binnen((5.0, 5.0), [VIERKANT, GAT])
    assert ligt_binnen((2.0, 2.0), [VIERKANT, GAT])
    assert not ligt_binnen((11.0, 5.0), [VIERKANT])


def test_a_closed_ring_and_an_open_one_are_the_same() -> None:
    assert punt_in_vlak([VIERKANT]) == punt_in_vlak([[*VIERKANT, VIERKANT[0]]]) == (5.0, 5.0)


def test_the_direction_of_a_ring_does_not_matter() -> None:
    assert punt_in_vlak([VIERKANT[::-1]]) == (5.0, 5.0)


@pytest.mark.parametrize("ringen", [[], [[]], [[(0.0, 0.0), (1.0, 1.0)]], [[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]]])
def test_what_has_no_area_has_no_point_inside(ringen: list[list[Punt]]) -> None:
    assert punt_in_vlak(ringen) is None


def test_far_from_the_origin_the_middle_is_as_precise() -> None:
    ver = [(x + 250000.0, y + 600000.0) for x, y in VIERKANT]
    punt = punt_in_vlak([ver])
    assert punt is not None
    assert punt == pytest.approx((250005.0, 600005.0), abs=1e-6)


def test_the_rectangle_is_around_all_rings() -> None:
    assert omhullende([VIERKANT, [(-3.0, 2.0)]]) == ((-3.0, 0.0), (10.0, 10.0))
    assert omhullende([[], []]) is None

"""Coordinates: from the Dutch grid to degrees, points inside surfaces, positions abroad."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.chain.geometry import Punt, in_rd_gebied, ligt_binnen, naar_wgs84, omhullende, punt_in_vlak

VIERKANT: list[Punt] = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
GAT: list[Punt] = [(3.0, 3.0), (7.0, 3.0), (7.0, 7.0), (3.0, 7.0)]
HOEK: list[Punt] = [(0.0, 0.0), (10.0, 0.0), (10.0, 2.0), (2.0, 2.0), (2.0, 10.0), (0.0, 10.0)]

METER = Decimal("0.00002")
"""Somewhat more than a metre in degrees, at these latitudes."""


@pytest.mark.parametrize(
    ("punt", "breedte", "lengte"),
    [
        ((117380.12, 575040.34), "53.160753042", "4.824761912"),  # Texel
        ((247380.56, 604580.78), "53.419482050", "6.776726674"),  # the north of Groningen
        ((155000.0, 463000.0), "52.155172897", "5.387203657"),  # Amersfoort, origin of the grid
        ((16460.91, 377380.23), "51.368607152", "3.397588595"),  # Zeeuws-Vlaanderen
        ((182260.45, 311480.67), "50.792584916", "5.773795548"),  # the south of Limburg
        ((64640.89, 440700.0101), "51.947393898", "4.072887101"),  # Maasvlakte
    ],
)
def test_a_point_of_the_dutch_grid_is_found_within_a_metre(punt: Punt, breedte: str, lengte: str) -> None:
    """The points with which Kadaster and Rijkswaterstaat have transformations checked (RDNAPTRANS 2018)."""
    positie = naar_wgs84(punt)
    assert positie is not None
    assert abs(positie.latitude - Decimal(breedte)) < METER
    assert abs(positie.longitude - Decimal(lengte)) < METER


def test_the_origin_of_the_grid_is_exact_to_the_eighth_decimal() -> None:
    positie = naar_wgs84((155000.0, 463000.0))
    assert positie is not None
    assert (str(positie.latitude), str(positie.longitude)) == ("52.15517440", "5.38720621")


@given(st.floats(-7000, 300000), st.floats(289000, 629000))
def test_every_point_of_the_grid_has_a_position_in_or_near_the_country_with_eight_decimals(x: float, y: float) -> None:
    positie = naar_wgs84((x, y))
    assert positie is not None
    assert 50 < positie.latitude < 54
    assert 2 < positie.longitude < 8
    assert all(graden.as_tuple().exponent == -8 for graden in (positie.latitude, positie.longitude))


@given(st.floats(10000, 270000), st.floats(310000, 610000))
def test_north_and_east_on_the_grid_are_north_and_east_in_degrees(x: float, y: float) -> None:
    hier, noord, oost = naar_wgs84((x, y)), naar_wgs84((x, y + 1000)), naar_wgs84((x + 1000, y))
    assert hier is not None
    assert noord is not None
    assert oost is not None
    assert noord.latitude > hier.latitude
    assert oost.longitude > hier.longitude


@pytest.mark.parametrize("punt", [(-7000.1, 400000.0), (300000.1, 400000.0), (0.0, 288999.9), (0.0, 629000.1)])
def test_what_lies_outside_the_area_of_the_grid_has_no_position(punt: Punt) -> None:
    assert not in_rd_gebied(punt)
    assert naar_wgs84(punt) is None


@pytest.mark.parametrize("punt", [(-7000.0, 289000.0), (300000.0, 629000.0)])
def test_the_corners_of_the_area_belong_to_it(punt: Punt) -> None:
    assert in_rd_gebied(punt)
    assert naar_wgs84(punt) is not None


def test_a_hole_in_a_surface_is_not_inside_it() -> None:
    assert ligt_binnen((1.0, 1.0), [VIERKANT, GAT])
    assert not ligt_binnen((5.0, 5.0), [VIERKANT, GAT])
    assert not ligt_binnen((11.0, 5.0), [VIERKANT, GAT])


def test_the_point_of_a_simple_surface_is_its_centre_of_gravity() -> None:
    assert punt_in_vlak([VIERKANT]) == (5.0, 5.0)
    assert punt_in_vlak([[*VIERKANT, VIERKANT[0]]]) == (5.0, 5.0), "closed or not is the same"
    assert punt_in_vlak([VIERKANT[::-1]]) == (5.0, 5.0), "whichever way round"


@pytest.mark.parametrize("ringen", [[VIERKANT, GAT], [HOEK]], ids=["hole", "hook"])
def test_a_surface_whose_centre_lies_outside_gets_a_point_that_lies_inside(ringen: list[list[Punt]]) -> None:
    punt = punt_in_vlak(ringen)
    assert punt is not None
    assert ligt_binnen(punt, ringen)


@given(
    st.floats(-7000, 280000),
    st.floats(300000, 620000),
    st.lists(st.floats(1, 100), min_size=3, max_size=8),
)
def test_any_star_of_spokes_has_a_point_inside(x: float, y: float, spaken: list[float]) -> None:
    """A saw of triangles upon a base: mostly concave, never empty."""
    ring: list[Punt] = [(x, y)]
    for nummer, hoogte in enumerate(spaken):
        ring += [(x + 10 * nummer + 5, y + 20 + hoogte), (x + 10 * nummer + 10, y + 10)]
    ring.append((x + 10 * len(spaken), y))
    punt = punt_in_vlak([ring])
    assert punt is not None
    assert ligt_binnen(punt, [ring])


@pytest.mark.parametrize(
    "ringen",
    [[], [[]], [[(1.0, 1.0), (2.0, 2.0)]], [[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]]],
    ids=["no ring", "no point", "two points", "on one line"],
)
def test_what_has_no_area_has_no_point_inside(ringen: list[list[Punt]]) -> None:
    assert punt_in_vlak(ringen) is None


def test_the_rectangle_around_rings_touches_their_outermost_points() -> None:
    assert omhullende([GAT, HOEK]) == ((0.0, 0.0), (10.0, 10.0))
    assert omhullende([GAT]) == ((3.0, 3.0), (7.0, 7.0))
    assert omhullende([[]]) is None
    assert omhullende([]) is None

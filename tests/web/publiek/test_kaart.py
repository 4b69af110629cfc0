"""The small map: where points stand, and its scale."""

from rio_soap.register.regels.afstand import Ligging, kilometers
from rio_soap.register.zoeken.omgeving import Buurlocatie
from rio_soap.web.publiek.kaart import ZIJDE, teken

HIER = Ligging(52_000_000, 5_000_000)


def buur(code: str, breedte: int, lengte: int) -> Buurlocatie:
    plek = Ligging(breedte, lengte)
    return Buurlocatie(code, plek, float(kilometers(HIER, plek)))


def test_the_place_is_in_the_middle_north_is_up_and_east_is_right() -> None:
    hier, noord, oost = teken(
        HIER, [buur("a", *map(int, HIER)), buur("n", 52_010_000, 5_000_000), buur("o", 52_000_000, 5_010_000)]
    ).punten
    assert (hier.x, hier.y) == (ZIJDE / 2, ZIJDE / 2)
    assert noord.x == hier.x
    assert noord.y < hier.y
    assert oost.y == hier.y
    assert oost.x > hier.x


def test_a_distance_on_the_map_is_that_on_earth_by_its_scale() -> None:
    kaart = teken(HIER, [buur("a", 52_020_000, 5_030_000), buur("b", 51_995_000, 4_990_000)])
    for punt, ander in zip(kaart.punten, ((52_020_000, 5_030_000), (51_995_000, 4_990_000)), strict=True):
        lang = ((punt.x - ZIJDE / 2) ** 2 + (punt.y - ZIJDE / 2) ** 2) ** 0.5
        assert abs(lang * kaart.maat / kaart.balk - float(kilometers(HIER, Ligging(*ander)))) < 0.02


def test_everything_stays_on_the_map_however_far_or_near() -> None:
    for stap in (1, 1_000, 400_000):
        kaart = teken(HIER, [buur("a", 52_000_000 + stap, 5_000_000 - stap)])
        assert all(0 <= punt.x <= ZIJDE and 0 <= punt.y <= ZIJDE for punt in kaart.punten)
        assert kaart.balk <= ZIJDE

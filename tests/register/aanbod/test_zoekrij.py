"""By what an offer is found: every kind of offer has its sector, and days on which it takes applications are kept."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod.leveringen import aanbodrij
from rio_soap.register.aanbod.zoekrij import SECTOREN, aanmeldperioden, neemt_aan, zoekrij
from rio_soap.register.eenheid.zoekeenheid import niveaukolom, zoekeenheidrij
from rio_soap.register.locatie.zoeklocatie import zoeklocatierij
from rio_soap.register.opendata.aangeboden_opleidingen import SPECIALISATIES
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.zoeken.sectoren import SPECIALISATIES as PER_SECTOR
from tests.register.hulp_aanbod import SOORTEN, aanbod, cohort, periode

BEGIN = date(2026, 1, 1)
PERIODEN = st.lists(st.tuples(st.sampled_from("OOG"), st.integers(0, 30), st.none() | st.integers(-1, 8)), max_size=6)


def rij(geleverd: Gegeven) -> dict[str, object]:
    return dict(zoekrij(geleverd, aanbodrij(geleverd, "1001O0001")))


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_kind_of_offer_is_of_the_sector_of_its_file(soort: str) -> None:
    sector = rij(aanbod(soort))["sector"]
    (bestand,) = (naam for naam, (element, _) in SPECIALISATIES.items() if element == f"aangeboden{soort}")
    assert sector == bestand.split("_")[1].upper()
    assert standaardlijsten().bestaat("Sector", str(sector))
    assert f"aangeboden{soort}" in PER_SECTOR[str(sector)]


def test_no_kind_of_offer_and_no_sector_is_missing() -> None:
    assert SECTOREN.keys() == {f"aangeboden{soort}" for soort in SOORTEN}
    assert set(SECTOREN.values()) == set(standaardlijsten().lijsten["Sector"]) == PER_SECTOR.keys()


@settings(max_examples=60)
@given(PERIODEN)
def test_the_days_that_are_kept_are_those_of_the_open_cohorten(perioden: list[tuple[str, int, int | None]]) -> None:
    dagen = [BEGIN + timedelta(n) for n in range(-1, 45)]
    cohorten, open_ = [], set()
    for status, begin, duur in perioden:
        van = BEGIN + timedelta(begin)
        einde = {} if duur is None else {"eindeAanmeldperiode": van + timedelta(duur)}
        cohorten.append(cohort(cohortstatus=status, beginAanmeldperiode=van, **einde))  # type: ignore[arg-type]
        if status == "O":
            open_ |= {dag for dag in dagen if van <= dag and (duur is None or dag <= van + timedelta(duur))}
    gemaakt = rij(aanbod(aangebodenOpleidingCohort=cohorten))  # type: ignore[arg-type]
    van, tot, delen = (gemaakt[f"aanmelden{deel}"] for deel in ("_van", "_tot", ""))
    gevonden = set()
    if isinstance(van, date) and isinstance(tot, date):
        gevonden = {dag for dag in dagen if van <= dag <= tot and (not delen or neemt_aan(str(delen), dag.isoformat()))}
    assert gevonden == open_
    stukken = aanmeldperioden(aanbod(aangebodenOpleidingCohort=cohorten))  # type: ignore[arg-type]
    assert all(b[1] + timedelta(1) < e[0] for b, e in pairwise(stukken))


def test_own_names_are_kept_only_where_there_are_any() -> None:
    assert rij(aanbod())["naam"] is None
    eigen = [periode(), periode(begin=BEGIN, eigenNaamAangebodenOpleiding="Eígen")]
    assert rij(aanbod(aangebodenOpleidingPeriode=eigen))["naam"] == "2025-09-01 \n2026-01-01 eigen"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("velden", "niveau"),
    [
        ({}, None),
        ({"niveau": "HBO-BA"}, "HBO-BA"),
        ({"niveaus": ["VO-VWO"]}, "VO-VWO"),
        ({"niveaus": ["VO-HAVO", "VO-VWO"]}, " VO-HAVO VO-VWO "),
    ],
)
def test_several_levels_of_a_unit_stand_between_blanks(velden: dict[str, str], niveau: str | None) -> None:
    eenheid = Gegeven("eenheid", dict(velden))
    assert niveaukolom(eenheid) == niveau
    assert zoekeenheidrij("1001O0001", eenheid) == {"eenheid": "1001O0001", "niveau": niveau, "naam": ""}


def test_a_locatie_without_a_place_has_nothing_but_its_code() -> None:
    leeg = {"plaats": None, "postcode": None, "breedte": None, "lengte": None}
    assert zoeklocatierij("107X215", Gegeven("onderwijslocatie", {})) == {"locatie": "107X215", **leeg}

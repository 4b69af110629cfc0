"""Whether an organisation of the Handelsregister is active on a day, whatever is unknown of its dates."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.chain.activity import RECHTSVORMEN_BESTUUR, Activity, Ketentoestand, kan_bestuur_zijn, stand
from rio_soap.chain.ports import Inschrijving, KvkVestiging, Rechtsvorm

DAG = date(2026, 11, 24)
VANDAAG = "20261124"
STICHTING = Rechtsvorm("ST", "Stichting")
INSCHRIJVING = Inschrijving(
    kvk_nummer="12345678",
    rsin="123456789",
    naam="Stichting Proef",
    eigenaar="rechtspersoon",
    rechtsvorm=STICHTING,
    datum_aanvang="20000101",
    datum_einde=None,
    ontbonden=None,
    rechtstoestand=None,
    bezoekadres=None,
    postadres=None,
    statutaire_zetel=None,
    vestigingen=(),
    hoofdvestiging=None,
    peilmoment="",
)
VESTIGING = KvkVestiging("000012345678", "Proef", commercieel=False, datum_aanvang="20000101")
DATUMS = st.none() | st.dates().map(lambda dag: f"{dag:%Y%m%d}") | st.sampled_from(["00000000", "20260000", "20261100"])


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({}, Activity(Ketentoestand.ACTIEF)),
        ({"datum_aanvang": VANDAAG}, Activity(Ketentoestand.ACTIEF)),
        ({"datum_aanvang": "20261125"}, Activity(Ketentoestand.NOG_NIET, "20261125")),
        ({"datum_aanvang": None}, Activity(Ketentoestand.ACTIEF)),
        ({"datum_aanvang": "00000000"}, Activity(Ketentoestand.ACTIEF)),
        ({"datum_aanvang": "20261100"}, Activity(Ketentoestand.ACTIEF)),
        ({"datum_aanvang": "20261200"}, Activity(Ketentoestand.NOG_NIET, "20261200")),
        ({"datum_einde": VANDAAG}, Activity(Ketentoestand.BEEINDIGD, VANDAAG)),
        ({"datum_einde": "20261125"}, Activity(Ketentoestand.ACTIEF)),
        ({"datum_einde": "00000000"}, Activity(Ketentoestand.BEEINDIGD, "00000000")),
        ({"datum_einde": "20260000"}, Activity(Ketentoestand.BEEINDIGD, "20260000")),
        ({"datum_einde": "20250101", "datum_aanvang": "20270101"}, Activity(Ketentoestand.BEEINDIGD, "20250101")),
    ],
)
def test_what_is_unknown_of_a_date_counts_as_the_earliest_that_it_can_be(
    velden: dict[str, str | None], verwacht: Activity
) -> None:
    assert stand(replace(INSCHRIJVING, **velden), DAG) == verwacht  # type: ignore[arg-type]
    assert stand(replace(VESTIGING, **velden), DAG) == verwacht  # type: ignore[arg-type]


@pytest.mark.parametrize(("ontbonden", "gezien"), [("20200101", True), ("00000000", True), ("20270101", False)])
def test_an_organisation_that_is_being_wound_up_is_active_and_that_is_said(ontbonden: str, gezien: bool) -> None:
    gevonden = stand(replace(INSCHRIJVING, ontbonden=ontbonden), DAG)
    assert gevonden == Activity(Ketentoestand.ACTIEF, None, ontbonden if gezien else None)


@given(DATUMS, DATUMS, st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_who_has_ended_stays_so_and_who_has_begun_does_not_begin_again(
    aanvang: str | None, einde: str | None, een: date, ander: date
) -> None:
    """Time goes one way: not yet, active, ended."""
    volgorde = [Ketentoestand.NOG_NIET, Ketentoestand.ACTIEF, Ketentoestand.BEEINDIGD]
    inschrijving = replace(INSCHRIJVING, datum_aanvang=aanvang, datum_einde=einde)
    eerst, later = (stand(inschrijving, dag).toestand for dag in sorted((een, ander)))
    assert volgorde.index(eerst) <= volgorde.index(later)


@pytest.mark.parametrize("code", sorted(RECHTSVORMEN_BESTUUR))
def test_a_legal_person_of_each_of_these_forms_can_be_a_bestuur(code: str) -> None:
    assert kan_bestuur_zijn(replace(INSCHRIJVING, rechtsvorm=Rechtsvorm(code, "")))


@pytest.mark.parametrize(
    "velden",
    [
        {"eigenaar": "natuurlijkPersoon"},
        {"eigenaar": None},
        {"rechtsvorm": None},
        {"rechtsvorm": Rechtsvorm("EENM", "Eenmanszaak")},
        {"eigenaar": "samenwerkingsverband", "rechtsvorm": Rechtsvorm("VOF", "Vennootschap onder firma")},
    ],
)
def test_whoever_is_no_legal_person_cannot_be_one(velden: dict[str, Rechtsvorm | str | None]) -> None:
    assert not kan_bestuur_zijn(replace(INSCHRIJVING, **velden))  # type: ignore[arg-type]

"""A load holds every row against the contract: what no answer could hold is told with its place, the rest is loaded."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rio_soap.cli import main
from rio_soap.contract import keuring, zeker
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.load_report import BUITEN_HET_CONTRACT
from tests.register.opendata.hulp import aanbieder, aanbod, bestuur, cohort, laad, publiceer
from tests.register.opendata.test_laden import AANBIEDER_INSTELLING, AANBOD, COHORTEN, INSTELLING, MBO, basis

HO = {
    "OPLEIDINGSEENHEIDCODE": "1019O0901",
    "BEGINDATUM": "2015-09-01",
    "BEGINDATUM_PERIODE": "2015-09-01",
    "OPLEIDINGSHERKOMST": "INSTELLING",
    "SOORT": "OPLEIDING",
    "WAARDEDOCUMENTSOORT": "GETUIGSCHRIFT",
    "NIVEAU": "HBO-BA",
    "VOLLEDIGE_NAAM": "Goed",
    "STUDIELAST": "240",
    "STUDIELASTEENHEID": "ECTS_PUNT",
}
PO = {
    "OPLEIDINGSEENHEIDCODE": "1019O0801",
    "TYPE": "BOOPLEIDING",
    "BEGINDATUM": "1985-08-01",
    "BEGINDATUM_PERIODE": "1985-08-01",
    "VOLLEDIGE_NAAM": "Basisonderwijs",
    "OPLEIDINGSHERKOMST": "OCW",
    "NIVEAU": "PO-BAO",
}
LOCATIE = {
    "ONDERWIJSLOCATIECODE": "101X801",
    "GPS_LATITUDE": "53.2",
    "GPS_LONGITUDE": "5.9",
    "HUISNUMMER": "10",
    "POSTCODE": "9264TR",
    "PLAATSNAAM": "Goed",
}
GEZAG = {
    "BGE_CODE": "00710",
    "ERKENNER": "OCW",
    "BEGINDATUM": "2018-01-01",
    "BEGINDATUM_PERIODE": "2018-01-01",
    "VOLLEDIGE_NAAM": "Proef",
    "BEKOSTIGINGSCODE": "BEKOSTIGD",
    "SOORT": "BINS",
}
ERKENNING = {
    "OPLEIDINGSSTELSEL": "ISAT",
    "ERKENDEOPLEIDINGSCODE": "60247",
    "UNIEKE_ERKENDEOPLEIDINGSCODE": "60247_1",
    "ERKENNER": "NVAO",
    "INGANGSDATUM": "2015-09-01",
    "BEGINDATUM_PERIODE": "2015-09-01",
}
RELATIE = {
    "VAN_OPLEIDINGSEENHEIDCODE": "1019O0901",
    "NAAR_OPLEIDINGSEENHEIDCODE": "1019O0902",
    "RELATIESOORT": "VARIANT_VAN",
    "BEGINDATUM": "2016-09-01",
}
FOUT: list[tuple[str, Mapping[str, str | None], str, str]] = [
    ("ho_opleidingen.csv", HO, "VOLLEDIGE_NAAM", "x" * 226),
    ("ho_opleidingen.csv", HO, "KORTE_NAAM", "x" * 500),
    ("ho_opleidingen.csv", HO, "STUDIELAST", "100000"),
    ("ho_opleidingen.csv", HO, "STUDIELAST", "-5"),
    ("ho_opleidingen.csv", HO, "NIVEAU", "hbo ba!"),
    ("ho_opleidingen.csv", HO, "WAARDEDOCUMENTSOORT", "GETUIG@SCHRIFT"),
    ("ho_opleidingen.csv", HO, "STUDIELASTEENHEID", "x" * 71),
    ("ho_opleidingen.csv", HO, "SOORT", "GEEN, SOORT?!"),
    ("ho_opleidingen.csv", HO, "OPLEIDINGSHERKOMST", "INSTELLING!"),
    ("ho_opleidingen.csv", HO, "OPLEIDINGSEENHEIDCODE", "1019X0901"),
    ("ho_opleidingen.csv", HO, "NIVEAU", None),
    ("po_opleidingen.csv", PO, "VOLLEDIGE_NAAM", "x" * 226),
    ("po_opleidingen.csv", PO, "OPLEIDINGSEENHEIDCODE", "X"),
    ("onderwijslocaties.csv", LOCATIE, "HUISNUMMER", "0"),
    ("onderwijslocaties.csv", LOCATIE, "HUISNUMMER", "100000"),
    ("onderwijslocaties.csv", LOCATIE, "GPS_LATITUDE", "95.2"),
    ("onderwijslocaties.csv", LOCATIE, "GPS_LONGITUDE", "-180.1"),
    ("onderwijslocaties.csv", LOCATIE, "GPS_LATITUDE", "53.123456789"),
    ("onderwijslocaties.csv", LOCATIE, "POSTCODE", "0264TR"),
    ("onderwijslocaties.csv", LOCATIE, "PLAATSNAAM", "x" * 41),
    ("onderwijslocaties.csv", LOCATIE, "BAG_ID", "x" * 17),
    ("onderwijslocaties.csv", LOCATIE, "ONDERWIJSLOCATIECODE", "101Y801"),
    ("onderwijsbesturen.csv", bestuur(), "NAAM", "x" * 200),
    ("onderwijsbesturen.csv", bestuur(), "ONDERWIJSBESTUURID", "799X001"),
    ("onderwijsaanbieders.csv", aanbieder(), "NAAM", "x" * 200),
    ("onderwijsaanbieders.csv", aanbieder(), "ONDERWIJSAANBIEDERID", "799X001"),
    ("onderwijsinstellingserkenningen.csv", INSTELLING, "VOLLEDIGE_NAAM", "x" * 200),
    ("onderwijsinstellingserkenningen.csv", INSTELLING, "BEKOSTIGINGSCODE", "wel?"),
    ("onderwijsinstellingserkenningen.csv", INSTELLING, "BEKOSTIGINGSCODE", None),
    ("bevoegd_gezag_erkenningen.csv", GEZAG, "SOORT", "B(NS"),
    (
        "vestigingserkenningen.csv",
        {**INSTELLING, "OIE_CODE": None, "VESTIGINGSCODE": "99PA00", "SOORT": "VEST"},
        "WET",
        "W!",
    ),
    ("ho_opleidingserkenningen.csv", ERKENNING, "ERKENDEOPLEIDINGSCODE", "602471234"),
    ("ho_opleidingserkenningen.csv", ERKENNING, "OPLEIDINGSSTELSEL", "ISAT?"),
    ("ho_relaties_opleidingseenheden.csv", RELATIE, "RELATIESOORT", "ANDERS?"),
    (AANBOD, aanbod(**MBO), "AANGEBODEN_OPLEIDINGCODE", "geen-uuid"),
    (AANBOD, aanbod(**MBO), "EIGENNAAM", "x" * 300),
    (AANBOD, aanbod(**MBO), "LEERTRAJECT", "B?L"),
    (AANBOD, aanbod(**MBO), "TOEGANKELIJKHEID", None),
]
"""File, a row that is right, and the value that makes it wrong."""


def _zonder_leeg(rij: Mapping[str, str | None]) -> dict[str, str | None]:
    return {naam: cel for naam, cel in rij.items() if cel is not None}


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """What rows refer to; other units than those that are tried."""
    ander = {**HO, "OPLEIDINGSEENHEIDCODE": "1019O0902"}
    return publiceer(basis(tmp_path / "data"), "ho_opleidingen.csv", HO, ander)


@pytest.mark.parametrize(("bestand", "rij", "kolom", "waarde"), FOUT)
def test_a_value_that_no_answer_can_hold_is_told_with_its_place_and_the_rest_is_loaded(
    leeg: Register, map_: Path, bestand: str, rij: Mapping[str, str | None], kolom: str, waarde: str | None
) -> None:
    laad(leeg, map_)
    goed = _zonder_leeg(rij)
    fout = {**goed, kolom: waarde}
    deel = publiceer(map_.parent / "deel", bestand, fout)
    verslag = laad(leeg, deel)
    assert verslag.onbruikbaar == 1, verslag.eerste
    (melding,) = [m for m in verslag.eerste if not m.geplaatst]
    assert (melding.bestand, melding.regel) == (bestand, 2)
    assert melding.uitleg.startswith(f"{kolom}: found "), melding
    assert waarde is None or waarde[:50] in melding.uitleg
    assert ", expected " in melding.uitleg
    verslag = laad(leeg, publiceer(map_.parent / "goed", bestand, goed))
    assert not verslag.niet_geplaatst, verslag.eerste


@pytest.mark.parametrize("bestand", sorted({bestand for bestand, *_ in FOUT}))
@pytest.mark.parametrize("teken", ["\x07", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_no_xml_holds_is_told_with_its_column_and_its_value(
    leeg: Register, map_: Path, bestand: str, teken: str
) -> None:
    """In whatever column, also one that is not read."""
    laad(leeg, map_)
    goed = _zonder_leeg(next(rij for naam, rij, *_ in FOUT if naam == bestand))
    for kolom in kolommen()[bestand]:
        verslag = laad(leeg, publiceer(map_.parent / "deel", bestand, {**goed, kolom: f"a{teken}b"}))
        (melding,) = [m for m in verslag.eerste if not m.geplaatst]
        assert (melding.bestand, melding.regel) == (bestand, 2)
        assert melding.uitleg.startswith(f"{kolom}: found {f'a{teken}b'!a}, expected "), melding


def test_a_code_that_is_not_there_is_told_with_its_column(leeg: Register, map_: Path) -> None:
    for kolom in ("ONDERWIJSAANBIEDERID", "OPLEIDINGSEENHEIDCODE", "ONDERWIJSLOCATIECODE"):
        verslag = laad(leeg, publiceer(map_, AANBOD, aanbod(**{**MBO, kolom: "nergens"})))
        (melding,) = [m for m in verslag.eerste if not m.geplaatst]
        assert melding.uitleg == f"{kolom}: found 'nergens', which is not in the register"


@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [
        ("STATUS", "O?"),
        ("AANGEBODEN_OPLEIDING_COHORTCODE", "x" * 61),
        ("TOESTEMMING_VEREIST_VOOR_AANMELDING", "MISSCHIEN?"),
        ("OPLEIDINGSVORM", "VOL?TIJD"),
        ("TOEGANGSCODE_COHORT", "x" * 61),
    ],
)
def test_of_an_offer_only_the_cohort_that_does_not_fit_is_left_out(
    leeg: Register, map_: Path, kolom: str, waarde: str
) -> None:
    publiceer(map_, AANBOD, aanbod(**MBO))
    publiceer(map_, COHORTEN, cohort("A"), {**cohort("B"), kolom: waarde}, cohort("C"))
    verslag = laad(leeg, map_)
    (melding,) = [m for m in verslag.eerste if not m.geplaatst]
    assert (melding.bestand, melding.regel, melding.reden) == (COHORTEN, 3, BUITEN_HET_CONTRACT)
    assert melding.uitleg.startswith(f"{kolom}: found ")
    with leeg.lees() as session:
        stand: Any = session.execute(sa.select(model.aangeboden_opleiding.c.stand)).scalar_one()
    assert [c.velden["cohortcode"] for c in stand.velden["aangebodenOpleidingCohort"]] == ["A", "C"]


def test_of_more_cohorten_than_an_answer_holds_the_last_are_left_out(leeg: Register, map_: Path) -> None:
    publiceer(map_, AANBOD, aanbod(**MBO))
    publiceer(map_, COHORTEN, *[cohort(f"C{nummer:04d}") for nummer in range(1001)])
    verslag = laad(leeg, map_)
    assert verslag.niet_geplaatst == {BUITEN_HET_CONTRACT: 2}
    assert {(m.bestand, m.regel) for m in verslag.eerste if not m.geplaatst} == {(COHORTEN, 1001), (COHORTEN, 1002)}


def test_a_tie_that_does_not_fit_leaves_its_aanbieder(leeg: Register, map_: Path) -> None:
    """An erkenner that is too long stands beside the tie, not in its row."""
    publiceer(map_, "onderwijsinstellingserkenningen.csv", INSTELLING)
    tie = {"ONDERWIJSAANBIEDERID": "799A001", "OIE_CODE": "99PA", "BEGINDATUM": "2010-08-01"}
    verslag = laad(leeg, publiceer(map_, AANBIEDER_INSTELLING, tie))
    assert not verslag.niet_geplaatst, verslag.eerste


def test_a_stored_stand_that_is_none_is_mended_by_a_load(leeg: Register, map_: Path) -> None:
    laad(leeg, map_)
    tabel = model.organisatorische_eenheid
    leeg.schrijf(lambda session: session.execute(sa.update(tabel).values(stand="{kapot")))
    verslag = laad(leeg, map_)
    assert not verslag.niet_geplaatst
    with leeg.lees() as session:
        assert {rij.stand.naam for rij in session.execute(sa.select(tabel))} == {
            "onderwijsbestuur",
            "onderwijsaanbieder",
        }


def test_the_command_loads_the_rest_and_ends_with_a_code_of_its_own(tmp_path: Path) -> None:
    publiceer(
        tmp_path / "data",
        "onderwijslocaties.csv",
        LOCATIE,
        {**LOCATIE, "ONDERWIJSLOCATIECODE": "101X802", "HUISNUMMER": "0"},
    )
    omgeving = {"RIO_DATA_DIR": str(tmp_path / "rio")}
    assert CliRunner().invoke(main, ["init"], env=omgeving).exit_code == 0
    uit = CliRunner().invoke(main, ["laad", str(tmp_path / "data")], env=omgeving)
    assert uit.exit_code == 3, uit.output
    assert "onderwijslocaties: 1 new" in uit.output
    assert "onderwijslocaties.csv:3: outside the contract: HUISNUMMER: found '0', expected Huisnummer" in uit.output
    publiceer(tmp_path / "data", "onderwijslocaties.csv", LOCATIE)
    assert CliRunner().invoke(main, ["laad", str(tmp_path / "data")], env=omgeving).exit_code == 0


_TEKSTEN = st.one_of(
    st.sampled_from(
        ["", " ", "A", " A", "A ", "A  B", "\n", "x" * 40, "x" * 41, "9264TR", "101X801", "0090010000684396", "é"]
    ),
    st.text(max_size=8),
)
_GETALLEN = st.one_of(st.integers(-2, 2), st.integers(-(10**19), 10**19), st.decimals(-200, 200, places=9))
_VELDEN = {
    **dict.fromkeys(("postcode", "huisnummertoevoeging", "bagID", "plaatsnaam"), _TEKSTEN),
    **dict.fromkeys(("huisnummer", "gpsLatitude", "gpsLongitude"), _GETALLEN),
}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({"onderwijslocatiecode": st.just("101X801")}, optional=_VELDEN))
def test_a_quick_yes_is_never_a_no_of_the_xsd(velden: dict[str, Any]) -> None:
    gegevens = {"onderwijslocatie": Gegeven("onderwijslocatie", velden)}
    onbekend: set[Any] = set()
    snel = zeker.is_zeker("opvragen_onderwijslocatie", gegevens, onbekend)
    assert keuring.is_snel_toonbaar("opvragen_onderwijslocatie", gegevens) is keuring.is_toonbaar(
        "opvragen_onderwijslocatie", gegevens
    )
    if snel and not onbekend:
        assert keuring.is_toonbaar("opvragen_onderwijslocatie", gegevens)

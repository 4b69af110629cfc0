"""The formal half of the benchmarks: the numbers of the country, one answer for every size, and files as DUO's."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks import formele_rijen, landelijke_bestanden, register_maker
from benchmarks.formele_helft import FormeleHelft, brin, kwalificatie
from benchmarks.formele_soorten import (
    CODES,
    OI,
    PER_MBO_OPLEIDING,
    SW,
    VE,
    VERGUNNINGEN,
    VO_PER_INSTELLING,
    Vergunning,
)
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.laden import laad
from rio_soap.register.proefdata.proef import PROEFSET
from tests.register.hulp import aantal

AANBOD = 1_000
"""Offers of the small register: less than half a percent of the country."""
LAND = FormeleHelft(1)


@pytest.fixture(scope="module")
def vergunningen() -> dict[float, list[Vergunning]]:
    """The licenties of a hundredth and of a tenth of the country."""
    return {deel: list(FormeleHelft(deel).vergunningen()) for deel in (0.01, 0.1)}


def test_a_whole_country_has_the_published_numbers() -> None:
    assert [LAND.codes(soort) for soort in CODES] == list(CODES.values())
    feiten = Counter[str]()
    for feit in LAND.instellingen():
        feiten[feit.soort, "perioden"] += len(feit.perioden)  # type: ignore[index]
        feiten["adressen"] += len(feit.adressen)
        feiten["regio's"] += bool(feit.postcodes)
    assert abs(feiten[OI, "perioden"] / 39_315 - 1) < 0.02  # type: ignore[index]
    assert abs(feiten[VE, "perioden"] / 41_340 - 1) < 0.02  # type: ignore[index]
    assert abs(feiten["adressen"] / 49_027 - 1) < 0.02
    assert feiten["regio's"] == 151
    assert Counter(band.soort for band in LAND.banden())["OVERGANG_VOLLEDIG"] == 7_776


def test_no_two_of_a_kind_have_the_same_key() -> None:
    sleutels = [(feit.soort, *LAND.sleutel(feit.soort, feit.nummer)) for feit in LAND.instellingen()]
    assert len(set(sleutels)) == len(sleutels) == sum(CODES.values())
    erkenningen = [(k.stelsel, k.code, k.niveau, k.unieke_code) for k in LAND.kwalificaties()]
    assert len(set(erkenningen)) == len(erkenningen)
    banden = [(band.van, band.naar, band.soort, band.begin) for band in LAND.banden()]
    assert len(set(banden)) == len(banden)


def test_codes_of_the_trial_set_are_left_alone() -> None:
    codes = {brin(nummer) for nummer in range(5 * 10_925)}
    assert len(codes) == 5 * 10_925
    assert "25BE" not in codes


def test_what_is_read_has_the_same_size_in_every_register(vergunningen: dict[float, list[Vergunning]]) -> None:
    for alle in vergunningen.values():
        van = Counter((feit.instelling, feit.type) for feit in alle)
        assert van[(OI, 0), "VOONDERWIJSLICENTIE"] == VO_PER_INSTELLING
        op = Counter(feit.opleiding for feit in alle)
        assert op["mbo_opleidingserkenningen.csv", 0] == PER_MBO_OPLEIDING
        eerste = [feit for feit in alle if feit.instelling == (OI, 0) and feit.opleiding[1] == 0]
        assert [feit.type for feit in eerste] == ["VOONDERWIJSLICENTIE"]


def test_a_tenth_of_the_country_has_a_tenth_of_each_kind_of_licentie(
    vergunningen: dict[float, list[Vergunning]],
) -> None:
    per_type = Counter(feit.type for feit in vergunningen[0.1])
    assert per_type == {soort.type: round(soort.aantal / 10) for soort in VERGUNNINGEN}
    codes = [feit.code for feit in vergunningen[0.1]]
    assert len(set(codes)) == len(codes)


def test_a_licentie_rests_on_what_is_there(vergunningen: dict[float, list[Vergunning]]) -> None:
    for deel, alle in vergunningen.items():
        helft = FormeleHelft(deel)
        for feit in alle:
            assert feit.instelling[1] < helft.codes(feit.instelling[0])
            assert feit.opleiding[1] < helft.aantal_kwalificaties(feit.opleiding[0])


def test_one_postcode_lies_in_one_regio_in_every_register() -> None:
    for deel in (0.01, 1, 5):
        helft = FormeleHelft(deel)
        met = [n for n in range(helft.codes(SW)) if "1000" in helft.instelling(SW, n).postcodes]
        assert met == [0]


def test_rows_are_written_beside_the_trial_set_and_offers(register: Register) -> None:
    register_maker.maak(register, AANBOD)
    formele_rijen.maak(register, AANBOD)
    helft = FormeleHelft(AANBOD / register_maker.LANDELIJK)
    erkend = model.instellingserkenning.c.code == brin(0)
    assert aantal(register, model.instellingserkenning, erkend) == 1
    assert aantal(register, model.licentie) >= sum(1 for _ in helft.vergunningen())
    assert aantal(register, model.mutatie, model.mutatie.c.object == "licentie") == 0, "an initial load writes none"
    with register.lees() as session:
        standen: dict[str, Gegeven] = dict(
            session.execute(sa.select(model.licentie.c.code, model.licentie.c.stand)).all()
        )
    for feit in helft.vergunningen():
        assert standen[feit.code] == formele_rijen.licentiestand(feit, helft, formele_rijen.HERKOMST[feit.type])


def test_the_files_load_without_a_word_and_give_the_rows(leeg: Register, tmp_path: Path) -> None:
    """What the maker writes as rows is what the loader makes of the maker's files."""
    gemaakt = landelijke_bestanden.maak(tmp_path / "land", 100 * AANBOD / register_maker.LANDELIJK)
    verslag = laad(tmp_path / "land", leeg.schrijf, moment=datetime(2026, 1, 1, tzinfo=UTC))
    proef = sum(len(Path(str(b)).read_bytes().splitlines()) - 1 for b in PROEFSET.iterdir() if b.name[-4:] == ".csv")
    assert verslag.rijen.total() == gemaakt + proef
    assert not verslag.niet_geplaatst, verslag.eerste
    assert {b.name for b in (tmp_path / "land").glob("*.csv")} <= kolommen().keys()
    helft = FormeleHelft(AANBOD / register_maker.LANDELIJK)
    assert _standen(leeg, model.licentie, "code") | _licenties(helft) == _standen(leeg, model.licentie, "code")
    for feit in helft.instellingen():
        if feit.erkenner and feit.nummer < 3:
            tabel = model.instellingserkenning
            vraag = sa.select(tabel.c.stand).where(tabel.c.code == feit.code, tabel.c.soort == feit.soort)
            with leeg.lees() as session:
                assert session.execute(vraag).scalar_one() == formele_rijen.instellingstand(feit)


def _standen(register: Register, tabel: sa.Table, kolom: str) -> dict[str, Gegeven]:
    with register.lees() as session:
        return dict(session.execute(sa.select(tabel.c[kolom], tabel.c.stand)).all())


def _licenties(helft: FormeleHelft) -> dict[str, Gegeven]:
    standen = {}
    for feit in helft.vergunningen():
        standen[feit.code] = formele_rijen.licentiestand(feit, helft, formele_rijen.HERKOMST[feit.type])
    return standen


def test_opleidingserkenningen_of_the_files_are_those_of_the_rows(leeg: Register, tmp_path: Path) -> None:
    landelijke_bestanden.maak(tmp_path / "land", 0.01)
    laad(tmp_path / "land", leeg.schrijf, moment=None)
    tabel = model.opleidingserkenning
    for bestand in ("mbo_opleidingserkenningen.csv", "ho_opleidingserkenningen.csv", "vo_vakerkenningen.csv"):
        feit = kwalificatie(bestand, 0)
        vraag = sa.select(tabel.c.stand).where(
            tabel.c.stelsel == feit.stelsel, tabel.c.code == feit.code, tabel.c.unieke_code == feit.unieke_code
        )
        with leeg.lees() as session:
            assert session.execute(vraag).scalar_one() == formele_rijen.kwalificatiestand(feit)

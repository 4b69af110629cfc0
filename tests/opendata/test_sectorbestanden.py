"""The zips per sector, and the packed copies for the server."""

import gzip
import zipfile
from pathlib import Path

import pytest

from rio_soap.opendata.gzip_packing import INGEPAKT
from rio_soap.opendata.sectorbestanden import SECTOREN, bestanden_van, maak_sectoren
from rio_soap.opendata.tabelverwijzingen import sector_van
from rio_soap.register.opendata.bestanden import kolommen
from tests.opendata.proefuitgave import lege_map, publicatie, zet_rijen


@pytest.mark.parametrize("sector", SECTOREN)
def test_a_zip_holds_the_files_of_its_sector_as_they_are_published(sector: str) -> None:
    with zipfile.ZipFile(publicatie() / f"{sector}.zip") as pak:
        assert pak.testzip() is None
        assert pak.namelist() == bestanden_van(sector)
        assert all(pak.read(naam) == (publicatie() / naam).read_bytes() for naam in pak.namelist())


def test_every_file_is_in_the_zip_of_its_sector_and_the_shared_ones_in_all() -> None:
    leden = {sector: set(bestanden_van(sector)) for sector in SECTOREN}
    assert set.union(*leden.values()) == set(kolommen())
    for sector in SECTOREN:
        assert all(bestand in leden[sector] for bestand in kolommen() if sector_van(bestand[:-4]) == sector)
        assert "onderwijsaanbieders.csv" in leden[sector]
        assert "erkenners.csv" in leden[sector]
    gedeeld = set.intersection(*leden.values())
    assert all(sector_van(bestand[:-4]) is None for bestand in gedeeld)
    assert "mbo_sancties.csv" not in leden["vo"]
    assert "aangeboden_so_opleidingen.csv" in leden["po"]


def test_every_csv_has_its_packed_copy() -> None:
    for bestand in kolommen():
        ingepakt = publicatie() / INGEPAKT / f"{bestand}.gz"
        assert gzip.decompress(ingepakt.read_bytes()) == (publicatie() / bestand).read_bytes()


def test_the_same_files_make_the_same_zip_and_those_of_yesterday_are_linked(tmp_path: Path) -> None:
    gisteren, vandaag = tmp_path / "gisteren", tmp_path / "vandaag"
    for map_ in (gisteren, vandaag):
        map_.mkdir()
        lege_map(map_)
    zet_rijen(vandaag, "mbo_groepen.csv", {"OPLEIDINGSEENHEIDCODE": "1000O0001"})
    maak_sectoren(gisteren)
    maak_sectoren(vandaag, gisteren, sorted(kolommen().keys() - {"mbo_groepen.csv"}))
    assert (vandaag / "po.zip").samefile(gisteren / "po.zip")
    assert (vandaag / "mbo.zip").read_bytes() != (gisteren / "mbo.zip").read_bytes()
    zip_ = (vandaag / "mbo.zip").read_bytes()
    maak_sectoren(vandaag)
    assert (vandaag / "mbo.zip").read_bytes() == zip_
    assert (gisteren / "po.zip").read_bytes() == (vandaag / "po.zip").read_bytes()
    assert not list(vandaag.glob(".*.half"))

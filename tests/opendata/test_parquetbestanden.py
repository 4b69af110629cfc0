"""Parquet: what DuckDB and pandas read of it is what stands in the CSVs."""

import logging
from datetime import date
from importlib import util
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from rio_soap.opendata import parquetbestanden
from rio_soap.opendata.kolomsoorten import Kolomsoort, kolomsoort
from rio_soap.opendata.parquetbestanden import maak_parquet, parquet_van
from rio_soap.register.opendata.bestanden import kolommen
from tests.opendata.proefuitgave import csv_rijen, lege_map, publicatie, zet_rijen


def test_duckdb_reads_the_rows_of_every_csv() -> None:
    with duckdb.connect() as db:
        for bestand in kolommen():
            (aantal,) = db.execute(f"SELECT count(*) FROM '{publicatie() / parquet_van(bestand)}'").fetchone() or (
                None,
            )
            assert aantal == len(csv_rijen(publicatie() / bestand)), bestand


def test_sums_and_dates_are_those_of_the_csv_in_duckdb_and_pandas() -> None:
    vergeleken = 0
    for bestand, namen in kolommen().items():
        rijen = csv_rijen(publicatie() / bestand)
        getallen = [naam for naam in namen if kolomsoort(naam) in (Kolomsoort.GEHEEL, Kolomsoort.GETAL)]
        datums = [naam for naam in namen if kolomsoort(naam) is Kolomsoort.DATUM]
        if not rijen or not getallen:
            continue
        tabel = pd.read_parquet(publicatie() / parquet_van(bestand))
        for naam in getallen:
            cellen = [float(rij[namen.index(naam)]) for rij in rijen if rij[namen.index(naam)]]
            bron = publicatie() / parquet_van(bestand)
            (som,) = duckdb.execute(f"SELECT coalesce(sum(\"{naam}\"), 0) FROM '{bron}'").fetchone() or (None,)
            assert float(som) == pytest.approx(sum(cellen)), (bestand, naam)
            assert float(tabel[naam].sum()) == pytest.approx(sum(cellen)), (bestand, naam)
            vergeleken += len(cellen)
        for naam in datums:
            verwacht = [date.fromisoformat(cel) if (cel := rij[namen.index(naam)]) else None for rij in rijen]
            assert [None if pd.isna(cel) else cel for cel in tabel[naam]] == verwacht, (bestand, naam)
    assert vergeleken > 50


def test_texts_stay_texts_also_when_they_are_all_digits() -> None:
    tabel = pd.read_parquet(publicatie() / "onderwijsbesturen.parquet")
    namen = kolommen()["onderwijsbesturen.csv"]
    rijen = csv_rijen(publicatie() / "onderwijsbesturen.csv")
    assert list(tabel["KVK_NUMMER"].fillna("")) == [rij[namen.index("KVK_NUMMER")] for rij in rijen]
    assert any(cel for cel in tabel["KVK_NUMMER"])


def test_a_large_table_is_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that neither we nor who reads it needs memory for all of it."""
    import pyarrow.parquet

    monkeypatch.setattr(parquetbestanden, "_BLOK", 4096)
    monkeypatch.setattr(parquetbestanden, "_GROEP", 300)
    codes = [f"{nr:06}" for nr in range(1000)]
    zet_rijen(lege_map(tmp_path), "erkenners.csv", *({"ERKENNERCODE": code} for code in codes))
    assert maak_parquet(tmp_path)
    gelezen = pyarrow.parquet.ParquetFile(tmp_path / "erkenners.parquet")
    assert 2 <= gelezen.num_row_groups <= 4
    assert gelezen.read()["ERKENNERCODE"].to_pylist() == codes


def test_what_is_as_yesterday_is_linked_and_nothing_else_is(tmp_path: Path) -> None:
    gisteren, vandaag = tmp_path / "gisteren", tmp_path / "vandaag"
    for map_ in (gisteren, vandaag):
        map_.mkdir()
        lege_map(map_)
    maak_parquet(gisteren)
    maak_parquet(vandaag, gisteren, ["erkenners.csv"])
    assert (vandaag / "erkenners.parquet").samefile(gisteren / "erkenners.parquet")
    assert not (vandaag / "overgangen.parquet").samefile(gisteren / "overgangen.parquet")


def test_without_pyarrow_there_is_none_and_the_log_tells_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(parquetbestanden, "find_spec", lambda naam: None if naam == "pyarrow" else util.find_spec(naam))
    with caplog.at_level(logging.WARNING):
        assert not maak_parquet(lege_map(tmp_path))
    assert "rio-soap[parquet]" in caplog.text
    assert not list(tmp_path.glob("*.parquet"))

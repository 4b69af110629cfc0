"""Family C opens in SQLite, DuckDB and pandas, and there is as much in it as the API says."""

import gzip
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from rio_soap.opendata.parquetbestanden import maak_parquet
from rio_soap.opendata.sqlitebestand import maak_sqlite
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.eenheden import PER_BESTAND
from tests.api.api import Api
from tests.opendata.hulp_publicatie import Drukkerij
from tests.service.conftest import Dienst

Lezer = Callable[[str, str], tuple[int, float]]
"""Of a table and a column: how many values there are, each once, and their sum as a number."""
GETALLEN = ("GPS_LATITUDE", "GPS_LONGITUDE", "STUDIELAST")
MET_LICENTIES = ("_onderwijslicenties.csv", "examenlicenties.csv")
EENHEDEN = {
    "onderwijsbesturen": "ONDERWIJSBESTUURID",
    "onderwijsaanbieders": "ONDERWIJSAANBIEDERID",
    "onderwijsaanbiedersgroepen": "ONDERWIJSAANBIEDERGROEPID",
    "onderwijsbegeleidingsaanbieders": "ONDERWIJSBEGELEIDINGSAANBIEDERID",
}
"""Table of each kind of organisatie to its code."""


@pytest.fixture(scope="module")
def databases(dienst: Dienst, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication of the register of the service, with SQLite and Parquet."""
    map_ = tmp_path_factory.mktemp("tellingen")
    drukkerij = Drukkerij(dienst.register, map_)
    uit = drukkerij.van(drukkerij.publiceer(datetime.now(UTC)).datum)
    maak_sqlite(uit)
    maak_parquet(uit)
    (uit / "rio.sqlite").write_bytes(gzip.decompress((uit / "rio.sqlite.gz").read_bytes()))
    return uit


@pytest.fixture(params=["sqlite", "duckdb", "pandas"])
def lees(request: pytest.FixtureRequest, databases: Path) -> Iterator[Lezer]:
    """Reads the publication by each of the three."""
    if request.param == "pandas":
        yield lambda tabel, kolom: _pandas(pd.read_parquet(databases / f"{tabel}.parquet")[kolom])
        return
    db: Any = sqlite3.connect(databases / "rio.sqlite") if request.param == "sqlite" else duckdb.connect()
    with closing(db):
        yield lambda tabel, kolom: _sql(
            db, tabel if request.param == "sqlite" else f"{databases}/{tabel}.parquet", kolom
        )


def _pandas(kolom: Any) -> tuple[int, float]:
    som = float(kolom.sum()) if pd.api.types.is_numeric_dtype(kolom) else 0.0
    return int(kolom.nunique()), som


def _sql(db: Any, bron: str, kolom: str) -> tuple[int, float]:
    som = f'sum("{kolom}")' if kolom in GETALLEN else "0"
    aantal, samen = db.execute(f'SELECT count(DISTINCT "{kolom}"), {som} FROM "{bron}"').fetchone()
    return aantal, float(samen)


def test_there_are_as_many_objects_as_the_api_counts(api: Api, lees: Lezer) -> None:
    def geteld(pad: str) -> int:
        return int(api.json(f"{pad}?tellen=true&limiet=1&ookBeeindigd=true")["totaal"])

    def samen(tabellen: Iterator[str], kolom: str) -> int:
        return sum(lees(tabel.removesuffix(".csv"), kolom)[0] for tabel in tabellen)

    assert geteld("/erkenners") == lees("erkenners", "ERKENNERCODE")[0] > 3
    assert geteld("/onderwijslocaties") == lees("onderwijslocaties", "ONDERWIJSLOCATIECODE")[0] > 5
    assert geteld("/organisaties") == sum(lees(*een)[0] for een in EENHEDEN.items()) > 10
    assert geteld("/opleidingseenheden") == samen(iter(PER_BESTAND), "OPLEIDINGSEENHEIDCODE") > 20
    met_licenties = (een for een in kolommen() if een.endswith(MET_LICENTIES) and "relaties" not in een)
    assert geteld("/licenties") == samen(met_licenties, "LICENTIECODE") > 5


def test_what_they_add_up_to_is_what_the_objects_of_the_api_add_up_to(api: Api, lees: Lezer) -> None:
    def alle(pad: str, naam: str) -> list[Any]:
        return [een for pagina in api.bladeren(f"{pad}?ookBeeindigd=true") for een in pagina[naam]]

    locaties = alle("/onderwijslocaties", "onderwijslocatie")
    for kolom, naam in (("GPS_LATITUDE", "gpsLatitude"), ("GPS_LONGITUDE", "gpsLongitude")):
        som = sum(een.get(naam, 0) for een in locaties)
        assert lees("onderwijslocaties", kolom)[1] == pytest.approx(som), kolom
        assert abs(som) > 10
    opleidingen = alle("/opleidingseenheden", "hoOpleiding")
    som = sum(periode.get("studielast", 0) for een in opleidingen for periode in een["hoOpleidingPeriode"])
    assert lees("ho_opleidingen", "STUDIELAST")[1] == pytest.approx(som)
    assert som > 500

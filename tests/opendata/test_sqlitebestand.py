"""rio.sqlite.gz: the tables of A, cell by cell, and what is said of their keys."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rio_soap.opendata.kolomsoorten import Kolomsoort, kolomsoort
from rio_soap.opendata.sqlitebestand import SQLITE, maak_sqlite
from rio_soap.opendata.tabelverwijzingen import verwijzingen
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.publicatie.rijenregister import TABELLEN
from tests.opendata.proefuitgave import csv_rijen, lege_map, publicatie, zet_rijen

AANBIEDERS, ERKENNERS = "onderwijsaanbieders.csv", "erkenners.csv"


def pak_uit(map_: Path, doel: Path) -> sqlite3.Connection:
    doel.write_bytes(gzip.decompress((map_ / SQLITE).read_bytes()))
    return sqlite3.connect(f"file:{doel}?mode=ro", uri=True)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(pak_uit(publicatie(), tmp_path_factory.mktemp("sqlite") / "rio.sqlite")) as geopend:
        yield geopend


def als_cel(kolom: str, tekst: str) -> str | int | float | None:
    """What a cell of a CSV is in a database."""
    if not tekst:
        return None
    if kolomsoort(kolom) is Kolomsoort.GEHEEL:
        return int(tekst)
    return float(tekst) if kolomsoort(kolom) is Kolomsoort.GETAL else tekst


def test_every_table_has_the_cells_of_its_csv(db: sqlite3.Connection) -> None:
    rijen = 0
    for bestand, namen in kolommen().items():
        verwacht = [tuple(map(als_cel, namen, rij)) for rij in csv_rijen(publicatie() / bestand)]
        assert db.execute(f'SELECT * FROM "{bestand[:-4]}" ORDER BY rowid').fetchall() == verwacht, bestand
        rijen += len(verwacht)
    assert rijen > 200


def test_a_table_has_the_key_that_its_rows_have(db: sqlite3.Connection) -> None:
    sleutel = [naam for _, naam, *_, plaats in db.execute('PRAGMA table_info("mbo_opleidingen")') if plaats]
    assert tuple(sleutel) == TABELLEN["mbo_opleidingen.csv"].sleutel


def test_what_tables_are_joined_by_is_indexed(db: sqlite3.Connection) -> None:
    vraag = 'SELECT * FROM "aangeboden_mbo_opleidingen" WHERE "ONDERWIJSAANBIEDERID" = ?'
    (*_, uitleg) = db.execute(f"EXPLAIN QUERY PLAN {vraag}", ("100A001",)).fetchone()
    assert "USING INDEX" in uitleg


def test_a_key_that_two_rows_share_or_that_is_empty_is_not_said_to_hold(tmp_path: Path) -> None:
    zet_rijen(lege_map(tmp_path), ERKENNERS, {"ERKENNERCODE": "100E001"}, {"ERKENNERCODE": "100E001", "SOORT": "OCW"})
    zet_rijen(tmp_path, AANBIEDERS, {"ONDERWIJSAANBIEDERID": "100A001"})
    feiten = maak_sqlite(tmp_path)
    assert not {ERKENNERS, AANBIEDERS} & set(feiten.sleutels)
    assert "onderwijsbesturen.csv" in feiten.sleutels
    assert (feiten.rijen[ERKENNERS], feiten.rijen[AANBIEDERS], sum(feiten.rijen.values())) == (2, 1, 3)
    with closing(pak_uit(tmp_path, tmp_path / "rio.sqlite")) as db:
        assert db.execute("SELECT * FROM erkenners").fetchall() == [
            ("100E001", None, None, None, None),
            ("100E001", None, None, None, "OCW"),
        ]


def test_values_without_a_row_are_counted_once_each_and_empty_cells_not(tmp_path: Path) -> None:
    zet_rijen(lege_map(tmp_path), "po_groepen.csv", {"OPLEIDINGSEENHEIDCODE": "1000O0001"})
    zet_rijen(
        tmp_path,
        "aangeboden_bo_opleidingen.csv",
        {"OPLEIDINGSEENHEIDCODE": "1000O0001", "ONDERWIJSAANBIEDERID": "100A001"},
        {"OPLEIDINGSEENHEIDCODE": "1000O0002", "ONDERWIJSAANBIEDERID": "100A001"},
        {"OPLEIDINGSEENHEIDCODE": "1000O0003"},
    )
    los = maak_sqlite(tmp_path).los["aangeboden_bo_opleidingen.csv"]
    gevonden = {
        een.kolommen: aantal for een, aantal in zip(verwijzingen("aangeboden_bo_opleidingen.csv"), los, strict=True)
    }
    assert gevonden == {("ONDERWIJSAANBIEDERID",): 1, ("ONDERWIJSLOCATIECODE",): 0, ("OPLEIDINGSEENHEIDCODE",): 2}


def test_the_same_tables_make_the_same_bytes_and_nothing_stays_beside_them(tmp_path: Path) -> None:
    zet_rijen(lege_map(tmp_path), ERKENNERS, {"ERKENNERCODE": "100E001"})
    bestanden = set(tmp_path.iterdir())
    maak_sqlite(tmp_path)
    eerste = (tmp_path / SQLITE).read_bytes()
    maak_sqlite(tmp_path)
    assert (tmp_path / SQLITE).read_bytes() == eerste
    assert set(tmp_path.iterdir()) - bestanden == {tmp_path / SQLITE}


def test_every_join_names_columns_that_there_are() -> None:
    for bestand, namen in kolommen().items():
        for een in verwijzingen(bestand):
            assert set(een.kolommen) <= set(namen)
            assert all(set(een.doelkolommen) <= set(kolommen()[f"{doel}.csv"]) for doel in een.doelen), een
    assert sum(len(verwijzingen(bestand)) for bestand in kolommen()) > 150

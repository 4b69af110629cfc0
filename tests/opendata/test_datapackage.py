"""datapackage.json: what it says is so, and the frictionless library reads the publication by it."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from frictionless import Package

from rio_soap.opendata.dagpublicatie import DATAPACKAGE, Bestandsfeiten, Dagpublicatie
from rio_soap.opendata.datapackage import datapackage
from rio_soap.opendata.kolomsoorten import kolomsoort
from rio_soap.opendata.kolomteksten import kolomtekst
from rio_soap.opendata.sqlitebestand import Sqlitefeiten
from rio_soap.opendata.tabelverwijzingen import verwijzingen
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.publicatie.rijenregister import TABELLEN
from tests.opendata.proefuitgave import MOMENT, csv_rijen, manifest, publicatie

FEIT = Bestandsfeiten(10, "ab" * 32, 3, "cd" * 32)
DAG = Dagpublicatie(date(2026, 10, 4), "stroom", 9, MOMENT, date(2026, 10, 3), 7, {})
GEEN_FEITEN = Sqlitefeiten({}, (), {bestand: [0] * len(verwijzingen(bestand)) for bestand in kolommen()})


def bron(pad: str, feiten: Sqlitefeiten | None = None) -> dict[str, object]:
    """What a manifest says of one file."""
    (een,) = datapackage(replace(DAG, bestanden={pad: FEIT}), feiten)["resources"]  # type: ignore[misc]
    assert isinstance(een, dict)
    return een


def test_frictionless_finds_nothing_wrong_with_the_manifest_and_with_any_file() -> None:
    """Names and types of columns, primary and foreign keys, and of every file, table or not, its size and hash."""
    pakket = Package(str(publicatie() / DATAPACKAGE))
    assert list(Package.metadata_validate(pakket.to_descriptor())) == []
    verslag = pakket.validate()
    fouten = [(taak.name, fout.note) for taak in verslag.tasks for fout in taak.errors]
    assert (fouten, verslag.errors) == ([], [])
    assert {taak.name for taak in verslag.tasks} == {een["name"] for een in manifest()["resources"]}
    geteld = {een["name"]: een["rio:rijen"] for een in manifest()["resources"] if een["path"] in kolommen()}
    tabellen = {taak.name: taak.stats["rows"] for taak in verslag.tasks if taak.type == "table"}
    assert geteld.items() <= tabellen.items()
    assert len(tabellen) == len(kolommen()) + 1


def test_frictionless_notices_a_file_that_is_not_that_of_the_manifest(tmp_path: Path) -> None:
    """Also one that is no table; its size stays."""
    namen = ("erkenners.parquet", "erkenner.jsonl.gz", "po.zip", "rio.sqlite.gz")
    delen = [{**een, "hash": f"sha256:{'0' * 64}"} for een in manifest()["resources"] if een["path"] in namen]
    verslag = Package({**manifest(), "resources": delen}, basepath=str(publicatie())).validate()
    assert sorted(taak.name for taak in verslag.tasks) == sorted(namen)
    assert all([fout.type for fout in taak.errors] == ["hash-count"] for taak in verslag.tasks)


def test_frictionless_opens_a_table_by_it_with_its_types() -> None:
    tabel = Package(str(publicatie() / DATAPACKAGE)).get_resource("onderwijslocaties")
    rijen = tabel.read_rows()
    assert len(rijen) == len(csv_rijen(publicatie() / "onderwijslocaties.csv"))
    assert {type(rij["GPS_LATITUDE"]).__name__ for rij in rijen} <= {"Decimal", "NoneType"}


def test_every_published_file_is_a_resource_with_its_size_and_hash() -> None:
    bronnen = {een["path"]: een for een in manifest()["resources"]}
    zichtbaar = {str(pad.relative_to(publicatie())) for pad in publicatie().rglob("*") if pad.is_file()}
    zichtbaar = {pad for pad in zichtbaar if not pad.startswith(".")}
    assert zichtbaar - bronnen.keys() == {DATAPACKAGE, "catalogus.jsonld", "SHA256SUMS", "SHA256SUMS.p7s"}
    for pad, een in bronnen.items():
        data = (publicatie() / pad).read_bytes()
        assert (een["bytes"], een["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}"), pad
    assert len({een["name"] for een in bronnen.values()}) == len(bronnen)


def test_it_says_of_what_state_it_is_and_on_what_it_builds() -> None:
    zegt = datapackage(DAG)
    assert (zegt["rio:stroom"], zegt["rio:volgnummer"], zegt["rio:moment"]) == ("stroom", 9, "2026-10-03T02:30:00.000Z")
    assert (zegt["rio:vorige"], zegt["rio:vorigVolgnummer"]) == ("2026-10-03", 7)
    eerste = datapackage(replace(DAG, vorige=None, vorig_volgnummer=None))
    assert (eerste["rio:vorige"], eerste["rio:vorigVolgnummer"]) == (None, None)


@pytest.mark.parametrize("bestand", sorted(kolommen()))
def test_a_table_has_all_its_columns_with_a_title_and_a_type(bestand: str) -> None:
    een = bron(bestand, GEEN_FEITEN)
    assert (een["rio:rijen"], een["rio:rijenhash"]) == (3, FEIT.rijenhash)
    velden = een["schema"]["fields"]  # type: ignore[index]
    assert [veld["name"] for veld in velden] == list(kolommen()[bestand])
    assert all(veld["title"] == kolomtekst(veld["name"]).titel and veld["title"].strip() for veld in velden)
    assert [veld["type"] for veld in velden] == [kolomsoort(veld["name"]).value for veld in velden]
    assert een["rio:sleutel"] == list(TABELLEN[bestand].sleutel)


def test_a_delta_has_the_columns_of_its_table_and_what_came_of_the_row() -> None:
    schema = bron("mutaties/Mutaties_erkenners.csv", GEEN_FEITEN)["schema"]
    namen = [veld["name"] for veld in schema["fields"]]  # type: ignore[index]
    assert namen == [*kolommen()["erkenners.csv"], "MUTATIESOORT"]
    assert "primaryKey" not in schema  # type: ignore[operator]


def test_a_key_is_said_of_a_day_on_which_it_holds_and_of_no_other() -> None:
    tabel = "aangeboden_mbo_opleidingen.csv"
    los = [1 if "ONDERWIJSAANBIEDERID" in een.kolommen else 0 for een in verwijzingen(tabel)]
    heel = Sqlitefeiten({}, (tabel,), GEEN_FEITEN.los)
    half = Sqlitefeiten({}, (), {**GEEN_FEITEN.los, tabel: los})
    goed, minder, onbekend = (bron(tabel, feiten)["schema"] for feiten in (heel, half, None))
    assert goed["primaryKey"] == ["AANGEBODEN_OPLEIDINGCODE", "BEGINDATUM_PERIODE"]  # type: ignore[index]
    assert [sleutel["reference"]["resource"] for sleutel in goed["foreignKeys"]] == [  # type: ignore[index]
        "onderwijsaanbieders",
        "onderwijslocaties",
    ]
    assert "primaryKey" not in minder  # type: ignore[operator]
    assert [sleutel["fields"] for sleutel in minder["foreignKeys"]] == [["ONDERWIJSLOCATIECODE"]]  # type: ignore[index]
    assert not {"primaryKey", "foreignKeys"} & set(onbekend)  # type: ignore[call-overload]


def test_a_join_with_one_of_several_tables_is_told_beside_the_keys() -> None:
    joins = bron("aangeboden_mbo_opleidingen.csv", GEEN_FEITEN)["rio:verwijzingen"]
    eenheid = {"fields": ["OPLEIDINGSEENHEIDCODE"], "targetFields": ["OPLEIDINGSEENHEIDCODE"], "zonderDoel": 0}
    assert {**eenheid, "resources": ["mbo_opleidingen", "mbo_groepen", "mbo_opleidingsonderdelen"]} in joins  # type: ignore[operator]


def test_what_tells_of_the_publication_is_no_table(tmp_path: Path) -> None:
    assert "schema" not in bron("licentie.jsonl.gz")
    assert bron("licentie.jsonl.gz")["mediatype"] == "application/gzip"
    assert bron("po.zip")["title"] == "Tabellen voor po"

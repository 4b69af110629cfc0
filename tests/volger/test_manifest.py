"""datapackage.json as a follower reads it: what it names, and what it must not be able to name."""

import json
from typing import Any

import pytest

from rio_soap.volger.manifest import Kolomvorm, lees_manifest
from rio_soap.volger.refusal import Tampered
from rio_soap.volger.standing import lees_standing, maak_standing

SOM = {"rio:rijen": 2, "rio:rijenhash": "a" * 64}
TABEL = {
    "path": "licenties.csv",
    "hash": "sha256:1",
    "schema": {"fields": [{"name": "A", "type": "string"}, {"name": "B", "type": "date"}], "primaryKey": "A"},
    **SOM,
}
KOP = {"rio:stroom": "s", "rio:volgnummer": 5, "rio:moment": "m", "rio:vorige": None, "rio:vorigVolgnummer": None}


def lees(*resources: dict[str, Any], **kop: Any) -> Any:
    inhoud = {**KOP, **kop, "resources": list(resources)}
    sommen = {str(deel["path"]): str(deel["hash"]).removeprefix("sha256:") for deel in resources}
    return lees_manifest(json.dumps(inhoud).encode(), "2026-10-01", "h", sommen)


def met(**anders: Any) -> dict[str, Any]:
    return {**TABEL, **anders}


def test_tables_are_what_has_a_hash_of_rows_at_the_top() -> None:
    manifest = lees(
        TABEL,
        {"path": "licentie.jsonl.gz", "hash": "sha256:2", **SOM},
        {"path": "rio.sqlite.gz", "hash": "sha256:3"},
        {"path": "licenties.parquet", "hash": "sha256:3", **SOM},
        {"path": "mutaties/Mutaties_licenties.csv", "hash": "sha256:3", **SOM},
        {"path": "controlebestand.csv", "hash": "sha256:3", **SOM, "schema": TABEL["schema"]},
    )
    licenties, licentie = manifest.tabellen
    assert (licenties.naam, licenties.familie, licenties.delta) == (
        "licenties",
        "a",
        "mutaties/Mutaties_licenties.csv",
    )
    assert licenties.kolommen == (Kolomvorm("A", "tekst"), Kolomvorm("B", "datum"))
    assert (licenties.kop, licenties.sleutel) == (b'"A","B"', ("A",))
    assert (licentie.naam, licentie.familie, licentie.delta) == ("licentie", "b", "mutaties/wijzigingen.jsonl.gz")


def test_where_a_copy_is_comes_back_as_it_was_kept() -> None:
    manifest = lees(TABEL, {"path": "licentie.jsonl.gz", "hash": "sha256:2", **SOM}, **{"rio:vorige": "2026-09-30"})
    standing = maak_standing(manifest, frozenset(("a",)))
    assert lees_standing(standing.json()) == standing
    assert [tabel.naam for tabel in standing.manifest.tabellen] == ["licenties"]


@pytest.mark.parametrize("pad", ["../x.csv", "/etc/x.csv", "a/b.csv", "mutaties/../x.csv", ".x.csv", "x\n.csv", ""])
def test_no_path_leads_out_of_the_folder(pad: str) -> None:
    with pytest.raises(Tampered, match="published form"):
        lees(met(path=pad))


@pytest.mark.parametrize(
    "fout",
    [
        met(path='x"; DROP TABLE y; --.csv'),
        met(path="Hoofd.csv"),
        met(schema={"fields": [{"name": 'a" TEXT); DROP TABLE y; --'}]}),
        met(schema={"fields": []}),
        met(schema={"fields": [{"name": "A"}], "primaryKey": ["C"]}),
        met(**{"rio:rijenhash": "abc"}),
        met(**{"rio:rijen": "many"}),
        {"path": "licenties.csv", "hash": "sha256:1", **SOM},
    ],
)
def test_no_name_of_a_table_or_column_is_more_than_a_name(fout: dict[str, Any]) -> None:
    """They become words of SQL."""
    with pytest.raises(Tampered, match="published form"):
        lees(fout)


def test_the_same_table_twice_and_another_hash_than_that_of_the_sums_are_refused() -> None:
    with pytest.raises(Tampered, match="twice"):
        lees(TABEL, TABEL)
    tekst = json.dumps({**KOP, "resources": [TABEL]}).encode()
    with pytest.raises(Tampered, match=r"differ about licenties\.csv"):
        lees_manifest(tekst, "2026-10-01", "h", {"licenties.csv": "2"})
    for geen in (b"", b"[]", b"{}", b'{"resources": 1}'):
        with pytest.raises(Tampered, match="published form"):
            lees_manifest(geen, "2026-10-01", "h", {})

"""What is wrong is refused by its name, and the copy stays as it was proved."""

import errno
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from rio_soap.volger import Follower, FollowerOptions, open_kopie, open_origin, volg
from rio_soap.volger.gelezen_publicatie import GelezenPublicatie
from rio_soap.volger.refusal import (
    CopyBusy,
    CopyChanged,
    DayMissing,
    DiskFull,
    ForeignRegister,
    NoCopy,
    SourceUnavailable,
    Tampered,
    bij_naam,
)
from tests.volger.bediener import Bediening
from tests.volger.lezen import sql, van_kopie, van_wereld
from tests.volger.maker import Wereld, bewaar_sommen, rijenhash

RELATIES = "relaties_onderwijsbegeleidingsaanbieders_onderwijsinstellingserkenningen.csv"
"""Of which the name is longer than PostgreSQL takes."""


def twee_dagen(wereld: Wereld, publicaties: Path, doel: str) -> Any:
    """A copy of the first of two days; gives what it holds."""
    wereld.publiceer(publicaties, "2026-10-01")
    volg(doel, str(publicaties))
    was = van_kopie(doel)
    wereld.verander(20)
    wereld.publiceer(publicaties, "2026-10-02")
    return was


def hernoem(map_: Path, pad: str, inhoud: bytes) -> None:
    """Put another content in a published file, and make manifest and sums say so."""
    (map_ / pad).write_bytes(inhoud)
    manifest = json.loads((map_ / "datapackage.json").read_bytes())
    for deel in manifest["resources"]:
        if deel["path"] == pad:
            deel["hash"] = f"sha256:{hashlib.sha256(inhoud).hexdigest()}"
    (map_ / "datapackage.json").write_text(json.dumps(manifest))
    bewaar_sommen(map_)


@pytest.mark.parametrize(
    "pad", ["mutaties/Mutaties_erkenners.csv", "mutaties/wijzigingen.jsonl.gz", "datapackage.json", "SHA256SUMS"]
)
def test_a_tampered_file_of_a_delta_is_refused_by_its_name(
    wereld: Wereld, publicaties: Path, doel: str, pad: str
) -> None:
    was = twee_dagen(wereld, publicaties, doel)
    bestand = publicaties / "2026-10-02" / pad
    inhoud = bytearray(bestand.read_bytes())
    inhoud[len(inhoud) // 2] ^= 1
    bestand.write_bytes(inhoud)
    with pytest.raises(Tampered, match="datapackage.json|SHA256SUMS" if pad == "SHA256SUMS" else pad):
        volg(doel, str(publicaties))
    assert van_kopie(doel) == was


def test_a_tampered_file_of_a_full_set_is_refused_and_what_was_right_of_it_is_not_taken_again(
    bediening: Bediening, wereld: Wereld, publicaties: Path, doel: str
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    bestand = publicaties / "2026-10-01" / "licentie.jsonl.gz"
    goed = bestand.read_bytes()
    bestand.write_bytes(goed[:-1])
    with pytest.raises(Tampered, match=r"2026-10-01/licentie\.jsonl\.gz"):
        volg(doel, bediening.url)
    bestand.write_bytes(goed)
    bediening.gevraagd.clear()
    volg(doel, bediening.url)
    opgehaald = [pad.rpartition("/")[2] for pad in bediening.gevraagd if pad.endswith((".csv", ".gz"))]
    assert opgehaald == ["licentie.jsonl.gz", "licenties.csv", RELATIES, "waarschuwingen.csv"]
    assert van_kopie(doel) == van_wereld(wereld)


@pytest.mark.parametrize("pad", ["erkenners.csv", "erkenner.jsonl.gz"])
def test_rows_that_are_not_those_of_the_rijenhash_are_refused_also_where_the_sums_agree(
    wereld: Wereld, publicaties: Path, doel: str, pad: str
) -> None:
    """Somebody who writes manifest and sums anew but forgets the hash of the rows."""
    wereld.publiceer(publicaties, "2026-10-01")
    map_ = publicaties / "2026-10-01"
    ander = Wereld(99)
    ander.verander(50)
    ander.publiceer(publicaties / "ander", "2026-10-01")
    hernoem(map_, pad, (publicaties / "ander" / "2026-10-01" / pad).read_bytes())
    shutil.rmtree(publicaties / "ander")
    for _ in range(2):  # what was refused once is not taken for right the next time
        with pytest.raises(Tampered, match=pad):
            volg(doel, str(publicaties))


@pytest.mark.parametrize("familie", ["a", "b"])
def test_a_delta_that_does_not_lead_to_its_publication_is_refused_and_the_copy_is_not_blamed(
    wereld: Wereld, publicaties: Path, doel: str, familie: str
) -> None:
    was = twee_dagen(wereld, publicaties, doel)
    map_ = publicaties / "2026-10-02"
    manifest = json.loads((map_ / "datapackage.json").read_bytes())
    naam = {"a": "licenties.csv", "b": "licentie.jsonl.gz"}[familie]
    for deel in manifest["resources"]:
        if deel["path"] == naam:
            deel["rio:rijenhash"] = rijenhash({b"something else"})
    (map_ / "datapackage.json").write_text(json.dumps(manifest))
    bewaar_sommen(map_)
    with pytest.raises(Tampered, match="2026-10-02/mutaties/"):
        volg(doel, str(publicaties))
    assert van_kopie(doel) == was


def test_a_row_of_the_copy_that_another_hand_changed_is_found_and_anew_makes_it_right(
    wereld: Wereld, publicaties: Path, doel: str
) -> None:
    """Changed is a table of which the delta takes nothing away: every table is proved, every day."""
    twee_dagen(wereld, publicaties, doel)
    bederf(doel)
    with pytest.raises(CopyChanged, match="waarschuwingen"):
        volg(doel, str(publicaties))
    kopie = open_kopie(doel)
    with kopie.open():
        gedaan = Follower(open_origin(str(publicaties)), kopie, FollowerOptions(opnieuw=True)).ronde()
    assert gedaan.volledig == "asked for anew"
    assert van_kopie(doel) == van_wereld(wereld)


def bederf(doel: str) -> None:
    if "://" in doel:
        with sql(doel) as vraag:
            vraag("INSERT INTO waarschuwingen VALUES ('1', 'x')")
    else:
        with (Path(doel) / "waarschuwingen.csv").open("ab") as bestand:
            bestand.write(b'"1","x"\r\n')


def test_an_object_of_the_copy_that_another_hand_changed_is_found(
    wereld: Wereld, publicaties: Path, tmp_path: Path
) -> None:
    doel = f"sqlite:///{tmp_path / 'kopie.sqlite'}"
    twee_dagen(wereld, publicaties, doel)
    with sql(doel) as vraag:
        vraag("UPDATE object SET inhoud = '{}' WHERE objecttype = 'ERKENNER'")
    with pytest.raises(CopyChanged, match="erkenner of the copy"):
        volg(doel, str(publicaties))


def test_a_table_of_the_copy_that_is_gone_is_a_copy_that_was_changed(
    wereld: Wereld, publicaties: Path, doel: str
) -> None:
    twee_dagen(wereld, publicaties, doel)
    if "://" in doel:
        with sql(doel) as vraag:
            vraag("DROP TABLE licenties")
    else:
        (Path(doel) / "licenties.csv").unlink()
    with pytest.raises(CopyChanged, match="licenties"):
        volg(doel, str(publicaties))


def test_another_register_is_refused_and_the_copy_untouched(wereld: Wereld, publicaties: Path, doel: str) -> None:
    was = twee_dagen(wereld, publicaties, doel)
    ander = Wereld(3, stroom="99999999-2222-3333-4444-555555555555")
    ander.verander(10)
    ander.publiceer(publicaties, "2026-10-03")
    with pytest.raises(ForeignRegister, match=f"{ander.stroom}.*--opnieuw takes that"):
        volg(doel, str(publicaties))
    assert van_kopie(doel) == was


def test_a_feed_of_another_register_beside_the_same_files_is_refused(
    bediening: Bediening, wereld: Wereld, publicaties: Path, doel: str
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    volg(doel, bediening.url)
    was = van_kopie(doel)
    bediening.wereld = Wereld(5, stroom="99999999-2222-3333-4444-555555555555")
    with pytest.raises(ForeignRegister, match="does not know"):
        volg(doel, bediening.url)
    assert van_kopie(doel) == was


def test_what_was_published_for_a_day_may_not_change(wereld: Wereld, publicaties: Path, doel: str) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    volg(doel, str(publicaties))
    wereld.verander(3)
    wereld.vorige = None
    wereld.publiceer(publicaties, "2026-10-01")
    with pytest.raises(Tampered, match="before"):
        volg(doel, str(publicaties))


@pytest.mark.parametrize("weg", ["2026-10-02", "2026-10-03/mutaties/Mutaties_erkenners.csv"])
def test_a_missing_day_is_told_and_a_full_set_taken_or_refused_by_name(
    wereld: Wereld, publicaties: Path, doel: str, weg: str
) -> None:
    was = twee_dagen(wereld, publicaties, doel)
    wereld.verander(20)
    wereld.publiceer(publicaties, "2026-10-03")
    pad = publicaties / weg
    shutil.rmtree(pad) if pad.is_dir() else pad.unlink()
    kopie = open_kopie(doel)
    with kopie.open(), pytest.raises(DayMissing, match=weg):
        Follower(open_origin(str(publicaties)), kopie, FollowerOptions(alleen_delta=True)).ronde()
    assert van_kopie(doel)[0].keys() == was[0].keys()
    gedaan = volg(doel, str(publicaties))
    assert weg in (gedaan.volledig or "")
    assert van_kopie(doel) == van_wereld(wereld)


def test_other_columns_than_those_of_the_copy_lead_to_a_full_set(
    wereld: Wereld, publicaties: Path, doel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    twee_dagen(wereld, publicaties, doel)
    from tests.volger import maker

    monkeypatch.setitem(maker.TABELLEN, "waarschuwingen", (("LICENTIECODE", "string"), ("WAT", "string")))
    wereld.publiceer(publicaties, "2026-10-03")
    assert "other tables or columns" in (volg(doel, str(publicaties)).volledig or "")
    assert van_kopie(doel) == van_wereld(wereld)


def test_a_source_that_is_not_there_is_out_of_reach(doel: str, tmp_path: Path, publicaties: Path) -> None:
    with pytest.raises(SourceUnavailable, match="nowhere"):
        volg(doel, str(tmp_path / "nowhere"))
    with pytest.raises(SourceUnavailable, match="nothing is published"):
        volg(doel, str(publicaties))


def test_a_feed_that_gives_no_answer_does_not_keep_the_files_from_being_followed(
    bediening: Bediening, wereld: Wereld, publicaties: Path, doel: str
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    volg(doel, bediening.url)
    wereld.verander(9)
    wereld.publiceer(publicaties, "2026-10-02")
    bediening.feed_status = 404
    with pytest.raises(SourceUnavailable, match="wijzigingen answers 404"):
        volg(doel, bediening.url)
    assert van_kopie(doel) == van_wereld(wereld)


def test_a_second_run_on_the_same_copy_is_refused(
    wereld: Wereld, publicaties: Path, doel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rio_soap.volger.postgres._WACHT", "SET lock_timeout TO '50ms'")
    wereld.publiceer(publicaties, "2026-10-01")
    with open_kopie(doel).open(), pytest.raises(CopyBusy):
        volg(doel, str(publicaties))


def test_a_target_that_holds_something_else_is_not_touched(wereld: Wereld, publicaties: Path, doel: str) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    if "://" in doel:
        with sql(doel) as vraag:
            vraag("CREATE TABLE licenties (eigen TEXT)")
            vraag("INSERT INTO licenties VALUES ('mine')")
    else:
        Path(doel).mkdir()
        (Path(doel) / "licenties.csv").write_text("mine")
    with pytest.raises(NoCopy, match=r"licenties|no copy made|begins in an empty folder"):
        volg(doel, str(publicaties))
    if "://" in doel:
        with sql(doel) as vraag:
            assert vraag("SELECT eigen FROM licenties") == [("mine",)]
    else:
        assert [deel.name for deel in Path(doel).iterdir()] == ["licenties.csv"]


def test_a_file_that_is_no_database_is_no_copy(wereld: Wereld, publicaties: Path, tmp_path: Path) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    (tmp_path / "x.sqlite").write_text("no database, but long enough to look at" * 50)
    with pytest.raises(NoCopy, match="not a database"):
        volg(str(tmp_path / "x.sqlite"), str(publicaties))


@pytest.mark.parametrize("doel", ["sqlite://kopie.sqlite", "mysql://ik:geheim@host/x", "{map}/kopie.txt"])
def test_a_target_that_is_none_is_told_which_there_are(doel: str, tmp_path: Path) -> None:
    (tmp_path / "kopie.txt").touch()
    with pytest.raises(NoCopy, match=r"none of a folder, sqlite:///x.db, x.sqlite or postgresql://") as gezegd:
        open_kopie(doel.format(map=tmp_path))
    assert "geheim" not in str(gezegd.value)


def test_a_full_disk_is_told_by_its_name_and_the_copy_is_as_it_was(
    wereld: Wereld, publicaties: Path, doel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = twee_dagen(wereld, publicaties, doel)

    def vol(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "a file")

    with monkeypatch.context() as patch:
        patch.setattr(GelezenPublicatie, "haal", vol)
        with pytest.raises(DiskFull, match="a file: No space left"):
            volg(doel, str(publicaties))
    assert van_kopie(doel) == was


def test_a_database_without_room_is_a_full_disk(wereld: Wereld, publicaties: Path, tmp_path: Path) -> None:
    """SQLite itself says so, where its file may not grow."""
    import sqlite3

    db = sqlite3.connect(tmp_path / "x.sqlite")
    db.execute("PRAGMA max_page_count = 2")
    db.execute("CREATE TABLE t (a)")
    with pytest.raises(DiskFull, match="full"), bij_naam((sqlite3.Error,)):
        db.execute("CREATE TABLE u (a)")
    db.close()

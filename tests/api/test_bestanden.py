"""What was published is told by its manifests: every day, and of one day every file."""

import json
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from rio_soap.api.pad import Apibron
from rio_soap.api.paden import PADEN
from rio_soap.api.toepassing import maak_toepassing
from tests.api.api import Api
from tests.service.conftest import Dienst

MANIFEST: dict[str, Any] = {
    "rio:stroom": "0b6b7a4e-0000-4000-8000-000000000000",
    "rio:volgnummer": 12,
    "rio:moment": "2026-10-03T01:00:00.000Z",
    "rio:vorige": None,
    "rio:vorigVolgnummer": None,
    "resources": [
        {
            "name": "erkenners",
            "path": "erkenners.csv",
            "bytes": 120,
            "hash": "sha256:ab",
            "rio:rijen": 6,
            "rio:rijenhash": "cd",
            "schema": {"fields": []},
        },
        {"name": "po", "path": "po.zip", "bytes": 1, "hash": "sha256:ef"},
    ],
}


@pytest.fixture
def api_met(dienst: Dienst, tmp_path: Path) -> Api:
    """An API beside a folder with two publications, one that is being made and other things."""
    for dag in ("2026-10-03", "2026-10-04"):
        (tmp_path / dag).mkdir()
        (tmp_path / dag / "datapackage.json").write_text(json.dumps(MANIFEST))
    for anders in ("2026-10-05", ".2026-10-06.bezig", "los"):
        (tmp_path / anders).mkdir()
    (tmp_path / "los" / "datapackage.json").write_text("{}")
    pijplijn = dienst.toepassing.pijplijn
    return Api(Client(maak_toepassing(Apibron(pijplijn.afhandeling, pijplijn.klok, tmp_path), PADEN)))


def test_all_days_are_told_newest_first_and_none_that_is_not_done(api_met: Api) -> None:
    publicaties = api_met.gekeurd("/bestanden")["publicatie"]
    assert [een["datum"] for een in publicaties] == ["2026-10-04", "2026-10-03"]
    assert publicaties[0]["href"] == "/opendata/v1/2026-10-04/datapackage.json"
    assert publicaties[0]["volgnummer"] == 12
    assert not {"vorige", "bestand"} & set(publicaties[0])


def test_of_one_day_every_file_is_told_with_its_address_and_proof(api_met: Api) -> None:
    (publicatie,) = api_met.gekeurd("/bestanden?datum=2026-10-03")["publicatie"]
    assert publicatie["bestand"] == [
        {
            "naam": "erkenners",
            "href": "/opendata/v1/2026-10-03/erkenners.csv",
            "bytes": 120,
            "hash": "sha256:ab",
            "rijen": 6,
            "rijenhash": "cd",
        },
        {"naam": "po", "href": "/opendata/v1/2026-10-03/po.zip", "bytes": 1, "hash": "sha256:ef"},
    ]


@pytest.mark.parametrize("dag", ["2026-10-05", "1999-01-01"])
def test_of_a_day_without_publication_there_is_none(api_met: Api, dag: str) -> None:
    assert api_met.gekeurd(f"/bestanden?datum={dag}")["publicatie"] == []


def test_what_is_no_publication_is_not_told_and_nothing_fails_by_it(api_met: Api, tmp_path: Path) -> None:
    (tmp_path / "2026-10-07").write_text("a file")
    (tmp_path / "2026-10-08").mkdir()
    (tmp_path / "2026-10-08" / "datapackage.json").write_text('{"resources": [{}]')
    (tmp_path / "2026-10-09").mkdir()
    (tmp_path / "2026-10-09" / "datapackage.json").write_text("[]")
    (tmp_path / "2026-10-10").symlink_to(tmp_path / "2026-10-03")
    dagen = [een["datum"] for een in api_met.gekeurd("/bestanden")["publicatie"]]
    assert dagen == ["2026-10-04", "2026-10-03"]
    for dag in range(7, 11):
        assert api_met.gekeurd(f"/bestanden?datum=2026-10-{dag:02}")["publicatie"] == []


def test_a_manifest_is_read_once_however_often_is_asked(
    api_met: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerst = api_met.gekeurd("/bestanden"), api_met.gekeurd("/bestanden?datum=2026-10-03")
    gelezen: list[Path] = []
    lees = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda pad: (gelezen.append(pad), lees(pad))[1])
    assert eerst == (api_met.gekeurd("/bestanden"), api_met.gekeurd("/bestanden?datum=2026-10-03"))
    assert gelezen == []
    andere = json.dumps(MANIFEST | {"rio:volgnummer": 13})
    (tmp_path / "2026-10-04" / "datapackage.json").write_text(andere)
    assert api_met.gekeurd("/bestanden")["publicatie"][0]["volgnummer"] == 13

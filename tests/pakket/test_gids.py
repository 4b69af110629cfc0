"""What `rio-soap proef` tells to type works when it is typed, and is short where it can be."""

import os
import sys
from pathlib import Path

import pytest

from tests.pakket import plakken

BIN = Path(sys.executable).parent


@pytest.fixture
def omgeving(tmp_path: Path) -> dict[str, str]:
    """A home without anything, and nothing of this environment on the path."""
    return {"HOME": str(tmp_path / "thuis"), "PATH": "/usr/bin:/bin", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}


@pytest.mark.traag
def test_every_command_that_is_told_works_from_a_folder_with_an_environment_in_it(
    tmp_path: Path, omgeving: dict[str, str]
) -> None:
    map_ = tmp_path / "een map"
    map_.mkdir()
    (map_ / ".venv").symlink_to(BIN.parent)
    with plakken.proef([f"{map_}/.venv/bin/python", "-m", "rio_soap"], map_, omgeving) as gids:
        assert f"export RIO_DATA_DIR='{map_}/rio-data'" in gids.instellingen
        plakken.beoordeel(plakken.plak(gids, map_, omgeving))


def test_the_reader_finds_the_commands_of_a_guide() -> None:
    gids = plakken.lees(
        [
            "open data: http://x/opendata/v1/",
            "  a right copy of your own: .venv/bin/rio-data volg sqlite:///kopie.sqlite --bron http://x",
            "export RIO_DATA_DIR=/a",
            "    uvx --from 'rio-soap[server]' rio-soap haal organisaties zoekterm=x",
            "    rio-soap uitleg sha1",
            "  sign with /a/pki/klant.pem",
        ]
    )
    assert gids.instellingen == ["export RIO_DATA_DIR=/a"]
    assert [opdracht.split()[0] for opdracht in gids.opdrachten] == [".venv/bin/rio-data", "uvx", "rio-soap"]

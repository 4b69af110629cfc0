"""A register of 0.1.0 is brought to this version by the commands that the changelog names."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import _configuratie
from tests.huis.huis import WORTEL
from tests.register.migraties.test_aanvulling import zet_neer


@pytest.fixture
def oud(tmp_path: Path) -> Path:
    """The data directory of 0.1.0 with the trial set in it: revision 0013, no keys."""
    engine = maak_engine(f"sqlite:///{tmp_path / 'rio.db'}")
    configuratie = _configuratie()
    with engine.begin() as verbinding:
        configuratie.attributes["verbinding"] = verbinding
        command.upgrade(configuratie, "0013")
        zet_neer(verbinding)
    engine.dispose()
    return tmp_path


def rio(map_: Path, *opdracht: str) -> Result:
    return CliRunner().invoke(main, list(opdracht), env={"RIO_DATA_DIR": str(map_)})


def aantal(map_: Path, tabel: str) -> int:
    engine = maak_engine(f"sqlite:///{map_ / 'rio.db'}")
    with engine.connect() as verbinding:
        gevonden: int = verbinding.execute(sa.text(f"SELECT count(*) FROM {tabel}")).scalar_one()
    engine.dispose()
    return gevonden


def test_before_init_a_command_names_it_and_changes_nothing(oud: Path) -> None:
    geweigerd = rio(oud, "laad", "proef")
    assert geweigerd.exit_code == 1
    assert "rio-soap init" in geweigerd.output
    assert "0013" in geweigerd.output


def test_init_and_loading_again_make_it_a_register_of_this_version(oud: Path) -> None:
    eenheden = aantal(oud, "opleidingseenheid")
    for gezegd in ("database ready", "database is up to date"):
        gedaan = rio(oud, "init")
        assert gedaan.exit_code == 0, gedaan.output
        assert gezegd in gedaan.output
    assert aantal(oud, "opleidingseenheid") == eenheden > 0
    assert aantal(oud, "zoekobject") > 0
    geladen = rio(oud, "laad", "proef")
    assert geladen.exit_code == 0, geladen.output
    assert aantal(oud, "licentie") > 0
    assert aantal(oud, "opleidingseenheid") == eenheden


def test_the_changelog_tells_what_an_upgrade_needs() -> None:
    deze = (WORTEL / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1]
    nodig = deze.split("### What an upgrade needs")[1].split("\n### ")[0]
    for woord in ("rio-soap init", "rio-soap laad", "rio-soap[server]", "0020"):
        assert woord in nodig

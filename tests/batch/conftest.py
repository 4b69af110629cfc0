"""A register to deliver to, and the command."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.setup.settings import Settings
from tests.batch.proef import begin
from tests.register import hulp

Draai = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return begin(tmp_path / "rio")


@pytest.fixture
def draai(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Draai:
    """Run ``rio-soap batch`` into the register."""
    for naam in [naam for naam in os.environ if naam.startswith("RIO_")]:
        monkeypatch.delenv(naam)
    monkeypatch.setenv("RIO_DATA_DIR", str(settings.data_dir))

    def batch(in_: Path, uit: Path, *opties: str) -> Result:
        doel = () if "--doel" in opties else ("--namens", hulp.HANZE)
        return CliRunner().invoke(main, ["batch", str(in_), str(uit), *doel, *opties])

    return batch


def verslag(uit: Path) -> dict[str, Any]:
    gelezen: dict[str, Any] = json.loads((uit / "verslag.json").read_text())
    return gelezen

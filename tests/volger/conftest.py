"""A register that publishes, over HTTP and in a folder, and an empty target of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.register.conftest import postgresql_url
from tests.volger.bediener import Bediening, bedien
from tests.volger.maker import Wereld
from tests.volger.proef import schema

SOORTEN = ["map", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture
def wereld() -> Wereld:
    wereld = Wereld()
    wereld.verander(120)
    return wereld


@pytest.fixture
def publicaties(tmp_path: Path) -> Path:
    map_ = tmp_path / "publicaties"
    map_.mkdir()
    return map_


@pytest.fixture
def bediening(publicaties: Path, wereld: Wereld) -> Iterator[Bediening]:
    with bedien(publicaties, wereld) as bediening:
        yield bediening


@pytest.fixture(params=SOORTEN)
def doel(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty target."""
    if request.param == "map":
        yield str(tmp_path / "kopie")
    elif request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'kopie.sqlite'}"
    else:
        with schema(postgresql_url(), f"volger_{tmp_path.name[-30:].lower()}") as url:
            yield url

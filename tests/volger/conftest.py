"""A register that publishes, over HTTP and in a folder, and an empty target of each kind."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.register.conftest import postgresql_url
from tests.volger.bediener import Bediening, bedien
from tests.volger.maker import Wereld

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
        url, schema = postgresql_url(), f"volger_{tmp_path.name[-30:].lower()}"
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as db:
            db.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'.encode())
            db.execute(f'CREATE SCHEMA "{schema}"'.encode())
            yield f"{url}?options=-csearch_path%3D{schema}"
            db.execute(f'DROP SCHEMA "{schema}" CASCADE'.encode())

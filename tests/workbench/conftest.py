"""A register with trial data, and the maker of messages that it trusts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.register.database.database import Register
from rio_soap.setup import service, trial
from rio_soap.setup.rules import kader_without_register
from rio_soap.setup.settings import Settings
from rio_soap.workbench.controle import Kader
from tests.workbench.hulp import Maker


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    gemaakt = Settings(data_dir=tmp_path_factory.mktemp("werkbank"))
    trial.make_pki(gemaakt)
    return gemaakt


@pytest.fixture(scope="session")
def register(settings: Settings) -> Iterator[Register]:
    with service.open_register(settings) as geopend:
        trial.fill(geopend, settings)
        yield geopend


@pytest.fixture(scope="session")
def kader(settings: Settings, register: Register) -> Kader:
    """With a register at hand."""
    return service.make_kader(settings, register)


@pytest.fixture(scope="session")
def los(settings: Settings) -> Kader:
    """Without one."""
    return kader_without_register(settings)


@pytest.fixture(scope="session")
def maker(settings: Settings) -> Maker:
    return Maker(trial.client_key(settings))


@pytest.fixture(scope="session")
def pki(settings: Settings) -> Path:
    """The folder with the keys and certificates of the trial environment."""
    return settings.data_dir / "pki"

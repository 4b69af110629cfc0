"""A register with trial data, and the maker of messages that it trusts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.cli import proef
from rio_soap.register.database.database import Register
from rio_soap.setup import service
from rio_soap.setup.settings import Instellingen
from rio_soap.workbench.controle import Kader
from tests.workbench.hulp import Maker


@pytest.fixture(scope="session")
def instellingen(tmp_path_factory: pytest.TempPathFactory) -> Instellingen:
    gemaakt = Instellingen(data_dir=tmp_path_factory.mktemp("werkbank"))
    proef.maak_pki(gemaakt)
    return gemaakt


@pytest.fixture(scope="session")
def register(instellingen: Instellingen) -> Iterator[Register]:
    with service.open_register(instellingen) as geopend:
        proef.vul(geopend, instellingen)
        yield geopend


@pytest.fixture(scope="session")
def kader(instellingen: Instellingen, register: Register) -> Kader:
    """With a register at hand."""
    return service.maak_kader(instellingen, register)


@pytest.fixture(scope="session")
def los(instellingen: Instellingen) -> Kader:
    """Without one."""
    return service.maak_kader(instellingen, None)


@pytest.fixture(scope="session")
def maker(instellingen: Instellingen) -> Maker:
    return Maker(proef.klantsleutel(instellingen))


@pytest.fixture(scope="session")
def pki(instellingen: Instellingen) -> Path:
    """The folder with the keys and certificates of the trial environment."""
    return instellingen.data_dir / "pki"

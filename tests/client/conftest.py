"""A service with trial data over real HTTP, and a client of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.client import Herhaling, RioClient
from rio_soap.setup import trial
from tests.service.conftest import Dienst


def maak_client(
    dienst: Dienst, endpoint: str | None = None, namens: str = trial.OIN_HANZE, **anders: object
) -> RioClient:
    pki = dienst.settings.data_dir / "pki"
    gegevens = {
        "rio_certificates": [pki / "dienst.pem"],
        "retry": Herhaling(pauzes=(0.0, 0.0), opzoekpauzes=(0.0,), slaap=lambda seconden: None),
        **anders,
    }
    adres = endpoint or f"http://127.0.0.1:{dienst.port}"
    return RioClient(adres, pki / "klant.pem", pki / "klant.key", namens, **gegevens)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def dienst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    gestart = Dienst(tmp_path_factory.mktemp("client"))
    yield gestart
    gestart.stop()


@pytest.fixture(scope="module")
def rio(dienst: Dienst) -> Iterator[RioClient]:
    with maak_client(dienst) as client:
        yield client


@pytest.fixture
def vers(tmp_path: Path) -> Iterator[Dienst]:
    """A service of its own."""
    gestart = Dienst(tmp_path)
    yield gestart
    gestart.stop()

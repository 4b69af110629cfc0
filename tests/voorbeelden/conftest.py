"""A service in this process for the examples, which run in their own."""

import os
import sys
from collections.abc import Iterator

import pytest

from rio_soap.register.vertrouwen import partijen
from rio_soap.setup import keys
from rio_soap.setup.trial import OIN_HANZE
from tests.service.conftest import Dienst
from tests.voorbeelden.proefdienst import eigen_sleutel, wijzig


@pytest.fixture(scope="package")
def omgeving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of an example with a key pair of its own, and something in the feeds."""
    map_ = tmp_path_factory.mktemp("voorbeelden")
    dienst = Dienst(map_ / "rio-data")
    eigen = eigen_sleutel(map_)
    der = keys.party_certificate(map_ / "eigen.pem")
    dienst.register.schrijf(lambda session: partijen.voeg_partij_toe(session, der, [OIN_HANZE], "Mijn leverancier"))
    eigen |= {
        "RIO_CLIENT_ENDPOINT": f"http://127.0.0.1:{dienst.port}",
        "RIO_CLIENT_RIO_CERTIFICAAT": str(map_ / "rio-data" / "pki" / "dienst.pem"),
        "PYTHON": sys.executable,
    }
    wijzig(eigen)
    yield {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("RIO_")} | eigen
    dienst.stop()

"""The JSON API of a service with the trial data, in which some things changed since it was loaded."""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import Client

from tests.api.api import Api
from tests.register.conftest import leeg, leeg_schema, leegmaken, register, url  # noqa: F401  # fixtures
from tests.service.conftest import Dienst


@pytest.fixture(scope="session")
def dienst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service over real HTTP, without a limit of requests."""
    dienst_ = Dienst(tmp_path_factory.mktemp("api"), api_per_minuut=0)
    dienst_.lever()
    dienst_.lever()
    yield dienst_
    dienst_.stop()


@pytest.fixture(scope="session")
def api(dienst: Dienst) -> Api:
    """Asks its API in this process."""
    return Api(Client(dienst.toepassing.onder["/api"]))


@pytest.fixture(scope="session")
def document(api: Api) -> dict[str, Any]:
    """The OpenAPI document."""
    return api.json("/openapi.json")

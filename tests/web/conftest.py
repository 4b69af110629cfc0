"""The screens of a service with the trial data, in which some things changed since it was loaded."""

from collections.abc import Iterator

import pytest

from tests.service.conftest import Dienst
from tests.web.browser import Browser


@pytest.fixture(scope="session")
def dienst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service over real HTTP, without a limit of requests; for tests that change nothing that others look at."""
    dienst_ = Dienst(tmp_path_factory.mktemp("web"), api_per_minuut=0, scherm_per_minuut=0, werkbank="ja")
    dienst_.lever()
    dienst_.lever()
    yield dienst_
    dienst_.stop()


@pytest.fixture
def browser(dienst: Dienst) -> Browser:
    """Somebody who is not logged in."""
    return Browser(dienst)

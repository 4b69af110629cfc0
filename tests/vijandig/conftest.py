"""One target for all attacks; that is part of the test: none of them may leave it worse."""

from collections.abc import Iterator

import pytest

from tests.vijandig.doelwit import Doelwit


@pytest.fixture(scope="session")
def doelwit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doelwit]:
    gemaakt = Doelwit(tmp_path_factory.mktemp("doelwit"))
    yield gemaakt
    gemaakt.stop()

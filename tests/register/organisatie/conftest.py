"""A world of two besturen, for the tests of what stands under them."""

from collections.abc import Iterator

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from tests.register.conftest import Leegmaken
from tests.register.hulp_eenheden import laad_eenheden
from tests.register.kern import laad_kern


@pytest.fixture
def twee(register: Register) -> Register:
    """Two besturen with what stands under them."""
    return laad_eenheden(register)


@pytest.fixture(scope="module")
def vaste_twee(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The same for all tests of a module, which leave it as it is and use no other register."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("twee")))) as register:
        register.schrijf(laad_kern)
        yield laad_eenheden(register)

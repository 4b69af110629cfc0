"""A world of two besturen, for the tests of what stands under them."""

import pytest

from rio_soap.register.database.database import Register
from tests.register.hulp_eenheden import laad_eenheden


@pytest.fixture
def twee(register: Register) -> Register:
    """Two besturen with what stands under them."""
    return laad_eenheden(register)

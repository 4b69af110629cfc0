"""The world of the contactadressen for every test of this room."""

import pytest

from rio_soap.register.database.database import Register
from tests.register.hulp_contact import laad_wereld


@pytest.fixture
def wereld(register: Register) -> Register:
    """A register with `laad_wereld`."""
    laad_wereld(register)
    return register

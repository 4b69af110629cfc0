"""A register in which there are erkenners, and senders that may write erkenningen."""

import pytest

from rio_soap.register.database.database import Register
from tests.register.hulp_erkenning import met_rollen


@pytest.fixture
def rio(register: Register) -> Register:
    """With what `met_rollen` adds."""
    return met_rollen(register)

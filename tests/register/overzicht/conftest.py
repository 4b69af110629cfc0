"""The organisation of these tests."""

import pytest

from rio_soap.register.database.database import Register
from tests.register.hulp_overzicht import bouw_wereld


@pytest.fixture
def wereld(leeg: Register) -> Register:
    """A register with `bouw_wereld` and nothing else."""
    leeg.schrijf(bouw_wereld)
    return leeg

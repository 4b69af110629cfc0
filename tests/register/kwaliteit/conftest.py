"""A register in which all is well, until a test breaks something."""

from datetime import date

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from tests.register.hulp_aanbod import zet_onder, zet_organisatie
from tests.register.hulp_licentie import bied_aan, laad_wereld, licentie, vergund
from tests.register.hulp_organisatie import zet


@pytest.fixture
def wereld(register: Register) -> Register:
    """The world of the licenties with an offer that has one, a second aanbieder in a groep, and contactadressen."""
    laad_wereld(register)
    vergund(register, licentie())
    bied_aan(register)
    for code, soort in (("110G001", "GROEP"), ("110A999", "AANBIEDER")):
        zet_organisatie(register, code, soort)
    zet_onder(register, "200B001", "110G001")
    zet_onder(register, "110G001", "110A999")
    for bestuur in ("100B490", "200B001"):
        periode = Gegeven("contactadresPeriode", {"begindatum": date(2020, 1, 1), "email": "a@b.nl"})
        stand = Gegeven("contactadres", {"contactadresPeriode": [periode]})
        zet(register, model.contactadres, eenheid=bestuur, context="ALGEMEEN", subcontextnummer="0", stand=stand)
    return register

"""A clock that was ahead and was set right: nobody stays logged in, or shut out, for as long as it was ahead."""

from datetime import timedelta

import pytest

from rio_soap.register.bevoegdheid.aanmeldpogingen import POGINGEN, WACHT, neem_poging
from rio_soap.register.bevoegdheid.sessies import SPELING
from rio_soap.register.database.database import Register
from tests.register.bevoegdheid.test_sessies import begin, persoon, vind
from tests.register.hulp import NU

TEL = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("voor", "geldt"), [(timedelta(0), True), (SPELING, True), (SPELING + TEL, False), (timedelta(1), False)]
)
def test_a_session_of_a_clock_that_was_ahead_does_not_hold(leeg: Register, voor: timedelta, geldt: bool) -> None:
    """A minute is taken for the difference between the clocks of two processes."""
    geheim = begin(leeg, persoon(leeg), NU + voor)
    assert vind(leeg, geheim).geldt(NU) is geldt


@pytest.mark.parametrize(("voor", "mag"), [(timedelta(0), False), (SPELING, False), (SPELING + TEL, True)])
def test_who_was_to_wait_by_a_clock_that_was_ahead_may_try_again(leeg: Register, voor: timedelta, mag: bool) -> None:
    for _ in range(POGINGEN):
        assert leeg.schrijf(lambda session: neem_poging(session, "wachtwoord", "ada@school.example", NU + voor))
    assert leeg.schrijf(lambda session: neem_poging(session, "wachtwoord", "ada@school.example", NU)) is mag


def test_waiting_lasts_as_long_as_before(leeg: Register) -> None:
    for _ in range(POGINGEN):
        leeg.schrijf(lambda session: neem_poging(session, "wachtwoord", "ada@school.example", NU))
    for moment, mag in ((NU + WACHT - TEL, False), (NU + WACHT, True)):
        assert leeg.schrijf(lambda session: neem_poging(session, "wachtwoord", "ada@school.example", moment)) is mag  # noqa: B023

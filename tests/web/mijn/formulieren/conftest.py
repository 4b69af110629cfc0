"""A service of its own for forms, since they write."""

from collections.abc import Iterator

import pytest

from rio_soap.register.publicatie.sleutels import sleutels
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from tests.service.conftest import Dienst
from tests.web.browser import Browser


@pytest.fixture(scope="session")
def schrijfdienst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service with the trial data, in which forms are delivered."""
    dienst_ = Dienst(tmp_path_factory.mktemp("formulieren"), api_per_minuut=0, scherm_per_minuut=0)
    yield dienst_
    dienst_.stop()


@pytest.fixture(scope="session")
def hanze(schrijfdienst: Dienst) -> Browser:
    """Somebody of the Hanzehogeschool, who may change all that is of it."""
    browser = Browser(schrijfdienst)
    browser.word("iemand@hanze.example", ("INSTELLING", "100B490"))
    return browser


@pytest.fixture(scope="session")
def overal(schrijfdienst: Dienst) -> Browser:
    """Somebody who may open every form."""
    browser = Browser(schrijfdienst)
    with schrijfdienst.register.lees() as session:
        besturen = sleutels(session, OBJECTTYPEN["ONDERWIJSBESTUUR"], None, 500).sleutels
    browser.word("overal@duo.example", ("DUO", ""), *(("INSTELLING", code) for code in besturen if code[3] == "B"))
    return browser

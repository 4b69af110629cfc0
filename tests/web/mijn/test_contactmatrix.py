"""Contactadressen as a matrix, and looking up an address in the BAG: the ways to the forms of both."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

BESTUUR = "100B490"


@pytest.fixture
def beheerder(browser: Browser) -> Browser:
    browser.word("matrix@hanze.example", ("BEHEER_CONTACTADRES", BESTUUR), ("BEHEER_LOCATIEGEBRUIK", BESTUUR))
    return browser


def test_placeholder(beheerder: Browser) -> None:
    p = beheerder.haal("/nl/mijn/contact")
    print(p.status, p.woorden)
    print(p.links())
    q = beheerder.haal("/nl/mijn/locaties/adres?q=9747AS 1&vestiging=25BE00")
    print(q.status, q.woorden, q.links())
    print(beheerder.haal([l for l in p.links() if "vul=" in l][0]).woorden[:1500])
    print(beheerder.haal([l for l in q.links() if "vul=" in l][0]).woorden[:1500])
    assert 0

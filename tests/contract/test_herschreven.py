"""Every text of the catalogue can be reworded: the contract finds the same causes, places, lines and values."""

import random

import pytest

from rio_soap.bevinding import Bevinding
from rio_soap.contract import mapping, schema
from rio_soap.contract.budget import Budget
from rio_soap.contract.operaties import OPERATIES, Operatie
from tests.contract.maker import Maker
from tests.contract.test_blanken import verknoei
from tests.herschreven import herschreven


def bevindingen(operatie: Operatie, zaad: int) -> list[Bevinding]:
    """What is wrong with a message that was broken at random, the same for a number."""
    toeval = random.Random(zaad)
    element = mapping.schrijf_verzoek(operatie, Maker(operatie.dienst, zaad).bericht(operatie.verzoek))
    for _ in range(toeval.randint(1, 3)):
        verknoei(element, toeval)
    return schema.bevindingen(element, operatie.dienst, budget=Budget(30, 30))


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
def test_a_broken_message_has_the_same_findings_in_other_words(operatie: Operatie) -> None:
    for zaad in range(6):
        voor = bevindingen(operatie, zaad)
        with herschreven():
            na = bevindingen(operatie, zaad)
            assert all(b.zin().startswith("Kwak nl") for b in na)
            assert all(b.zin("en").startswith("Kwak en") for b in na)
        assert na == voor

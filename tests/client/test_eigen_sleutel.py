"""For which deliveries a code is issued, so that a second one could make a second object: by the contract itself."""

import pytest

from rio_soap.client.eigen_sleutel import _UITGEGEVEN, EigenSleutel, eigen_sleutel, geeft_code_uit
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.vorm import Vorm, vormen

GEKOZEN = {
    "aanleveren_onderwijslocatiegebruik": "the address decides which location it is",
    "aanleveren_instellingserkenning": "its key is that of the sender; the code is that of the bestuur that it makes",
}
"""Deliveries whose answer has a code, and of which a second one makes nothing new."""


def test_the_table_holds_every_delivery_whose_answer_has_a_code_that_its_object_may_lack() -> None:
    gevonden = set()
    for operatie in (o for o in OPERATIES.values() if o.dienst.schrijft):
        contract = vormen(operatie.dienst)
        antwoord = contract.elementen[operatie.antwoord]
        assert isinstance(antwoord, Vorm)
        if any(veld.naam.endswith("code") for veld in antwoord.velden):
            gevonden.add(operatie.naam)
    assert gevonden - set(GEKOZEN) == set(_UITGEGEVEN)


@pytest.mark.parametrize("naam", _UITGEGEVEN)
def test_a_code_is_issued_for_an_object_without_one(naam: str) -> None:
    veld, code, sleutel = _UITGEGEVEN[naam]
    zonder, met = Gegeven(veld), Gegeven(veld, {code: "x"})
    assert geeft_code_uit(naam, {veld: zonder})
    assert not geeft_code_uit(naam, {veld: met})
    assert eigen_sleutel(naam, {veld: zonder}) is None
    if sleutel is None:
        return
    kenmerk = Gegeven("kenmerken", {"kenmerknaam": sleutel, "kenmerkwaardeTekst": "k"})
    assert eigen_sleutel(naam, {veld: Gegeven(veld, {"kenmerken": [kenmerk]})}) == EigenSleutel(sleutel, "k", code)


def test_a_bundel_may_hold_any_of_them_and_a_licentie_has_a_code_of_its_sender() -> None:
    assert geeft_code_uit("aanleveren_bundel", {"bundelpost": []})
    assert eigen_sleutel("aanleveren_bundel", {"bundelpost": []}) is None
    assert not geeft_code_uit("aanleveren_licentie", {"licentie": Gegeven("licentie")})
    assert not geeft_code_uit("opvragen_licenties", {})

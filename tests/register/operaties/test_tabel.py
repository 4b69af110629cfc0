"""The table of operations: all that the contract has, each with what it is made of."""

import pytest

from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN
from rio_soap.register.operaties.levering import Wie
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.regels.foutcodes import RAADPLEEGCODES, VOLGORDE, volledige_volgorde


def test_every_operation_of_the_contract_is_in_the_table_once() -> None:
    assert not LEVERINGEN.keys() & RAADPLEGINGEN.keys()
    for dienst, deel in ((BEHEREN, LEVERINGEN), (RAADPLEGEN, RAADPLEGINGEN)):
        assert deel.keys() == {naam for naam, operatie in OPERATIES.items() if operatie.dienst == dienst}


@pytest.mark.parametrize("operatie", LEVERINGEN)
def test_a_delivery_is_judged_by_documented_codes_in_their_order(operatie: str) -> None:
    codes = [code for code, _ in LEVERINGEN[operatie].controles]
    assert operatie in VOLGORDE
    volgorde = list(volledige_volgorde(operatie))
    assert codes == [code for code in volgorde if code in codes]


@pytest.mark.parametrize("operatie", LEVERINGEN)
def test_whoever_acts_for_an_institution_is_kept_to_its_own_objects_by_aut401(operatie: str) -> None:
    levering = LEVERINGEN[operatie]
    assert (levering.wie is Wie.INSTELLING) == ("AUT401" in {code for code, _ in levering.controles})


@pytest.mark.parametrize("operatie", RAADPLEGINGEN)
def test_a_reading_is_free_for_all_who_are_trusted_and_answers_documented_codes(operatie: str) -> None:
    raadpleging = RAADPLEGINGEN[operatie]
    assert raadpleging.wie is Wie.IEDER
    assert set(raadpleging.codes) <= RAADPLEEGCODES.get(operatie, {}).keys()


def test_only_the_operations_that_name_a_place_ask_others() -> None:
    """A location by its address or name; a code for a kadasterPlaatscode."""
    assert {naam for naam, raadpleging in RAADPLEGINGEN.items() if raadpleging.opnieuw} == {
        "opvragen_rioIdentificatiecode"
    }

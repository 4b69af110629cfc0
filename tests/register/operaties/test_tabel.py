"""The table of operations: all that the contract has, each with what it is made of."""

import pytest

from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN
from rio_soap.register.bevoegdheid.operatierollen import voor_ieder
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.regels.eigen_codes import EIGEN_CODES, EIGEN_LEVERCODES
from rio_soap.register.regels.foutcodes import RAADPLEEGCODES, VOLGORDE, volledige_volgorde


def test_every_operation_of_v4_is_in_the_table_once() -> None:
    assert not LEVERINGEN.keys() & RAADPLEGINGEN.keys()
    for dienst, deel in ((BEHEREN, LEVERINGEN), (RAADPLEGEN, RAADPLEGINGEN)):
        van_dienst = {naam for naam, operatie in OPERATIES.items() if operatie.dienst == dienst}
        assert van_dienst == deel.keys() - EIGEN_CODES.keys()


def test_what_changes_the_register_is_a_delivery_and_the_rest_a_reading() -> None:
    assert all(OPERATIES[naam].dienst.schrijft for naam in LEVERINGEN)
    assert not any(OPERATIES[naam].dienst.schrijft for naam in RAADPLEGINGEN)


@pytest.mark.parametrize("operatie", LEVERINGEN)
def test_a_delivery_is_judged_by_the_codes_of_its_operation_in_their_order(operatie: str) -> None:
    codes = [code for code, _ in LEVERINGEN[operatie].controles]
    assert operatie in VOLGORDE or operatie in EIGEN_LEVERCODES
    volgorde = list(volledige_volgorde(operatie))
    assert codes == [code for code in volgorde if code in codes]


@pytest.mark.parametrize("operatie", LEVERINGEN)
def test_whoever_may_not_do_all_is_kept_to_what_it_may_by_aut401(operatie: str) -> None:
    assert voor_ieder(operatie) == ("AUT401" not in {code for code, _ in LEVERINGEN[operatie].controles})


@pytest.mark.parametrize("operatie", RAADPLEGINGEN)
def test_a_reading_answers_the_codes_of_its_operation_and_is_free_for_all_unless_one_is_aut401(operatie: str) -> None:
    codes = list(RAADPLEGINGEN[operatie].codes)
    if operatie not in EIGEN_CODES:
        assert set(codes) <= RAADPLEEGCODES[operatie].keys()
        assert voor_ieder(operatie)
        return
    assert codes == list(EIGEN_CODES[operatie])
    assert voor_ieder(operatie) or "AUT401" in codes


def test_only_the_operations_that_name_a_place_or_a_registration_ask_others() -> None:
    """A location by its address or name, a bestuur by its number; a code for a kadasterPlaatscode."""
    eerst = {naam for naam, raadpleging in RAADPLEGINGEN.items() if raadpleging.eerst}
    assert eerst == {"opvragen_bagAdres", "opvragen_handelsregistergegevens"}
    assert {naam for naam, raadpleging in RAADPLEGINGEN.items() if raadpleging.opnieuw} == {
        "opvragen_rioIdentificatiecode"
    }

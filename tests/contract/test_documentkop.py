"""The four elements that every request begins with are those of the contract."""

from uuid import UUID

import pytest

from rio_soap.contract.document_header import CODE, ELEMENTEN, new_header
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.contract.vorm import Vorm, vormen


@pytest.mark.parametrize("naam", OPERATIES)
def test_every_request_of_the_contract_begins_with_them(naam: str) -> None:
    operatie = OPERATIES[naam]
    vorm = vormen(operatie.dienst).elementen[operatie.verzoek]
    assert isinstance(vorm, Vorm)
    assert tuple(veld.naam for veld in vorm.velden[:4]) == ELEMENTEN


def test_a_document_gets_a_code_of_its_own_each_time() -> None:
    een, twee = (new_header("van", "aan", "2026-11-30T03:00:00.000Z") for _ in range(2))
    assert UUID(een[CODE]) != UUID(twee[CODE])
    assert list(een.values())[1:] == ["van", "aan", "2026-11-30T03:00:00.000Z"]


def test_a_code_that_is_given_is_kept() -> None:
    assert new_header("van", "aan", "nu", "code") == dict(zip(ELEMENTEN, ("code", "van", "aan", "nu"), strict=True))


def test_the_logical_address_is_that_of_recorded_traffic() -> None:
    assert BEHEREN.logisch_adres("00000001800866472000") == f"https://duo.nl{BEHEREN.pad}?oin=00000001800866472000"

"""What BRON tells of an onderwijsaanbieder: it uses it, so that it cannot be removed, or it no longer does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import brongebruik, mutatie
from rio_soap.register.organisatie.brongebruik import aanleveren_brongebruik
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.geval import Geval, parameters
from tests.register.hulp import HANZE, aantal, context, fouten, schrijf
from tests.register.hulp_organisatie import aanbieder, lever, verwijder
from tests.register.rollen import BRON, DUO, INSPECTIE, geef

LEVER = "aanleveren_brongebruik"
AANBIEDER = "110A133"


@pytest.fixture
def register(register: Register) -> Register:
    geef(register, BRON, "BRON")
    geef(register, DUO, "DUO")
    geef(register, INSPECTIE, "INSPECTIE")
    return register


def meld(
    register: Register, gebruik: bool = True, code: str = AANBIEDER, soort: str = "DEELNAME", oin: str = BRON
) -> Uitslag:
    velden = {"onderwijsaanbiedercode": code, "soort": soort, "inGebruik": gebruik}
    return schrijf(register, aanleveren_brongebruik, velden, context(oin))


def als(oin: str = BRON, **anders: str) -> Callable[[Register], Uitslag]:
    return lambda register: meld(register, oin=oin, **anders)  # type: ignore[arg-type]


GEVALLEN = [
    Geval("N09440", als(code="999A999"), als()),
    Geval("N09440", als(code="100B490"), als(DUO)),  # a bestuur is none
    Geval("AUT401", als(HANZE), als()),  # not even of its own
    Geval("AUT401", als(INSPECTIE), als(DUO)),
    Geval("RS1001", als(soort="VERZUIM"), als(soort="RESULTAAT")),
]


@pytest.mark.parametrize("geval", parameters(LEVER, GEVALLEN))
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(register: Register, geval: Geval) -> None:
    geval.beproef(register)


def test_an_onderwijsaanbieder_that_bron_uses_cannot_be_removed_until_it_says_it_does_not_any_more(
    register: Register,
) -> None:
    code = str(lever(register, aanbieder()).gegevens["onderwijsaanbiedercode"])
    for soort in ("DEELNAME", "RESULTAAT"):
        assert fouten(meld(register, code=code, soort=soort)) == []
    assert fouten(verwijder(register, code)) == ["N04820"]
    assert fouten(meld(register, False, code, "DEELNAME")) == []
    assert fouten(verwijder(register, code)) == ["N04820"]
    assert fouten(meld(register, False, code, "RESULTAAT")) == []
    assert fouten(verwijder(register, code)) == []


def test_what_is_so_already_stays_so_and_is_no_change_of_the_aanbieder(register: Register) -> None:
    for gebruik, rijen in ((False, 0), (True, 1), (True, 1), (False, 0), (False, 0)):
        assert fouten(meld(register, gebruik)) == []
        assert aantal(register, brongebruik) == rijen
    assert aantal(register, mutatie) == 0

"""What is called by its name: every element that an object or an answer of the contracts can have, and every code."""

from rio_soap.bevinding import catalogus
from rio_soap.contract.operaties import DIENSTEN
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.register.regels.uitslag import standaardkenmerken, standaardlijsten
from rio_soap.web.frame.opmaak import DEEL, label, waardenaam

NL, EN = catalogus("nl", DEEL), catalogus("en", DEEL)
DICHT = ("Rol", "Kanaal", "Objecttype", "Signaalsoort", "Sector", "Communicatiecontextsoort", "Erkenningsstatuswaarde")
"""Lists that pages show to everybody and of which no code may stand there as it is."""


def _elementen() -> set[str]:
    namen = {regel.conf.naam for rijen in standaardkenmerken().regels.values() for regel in rijen}
    for dienst in DIENSTEN:
        contract = vormen(dienst)
        namen.update(contract.los)
        for naam in contract.complexe_namen:
            vorm = contract.soort(naam)
            assert isinstance(vorm, Vorm)
            namen.update(lid for veld in vorm.velden for lid in veld.leden)
    return {naam for naam in namen if not naam.endswith(("_request", "_response"))}


def test_every_element_and_every_kenmerk_has_a_name_in_both_languages() -> None:
    elementen = _elementen()
    assert len(elementen) > 400
    zonder = {naam for naam in elementen if f"veld.{naam}" not in NL or f"veld.{naam}" not in EN}
    assert zonder == set()
    assert label("en", "onderwijsaanbiedercode") == "Code of the education provider"


def test_every_code_of_the_lists_that_everybody_meets_has_words_in_both_languages() -> None:
    lijsten = standaardlijsten().lijsten
    zonder = {code for lijst in DICHT for code in lijsten[lijst] if not {f"waarde.{code}"} <= NL.keys() & EN.keys()}
    assert zonder == set()


def test_a_named_value_is_a_code_that_some_list_has() -> None:
    alle = {code for rijen in standaardlijsten().lijsten.values() for code in rijen}
    genoemd = {sleutel.removeprefix("waarde.") for sleutel in NL if sleutel.startswith("waarde.")}
    assert genoemd - alle == set()


def test_a_code_without_words_of_ours_is_called_as_its_list_says() -> None:
    assert waardenaam("nl", "TECHNASIUM") == "Technasium"

"""From a finding of the profile to one of a report: by its cause and the value found, never by words."""

import pytest

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.workbench.herken import actie, herken, is_fysiek

ACTION = OPERATIES["aanleveren_opleidingseenheid"].soap_action


@pytest.mark.parametrize(
    ("waarde", "oorzaak"),
    [
        (None, "soapaction-ontbreekt"),
        ("", "soapaction-ontbreekt"),
        ('"http://x/onbekend_V4"', "soapaction-onbekend"),
        (ACTION.replace("_V4", "_V3"), "action-versie"),
        (ACTION.replace("/contract/", "/schema/"), "action-schema"),
        (f"{ACTION}_request", "action-achtervoegsel"),
        (f' "{ACTION}_response" ', "action-achtervoegsel"),
        ("http://x/onbekend_request", "soapaction-onbekend"),
    ],
)
def test_an_action_that_is_not_known_has_the_cause_that_its_value_tells(waarde: str | None, oorzaak: str) -> None:
    assert actie(waarde) == oorzaak


def test_only_a_finding_on_the_action_is_looked_at_more_closely() -> None:
    gevonden = f"{ACTION}_request"
    fout = Edufout(Foutsoort.DK0003, [Bevinding("soapaction-onbekend", "SOAPAction", None, gevonden)])
    assert [m.oorzaak for m in herken(fout, "adressering")] == ["action-achtervoegsel"]
    ander = Edufout(Foutsoort.DK0011, [Bevinding("soapaction-verschilt", "SOAPAction", None, gevonden)])
    assert [m.oorzaak for m in herken(ander, "adressering")] == ["soapaction-verschilt"]


def test_a_finding_keeps_its_place_values_and_text() -> None:
    mag, zin = Tekst("waarde.oin"), Tekst("to-oin")
    fout = Edufout(Foutsoort.EK0022, [Bevinding("to-oin", "/Envelope/Header/To", 7, "x", mag)])
    (melding,) = herken(fout, "adressering")
    assert (melding.waar, melding.regel, melding.gevonden, melding.toegestaan) == ("/Envelope/Header/To", 7, "x", mag)
    assert (melding.deel, melding.bericht, melding.fout) == ("adressering", zin, "Client.EK0022")


def test_a_fault_without_findings_is_one_finding_in_its_own_words() -> None:
    (melding,) = herken(Edufout(Foutsoort.DK0051), "register")
    assert (melding.oorzaak, melding.waar, melding.bericht) == ("fault", "/", "Service niet beschikbaar")


def test_a_cause_of_another_version_of_the_service_is_told_as_a_fault() -> None:
    fout = Edufout(Foutsoort.DK0004, [Bevinding("nieuwe-oorzaak", "/x", 3, "a", "b", "woorden van de dienst")])
    (melding,) = herken(fout, "xsd")
    assert (melding.oorzaak, melding.regel, melding.bericht) == ("fault", 3, "woorden van de dienst")
    assert melding.over.titel("en")


def test_no_more_findings_are_told_than_a_reader_can_use() -> None:
    fout = Edufout(Foutsoort.DK0004, [Bevinding("te-lang", f"/x[{nummer}]") for nummer in range(1000)])
    assert len(herken(fout, "xsd")) == 100


@pytest.mark.parametrize(
    ("to", "fysiek"),
    [
        ("https://duo.nl/RIO/services/beheren4.0?oin=00000001800866472000", False),
        ("https://www.duo.nl/RIO/services/beheren4.0?oin=00000001800866472000", False),
        ("http://www.w3.org/2005/08/addressing/anonymous?oin=00000001800866472000", False),
        ("https://vt-webservice.duo.nl:6977/RIO/services/beheren4.0?oin=00000001800866472000", True),
        ("http://127.0.0.1:8080/?oin=00000001800866472000", True),
        ("http://[x", False),
        ("oin=00000001800866472000", False),
    ],
)
def test_the_address_of_a_machine_is_told_from_the_logical_one(to: str, fysiek: bool) -> None:
    assert is_fysiek(to) is fysiek

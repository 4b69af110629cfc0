"""The addressing of a message is judged as the service does, with its values told as far as they can be read."""

from collections.abc import Callable

import pytest
from lxml import etree

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.workbench.adrescontrole import ONBEKEND_OIN, Adresoordeel, controleer_adres
from rio_soap.workbench.keur.kapot import hernoem, tekst, verdubbeld, weg
from tests.workbench.hulp import OIN_RIO, Maker, schrijf

ACTION = OPERATIES["aanleveren_opleidingseenheid"].soap_action
KOP = "/Envelope/Header"
Boom = Callable[[etree._Element], None]


def oordeel(maker: Maker, *stappen: Boom, soap_action: str | None = None, antwoord: bool = False) -> Adresoordeel:
    root = etree.fromstring(maker.goed())
    for stap in stappen:
        stap(root)
    envelope = lees_envelope(schrijf(root), None, Profiel(OIN_RIO))
    return controleer_adres(envelope, soap_action, Profiel(OIN_RIO), antwoord=antwoord)


def test_a_good_message_says_what_is_sent_by_whom_to_whom(maker: Maker) -> None:
    gevonden = oordeel(maker, soap_action=ACTION)
    assert gevonden.meldingen == []
    assert str(gevonden.toelichting) == f"{ACTION} van 0000000700025BE00000 aan {OIN_RIO}"
    assert gevonden.waarden.message_id


@pytest.mark.parametrize(
    ("stap", "oorzaak", "waar"),
    [
        (weg("//a:To"), "to-ontbreekt", "To"),
        (weg("//a:Action"), "action-ontbreekt", "Action"),
        (weg("//a:MessageID"), "messageid-ontbreekt", "MessageID"),
        (weg("//a:From"), "from-ontbreekt", "From"),
        (tekst("//a:MessageID", "geen-uuid"), "messageid-uuid", "MessageID"),
        (tekst("//a:To", "https://duo.nl/RIO/services/beheren4.0"), "to-adres", "To"),
        (tekst("//a:To", "?oin=x"), "to-oin", "To"),
        (verdubbeld("//a:MessageID"), "wsa-dubbel", "MessageID"),
        (hernoem("//a:To", "{http://schemas.xmlsoap.org/ws/2004/08/addressing}To"), "wsa-namespace", "To"),
    ],
)
def test_what_is_wrong_has_its_cause_at_its_header(maker: Maker, stap: Boom, oorzaak: str, waar: str) -> None:
    eerste = oordeel(maker, stap, soap_action=ACTION).meldingen[0]
    assert (eerste.oorzaak, eerste.waar, eerste.deel) == (oorzaak, f"{KOP}/{waar}", "adressering")


@pytest.mark.parametrize(
    ("action", "oorzaak"),
    [
        (f"{ACTION}_request", "action-achtervoegsel"),
        (ACTION.replace("_V4", "_V3"), "action-versie"),
        (ACTION.replace("/contract/", "/schema/"), "action-schema"),
        ("http://x/onbekend_V4", "action-onbekend"),
    ],
)
def test_without_the_http_header_an_action_is_judged_where_it_stands(maker: Maker, action: str, oorzaak: str) -> None:
    (melding,) = oordeel(maker, tekst("//a:Action", action)).meldingen
    assert (melding.oorzaak, melding.waar) == (oorzaak, f"{KOP}/Action")
    assert melding.regel is not None


def test_with_the_http_header_it_is_judged_there(maker: Maker) -> None:
    (melding,) = oordeel(maker, soap_action="http://x/onbekend_V4").meldingen
    assert (melding.oorzaak, melding.waar) == ("soapaction-onbekend", "SOAPAction")


def test_two_actions_that_differ_are_told(maker: Maker) -> None:
    anders = OPERATIES["verwijderen_opleidingseenheid"].soap_action
    assert "soapaction-verschilt" in {m.oorzaak for m in oordeel(maker, soap_action=anders).meldingen}


def test_a_message_without_a_header_lacks_that_and_has_no_values(maker: Maker) -> None:
    gevonden = oordeel(maker, weg("s:Header"))
    assert [(m.oorzaak, m.waar) for m in gevonden.meldingen] == [("header-ontbreekt", "/Envelope")]
    assert (gevonden.waarden.action, gevonden.waarden.from_oin) == ("", ONBEKEND_OIN)
    assert str(gevonden.toelichting) == f" van {ONBEKEND_OIN} aan {ONBEKEND_OIN}"


def test_the_address_of_a_machine_with_a_good_oin_is_a_remark(maker: Maker) -> None:
    stap = tekst("//a:To", f"https://127.0.0.1:8443/x?oin={OIN_RIO}")
    (melding,) = oordeel(maker, stap, soap_action=ACTION).meldingen
    assert (melding.oorzaak, melding.ernst, melding.fout) == ("to-adres", "opmerking", None)
    assert OIN_RIO in str(melding.toegestaan)


def test_a_long_action_is_cut_in_what_is_told_of_it(maker: Maker) -> None:
    gevonden = oordeel(maker, tekst("//a:Action", "x" * 900))
    assert "... (+700) van " in str(gevonden.toelichting)


def test_an_answer_may_be_to_anyone_and_names_what_it_answers(maker: Maker) -> None:
    gevonden = oordeel(maker, antwoord=True)
    assert {m.oorzaak for m in gevonden.meldingen} == {"relatesto-ontbreekt"}

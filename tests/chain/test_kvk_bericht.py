"""Messages to and from KvK: addressed, signed over every part, and believed when they answer this question only."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.kvk_bericht import (
    DELEN,
    KvkAdressering,
    KvkHandtekening,
    controleer_antwoord,
    controleer_ondertekening,
    onderteken,
    wsa_header,
)
from rio_soap.edukoppeling.clock import Clock, FixedClock
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.uris import ANONIEM, SOAP, WSA, WSSE, qnaam

NU = datetime.now(UTC).replace(microsecond=0)
KLOK = FixedClock(NU)
MAXIMUM = 256 * 1024
GEVRAAGD = {"Action": "http://es.kvk.nl/ophalenInschrijving", "MessageID": "uuid:1"}


def envelop(**headers: str) -> etree._Element:
    root = etree.Element(qnaam(SOAP, "Envelope"), nsmap={"s": SOAP, "wsa": WSA})
    header = etree.SubElement(root, qnaam(SOAP, "Header"))
    for naam, tekst in headers.items():
        etree.SubElement(header, qnaam(WSA, naam)).text = tekst
    etree.SubElement(etree.SubElement(root, qnaam(SOAP, "Body")), "inhoud").text = "x"
    return root


def antwoord(sleutelpaar: Sleutelpaar, klok: Clock = KLOK, **anders: str) -> etree._Element:
    headers = {"Action": f"{GEVRAAGD['Action']}Response", "RelatesTo": "uuid:1", **anders}
    root = envelop(**{naam: tekst for naam, tekst in headers.items() if tekst})
    onderteken(root, sleutelpaar, klok)
    return root


def gelezen(root: etree._Element) -> Envelope:
    return lees_envelope(etree.tostring(root), "text/xml; charset=utf-8", Profiel(ontvanger_oin=""))


def test_a_question_gets_a_message_id_the_logical_address_and_an_anonymous_reply_to() -> None:
    root, headers = KvkAdressering("http://es.kvk.nl/x").egress(
        envelop(Action="a", To="http://host/"), {"a": "b"}, None, None
    )
    assert headers == {"a": "b"}
    envelope = gelezen(root)
    assert wsa_header(envelope, "To") == "http://es.kvk.nl/x"
    assert (wsa_header(envelope, "MessageID") or "").startswith("uuid:")
    assert root.findtext(f".//{qnaam(WSA, 'ReplyTo')}/{qnaam(WSA, 'Address')}") == ANONIEM


def test_every_question_has_a_message_id_of_its_own() -> None:
    plugin = KvkAdressering("x")
    roots = [plugin.egress(envelop(Action="a"), {}, None, None)[0] for _ in range(2)]
    assert len({root.findtext(f".//{qnaam(WSA, 'MessageID')}") for root in roots}) == 2


def test_what_zeep_wrote_without_header_is_a_mistake_of_the_wsdl() -> None:
    with pytest.raises(ValueError, match="no header"):
        KvkAdressering("x").egress(etree.Element(qnaam(SOAP, "Envelope")), {}, None, None)


def test_an_answer_goes_by_the_plugin_as_it_came() -> None:
    root = envelop()
    assert KvkAdressering("x").ingress(root, {}, None) == (root, {})


def test_an_answer_that_zeep_opened_itself_is_never_believed(pki: dict[str, Sleutelpaar]) -> None:
    with pytest.raises(ChainFailure) as fout:
        KvkHandtekening(pki["wij"], KLOK).verify(envelop())
    assert fout.value.reason is Reason.SIGNATURE


def test_a_signature_is_over_all_addressing_the_timestamp_and_the_body(pki: dict[str, Sleutelpaar]) -> None:
    root, _ = KvkHandtekening(pki["wij"], KLOK).apply(envelop(**dict.fromkeys(DELEN, "x")), {})
    assert root[0][0].tag == qnaam(WSSE, "Security")
    assert len(root.findall(".//{*}Reference[@URI]")) == len(DELEN) + 3  # Timestamp, Body, and the one to the token
    controleer_ondertekening(gelezen(root), [pki["vreemde"].der, pki["wij"].der], KLOK, MAXIMUM)


@pytest.mark.parametrize("weg", ["Header", "Body"])
def test_what_is_no_whole_envelope_is_not_signed(pki: dict[str, Sleutelpaar], weg: str) -> None:
    root = envelop(Action="a")
    deel = root.find(qnaam(SOAP, weg))
    assert deel is not None
    root.remove(deel)
    with pytest.raises(ValueError, match="without Header or Body"):
        onderteken(root, pki["wij"], KLOK)


def test_a_header_that_is_there_twice_or_empty_is_none() -> None:
    root = envelop(Action="a", To=" ")
    etree.SubElement(root[0], qnaam(WSA, "Action")).text = "b"
    envelope = gelezen(root)
    assert (wsa_header(envelope, "Action"), wsa_header(envelope, "To"), wsa_header(envelope, "From")) == (
        None,
        None,
        None,
    )


def _verander(root: etree._Element) -> None:
    root[1][0].text = "y"


def _nog_een_header(root: etree._Element) -> None:
    etree.SubElement(root[0], qnaam(WSA, "FaultTo")).text = "z"


def _zonder(root: etree._Element) -> None:
    root[0].remove(root[0][0])


@pytest.mark.parametrize(
    "bederf", [_verander, _nog_een_header, _zonder], ids=["changed", "one header more", "unsigned"]
)
def test_a_message_that_is_not_as_it_was_signed_is_refused(
    pki: dict[str, Sleutelpaar], bederf: Callable[[etree._Element], None]
) -> None:
    root = antwoord(pki["kvk"])
    controleer_ondertekening(gelezen(root), [pki["kvk"].der], KLOK, MAXIMUM)
    bederf(root)
    with pytest.raises(Edufout):
        controleer_ondertekening(gelezen(root), [pki["kvk"].der], KLOK, MAXIMUM)


def test_only_the_pinned_certificates_sign_for_kvk(pki: dict[str, Sleutelpaar]) -> None:
    with pytest.raises(Edufout):
        controleer_ondertekening(gelezen(antwoord(pki["vreemde"])), [pki["kvk"].der], KLOK, MAXIMUM)


@pytest.mark.parametrize("verschil", [timedelta(hours=-1), timedelta(hours=1)], ids=["old", "of the future"])
def test_an_answer_of_another_time_is_refused(pki: dict[str, Sleutelpaar], verschil: timedelta) -> None:
    with pytest.raises(Edufout):
        controleer_ondertekening(
            gelezen(antwoord(pki["kvk"], FixedClock(NU + verschil))), [pki["kvk"].der], KLOK, MAXIMUM
        )


def test_an_answer_to_this_question_is_believed(pki: dict[str, Sleutelpaar]) -> None:
    controleer_antwoord(gelezen(antwoord(pki["kvk"])), envelop(**GEVRAAGD), [pki["kvk"].der], KLOK, MAXIMUM)


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"RelatesTo": "uuid:2"}, "wsa:RelatesTo is uuid:2, expected uuid:1"),
        ({"RelatesTo": ""}, "wsa:RelatesTo is None"),
        ({"Action": "http://es.kvk.nl/ophalenVestigingResponse"}, "wsa:Action is"),
    ],
)
def test_a_true_answer_to_another_question_is_not(
    pki: dict[str, Sleutelpaar], anders: dict[str, str], melding: str
) -> None:
    with pytest.raises(ChainFailure, match=melding) as fout:
        controleer_antwoord(
            gelezen(antwoord(pki["kvk"], **anders)), envelop(**GEVRAAGD), [pki["kvk"].der], KLOK, MAXIMUM
        )
    assert fout.value.reason is Reason.SIGNATURE


def test_a_signature_that_does_not_hold_is_told_in_short(pki: dict[str, Sleutelpaar]) -> None:
    root = antwoord(pki["kvk"])
    _verander(root)
    with pytest.raises(ChainFailure) as fout:
        controleer_antwoord(gelezen(root), envelop(**GEVRAAGD), [pki["kvk"].der], KLOK, MAXIMUM)
    assert fout.value.reason is Reason.SIGNATURE
    assert 0 < len(fout.value.melding) <= 300

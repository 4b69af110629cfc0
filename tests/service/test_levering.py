"""A signed delivery, end to end over HTTP."""

import re

from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.setup import trial
from tests.service.conftest import Dienst


def test_what_is_delivered_is_read_back_with_what_the_register_adds(rio: Dienst) -> None:
    code = rio.lever()
    gelezen = rio.stuur("opvragen_opleidingseenheid", {"opleidingseenheidcode": code})
    assert gelezen.status == 200
    assert gelezen.tekst("requestGoedgekeurd") == "true"
    assert gelezen.tekst("herkomstOpleiding") == "INSTELLING"
    assert gelezen.tekst("graad") == "BACHELOR"
    assert gelezen.tekst("eqf") == gelezen.tekst("nlqf") == "6"
    eigenaar = gelezen.body.xpath(".//*[*[local-name()='kenmerknaam']='eigenaar']/*[2]/text()")
    assert eigenaar == ["100B490"]


def test_the_answer_has_the_literal_form_that_clients_search_for(rio: Dienst) -> None:
    code = rio.lever()
    antwoord = rio.stuur("opvragen_opleidingseenheid", {"opleidingseenheidcode": code})
    for letterlijk in (b"<SOAP-ENV:Body", b"<ns2:opvragen_opleidingseenheid_response", b"<ns2:hoOpleiding>"):
        assert letterlijk in antwoord.raw
    assert antwoord.headers["Content-Type"] == "text/xml; charset=UTF-8"


def test_a_new_unit_gets_the_next_code(rio: Dienst) -> None:
    eerste, tweede = rio.lever(), rio.lever()
    assert re.fullmatch(r"\d{4}O\d{4}", eerste)
    assert eerste < tweede


def test_delivering_with_the_code_replaces_the_whole_object(rio: Dienst) -> None:
    code = rio.lever()
    eenheid = trial.voorbeeldlevering()
    eenheid.velden["opleidingseenheidcode"] = code
    eenheid.velden["kenmerken"] = [k for k in eenheid.velden["kenmerken"] if k.velden["kenmerknaam"] == "soort"]  # type: ignore
    antwoord = rio.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
    assert antwoord.tekst("opleidingseenheidcode") == code
    gelezen = rio.stuur("opvragen_opleidingseenheid", {"opleidingseenheidcode": code})
    assert b"eigenOpleidingseenheidSleutel" not in gelezen.raw


def test_a_refusal_by_the_rules_is_an_ordinary_signed_answer(rio: Dienst) -> None:
    antwoord = rio.stuur("opvragen_rioIdentificatiecode", {"eigenOpleidingseenheidSleutel": "x" * 40})
    assert antwoord.status == 200
    assert antwoord.tekst("requestGoedgekeurd") == "false"
    assert antwoord.tekst("foutcode") == "A01161"
    assert antwoord.tekst("sleutelnaam") == "eigenOpleid...heidSleutel"
    assert antwoord.tekst("sleutelwaarde") == "x" * 11 + "..." + "x" * 11


def test_every_operation_of_the_contract_is_served() -> None:
    """Of V4 all; of our own contract those that are there, each as what its dienst says that it is."""
    v4 = {naam for naam, o in OPERATIES.items() if o.dienst in (BEHEREN, RAADPLEGEN)}
    assert len(v4) == 25
    assert v4 <= {*LEVERINGEN, *RAADPLEGINGEN} <= set(OPERATIES)
    assert all(OPERATIES[naam].dienst.schrijft for naam in LEVERINGEN)
    assert not any(OPERATIES[naam].dienst.schrijft for naam in RAADPLEGINGEN)

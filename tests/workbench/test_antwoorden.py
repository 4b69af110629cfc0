"""Answers that say no are read as findings: SOAP faults with their detail, refusals with their foutmeldingen."""

import pytest
from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.uris import BEVINDINGEN, SOAP
from rio_soap.workbench.antwoorden import lees_afkeuring, lees_fault

OPERATIE = OPERATIES["verwijderen_opleidingseenheid"]


def fault(code: str, *bevindingen: str) -> etree._Element:
    detail = "".join(f'<b:bevinding xmlns:b="{BEVINDINGEN}">{b}</b:bevinding>' for b in bevindingen)
    return etree.fromstring(
        f'<s:Fault xmlns:s="{SOAP}"><faultcode>s:{code}</faultcode><faultstring>tekst</faultstring>'
        f'<detail><b:bevindingen xmlns:b="{BEVINDINGEN}">{detail}</b:bevindingen></detail></s:Fault>'
    )


def velden(**delen: str) -> str:
    return "".join(f"<b:{naam}>{waarde}</b:{naam}>" for naam, waarde in delen.items())


def test_a_finding_in_a_detail_keeps_cause_place_values_and_words() -> None:
    gegevens = {"waar": "/x/y[1]", "regel": "7", "gevonden": "a", "toegestaan": "b", "melding": "woorden"}
    melding, zelf = lees_fault(fault("Client.DK0004", velden(oorzaak="te-lang", **gegevens)))
    assert (melding.oorzaak, melding.waar, melding.regel) == ("te-lang", "/x/y[1]", 7)
    assert (melding.gevonden, melding.toegestaan, melding.bericht) == ("a", "b", "woorden")
    assert (melding.deel, melding.fout) == ("xsd", "Client.DK0004")
    assert (zelf.oorzaak, zelf.deel, zelf.gevonden) == ("fault", "bericht", "Client.DK0004 tekst")


def test_a_finding_without_a_cause_is_that_of_a_fault() -> None:
    melding, _ = lees_fault(fault("Client.DK0004", velden(waar="/x", melding="woorden")))
    assert (melding.oorzaak, melding.bericht) == ("fault", "woorden")


@pytest.mark.parametrize("regel", ["", "x", "-1", "٣", "1" * 12])
def test_a_line_that_is_no_number_is_not_known(regel: str) -> None:
    melding, _ = lees_fault(fault("Client.DK0004", velden(oorzaak="te-lang", waar="/x", regel=regel)))
    assert melding.regel is None


@pytest.mark.parametrize(
    ("code", "deel"),
    [
        ("Client.DK0009", "bericht"),
        ("Client.DK0003", "adressering"),
        ("Client.EK0031", "ondertekening"),
        ("Client.DK0002", "ondertekening"),
        ("Client.DK0004", "xsd"),
        ("Server.DK0050", "register"),
    ],
)
def test_a_finding_belongs_to_the_part_that_found_it(code: str, deel: str) -> None:
    assert lees_fault(fault(code, velden(oorzaak="te-lang", waar="/x")))[0].deel == deel


@pytest.mark.parametrize("code", ["Client.DK0004", "Client.ONBEKEND", ""])
def test_a_fault_without_findings_is_one_finding(code: str) -> None:
    (zelf,) = lees_fault(fault(code))
    assert (zelf.oorzaak, zelf.fout) == ("fault", code or None)


def afkeuring(*meldingen: Gegeven, goed: bool = False) -> list[tuple[str, str, str | None]]:
    inhoud = {
        "identificatiecodeBedrijfsdocument": "5f0d8f5c-0b2f-4f1c-8d57-7a4d6b0c9e21",
        "verzendendeInstantie": "00000001800866472000",
        "ontvangendeInstantie": "0000000700025BE00000",
        "datumTijdBedrijfsdocument": "2026-02-03T10:00:00.000Z",
        "requestGoedgekeurd": goed,
        **({"foutmelding": list(meldingen)} if meldingen else {}),
    }
    gegeven = Gegeven(OPERATIE.antwoord, inhoud)  # type: ignore[arg-type]
    return [(m.oorzaak, m.waar, m.fout) for m in lees_afkeuring(mapping.schrijf(OPERATIE, gegeven), gegeven)]


def foutmelding(code: str) -> Gegeven:
    sleutel = Gegeven("sleutelgegeven", {"sleutelnaam": "code", "sleutelwaarde": "1"})
    return Gegeven("foutmelding", {"foutcode": code, "fouttekst": "tekst", "sleutelgegeven": [sleutel]})


def test_every_foutmelding_of_a_refusal_is_a_finding_at_its_place() -> None:
    waar = f"/{OPERATIE.antwoord}/foutmelding"
    assert afkeuring(foutmelding("A01070")) == [("afgekeurd", waar, "A01070")]
    assert afkeuring(foutmelding("A01070"), foutmelding("A01080")) == [
        ("afgekeurd", f"{waar}[1]", "A01070"),
        ("afgekeurd", f"{waar}[2]", "A01080"),
    ]


def test_a_refusal_without_foutmelding_is_one_finding() -> None:
    assert afkeuring() == [("afgekeurd", f"/{OPERATIE.antwoord}", None)]


def test_an_answer_that_approves_has_no_findings() -> None:
    assert afkeuring(goed=True) == []

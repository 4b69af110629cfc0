"""What the register and the document itself say of a valid message becomes a finding at its element."""

import pytest
from lxml import etree

from rio_soap.bevinding import Bevinding
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.trusted import Partij
from rio_soap.register.regels.uitslag import Foutmelding, Uitslag
from rio_soap.service.bedrijfsdocument import Afzender
from rio_soap.workbench.registercontrole import controles, naar_de_letter, van_afzender, waardefout

OPERATIE = OPERATIES["verwijderen_opleidingseenheid"]
OIN, ANDER = "0000000700025BE00000", "0000000700099ZZ00000"
BERICHT = etree.fromstring(
    f'<{OPERATIE.verzoek} xmlns="{OPERATIE.dienst.schema_ns}">\n'
    f"<opleidingseenheidcode>9999O9999</opleidingseenheidcode></{OPERATIE.verzoek}>"
)


def document(**anders: str) -> Gegeven:
    velden = {
        "identificatiecodeBedrijfsdocument": "5f0d8f5c-0b2f-4f1c-8d57-7a4d6b0c9e21",
        "verzendendeInstantie": OIN,
        "ontvangendeInstantie": "DUO",
        "datumTijdBedrijfsdocument": "2026-02-03T10:00:00.000Z",
        "opleidingseenheidcode": "9999O9999",
    }
    return Gegeven(OPERATIE.verzoek, {**velden, **anders})


def test_a_document_by_the_letter_has_no_findings() -> None:
    assert naar_de_letter(document()) == []


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("identificatiecodeBedrijfsdocument", "koppeling-1"), ("datumTijdBedrijfsdocument", "2026-02-03T10:00:00")],
)
def test_what_only_the_letter_refuses_is_told_so(veld: str, waarde: str) -> None:
    (melding,) = naar_de_letter(document(**{veld: waarde}))
    assert (melding.oorzaak, melding.deel, melding.gevonden) == ("letter-pve", "waarden", waarde)
    assert veld in melding.waar
    assert melding.fout == "Server.DK0050"


def test_a_document_of_its_sender_has_no_findings() -> None:
    assert van_afzender(document(), OIN, None, "gemachtigd") == []


@pytest.mark.parametrize("regel", ["gemachtigd", "gelijk"])
def test_a_document_in_the_name_of_another_is_told(regel: Afzender) -> None:
    partij = Partij("leverancier", OIN, "ab", frozenset())
    (melding,) = van_afzender(document(verzendendeInstantie=ANDER), OIN, partij, regel)
    assert (melding.oorzaak, melding.gevonden, melding.toegestaan) == ("afzender", ANDER, OIN)


def test_a_party_with_a_mandate_may_speak_for_another() -> None:
    partij = Partij("leverancier", OIN, "ab", frozenset((ANDER,)))
    assert van_afzender(document(verzendendeInstantie=ANDER), OIN, partij, "gemachtigd") == []


def test_every_foutmelding_is_a_finding_at_the_element_that_it_is_about() -> None:
    melding = Foutmelding("A01070", "bestaat niet", (("opleidingseenheidcode", "9999O9999"),))
    (gevonden,) = controles(Uitslag({}, (melding,)), OPERATIE, document(), BERICHT)
    assert (gevonden.oorzaak, gevonden.fout, gevonden.bericht) == ("controle", "A01070", "bestaat niet")
    assert (gevonden.waar, gevonden.regel) == (f"/{OPERATIE.verzoek}/opleidingseenheidcode[1]", 2)
    assert gevonden.gevonden == "opleidingseenheidcode 9999O9999"


def test_a_value_that_the_register_does_not_know_has_the_line_of_its_element() -> None:
    waar = f"/{OPERATIE.verzoek}/opleidingseenheidcode[1]"
    fout = Edufout(Foutsoort.DK0050, [Bevinding("waardenlijst", waar, None, "x", melding="woorden")], faultstring="x")
    (melding,) = waardefout(fout, BERICHT)
    assert (melding.oorzaak, melding.regel, melding.gevonden, melding.bericht) == ("waardenlijst", 2, "x", "woorden")
    assert melding.deel == "register"

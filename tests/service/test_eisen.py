"""The requirements of the PvE: every one is in the table, every test it names is there; tests without another home."""

import ast
import json
import socket
import uuid
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import DIENSTEN, OPERATIES, RAADPLEGEN
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.edukoppeling.adressering import lees_adressering
from rio_soap.edukoppeling.clock import SystemClock, lees_tijdstip
from rio_soap.edukoppeling.eisen import lees_eisen
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.verifieer import lees_antwoord
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.register.database.model import opleidingseenheid
from rio_soap.setup import trial
from tests.service.conftest import Dienst

HUIS = Path(__file__).parents[2]
LEVER, LEES = "aanleveren_opleidingseenheid", "opvragen_opleidingseenheid"


def test_all_fifty_requirements_are_in_the_table(gedeeld: Path) -> None:
    bron = json.loads((gedeeld / "reference" / "soapfaults.json").read_text("utf-8"))
    assert [eis.id for eis in lees_eisen()] == [eis["id"] for eis in bron["requirements"]]
    assert len(lees_eisen()) == 50


def test_every_test_that_the_table_names_exists() -> None:
    functies: dict[str, set[str]] = {}
    for test in {test for eis in lees_eisen() for test in eis.tests}:
        bestand, _, naam = test.partition("::")
        if bestand not in functies:
            boom = ast.parse((HUIS / bestand).read_text("utf-8"))
            functies[bestand] = {knoop.name for knoop in ast.walk(boom) if isinstance(knoop, ast.FunctionDef)}
        assert naam in functies[bestand], test


def test_no_requirement_is_open() -> None:
    assert [eis.id for eis in lees_eisen() if eis.status == "open"] == []


def vraag(rio: Dienst, operatie: str = LEES, weg: str = "", **velden: Any) -> bytes:
    """A signed request with other values in its document header, or without one of them."""
    op, klok = OPERATIES[operatie], SystemClock()
    alles: dict[str, Any] = {
        "identificatiecodeBedrijfsdocument": str(uuid.uuid4()),
        "verzendendeInstantie": trial.OIN_HANZE,
        "ontvangendeInstantie": rio.settings.oin,
        "datumTijdBedrijfsdocument": klok.nu().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        **({"opleidingseenheidcode": "1010O6466"} if operatie == LEES else {}),
        **velden,
    }
    alles.pop(weg, None)
    return stel_verzoek_op(
        mapping.schrijf_verzoek(op, Gegeven(op.verzoek, alles)),
        action=op.soap_action,
        van_oin=trial.OIN_HANZE,
        naar=f"https://duo.nl{op.dienst.pad}?oin={rio.settings.oin}",
        sleutelpaar=rio.sleutelpaar,
        klok=klok,
    )


def test_the_headers_of_an_answer_follow_from_the_request(rio: Dienst) -> None:
    data = vraag(rio)
    vooraf = SystemClock().nu()
    raw = rio.post(LEES, data).raw
    profiel = rio.toepassing.pijplijn.profiel
    gevraagd = lees_adressering(lees_envelope(data, None, profiel))
    ontvanger = type(profiel)(ontvanger_oin=trial.OIN_HANZE)
    der = rio.toepassing.pijplijn.sleutelpaar.der
    antwoord = lees_antwoord(raw, [der], SystemClock(), ontvanger, relates_to=gevraagd.message_id)
    header = antwoord.envelope.header
    assert header is not None
    waarden = {kind.tag.rpartition("}")[2]: "".join(kind.itertext()) for kind in header}
    assert list(waarden) == ["To", "Action", "MessageID", "RelatesTo", "From", "Security"]
    assert [str(kind.tag).rpartition("}")[2] for kind in header[-1]] == [
        "Timestamp",
        "BinarySecurityToken",
        "Signature",
    ]
    assert waarden["To"] == gevraagd.from_adres
    assert waarden["Action"] == gevraagd.action == OPERATIES[LEES].soap_action
    assert waarden["RelatesTo"] == gevraagd.message_id
    assert waarden["From"] == f"http://www.w3.org/2005/08/addressing/anonymous?oin={rio.settings.oin}"
    assert waarden["MessageID"].startswith("urn:uuid:")
    assert gevraagd.message_id not in waarden["MessageID"]
    gemaakt = lees_tijdstip(str(header[-1][0][0].text))
    assert gemaakt is not None
    assert abs((gemaakt - vooraf).total_seconds()) < 10
    assert antwoord.ondertekenaar.ondertekende_delen == (
        "To", "Action", "MessageID", "RelatesTo", "From", "Body", "Timestamp")  # fmt: skip


def test_the_answer_repeats_the_document_and_swaps_the_parties(rio: Dienst) -> None:
    code, moment = str(uuid.uuid4()), "2026-11-24T09:00:00.5+01:00"
    antwoord = rio.post(LEES, vraag(rio, identificatiecodeBedrijfsdocument=code, datumTijdBedrijfsdocument=moment))
    assert [str(kind.text) for kind in antwoord.body[:4]] == [code, rio.settings.oin, trial.OIN_HANZE, moment]


@pytest.mark.parametrize(
    "element",
    ["identificatiecodeBedrijfsdocument", "verzendendeInstantie", "ontvangendeInstantie", "datumTijdBedrijfsdocument"],
)
def test_each_of_the_four_elements_of_bedrijfsdocument_is_needed(rio: Dienst, element: str) -> None:
    antwoord = rio.post(LEES, vraag(rio, weg=element))
    assert antwoord.faultcode == "SOAP-ENV:Client.DK0004"
    assert element in antwoord.raw.decode()


def test_the_characters_of_an_identificatiecode_are_those_of_the_xsd(rio: Dienst) -> None:
    for code in ("a" * 50, f"A-z_0{uuid.uuid4().hex}", "1"):
        assert rio.post(LEES, vraag(rio, identificatiecodeBedrijfsdocument=code)).status == 200
    for code in ("a" * 51, "a\\b", "a b", "é", ""):
        antwoord = rio.post(LEES, vraag(rio, identificatiecodeBedrijfsdocument=code))
        assert antwoord.faultcode == "SOAP-ENV:Client.DK0004", code


@pytest.mark.parametrize(
    ("van", "naar", "element"),
    [(b">240<", b">24O<", "studielast"), (b">2026-09-01<", b">2026-11-31<", "begindatum")],
    ids=["letter in a number", "31 November"],
)
def test_a_value_of_the_wrong_format_is_a_technical_fault(
    rio: Dienst, monkeypatch: pytest.MonkeyPatch, van: bytes, naar: bytes, element: str
) -> None:
    """Signed as it is: the typed message cannot hold such a value, so the text is changed before signing."""
    schrijf = mapping.schrijf_verzoek

    def met_fout(*args: Any) -> Any:
        from lxml import etree

        tekst = etree.tostring(schrijf(*args))
        assert van in tekst
        return etree.fromstring(tekst.replace(van, naar))

    monkeypatch.setattr(mapping, "schrijf_verzoek", met_fout)
    antwoord = rio.post(LEVER, vraag(rio, LEVER, opleidingseenheid=trial.voorbeeldlevering()))
    assert antwoord.faultcode == "SOAP-ENV:Client.DK0004"
    assert f"/{element}[1]" in antwoord.raw.decode()


def test_a_delivery_or_delete_is_about_one_object() -> None:
    """No request repeats an object; only the delete of a relation has two codes, together its key. Beside V4 a bundel
    holds deliveries, each a message of its own, and a reading may name several kinds."""
    herhaalt = {"verwijderen_opleidingsrelatie": ["opleidingseenheidcode"], "aanleveren_bundel": ["bundelpost"]}
    for operatie in OPERATIES.values():
        vorm = vormen(operatie.dienst).elementen[operatie.verzoek]
        assert isinstance(vorm, Vorm)
        if operatie.dienst.schrijft or operatie.dienst is RAADPLEGEN:
            meervoudig = [veld.naam for veld in vorm.velden if veld.meervoudig]
            assert meervoudig == herhaalt.get(operatie.naam, []), operatie.naam
    assert {operatie.dienst for operatie in OPERATIES.values()} == set(DIENSTEN)


def test_a_delivery_contacts_nobody(rio: Dienst, monkeypatch: pytest.MonkeyPatch) -> None:
    adressen: list[Any] = []
    verbind = socket.socket.connect

    def noteer(zelf: socket.socket, adres: Any) -> None:
        adressen.append(adres)
        verbind(zelf, adres)

    monkeypatch.setattr(socket.socket, "connect", noteer)
    rio.lever()
    assert adressen == [("127.0.0.1", rio.port)], "only our own client connected, to the service"


def test_a_change_made_beside_the_service_is_in_the_next_answer(rio: Dienst) -> None:
    code = rio.lever()
    gevraagd = {"opleidingseenheidcode": code}
    assert rio.stuur(LEES, gevraagd).tekst("requestGoedgekeurd") == "true"
    weg = sa.delete(opleidingseenheid).where(opleidingseenheid.c.code == code)
    rio.register.schrijf(lambda session: session.execute(weg))
    assert rio.stuur(LEES, gevraagd).tekst("requestGoedgekeurd") == "false"

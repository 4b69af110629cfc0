"""Where observed practice and the PvE differ: both are taken by default, the letter alone with RIO_PROFIEL=streng."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.register.vertrouwen import partijen
from tests.service.conftest import Antwoord, Dienst

LEES = "opvragen_opleidingseenheid"
OP = OPERATIES[LEES]
CIJFERS = "00000001123456782000"
LETTERS = "0000000700025BE00000"


@pytest.fixture(scope="module")
def streng(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path_factory.mktemp("streng"), profiel="streng")
    yield dienst
    dienst.stop()


def vraag(
    rio: Dienst,
    *,
    oin: str = CIJFERS,
    message_id: str | None = None,
    token: bool = True,
    content_type: str = "text/xml;charset=UTF-8",
    naar: str | None = None,
    vervang: tuple[bytes, bytes] | None = None,
    **velden: Any,
) -> Antwoord:
    """A request to the letter of the PvE, unless told otherwise.

    :param vervang: a change of what is not signed.
    """
    rio.register.schrijf(lambda s: partijen.voeg_partij_toe(s, rio.sleutelpaar.der, (CIJFERS, LETTERS)))
    klok = SystemClock()
    gegevens = {
        "identificatiecodeBedrijfsdocument": str(uuid.uuid4()),
        "verzendendeInstantie": oin,
        "ontvangendeInstantie": "DUO",
        "datumTijdBedrijfsdocument": klok.nu().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "opleidingseenheidcode": "1010O6466",
        **velden,
    }
    data = stel_verzoek_op(
        mapping.schrijf_verzoek(OP, Gegeven(OP.verzoek, gegevens)),
        action=OP.soap_action,
        van_oin=oin,
        naar=naar or f"http://www.w3.org/2005/08/addressing/anonymous?oin={rio.settings.oin}",
        sleutelpaar=rio.sleutelpaar,
        klok=klok,
        message_id=message_id or f"urn:uuid:{uuid.uuid4()}",
        token_ondertekenen=token,
    )
    if vervang:
        assert data.count(vervang[0]) == 1
        data = data.replace(*vervang)
    return rio.post(LEES, data, {"Content-Type": content_type})


VERSCHILLEN: dict[str, tuple[dict[str, Any], str, str | None]] = {
    "unsigned token": ({"token": False}, "Client.EK0031", None),
    "bare UUID as MessageID": ({"message_id": "nieuw"}, "Client.EK0023", None),
    "OIN with letters": ({"oin": LETTERS}, "Client.EK0021", None),
    "Content-Type without charset": ({"content_type": "text/xml"}, "Client.DK0009", None),
    "another header": (
        {"vervang": (b"<wsa:Action", b'<x:spoor xmlns:x="urn:x">1</x:spoor><wsa:Action')},
        "Client.DK0010",
        None,
    ),
    "identificatiecode that is no UUID": (
        {"identificatiecodeBedrijfsdocument": "nieuw"},
        "Server.DK0050",
        "Ongeldige waarde voor identificatiecodeBedrijfsdocument",
    ),
    "OIN as ontvangendeInstantie": (
        {"ontvangendeInstantie": "00000001800866472000"},
        "Server.DK0050",
        "Ongeldige waarde voor ontvangendeInstantie",
    ),
    "moment without milliseconds": (
        {"datumTijdBedrijfsdocument": "2026-11-24T12:00:00Z"},
        "Server.DK0050",
        "Ongeldige waarde voor datumTijdBedrijfsdocument",
    ),
    "moment in another zone": (
        {"datumTijdBedrijfsdocument": "2026-11-24T12:00:00.000+01:00"},
        "Server.DK0050",
        "Ongeldige waarde voor datumTijdBedrijfsdocument",
    ),
}


def vers(anders: dict[str, Any]) -> dict[str, Any]:
    """With a fresh value for what may come once."""
    nieuw = {"message_id": str(uuid.uuid4()), "identificatiecodeBedrijfsdocument": f"volgnummer_{uuid.uuid4().hex}"}
    return {veld: nieuw[veld] if waarde == "nieuw" else waarde for veld, waarde in anders.items()}


@pytest.mark.parametrize("naam", VERSCHILLEN)
def test_practice_is_taken_by_default_and_refused_by_the_letter(rio: Dienst, streng: Dienst, naam: str) -> None:
    anders, code, tekst = VERSCHILLEN[naam]

    assert vraag(rio, **vers(anders)).status == 200
    antwoord = vraag(streng, **vers(anders))
    assert (antwoord.status, antwoord.faultcode) == (500, f"SOAP-ENV:{code}"), antwoord.raw
    assert tekst is None or antwoord.faultstring == tekst


def test_a_message_to_the_letter_is_taken_by_both(rio: Dienst, streng: Dienst) -> None:
    for dienst in (rio, streng):
        antwoord = vraag(dienst)
        assert antwoord.status == 200, antwoord.raw
        assert antwoord.tekst("verzendendeInstantie") == "DUO"


def test_an_empty_element_is_refused_though_the_xsd_lets_it_pass(rio: Dienst) -> None:
    from rio_soap.setup import trial

    eenheid = trial.voorbeeldlevering()
    eenheid.velden["opleidingseenheidPeriode"][0].velden["omschrijving"] = ""  # type: ignore[index,union-attr]
    antwoord = rio.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
    assert antwoord.faultcode == "SOAP-ENV:Client.DK0004"
    assert str(antwoord.body.findtext(".//{*}waar")).endswith("/omschrijving[1]")
    assert antwoord.body.findtext(".//{*}melding") == "Leeg element"

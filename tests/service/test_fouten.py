"""The nineteen technical faults as they leave the service: code, text, form, signature and order."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import FixedClock, SystemClock
from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.edukoppeling.verifieer import lees_antwoord
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import berichtenlog, eenmalig, opleidingseenheid
from rio_soap.service import eenmalig as service_eenmalig
from rio_soap.setup import trial
from tests.service.conftest import Antwoord, Dienst
from tests.soap11 import controleer_fault

LEVER = "aanleveren_opleidingseenheid"
OP = OPERATIES[LEVER]
GEBRUIKT = str(uuid.uuid4())
ANDER_OIN = "00000001999999999000"

VOLGORDE = ["DK0009", "DK0001", "DK0003", "DK0005", "DK0006", "DK0007", "EK0020", "EK0021", "EK0022", "EK0023",
            "DK0011", "DK0010", "EK0031", "DK0002", "DK0004", "DK0050", "DK0051"]  # fmt: skip
"""The order in which they are judged, but for the two below (soapfaults.json, evaluation_order)."""

NIET_OP_EEN_VERZOEK = {
    Foutsoort.DK0008: "a request is never an answer: only answers need wsa:RelatesTo; our client half raises it",
    Foutsoort.EK0030: "about the certificate of the TLS connection: test_nginx and test_tls_eigen prove it",
}


def _zonder(naam: str) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(rb"<wsa:%b .*?</wsa:%b>" % (naam.encode(), naam.encode()), b"", data, flags=re.DOTALL)


def _door(oud: bytes, nieuw: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(oud, nieuw)


NA_ONDERTEKENING: dict[str, Callable[[bytes], bytes]] = {
    "EK0031": _door(b"Toegepaste Waterkunde", b"Toegepaste Waterkunst"),
    "DK0010": _door(b"<wsa:Action", b'<y xmlns="urn:y" soapenv:mustUnderstand="1"/><wsa:Action'),
    "DK0011": _door(b"/aanleveren_opleidingseenheid</wsa:Action>", b"/verwijderen_opleidingseenheid</wsa:Action>"),
    "EK0023": lambda data: re.sub(rb'(id-MessageID">)[^<]*', rb"\g<1>1", data),
    "EK0022": lambda data: re.sub(rb"(https://duo.nl[^?]*)\?oin=[^<]*", rb"\1", data),
    "EK0021": lambda data: re.sub(rb"anonymous\?oin=[^<]*", b"anonymous", data),
    "EK0020": _zonder("From"),
    "DK0007": _zonder("MessageID"),
    "DK0006": _zonder("Action"),
    "DK0005": _zonder("To"),
    "DK0001": _door(b"http://schemas.xmlsoap.org/soap/envelope/", b"http://www.w3.org/2003/05/soap-envelope"),
    "DK0009": lambda data: data.replace(b"Waterk", b"\xffWaterk"),
}
"""What makes a good message wrong, from the last judged to the first."""


def bericht(rio: Dienst, *kapot: str) -> tuple[bytes, dict[str, str]]:
    """A delivery with these things wrong; gives bytes and HTTP headers."""
    eenheid = trial.voorbeeldlevering()
    if "DK0004" in kapot:
        eenheid.velden["niveau"] = "HBO?BA"
    klok = SystemClock()
    van = ANDER_OIN if "DK0002" in kapot else trial.OIN_HANZE
    velden: dict[str, Any] = {
        "identificatiecodeBedrijfsdocument": GEBRUIKT if "DK0050" in kapot else str(uuid.uuid4()),
        "verzendendeInstantie": van,
        "ontvangendeInstantie": rio.settings.oin,
        "datumTijdBedrijfsdocument": klok.nu().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "opleidingseenheid": eenheid,
    }
    data = stel_verzoek_op(
        mapping.schrijf_verzoek(OP, Gegeven(OP.verzoek, velden)),
        action=OP.soap_action,
        van_oin=van,
        naar=f"https://duo.nl{OP.dienst.pad}?oin={rio.settings.oin}",
        sleutelpaar=rio.sleutelpaar,
        klok=klok,
    )
    for code, verander in NA_ONDERTEKENING.items():
        if code in kapot:
            anders = verander(data)
            assert anders != data, code
            data = anders
    return data, {"SOAPAction": "urn:onbekend"} if "DK0003" in kapot else {}


def stand(rio: Dienst) -> list[int]:
    with rio.register.lees() as session:
        tabellen = (opleidingseenheid, berichtenlog, eenmalig)
        return [session.execute(sa.select(sa.func.count()).select_from(t)).scalar_one() for t in tabellen]


@pytest.fixture
def gebruikt(rio: Dienst) -> None:
    """A message with the code GEBRUIKT has been answered."""
    data, _ = bericht(rio, "DK0050")
    antwoord = rio.post(LEVER, data)
    assert antwoord.status == 200 or antwoord.faultcode == "SOAP-ENV:Server.DK0050"


def is_fout(rio: Dienst, antwoord: Antwoord, soort: Foutsoort) -> None:
    """A SOAP 1.1 fault over HTTP with exactly this code and text, signed when its sender is known and trusted."""
    assert antwoord.status == 500
    assert antwoord.headers["Content-Type"] == "text/xml; charset=UTF-8"
    tekst = service_eenmalig.FAULTSTRING if soort is Foutsoort.DK0050 else soort.faultstring
    assert controleer_fault(antwoord.raw) == (soort.faultcode, tekst)
    bekend = VOLGORDE.index(soort.name) > VOLGORDE.index("EK0031")
    assert (b"SignatureValue" in antwoord.raw) is bekend
    if bekend:
        ontvanger = ANDER_OIN if soort is Foutsoort.DK0002 else trial.OIN_HANZE
        profiel = type(rio.toepassing.pijplijn.profiel)(ontvanger_oin=ontvanger)
        gelezen = lees_antwoord(
            antwoord.raw, [rio.toepassing.pijplijn.sleutelpaar.der], FixedClock(SystemClock().nu()), profiel
        )
        assert len(gelezen.ondertekenaar.ondertekende_delen) == 7


def test_every_fault_is_proved_here_or_cannot_come_to_a_request() -> None:
    assert {Foutsoort[naam] for naam in VOLGORDE} | set(NIET_OP_EEN_VERZOEK) == set(Foutsoort)
    assert [Foutsoort[naam].stap.value for naam in VOLGORDE] == sorted(Foutsoort[n].stap.value for n in VOLGORDE)


@pytest.mark.usefixtures("gebruikt")
@pytest.mark.parametrize("code", [code for code in VOLGORDE if code != "DK0051"])
def test_one_mistake_gets_its_own_fault_and_leaves_nothing_behind(rio: Dienst, code: str) -> None:
    vooraf = stand(rio)
    data, headers = bericht(rio, code)
    antwoord = rio.post(LEVER, data, headers)
    is_fout(rio, antwoord, Foutsoort[code])
    assert stand(rio) == vooraf
    for bevinding in antwoord.body.iter("{*}bevinding"):
        assert bevinding.findtext("{*}waar")
        assert bevinding.findtext("{*}melding")
    assert antwoord.body.find(".//{*}bevinding") is not None


def test_a_register_out_of_reach_is_dk0051_and_the_message_may_come_again(
    rio: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weg(_taak: object) -> None:
        raise Unavailable("gone")

    data, _ = bericht(rio)
    with monkeypatch.context() as kapot:
        kapot.setattr(rio.register, "schrijf", weg)
        is_fout(rio, rio.post(LEVER, data), Foutsoort.DK0051)
    assert rio.post(LEVER, data).status == 200


@pytest.mark.usefixtures("gebruikt")
def test_with_everything_wrong_each_repair_shows_the_next_fault_in_order(rio: Dienst) -> None:
    """Specific before general, identification before authorisation before the body before its processing."""
    codes = [code for code in VOLGORDE if code != "DK0051"]
    gezien = []
    for hersteld in range(len(codes)):
        antwoord = rio.post(LEVER, *bericht(rio, *codes[hersteld:]))
        gezien.append(str(antwoord.faultcode).rpartition(".")[2])
    assert gezien == codes
    assert rio.post(LEVER, *bericht(rio)).status == 200


def test_an_invalid_body_is_explained_with_every_finding(rio: Dienst) -> None:
    """Path, line, what was found and what is allowed; two mistakes are two findings."""
    eenheid = trial.voorbeeldlevering()
    eenheid.velden["niveau"], eenheid.velden["ISCED"] = "HBO?BA", 99999
    data = rio.verzoek(LEVER, {"opleidingseenheid": eenheid})
    bevindingen = list(rio.post(LEVER, data).body.iter("{*}bevinding"))
    gevonden = {
        str(b.findtext("{*}waar")).rpartition("/")[2]: (b.findtext("{*}gevonden"), b.findtext("{*}regel"))
        for b in bevindingen
    }
    assert gevonden["niveau[1]"][0] == "HBO?BA"
    assert gevonden["ISCED[1]"][0] == "99999"
    assert all(regel for _, regel in gevonden.values())
    assert all(b.findtext("{*}toegestaan") for b in bevindingen)


def test_a_broken_signature_is_explained_part_by_part(rio: Dienst) -> None:
    data, _ = bericht(rio)
    data = data.replace(b"Toegepaste Waterkunde", b"Toegepaste Waterkunst").replace(
        b"https://duo.nl", b"https://dou.nl"
    )
    bevindingen = list(rio.post(LEVER, data).body.iter("{*}bevinding"))
    assert {str(b.findtext("{*}waar")) for b in bevindingen} == {"/Envelope/Body", "/Envelope/Header/To"}
    for bevinding in bevindingen:
        assert bevinding.findtext("{*}regel")
        assert bevinding.findtext("{*}gevonden") != bevinding.findtext("{*}toegestaan")

"""Sitting as a RIO, the workbench judges what a client sends: by requirement, and message by message."""

import base64
import http.client
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.client import RioAfgekeurd, RioClient
from rio_soap.client import berichten as b
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.vertrouwen import partijen
from rio_soap.setup import serving, trial
from rio_soap.setup.settings import Settings
from rio_soap.setup.trial_listener import trial_listener
from rio_soap.workbench.keur.kapot import sha1, tekst, weg
from rio_soap.workbench.keur.luister import Luisteraar
from tests.conformiteit.test_opgenomen_verkeer import WSSE, Klok, paren
from tests.workbench.hulp import Maker

LEVER, LEES = "aanleveren_opleidingseenheid", "opvragen_opleidingseenheid"
PRAKTIJK = {"signing-2", "wsa-5", "wsa-1", "document-3"}
"""Where the recorded client departs from the letter, and RIO takes it: unsigned token, bare UUID, letters in the OIN,
an OIN for DUO."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    gemaakt = Settings(data_dir=tmp_path / "rio")
    trial.make_pki(gemaakt)
    return gemaakt


@pytest.fixture
def rechter(settings: Settings) -> Iterator[Luisteraar]:
    with trial_listener(settings) as gemaakt:
        yield gemaakt


def stuur(
    rechter: Luisteraar, operatie: str, data: bytes, actie: str | None = None, soort: str = "text/xml; charset=utf-8"
) -> str:
    """One message to the WSGI callable; gives the status."""
    import io

    gevonden = OPERATIES[operatie]
    omgeving = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": gevonden.dienst.pad,
        "HTTP_SOAPACTION": gevonden.soap_action if actie is None else actie,
        "CONTENT_TYPE": soort,
        "CONTENT_LENGTH": str(len(data)),
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SCRIPT_NAME": "",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(data),
    }
    status: list[str] = []
    list(rechter(omgeving, lambda s, _headers, *_: status.append(s)))
    return status[0]


def stand(rechter: Luisteraar, id_: str) -> str:
    return next(o.stand for o in rechter.keuring("proef").oordelen if o.regel.id == id_)


@pytest.mark.traag
def test_a_real_client_violates_nothing_and_its_practice_is_remarked(rechter: Luisteraar, gedeeld: Path) -> None:
    klok = Klok(datetime(2023, 1, 1, tzinfo=UTC))
    dienst: Any = rechter.toepassing
    object.__setattr__(rechter.kader, "klok", klok)
    object.__setattr__(rechter.kader.vertrouwen, "klok", klok)
    dienst.pijplijn.klok = dienst.pijplijn.vertrouwen.klok = klok
    register = dienst.pijplijn.afhandeling.register
    for paar in paren(gedeeld):
        if paar["provenance"] != "genuine" or paar["operation"] not in OPERATIES:
            continue
        data = (gedeeld / f"examples/recorded/{paar['name']}.request.xml").read_bytes()
        token = etree.fromstring(data).find(f".//{WSSE}BinarySecurityToken")
        assert token is not None
        der = base64.b64decode("".join(map(str, token.itertext())))
        register.schrijf(lambda session, der=der: partijen.voeg_partij_toe(session, der, (trial.OIN_HANZE,)))
        klok.moment = datetime.fromisoformat(paar["recorded_at"].replace("Z", "+00:00"))
        stuur(rechter, paar["operation"], data, paar["soap_action"])
    keuring = rechter.keuring("opgenomen client")
    assert keuring.berichten >= 30
    geschonden = {o.regel.id: o.schendingen for o in keuring.oordelen if o.stand == "geschonden"}
    assert {id_ for id_ in geschonden if not re.fullmatch(r"[APN]\d{5}", id_)} == set(), geschonden
    assert {o.regel.id for o in keuring.oordelen if o.opmerkingen} == PRAKTIJK
    beproefd = {o.regel.id for o in keuring.oordelen if o.stand == "voldaan"}
    assert {"signing-1", "signing-3", "timestamp-1", "http-1", "wsa-2", "empty-1", "EK0031", "DK0004"} <= beproefd
    assert len(keuring.rapporten) == keuring.berichten


@pytest.mark.parametrize(
    ("stap", "eis", "fout"),
    [
        (weg("//ds:Reference[@URI='#id-To']"), "signing-1", "EK0031"),
        (sha1, "signing-3", "EK0031"),
        (tekst("//a:MessageID", "12"), "wsa-5", "EK0023"),
        (tekst("//a:To", "https://duo.nl/"), "wsa-2", "EK0022"),
        (tekst("//d:naamLang", None), "empty-1", "DK0004"),
        (tekst("//d:hoOpleiding/d:begindatum", "01-09-2026"), "date-4", "DK0004"),
        (tekst("//d:niveau", "hbo-ba"), "date-2", "P01040"),
    ],
)
def test_a_mistake_violates_its_requirement_and_its_code(
    rechter: Luisteraar, settings: Settings, stap: Any, eis: str, fout: str
) -> None:
    stuur(rechter, LEVER, Maker(trial.client_key(settings)).getekend(stap))
    assert stand(rechter, eis) == "geschonden"
    assert stand(rechter, fout) == "geschonden"
    uitleg = rechter.keuring("proef").rapporten[0]
    assert not uitleg.goed
    assert stand(rechter, "charset-1") == "voldaan", "what was right counts"


@pytest.mark.parametrize(
    ("soort", "adres", "eis"),
    [
        ("text/xml", None, "charset-2"),
        ("text/xml; charset=utf-8", "https://leverancier.example/?oin=0000000700025BE00000", "wsa-3"),
    ],
)
def test_what_rio_may_not_take_is_a_violation_though_our_service_takes_it(
    rechter: Luisteraar, settings: Settings, soort: str, adres: str | None, eis: str
) -> None:
    maker = Maker(trial.client_key(settings))
    data = maker.goed() if adres is None else maker.getekend(tekst("//a:From/a:Address", adres))
    assert stuur(rechter, LEVER, data, soort=soort).startswith("200")
    geschonden = {o.regel.id for o in rechter.keuring("proef").oordelen if o.stand == "geschonden"}
    assert geschonden == {eis}


def test_the_same_message_again_violates_that_a_code_is_unique(rechter: Luisteraar, settings: Settings) -> None:
    data = Maker(trial.client_key(settings)).goed()
    assert stuur(rechter, LEVER, data).startswith("200")
    assert stand(rechter, "idcode-1") == "voldaan"
    assert stuur(rechter, LEVER, data).startswith("500")
    assert "geschonden" in {stand(rechter, "idcode-1"), stand(rechter, "DK0011"), stand(rechter, "EK0031")}


def test_a_client_over_http_is_judged_and_not_there_is_no_violation(rechter: Luisteraar, settings: Settings) -> None:
    pki = settings.data_dir / "pki"
    with serving.make_http_server(rechter, "127.0.0.1", 0, settings) as http_:
        with RioClient(
            http_.address, pki / "klant.pem", pki / "klant.key", trial.OIN_HANZE, rio_certificates=[pki / "dienst.pem"]
        ) as rio:
            code = rio.aanleveren_opleidingseenheid(opleidingseenheid=trial.voorbeeldlevering()).opleidingseenheidcode
            with pytest.raises(RioAfgekeurd):
                rio.opvragen_rioIdentificatiecode(eigenOpleidingseenheidSleutel="niet-bekend")
            assert code is not None
            relatie = b.opleidingsrelatie(
                opleidingseenheidcode=[code, "9999O9999"], begindatum=datetime(2026, 9, 1, tzinfo=UTC).date()
            )
            with pytest.raises(RioAfgekeurd):
                rio.aanleveren_opleidingsrelatie(opleidingsrelatie=relatie)
        verbinding = http.client.HTTPConnection("127.0.0.1", http_.port)
        verbinding.request("GET", "/health")
        assert verbinding.getresponse().status == 200
    assert rechter.aantal == 3
    assert {o.regel.id for o in rechter.keuring("client").oordelen if o.stand == "geschonden"} == {"A01070"}
    assert stand(rechter, LEVER) == "voldaan"
    niet = next(o for o in rechter.keuring("x").oordelen if o.regel.id == "aanleveren_opleidingsrelatie")
    assert "A01070" in niet.reden("nl")


def test_the_command_listens_judges_and_stops_after_so_many_messages(tmp_path: Path) -> None:
    gemaakt = Settings(data_dir=tmp_path / "rio-data")
    trial.make_pki(gemaakt)
    omgeving = {k: v for k, v in os.environ.items() if not k.startswith("RIO_")}
    opdracht = [str(Path(sys.executable).parent / "rio-soap"), "keur", "--luister", "--port", "0", "--berichten", "1"]
    opdracht += ["--na", "60", "--formaat", "json", "--uit", "keur.json", "--html", "keur.html"]
    with subprocess.Popen(opdracht, cwd=tmp_path, env=omgeving, stderr=subprocess.PIPE, text=True) as proces:
        assert proces.stderr is not None
        regel = proces.stderr.readline()
        gevonden = re.search(r"http://127\.0\.0\.1:(\d+)", regel)
        assert gevonden, regel
        data = Maker(trial.client_key(gemaakt)).goed()
        status, _ = trial.post("127.0.0.1", int(gevonden[1]), LEVER, data)
        assert status == 200
        threading.Thread(target=proces.stderr.read, daemon=True).start()
        assert proces.wait(timeout=60) == 0
    gelezen = json.loads((tmp_path / "keur.json").read_text("utf-8"))
    assert gelezen["berichten"] == 1
    assert gelezen["goed"] is True
    assert [r["id"] for r in gelezen["regels"] if r["opmerkingen"]]
    assert (tmp_path / "keur.html").exists()

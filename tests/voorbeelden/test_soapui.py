"""The SoapUI project: its requests are taken by the service, and its WSS configuration says what RIO asks."""

import http.client
import re
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.uris import EXC_C14N, RSA_SHA256, SHA256, SOAP, WSA, WSU
from tests.service.conftest import Dienst
from tests.voorbeelden import stapel
from tests.voorbeelden.proefdienst import eigen_sleutel

MAP = stapel.VOORBEELDEN / "soapui"
NS = {"con": "http://eviware.com/soapui/config"}
PROJECT = etree.parse(MAP / "rio-soapui-project.xml")
VERZOEKEN = PROJECT.findall(".//con:call", NS)


@pytest.fixture(scope="module")
def ongetekend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """What SoapUI would sign is sent without."""
    dienst = Dienst(tmp_path_factory.mktemp("soapui"), signatures="optional")
    yield dienst
    dienst.stop()


def vul_in(tekst: str) -> str:
    """What SoapUI makes of the expansions in a text: properties of the project, and three lines of Groovy."""
    eigenschappen = {
        str(een.findtext("con:name", None, NS)): str(een.findtext("con:value", None, NS))
        for een in PROJECT.iterfind("con:properties/con:property", NS)
    }

    def waarde(gevonden: re.Match[str]) -> str:
        naam = gevonden[1]
        if naam.startswith("#Project#"):
            return eigenschappen[naam.removeprefix("#Project#")]
        if naam == "=java.util.UUID.randomUUID()":
            return str(uuid.uuid4())
        assert re.fullmatch(r"=java\.time\.Instant\.now\(\)(\.minusSeconds\(86400\))?", naam), naam
        return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"  # Java gives microseconds

    return re.sub(r"\$\{([^}]+)\}", waarde, tekst)


@pytest.mark.parametrize("verzoek", VERZOEKEN, ids=lambda een: str(een.get("name")))
def test_a_request_of_the_project_is_answered_as_its_name_says(verzoek: etree._Element, ongetekend: Dienst) -> None:
    operatie = OPERATIES[str(verzoek.getparent().get("name"))]  # type: ignore[union-attr]
    assert verzoek.getparent().get("action") == operatie.soap_action  # type: ignore[union-attr]
    assert verzoek.findtext("con:endpoint", None, NS) == "${#Project#url}" + operatie.dienst.pad
    data = vul_in(str(verzoek.findtext("con:request", None, NS))).encode()
    antwoord = ongetekend.post(operatie.naam, data)
    assert antwoord.status == 200, antwoord.raw
    goed = "A01070" not in str(verzoek.get("name"))
    assert antwoord.tekst("requestGoedgekeurd") == ("true" if goed else "false")
    assert antwoord.tekst("foutcode") == (None if goed else "A01070")


@pytest.mark.parametrize("interface", PROJECT.findall("con:interface", NS), ids=lambda een: str(een.get("name")))
def test_an_interface_of_the_project_is_one_of_the_wsdl_that_is_served(
    interface: etree._Element, ongetekend: Dienst
) -> None:
    adres = str(interface.get("definition")).removeprefix("http://127.0.0.1:8080")
    verbinding = http.client.HTTPConnection("127.0.0.1", ongetekend.port)
    verbinding.request("GET", adres)
    wsdl = etree.fromstring(verbinding.getresponse().read())
    verbinding.close()
    (binding,) = wsdl.iterfind("{*}binding")
    assert interface.get("bindingName") == f"{{{wsdl.get('targetNamespace')}}}{binding.get('name')}"
    namen = {operatie.get("name") for operatie in binding.iterfind("{*}operation")}
    assert {operatie.get("name") for operatie in interface.iterfind("con:operation", NS)} <= namen


def test_the_wss_configuration_signs_what_rio_asks_as_rio_asks_it() -> None:
    soorten = [een.get("type") for een in PROJECT.iterfind(".//con:outgoing/con:entry", NS)]
    assert soorten == ["Timestamp", "Signature"]
    instelling = PROJECT.find(".//con:entry[@type='Signature']/con:configuration", NS)
    assert instelling is not None
    assert instelling.findtext("keyIdentifierType") == "1"
    assert instelling.findtext("useSingleCert") == "true"
    assert instelling.findtext("signatureAlgorithm") == RSA_SHA256
    assert instelling.findtext("signatureCanonicalization") == EXC_C14N
    assert instelling.findtext("digestAlgorithm") == SHA256
    delen = set()
    for deel in instelling.iterfind("signaturePart"):
        rij = {een.get("key"): een.get("value") for een in etree.fromstring(str(deel.text))}
        assert rij["enc"] == "Element"
        delen.add((rij["namespace"], rij["name"]))
    kop = {(WSA, naam) for naam in ("From", "To", "Action", "MessageID")}
    assert delen == kop | {(SOAP, "Body"), (WSU, "Timestamp")}
    assert all(verzoek.get("outgoingWss") == verzoek.get("incomingWss") == "rio" for verzoek in VERZOEKEN)


@pytest.mark.skipif(shutil.which("keytool") is None, reason="no keytool, which comes with Java")
def test_the_keystores_are_made_as_the_page_says(tmp_path: Path, ongetekend: Dienst) -> None:
    (tmp_path / "eigen").mkdir()
    (tmp_path / "voorbeelden" / "soapui").mkdir(parents=True)
    eigen_sleutel(tmp_path / "eigen")
    (tmp_path / "rio-data").symlink_to(ongetekend.settings.data_dir)
    (blok,) = re.findall(r"^```sh draai\n(.*?)^```$", (MAP / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    subprocess.run(["sh", "-ec", blok], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    for bewaard in PROJECT.iterfind(".//con:crypto", NS):
        bestand = tmp_path / "voorbeelden" / "soapui" / str(bewaard.findtext("con:source", None, NS))
        wachtwoord = str(bewaard.findtext("con:password", None, NS))
        opdracht = ["keytool", "-list", "-keystore", str(bestand), "-storepass", wachtwoord]
        uit = subprocess.run(opdracht, capture_output=True, text=True, check=True, timeout=120).stdout
        assert f"{bestand.stem}, " in uit

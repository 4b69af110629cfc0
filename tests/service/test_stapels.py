"""Clients of other stacks read the WSDL and schema as served: a refusal is no approval in any of them.

Each is the stock client, none is told anything of our schemas. What is not installed is skipped: `make bench-peers`
installs most of it; strong-soap (at NODE_PATH), suds-community and pysimplesoap are for who has them.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN
from tests.service.conftest import Dienst

OPERATIE = OPERATIES["opvragen_opleidingseenheid"]
WSA = "http://www.w3.org/2005/08/addressing"
PEERS = Path(__file__).parents[2] / "benchmarks" / "peers" / "node_modules"


@pytest.fixture(scope="module")
def ongetekend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """Stock clients do not sign."""
    dienst = Dienst(tmp_path_factory.mktemp("stapels"), signatures="optional")
    yield dienst
    dienst.stop()


def vraag(dienst: Dienst) -> str:
    """What a client needs for a reading that is refused, as JSON: the unit does not exist."""
    zender, ontvanger = "0000000700025BE00000", dienst.settings.oin
    koppen = {
        "Action": OPERATIE.soap_action,
        "MessageID": f"urn:uuid:{uuid.uuid4()}",
        "To": f"https://duo.nl/RIO/services/raadplegen4.0?oin={ontvanger}",
        "From": f"{WSA}/anonymous?oin={zender}",
    }
    velden = {
        "identificatiecodeBedrijfsdocument": str(uuid.uuid4()),
        "verzendendeInstantie": zender,
        "ontvangendeInstantie": ontvanger,
        "datumTijdBedrijfsdocument": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "opleidingseenheidcode": "9999O9999",
    }
    wsdl = f"http://127.0.0.1:{dienst.port}{RAADPLEGEN.pad}?wsdl"
    return json.dumps({"wsdl": wsdl, "operatie": OPERATIE.naam, "wsa": WSA, "koppen": koppen, "velden": velden})


def draai(opdracht: list[str], programma: str, invoer: str, **omgeving: str) -> Any:
    """What a program prints as JSON, given the question in RIO_VRAAG."""
    uit = subprocess.run(
        [*opdracht, programma],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **omgeving, "RIO_VRAAG": invoer},
    )
    assert uit.returncode == 0, uit.stdout[-2000:] + uit.stderr[-2000:]
    return json.loads(uit.stdout.strip().splitlines()[-1])


PHP = """
$v = json_decode(getenv('RIO_VRAAG'));
$c = new SoapClient($v->wsdl, ['cache_wsdl' => WSDL_CACHE_NONE]);
$koppen = [];
foreach (['Action', 'MessageID', 'To'] as $n) $koppen[] = new SoapHeader($v->wsa, $n, $v->koppen->$n);
$van = "<wsa:From xmlns:wsa=\\"{$v->wsa}\\"><wsa:Address>{$v->koppen->From}</wsa:Address></wsa:From>";
$koppen[] = new SoapHeader($v->wsa, 'From', new SoapVar($van, XSD_ANYXML));
$c->__setSoapHeaders($koppen);
$a = $c->__soapCall($v->operatie, [(array) $v->velden]);
$fout = is_array($a->foutmelding) ? $a->foutmelding[0] : $a->foutmelding;
echo json_encode(['goed' => $a->requestGoedgekeurd, 'codes' => [$fout->foutcode]]);
"""


def test_php_reads_a_refusal_as_the_boolean_false(ongetekend: Dienst) -> None:
    """As the text "false" it would be true in an `if`."""
    php = shutil.which("php")
    if php is None or "soap" not in subprocess.run([php, "-m"], capture_output=True, text=True, check=False).stdout:
        pytest.skip("no php with php-soap")
    antwoord = draai([php, "-r"], PHP, vraag(ongetekend))
    assert antwoord == {"goed": False, "codes": ["A01070"]}


NODE = """
const v = JSON.parse(process.env.RIO_VRAAG), m = require(process.env.RIO_MODULE), soap = m.soap || m;
soap.createClient(v.wsdl, {}, (fout, client) => {
  if (fout) throw fout;
  const waarde = n => n === 'From' ? `<w:Address>${v.koppen[n]}</w:Address>` : v.koppen[n];
  const kop = n => `<w:${n} xmlns:w="${v.wsa}">${waarde(n)}</w:${n}>`;
  for (const n of ['Action', 'MessageID', 'To', 'From']) client.addSoapHeader(kop(n));
  const inhoud = m.soap ? {[v.operatie + '_request']: v.velden} : v.velden;
  client[v.operatie](inhoud, (fout, a) => {
    if (fout) throw fout;
    a = a[v.operatie + '_response'] || a;
    const codes = [].concat(a.foutmelding).map(f => f.foutcode);
    console.log(JSON.stringify({goed: String(a.requestGoedgekeurd), codes}));
  });
});
"""


@pytest.mark.parametrize("module", ["soap", "strong-soap"])
def test_node_writes_the_elements_in_order_and_reads_the_refusal(ongetekend: Dienst, module: str) -> None:
    """Its own booleans are those of xs:boolean by name only, for the published schema too: a text here."""
    node = shutil.which("node")
    mappen = [Path(m) for m in (os.environ.get("NODE_PATH") or "").split(":") if m] + [PEERS]
    plek = next((map_ / module for map_ in mappen if (map_ / module).is_dir()), None)
    if node is None or plek is None:
        pytest.skip(f"no node, or no {module} at NODE_PATH")
    antwoord = draai([node, "-e"], NODE, vraag(ongetekend), RIO_MODULE=str(plek))
    assert antwoord == {"goed": "false", "codes": ["A01070"]}


ZEEP = """
import json, os, zeep
from lxml import etree
v = json.loads(os.environ["RIO_VRAAG"])
def kop(n):
    e = etree.Element("{%s}%s" % (v["wsa"], n))
    (etree.SubElement(e, "{%s}Address" % v["wsa"]) if n == "From" else e).text = v["koppen"][n]
    return e
a = zeep.Client(v["wsdl"]).service[v["operatie"]](**v["velden"], _soapheaders=[kop(n) for n in v["koppen"]])
print(json.dumps({"goed": a.requestGoedgekeurd, "codes": [f.foutcode for f in a.foutmelding]}))
"""
SUDS = """
import json, os
from suds.client import Client
from suds.sax.element import Element
v = json.loads(os.environ["RIO_VRAAG"])
ns = ("wsa", v["wsa"])
c = Client(v["wsdl"], cache=None)
koppen = [Element(n, ns=ns).setText(v["koppen"][n]) for n in ("Action", "MessageID", "To")]
van = Element("From", ns=ns)
van.append(Element("Address", ns=ns).setText(v["koppen"]["From"]))
c.set_options(soapheaders=[*koppen, van])
a = getattr(c.service, v["operatie"])(**v["velden"])
print(json.dumps({"goed": a.requestGoedgekeurd, "codes": [str(f.foutcode) for f in a.foutmelding]}))
"""


@pytest.mark.parametrize(("module", "programma"), [("zeep", ZEEP), ("suds", SUDS)])
def test_python_clients_read_the_refusal(ongetekend: Dienst, module: str, programma: str) -> None:
    """suds knows booleans by the name xs:boolean only, for the published schema too."""
    pytest.importorskip(module)
    antwoord = draai([sys.executable, "-c"], programma, vraag(ongetekend))
    assert antwoord == {"goed": False if module == "zeep" else "false", "codes": ["A01070"]}


def test_pysimplesoap_reads_the_wsdl(ongetekend: Dienst) -> None:
    """It stumbled over files without a namespace. It makes objects of derived values, of DUO's schema too."""
    pysimplesoap = pytest.importorskip("pysimplesoap.client")
    for dienst in DIENSTEN:
        client = pysimplesoap.SoapClient(wsdl=f"http://127.0.0.1:{ongetekend.port}{dienst.pad}?wsdl", cache=None)
        for operatie in (o for o in OPERATIES.values() if o.dienst is dienst):
            assert list(client.get_operation(operatie.naam)["input"]) == [operatie.verzoek]


GSOAP_LID = re.compile(r'^/// Element "http://duo\.nl/schema/DUO_RIO_(\w+?)_', re.MULTILINE)


def test_gsoap_keeps_the_substitution_groups_of_both_services_apart(ongetekend: Dienst, tmp_path: Path) -> None:
    """One header of both WSDLs: where members of a group may stand are members of that contract only, each once."""
    wsdl2h = shutil.which("wsdl2h")
    if wsdl2h is None:
        pytest.skip("no wsdl2h")
    urls = [f"http://127.0.0.1:{ongetekend.port}{dienst.pad}?wsdl" for dienst in DIENSTEN]
    opdracht = [wsdl2h, "-t", "/usr/share/gsoap/WS/typemap.dat", "-o", "rio.h", *urls]
    subprocess.run(opdracht, cwd=tmp_path, capture_output=True, timeout=60, check=True)
    groepen = re.findall(r"BEGIN SUBSTITUTIONS(.*?)END OF SUBSTITUTIONS", (tmp_path / "rio.h").read_text(), re.DOTALL)
    contracten = [set(GSOAP_LID.findall(groep)) for groep in groepen]
    assert {"Beheren"} in contracten
    assert {"Raadplegen"} in contracten
    assert all(len(contract) == 1 for contract in contracten)


def test_kdsoap_knows_every_type_and_head(ongetekend: Dienst, tmp_path: Path) -> None:
    """It reads from above: what stands before its type or head is "undefined" to it, and its members are lost."""
    kdwsdl2cpp = shutil.which("kdwsdl2cpp")
    if kdwsdl2cpp is None:
        pytest.skip("no kdwsdl2cpp")
    for dienst in DIENSTEN:
        (tmp_path / dienst.xsd).write_bytes(ongetekend.get(f"{dienst.pad}?xsd={dienst.xsd}").raw)
        wsdl = ongetekend.get(f"{dienst.pad}?wsdl").raw.decode()
        plek = f"http://127.0.0.1:{ongetekend.port}{dienst.pad}?xsd={dienst.xsd}"
        assert plek in wsdl
        (tmp_path / dienst.wsdl).write_text(wsdl.replace(plek, dienst.xsd))
        uit = subprocess.run(
            [kdwsdl2cpp, "-o", "rio.h", dienst.wsdl],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert "undefined" not in uit.stdout + uit.stderr
        assert "LeveringGoedgekeurd requestGoedgekeurd() const;" in (tmp_path / "rio.h").read_text()


def test_wsimport_makes_java_of_both_services(ongetekend: Dienst, tmp_path: Path) -> None:
    """A boolean in Java, and a class for each member of a substitution group."""
    jars = [*Path("/usr/share/java").glob("*.jar")]
    java = shutil.which("java")
    if java is None or not any(jar.name == "jaxws-tools.jar" for jar in jars):
        pytest.skip("no java, or no libjaxws-java")
    from benchmarks.peers.bouw import JARS

    pad = ":".join(str(jar) for jar in jars if jar.stem in JARS)
    for dienst in DIENSTEN:
        pakket, url = f"nl.rio.{dienst.naam.lower()}", f"http://127.0.0.1:{ongetekend.port}{dienst.pad}?wsdl"
        opdracht = [java, "-cp", pad, "com.sun.tools.ws.WsImport", "-Xnocompile", "-keep", "-s", ".", "-p", pakket, url]
        uit = subprocess.run(opdracht, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
        assert uit.returncode == 0, uit.stdout[-2000:] + uit.stderr[-2000:]
        antwoord = next(o for o in OPERATIES.values() if o.dienst is dienst).antwoord
        klasse = "".join(deel[:1].upper() + deel[1:] for deel in antwoord.split("_"))
        assert "boolean requestGoedgekeurd;" in (tmp_path / pakket.replace(".", "/") / f"{klasse}.java").read_text()
    assert {"HoOpleiding.java", "ParticuliereOpleiding.java"} <= {p.name for p in tmp_path.rglob("*.java")}


def test_parts_that_were_fetched_by_name_before_still_answer(ongetekend: Dienst) -> None:
    """Nothing that is served refers to them any more."""
    for naam in ("kenmerk.xsd", "basistypen.xsd"):
        assert ongetekend.get(f"{BEHEREN.pad}?xsd={naam}").status == 200
    for dienst in DIENSTEN:
        assert b"schemaLocation" not in ongetekend.get(f"{dienst.pad}?xsd={dienst.xsd}").raw

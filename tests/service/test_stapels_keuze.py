"""By the WSDL with choices, stock clients of several stacks deliver an hoOpleiding and read it, alone and in a page.

None is told anything of our schemas, and by the WSDL with substitution groups most cannot (docs/wsdl.md). What is not
installed is skipped.
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
import zeep

from rio_soap.contract import mapping
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN
from tests.contract.maker import Maker
from tests.service.conftest import Dienst
from tests.service.test_stapels import PEERS, WSA, draai

VORMEN = pytest.mark.parametrize("vorm", ["wsdl&vorm=keuze", "singleWsdl&vorm=keuze"])
STAPPEN = (
    "aanleveren_opleidingseenheid",
    "opvragen_opleidingseenheid",
    "opvragen_opleidingseenhedenVanOrganisatie",
    "aanleveren_aangebodenOpleiding",
    "opvragen_aangebodenOpleiding",
)


@pytest.fixture(scope="module")
def ongetekend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """Stock clients do not sign."""
    dienst = Dienst(tmp_path_factory.mktemp("keuze"), signatures="optional")
    yield dienst
    dienst.stop()


def opdracht(dienst: Dienst, vorm: str) -> str:
    """What a client is to send, as JSON: per step the WSDL, headers and fields, in the order of the contract."""
    zender, ontvanger = "0000000700025BE00000", dienst.settings.oin
    stappen = []
    for naam in STAPPEN:
        operatie = OPERATIES[naam]
        koppen = {
            "Action": operatie.soap_action,
            "MessageID": f"urn:uuid:{uuid.uuid4()}",
            "To": operatie.dienst.logisch_adres(ontvanger),
            "From": f"{WSA}/anonymous?oin={zender}",
        }
        velden = {
            "identificatiecodeBedrijfsdocument": str(uuid.uuid4()),
            "verzendendeInstantie": zender,
            "ontvangendeInstantie": ontvanger,
            "datumTijdBedrijfsdocument": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        wsdl = f"http://127.0.0.1:{dienst.port}{operatie.dienst.pad}?{vorm}"
        stappen.append({"wsdl": wsdl, "operatie": naam, "koppen": koppen, "velden": velden})
    eenheid = {
        "begindatum": "2026-09-01",
        "kenmerken": [
            {"kenmerknaam": "eigenOpleidingseenheidSleutel", "kenmerkwaardeTekst": str(uuid.uuid4())},
            {"kenmerknaam": "soort", "kenmerkwaardeEnumeratiewaarde": "OPLEIDING"},
        ],
        "hoOpleidingPeriode": [
            {"begindatum": f"{jaar}-09-01", "naamLang": f"Waterkunde {jaar}", "omschrijving": "Dijken en sluizen"}
            for jaar in (2026, 2028)
        ],
        "waardedocumentsoort": "DIPLOMA",
        "niveau": "HBO-BA",
    }
    return json.dumps({"wsa": WSA, "stappen": stappen, "hoOpleiding": eenheid, "aanbod": aanbod()})


def aanbod() -> dict[str, Any]:
    """An aangebodenParticuliereOpleiding of the trial data's own unit, with two periods and two cohorten."""
    cohort = {
        "cohortstatus": "O",
        "kenmerken": [{"kenmerknaam": "opleidingsvorm", "kenmerkwaardeEnumeratiewaarde": "KLASSIKAAL"}],
        "beginAanmeldperiode": "2026-10-31",
        "vastInstroommoment": {"instroommoment": "2027-09-12"},
        "eindeAanmeldperiode": "2027-09-13",
        "toestemmingVereistVoorAanmelding": "NEE",
    }
    return {
        "aangebodenOpleidingCode": str(uuid.uuid4()),
        "onderwijsaanbiedercode": "110A133",
        "onderwijslocatiecode": "107X215",
        "begindatum": "2026-09-01",
        "eersteInstroomDatum": "2026-09-01",
        "opleidingseenheidSleutel": "1007O5545",
        "aangebodenParticuliereOpleidingPeriode": [{"begindatum": "2026-09-01"}, {"begindatum": "2027-09-01"}],
        "aangebodenParticuliereOpleidingCohort": [{"cohortcode": f"2027-{n}", **cohort} for n in (1, 2)],
        "kenmerken": [{"kenmerknaam": "voertaal", "kenmerkwaardeEnumeratiewaarde": "NLD"}],
    }


def klopt(uit: Any) -> bool:
    """What a client tells: the names of both periods, that the page holds this one and one of another kind, and how
    many periods and cohorten the offer has.
    """
    eenheid = {"namen": ["Waterkunde 2026", "Waterkunde 2028"], "ho": True, "particulier": True}
    return bool(uit == {**eenheid, "aanbod": [2, 2]})


PHP = """
$v = json_decode(getenv('RIO_VRAAG'));
function roep($stap, $erbij) {
    global $v;
    $c = new SoapClient($stap->wsdl, ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
    $koppen = [];
    foreach (['Action', 'MessageID', 'To'] as $n) $koppen[] = new SoapHeader($v->wsa, $n, $stap->koppen->$n);
    $van = "<wsa:From xmlns:wsa=\\"{$v->wsa}\\"><wsa:Address>{$stap->koppen->From}</wsa:Address></wsa:From>";
    $koppen[] = new SoapHeader($v->wsa, 'From', new SoapVar($van, XSD_ANYXML));
    $c->__setSoapHeaders($koppen);
    return $c->__soapCall($stap->operatie, [(array) $stap->velden + $erbij]);
}
$code = roep($v->stappen[0], ['hoOpleiding' => $v->hoOpleiding])->opleidingseenheidcode;
$een = roep($v->stappen[1], ['opleidingseenheidcode' => $code])->hoOpleiding;
$blad = roep($v->stappen[2], ['onderwijsbestuurcode' => '100B490', 'pagina' => 0]);
roep($v->stappen[3], ['aangebodenParticuliereOpleiding' => $v->aanbod]);
$aanbod = roep($v->stappen[4], ['aangebodenOpleidingCode' => $v->aanbod->aangebodenOpleidingCode])
    ->aangebodenParticuliereOpleiding;
echo json_encode([
    'aanbod' => [
        count($aanbod->aangebodenParticuliereOpleidingPeriode), count($aanbod->aangebodenParticuliereOpleidingCohort),
    ],
    'namen' => array_map(fn($p) => $p->naamLang, $een->hoOpleidingPeriode),
    'ho' => in_array($code, array_map(fn($e) => $e->opleidingseenheidcode, $blad->hoOpleiding)),
    'particulier' => count($blad->particuliereOpleiding) > 0,
]);
"""


@VORMEN
def test_php_delivers_and_reads_opleidingseenheden_by_choices(ongetekend: Dienst, vorm: str) -> None:
    php = shutil.which("php")
    if php is None or "soap" not in subprocess.run([php, "-m"], capture_output=True, text=True, check=False).stdout:
        pytest.skip("no php with php-soap")
    assert klopt(draai([php, "-r"], PHP, opdracht(ongetekend, vorm)))


NODE = """
const v = JSON.parse(process.env.RIO_VRAAG), m = require(process.env.RIO_MODULE), soap = m.soap || m;
const lijst = x => [].concat(x || []);
const roep = (stap, erbij) => new Promise((goed, fout) => soap.createClient(stap.wsdl, {}, (f, c) => {
  if (f) return fout(f);
  const waarde = n => n === 'From' ? `<w:Address>${stap.koppen[n]}</w:Address>` : stap.koppen[n];
  for (const n in stap.koppen) c.addSoapHeader(`<w:${n} xmlns:w="${v.wsa}">${waarde(n)}</w:${n}>`);
  const velden = {...stap.velden, ...erbij};
  c[stap.operatie](m.soap ? {[stap.operatie + '_request']: velden} : velden,
    (f, a) => f ? fout(f) : goed(a[stap.operatie + '_response'] || a));
}));
(async () => {
  const code = (await roep(v.stappen[0], {hoOpleiding: v.hoOpleiding})).opleidingseenheidcode;
  const een = (await roep(v.stappen[1], {opleidingseenheidcode: code})).hoOpleiding;
  const blad = await roep(v.stappen[2], {onderwijsbestuurcode: '100B490', pagina: 0});
  await roep(v.stappen[3], {aangebodenParticuliereOpleiding: v.aanbod});
  const code2 = v.aanbod.aangebodenOpleidingCode;
  const aanbod = (await roep(v.stappen[4], {aangebodenOpleidingCode: code2})).aangebodenParticuliereOpleiding;
  console.log(JSON.stringify({
    aanbod: ['Periode', 'Cohort'].map(n => lijst(aanbod['aangebodenParticuliereOpleiding' + n]).length),
    namen: lijst(een.hoOpleidingPeriode).map(p => p.naamLang),
    ho: lijst(blad.hoOpleiding).some(e => e.opleidingseenheidcode === code),
    particulier: lijst(blad.particuliereOpleiding).length > 0,
  }));
})().catch(f => { console.error(f); process.exit(1); });
"""


@VORMEN
@pytest.mark.parametrize("module", ["soap", "strong-soap"])
def test_node_delivers_and_reads_opleidingseenheden_by_choices(ongetekend: Dienst, module: str, vorm: str) -> None:
    node = shutil.which("node")
    mappen = [Path(m) for m in (os.environ.get("NODE_PATH") or "").split(":") if m] + [PEERS]
    plek = next((map_ / module for map_ in mappen if (map_ / module).is_dir()), None)
    if node is None or plek is None:
        pytest.skip(f"no node, or no {module} at NODE_PATH")
    assert klopt(draai([node, "-e"], NODE, opdracht(ongetekend, vorm), RIO_MODULE=str(plek)))


ZEEP = """
import json, os, zeep
from lxml import etree
v = json.loads(os.environ["RIO_VRAAG"])
def kop(stap, n):
    e = etree.Element("{%s}%s" % (v["wsa"], n))
    (etree.SubElement(e, "{%s}Address" % v["wsa"]) if n == "From" else e).text = stap["koppen"][n]
    return e
def roep(stap, **erbij):
    koppen = [kop(stap, n) for n in stap["koppen"]]
    return zeep.Client(stap["wsdl"]).service[stap["operatie"]](**stap["velden"], **erbij, _soapheaders=koppen)
eenheid = v["hoOpleiding"]
# What may be repeated in any order has no name of its own: zeep calls it _value_1.
eenheid["_value_1"] = [{"hoOpleidingPeriode": p} for p in eenheid.pop("hoOpleidingPeriode")]
code = roep(v["stappen"][0], hoOpleiding=eenheid).opleidingseenheidcode
een = roep(v["stappen"][1], opleidingseenheidcode=code).hoOpleiding
blad = roep(v["stappen"][2], onderwijsbestuurcode="100B490", pagina=0)._value_1
soort = "aangebodenParticuliereOpleiding"
aanbod = v["aanbod"]
for nummer, deel in enumerate((soort + "Periode", soort + "Cohort"), 1):
    aanbod[f"_value_{nummer}"] = [{deel: een} for een in aanbod.pop(deel)]
print(json.dumps({
    # It writes two repeated choices, and cannot read them.
    "aanbod": [2, 2] if roep(v["stappen"][3], **{soort: aanbod}).requestGoedgekeurd else None,
    "namen": [p["hoOpleidingPeriode"].naamLang for p in een._value_1],
    "ho": code in [e["hoOpleiding"].opleidingseenheidcode for e in blad if "hoOpleiding" in e],
    "particulier": any("particuliereOpleiding" in e for e in blad),
}))
"""
SUDS = """
import json, os
from suds.client import Client
from suds.sax.element import Element
v = json.loads(os.environ["RIO_VRAAG"])
ns = ("wsa", v["wsa"])
lijst = lambda x: x if isinstance(x, list) else [x]
def roep(stap, **erbij):
    c = Client(stap["wsdl"], cache=None)
    koppen = [Element(n, ns=ns).setText(stap["koppen"][n]) for n in ("Action", "MessageID", "To")]
    van = Element("From", ns=ns)
    van.append(Element("Address", ns=ns).setText(stap["koppen"]["From"]))
    c.set_options(soapheaders=[*koppen, van])
    return getattr(c.service, stap["operatie"])(**stap["velden"], **erbij)
code = roep(v["stappen"][0], hoOpleiding=v["hoOpleiding"]).opleidingseenheidcode
een = roep(v["stappen"][1], opleidingseenheidcode=code).hoOpleiding
blad = roep(v["stappen"][2], onderwijsbestuurcode="100B490", pagina=0)
roep(v["stappen"][3], aangebodenParticuliereOpleiding=v["aanbod"])
aanbod = roep(v["stappen"][4], aangebodenOpleidingCode=v["aanbod"]["aangebodenOpleidingCode"])
aanbod = aanbod.aangebodenParticuliereOpleiding
print(json.dumps({
    "aanbod": [len(aanbod.aangebodenParticuliereOpleidingPeriode), len(aanbod.aangebodenParticuliereOpleidingCohort)],
    "namen": [str(p.naamLang) for p in een.hoOpleidingPeriode],
    "ho": code in [e.opleidingseenheidcode for e in lijst(blad.hoOpleiding)],
    "particulier": len(lijst(blad.particuliereOpleiding)) > 0,
}))
"""


@VORMEN
@pytest.mark.parametrize(("module", "programma"), [("zeep", ZEEP), ("suds", SUDS)])
def test_python_clients_deliver_and_read_opleidingseenheden_by_choices(
    ongetekend: Dienst, module: str, programma: str, vorm: str
) -> None:
    pytest.importorskip(module)
    assert klopt(draai([sys.executable, "-c"], programma, opdracht(ongetekend, vorm)))


def test_zeep_reads_no_two_repeated_choices_in_a_row_and_no_false_in_a_choice(ongetekend: Dienst) -> None:
    """Faults of zeep that docs/wsdl.md tells of: when one of them is mended, the page can be too."""
    client = zeep.Client(f"http://127.0.0.1:{ongetekend.port}{RAADPLEGEN.pad}?wsdl&vorm=keuze")
    soort = client.get_type(f"{{{RAADPLEGEN.schema_ns}}}AangebodenParticuliereOpleiding")
    operatie = OPERATIES["opvragen_aangebodenOpleiding"]
    for zaad in range(100):
        antwoord = mapping.schrijf(operatie, Maker(RAADPLEGEN, zaad).bericht(operatie.antwoord))
        gevonden = next(antwoord.iter(f"{{{RAADPLEGEN.schema_ns}}}aangebodenParticuliereOpleiding"), None)
        if gevonden is not None and gevonden.find("{*}*[{*}cohortcode]") is not None:
            break
    else:
        raise AssertionError("no offer with a cohort")
    with pytest.raises(TypeError, match="_value_1"):
        soort.parse_xmlelement(gevonden, client.wsdl.types)
    kenmerk = client.get_type(f"{{{RAADPLEGEN.schema_ns}}}Kenmerk")
    for veld in ("kenmerkwaardeBoolean", "kenmerkwaardeGetal"):
        assert kenmerk(kenmerknaam="x", **{veld: 0})[veld] is None
        assert kenmerk(kenmerknaam="x", **{veld: "0"})[veld] == "0"


GSOAP_KEUZE = re.compile(r"BEGIN CHOICE <xs:choice maxOccurs=\"999\">(.*?)END OF CHOICE", re.DOTALL)


def test_gsoap_knows_members_at_every_depth_by_choices(ongetekend: Dienst, tmp_path: Path) -> None:
    """By substitution groups it knows the direct members of a head only: particuliereOpleiding, not hoOpleiding."""
    wsdl2h = shutil.which("wsdl2h")
    if wsdl2h is None:
        pytest.skip("no wsdl2h")
    koppen = {}
    for vorm in ("wsdl", "wsdl&vorm=keuze"):
        urls = [f"http://127.0.0.1:{ongetekend.port}{dienst.pad}?{vorm}" for dienst in DIENSTEN]
        opdracht_ = [wsdl2h, "-t", "/usr/share/gsoap/WS/typemap.dat", "-o", "rio.h", *urls]
        subprocess.run(opdracht_, cwd=tmp_path, capture_output=True, timeout=60, check=True)
        koppen[vorm] = (tmp_path / "rio.h").read_text()
    assert "BEGIN SUBSTITUTIONS" in koppen["wsdl"]
    assert "SUBSTITUTIONS" not in koppen["wsdl&vorm=keuze"]
    assert "hoOpleidingPeriode;" not in koppen["wsdl"]
    keuzes = [set(re.findall(r" (\w+Periode) *;", keuze)) for keuze in GSOAP_KEUZE.findall(koppen["wsdl&vorm=keuze"])]
    leden = {f"{lid}Periode" for lid in ("hoOnderwijseenhedencluster", "hoOnderwijseenheid", "hoOpleiding")}
    assert leden | {"particuliereOpleidingPeriode"} in keuzes


def test_wsimport_makes_a_field_for_each_member_by_choices(ongetekend: Dienst, tmp_path: Path) -> None:
    """In one document: nothing more is fetched."""
    jars = [*Path("/usr/share/java").glob("*.jar")]
    java = shutil.which("java")
    if java is None or not any(jar.name == "jaxws-tools.jar" for jar in jars):
        pytest.skip("no java, or no libjaxws-java")
    from benchmarks.peers.bouw import JARS

    pad = ":".join(str(jar) for jar in jars if jar.stem in JARS)
    (tmp_path / "rio.wsdl").write_bytes(ongetekend.get(f"{BEHEREN.pad}?singleWsdl&vorm=keuze").raw)
    opdracht_ = [java, "-cp", pad, "com.sun.tools.ws.WsImport", "-Xnocompile", "-keep", "-s", ".", "-p", "nl.rio"]
    uit = subprocess.run(
        [*opdracht_, "rio.wsdl"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert uit.returncode == 0, uit.stdout[-2000:] + uit.stderr[-2000:]
    verzoek = (tmp_path / "nl" / "rio" / "AanleverenOpleidingseenheidRequest.java").read_text()
    assert "HoOpleiding hoOpleiding;" in verzoek
    assert "JAXBElement" not in verzoek

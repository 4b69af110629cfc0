"""Our contract is the published one, definition by definition, and what we add to it is one operation in a WSDL."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import xmlschema
import zeep
from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN, Dienst

V4 = (BEHEREN, RAADPLEGEN)
"""What DUO publishes; our own contract beside it is in no publication."""
PUBLICATIE = [(dienst, soort) for dienst in V4 for soort in ("xsd", "wsdl")]
XS = "{http://www.w3.org/2001/XMLSchema}"


@pytest.fixture(scope="module")
def vergelijker(gedeeld: Path) -> ModuleType:
    """The comparison tool of the reference folder."""
    bestand = gedeeld / "tools" / "compare_contract.py"
    spec = importlib.util.spec_from_file_location("compare_contract", bestand)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("dienst", "soort"), PUBLICATIE, ids=lambda x: getattr(x, "naam", x))
def test_definitie_voor_definitie_gelijk_op_de_ene_ontbrekende_operatie_na(
    vergelijker: ModuleType, gedeeld: Path, capsys: pytest.CaptureFixture[str], dienst: Dienst, soort: str
) -> None:
    naam = f"{dienst.bestandsnaam}.{soort}"
    uitkomst = vergelijker.main(str(gedeeld / "contract" / "duo" / naam), str(bron.pad(f"{soort}/{naam}")))
    *verschillen, samenvatting = capsys.readouterr().out.strip().splitlines()
    versie = f"{dienst.bestandsnaam}.0"
    verwacht = []
    if (dienst, soort) == (RAADPLEGEN, "wsdl"):
        verwacht = [
            f"extra: bound {versie}_Binding opvragen_opleidingseenheid",
            "extra: message opvragen_opleidingseenheid_request",
            "extra: message opvragen_opleidingseenheid_response",
            f"extra: operation {versie}_PortType opvragen_opleidingseenheid",
        ]
    assert [regel for regel in verschillen if regel] == verwacht
    assert uitkomst == (1 if verwacht else 0)
    assert int(samenvatting.split()[0]) > 40


@pytest.mark.parametrize("dienst", V4, ids=lambda d: d.naam)
def test_het_platte_schema_van_de_dienst_is_definitie_voor_definitie_het_gepubliceerde(
    vergelijker: ModuleType, gedeeld: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, dienst: Dienst
) -> None:
    (bestand := tmp_path / dienst.xsd).write_bytes(bron.xsd_voor(dienst.xsd, str))
    assert vergelijker.main(str(gedeeld / "contract" / "duo" / dienst.xsd), str(bestand)) == 0, capsys.readouterr().out
    wortels = [etree.parse(str(pad)).getroot() for pad in (gedeeld / "contract" / "duo" / dienst.xsd, bestand)]
    for kenmerk in ("targetNamespace", "elementFormDefault", "attributeFormDefault"):
        assert wortels[0].get(kenmerk) == wortels[1].get(kenmerk)


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
def test_toegevoegde_operatie_ziet_eruit_als_haar_buren(dienst: Dienst) -> None:
    """Messages name elements that the schema has, and every binding is literal with our SOAPAction pattern."""
    wsdl = etree.parse(str(bron.pad(f"wsdl/{dienst.wsdl}")))
    ns = {"w": "http://schemas.xmlsoap.org/wsdl/", "s": "http://schemas.xmlsoap.org/wsdl/soap/"}
    elementen = xmlschema.XMLSchema10(str(bron.pad(f"xsd/{dienst.xsd}"))).elements
    gebonden = wsdl.findall("w:binding/w:operation", ns)
    assert len(gebonden) == len(wsdl.findall("w:portType/w:operation", ns)) == len(wsdl.findall("w:message", ns)) / 2
    for deel in wsdl.findall("w:message/w:part", ns):
        assert deel.get("element", "").split(":")[1] in elementen
    for operatie in gebonden:
        actie = f"{dienst.contract_ns}{'/' if dienst in V4 else ':'}{operatie.get('name')}"
        assert operatie.find("s:operation", ns).get("soapAction") == actie
        assert [body.get("use") for body in operatie.iterfind(".//s:body", ns)] == ["literal", "literal"]


ADRES = "http://rio.example/RIO/services/x"


class Uitgeserveerd(zeep.Transport):
    """Files of this machine, and what the service would answer at ADRES; nothing else."""

    def __init__(self, dienst: Dienst) -> None:
        super().__init__()
        self._antwoorden = {f"{ADRES}?wsdl": bron.wsdl_voor(dienst.wsdl, ADRES, self._url)} | {
            self._url(naam): bron.xsd_voor(naam, self._url) for naam in bron.schemabestanden()
        }

    @staticmethod
    def _url(naam: str) -> str:
        return f"{ADRES}?xsd={naam}"

    def load(self, url: str) -> Any:
        if url.startswith("http"):
            return self._antwoorden[url]
        return super().load(url)


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
@pytest.mark.parametrize("waar", ["schijf", "dienst"])
def test_zeep_laadt_de_wsdl_van_schijf_en_zoals_de_dienst_haar_uitserveert(dienst: Dienst, waar: str) -> None:
    """As served, every schemaLocation is a URL of the service, and so is the address."""
    wsdl = str(bron.pad(f"wsdl/{dienst.wsdl}")) if waar == "schijf" else f"{ADRES}?wsdl"
    client = zeep.Client(wsdl, transport=Uitgeserveerd(dienst))
    (service,) = client.wsdl.services.values()
    (poort,) = service.ports.values()
    assert set(poort.binding._operations) == {naam for naam, o in OPERATIES.items() if o.dienst is dienst}
    assert client.get_element(f"{{{dienst.schema_ns}}}{next(iter(poort.binding._operations))}_request") is not None
    assert poort.binding_options["address"] == (ADRES if waar == "dienst" else f"http://127.0.0.1:8080{dienst.pad}")


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
def test_xmlschema_laadt_onze_schemas_van_schijf(dienst: Dienst) -> None:
    schema = xmlschema.XMLSchema10(str(bron.pad(f"xsd/{dienst.xsd}")), allow="local")
    assert schema.validity == "valid"
    assert schema.target_namespace == dienst.schema_ns


def ingesloten(naam: str) -> set[str]:
    """The files that a schema includes, and those that these include."""
    wortel = etree.fromstring(bron.bestand(f"xsd/{naam}"))
    direct = {str(deel.get("schemaLocation")) for deel in wortel.iterfind(f"{XS}include")}
    return direct.union(*(ingesloten(deel) for deel in direct))


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
def test_gedeelde_definities_staan_er_een_keer(dienst: Dienst) -> None:
    """Of a contract no name is defined twice in all its files; what is included has no namespace of its own."""
    gezien: dict[tuple[str, str], str] = {}
    for naam in (dienst.xsd, *sorted(ingesloten(dienst.xsd))):
        wortel = etree.fromstring(bron.bestand(f"xsd/{naam}"))
        assert (wortel.get("targetNamespace") is None) == (naam != dienst.xsd)
        for definitie in wortel.iterchildren(*(f"{XS}{soort}" for soort in ("simpleType", "complexType", "element"))):
            sleutel = (str(definitie.tag), definitie.get("name", ""))
            assert sleutel not in gezien, f"{sleutel} in {naam} and in {gezien[sleutel]}"
            gezien[sleutel] = naam
    assert len(gezien) > 280


def test_every_file_of_schemas_belongs_to_a_contract() -> None:
    assert set(bron.schemabestanden()) == {n for d in DIENSTEN for n in (d.xsd, *ingesloten(d.xsd))}


def test_schemabestanden_bevatten_geen_proza_van_duo() -> None:
    for naam in bron.contractbestanden():
        assert b"documentation" not in bron.bestand(naam), naam

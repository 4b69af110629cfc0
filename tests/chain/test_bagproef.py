"""The BAG stand-in: the same contract as Kadaster's, over a real extract."""

import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.chain.bag import Bagregister, SoapBag
from rio_soap.chain.bagextract.gemeenten import Extractfout
from rio_soap.chain.bagextract.loader import laad_extract
from rio_soap.chain.bagextract.store import BagStore, Zoekvraag
from rio_soap.chain.failure import ChainFailure
from rio_soap.chain.ports import Adresvraag, Bagadres, Bestaat, Objectsoort, Woonplaats
from rio_soap.chain.resilience import Limits
from rio_soap.chain.standin.bagdienst import Bagdienst
from rio_soap.chain.standin.standin_server import PAD_BAG, Proefdienst, bedien, proef_toepassing
from rio_soap.edukoppeling.clock import FixedClock
from tests.chain.hulp import houdt

KLOK = FixedClock(datetime(2025, 11, 14, 12, tzinfo=UTC))
DAG = date(2025, 11, 14)
SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"


@pytest.fixture(scope="session")
def bestand(gedeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    doel = tmp_path_factory.mktemp("bag") / "bag.db"
    aantal = laad_extract(gedeeld / "examples" / "bag" / "extract" / "lvbag-extract-mini.zip", doel)
    # as the index says: WPL 8, OPR 12, NUM 22, VBO 20, STA 1, LIG 1, PND 15
    assert [aantal[t] for t in ("woonplaats", "straat", "nummer", "object", "pand")] == [8, 12, 22, 22, 15]
    return doel


@pytest.fixture
def adres(bestand: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    opslag = BagStore(bestand, ruim=getattr(request, "param", True))
    with bedien(proef_toepassing({PAD_BAG: Proefdienst("Bag", "bag.wsdl", Bagdienst(opslag, KLOK))})) as url:
        yield url + PAD_BAG


@pytest.fixture
def bag(adres: str, bestand: Path) -> Iterator[Bagregister]:
    bron = SoapBag(adres, limits=Limits())
    yield Bagregister(bron, BagStore(bestand), klok=KLOK)
    bron.sluit()


def stuur(adres: str, inhoud: bytes) -> etree._Element:
    verzoek = urllib.request.Request(adres, inhoud, {"Content-Type": "text/xml; charset=utf-8"})
    try:
        with urllib.request.urlopen(verzoek, timeout=10) as antwoord:
            return etree.fromstring(antwoord.read())
    except urllib.error.HTTPError as fout:
        return etree.fromstring(fout.read())


VOORBEELDEN = [
    "adres-gevonden.xml",
    "adres-gevonden-school.xml",
    "adres-gevonden-voorbeeld.xml",
    "adres-gevonden-niet-ingemeten.xml",
    "adres-gevonden-huisletter.xml",
    "adres-gevonden-huisletter-toevoeging.xml",
    "adres-gevonden-toevoeging-cijfer.xml",
    "adres-gevonden-nevenadres.xml",
    "adres-meer-verblijfsobjecten.xml",
    "adres-meer-kandidaten.xml",
    "adres-niet-gevonden.xml",
    "adres-naam-gevonden.xml",
    "adres-ingetrokken.xml",
    "adres-verblijfsobject-gevormd.xml",
    "adres-verblijfsobject-buiten-gebruik.xml",
    "adres-peildatum.xml",
    "adres-standplaats.xml",
    "object-op-id.xml",
]


def _kern(antwoord: etree._Element) -> list[tuple[str, str, list[str]]]:
    """What an answer says: of each object its id, status and addresses."""
    uit = []
    for product in antwoord.iter("{*}ADO-product"):
        element = product[-1]
        nummers = [e.findtext("{*}identificatie") for e in element.find("{*}gerelateerdeAdressen")]
        status = next(e.text for e in element if str(e.tag).endswith("Status"))
        uit.append((element.findtext("{*}identificatie"), status, nummers))
    return sorted(uit)


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_op_de_vraag_van_elk_voorbeeld_komt_het_antwoord_van_het_voorbeeld(
    adres: str, gedeeld: Path, naam: str
) -> None:
    """And it is valid against the published schema."""
    bedoeld = etree.parse(str(gedeeld / "examples" / "bag" / naam)).getroot()
    vraag = bedoeld.find(".//{*}vraag")
    for datum in vraag.iter("{*}actueelDatum"):
        datum.getparent().remove(datum)
    apd = "{http://www.kadaster.nl/schemas/bag-verstrekkingen/bevragingen-apd/v20090901}"
    root = etree.Element(f"{SOAP}Envelope")
    soort = "ID" if naam == "object-op-id.xml" else "Adres"
    etree.SubElement(etree.SubElement(root, f"{SOAP}Body"), f"{apd}Vraagbericht-APD-ADO-{soort}").append(vraag)
    antwoord = stuur(adres, etree.tostring(root)).find(f"{SOAP}Body")[0]
    hun = gedeeld / "contract" / "bag" / "BagvsBevragingenAntwoordberichtApdADO-1.3.xsd"
    etree.XMLSchema(etree.parse(str(hun))).assertValid(antwoord)
    bedoeld = etree.parse(str(gedeeld / "examples" / "bag" / naam)).getroot()
    kern, verwacht = _kern(antwoord), _kern(bedoeld)
    assert [een for een in kern if een in verwacht] == verwacht  # a wide search may give more
    echo, hun_echo = (
        [(e.tag, e.text) for e in x.find(".//{*}vraag").iter() if len(e) == 0] for x in (antwoord, bedoeld)
    )
    assert echo == hun_echo


@pytest.mark.parametrize("adres", [True, False], indirect=True, ids=["ruim", "exact"])
@pytest.mark.parametrize(
    ("postcode", "nummer", "toevoeging", "verwacht"),
    [
        ("2391PH", 1, None, "0484019999900001"),
        ("2391PH", 1, "A", "0484019999900002"),
        ("2391PH", 1, "A 3", "0484019999900004"),
        ("2391PH", 1, "B", None),
        ("6708GA", 1, "5A3", True),
        ("9712CP", 5, "B", "0014019999900001"),
        ("6982ZZ", 1, None, None),
        ("6982ZZ", 9, None, "0221019999900009"),  # Verbouwing verblijfsobject, which the old contract does not know
        ("6981ED", 1, None, "0221030000330172"),
        ("9999XX", 12345, None, None),
    ],
)
def test_client_en_proefdienst_samen(
    bag: Bagregister, postcode: str, nummer: int, toevoeging: str | None, verwacht: Any
) -> None:
    uitkomst = bag.adres(Adresvraag(postcode, nummer, toevoeging))
    if verwacht is None:
        assert uitkomst is Bestaat.ONBEKEND
        return
    assert isinstance(uitkomst, Bagadres)
    assert verwacht in (True, uitkomst.bag_id)
    assert uitkomst.signaal is None


def test_de_peildatum_kiest_het_voorkomen(bag: Bagregister) -> None:
    toen = bag.adres(Adresvraag("6982ZZ", 1, None, date(2019, 5, 31)))
    assert isinstance(toen, Bagadres)
    assert bag.adres(Adresvraag("6982ZZ", 1, None, date(2019, 6, 1))) is Bestaat.ONBEKEND
    gevonden = bag.object("0221019999900005", date(2015, 9, 1))
    assert gevonden is not None
    assert gevonden.status == "Verblijfsobject in gebruik"
    assert houdt(bag, "0221019999900005")
    assert not houdt(bag, "0221019999900001")
    assert bag.object("0221019999900005", date(2009, 1, 1)) is None


def test_een_ligplaats_is_een_adres(bag: Bagregister) -> None:
    uitkomst = bag.adres(Adresvraag("6982CZ", 2))
    assert isinstance(uitkomst, Bagadres)
    assert uitkomst.soort is Objectsoort.LIGPLAATS
    assert uitkomst.positie is not None


def test_plaatsnamen_komen_uit_het_extract_met_gemeente(bag: Bagregister) -> None:
    gevonden = bag.plaats("DOESBURG", "Doesburg")
    assert isinstance(gevonden, Woonplaats)
    assert (gevonden.code, gevonden.gemeente) == ("2142", "Doesburg")
    assert bag.plaats("Doesburg", "Assen") is Bestaat.ONBEKEND


@pytest.mark.parametrize(
    "inhoud",
    [
        b"geen xml",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
        b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a/></s:Body></s:Envelope>',
    ],
)
def test_wat_geen_vraag_is_krijgt_een_fault_met_applicatiefout(adres: str, gedeeld: Path, inhoud: bytes) -> None:
    fault = stuur(adres, inhoud).find(f"{SOAP}Body/{SOAP}Fault")
    detail = fault.find("detail")[0]
    etree.XMLSchema(etree.parse(str(gedeeld / "contract" / "bag" / "ApplicatieFout-1.3.xsd"))).assertValid(detail)
    assert detail.findtext(".//{*}Foutcode") == "STANDIN-002"
    assert fault.findtext("faultcode") == "soapenv:Client"


def test_een_peildatum_die_geen_dag_is_wordt_geweigerd(adres: str, gedeeld: Path) -> None:
    vraag = (gedeeld / "examples" / "bag" / "verzoek-peildatum.xml").read_bytes().replace(b"20150901", b"20151901")
    assert stuur(adres, vraag).find(".//{*}Foutcode").text == "STANDIN-002"


def test_het_contract_is_op_te_vragen_en_door_een_client_te_laden(adres: str) -> None:
    wsdl = urllib.request.urlopen(adres + "?wsdl", timeout=10).read()
    assert f'location="{adres}"'.encode() in wsdl
    (schema,) = [
        e.get("schemaLocation")
        for e in etree.fromstring(wsdl).iter("{*}import")
        if "bevr" in str(e.get("schemaLocation"))
    ]
    assert urllib.request.urlopen(schema, timeout=10).read().startswith(b"<?xml")
    for pad in ("?xsd=../../../etc/passwd", "?xsd=bag-x.xsd", ""):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(adres + pad, timeout=10)


def test_een_map_een_los_bestand_en_een_binnenste_zip_laden_ook(gedeeld: Path, tmp_path: Path) -> None:
    bron = gedeeld / "examples" / "bag" / "extract"
    for naam in ("9999NUM14112025-000001.xml", "9999VBO14112025-000001.xml"):
        assert laad_extract(bron / naam, tmp_path / "een.db")
    with zipfile.ZipFile(bron / "lvbag-extract-mini.zip") as archief:
        archief.extract("9999NUM14112025.zip", tmp_path)
    assert laad_extract(tmp_path / "9999NUM14112025.zip", tmp_path / "twee.db") == {"nummer": 22}
    laad_extract(bron, tmp_path / "drie.db")
    assert BagStore(tmp_path / "drie.db").aantal("object") == 22


def test_een_mislukte_lading_laat_de_oude_staan(gedeeld: Path, tmp_path: Path) -> None:
    bron = gedeeld / "examples" / "bag" / "extract"
    doel = tmp_path / "bag.db"
    laad_extract(bron, doel)
    heel = (bron / "9999NUM14112025-000001.xml").read_bytes()
    kapot = {
        "half": heel[: len(heel) // 2],
        "dtd": heel.replace(b"<sl-bag-extract:bagStand", b'<!DOCTYPE a [<!ENTITY b "c">]><sl-bag-extract:bagStand', 1),
        "leeg": b"<a/>",
        "geen nummer": heel.replace(b"<Objecten:huisnummer>1<", b"<Objecten:huisnummer>een<"),
    }
    for inhoud in kapot.values():
        (tmp_path / "9999NUM14112025-000001.xml").write_bytes(inhoud)
        with pytest.raises(Extractfout):
            laad_extract(tmp_path / "9999NUM14112025-000001.xml", doel)
    (tmp_path / "lvbag-extract-nl.zip").write_bytes((bron / "lvbag-extract-mini.zip").read_bytes()[:9000])
    with pytest.raises(Extractfout):
        laad_extract(tmp_path / "lvbag-extract-nl.zip", doel)
    assert BagStore(doel).aantal("object") == 22
    assert not list(tmp_path.glob("*.nieuw"))


def test_verwijzingen_buiten_de_lading_storen_niet(gedeeld: Path, tmp_path: Path) -> None:
    """Without panden an address is still found, valid against the contract; without streets it is not there."""
    bron = gedeeld / "examples" / "bag" / "extract"
    for soort in ("WPL", "OPR", "NUM", "VBO"):
        naam = f"9999{soort}14112025-000001.xml"
        (tmp_path / naam).write_bytes((bron / naam).read_bytes())
    laad_extract(tmp_path, tmp_path / "bag.db")
    opslag = BagStore(tmp_path / "bag.db")
    (gevonden,) = opslag.zoek(Zoekvraag(1, "9405BJ"), DAG)
    assert gevonden.panden == (("0106109999900001", None),)
    with bedien(proef_toepassing({PAD_BAG: Proefdienst("Bag", "bag.wsdl", Bagdienst(opslag, KLOK))})) as url:
        bron_ = SoapBag(url + PAD_BAG)
        assert bron_.zoek("9405BJ", 1, None, None, None)[0].bag_id == "0106010000027367"
        bron_.sluit()
    (tmp_path / "9999OPR14112025-000001.xml").unlink()
    laad_extract(tmp_path, tmp_path / "bag.db")
    assert BagStore(tmp_path / "bag.db").zoek(Zoekvraag(1, "9405BJ"), DAG) == []


def test_een_proefdienst_die_stukgaat_geeft_een_fault(bestand: Path) -> None:
    class Stuk(BagStore):
        def zoek(self, vraag: Zoekvraag, dag: date, maximum: int = 1000) -> Any:
            raise ZeroDivisionError

    with bedien(proef_toepassing({PAD_BAG: Proefdienst("Bag", "bag.wsdl", Bagdienst(Stuk(bestand), KLOK))})) as url:
        bron = SoapBag(url + PAD_BAG)
        with pytest.raises(ChainFailure, match="Interne fout"):
            bron.zoek("9405BJ", 1, None, None, None)
        bron.sluit()

"""The Handelsregister client against example messages, over real HTTP with real signatures."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.chain import answer_schema
from rio_soap.chain.activity import Ketentoestand, kan_bestuur_zijn, stand
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.kvk import KvkKeys, SoapHandelsregister
from rio_soap.chain.kvk_bericht import controleer_ondertekening, onderteken
from rio_soap.chain.ports import Inschrijving, KvkOnbekend, KvkVestiging
from rio_soap.chain.resilience import Limits
from rio_soap.edukoppeling.clock import Clock, FixedClock, SystemClock
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from tests.edukoppeling.pki import maak

SNEL = Limits(total=3.0, response=2.0, pause=0.01, failures_to_open=100, cache_seconds=60)
NU = SystemClock()
S, W = "{http://schemas.xmlsoap.org/soap/envelope/}", "{http://www.w3.org/2005/08/addressing}"
DAG = date(2025, 11, 14)  # the day of the examples


class Kvk:
    """Answers like KvK: with the body of an example, addressed to the question and signed."""

    def __init__(self, server: Any, als_http: Callable[..., bytes], sleutelpaar: Sleutelpaar) -> None:
        self.server, self.als_http, self.sleutelpaar = server, als_http, sleutelpaar
        self.klok: Clock = NU
        self.bederf: Callable[[etree._Element], None] = lambda _: None
        self.vooraf: Callable[[etree._Element], None] = lambda _: None

    def antwoordt(self, voorbeeld: bytes, status: str = "200 OK") -> None:
        def gedrag(verbinding: socket.socket, verzoek: bytes) -> None:
            verbinding.sendall(self.als_http(self.antwoord(voorbeeld, verzoek), status))

        self.server.gedrag = gedrag

    def antwoord(self, voorbeeld: bytes, verzoek: bytes) -> bytes:
        root = etree.fromstring(voorbeeld, etree.XMLParser(remove_blank_text=False))
        if (relates_to := root.find(f"{S}Header/{W}RelatesTo")) is None:
            return voorbeeld
        relates_to.text = etree.fromstring(verzoek).findtext(f"{S}Header/{W}MessageID")
        self.vooraf(root)
        onderteken(root, self.sleutelpaar, self.klok)
        self.bederf(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@pytest.fixture
def kvk(server: Any, als_http: Any, pki: dict[str, Sleutelpaar]) -> Kvk:
    return Kvk(server, als_http, pki["kvk"])


@pytest.fixture
def register(server: Any, pki: dict[str, Sleutelpaar]) -> Iterator[SoapHandelsregister]:
    register = SoapHandelsregister(server.url, KvkKeys(pki["wij"], [pki["kvk"].der]), limits=SNEL)
    yield register
    register.sluit()


@pytest.fixture
def voorbeeld(gedeeld: Path) -> Callable[[str], bytes]:
    return lambda naam: (gedeeld / "examples" / "kvk" / naam).read_bytes()


def index(gedeeld: Path) -> dict[str, dict[str, Any]]:
    tekst = (gedeeld / "examples" / "kvk" / "index.json").read_text("utf-8")
    return {v["bestand"]: v for v in json.loads(tekst)["voorbeelden"]}


def vraag(register: SoapHandelsregister, regel: dict[str, Any]) -> Any:
    nummer = regel["nummer"]
    if "vestigingsnummer" in nummer:
        return register.vestiging(nummer["vestigingsnummer"])
    if "kvkNummer" in nummer or not nummer:
        return register.inschrijving(kvk_nummer=nummer.get("kvkNummer", "90000137"))
    return register.inschrijving(rsin=nummer["rsin"])


def test_elk_voorbeeldantwoord_geeft_de_uitkomst_van_de_index(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any, gedeeld: Path
) -> None:
    gezien = 0
    for bestand, regel in index(gedeeld).items():
        if not regel["soort"].startswith("antwoord ophalen"):
            continue
        gezien += 1
        kvk.antwoordt(voorbeeld(bestand))
        uitkomst = vraag(register, regel)
        verwacht = regel["verwacht"]
        if verwacht == "gevonden":
            assert isinstance(uitkomst, KvkVestiging), bestand
            assert uitkomst.kvk_nummer == regel["nummer"]["kvkNummer"]
            assert stand(uitkomst, DAG).toestand is Ketentoestand.ACTIEF
            continue
        assert isinstance(uitkomst, Inschrijving), bestand
        gevonden = stand(uitkomst, DAG)
        if verwacht.startswith("beëindigd op"):
            assert (gevonden.toestand, gevonden.sinds) == (Ketentoestand.BEEINDIGD, verwacht[-8:]), bestand
        elif verwacht == "nog niet actief":
            assert gevonden.toestand is Ketentoestand.NOG_NIET, bestand
        else:
            assert gevonden.toestand is Ketentoestand.ACTIEF, bestand
        if ontbonden := re.search(r"ontbonden sinds (\d{8})", verwacht):
            assert gevonden.ontbonden == ontbonden[1]
        assert kan_bestuur_zijn(uitkomst) == ("rechtspersoon" in (uitkomst.eigenaar or "")), bestand
        if "geen rechtspersoon" in verwacht:
            assert not kan_bestuur_zijn(uitkomst)
            assert uitkomst.rsin is None
        if "geen bezoekadres" in verwacht:
            assert uitkomst.bezoekadres is not None
            assert uitkomst.bezoekadres.afgeschermd
            assert uitkomst.bezoekadres.straatnaam is None
        assert uitkomst.rsin == regel["nummer"].get("rsin", uitkomst.rsin), bestand
        assert uitkomst.naam, bestand
    assert gezien == 14


def test_een_stichting_komt_met_alles_wat_een_bestuur_overneemt(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any
) -> None:
    kvk.antwoordt(voorbeeld("inschrijving-stichting.xml"))
    gevonden = register.inschrijving(rsin="992660725")
    assert isinstance(gevonden, Inschrijving)
    assert gevonden.naam == "Stichting Voorbeeld Onderwijs"
    assert gevonden.rechtsvorm is not None
    assert (gevonden.rechtsvorm.code, gevonden.rechtsvorm.publiek) == ("ST", None)
    assert (gevonden.datum_aanvang, gevonden.datum_einde) == ("20050901", None)
    assert gevonden.bezoekadres is not None
    assert (gevonden.bezoekadres.straatnaam, gevonden.bezoekadres.postcode) == ("Voorbeeldstraat", "6982ZZ")
    assert gevonden.bezoekadres.bag_object == "0221019999900007"
    assert gevonden.postadres is not None
    assert gevonden.postadres.postbusnummer == 12
    assert gevonden.hoofdvestiging == "990000999001"
    tweede = gevonden.vestigingen[1]
    assert (tweede.naam, tweede.commercieel) == ("Basisschool De Tweede Vestiging", False)
    assert tweede.bezoekadres is not None
    assert (tweede.bezoekadres.huisletter, tweede.bezoekadres.huisnummertoevoeging) == ("A", "3")
    assert len(gevonden.peilmoment) == 17


def test_van_een_natuurlijk_persoon_wordt_niets_gelezen(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any
) -> None:
    kvk.antwoordt(voorbeeld("inschrijving-eenmanszaak.xml"))
    gevonden = register.inschrijving(kvk_nummer="90000021")
    assert isinstance(gevonden, Inschrijving)
    naam = etree.fromstring(voorbeeld("inschrijving-eenmanszaak.xml")).findtext(
        ".//{*}natuurlijkPersoon/{*}volledigeNaam"
    )
    assert naam is not None
    assert naam not in repr(gevonden)


@pytest.mark.parametrize(
    ("bestand", "uitkomst"),
    [
        ("inschrijving-onbekend.xml", "IPD0005"),
        ("inschrijving-nummer-ongeldig.xml", "IPD0004"),
        ("inschrijving-rsin-ongeldig.xml", "IPD0010"),
        ("vestiging-nummer-ongeldig.xml", "IPD0006"),
        ("gegevens-in-behandeling.xml", (Reason.LATER, 60.0)),
        ("bron-niet-beschikbaar.xml", (Reason.LATER, 300.0)),
        ("technische-fout.xml", (Reason.ERROR, None)),
        ("soapfault-addressing.xml", (Reason.QUESTION, None)),
        ("soapfault-to-action.xml", (Reason.QUESTION, None)),
    ],
)
def test_meldingen_en_faults_krijgen_hun_betekenis(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any, gedeeld: Path, bestand: str, uitkomst: Any
) -> None:
    kvk.antwoordt(voorbeeld(bestand), "500 Internal Server Error" if "soapfault" in bestand else "200 OK")
    regel = index(gedeeld)[bestand]
    if isinstance(uitkomst, str):
        assert regel["verwacht"] == "onbekend, definitief"
        gevonden = vraag(register, regel)
        assert isinstance(gevonden, KvkOnbekend)
        assert gevonden.code == uitkomst
        return
    with pytest.raises(ChainFailure) as fout:
        vraag(register, regel)
    assert (fout.value.reason, fout.value.retry_after) == uitkomst
    assert len(kvk.server.verzoeken) == (3 if bestand == "technische-fout.xml" else 1)


def test_een_technische_fout_wordt_met_een_nieuw_bericht_opnieuw_gevraagd(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any
) -> None:
    kvk.antwoordt(voorbeeld("technische-fout.xml"))
    with pytest.raises(ChainFailure):
        register.inschrijving(kvk_nummer="90000137")
    ids = {etree.fromstring(v).findtext(f"{S}Header/{W}MessageID") for v in kvk.server.verzoeken}
    assert len(ids) == 3


def test_een_vraag_heeft_de_koppen_en_de_zes_ondertekende_delen_van_kvk(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any
) -> None:
    kvk.antwoordt(voorbeeld("inschrijving-stichting.xml"))
    register.inschrijving(kvk_nummer="90000137")
    root = etree.fromstring(kvk.server.verzoeken[0])
    bedoeld = etree.fromstring(voorbeeld("verzoek-inschrijving.xml"))
    for naam in ("Action", "To"):
        assert root.findtext(f"{S}Header/{W}{naam}") == bedoeld.findtext(f"{S}Header/{W}{naam}")
    assert root.findtext(f"{S}Header/{W}ReplyTo/{W}Address") == "http://www.w3.org/2005/08/addressing/anonymous"
    assert re.fullmatch(r"uuid:[0-9a-f-]{36}", root.findtext(f"{S}Header/{W}MessageID") or "")
    assert sorted(str(k.tag) for k in root.find(f"{S}Header")) == sorted(str(k.tag) for k in bedoeld.find(f"{S}Header"))
    wsu = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}Id"
    ids = {e.get(wsu): etree.QName(e).localname for e in root.iter() if e.get(wsu)}
    verwezen = [ids[e.get("URI", "")[1:]] for e in root.iter("{http://www.w3.org/2000/09/xmldsig#}Reference")]
    assert sorted(verwezen) == ["Action", "Body", "MessageID", "ReplyTo", "Timestamp", "To"]
    assert kvk.server.headers[0]["soapaction"].strip('"') == "http://es.kvk.nl/ophalenInschrijving"
    body, hun = root.find(f"{S}Body")[0], bedoeld.find(f"{S}Body")[0]
    assert [e.tag for e in body] == [e.tag for e in hun]
    assert len(body[0].text or "") <= 50


def _verander_naam(root: etree._Element) -> None:
    next(e for e in root.iter() if str(e.tag).endswith("volledigeNaam")).text = "Stichting Iets Anders"


def _zonder(naam: str) -> Callable[[etree._Element], None]:
    def bederf(root: etree._Element) -> None:
        (element,) = [e for e in root.iter() if str(e.tag).endswith(f"}}{naam}")]
        element.getparent().remove(element)

    return bederf


def _verplaats_body(root: etree._Element) -> None:
    """Wrapping: the signed Body goes into the Header, another takes its place."""
    header, body = root
    ander = deepcopy(body)
    _verander_naam(ander)
    ander.attrib.clear()
    root.replace(body, ander)
    etree.SubElement(header, "{urn:x}w").append(body)


def _onbekende_header(root: etree._Element) -> None:
    etree.SubElement(root[0], f"{W}FaultTo").text = "http://x/"


def _relates_to(root: etree._Element) -> None:
    root.find(f"{S}Header/{W}RelatesTo").text = "uuid:05a5a9f3-0300-5727-8461-aa45fb1db5e1"


def _actie(root: etree._Element) -> None:
    root.find(f"{S}Header/{W}Action").text = "http://es.kvk.nl/ophalenVestigingResponse"


@pytest.mark.parametrize(
    "bederf",
    [
        _verander_naam,
        _zonder("Security"),
        _zonder("Signature"),
        _zonder("Timestamp"),
        _zonder("RelatesTo"),
        _verplaats_body,
        _onbekende_header,
        _relates_to,
    ],
)
def test_een_antwoord_waarvan_de_handtekening_niet_klopt_wordt_niet_gebruikt(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any, bederf: Callable[[etree._Element], None]
) -> None:
    kvk.antwoordt(voorbeeld("inschrijving-stichting.xml"))
    kvk.bederf = bederf
    with pytest.raises(ChainFailure) as fout:
        register.inschrijving(kvk_nummer="90000137")
    assert fout.value.reason in (Reason.SIGNATURE, Reason.INVALID)
    assert len(kvk.server.verzoeken) == 1
    kvk.bederf = lambda _: None  # and it was not remembered
    gevonden = register.inschrijving(kvk_nummer="90000137")
    assert isinstance(gevonden, Inschrijving)
    assert gevonden.naam == "Stichting Voorbeeld Onderwijs"


@pytest.mark.parametrize("vooraf", [_relates_to, _actie])
def test_een_echt_antwoord_op_een_andere_vraag_wordt_niet_gebruikt(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any, vooraf: Callable[[etree._Element], None]
) -> None:
    kvk.antwoordt(voorbeeld("inschrijving-stichting.xml"))
    kvk.vooraf = vooraf
    with pytest.raises(ChainFailure) as fout:
        register.inschrijving(kvk_nummer="90000137")
    assert fout.value.reason is Reason.SIGNATURE


def test_een_antwoord_over_een_ander_nummer_wordt_niet_gebruikt(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any
) -> None:
    kvk.antwoordt(voorbeeld("inschrijving-stichting.xml"))
    with pytest.raises(ChainFailure) as fout:
        register.inschrijving(kvk_nummer="90000358")
    assert fout.value.reason is Reason.INVALID


@pytest.mark.parametrize("sleutel", ["vreemde", "wij"])
def test_alleen_het_vastgelegde_certificaat_van_kvk_telt(
    register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any, pki: dict[str, Sleutelpaar], sleutel: str
) -> None:
    kvk.antwoordt(voorbeeld("inschrijving-stichting.xml"))
    kvk.sleutelpaar = pki[sleutel]
    with pytest.raises(ChainFailure) as fout:
        register.inschrijving(kvk_nummer="90000137")
    assert fout.value.reason is Reason.SIGNATURE


def test_een_certificaat_van_kvk_zonder_oin_telt() -> None:
    """KvK is outside Edukoppeling: its certificate is pinned, and need name no OIN."""
    nu = datetime.now(UTC)
    wie = maak("KvK", nummer=5, van=nu - timedelta(days=1), tot=nu + timedelta(days=1))
    assert wie.paar.oin is None
    root = etree.fromstring(
        f'<s:Envelope xmlns:s="{S[1:-1]}" xmlns:a="{W[1:-1]}"><s:Header><a:To>x</a:To></s:Header>'
        '<s:Body><b xmlns="urn:b"/></s:Body></s:Envelope>'
    )
    onderteken(root, wie.paar, NU)
    envelope = lees_envelope(etree.tostring(root), None, Profiel(ontvanger_oin=""))
    controleer_ondertekening(envelope, [wie.der], NU, 100_000)


def test_een_verlopen_antwoord_telt_niet(register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any) -> None:
    kvk.antwoordt(voorbeeld("inschrijving-stichting.xml"))
    kvk.klok = FixedClock(datetime.now(UTC) - timedelta(minutes=10))
    with pytest.raises(ChainFailure) as fout:
        register.inschrijving(kvk_nummer="90000137")
    assert fout.value.reason is Reason.SIGNATURE


def test_een_onbruikbaar_nummer_wordt_niet_gevraagd(register: SoapHandelsregister, server: Any) -> None:
    for gegeven in ({}, {"kvk_nummer": "90000137", "rsin": "992660725"}, {"kvk_nummer": "9000013"}, {"rsin": "x" * 9}):
        with pytest.raises(ValueError, match=r"KvK number|RSIN"):
            register.inschrijving(**gegeven)
    with pytest.raises(ValueError, match="12 digits"):
        register.vestiging("1")
    assert server.verzoeken == []


def test_een_bekende_inschrijving_kost_geen_vraag(register: SoapHandelsregister, kvk: Kvk, voorbeeld: Any) -> None:
    kvk.antwoordt(voorbeeld("inschrijving-stichting.xml"))
    assert register.inschrijving(kvk_nummer="90000137") == register.inschrijving(kvk_nummer="90000137")
    assert len(kvk.server.verzoeken) == 1


def test_het_gepubliceerde_wsdl_kan_in_de_plaats_van_het_onze(
    kvk: Kvk, voorbeeld: Any, gedeeld: Path, pki: dict[str, Sleutelpaar]
) -> None:
    wsdl = gedeeld / "contract" / "kvk" / "KVK-KvKDataservice.local.wsdl"
    sleutels = KvkKeys(pki["wij"], [pki["kvk"].der])
    register = SoapHandelsregister(kvk.server.url, sleutels, limits=SNEL, wsdl=wsdl)
    kvk.antwoordt(voorbeeld("inschrijving-stichting.xml"))
    gevonden = register.inschrijving(kvk_nummer="90000137")
    assert isinstance(gevonden, Inschrijving)
    assert gevonden.rsin == "992660725"  # which zeep loses in the recursive types of this WSDL
    kvk.antwoordt(voorbeeld("vestiging-niet-commercieel.xml"))
    assert isinstance(register.vestiging("000005329256"), KvkVestiging)
    register.sluit()


XS = "{http://www.w3.org/2001/XMLSchema}"


def _typen(bestand: Path) -> dict[str, list[tuple[str | None, str | None, str | None]]]:
    """Elements of each complex type in order, with how often they may occur."""
    root = etree.parse(str(bestand)).getroot()
    return {
        str(t.get("name")): [
            (e.get("name"), e.get("minOccurs"), e.get("maxOccurs", "1")) for e in t.iter(f"{XS}element")
        ]
        for t in root.iter(f"{XS}complexType")
        if t.get("name")
    }


def test_onze_catalogus_noemt_elk_element_van_het_origineel_op_zijn_plaats(gedeeld: Path, voorbeeld: Any) -> None:
    onze = _typen(answer_schema.pad("xsd", "kvk-catalogus.xsd"))
    hun = _typen(gedeeld / "contract" / "kvk" / "zeep" / "catalogus" / "Catalogus.xsd")
    assert len(onze) > 25
    for naam, elementen in onze.items():
        assert elementen == hun[naam], naam
    wsdl = etree.parse(str(gedeeld / "contract" / "kvk" / "KVK-KvKDataservice.local.wsdl"))
    los = wsdl.find(f".//{XS}schema")
    los.find(f"{XS}import").set("schemaLocation", str(gedeeld / "contract" / "kvk" / "catalogus" / "Catalogus.xsd"))
    gepubliceerd = etree.XMLSchema(etree.fromstring(etree.tostring(los)))
    for bestand, regel in index(gedeeld).items():
        body = etree.fromstring(voorbeeld(bestand)).find(f"{S}Body")[0]
        if regel["soort"] != "SOAP Fault":
            assert gepubliceerd.validate(body), bestand
            assert answer_schema.bezwaar(body, answer_schema.KVK) is None, bestand

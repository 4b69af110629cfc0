"""The BAG client against published example messages, over real HTTP."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.chain import answer_schema
from rio_soap.chain.bag import Bagregister, SoapBag
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.ports import (
    Adreslijstvraag,
    Adresobject,
    Adresvraag,
    Bagadres,
    Bestaat,
    Nummeraanduiding,
    Objectsoort,
    Woonplaats,
)
from rio_soap.chain.resilience import Limits, MetricHooks
from rio_soap.edukoppeling.clock import FixedClock
from tests.chain.hulp import houdt

SNEL = Limits(pause=0.01, cache_seconds=60)
KLOK = FixedClock(datetime(2026, 11, 24, 12, tzinfo=UTC))
SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"


class GeenPlaatsen:
    def woonplaatsen(self, naam: str) -> Sequence[Woonplaats]:
        return []


@pytest.fixture
def soapbag(server: Any) -> Iterator[SoapBag]:
    bag = SoapBag(server.url, limits=SNEL)
    yield bag
    bag.sluit()


@pytest.fixture
def bag(soapbag: SoapBag) -> Bagregister:
    return Bagregister(soapbag, GeenPlaatsen(), limits=SNEL, klok=KLOK)


@pytest.fixture
def voorbeeld(gedeeld: Path) -> Callable[[str], bytes]:
    return lambda naam: (gedeeld / "examples" / "bag" / naam).read_bytes()


VRAGEN = {
    "adres-gevonden.xml": [("9405BJ", 1, None, "0106010000027367")],
    "adres-gevonden-school.xml": [("3584CS", 8, None, True)],
    "adres-gevonden-voorbeeld.xml": [("6982ZZ", 7, None, True)],
    "adres-gevonden-niet-ingemeten.xml": [("6708PB", 4, None, True)],
    "adres-gevonden-huisletter.xml": [("3572KA", 1, "A", True), ("3572KA", 1, "a", True), ("3572KA", 1, None, False)],
    "adres-gevonden-huisletter-toevoeging.xml": [
        ("2391PH", 1, "A3", True),
        ("2391PH", 1, "A 3", True),
        ("2391PH", 1, "A-3", True),
        ("2391PH", 1, "A", False),
        ("2391PH", 1, "3", False),
    ],
    "adres-gevonden-toevoeging-cijfer.xml": [("6708GA", 1, "5A3", True), ("6708GA", 1, "-5A3", True)],
    "adres-gevonden-nevenadres.xml": [("9712CP", 5, "b", "0014019999900001"), ("9712CP", 5, None, "0014019999900001")],
    "adres-meer-verblijfsobjecten.xml": [("2311EZ", 70, None, "MTM001")],
    "adres-meer-kandidaten.xml": [
        ("2391PH", 1, None, True),
        ("2391PH", 1, "A3", True),
        ("2391PH", 1, "B", False),
    ],
    "adres-niet-gevonden.xml": [("9999XX", 12345, None, False)],
    "adres-naam-gevonden.xml": [("2628CC", 5, None, True)],
    "adres-ingetrokken.xml": [("6982ZZ", 1, None, False)],
    "adres-verblijfsobject-gevormd.xml": [("6982ZZ", 3, None, True)],
    "adres-verblijfsobject-buiten-gebruik.xml": [("6982ZZ", 5, None, True)],
    "adres-peildatum.xml": [("6982ZZ", 5, "peildatum", True)],
    "adres-standplaats.xml": [("6981ED", 1, None, "0221030000330172")],
}


@pytest.mark.parametrize(("bestand", "vraag"), [(b, v) for b, vragen in VRAGEN.items() for v in vragen])
def test_elk_voorbeeldantwoord_geeft_de_uitkomst_van_de_index(
    bag: Bagregister, server: Any, als_http: Any, voorbeeld: Any, bestand: str, vraag: tuple[Any, ...]
) -> None:
    server.antwoordt(als_http(voorbeeld(bestand)))
    postcode, nummer, toevoeging, verwacht = vraag
    dag = date(2015, 9, 1) if toevoeging == "peildatum" else None
    toevoeging = None if toevoeging == "peildatum" else toevoeging
    uitkomst = bag.adres(Adresvraag(postcode, nummer, toevoeging, dag))
    if verwacht is False:
        assert uitkomst is Bestaat.ONBEKEND
        return
    assert isinstance(uitkomst, Bagadres)
    assert len(uitkomst.bag_id) == 16
    assert uitkomst.plaatsnaam == uitkomst.plaatsnaam.upper()
    assert uitkomst.positie is not None
    assert Decimal(50) < uitkomst.positie.latitude < Decimal(54)
    assert (uitkomst.signaal is not None) == (verwacht == "MTM001")
    if isinstance(verwacht, str) and verwacht != "MTM001":
        assert uitkomst.bag_id == verwacht


def test_de_index_is_helemaal_gedekt(gedeeld: Path) -> None:
    index = json.loads((gedeeld / "examples" / "bag" / "index.json").read_text("utf-8"))
    antwoorden = {v["bestand"] for v in index["voorbeelden"] if v["soort"] == "antwoord"}
    assert antwoorden == {*VRAGEN, "object-op-id.xml"}


def test_een_object_is_op_id_te_vinden(bag: Bagregister, server: Any, als_http: Any, voorbeeld: Any) -> None:
    server.antwoordt(als_http(voorbeeld("object-op-id.xml")))
    gevonden = bag.object("0106010000027367")
    assert gevonden is not None
    assert gevonden.soort is Objectsoort.VERBLIJFSOBJECT
    assert houdt(bag, "0106010000027367")
    assert bag.object("0106010000099999") is None  # the answer is about another object


def test_een_applicatiefout_is_een_storing_en_nooit_niet_gevonden(
    bag: Bagregister, server: Any, als_http: Any, voorbeeld: Any
) -> None:
    for status in ("500 Internal Server Error", "200 OK"):
        server.antwoordt(als_http(voorbeeld("applicatiefout.xml"), status))
        with pytest.raises(ChainFailure) as fout:
            bag.adres(Adresvraag("9405BJ", 1))
        assert fout.value.reason is Reason.ERROR
        assert "STANDIN-001" in str(fout.value)


@pytest.mark.parametrize("naam", ["verzoek-postcode.xml", "verzoek-peildatum.xml", "verzoek-id.xml"])
def test_vragen_zijn_gelijk_aan_de_voorbeelden(
    soapbag: SoapBag, server: Any, als_http: Any, voorbeeld: Any, naam: str
) -> None:
    server.antwoordt(als_http(voorbeeld("adres-niet-gevonden.xml")))
    if naam == "verzoek-id.xml":
        soapbag.op_id("0106010000027367", None)
    elif naam == "verzoek-peildatum.xml":
        soapbag.zoek("6982ZZ", 5, None, None, date(2015, 9, 1))
    else:
        soapbag.zoek("2391PH", 1, "A", "3", None)
    gevraagd, bedoeld = (etree.fromstring(x).find(f"{SOAP}Body")[0] for x in (server.verzoeken[0], voorbeeld(naam)))
    assert [(e.tag, (e.text or "").strip()) for e in gevraagd.iter()] == [
        (e.tag, (e.text or "").strip()) for e in bedoeld.iter()
    ]
    actie = server.headers[0]["soapaction"].strip('"')
    assert actie.startswith("http://www.kadaster.nl/schemas/Services/BagVsRaadplegenDatumADO_v20090901/")


def test_onze_schemas_laten_toe_wat_het_gepubliceerde_contract_toelaat(gedeeld: Path, voorbeeld: Any) -> None:
    """Every example, and every one with a mandatory element taken away, is judged the same by both."""
    wortels = ("BagvsBevragingenAntwoordberichtApdADO-1.3.xsd", "BagvsBevragingenVraagberichtApdADOAdres-1.3.xsd")
    map_ = gedeeld / "contract" / "bag"
    gepubliceerd = {n: etree.XMLSchema(etree.parse(str(map_ / n))) for n in wortels}
    for naam in [*VRAGEN, "verzoek-postcode.xml", "verzoek-peildatum.xml"]:
        root = etree.fromstring(voorbeeld(naam))
        body = root.find(f"{SOAP}Body")[0]
        hun = gepubliceerd[wortels[1] if naam.startswith("verzoek") else wortels[0]]
        assert hun.validate(body)
        assert answer_schema.bezwaar(body, answer_schema.BAG) is None
    body = etree.fromstring(voorbeeld("adres-standplaats.xml")).find(f"{SOAP}Body")[0]
    hun = gepubliceerd[wortels[0]]
    for element in list(body.iter())[1:]:
        ouder = element.getparent()
        plek = ouder.index(element)
        ouder.remove(element)
        assert hun.validate(body) == (answer_schema.bezwaar(body, answer_schema.BAG) is None), element.tag
        ouder.insert(plek, element)


def test_het_gepubliceerde_wsdl_kan_in_de_plaats_van_het_onze(
    server: Any, als_http: Any, voorbeeld: Any, gedeeld: Path
) -> None:
    wsdl = gedeeld / "contract" / "bag" / "BagvsRaadplegenDatumADO-1.3.wsdl"
    soapbag = SoapBag(server.url, limits=SNEL, wsdl=wsdl)
    server.antwoordt(als_http(voorbeeld("adres-standplaats.xml")))  # a polygon, which zeep cannot read by this WSDL
    assert soapbag.zoek("6981ED", 1, None, None, None)[0].bag_id == "0221030000330172"
    soapbag.zoek("6981ED", 1, None, None, date(2020, 1, 2))
    assert b"<ns1:peildatum>20200102</ns1:peildatum>" in server.verzoeken[1]
    soapbag.sluit()


def test_een_nieuw_adres_kost_een_vraag_en_een_bekend_geen(
    soapbag: SoapBag, server: Any, als_http: Any, voorbeeld: Any
) -> None:
    treffers: list[bool] = []
    hooks = MetricHooks(cache=lambda _, treffer: treffers.append(treffer))
    bag = Bagregister(soapbag, GeenPlaatsen(), limits=SNEL, klok=KLOK, hooks=hooks)
    server.antwoordt(als_http(voorbeeld("adres-gevonden.xml")))
    eerste, tweede = (bag.adres(Adresvraag("9405BJ", 1)) for _ in range(2))
    assert eerste == tweede
    assert (len(server.verzoeken), treffers) == (1, [False, True])


class Exact:
    """A source that gives only the exact address, as the contract would also allow."""

    def __init__(self) -> None:
        self.gevraagd: list[tuple[str | None, str | None]] = []

    def zoek(
        self, postcode: str, huisnummer: int, letter: str | None, toevoeging: str | None, peildatum: date | None
    ) -> Sequence[Adresobject]:
        self.gevraagd.append((letter, toevoeging))
        if (letter, toevoeging) not in ((None, None), (None, "A3")):
            return []
        plaats = Woonplaats("1070", "Groningen")
        adres = Nummeraanduiding(
            "0014200000000001", postcode, huisnummer, letter, toevoeging, "Naamgeving uitgegeven", "Straat", plaats
        )
        soort = Objectsoort.VERBLIJFSOBJECT
        return [Adresobject("0014010000000001", soort, "Verblijfsobject in gebruik", (adres,), None)]

    def op_id(self, bag_id: str, peildatum: date | None) -> Adresobject | None:
        return None


def test_een_bron_die_alleen_het_precieze_adres_geeft_wordt_per_splitsing_gevraagd() -> None:
    bron = Exact()
    bag = Bagregister(bron, GeenPlaatsen(), klok=KLOK)
    uitkomst = bag.adres(Adresvraag("9712CP", 5, "A3"))
    assert isinstance(uitkomst, Bagadres)
    assert bron.gevraagd == [(None, None), ("A", "3"), (None, "A3")]
    assert bag.adres(Adresvraag("9712CP", 5, "1234567")) is Bestaat.ONBEKEND  # can be no address: not asked
    assert len(bron.gevraagd) == 3


class Plaatsen:
    def woonplaatsen(self, naam: str) -> Sequence[Woonplaats]:
        alle = [Woonplaats("1391", "Bergen", "Bergen (L.)"), Woonplaats("2392", "Bergen", "Bergen (NH.)")]
        return [plaats for plaats in alle if plaats.naam.casefold() == naam.casefold()]


def test_een_plaatsnaam_moet_uniek_zijn_zo_nodig_met_gemeente() -> None:
    bag = Bagregister(Exact(), Plaatsen(), klok=KLOK)
    assert bag.plaats("BERGEN") is Bestaat.NIET_UNIEK
    gevonden = bag.plaats(" Bergen ", "BERGEN (NH.)")
    assert isinstance(gevonden, Woonplaats)
    assert gevonden.code == "2392"
    assert bag.plaats("Bergen", "Utrecht") is Bestaat.ONBEKEND
    assert bag.plaats("Nergens") is Bestaat.ONBEKEND


@pytest.mark.parametrize(("voor", "na"), [(" ", " "), ("\n\t", ""), ("", "\r\n")])
def test_white_space_around_a_year_is_valid(voorbeeld: Callable[[str], bytes], voor: str, na: str) -> None:
    """libxml2 does not take it away, though the standard does; another blank is no year."""
    inhoud = etree.fromstring(voorbeeld("adres-gevonden-huisletter.xml")).find(f"{SOAP}Body")[0]  # type: ignore[index]
    assert answer_schema.bezwaar(inhoud, answer_schema.BAG) is None
    (jaar,) = inhoud.iter("{*}bouwjaar")
    tekst = jaar.text
    jaar.text = f"{voor}{tekst}{na}"
    assert answer_schema.bezwaar(inhoud, answer_schema.BAG) is None
    assert jaar.text == f"{voor}{tekst}{na}"
    jaar.text = f"{tekst}\u00a0"
    assert answer_schema.bezwaar(inhoud, answer_schema.BAG) is not None


class Lijst(GeenPlaatsen):
    """A store that has the addresses of one postcode, or none at all."""

    def __init__(self, objecten: Sequence[Adresobject] | None) -> None:
        self._objecten = objecten

    def objecten(self, postcode: str, begin: str, dag: date, maximum: int) -> Sequence[Adresobject] | None:
        return self._objecten


@pytest.mark.parametrize("met_opslag", [True, False])
def test_a_list_of_addresses_comes_from_the_store_and_without_one_from_one_question(met_opslag: bool) -> None:
    bron = Exact()
    objecten = bron.zoek("2391PH", 1, None, None, None)
    bag = Bagregister(bron, Lijst(objecten if met_opslag else None), klok=KLOK)  # type: ignore[arg-type]
    gevraagd = len(bron.gevraagd)
    gevonden = bag.adreslijst(Adreslijstvraag("2391PH", "1"))
    assert [een.huisnummer for een in gevonden] == [een.adressen[0].huisnummer for een in objecten]
    assert len(bron.gevraagd) - gevraagd == (0 if met_opslag else 1)

"""The rules for an address, without any service."""

from datetime import date
from decimal import Decimal

import pytest

from rio_soap.chain import adressen
from rio_soap.chain.geometry import ligt_binnen, naar_wgs84, punt_in_vlak
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

DAG = date(2026, 11, 24)
PLAATS = Woonplaats("1070", "Groningen")


def adres(letter: str | None = None, toevoeging: str | None = None, num: str = "0014200000000001", **meer: object):
    velden = {"postcode": "9747AS", "huisnummer": 7, "status": "Naamgeving uitgegeven", "straatnaam": "Zernikeplein"}
    return Nummeraanduiding(
        identificatie=num,
        huisletter=letter,
        huisnummertoevoeging=toevoeging,
        woonplaats=PLAATS,
        **{**velden, **meer},  # type: ignore[arg-type]
    )


def vbo(bag_id: str, *adressen_: Nummeraanduiding, status: str = "Verblijfsobject in gebruik", **meer: object):
    return Adresobject(
        bag_id, Objectsoort.VERBLIJFSOBJECT, status, adressen_ or (adres(),), (231400.0, 585700.0), **meer
    )


def vraag(toevoeging: str | None = None) -> Adresvraag:
    return Adresvraag("9747AS", 7, toevoeging)


def kies(toevoeging: str | None, *objecten: Adresobject) -> Bagadres:
    gekozen = adressen.kies(vraag(toevoeging), objecten, DAG)
    assert isinstance(gekozen, Bagadres)
    return gekozen


@pytest.mark.parametrize(
    ("veld", "verwacht"),
    [
        (None, [(None, None)]),
        (" - ", [(None, None)]),
        ("A", [("A", None), (None, "A")]),
        ("A3", [("A", "3"), (None, "A3")]),
        ("A-3", [("A", "3"), (None, "A3")]),
        ("5A3", [(None, "5A3")]),
        ("A1234", [("A", "1234")]),
        ("BENED", [("B", "ENED")]),
        ("12345", []),
        ("A/3", []),
    ],
)
def test_een_veld_geeft_alle_splitsingen_die_de_bag_kan_hebben(veld: str | None, verwacht: list[object]) -> None:
    assert adressen.splitsingen(veld) == verwacht


@pytest.mark.parametrize("veld", ["A3", "a3", "A 3", "A-3", " a - 3"])
def test_letter_en_toevoeging_worden_in_elke_schrijfwijze_gevonden(veld: str) -> None:
    assert kies(veld, vbo("0014010000000001", adres("A", "3"))).bag_id == "0014010000000001"


def test_een_leeg_veld_past_alleen_op_een_kaal_nummer() -> None:
    assert adressen.kies(vraag(), [vbo("0014010000000001", adres("A"))], DAG) is Bestaat.ONBEKEND
    assert kies("", vbo("0014010000000001", adres("A")), vbo("0014010000000002")).bag_id == "0014010000000002"


def test_de_schrijfwijze_beslist_tussen_letter_met_toevoeging_en_toevoeging_alleen() -> None:
    los, samen = vbo("0014010000000002", adres("A", "3")), vbo("0014010000000001", adres(None, "A3"))
    assert kies("A 3", samen, los).kandidaten == ("0014010000000002",)
    assert kies("A 3", samen, los).signaal is None


def test_zonder_beslissende_schrijfwijze_is_het_meer_dan_een() -> None:
    los, samen = vbo("0014010000000002", adres("A", "3")), vbo("0014010000000001", adres(None, "A3"))
    gekozen = kies("A3", los, samen)
    assert gekozen.kandidaten == ("0014010000000001", "0014010000000002")
    assert gekozen.signaal == "BAG response levert meer dan 1 verblijfsobject bij een adres op (9747AS/7/A3)"


def test_hoofdletters_beslissen_alleen_als_beide_er_zijn() -> None:
    groot, klein = vbo("0014010000000001", adres("B")), vbo("0014010000000002", adres("b"))
    assert kies("b", groot, klein).bag_id == "0014010000000002"
    assert kies("b", groot).bag_id == "0014010000000001"


@pytest.mark.parametrize(
    ("status", "geldig"),
    [
        ("Verblijfsobject in gebruik", True),
        ("Verblijfsobject in gebruik (niet ingemeten)", True),
        ("Verblijfsobject gevormd", True),
        ("Verblijfsobject buiten gebruik", True),
        ("Verbouwing verblijfsobject", True),
        ("Plaats aangewezen", True),
        ("Verblijfsobject ingetrokken", False),
        ("Niet gerealiseerd verblijfsobject", False),
        ("Verblijfsobject ten onrechte opgevoerd", False),
        ("Plaats ingetrokken", False),
        ("een status die er later bij komt", False),
    ],
)
def test_alleen_een_eindstatus_maakt_een_adres_onbekend(status: str, geldig: bool) -> None:
    uitkomst = adressen.kies(vraag(), [vbo("0014010000000001", status=status)], DAG)
    assert (uitkomst is not Bestaat.ONBEKEND) == geldig


def test_een_ingetrokken_nummeraanduiding_is_geen_adres() -> None:
    weg = vbo("0014010000000001", adres(status="Naamgeving ingetrokken"))
    assert adressen.kies(vraag(), [weg], DAG) is Bestaat.ONBEKEND


@pytest.mark.parametrize(
    ("van", "tot", "geldig"),
    [
        (date(2026, 11, 24), None, True),
        (date(2026, 11, 25), None, False),
        (date(2000, 1, 1), date(2026, 11, 24), False),
        (date(2000, 1, 1), date(2026, 11, 25), True),
    ],
)
def test_begin_telt_mee_en_einde_niet(van: date, tot: date | None, geldig: bool) -> None:
    uitkomst = adressen.kies(vraag(), [vbo("0014010000000001", van=van, tot=tot)], DAG)
    assert (uitkomst is not Bestaat.ONBEKEND) == geldig


def test_een_inactief_voorkomen_telt_niet() -> None:
    assert adressen.kies(vraag(), [vbo("0014010000000001", inactief=True)], DAG) is Bestaat.ONBEKEND


def test_een_object_met_hoofd_en_nevenadres_is_geen_mtm001() -> None:
    een = vbo("0014010000000001", adres(), adres(num="0014200000000002", hoofdadres=False))
    gekozen = kies(None, een)
    assert (gekozen.nummeraanduiding_id, gekozen.signaal) == ("0014200000000001", None)


def test_van_meer_objecten_wint_de_beste_status_en_dan_de_laagste_id_in_elke_volgorde() -> None:
    rij = [
        vbo("0014010000000001", status="Verblijfsobject buiten gebruik"),
        vbo("0014010000000003"),
        vbo("0014010000000002"),
    ]
    for volgorde in (rij, rij[::-1]):
        gekozen = kies(None, *volgorde)
        assert gekozen.kandidaten == ("0014010000000002", "0014010000000003", "0014010000000001")
        assert gekozen.signaal is not None


def test_plaatsnaam_gaat_in_hoofdletters_en_coordinaten_in_acht_decimalen() -> None:
    gekozen = kies(None, vbo("0014010000000001"))
    assert gekozen.plaatsnaam == "GRONINGEN"
    assert gekozen.positie is not None
    assert gekozen.positie.latitude.as_tuple().exponent == -8
    assert round(gekozen.positie.latitude, 1) == Decimal("53.3")


@pytest.mark.parametrize(
    ("punt", "breedte", "lengte"),
    [
        # Published test values of RDNAPTRANS: the datum point Amersfoort, and the Westertoren in Amsterdam.
        ((155000.0, 463000.0), 52.155172897, 5.387203657),
        ((120700.723, 487525.502), 52.374534, 4.883525),
    ],
)
def test_rd_naar_wgs84_klopt_op_een_meter(punt: tuple[float, float], breedte: float, lengte: float) -> None:
    positie = naar_wgs84(punt)
    assert positie is not None
    assert abs(float(positie.latitude) - breedte) < 1.2e-5
    assert abs(float(positie.longitude) - lengte) < 1.6e-5


def test_buiten_het_rd_gebied_is_er_geen_positie() -> None:
    assert naar_wgs84((0.0, 0.0)) is None


def test_het_punt_van_een_vlak_ligt_er_in() -> None:
    vierkant = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    assert punt_in_vlak([vierkant]) == (5.0, 5.0)
    hoef = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (8.0, 10.0), (8.0, 2.0), (2.0, 2.0), (2.0, 10.0), (0.0, 10.0)]
    gat = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]
    for ringen in ([hoef], [vierkant, gat]):
        punt = punt_in_vlak(ringen)
        assert punt is not None
        assert ligt_binnen(punt, ringen)
    assert punt_in_vlak([[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]]) is None


def test_a_list_has_each_address_that_fits_once_in_the_order_of_the_street() -> None:
    objecten = [
        vbo("9", adres(huisnummer=71)),
        vbo("2", adres("A"), adres("A", "3", hoofdadres=False)),
        vbo("1", adres("A"), status="Verblijfsobject buiten gebruik"),
        vbo("3", adres(), adres("B", status="Naamgeving ingetrokken")),
        vbo("4", adres(huisnummer=17)),
        vbo("5", adres(postcode="9747AT")),
        vbo("6", adres("C"), status="Verblijfsobject ingetrokken"),
    ]
    lijst = adressen.lijst(Adreslijstvraag("9747AS", "7"), reversed(objecten), DAG)
    assert [(een.huisnummer, een.huisletter, een.huisnummertoevoeging, een.bag_id) for een in lijst] == [
        (7, None, None, "3"),
        (7, "A", None, "2"),
        (7, "A", "3", "2"),
        (71, None, None, "9"),
    ]
    assert lijst[1].kandidaten == ("2", "1")
    met_toevoeging = adressen.lijst(Adreslijstvraag("9747AS", "7", "a-3"), objecten, DAG)
    assert [een.huisnummertoevoeging for een in met_toevoeging] == ["3"]
    assert len(adressen.lijst(Adreslijstvraag("9747AS", "7", maximum=2), objecten, DAG)) == 2

"""Addresses of the BAG to choose from: what is asked by what is typed, and what is shown of it."""

from decimal import Decimal
from typing import cast

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.locatie import bagadres
from rio_soap.register.regels.navraag import Adreslijst, Adreslijstnavraag, Gevonden
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.regels.vindplaats import Nietgevonden, Vindplaats
from tests.register import ooggetuige
from tests.register.geldige_antwoorden import houd_aan_schema
from tests.register.hulp import context, fouten, opdrachten
from tests.register.hulp_organisatie import adres, gebruik, in_gebruik
from tests.register.zaken import GeenRegister

OPERATIE = "opvragen_bagAdres"
GEEN = cast(Session, GeenRegister())


def plek(huisnummer: int, toevoeging: str | None = None, **anders: object) -> Vindplaats:
    velden: dict[str, object] = {
        "bag_id": f"00140100999{huisnummer:05}",
        "plaatsnaam": "GRONINGEN",
        "straatnaam": "Plein",
    }
    return Vindplaats("9747AS", huisnummer, toevoeging, **{**velden, **anders})  # type: ignore[arg-type]


def vraag(register: Register, gevonden: Gevonden | None, **velden: Waarde) -> Uitslag:
    with register.lees() as session:
        uitslag = bagadres.opvragen_bag_adres(session, context(), Gegeven("verzoek", velden), gevonden)
    ooggetuige.zag_lezing(bagadres.opvragen_bag_adres, uitslag)
    houd_aan_schema(OPERATIE, uitslag)
    return uitslag


@pytest.mark.parametrize(
    ("zoekterm", "verwacht"),
    [
        ("9747AS 17", ("9747AS", "17", "")),
        ("9747 as, 17-a", ("9747AS", "17", "a")),
        ("9747as17A 3", ("9747AS", "17", "a 3")),
        ("9747\u00a0AS  1", ("9747AS", "1", "")),
        ("9747AS", None),
        ("9747AS 0", None),
        ("9747AS 123456", None),
        ("0747AS 1", None),
        ("Zernikeplein 17 Groningen", None),
        ("17 9747AS", None),
    ],
)
def test_a_postcode_with_the_begin_of_a_house_number_is_looked_up(
    zoekterm: str, verwacht: tuple[str, str, str] | None
) -> None:
    gevraagd = bagadres.navraag(GEEN, context(), Gegeven("verzoek", {"zoekterm": zoekterm}))
    assert gevraagd == (None if verwacht is None else Adreslijstnavraag(*verwacht))


@pytest.mark.foutcode(OPERATIE, "RS1013")
def test_too_little_to_look_for_is_refused_and_nothing_found_is_not(register: Register) -> None:
    assert fouten(vraag(register, None, zoekterm="Zernikeplein")) == ["RS1013"]
    assert vraag(register, Adreslijst(()), zoekterm="9747AS 99").gegevens == {"bagadres": []}


@pytest.mark.parametrize("gevonden", [None, Nietgevonden.STORING])
def test_a_bag_that_does_not_answer_is_no_empty_list(register: Register, gevonden: Gevonden | None) -> None:
    assert fouten(vraag(register, gevonden, zoekterm="9747AS 17")) == ["INT500"]
    assert fouten(vraag(register, gevonden, adres=adres())) == ["INT500"]


def test_what_rio_has_is_shown_with_its_code_in_a_fixed_number_of_queries(register: Register) -> None:
    code = in_gebruik(register, gebruik(adres("9747AV", 3, "A1")))
    gps = {"latitude": Decimal("53.24012345"), "longitude": Decimal("6.53012345")}
    heel = plek(17, bag_id="0014010010768000", gemeentenaam="Groningen", **gps)
    lijst = Adreslijst((heel, *(plek(170 + nummer, "A") for nummer in range(25))))
    with opdrachten(register) as gezien:
        gelezen = vraag(register, lijst, zoekterm="9747AS 17").gegevens["bagadres"]
    assert len(gezien) == 1
    assert isinstance(gelezen, list)
    assert len(gelezen) == 20
    eerste, tweede = gelezen[0], gelezen[1]
    assert isinstance(eerste, Gegeven)
    assert isinstance(tweede, Gegeven)
    assert eerste.velden == {
        "straatnaam": "Plein",
        "huisnummer": 17,
        "postcode": "9747AS",
        "plaatsnaam": "GRONINGEN",
        "gemeentenaam": "Groningen",
        "bagID": "0014010010768000",
        "gpsLatitude": gps["latitude"],
        "gpsLongitude": gps["longitude"],
        "onderwijslocatiecode": "107X215",
    }
    assert (tweede.velden["huisnummertoevoeging"], "onderwijslocatiecode" in tweede.velden) == ("A", False)
    a3 = Vindplaats("9747AV", 3, "A1", "0014010099900001", plaatsnaam="GRONINGEN", huisletter="A")
    [een] = vraag(register, Adreslijst((a3,)), adres=adres()).gegevens["bagadres"]  # type: ignore[misc]
    assert isinstance(een, Gegeven)
    assert een.velden["onderwijslocatiecode"] == code


def test_an_address_is_asked_whole() -> None:
    gevraagd = bagadres.navraag(GEEN, context(), Gegeven("verzoek", {"adres": adres()}))
    assert gevraagd == Adreslijstnavraag("9747AV", "3", "A1", heel=True)

"""Contactadressen: periods of a context and number, with what the contract can hold of them; the rest is told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import contactadres, mutatie
from rio_soap.register.opendata.load_report import Verslag
from tests.register import hulp_contact
from tests.register.hulp import BUUR, context
from tests.register.opendata.hulp import Cellen, aanbieder, bestuur, laad, publiceer
from tests.register.rollen import geef

BESTAND = "contactadressen.csv"
ADRES = {"ONDERWIJSBESTUURID": "799B001", "CONTEXT": "ALGEMEEN", "BEGINDATUM": "2021-01-01"}
EMAIL = {**ADRES, "EMAILADRES": "info@bestuur.nl"}
BEZOEK = {
    "BEZOEKNL_STRAATNAAM": "Dorpsstraat",
    "BEZOEKNL_HUISNUMMER": "1",
    "BEZOEKNL_HUISNUMMERTOEVOEGING": "A",
    "BEZOEKNL_POSTCODE": "9999ZZ",
    "BEZOEKNL_PLAATSNAAM": "Ons Dorp",
}
POST_BUITEN = {"POSTBTL_ADRESREGEL_EEN": "Rue 1", "POSTBTL_ADRESREGEL_DRIE": "1000 Bruxelles"}


def laad_adressen(register: Register, map_: Path, *rijen: Cellen) -> Verslag:
    """Load these addresses of a bestuur and its aanbieder, which are there."""
    eenheden = publiceer(map_ / "eenheden", "onderwijsbesturen.csv", bestuur())
    publiceer(eenheden, "onderwijsaanbieders.csv", aanbieder())
    tie = {"ONDERWIJSBESTUURID": "799B001", "ONDERWIJSAANBIEDERID": "799A001", "BEGINDATUM": "2010-08-01"}
    laad(register, publiceer(eenheden, "relaties_onderwijsbesturen_onderwijsaanbieders.csv", tie))
    return laad(register, publiceer(map_ / "adressen", BESTAND, *rijen))


def punten(register: Register) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    """The periods of each contactadres, by its key."""
    with register.lees() as session:
        return {
            (rij.eenheid, rij.context, rij.subcontextnummer): [
                deel.velden for deel in rij.stand.velden["contactadresPeriode"]
            ]
            for rij in session.execute(sa.select(contactadres))
        }


def een(register: Register) -> dict[str, Any]:
    """The only period."""
    ((periode,),) = punten(register).values()
    return periode


def test_a_row_is_a_period_of_its_context_and_number(leeg: Register, tmp_path: Path) -> None:
    rij = {**EMAIL, "SUBCONTEXT_NUMMER": "2", "SUBCONTEXT": "Onderbouw", "CONTACTNAAM": "Balie", "FAXNUMMER": "0501"}
    verslag = laad_adressen(leeg, tmp_path, {**rij, "TELEFOONNUMMER": "0502", "WEBADRES": "https://x.nl"})
    assert not verslag.niet_geplaatst
    assert not verslag.bijzonder
    assert punten(leeg) == {
        ("799B001", "ALGEMEEN", "2"): [
            {
                "begindatum": date(2021, 1, 1),
                "communicatiesubcontext": "Onderbouw",
                "contactnaam": "Balie",
                "email": "info@bestuur.nl",
                "telefoonnummer": "0502",
                "faxnummer": "0501",
                "webadres": "https://x.nl",
            }
        ]
    }


def test_without_a_number_it_is_zero_and_one_point_has_its_periods_in_order(leeg: Register, tmp_path: Path) -> None:
    oud = {**EMAIL, "BEGINDATUM": "2019-01-01", "EINDDATUM": "2020-01-01"}
    laad_adressen(leeg, tmp_path, EMAIL, oud, {**EMAIL, "SUBCONTEXT_NUMMER": "1"}, {**EMAIL, "CONTEXT": "AANMELDEN"})
    gevonden = punten(leeg)
    assert sorted(sleutel[1:] for sleutel in gevonden) == [("AANMELDEN", "0"), ("ALGEMEEN", "0"), ("ALGEMEEN", "1")]
    begin = [periode["begindatum"] for periode in gevonden["799B001", "ALGEMEEN", "0"]]
    assert begin == [date(2019, 1, 1), date(2021, 1, 1)]


def test_addresses_within_the_country_and_abroad(leeg: Register, tmp_path: Path) -> None:
    assert not laad_adressen(leeg, tmp_path, {**ADRES, **BEZOEK, **POST_BUITEN, "POSTBTL_LANDNAAM": "5010"}).bijzonder
    periode = een(leeg)
    binnen: dict[str, Waarde] = {
        "straatnaam": "Dorpsstraat",
        "huisnummer": 1,
        "huisnummertoevoeging": "A",
        "postcode": "9999ZZ",
        "plaatsnaam": "Ons Dorp",
    }
    buiten: dict[str, Waarde] = {"adresregelBuitenland1": "Rue 1", "adresregelBuitenland2": "1000 Bruxelles"}
    adres = Gegeven("buitenlandsAdres", {**buiten, "landcode": "5010"})
    assert periode["bezoekadres"] == Gegeven("bezoekadres", {"binnenlandsAdres": Gegeven("binnenlandsAdres", binnen)})
    assert periode["postadres"] == Gegeven("postadres", {"buitenlandsAdres": adres})


@pytest.mark.parametrize("land", [None, "België", "501", "50100", "5O10"])
def test_an_address_abroad_needs_a_code_of_its_country(leeg: Register, tmp_path: Path, land: str | None) -> None:
    """LANDNAAM is a name of no known list; the rest of the row stays."""
    verslag = laad_adressen(leeg, tmp_path, {**EMAIL, **POST_BUITEN, "POSTBTL_LANDNAAM": land})
    assert dict(verslag.bijzonder) == {"country without code": 1}
    assert set(een(leeg)) == {"begindatum", "email"}


def test_of_two_addresses_the_one_within_the_country_is_kept(leeg: Register, tmp_path: Path) -> None:
    buiten = {"BEZOEKBTL_ADRESREGEL_EEN": "Rue 1", "BEZOEKBTL_LANDNAAM": "5010"}
    assert dict(laad_adressen(leeg, tmp_path, {**ADRES, **BEZOEK, **buiten}).bijzonder) == {"two addresses": 1}
    assert set(een(leeg)["bezoekadres"].velden) == {"binnenlandsAdres"}


@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [
        ("WEBADRES", "bestuur.nl"),
        ("EMAILADRES", "geen adres"),
        ("TELEFOONNUMMER", "bel maar"),
        ("FAXNUMMER", "x"),
        ("CONTACTNAAM", "x" * 201),
        ("SUBCONTEXT", "x" * 201),
        ("BEZOEKNL_POSTCODE", "0000AA"),
        ("BEZOEKNL_HUISNUMMER", "0"),
        ("BEZOEKNL_PLAATSNAAM", "x" * 41),
        ("POSTBTL_ADRESREGEL_EEN", "x" * 81),
    ],
)
def test_a_value_that_the_contract_cannot_hold_is_told_and_the_rest_of_its_row_stays(
    leeg: Register, tmp_path: Path, kolom: str, waarde: str
) -> None:
    goed = {**EMAIL, "TELEFOONNUMMER": "0501234567", "POSTBTL_LANDNAAM": "5010", **BEZOEK}
    verslag = laad_adressen(leeg, tmp_path, {**goed, kolom: waarde})
    assert not verslag.niet_geplaatst, verslag.eerste
    assert dict(verslag.bijzonder) == {"value left out": 1}, verslag.eerste
    assert verslag.eerste[0].uitleg.startswith(f"{kolom}: found ")
    assert een(leeg)


def test_a_row_without_a_contactgegeven_is_told(leeg: Register, tmp_path: Path) -> None:
    """A subcontext alone is none; when nothing is left of a point there is no contactadres."""
    verslag = laad_adressen(leeg, tmp_path, {**ADRES, "SUBCONTEXT": "Balie"}, {**EMAIL, "CONTEXT": "AANMELDEN"})
    assert dict(verslag.niet_geplaatst) == {"no contactgegeven": 2}
    assert set(punten(leeg)) == {("799B001", "AANMELDEN", "0")}


def test_periods_of_one_point_never_overlap(leeg: Register, tmp_path: Path) -> None:
    binnen = {**EMAIL, "BEGINDATUM": "2022-01-01", "EINDDATUM": "2023-01-01"}
    verslag = laad_adressen(leeg, tmp_path, EMAIL, binnen)
    assert dict(verslag.niet_geplaatst) == {"overlap": 1}
    assert verslag.eerste[0].regel == 3
    assert "that of line 2 lasts to ever" in verslag.eerste[0].uitleg
    assert een(leeg)["begindatum"] == date(2021, 1, 1)


def test_what_was_delivered_in_another_context_stays(leeg: Register, tmp_path: Path) -> None:
    laad_adressen(leeg, tmp_path, EMAIL)
    stand = Gegeven("contactadres", {"contactadresPeriode": []})
    rij = {"eenheid": "799B001", "context": "LEERPLICHT", "subcontextnummer": "0", "stand": stand}
    leeg.schrijf(lambda session: session.execute(sa.insert(contactadres), rij))
    laad_adressen(leeg, tmp_path, {**EMAIL, "EMAILADRES": "nieuw@bestuur.nl"})
    gevonden = punten(leeg)
    assert gevonden["799B001", "LEERPLICHT", "0"] == []
    assert gevonden["799B001", "ALGEMEEN", "0"][0]["email"] == "nieuw@bestuur.nl"


def test_an_address_of_nobody_that_is_there_is_told(leeg: Register, tmp_path: Path) -> None:
    verslag = laad_adressen(leeg, tmp_path, {**EMAIL, "ONDERWIJSBESTUURID": "799B009"})
    assert dict(verslag.niet_geplaatst) == {"organisatorische eenheid unknown": 1}


def test_an_address_of_two_eenheden_is_told(leeg: Register, tmp_path: Path) -> None:
    verslag = laad_adressen(leeg, tmp_path, {**EMAIL, "ONDERWIJSAANBIEDERID": "799A001"})
    assert dict(verslag.niet_geplaatst) == {"contradiction": 1}
    assert "ONDERWIJSBESTUURID and ONDERWIJSAANBIEDERID" in verslag.eerste[0].uitleg


def test_followers_hear_of_each_for_the_besturen_over_its_eenheid(leeg: Register, tmp_path: Path) -> None:
    van_aanbieder = {**EMAIL, "ONDERWIJSBESTUURID": None, "ONDERWIJSAANBIEDERID": "799A001"}
    laad_adressen(leeg, tmp_path, EMAIL, van_aanbieder)
    laad_adressen(leeg, tmp_path, {**EMAIL, "EMAILADRES": "nieuw@bestuur.nl"}, van_aanbieder)
    m = mutatie.c
    vraag = sa.select(m.sleutel, m.houder, m.soort).where(m.object == "contactadres").order_by(m.volgnummer)
    with leeg.lees() as session:
        assert [tuple(rij) for rij in session.execute(vraag)] == [
            ("799A001/ALGEMEEN/0", "799B001", "T"),
            ("799B001/ALGEMEEN/0", "799B001", "T"),
            ("799B001/ALGEMEEN/0", "799B001", "W"),
        ]


def test_what_was_loaded_is_read_back_and_written_anew_by_the_institution(leeg: Register, tmp_path: Path) -> None:
    """With its addresses, held against the XSD; 01 is the number 1 in a file as in a message."""
    vol = {**EMAIL, **BEZOEK, **POST_BUITEN, "POSTBTL_LANDNAAM": "5010", "SUBCONTEXT": "Balie"}
    verslag = laad_adressen(leeg, tmp_path, {**vol, "SUBCONTEXT_NUMMER": "01"}, {**EMAIL, "SUBCONTEXT_NUMMER": "2"})
    assert not verslag.niet_geplaatst
    assert hulp_contact.kort(hulp_contact.lees(leeg, "799B001")) == ["799B001/ALGEMEEN/1", "799B001/ALGEMEEN/2"]
    opgevraagd = hulp_contact.lees(leeg, "799A001", "AANMELDEN", metTerugval=True)
    eerste, _ = opgevraagd.gegevens["contactadres"]  # type: ignore[misc]
    assert isinstance(eerste, Gegeven)
    assert eerste.velden["contactadresPeriode"] == [
        Gegeven("contactadresPeriode", punten(leeg)["799B001", "ALGEMEEN", "1"][0])
    ]
    assert hulp_contact.kort(opgevraagd)[0] == "799B001/ALGEMEEN/1 for 799A001 as AANMELDEN"
    geef(leeg, BUUR, "INSTELLING", "799B001")
    weer = hulp_contact.contact(hulp_contact.periode(), eenheid="799B001", nummer="1")
    assert hulp_contact.lever(leeg, weer, context(BUUR)).goedgekeurd
    nu = {nummer: perioden[0]["email"] for (_, _, nummer), perioden in punten(leeg).items()}
    assert nu == {"1": "balie@school.nl", "2": "info@bestuur.nl"}

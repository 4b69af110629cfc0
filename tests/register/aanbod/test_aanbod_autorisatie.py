"""Whose an offer is, and to which unit it leads."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from tests.register.hulp import BUUR, HANZE, NU, VREEMD, context, voeg_buur_toe, zet_eenheid
from tests.register.hulp import eenheid as maak_eenheid
from tests.register.hulp_aanbod import (
    ANDERE_CODE,
    BEGIN,
    CODE,
    EENHEID,
    EINDE,
    aanbod,
    aanvaard,
    codes,
    erkenningssleutel,
    geweigerd,
    stand,
    trek_in,
    zet_erkenning,
    zet_onder,
    zet_organisatie,
)


@pytest.fixture
def register(register: Register) -> Register:
    """With the offer of the trial data and what it refers to."""
    register.schrijf(laad_aangeboden)
    return register


VANDAAG = NU.date()
DAG = timedelta(days=1)
LANG = date(2000, 1, 1)
NIEUW = "301A001"


@pytest.fixture
def met_buur(register: Register) -> Register:
    """A neighbour 200B001 with aanbieder 201A001, and aanbieder 301A001 that is nobody's yet."""
    voeg_buur_toe(register)
    zet_organisatie(register, "201A001", "AANBIEDER")
    zet_onder(register, "200B001", "201A001")
    zet_organisatie(register, NIEUW, "AANBIEDER")
    zet_organisatie(register, "300G001", "GROEP")
    return register


def test_an_aanbieder_directly_under_a_bestuur_of_the_sender(met_buur: Register) -> None:
    zet_onder(met_buur, "100B490", NIEUW)
    assert codes(met_buur, aanbod(onderwijsaanbiedercode=NIEUW)) == []


def test_an_aanbieder_in_a_groep_of_a_bestuur_of_the_sender(met_buur: Register) -> None:
    zet_onder(met_buur, "300G001", NIEUW)
    assert codes(met_buur, aanbod(onderwijsaanbiedercode=NIEUW)) == ["AUT401"]
    zet_onder(met_buur, "100B490", "300G001")
    assert codes(met_buur, aanbod(onderwijsaanbiedercode=NIEUW)) == []
    assert codes(met_buur, aanbod(onderwijsaanbiedercode=NIEUW), context(BUUR)) == ["AUT401"]


def test_an_aanbieder_of_two_besturen_is_of_both(met_buur: Register) -> None:
    zet_onder(met_buur, "100B490", "201A001")
    assert codes(met_buur, aanbod(onderwijsaanbiedercode="201A001")) == []
    assert codes(met_buur, aanbod(onderwijsaanbiedercode="201A001"), context(BUUR)) == []


@pytest.mark.parametrize(
    ("begin", "einde", "verwacht"),
    [
        (VANDAAG, None, []),
        (VANDAAG + DAG, None, ["AUT401"]),
        (LANG, VANDAAG + DAG, []),
        (LANG, VANDAAG, ["AUT401"]),
    ],
    ids=["from today", "from tomorrow", "until today", "until yesterday"],
)
def test_the_hierarchy_of_today_decides(
    met_buur: Register, begin: date, einde: date | None, verwacht: list[str]
) -> None:
    zet_onder(met_buur, "100B490", NIEUW, begin, einde)
    assert codes(met_buur, aanbod(onderwijsaanbiedercode=NIEUW)) == verwacht


@pytest.mark.parametrize("einde", [VANDAAG, VANDAAG + DAG])
def test_the_place_of_the_groep_is_that_of_today_too(met_buur: Register, einde: date) -> None:
    zet_onder(met_buur, "300G001", NIEUW)
    zet_onder(met_buur, "100B490", "300G001", LANG, einde)
    assert codes(met_buur, aanbod(onderwijsaanbiedercode=NIEUW)) == (["AUT401"] if einde == VANDAAG else [])


def test_an_overgang_between_organisations_gives_no_hold(met_buur: Register) -> None:
    rij = {"van": "100B490", "naar": NIEUW, "soort": "OVERGANG", "begindatum": LANG}
    met_buur.schrijf(lambda session: session.execute(sa.insert(model.organisatierelatie), rij))
    assert codes(met_buur, aanbod(onderwijsaanbiedercode=NIEUW)) == ["AUT401"]


def test_a_known_code_gives_no_hold_on_an_offer_of_another(met_buur: Register) -> None:
    """Neither with one's own aanbieder, nor with that of the other, nor with one that does not exist."""
    aanvaard(met_buur, aanbod())
    for aanbieder in ("201A001", "110A133", "999A999"):
        assert codes(met_buur, aanbod(onderwijsaanbiedercode=aanbieder), context(BUUR)) == ["AUT401"]
    assert stand(met_buur) == aanbod()


def test_removing_is_for_whom_the_offer_belongs_to(met_buur: Register) -> None:
    aanvaard(met_buur, aanbod())
    for vreemde in (BUUR, VREEMD):
        assert geweigerd(met_buur, lambda oin=vreemde: trek_in(met_buur, CODE, context(oin))) == ["AUT401"]  # type: ignore[misc]
    assert trek_in(met_buur, CODE, context(HANZE)).goedgekeurd


def test_an_offer_follows_its_aanbieder_to_another_bestuur(met_buur: Register) -> None:
    zet_onder(met_buur, "100B490", NIEUW, LANG, VANDAAG + DAG)
    zet_onder(met_buur, "200B001", NIEUW, VANDAAG + DAG)
    aanvaard(met_buur, aanbod(onderwijsaanbiedercode=NIEUW))
    morgen = NU + DAG
    assert codes(met_buur, aanbod(onderwijsaanbiedercode=NIEUW), context(moment=morgen)) == ["AUT401"]
    assert codes(met_buur, aanbod(onderwijsaanbiedercode=NIEUW), context(BUUR, moment=morgen)) == []


def test_n09440_comes_before_aut401_for_an_aanbieder_that_does_not_exist(met_buur: Register) -> None:
    assert codes(met_buur, aanbod(onderwijsaanbiedercode="999A999"), context(VREEMD)) == ["N09440"]


def test_the_code_of_a_groep_in_the_place_of_an_aanbieder_is_n09440(met_buur: Register) -> None:
    """The XSD lets codes of aanbieders only through; the control looks at what the register holds."""
    zet_onder(met_buur, "100B490", "300G001")
    assert codes(met_buur, aanbod(onderwijsaanbiedercode="300G001")) == ["N09440"]


def test_a01160_within_all_aanbieders_of_a_bestuur_and_not_beyond(met_buur: Register) -> None:
    zet_onder(met_buur, "300G001", NIEUW)
    zet_onder(met_buur, "100B490", "300G001")
    aanvaard(met_buur, aanbod(code=ANDERE_CODE, sleutel="s", onderwijsaanbiedercode=NIEUW))
    assert codes(met_buur, aanbod(sleutel="s", onderwijsaanbiedercode="201A001"), context(BUUR)) == []
    assert trek_in(met_buur, CODE, context(BUUR)).goedgekeurd
    assert codes(met_buur, aanbod(sleutel="s")) == ["A01160"]
    assert codes(met_buur, aanbod(code=ANDERE_CODE.upper(), sleutel="s", onderwijsaanbiedercode=NIEUW)) == []


def test_a_key_is_free_again_once_its_offer_comes_without_it(met_buur: Register) -> None:
    aanvaard(met_buur, aanbod(code=ANDERE_CODE, sleutel="s"))
    assert codes(met_buur, aanbod(sleutel="s")) == ["A01160"]
    aanvaard(met_buur, aanbod(code=ANDERE_CODE))
    assert codes(met_buur, aanbod(sleutel="s")) == []


def eenheid_van(register: Register, code: str = CODE) -> str:
    tabel = model.aangeboden_opleiding.c
    with register.lees() as session:
        return str(session.execute(sa.select(tabel.eenheid).where(tabel.code == code)).scalar_one())


@pytest.fixture
def met_erkenning(met_buur: Register) -> Register:
    """ISAT 34035 of three units of 100B490 and one of the neighbour; CREBO 25170 of a national one."""
    for code, begin, einde, eigenaar in (
        ("2000O0001", BEGIN + DAG, EINDE, "100B490"),
        ("2000O0002", BEGIN, EINDE, "100B490"),
        ("2000O0003", BEGIN, EINDE, "100B490"),
        ("1999O0001", BEGIN, EINDE, "200B001"),
    ):
        zet_eenheid(met_buur, code, maak_eenheid(begin=begin, einde=einde), eigenaar)
    zet_eenheid(met_buur, "1000O0003", maak_eenheid(begin=BEGIN), None, "OCW")
    zet_erkenning(met_buur, "ISAT", "34035", "1999O0001", "2000O0001", "2000O0002", "2000O0003")
    zet_erkenning(met_buur, "CREBO", "25170", "1000O0003")
    return met_buur


ISAT = erkenningssleutel("ISAT", "34035")


def test_an_erkenning_leads_to_the_unit_of_ones_own_that_the_offer_fits_in(met_erkenning: Register) -> None:
    aanvaard(met_erkenning, aanbod(eenheid=ISAT, eersteInstroomDatum=BEGIN))
    assert eenheid_van(met_erkenning) == "2000O0002"
    gegeven = stand(met_erkenning)
    assert gegeven.velden["opleidingserkenningSleutel"] == ISAT
    assert "opleidingseenheidSleutel" not in gegeven.velden


def test_an_erkenning_keeps_leading_to_the_unit_that_the_offer_has(met_erkenning: Register) -> None:
    aanvaard(met_erkenning, aanbod(eenheid="2000O0003"))
    aanvaard(met_erkenning, aanbod(eenheid=ISAT))
    assert eenheid_van(met_erkenning) == "2000O0003"


def test_an_offer_that_fits_in_no_unit_of_the_erkenning_is_held_against_the_first(met_erkenning: Register) -> None:
    assert codes(met_erkenning, aanbod(eenheid=ISAT, einde=EINDE + DAG)) == ["N09410"]


def test_the_same_erkenning_leads_the_neighbour_to_its_own_unit(met_erkenning: Register) -> None:
    geleverd = aanbod(eenheid=ISAT, onderwijsaanbiedercode="201A001")
    assert codes(met_erkenning, geleverd, context(BUUR)) == []
    assert eenheid_van(met_erkenning) == "1999O0001"


def test_a_national_erkenning_has_no_owner_and_is_open_to_all(met_erkenning: Register) -> None:
    landelijk = erkenningssleutel("CREBO", "25170")
    assert codes(met_erkenning, aanbod(eenheid=landelijk, onderwijsaanbiedercode="201A001"), context(BUUR)) == []
    assert codes(met_erkenning, aanbod(code=ANDERE_CODE, eenheid=landelijk)) == []


def test_a_vak_of_a_unit_of_another_may_be_offered_since_no_code_asks_for_its_owner(met_erkenning: Register) -> None:
    zet_erkenning(met_erkenning, "VOVAK", "0071", "1999O0001", niveau="VO-HAVO")
    aanvaard(met_erkenning, aanbod("VOOpleiding", eenheid=erkenningssleutel("VOVAK", "0071", "VO-HAVO")))
    assert eenheid_van(met_erkenning) == "1999O0001"


def test_a01081_is_left_to_aut401_for_an_aanbieder_without_bestuur(met_erkenning: Register) -> None:
    assert codes(met_erkenning, aanbod(eenheid=ISAT, onderwijsaanbiedercode=NIEUW)) == ["AUT401"]
    assert codes(met_erkenning, aanbod(eenheid=ISAT, onderwijsaanbiedercode="999A999")) == ["N09440"]


def test_a_unit_of_another_may_be_offered(met_erkenning: Register) -> None:
    assert codes(met_erkenning, aanbod(eenheid="1999O0001")) == []
    assert codes(met_erkenning, aanbod(code=ANDERE_CODE, eenheid=EENHEID)) == []

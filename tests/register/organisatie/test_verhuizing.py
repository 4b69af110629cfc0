"""A school moves from one bestuur to another: what both besturen see of it, may do with it, and hear of it in V4."""

from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import besturen_van_aanbieders
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.identificatiecode import opvragen_rio_identificatiecode
from rio_soap.register.organisatie.raadplegingen import opvragen_onderwijsaanbieder
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.wijzigingen.raadplegingen import opvragen_gewijzigde_onderwijsaanbieders
from tests.register import hulp_aanbod
from tests.register.hulp import BUUR, HANZE, NU, context, fouten, vraag
from tests.register.hulp_eenheden import (
    BEIDE,
    BUURSCHOOL,
    GROEP,
    IN,
    ONDER_GROEP,
    SCHOOL,
    band,
    groep,
    laad_eenheden,
    lever_groep,
    lid,
    ontbind,
    verbind,
)
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR, aanbieder, juridisch, lever, rijen

VERHUISDAG = date(2026, 8, 1)
OUD, NIEUW = band(BESTUUR, SCHOOL, date(1986, 8, 1), VERHUISDAG), band(BUURBESTUUR, SCHOOL, VERHUISDAG)


def school(code: str = SCHOOL, begin: date = date(1986, 8, 1), **velden: Any) -> Gegeven:
    return aanbieder(code=code, begin=begin, perioden=[begin], relaties=[juridisch("25BE", begin)], **velden)


def hoort(register: Register, bestuur: str, sinds: Any = None) -> list[str]:
    """The aanbieders that V4's feed of a bestuur names."""
    velden = {"peildatumtijdMutaties": sinds or NU - timedelta(days=1), "onderwijsbestuurcode": bestuur, "pagina": 0}
    uitslag = vraag(register, opvragen_gewijzigde_onderwijsaanbieders, **velden)
    gewijzigd: Any = uitslag.gegevens["gewijzigde_Onderwijsaanbieder"]
    assert {een.velden["soortWijziging"] for een in gewijzigd} <= {"W"}
    return [een.velden["onderwijsaanbiedercode"] for een in gewijzigd]


def besturen(register: Register, code: str = SCHOOL) -> list[tuple[Any, ...]]:
    """What V4 shows of the besturen of an aanbieder."""
    gelezen: Any = vraag(register, opvragen_onderwijsaanbieder, onderwijsaanbiedercode=code).gegevens
    namen = ("onderwijsbestuurcode", "organisatierelatieBegindatum", "organisatierelatieEinddatum")
    lijst = gelezen["onderwijsaanbieder"].velden["bijbehorendOnderwijsbestuur"]
    return [tuple(een.velden.get(naam) for naam in namen) for een in lijst]


def van_sleutel(register: Register, sleutel: str) -> Any:
    """The aanbieder that the new bestuur finds by a key of its own."""
    uitslag = vraag(register, opvragen_rio_identificatiecode, context(BUUR), eigenOnderwijsaanbiederSleutel=sleutel)
    (code,) = uitslag.gegevens.values()
    return code


@pytest.mark.parametrize("eerst_nieuw", [False, True])
def test_a_school_moves_by_who_acts_for_both_besturen_in_whatever_order(twee: Register, eerst_nieuw: bool) -> None:
    for deel in (NIEUW, OUD) if eerst_nieuw else (OUD, NIEUW):
        for oin in (BUUR, HANZE) if deel is NIEUW else (BUUR,):
            assert set(fouten(verbind(twee, deel, oin))) == {"AUT401"}, oin
        assert fouten(verbind(twee, deel, BEIDE)) == []
    assert besturen(twee) == [(BESTUUR, date(1986, 8, 1), VERHUISDAG), (BUURBESTUUR, VERHUISDAG, None)]
    assert hoort(twee, BESTUUR) == hoort(twee, BUURBESTUUR) == [SCHOOL]
    with twee.lees() as session:
        for dag, verwacht in ((VERHUISDAG - timedelta(days=1), BESTUUR), (VERHUISDAG, BUURBESTUUR)):
            assert besturen_van_aanbieders(session, [SCHOOL], dag) == {SCHOOL: {verwacht}}


def test_after_a_move_v4_takes_deliveries_of_the_new_bestuur_only(register: Register) -> None:
    register.schrijf(laad_aangeboden)
    hulp_aanbod.aanvaard(register, hulp_aanbod.aanbod())
    laad_eenheden(register)
    assert fouten(lever(register, school(sleutel="school-1"), context(HANZE))) == []
    assert fouten(lever(register, school(BUURSCHOOL, IN, sleutel="school-1"), context(BUUR), BUURBESTUUR)) == []
    for deel in (OUD, NIEUW):
        assert fouten(verbind(register, deel)) == []
    aanbod = hulp_aanbod.aanbod()
    assert fouten(hulp_aanbod.lever_aan(register, aanbod, context(HANZE))) == ["AUT401"]
    assert "AUT401" not in fouten(hulp_aanbod.lever_aan(register, aanbod, context(BUUR)))
    assert fouten(lever(register, school(), context(HANZE))) == ["AUT401"]
    # Its own key is that of another school of the new bestuur: V4 asks for another at the first change.
    assert van_sleutel(register, "school-1") == SCHOOL, "of two the lowest code"
    assert fouten(lever(register, school(sleutel="school-1"), context(BUUR), BUURBESTUUR)) == ["A01160"]
    assert fouten(lever(register, school(sleutel="school-2"), context(BUUR), BUURBESTUUR)) == []
    assert (van_sleutel(register, "school-1"), van_sleutel(register, "school-2")) == (BUURSCHOOL, SCHOOL)
    assert len(besturen(register)) == 2, "a delivery of V4 leaves the relations as they are"


def test_a_school_in_a_groep_belongs_to_the_bestuur_that_the_groep_moves_to(twee: Register) -> None:
    """V4 shows it with that bestuur, both hear of it, and the new one may deliver the groep."""
    assert besturen(twee, ONDER_GROEP) == [(BESTUUR, IN, None)]
    for deel in (band(BESTUUR, GROEP, IN, VERHUISDAG), band(BUURBESTUUR, GROEP, VERHUISDAG)):
        assert fouten(verbind(twee, deel, BEIDE)) == []
    assert hoort(twee, BESTUUR) == hoort(twee, BUURBESTUUR) == [ONDER_GROEP]
    assert [bestuur for bestuur, _, _ in besturen(twee, ONDER_GROEP)] == [BESTUUR, BUURBESTUUR]
    deel = groep(lid(ONDER_GROEP), code=GROEP)
    assert fouten(lever_groep(twee, deel, HANZE)) == ["AUT401"]
    assert fouten(lever_groep(twee, deel, BUUR, BUURBESTUUR)) == []


def test_a_school_that_moved_leaves_the_groep_of_its_old_bestuur(twee: Register) -> None:
    """Until then the groep ties it to that bestuur; the groep cannot be delivered as if nothing had happened."""
    assert fouten(lever_groep(twee, groep(lid(SCHOOL), lid(ONDER_GROEP), code=GROEP), HANZE)) == []
    assert set(hoort(twee, BESTUUR)) == {SCHOOL}
    for deel in (OUD, NIEUW):
        assert fouten(verbind(twee, deel, BEIDE)) == []
    assert fouten(lever_groep(twee, groep(lid(SCHOOL), lid(ONDER_GROEP), code=GROEP), HANZE)) == ["RS1105"]
    delen = groep(lid(SCHOOL, einde=VERHUISDAG), lid(ONDER_GROEP), code=GROEP)
    assert fouten(lever_groep(twee, delen, HANZE)) == []
    kolommen = model.organisatierelatie.c
    [oud] = rijen(twee, model.organisatierelatie, kolommen.van == GROEP, kolommen.naar == SCHOOL)
    assert oud.einddatum == VERHUISDAG


def test_a_move_that_was_a_mistake_is_undone(twee: Register) -> None:
    for deel in (OUD, NIEUW):
        assert fouten(verbind(twee, deel, BEIDE)) == []
    weg = band(BUURBESTUUR, SCHOOL, VERHUISDAG)
    assert fouten(ontbind(twee, weg, BUUR)) == ["RS1111"], "it would be of nobody"
    assert fouten(verbind(twee, band(BESTUUR, SCHOOL, date(1986, 8, 1)), BEIDE)) == []
    assert fouten(ontbind(twee, weg, BUUR)) == []
    assert besturen(twee) == [(BESTUUR, date(1986, 8, 1), None)]
    assert fouten(lever(twee, school(), context(HANZE))) == []


def test_what_does_not_change_is_not_recorded(twee: Register) -> None:
    assert fouten(verbind(twee, NIEUW)) == []
    voor = len(rijen(twee, model.mutatie))
    assert fouten(verbind(twee, NIEUW)) == []
    assert fouten(lever_groep(twee, groep(lid(ONDER_GROEP), code=GROEP))) == []
    nieuw = rijen(twee, model.mutatie)[voor:]
    assert [(rij.sleutel, rij.soort) for rij in nieuw] == [(GROEP, "W")], "only the groep itself"


def test_an_aanbieder_that_only_a_groep_has_is_delivered_by_the_bestuur_over_that_groep(register: Register) -> None:
    """Own relations may leave it so (RS1111 lets the direct one go); V4 shows it with that bestuur, and so it acts."""
    laad_eenheden(register)
    beter = school(ONDER_GROEP, IN)
    assert fouten(lever(register, beter, context(BUUR), BUURBESTUUR)) == ["AUT401"]
    assert fouten(lever(register, beter, context(HANZE))) == []
    assert fouten(lever(register, beter, context(BUUR), BUURBESTUUR)) == ["AUT401"]

"""A code comes back as it was delivered, a number as its type has it, and what a list names can be asked for."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.kenmerken import GEHEEL, kenmerken, van_type
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN, Dienst
from rio_soap.contract.schrijver import schrijf_tekst
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.contract.waardetekst import getal
from rio_soap.register.aanbod import raadplegingen as raadplegingen_aanbod
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.eenheid import raadplegingen
from rio_soap.register.eenheid.eenheidtype import SPECIALISATIES
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.operaties.identificatiecode import opvragen_rio_identificatiecode
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.organisatie.rustend_aanbod import getoond
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.kenmerkdragers import past
from rio_soap.register.regels.standtekst import naar_json, van_json, veldtekst
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.vooraf.bekijken import bekijk
from rio_soap.register.wijzigingen import raadplegingen as raadplegingen_wijzigingen
from tests.register.hulp import NU, context, eenheid, fouten, lever, nieuw, relateer, relatie, vraag, zet_eenheid
from tests.register.hulp_aanbod import BEGIN, CODE, EENHEID, aanbod, aanvaard, codes, cohort, lever_aan, trek_in
from tests.register.hulp_organisatie import aanbieder as schoolbericht
from tests.register.hulp_organisatie import lever as lever_school
from tests.register.opendata.hulp import aanbod as aanbodrij
from tests.register.opendata.hulp import laad, publiceer
from tests.register.opendata.test_laden import AANBOD, MBO, basis

GROOT = CODE.upper()
LIJST = [rij.waarde for rij in standaardlijsten().waarden("Opleidingseenheidtype-v02")]


@pytest.fixture
def register(register: Register) -> Register:
    """With the offer of the trial data and what it refers to."""
    register.schrijf(laad_aangeboden)
    return register


# what a list names can be asked for


def specialisatie(type_: str) -> str:
    return SPECIALISATIES[type_]


def geldig(operatie: str, gegevens: Any) -> None:
    """The answer with these fields is one of the contract."""
    o = OPERATIES[operatie]
    kop = {
        "identificatiecodeBedrijfsdocument": "a",
        "verzendendeInstantie": "b",
        "ontvangendeInstantie": "c",
        "datumTijdBedrijfsdocument": "2026-11-24T09:00:00.000Z",
        "requestGoedgekeurd": True,
    }
    assert schema.is_geldig(mapping.schrijf(o, Gegeven(o.antwoord, {**kop, **gegevens})), o.dienst)


def test_the_list_has_the_units_of_every_sector() -> None:
    assert len(LIJST) == 34
    assert set(LIJST) == set(SPECIALISATIES)


@pytest.mark.parametrize("type_", LIJST)
def test_of_every_type_of_unit_the_relations_can_be_asked(register: Register, type_: str) -> None:
    """Opleidingseenheidtype-v02: the answer shows the type itself, and that of the other, from both sides."""
    soort = specialisatie(type_)
    onder, boven = (
        Gegeven(soort, {"begindatum": BEGIN, "opleidingseenheidPeriode": [Gegeven(f"{soort}Periode", {})]})
        for _ in range(2)
    )
    zet_eenheid(register, "2500O0001", onder, None, "OCW")
    zet_eenheid(register, "2500O0002", boven, None, "OCW")
    rij = {"van": "2500O0001", "naar": "2500O0002", "soort": "HIERARCHISCH", "begindatum": BEGIN}
    register.schrijf(lambda session: session.execute(sa.insert(model.opleidingsrelatie), rij))
    lezing = raadplegingen.opvragen_opleidingsrelaties_bij_opleidingseenheid
    for code, ander in (("2500O0001", "2500O0002"), ("2500O0002", "2500O0001")):
        uitslag = vraag(register, lezing, opleidingseenheidcode=code)
        assert fouten(uitslag) == []
        samenhang: Any = uitslag.gegevens["samenhangOpleidingseenheid"]
        assert (samenhang.velden["opleidingseenheidcode"], samenhang.velden["opleidingseenheidtype"]) == (code, type_)
        (naast,) = samenhang.velden["gerelateerdeOpleidingseenheid"]
        assert (naast.velden["opleidingseenheidcode"], naast.velden["opleidingseenheidtype"]) == (ander, type_)
        geldig("opvragen_opleidingsrelatiesBijOpleidingseenheid", uitslag.gegevens)


def test_a_unit_that_is_not_there_still_is_a01070(register: Register) -> None:
    lezing = raadplegingen.opvragen_opleidingsrelaties_bij_opleidingseenheid
    assert fouten(vraag(register, lezing, opleidingseenheidcode="9999O9999")) == ["A01070"]


# an aangebodenOpleidingCode comes back as it was last delivered


def op_sleutel(register: Register, sleutel: str) -> Any:
    lezing = opvragen_rio_identificatiecode
    return vraag(register, lezing, eigenAangebodenOpleidingSleutel=sleutel).gegevens.get("aangebodenOpleidingCode")


def feed(register: Register) -> list[tuple[str, str]]:
    uitslag = vraag(
        register,
        raadplegingen_wijzigingen.opvragen_gewijzigde_aangeboden_opleidingen,
        onderwijsaanbiederCode="110A133",
        peildatumtijdMutaties=NU - timedelta(days=1),
        pagina=0,
    )
    objecten: Any = uitslag.gegevens["gewijzigde_AangebodenOpleiding"]
    paginering: Any = uitslag.gegevens["paginering"]
    assert paginering.velden["aantalResultaten"] == len(objecten)
    return [(o.velden["aangebodenOpleidingCode"], o.velden["soortWijziging"]) for o in objecten]


@pytest.mark.parametrize("vorm", [CODE, GROOT, CODE.title()], ids=["small", "capitals", "mixed"])
def test_one_form_in_every_reading(register: Register, vorm: str) -> None:
    """As delivered: reading the offer, by its own key, in the feed, whatever the case in which it is asked."""
    aanvaard(register, aanbod(code=vorm, sleutel="s-1"))
    gelezen = vraag(register, raadplegingen_aanbod.opvragen_aangeboden_opleiding, aangebodenOpleidingCode=CODE)
    deel: Any = gelezen.gegevens["aangebodenOpleiding"]
    assert deel.velden["aangebodenOpleidingCode"] == vorm
    assert op_sleutel(register, "s-1") == vorm
    assert feed(register) == [(vorm, "T")]
    assert trek_in(register, CODE.swapcase()).goedgekeurd
    assert feed(register) == [(vorm, "V")], "gone under the code under which it was known"
    assert op_sleutel(register, "s-1") is None


def test_the_form_delivered_last_counts_and_the_offer_stays_one(register: Register) -> None:
    aanvaard(register, aanbod(sleutel="s-1"))
    aanvaard(register, aanbod(code=GROOT, sleutel="s-1"))
    assert op_sleutel(register, "s-1") == GROOT
    assert feed(register) == [(GROOT, "T")], "once, in the form of its last change"
    aanvaard(register, aanbod(sleutel="s-1"))
    assert op_sleutel(register, "s-1") == CODE
    assert feed(register) == [(CODE, "T")]


def test_a_finding_names_the_offer_as_its_owner_knows_it(register: Register) -> None:
    """P01410 and N04430 name an offer that is not in the message."""
    eigen = nieuw(register)
    school = lever_school(register, schoolbericht()).gegevens["onderwijsaanbiedercode"]
    aanvaard(register, aanbod(code=GROOT, eenheid=eigen, einde=None, onderwijsaanbiedercode=str(school)))
    einde = date(2027, 1, 1)
    for uitslag, code in (
        (lever(register, eenheid(code=eigen, einde=einde)), "P01410"),
        (lever_school(register, schoolbericht(code=str(school), einde=einde)), "N04430"),
    ):
        (melding,) = [m for m in uitslag.foutmeldingen if m.foutcode == code]
        # 25 characters fit in a sleutelgegeven
        assert dict(melding.sleutels)["aangebodenOpleidingCode"] == f"{GROOT[:11]}...{GROOT[-11:]}"


def test_the_preview_names_the_offer_as_it_is_delivered(register: Register) -> None:
    eigen = nieuw(register)
    aanvaard(register, aanbod(code=GROOT, eenheid=eigen, einde=None))

    def blik(operatie: str, velden: dict[str, Any]) -> Any:
        verzoek = Gegeven("x", velden)
        ctx = replace(context(), operatie=operatie)
        klaar = LEVERINGEN[operatie].bereid_voor(ctx, verzoek)
        return register.probeer(lambda session: bekijk(session, ctx, verzoek, klaar.voer_uit))

    weg = blik("verwijderen_opleidingseenheid", {"opleidingseenheidcode": eigen})
    assert [v.sleutels for v in weg.verwijzingen] == [(GROOT,)]
    anders = blik("aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": aanbod(code=GROOT, eenheid=eigen)})
    assert [v.sleutel for v in anders.voorwerpen] == [GROOT]


def test_open_data_keep_the_form_of_the_file(leeg: Register, tmp_path: Path) -> None:
    map_ = basis(tmp_path)
    publiceer(map_, AANBOD, {**aanbodrij(), **MBO, "AANGEBODEN_OPLEIDINGCODE": GROOT})
    laad(leeg, map_)
    with leeg.lees() as session:
        assert getoond(session, CODE) == GROOT
        assert GROOT in session.execute(sa.select(model.mutatie.c.sleutel)).scalars().all()


@pytest.mark.parametrize("tekst", ["a", 'q"["aangebodenOpleidingCode","x"', "\\", '["b","y"]'])
def test_a_text_never_passes_for_a_field(tekst: str) -> None:
    stand = naar_json(Gegeven("g", {"naam": tekst, "aangebodenOpleidingCode": CODE, "b": ["y"]}))
    assert veldtekst(stand, "aangebodenOpleidingCode") == CODE
    assert veldtekst(stand, "c") is None


# whole numbers


def alle_gehele() -> list[tuple[Dienst, str, str]]:
    """Every kenmerk of every object whose type is a whole number."""
    gevonden = []
    for dienst in DIENSTEN:
        for object_, lijst in kenmerken(dienst).items():
            gevonden += [(dienst, object_, k.naam) for k in lijst if k.geheel]
    return gevonden


GETALLEN = {
    "15": True,
    "15.0": True,
    "15.000000": True,
    "+15": True,
    "0015": True,
    "15.5": False,
    "15.000001": False,
    "0.5": False,
    "32000.1": False,
    "32000": True,
    "32001": False,
    "-15": False,
    "0": False,
    "-0": False,
}
"""What an element of a number takes, and whether a number of places can be so."""


def test_every_whole_number_of_the_contract_is_known_as_one() -> None:
    for dienst, object_, naam in alle_gehele():
        (conf,) = [k for k in kenmerken(dienst)[object_] if k.naam == naam]
        for tekst, mag in GETALLEN.items():
            assert past(Decimal(tekst), conf) is mag, (object_, naam, tekst)
    assert len(alle_gehele()) == 14
    getallen = {k.naam for dienst in DIENSTEN for lijst in kenmerken(dienst).values() for k in lijst} & {
        naam for _, _, naam in alle_gehele()
    }
    assert getallen == {"deelnemersplaatsen"}


def test_a_kenmerk_that_an_operator_adds_goes_by_its_type() -> None:
    """Any simple type of the contract: whole ones are whole, decimals keep to their decimals."""
    contract = vormen(BEHEREN)
    for naam in contract.simpele_namen:
        soort = contract.soort(naam)
        assert isinstance(soort, Simpel)
        conf = van_type("x", naam, 0, 1, BEHEREN)
        if soort.primitief in (*GEHEEL, "decimal"):
            assert past(Decimal("1.5"), conf) is (soort.primitief == "decimal"), naam
            assert past(Decimal("1.0"), conf), naam
    bedrag = van_type("x", "PositiefBedrag-v01", 0, 1, BEHEREN)
    assert past(Decimal("1.250"), bedrag)
    assert not past(Decimal("1.255"), bedrag)


@pytest.mark.parametrize("tekst", list(GETALLEN))
def test_a_fraction_of_a_place_is_k01060(register: Register, tekst: str) -> None:
    """From the text of the message on; what is accepted is read back as the same number."""
    plaatsen = Gegeven("kenmerken", {"kenmerknaam": "deelnemersplaatsen", "kenmerkwaardeGetal": Decimal(tekst)})
    if not GETALLEN[tekst]:
        assert codes(register, aanbod(aangebodenOpleidingCohort=[cohort("HOOpleiding", "c", plaatsen)])) == ["K01060"]
        return
    aanvaard(register, aanbod(aangebodenOpleidingCohort=[cohort("HOOpleiding", "c", plaatsen)]))
    gelezen = vraag(register, raadplegingen_aanbod.opvragen_aangeboden_opleiding, aangebodenOpleidingCode=CODE)
    regel = mapping.schrijf_antwoord(OPERATIES["opvragen_aangebodenOpleiding"], _antwoord(gelezen.gegevens))
    assert f"kenmerkwaardeGetal>{getal(Decimal(tekst))}<" in regel


# one zero


def _antwoord(gegevens: Any) -> Gegeven:
    kop = dict.fromkeys(("identificatiecodeBedrijfsdocument", "verzendendeInstantie", "ontvangendeInstantie"), "x")
    return Gegeven("x", {**kop, "datumTijdBedrijfsdocument": "x", "requestGoedgekeurd": True, **gegevens})


NULLEN = ("-0", "-0.0", "-0.00", "-.0", "-00.000", "+0", "0")


def decimalen(dienst: Dienst) -> set[Simpel]:
    contract = vormen(dienst)
    soorten = (contract.soort(naam) for naam in contract.simpele_namen)
    return {soort for soort in soorten if isinstance(soort, Simpel) and soort.primitief == "decimal"}


def test_zero_has_no_sign_in_any_decimal_of_the_contract() -> None:
    """Amounts, coordinates, kenmerken: read and written."""
    for dienst in DIENSTEN:
        assert decimalen(dienst)
        for soort, tekst in product(decimalen(dienst), NULLEN):
            waarde = mapping.lees_waarde(tekst, soort)
            assert isinstance(waarde, Decimal)
            assert not waarde.is_signed(), (soort.naam, tekst)
            assert getal(Decimal(tekst)) == "0.0"
    for anders in ("-0.01", "-1", "-90"):
        assert getal(Decimal(anders)) == str(float(anders))


def test_every_element_of_a_decimal_is_read_without_a_signed_zero() -> None:
    """Of every complex type of both contracts that holds one."""
    gezien = 0
    for dienst in DIENSTEN:
        contract = vormen(dienst)
        for naam in contract.complexe_namen:
            vorm = contract.soort(naam)
            assert isinstance(vorm, Vorm)
            for tag, (veld, soort) in vorm.per_tag.items():
                if isinstance(soort, Simpel) and soort.primitief == "decimal":
                    ouder = etree.Element("ouder")
                    etree.SubElement(ouder, tag).text = " -0.00 "
                    gelezen: Any = mapping._lees(ouder, "ouder", vorm).velden[veld.naam]
                    assert not gelezen.is_signed()
                    gezien += 1
    assert gezien >= 6


def test_an_amount_of_minus_nothing_is_read_back_as_nothing(register: Register) -> None:
    prijs = Gegeven("prijs", {"soort": "TOTALE_VERPLICHTE_KOSTEN", "bedrag": Decimal("-0")})
    aanvaard(register, aanbod(aangebodenOpleidingCohort=[cohort(prijs=[prijs])]))
    gelezen = vraag(register, raadplegingen_aanbod.opvragen_aangeboden_opleiding, aangebodenOpleidingCode=CODE)
    tekst = mapping.schrijf_antwoord(OPERATIES["opvragen_aangebodenOpleiding"], _antwoord(gelezen.gegevens))
    assert "bedrag>0.0<" in tekst, "also of a stand that holds the sign from before"
    assert "-0" not in tekst.replace(CODE, "").replace("-09-01", "").replace("-01-01", "")


def test_a_stand_of_before_is_written_without_the_sign() -> None:
    punt = van_json('{"g":"aanduidingGPS","v":[["gpsLatitude",{"n":"-0E-8"}],["gpsLongitude",{"n":"-0.0"}]]}')
    velden: dict[str, Any] = {"aanduidingGPS": punt, "onderwijsbestuurcode": "100B490"}
    gebruik = Gegeven("onderwijslocatiegebruik", velden)
    tekst = schrijf_tekst(
        "aanleveren_onderwijslocatiegebruik_request", Gegeven("x", {"onderwijslocatiegebruik": gebruik}), BEHEREN, "d"
    )
    assert "gpsLatitude>0.0<" in tekst
    assert "gpsLongitude>0.0<" in tekst


@pytest.mark.parametrize("cel", ["-0", "-0.0", "-0.00000000"])
def test_open_data_have_one_zero_too(cel: str) -> None:
    rij = Rij("onderwijslocaties.csv", 2, {"GPS_LATITUDE": cel})
    assert str(rij.decimaal("GPS_LATITUDE")).lstrip("0.") in ("", "E-8")
    assert not (rij.decimaal("GPS_LATITUDE") or Decimal(0)).is_signed()


# what is no number


@pytest.mark.parametrize(
    ("primitief", "tekst"),
    [
        *product(("decimal",), ("1e3", "1E3", "NaN", "INF", "Infinity", "1_000", "1,5", "", "--1", "٣", "1 0", "0x1")),
        *product(("integer", "short", "int"), ("1.0", "1e3", "1_000", "", "٣", "1,0", "0x1")),
        *product(("boolean",), ("ja", "True", "TRUE", "", "2")),
    ],
)
def test_what_is_no_value_of_a_type_is_never_taken_for_one(primitief: str, tekst: str) -> None:
    """Where a value comes from a command line, no XSD went before."""
    contract = vormen(RAADPLEGEN)
    soorten = (contract.soort(naam) for naam in contract.simpele_namen)
    soort = next(s for s in soorten if isinstance(s, Simpel) and s.primitief == primitief)
    with pytest.raises(ValueError, match=r"is no|getal"):
        mapping.lees_waarde(tekst, soort)


def test_a_boolean_and_a_number_are_read_in_every_way_that_is_theirs() -> None:
    contract = vormen(RAADPLEGEN)
    waar = next(
        s for n in contract.simpele_namen if isinstance(s := contract.soort(n), Simpel) and s.primitief == "boolean"
    )
    assert [mapping.lees_waarde(t, waar) for t in ("true", "1", "false", "0")] == [True, True, False, False]
    getal_ = contract.soort("KenmerkwaardeGetal-v01")
    assert isinstance(getal_, Simpel)
    assert [str(mapping.lees_waarde(t, getal_)) for t in ("+1.50", "007", ".5", "5.")] == ["1.50", "7", "0.5", "5"]


def test_related_units_of_two_kinds_are_shown_each_with_its_own(register: Register) -> None:
    opleiding = nieuw(register)
    deel = nieuw(register, eenheid("hoOnderwijseenheid"))
    assert relateer(register, relatie(opleiding, deel)).goedgekeurd
    lezing = raadplegingen.opvragen_opleidingsrelaties_bij_opleidingseenheid
    samenhang: Any = vraag(register, lezing, opleidingseenheidcode=deel).gegevens["samenhangOpleidingseenheid"]
    assert samenhang.velden["opleidingseenheidtype"] == "HOONDERWIJSEENHEID"
    assert lever_aan(register, aanbod(eenheid=EENHEID)).goedgekeurd

"""Every code of aanleveren_ and verwijderen_aangebodenOpleiding: given at its violation, not given at its bound."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod.controles import AANLEVEREN, VERWIJDEREN
from rio_soap.register.aanbod.controles_bericht import CONTROLES
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.identificatiecode import opvragen_rio_identificatiecode
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.foutcodes import FOUTCODES, volledige_volgorde
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.regels.waardenlijsten import Lijstwaarde, Waardenlijsten
from tests.register.codevolgorde import buiten_volgorde, ontbrekende_controles
from tests.register.hulp import BUUR, HANZE, VREEMD, context, fouten, kenmerk, voeg_buur_toe, vraag, zet_eenheid
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
    cohort,
    erkenningssleutel,
    flexibel,
    geweigerd,
    is_bericht,
    lever_aan,
    periode,
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


OPERATIE = "aanleveren_aangebodenOpleiding"
DAG = timedelta(days=1)
ENUM, TEKST, GETAL = "kenmerkwaardeEnumeratiewaarde", "kenmerkwaardeTekst", "kenmerkwaardeGetal"
BEGRENSD = "2000O0001"
"""A unit that lives exactly as long as the offers here."""
HAVO = "VO-HAVO"


@pytest.fixture
def situatie(register: Register) -> Register:
    """Beside the trial data: a neighbour with an aanbieder, bounded aanbieder and unit, erkenningen of every kind."""
    voeg_buur_toe(register)
    zet_organisatie(register, "201A001", "AANBIEDER")
    zet_onder(register, "200B001", "201A001")
    zet_organisatie(register, "302A001", "AANBIEDER", BEGIN, EINDE)
    zet_onder(register, "100B490", "302A001")
    zet_eenheid(register, BEGRENSD, maak_eenheid(begin=BEGIN, einde=EINDE), "100B490")
    zet_eenheid(register, "0100O0001", maak_eenheid(begin=BEGIN, einde=BEGIN + DAG), None, "OCW")
    zet_eenheid(register, "0100O0002", maak_eenheid(begin=BEGIN, einde=BEGIN + DAG), "100B490")
    zet_eenheid(register, "1000O0003", maak_eenheid(begin=BEGIN, einde=EINDE), None, "OCW")
    zet_erkenning(register, "ISAT", "34035", BEGRENSD, "1010O3664")
    zet_erkenning(register, "ISAT", "34036", "1010O3664")
    zet_erkenning(register, "ISAT", "39999")
    zet_erkenning(register, "CREBO", "25170", "1000O0003", "1010O3664")
    zet_erkenning(register, "VOVAK", "0071", "1000O0003", niveau=HAVO)
    aanvaard(register, aanbod(code=ANDERE_CODE, sleutel="bezet"))
    return register


def vak(code: str = "0071", niveau: str = HAVO) -> Gegeven:
    return erkenningssleutel("VOVAK", code, niveau)


def met_periode(*extra: Gegeven, soort: str = "HOOpleiding") -> Gegeven:
    return aanbod(soort, aangebodenOpleidingPeriode=[periode(soort, BEGIN, *extra)])


def met_perioden(*begindata: date) -> Gegeven:
    return aanbod(aangebodenOpleidingPeriode=[periode("HOOpleiding", dag) for dag in begindata])


def met_cohort(*cohorten: Gegeven) -> Gegeven:
    return aanbod(aangebodenOpleidingCohort=list(cohorten))


def partner(code: str) -> Gegeven:
    return kenmerk("samenwerkendeOnderwijsaanbiedercode", code)


def vast(dag: date) -> Gegeven:
    return cohort(vastInstroommoment=Gegeven("vastInstroommoment", {"instroommoment": dag}))


def duur(eenheid: str, omvang: int = 3) -> Gegeven:
    velden = {"opleidingsduurEenheid": eenheid, "opleidingsduurOmvang": omvang}
    return Gegeven("afwijkendeOpleidingsduur", dict(velden))


def mbo(**velden: str) -> Gegeven:
    return aanbod("MboOpleiding", **velden)


Maker = Callable[[], Gegeven]
GEVALLEN: dict[str, tuple[Maker, list[str], Maker]] = {
    "A01060": (partial(aanbod, onderwijslocatiecode="999X999"), ["A01060"], aanbod),
    "A01070": (partial(aanbod, eenheid="9999O9999"), ["A01070"], partial(aanbod, eenheid=EENHEID)),
    "A01080": (
        partial(aanbod, eenheid=erkenningssleutel("ISAT", "34037")),
        ["A01080"],
        partial(aanbod, eenheid=erkenningssleutel("ISAT", "34035")),
    ),
    "A01080-without-unit": (
        partial(aanbod, eenheid=erkenningssleutel("ISAT", "39999")),
        ["A01080"],
        partial(aanbod, eenheid=erkenningssleutel("CREBO", "25170")),
    ),
    "A01080-other-stelsel": (
        partial(aanbod, eenheid=erkenningssleutel("CREBO", "34035")),
        ["A01080"],
        partial(aanbod, eenheid=erkenningssleutel("ISAT", "34035")),
    ),
    "A01080-a-vak-is-no-erkenning": (
        partial(aanbod, eenheid=erkenningssleutel("VOVAK", "0071")),
        ["A01080"],
        partial(aanbod, "VOOpleiding", eenheid=vak()),
    ),
    "A01081": (
        partial(aanbod, eenheid=erkenningssleutel("ISAT", "34036")),
        ["A01081"],
        partial(aanbod, eenheid=erkenningssleutel("ISAT", "34035")),
    ),
    "A01090": (
        partial(aanbod, "VOOpleiding", eenheid=vak(niveau="VO-VWO")),
        ["A01090"],
        partial(aanbod, "VOOpleiding", eenheid=vak()),
    ),
    "A01160": (partial(aanbod, sleutel="bezet"), ["A01160"], partial(aanbod, sleutel="vrij")),
    "AUT401": (partial(aanbod, onderwijsaanbiedercode="201A001"), ["AUT401"], aanbod),
    "K01010-offer": (partial(aanbod, zonder=("vorm",)), ["K01010"], aanbod),
    "K01010-cohort": (
        lambda: met_cohort(Gegeven("aangebodenHOOpleidingCohort", {**cohort().velden, "kenmerken": []})),
        ["K01010"],
        lambda: met_cohort(cohort()),
    ),
    "K01010-period": (
        partial(aanbod, aangebodenOpleidingPeriode=[Gegeven("aangebodenHOOpleidingPeriode", {"begindatum": BEGIN})]),
        ["K01010", "K01010"],
        met_periode,
    ),
    "K01020": (
        lambda: aanbod("HOOpleiding", *(kenmerk("voertaal", taal, ENUM) for taal in ("NLD", "ENG", "DEU", "FRA"))),
        ["K01020"],
        lambda: aanbod("HOOpleiding", *(kenmerk("voertaal", taal, ENUM) for taal in ("NLD", "ENG", "DEU"))),
    ),
    "K01030": (
        lambda: aanbod("HOOpleiding", kenmerk("onderwijsconcept", "DALTON", ENUM)),
        ["K01030"],
        lambda: aanbod("BOOpleiding", kenmerk("onderwijsconcept", "DALTON", ENUM)),
    ),
    "K01040": (
        lambda: aanbod("HOOpleiding", *[kenmerk("voertaal", "NLD", ENUM)] * 2),
        ["K01040"],
        lambda: aanbod("HOOpleiding", kenmerk("voertaal", "NLD", ENUM)),
    ),
    "K01050": (
        lambda: aanbod("HOOpleiding", kenmerk("voertaal", "NL", ENUM)),
        ["K01050"],
        lambda: aanbod("HOOpleiding", kenmerk("voertaal", "NLD", ENUM)),
    ),
    "K01060": (
        lambda: aanbod("HOOpleiding", kenmerk("voertaal", "NLD", TEKST)),
        ["K01060"],
        lambda: aanbod("HOOpleiding", kenmerk("voertaal", "NLD", ENUM)),
    ),
    "N09010": (partial(aanbod, einde=BEGIN), ["N09010", "N10010"], partial(aanbod, einde=BEGIN + DAG)),
    "N09030": (partial(mbo, leertrajectMBO="bbl"), ["N09030"], partial(mbo, leertrajectMBO="BBL")),
    "N09050": (
        partial(aanbod, afwijkendeOpleidingsduur=duur("K")),
        ["N09050"],
        partial(aanbod, afwijkendeOpleidingsduur=duur("J")),
    ),
    "N09060": (partial(mbo, mboNiveau="MBO-9"), ["N09060"], partial(mbo, mboNiveau="MBO-4")),
    "N09070": (partial(mbo, toelatingseisen="J"), ["N09070"], partial(mbo, toelatingseisen="NEE")),
    "N09080": (partial(mbo, toegankelijkheid="GEEN"), ["N09080"], partial(mbo, toegankelijkheid="SPEC")),
    "N09090": (
        partial(aanbod, eersteInstroomDatum=EINDE),
        ["N09090"],
        partial(aanbod, eersteInstroomDatum=EINDE - DAG),
    ),
    "N09410-end": (
        partial(aanbod, eenheid=BEGRENSD, einde=EINDE + DAG),
        ["N09410"],
        partial(aanbod, eenheid=BEGRENSD, einde=EINDE),
    ),
    "N09410-open-end": (
        partial(aanbod, eenheid=BEGRENSD, einde=None),
        ["N09410"],
        partial(aanbod, eenheid=EENHEID, einde=None),
    ),
    "N09410-first-entry": (
        partial(aanbod, eenheid=BEGRENSD, begindatum=BEGIN - DAG, eersteInstroomDatum=BEGIN - DAG),
        ["N09410"],
        partial(aanbod, eenheid=BEGRENSD, begindatum=BEGIN - DAG, eersteInstroomDatum=BEGIN),
    ),
    "N09410-code-of-OCW-at-an-institution": (
        partial(aanbod, eenheid="0100O0002"),
        ["N09410"],
        partial(aanbod, eenheid="0100O0001"),
    ),
    "N09410-other-unit-of-OCW": (
        partial(aanbod, eenheid="1000O0003", einde=EINDE + DAG),
        ["N09410"],
        partial(aanbod, eenheid="1000O0003"),
    ),
    "N09430-end": (
        partial(aanbod, onderwijsaanbiedercode="302A001", einde=EINDE + DAG),
        ["N09430"],
        partial(aanbod, onderwijsaanbiedercode="302A001", einde=EINDE),
    ),
    "N09430-first-entry": (
        partial(aanbod, onderwijsaanbiedercode="302A001", begindatum=BEGIN - DAG, eersteInstroomDatum=BEGIN - DAG),
        ["N09430"],
        partial(aanbod, onderwijsaanbiedercode="302A001", begindatum=BEGIN - DAG, eersteInstroomDatum=BEGIN),
    ),
    "N09440": (partial(aanbod, onderwijsaanbiedercode="999A999"), ["N09440"], aanbod),
    "N10010": (partial(met_perioden, BEGIN, EINDE), ["N10010"], partial(met_perioden, BEGIN, EINDE - DAG)),
    "N10020": (
        partial(met_perioden, BEGIN - DAG, BEGIN),
        ["N10020", "N10040"],
        partial(met_perioden, BEGIN, BEGIN + DAG),
    ),
    "N10030": (
        partial(aanbod, aangebodenOpleidingPeriode=[periode("ParticuliereOpleiding")]),
        ["N10030"],
        met_periode,
    ),
    "N10040": (partial(met_perioden, BEGIN, BEGIN), ["N10040"], partial(met_perioden, BEGIN + DAG, BEGIN)),
    "N10050": (partial(met_perioden, BEGIN + DAG), ["N10040", "N10050"], partial(met_perioden, BEGIN)),
    "N10060": (
        lambda: met_periode(partner("302A001"), partner("302A001")),
        ["K01040", "N10060"],
        lambda: aanbod(
            aangebodenOpleidingPeriode=[periode("HOOpleiding", dag, partner("302A001")) for dag in (BEGIN, BEGIN + DAG)]
        ),
    ),
    "N10410": (
        lambda: met_periode(partner("302A001"), partner("999A999")),
        ["N10410"],
        lambda: met_periode(partner("302A001"), partner("201A001")),
    ),
    "N11020": (
        lambda: met_cohort(cohort(eindeAanmeldperiode=date(2025, 1, 1))),
        ["N11020"],
        lambda: met_cohort(cohort(eindeAanmeldperiode=date(2025, 1, 2))),
    ),
    "N11030": (
        lambda: met_cohort(flexibel(BEGIN, BEGIN)),
        ["N11030"],
        lambda: met_cohort(flexibel(BEGIN, BEGIN + DAG)),
    ),
    "N11040-fixed": (
        lambda: met_cohort(cohort(einddatum=date(2025, 9, 1))),
        ["N11040"],
        lambda: met_cohort(cohort(einddatum=date(2025, 9, 2))),
    ),
    "N11040-flexible": (
        lambda: met_cohort(flexibel(BEGIN, einddatum=BEGIN)),
        ["N11040"],
        lambda: met_cohort(flexibel(BEGIN, einddatum=BEGIN + DAG)),
    ),
    "N11410": (
        lambda: met_cohort(cohort(eindeAanmeldperiode=EINDE + DAG)),
        ["N11410"],
        lambda: met_cohort(cohort(eindeAanmeldperiode=EINDE)),
    ),
    "N11420": (
        lambda: met_cohort(cohort(), cohort()),
        ["N11420"],
        lambda: met_cohort(cohort(), cohort(code="2025 ")),
    ),
    "N11430": (
        lambda: met_cohort(flexibel(BEGIN, EINDE + DAG)),
        ["N11430"],
        lambda: met_cohort(flexibel(BEGIN, EINDE)),
    ),
    "N11440": (
        lambda: met_cohort(cohort(cohortstatus="D")),
        ["N11440"],
        lambda: met_cohort(cohort(cohortstatus="G")),
    ),
    "N11450": (
        lambda: met_cohort(cohort(toestemmingVereistVoorAanmelding="J")),
        ["N11450"],
        lambda: met_cohort(cohort(toestemmingVereistVoorAanmelding="JA")),
    ),
    "N11460": (lambda: met_cohort(vast(EINDE + DAG)), ["N11460"], lambda: met_cohort(vast(EINDE))),
    "RS0020": (
        lambda: met_cohort(cohort("ParticuliereOpleiding")),
        ["RS0020"],
        lambda: met_cohort(cohort("HOOpleiding")),
    ),
}
"""Code (and what is special) to an offer that is refused, the codes of its refusal, and one that is accepted."""
APART = {"K01051", "N09450", "N11421"}
"""Codes with a test of their own below, since they need more than one message or another waardenlijst."""


def test_every_code_that_a_control_can_give_is_tried_here() -> None:
    geprobeerd = {naam.split("-")[0] for naam in GEVALLEN} | APART
    assert geprobeerd == set(volledige_volgorde(OPERATIE)) - {"INT500"}


def test_all_documented_places_have_their_control_in_documented_order() -> None:
    per_operatie = {
        OPERATIE: [code for code, _ in AANLEVEREN],
        "verwijderen_aangebodenOpleiding": [code for code, _ in VERWIJDEREN],
    }
    assert ontbrekende_controles(per_operatie) == {}
    assert buiten_volgorde(per_operatie) == {}
    # 42 places are documented: INT500 stands for a failing chain; A01160 and RS0020 are ours.
    assert len(AANLEVEREN) == 42 - 1 + 2
    assert {code for code, _ in CONTROLES} <= set(per_operatie[OPERATIE])


@pytest.mark.parametrize(
    "naam", [pytest.param(naam, marks=pytest.mark.foutcode(OPERATIE, naam.split("-")[0])) for naam in GEVALLEN]
)
def test_the_code_is_given_at_its_violation_which_changes_nothing_and_not_at_its_bound(
    situatie: Register, naam: str
) -> None:
    fout, verwacht, goed = GEVALLEN[naam]
    for maak in (fout, goed):
        assert is_bericht(maak()), "the XSD would refuse this before any control"
    assert codes(situatie, fout()) == verwacht
    assert naam.split("-", maxsplit=1)[0] in verwacht
    assert codes(situatie, goed()) == []


@pytest.mark.foutcode(OPERATIE, "K01051")
def test_k01051_a_value_is_valid_as_long_as_what_carries_it(situatie: Register) -> None:
    lijsten = dict(standaardlijsten().lijsten)
    afgelopen = Lijstwaarde("NLD", "", None, date(2027, 8, 31), frozenset({"documented"}))
    lijsten["Taalcode-v01"] = {"NLD": (afgelopen,)}
    ctx = context(lijsten=Waardenlijsten(lijsten))
    taal = kenmerk("voertaal", "NLD", ENUM)
    assert codes(situatie, aanbod("HOOpleiding", taal), ctx) == ["K01051"]
    assert codes(situatie, aanbod("HOOpleiding", taal, einde=date(2027, 9, 1)), ctx) == []


@pytest.mark.foutcode(OPERATIE, "N09450")
@pytest.mark.parametrize(
    "nieuw",
    [
        partial(aanbod, eenheid=BEGRENSD),
        partial(aanbod, onderwijsaanbiedercode="302A001"),
        partial(aanbod, "HOOpleidingsonderdeel"),
        partial(aanbod, code=CODE.upper(), eenheid=BEGRENSD),
    ],
    ids=["unit", "aanbieder", "specialisation", "code in capitals"],
)
def test_n09450_unit_aanbieder_and_specialisation_of_an_offer_stay(situatie: Register, nieuw: Maker) -> None:
    aanvaard(situatie, aanbod())
    assert codes(situatie, nieuw()) == ["N09450"]


def test_n09450_is_not_given_when_another_reference_leads_to_the_same_unit(situatie: Register) -> None:
    aanvaard(situatie, aanbod(eenheid=BEGRENSD))
    assert codes(situatie, aanbod(eenheid=erkenningssleutel("ISAT", "34035"))) == []
    assert codes(situatie, aanbod(eenheid=BEGRENSD)) == []
    assert codes(situatie, aanbod(eenheid=erkenningssleutel("CREBO", "25170"))) == ["N09450"]


def stap(waarde: str = "TOESTEMMING_VERLEEND", element: str = ENUM) -> Gegeven:
    return kenmerk("toestemmingDeelnameSTAP", waarde, element)


def oud(code: str = CODE, *extra: Gegeven, begin: date = date(2025, 7, 13), **velden: str) -> Gegeven:
    """An offer that begins before the contract without STAP."""
    return aanbod("ParticuliereOpleiding", *extra, code=code, begindatum=begin, **velden)


def test_k01030_for_the_kenmerk_of_stap_at_an_offer_of_after_its_time(situatie: Register) -> None:
    assert codes(situatie, oud(CODE, stap(), begin=date(2025, 7, 14))) == ["K01030"]
    assert codes(situatie, oud(CODE, stap("GEEN_TOESTEMMING_VERLEEND"))) == []
    assert codes(situatie, oud(CODE, stap("MISSCHIEN"))) == ["K01050"]
    vavo = aanbod("VavoOpleiding", stap(), code=ANDERE_CODE[:-1] + "0", begindatum=date(2025, 7, 13))
    assert codes(situatie, vavo) == ["K01030"]


@pytest.mark.foutcode(OPERATIE, "N11421")
def test_n11421_a_cohortcode_is_unique_among_the_stap_offers_of_an_aanbieder(situatie: Register) -> None:
    aanvaard(situatie, oud("00000000-0000-4000-8000-000000000001", stap()))
    aanvaard(situatie, oud("00000000-0000-4000-8000-000000000002", stap("GEEN_TOESTEMMING_VERLEEND")))
    assert codes(situatie, oud(CODE, stap())) == ["N11421"]
    assert codes(situatie, oud(CODE, stap(), onderwijsaanbiedercode="302A001", eersteInstroomDatum=BEGIN)) == []  # type: ignore[arg-type]
    assert codes(situatie, oud(ANDERE_CODE[:-1] + "0", stap("GEEN_TOESTEMMING_VERLEEND"))) == []
    assert codes(situatie, oud("00000000-0000-4000-8000-000000000001", stap())) == []


@pytest.mark.foutcode("verwijderen_aangebodenOpleiding", "A01020", "AUT401")
def test_a01020_and_aut401_in_removing(situatie: Register) -> None:
    assert geweigerd(situatie, lambda: trek_in(situatie)) == ["A01020"]
    assert geweigerd(situatie, lambda: trek_in(situatie, ANDERE_CODE, context(BUUR))) == ["AUT401"]
    assert geweigerd(situatie, lambda: trek_in(situatie, ANDERE_CODE, context(VREEMD))) == ["AUT401"]
    assert trek_in(situatie, ANDERE_CODE.upper()).goedgekeurd


def test_the_first_finding_only_when_so_set(situatie: Register) -> None:
    slecht = aanbod(einde=BEGIN, zonder=("vorm",))
    assert codes(situatie, slecht) == ["K01010", "N09010", "N10010"]
    assert codes(situatie, slecht, context(alleen_eerste=True)) == ["K01010"]


def test_a_finding_names_the_offer_and_what_it_is_about(situatie: Register) -> None:
    (fout,) = lever_aan(situatie, aanbod(eenheid=erkenningssleutel("ISAT", "34036"))).foutmeldingen
    assert fout.fouttekst == FOUTCODES["A01081"].fouttekst
    assert fout.sleutels == (
        ("aangebodenOpleidingCode", "9f87f277-00...000df6a2e4b"),
        ("opleidingsstelsel", "ISAT"),
        ("opleidingscode", "34036"),
    )
    (fout,) = lever_aan(situatie, met_periode(partner("999A999"))).foutmeldingen
    assert fout.sleutels[1:] == (("begindatum", "2025-09-01"), ("samenwerken...nbiedercode", "999A999"))


def test_every_finding_of_a_message_full_of_faults_fits_one_answer(situatie: Register) -> None:
    cohorten = [cohort(code=f"{nummer:060d}", cohortstatus="X") for nummer in range(200)]
    assert len(fouten(lever_aan(situatie, met_cohort(*cohorten)))) == 99


def test_of_two_offers_with_one_eigen_sleutel_each_sender_finds_its_own(situatie: Register) -> None:
    """Keys are unique per bestuur only (A01160); who has none of the two gets the lowest code."""
    laag, hoog = ("00000000-0000-4000-8000-00000000000" + cijfer for cijfer in "12")
    aanvaard(situatie, aanbod(code=hoog, sleutel="zelfde"))
    aanvaard(situatie, aanbod(code=laag, sleutel="zelfde", onderwijsaanbiedercode="201A001"), context(BUUR))
    for oin, code in ((HANZE, hoog), (BUUR, laag), (VREEMD, laag)):
        vraag_ = opvragen_rio_identificatiecode
        uitslag = vraag(situatie, vraag_, context(oin), eigenAangebodenOpleidingSleutel="zelfde")
        assert uitslag.gegevens == {"aangebodenOpleidingCode": code}

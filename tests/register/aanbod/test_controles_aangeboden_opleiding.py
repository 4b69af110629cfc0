"""Every control of an aangeboden opleiding fires at its violation and is silent at its bounds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod.bericht import Aanbodbericht
from rio_soap.register.aanbod.controles_bericht import CONTROLES
from rio_soap.register.regels.foutcodes import FOUTCODES
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from tests.register.codevolgorde import buiten_volgorde
from tests.register.zaken import Berichtgeval

OPERATIE = "aanleveren_aangebodenOpleiding"
CODE = "9f87f277-0005-4000-8000-0000df6a2e4b"
BEGIN, EINDE = date(2022, 9, 1), date(2026, 9, 1)
DAG = timedelta(days=1)
LIJSTEN = Waardenlijsten.laad()


def periode(begin: date = BEGIN, naam: str = "aangebodenHOOpleidingPeriode", *samen: str) -> Gegeven:
    kenmerken: list[Any] = [
        Gegeven("kenmerken", {"kenmerknaam": "samenwerkendeOnderwijsaanbiedercode", "kenmerkwaardeTekst": code})
        for code in samen
    ]
    return Gegeven(naam, {"begindatum": begin, "kenmerken": kenmerken})


def cohort(**velden: Any) -> Gegeven:
    basis: dict[str, Any] = {
        "cohortcode": "2023-09",
        "cohortstatus": "O",
        "beginAanmeldperiode": date(2023, 1, 1),
        "vastInstroommoment": Gegeven("vastInstroommoment", {"instroommoment": date(2023, 9, 1)}),
        "toestemmingVereistVoorAanmelding": "NEE",
    }
    return Gegeven("aangebodenHOOpleidingCohort", basis | velden)


def flexibel(begin: date, einde: date | None = None, **velden: Any) -> Gegeven:
    instroom: dict[str, Any] = {"beginInstroomperiode": begin}
    if einde is not None:
        instroom["eindeInstroomperiode"] = einde
    gegeven = cohort(flexibeleInstroom=Gegeven("flexibeleInstroom", instroom), **velden)
    del gegeven.velden["vastInstroommoment"]
    return gegeven


def ao(naam: str = "aangebodenHOOpleiding", *, zonder: tuple[str, ...] = (), **velden: Any) -> Gegeven:
    basis: dict[str, Any] = {
        "aangebodenOpleidingCode": CODE,
        "onderwijsaanbiedercode": "110A133",
        "begindatum": BEGIN,
        "einddatum": EINDE,
        "opleidingseenheidSleutel": "1010O6466",
        "aangebodenOpleidingPeriode": [periode(naam=f"{naam}Periode")],
    }
    samen = basis | velden
    return Gegeven(naam, {veld: waarde for veld, waarde in samen.items() if veld not in zonder})


def mbo(**velden: Any) -> Gegeven:
    basis: dict[str, Any] = {"leertrajectMBO": "BOL", "toelatingseisen": "JA", "toegankelijkheid": "ALL"}
    return ao("aangebodenMboOpleiding", **(basis | velden))


def alle(gegeven: Gegeven) -> list[Foutmelding]:
    zaak = Berichtgeval(Aanbodbericht.van(gegeven), LIJSTEN)
    return [fout for _, controle in CONTROLES for fout in controle(zaak)]


def codes(gegeven: Gegeven) -> list[str]:
    return [fout.foutcode for fout in alle(gegeven)]


def test_the_list_is_in_documented_order() -> None:
    assert buiten_volgorde({OPERATIE: [code for code, _ in CONTROLES]}) == {}


def test_each_control_bears_the_name_of_its_code() -> None:
    for code, controle in CONTROLES:
        assert (controle.__doc__ or "").startswith(f"{code}: ")
        assert controle.__name__ == code.lower()


def test_a_sound_offer_has_no_findings() -> None:
    assert codes(ao()) == []
    assert codes(ao(zonder=("einddatum",))) == []
    assert codes(mbo(mboNiveau="MBO-4", aangebodenOpleidingCohort=[])) == []
    duur = Gegeven("afwijkendeOpleidingsduur", {"opleidingsduurEenheid": "J", "opleidingsduurOmvang": 3})
    cohorten = [cohort(), flexibel(date(2023, 9, 1), date(2023, 10, 1), cohortcode="flex")]
    assert codes(ao(aangebodenOpleidingCohort=cohorten, afwijkendeOpleidingsduur=duur)) == []


def test_n09010_end_after_begin() -> None:
    assert "N09010" in codes(ao(einddatum=BEGIN))
    assert "N09010" in codes(ao(einddatum=BEGIN - DAG))
    assert codes(ao(einddatum=BEGIN + DAG)) == []


@pytest.mark.parametrize(
    ("code", "velden", "goed", "fout"),
    [
        ("N09030", "leertrajectMBO", "BBL", "bbl"),
        ("N09060", "mboNiveau", "MBO-1", "MBO-5"),
        ("N09070", "toelatingseisen", "NEE", "N"),
        ("N09080", "toegankelijkheid", "SPEC", "IEDEREEN"),
    ],
)
def test_values_of_the_offer_are_in_their_list(code: str, velden: str, goed: str, fout: str) -> None:
    assert codes(mbo(**{velden: goed})) == []
    assert codes(mbo(**{velden: fout})) == [code]


@pytest.mark.parametrize(
    ("begin", "einde", "verwacht"),
    [
        (date(1997, 8, 1), date(2016, 12, 10), []),  # CBL: 1997-08-01 t/m 2016-12-09
        (date(1997, 7, 31), date(2016, 12, 10), ["N09030"]),
        (date(1997, 8, 1), date(2016, 12, 11), ["N09030"]),
        (date(2016, 1, 1), None, ["N09030"]),
    ],
)
def test_n09030_a_leertraject_covers_the_life_of_the_offer(
    begin: date, einde: date | None, verwacht: list[str]
) -> None:
    perioden = [periode(begin, "aangebodenMboOpleidingPeriode")]
    gegeven = mbo(leertrajectMBO="CBL", begindatum=begin, einddatum=einde, aangebodenOpleidingPeriode=perioden)
    if einde is None:
        del gegeven.velden["einddatum"]
    assert [c for c in codes(gegeven) if c == "N09030"] == verwacht


def test_n09050_unit_of_a_deviating_duration() -> None:
    duur = Gegeven("afwijkendeOpleidingsduur", {"opleidingsduurEenheid": "K", "opleidingsduurOmvang": 3})
    assert codes(ao(afwijkendeOpleidingsduur=duur)) == ["N09050"]


def test_n09090_first_entry_strictly_before_the_end() -> None:
    assert codes(ao(eersteInstroomDatum=EINDE)) == ["N09090"]
    assert codes(ao(eersteInstroomDatum=EINDE - DAG)) == []
    assert codes(ao(eersteInstroomDatum=EINDE, zonder=("einddatum",))) == []


def test_n10010_a_period_on_or_after_the_end_of_the_offer() -> None:
    assert codes(ao(aangebodenOpleidingPeriode=[periode(), periode(EINDE)])) == ["N10010"]
    assert "N10010" in codes(ao(aangebodenOpleidingPeriode=[periode(), periode(EINDE + DAG)]))
    assert codes(ao(aangebodenOpleidingPeriode=[periode(), periode(EINDE - DAG)])) == []


def test_n10020_a_period_outside_the_life_of_the_offer() -> None:
    for perioden in ([periode(BEGIN - DAG)], [periode(), periode(EINDE + DAG)]):
        assert "N10020" in codes(ao(aangebodenOpleidingPeriode=perioden))
    assert codes(ao(aangebodenOpleidingPeriode=[periode(), periode(BEGIN + DAG)])) == []


def test_n10030_a_period_of_another_specialisation() -> None:
    fouten = alle(ao(aangebodenOpleidingPeriode=[periode(), periode(BEGIN + DAG, "aangebodenMboOpleidingPeriode")]))
    assert [(f.foutcode, f.sleutels[1]) for f in fouten] == [("N10030", ("begindatum", "2022-09-02"))]
    assert codes(ao("aangebodenHOOpleidingsonderdeel")) == []


def test_n10040_two_periods_with_one_begindatum() -> None:
    assert codes(ao(aangebodenOpleidingPeriode=[periode(), periode()])) == ["N10040"]
    assert codes(ao(aangebodenOpleidingPeriode=[periode(BEGIN + DAG), periode()])) == []  # order does not matter


def test_n10040_and_n10050_no_period_begins_with_the_offer() -> None:
    assert codes(ao(aangebodenOpleidingPeriode=[periode(BEGIN + DAG)])) == ["N10040", "N10050"]
    assert codes(ao(aangebodenOpleidingPeriode=[periode(BEGIN - DAG), periode(BEGIN)])) == ["N10020", "N10040"]


def test_n10060_a_partner_once_per_period() -> None:
    naam = "aangebodenHOOpleidingPeriode"
    dubbel = periode(BEGIN, naam, "110A133", "110A134", "110A133")
    fouten = alle(ao(aangebodenOpleidingPeriode=[dubbel]))
    assert [f.foutcode for f in fouten] == ["N10060"]
    assert fouten[0].sleutels == (
        ("aangebodenOpleidingCode", "9f87f277-00...000df6a2e4b"),
        ("begindatum", "2022-09-01"),
        ("samenwerken...nbiedercode", "110A133"),
    )
    gespreid = [periode(BEGIN, naam, "110A133"), periode(BEGIN + DAG, naam, "110A133")]
    assert codes(ao(aangebodenOpleidingPeriode=gespreid)) == []


def met(*cohorten: Gegeven, **velden: Any) -> list[str]:
    return codes(ao(aangebodenOpleidingCohort=list(cohorten), **velden))


def test_n11020_application_ends_after_it_begins() -> None:
    begin = date(2023, 1, 1)
    assert met(cohort(eindeAanmeldperiode=begin)) == ["N11020"]
    assert met(cohort(eindeAanmeldperiode=begin - DAG)) == ["N11020"]
    assert met(cohort(eindeAanmeldperiode=begin + DAG)) == []


def test_n11030_flexible_entry_ends_after_it_begins() -> None:
    begin = date(2023, 9, 1)
    assert met(flexibel(begin, begin)) == ["N11030"]
    assert met(flexibel(begin, begin + DAG)) == []
    assert met(flexibel(begin)) == []


def test_n11040_a_cohort_ends_after_its_entry() -> None:
    instroom = date(2023, 9, 1)
    for maak in (cohort, lambda **velden: flexibel(instroom, **velden)):
        assert met(maak(einddatum=instroom)) == ["N11040"]
        assert met(maak(einddatum=instroom + DAG)) == []


def test_n11410_application_ends_with_the_offer_at_the_latest() -> None:
    assert met(cohort(eindeAanmeldperiode=EINDE + DAG)) == ["N11410"]
    assert met(cohort(eindeAanmeldperiode=EINDE)) == []
    assert met(cohort(eindeAanmeldperiode=EINDE + DAG), zonder=("einddatum",)) == []


def test_n11420_a_cohortcode_once_in_the_message() -> None:
    assert met(cohort(), cohort(), cohort(cohortcode="ander")) == ["N11420"]
    assert met(cohort(), cohort(cohortcode="2023-09 "), cohort(cohortcode="2023-0")) == []


def test_n11430_flexible_entry_ends_with_the_offer_at_the_latest() -> None:
    assert met(flexibel(date(2023, 9, 1), EINDE + DAG)) == ["N11430"]
    assert met(flexibel(date(2023, 9, 1), EINDE)) == []
    assert met(flexibel(date(2023, 9, 1), EINDE + DAG), zonder=("einddatum",)) == []


def test_n11440_and_n11450_values_of_a_cohort_are_in_their_list() -> None:
    assert met(cohort(cohortstatus="G")) == []
    assert met(cohort(cohortstatus="D")) == ["N11440"]
    assert met(cohort(toestemmingVereistVoorAanmelding="JA")) == []
    assert met(cohort(toestemmingVereistVoorAanmelding="J")) == ["N11450"]


def test_n11460_entry_not_after_the_end_of_the_offer() -> None:
    def vast(dag: date) -> Gegeven:
        return cohort(vastInstroommoment=Gegeven("vastInstroommoment", {"instroommoment": dag}))

    assert met(vast(EINDE + DAG)) == ["N11460"]
    assert met(vast(EINDE)) == []
    assert met(vast(EINDE + DAG), zonder=("einddatum",)) == []


def test_rs0020_a_cohort_of_another_specialisation() -> None:
    vreemd = cohort()
    vreemd.naam = "aangebodenVavoOpleidingCohort"
    assert met(vreemd) == ["RS0020"]
    assert FOUTCODES["RS0020"].zekerheid == "own"


def test_a_finding_on_a_cohort_names_offer_and_cohort() -> None:
    (fout,) = alle(ao(aangebodenOpleidingCohort=[cohort(), cohort(cohortcode="fout", cohortstatus="X")]))
    assert [naam for naam, _ in fout.sleutels] == ["aangebodenOpleidingCode", "cohortcode"]
    assert fout.sleutels[1][1] == "fout"

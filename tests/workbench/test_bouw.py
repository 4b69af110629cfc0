"""What a conformance run delivers fits the contract, so that a refusal is about the one thing that was spoiled."""

from collections.abc import Callable
from datetime import date

import pytest

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.workbench.keur import bouw

KOP: dict[str, Waarde] = {
    "identificatiecodeBedrijfsdocument": "5f0d8f5c-0b2f-4f1c-8d57-7a4d6b0c9e21",
    "verzendendeInstantie": "0000000700025BE00000",
    "ontvangendeInstantie": "00000001800866472000",
    "datumTijdBedrijfsdocument": "2026-02-03T10:00:00.000Z",
}
CODE = "5f0d8f5c-0b2f-4f1c-8d57-7a4d6b0c9e22"


def geldig(operatie: str, **velden: Waarde) -> None:
    o = OPERATIES[operatie]
    element = mapping.schrijf_verzoek(o, Gegeven(o.verzoek, {**KOP, **velden}))
    assert schema.is_geldig(element, BEHEREN), [(b.waar, b.zin()) for b in schema.bevindingen(element, BEHEREN)]


@pytest.mark.parametrize(
    "maak",
    [
        bouw.eenheid,
        lambda: bouw.eenheid(code="1000O0001", sleutel="eigen"),
        lambda: bouw.eenheid(begin=date(2020, 1, 1), einde=None),
        lambda: bouw.eenheid(perioden=[bouw.eenheidperiode(begin=date(2025, 1, 1), naamKort="kort")]),
        lambda: bouw.eenheid("hoOnderwijseenheid"),
        lambda: bouw.eenheid("particuliereOpleiding"),
    ],
    ids=["new", "own key", "without end", "own period", "another kind", "private"],
)
def test_a_unit_fits_the_contract(maak: Callable[[], Gegeven]) -> None:
    geldig("aanleveren_opleidingseenheid", opleidingseenheid=maak())


@pytest.mark.parametrize("einde", [None, date(2030, 1, 1)])
def test_a_relation_fits_the_contract(einde: date | None) -> None:
    relatie = bouw.relatie("1000O0001", "1000O0002", einde=einde)
    assert ("einddatum" in relatie.velden) is (einde is not None)
    geldig("aanleveren_opleidingsrelatie", opleidingsrelatie=relatie)


@pytest.mark.parametrize("soort", ["HOOpleiding", "HOOpleidingsonderdeel", "MboOpleiding"])
@pytest.mark.parametrize("sleutel", ["", "eigen"])
def test_an_offer_fits_the_contract(soort: str, sleutel: str) -> None:
    aanbod = bouw.aanbod(soort, code=CODE, aanbieder="110A133", eenheid="1000O0001", sleutel=sleutel)
    geldig("aanleveren_aangebodenOpleiding", aangebodenOpleiding=aanbod)


@pytest.mark.parametrize("einde", [None, date(2026, 1, 1)])
def test_a_cohort_with_a_period_of_entry_fits_the_contract(einde: date | None) -> None:
    cohorten = [bouw.flexibel(date(2025, 1, 1), einde)]
    assert "vastInstroommoment" not in cohorten[0].velden
    aanbod = bouw.aanbod(code=CODE, aanbieder="110A133", eenheid="1000O0001", cohorten=cohorten)
    geldig("aanleveren_aangebodenOpleiding", aangebodenOpleiding=aanbod)


@pytest.mark.parametrize("code", ["", "110A133"])
def test_an_aanbieder_fits_the_contract_new_or_known(code: str) -> None:
    aanbieder = bouw.aanbieder("25BE", code=code, sleutel="eigen", perioden=[date(2024, 9, 1), date(2025, 9, 1)])
    assert aanbieder.naam == ("onderwijsaanbieder" if code else "nieuweOnderwijsaanbieder")
    geldig("aanleveren_onderwijsaanbieder", onderwijsbestuurcode="100B490", **{aanbieder.naam: aanbieder})


def test_a_use_of_a_location_fits_the_contract() -> None:
    geldig("aanleveren_onderwijslocatiegebruik", onderwijslocatiegebruik=bouw.gebruik("100B490", "107X215"))


@pytest.mark.parametrize("element", sorted(kenmerken(BEHEREN)))
def test_the_kenmerken_that_must_be_there_are_with_values_in_force(element: str) -> None:
    nodig = {conf.naam: conf for conf in bouw.configuratie(element) if conf.min and conf.waardenlijst}
    gegeven = [k for k in bouw.verplicht(element) if k.velden["kenmerknaam"] in nodig] if nodig else []
    assert {str(k.velden["kenmerknaam"]) for k in gegeven} == set(nodig)
    for kenmerk in gegeven:
        conf = nodig[str(kenmerk.velden["kenmerknaam"])]
        assert standaardlijsten().bestaat(conf.waardenlijst or "", str(kenmerk.velden["kenmerkwaardeEnumeratiewaarde"]))


def test_a_value_that_expired_is_one_that_was_in_force_before_the_run_begins() -> None:
    alle = [conf for confs in kenmerken(BEHEREN).values() for conf in confs]
    verlopen = [(conf, waarde) for conf in alle if (waarde := bouw.verlopen(conf)) is not None]
    for conf, waarde in verlopen:
        rijen = [rij for rij in standaardlijsten().waarden(conf.waardenlijst or "") if rij.waarde == waarde]
        assert all(rij.tot is not None and rij.tot < bouw.BEGIN for rij in rijen[:1])
    assert bouw.verlopen(next(conf for conf in alle if conf.waardenlijst is None)) is None

"""Values outside a list without functional code are found wherever they stand in a message."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from rio_soap.register.regels.zonder_foutcode import ZONDER_FOUTCODE, faultstring, ongeldige_waarden

LIJSTEN = Waardenlijsten.laad()


def test_they_are_found_at_every_depth_and_once() -> None:
    prijzen = [Gegeven("prijs", {"soort": soort}) for soort in ("TOTALE_VERPLICHTE_KOSTEN", "KORTING", "KORTING")]
    cohort = Gegeven("aangebodenParticuliereOpleidingCohort", {"cohortstatus": "X", "prijs": list(prijzen)})
    offer = Gegeven("aangebodenParticuliereOpleiding", {"niveau": "HBO", "aangebodenOpleidingCohort": [cohort]})
    bericht = Gegeven("aanleveren_aangebodenOpleiding_request", {"aangebodenOpleiding": offer})
    assert ongeldige_waarden(bericht, LIJSTEN) == [("niveau", "HBO"), ("soort", "KORTING")]


def test_values_on_the_list_and_fields_with_a_code_of_their_own_are_left_alone() -> None:
    periode = Gegeven("particuliereOpleidingPeriode", {"studielasteenheid": "SBU"})
    velden = {"niveau": "ONBEPAALD", "waardedocumentsoort": "DIPLOMA", "eqf": "6", "nlqf": "4p"}
    eenheid = Gegeven("particuliereOpleiding", {**velden, "opleidingseenheidPeriode": [periode]})
    assert ongeldige_waarden(eenheid, LIJSTEN) == []
    assert ongeldige_waarden(Gegeven("hoOpleiding", {"niveau": "HBO"}), LIJSTEN) == []
    periode.velden["studielasteenheid"] = "EC"
    assert ongeldige_waarden(eenheid, LIJSTEN) == [("studielasteenheid", "EC")]


def test_the_faultstring_has_the_form_of_the_pve() -> None:
    assert faultstring("naam", "ExperimentX") == "Ongeldige waarde voor naam: ExperimentX"


def test_every_field_that_the_reference_calls_without_code_is_in_the_table(gedeeld: Path) -> None:
    lijsten = json.loads((gedeeld / "reference" / "waardenlijsten.json").read_text(encoding="utf-8"))["lists"]
    for lijst in lijsten:
        if lijst["checked_by"] != ["none"]:
            continue
        for plek in lijst["used_by"]["beheren"]:
            soort, veld = plek.split(".")
            assert ZONDER_FOUTCODE[soort[0].lower() + soort[1:]][veld] == lijst["type"]
    for lijst_van_veld in ZONDER_FOUTCODE.values():
        assert LIJSTEN.ontbrekend(lijst_van_veld.values()) == ()


def wegen(naam: str, vorm: Vorm, boven: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """All ways from an element down to a field without code, by the contract: names of elements, then the field."""
    weg = (*boven, naam)
    yield from ((weg, veld) for veld in ZONDER_FOUTCODE.get(naam, {}))
    for tag, (_, soort) in vorm.per_tag.items():
        lid = tag.rpartition("}")[2]
        if isinstance(soort, Vorm) and lid not in weg:
            yield from wegen(lid, soort, weg)


def test_no_place_in_any_delivery_is_passed_over() -> None:
    gevonden = set()
    for operatie in OPERATIES.values():
        if operatie.dienst is not BEHEREN:
            continue
        verzoek = vormen(BEHEREN).elementen[operatie.verzoek]
        assert isinstance(verzoek, Vorm)
        for weg, veld in wegen(operatie.verzoek, verzoek):
            bericht = Gegeven(weg[-1], {veld: "Onzin"})
            for naam in reversed(weg[:-1]):
                bericht = Gegeven(naam, {"deel": [bericht]})
            assert ongeldige_waarden(bericht, LIJSTEN) == [(veld, "Onzin")], weg
            gevonden.add(weg[-1])
    assert gevonden == set(ZONDER_FOUTCODE)

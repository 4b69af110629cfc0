"""Values outside a list without functional code are found wherever they stand in a message."""

from __future__ import annotations

import json
from pathlib import Path

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.waardenlijsten import Waardenlijsten
from rio_soap.register.zonder_foutcode import ZONDER_FOUTCODE, faultstring, ongeldige_waarden

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

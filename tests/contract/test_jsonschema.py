"""The schemas of JSON are those of what is written as JSON: every field, and no other."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rio_soap.contract.gegevens import Gegeven, Ingesloten
from rio_soap.contract.jsonschema import OVER_HET_BERICHT, Schemas
from rio_soap.contract.jsonvorm import json_antwoord, json_los, json_van
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, OPERATIES, RAADPLEGEN
from rio_soap.contract.vorm import Vorm, vormen

CONTRACTEN = [RAADPLEGEN, AANVULLING_RAADPLEGEN]
ANTWOORDEN = [een for een in OPERATIES.values() if een.dienst in CONTRACTEN]


def past(schemas: Schemas, schema: Any, json: Any) -> list[str]:
    geheel = {**schema, "components": {"schemas": schemas.componenten}}
    return [fout.message for fout in Draft202012Validator(geheel).iter_errors(json)]


@pytest.mark.parametrize("operatie", ANTWOORDEN, ids=lambda een: een.naam)
def test_an_answer_has_the_fields_of_its_type_but_those_of_the_message(operatie: Any) -> None:
    schemas, naam = Schemas(), f"{operatie.naam}_response"
    velden = schemas.antwoord(operatie.dienst, naam)
    vorm = vormen(operatie.dienst).elementen[naam]
    assert isinstance(vorm, Vorm)
    van_vorm = {lid for veld in vorm.velden for lid in veld.leden} - OVER_HET_BERICHT
    assert set(velden) == van_vorm


def test_fields_that_are_not_shown_are_not_in_the_schema() -> None:
    velden = Schemas().antwoord(AANVULLING_RAADPLEGEN, "opvragen_licenties_response", ["paginering"])
    assert set(velden) == {"licentie"}
    assert velden["licentie"]["type"] == "array"


def test_an_object_fits_its_schema_and_one_with_a_strange_field_does_not() -> None:
    schemas = Schemas()
    schema = schemas.los(AANVULLING_RAADPLEGEN, "licentie")
    licentie = Gegeven("licentie", {"licentiecode": "1", "bekostigd": True})
    json = json_los(AANVULLING_RAADPLEGEN, licentie)
    assert past(schemas, schema, json) == []
    assert past(schemas, schema, {**json, "kleur": "rood"})
    assert past(schemas, schema, {**json, "bekostigd": "ja"})
    assert past(schemas, schemas.inhoud(), json_van(Ingesloten(AANVULLING_RAADPLEGEN, licentie))) == []
    assert past(schemas, schemas.inhoud(), {})
    assert past(schemas, schemas.inhoud(), {"licentie": json, "erkenner": {}})


def test_a_member_of_a_substitution_group_stands_under_its_own_name() -> None:
    velden = {"opleidingseenheid": Gegeven("hoOpleiding", {"opleidingseenheidcode": "1000O0001"})}
    json = json_antwoord(RAADPLEGEN, "opvragen_opleidingseenheid_response", velden)
    schemas = Schemas()
    schema = {
        "type": "object",
        "properties": schemas.antwoord(RAADPLEGEN, "opvragen_opleidingseenheid_response"),
        "additionalProperties": False,
    }
    assert list(json) == ["hoOpleiding"]
    assert past(schemas, schema, json) == []
    assert past(schemas, schema, {"opleidingseenheid": json["hoOpleiding"]})


def test_a_place_has_a_point_beside_its_coordinates() -> None:
    schemas = Schemas()
    schema = schemas.los(RAADPLEGEN, "onderwijslocatie")
    json = {"geometrie": {"type": "Point", "coordinates": [6.5, 53.2]}}
    assert past(schemas, schema, json) == []
    assert past(schemas, schema, {"geometrie": {"type": "Point", "coordinates": [6.5]}})


def test_kenmerken_are_of_the_element_that_has_them_and_others_may_be_there() -> None:
    schemas = Schemas()
    schemas.inhoud()
    kenmerken = schemas.componenten["V4HoOpleiding"]["properties"]["kenmerken"]  # type: ignore[call-overload, index]
    assert kenmerken["properties"]
    assert past(schemas, kenmerken, {"nieuwKenmerk": "waarde"}) == []
    assert past(schemas, kenmerken, {"nieuwKenmerk": {"a": "b"}})


def test_every_reference_leads_to_a_component_and_names_are_upper_camel_case() -> None:
    schemas = Schemas()
    schemas.inhoud()
    tekst = str(schemas.componenten)
    assert all(f"#/components/schemas/{naam}'" in tekst or naam == "Objectinhoud" for naam in schemas.componenten)
    assert "V4AangebodenHoOpleiding" in schemas.componenten

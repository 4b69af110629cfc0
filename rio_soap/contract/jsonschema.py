"""What `jsonvorm` writes, as schemas of OpenAPI 3.0: for every type of a contract the object that it becomes.

Nothing is required but what is said here: what was loaded may lack what a message must have, and a day picks of an
object the parts that held then. What the contract does not know cannot be there.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from rio_soap.contract.jsonvorm import BREEDTE, GEOMETRIE, KENMERKEN, LENGTE
from rio_soap.contract.kenmerken import GEHEEL, kenmerken
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, RAADPLEGEN, Dienst
from rio_soap.contract.vorm import Simpel, Veld, Vorm, vormen

Schema: TypeAlias = dict[str, "str | int | bool | list[str] | list[Schema] | Schema"]
"""An object of OpenAPI."""

OVER_HET_BERICHT: Final = frozenset(
    {
        "identificatiecodeBedrijfsdocument",
        "verzendendeInstantie",
        "ontvangendeInstantie",
        "datumTijdBedrijfsdocument",
        "requestGoedgekeurd",
        "foutmelding",
    }
)
"""Fields of a response that say something of the message; an answer in JSON has the others."""

_PUNT: Final = "Punt"
_INHOUD: Final = "Objectinhoud"
_GEEN_OBJECT: Final = ("_request", "_response", "Periode", "Cohort", "uittreksel")
"""How elements end that are no objects of the register."""
_PER_PRIMITIEF: Final[Mapping[str, Mapping[str, str]]] = {
    "date": {"type": "string", "format": "date"},
    "dateTime": {"type": "string", "format": "date-time"},
    "boolean": {"type": "boolean"},
    "decimal": {"type": "number"},
    **{naam: {"type": "integer"} for naam in GEHEEL},
}
_KENMERKWAARDE: Final[Mapping[str, Mapping[str, str]]] = {
    "kenmerkwaardeDatum": _PER_PRIMITIEF["date"],
    "kenmerkwaardeGetal": _PER_PRIMITIEF["decimal"],
    "kenmerkwaardeBoolean": _PER_PRIMITIEF["boolean"],
}
_EEN_WAARDE: Final[tuple[Schema, ...]] = ({"type": "string"}, {"type": "number"}, {"type": "boolean"})


def object_van(velden: Mapping[str, Schema], verplicht: Iterable[str] = ()) -> Schema:
    """An object with these fields and no others."""
    schema: Schema = {"type": "object", "properties": dict(velden), "additionalProperties": False}
    if namen := list(verplicht):
        schema["required"] = namen
    return schema


def lijst_van(schema: Schema) -> Schema:
    """An array."""
    return {"type": "array", "items": schema}


def verwijzing(naam: str) -> Schema:
    """A reference to a component."""
    return {"$ref": f"#/components/schemas/{naam}"}


class Schemas:
    """The components that are referred to, made when they are first asked for."""

    def __init__(self) -> None:
        self.componenten: dict[str, Schema] = {}

    def antwoord(self, dienst: Dienst, naam: str, zonder: Iterable[str] = ()) -> dict[str, Schema]:
        """The fields of an answer, as `jsonvorm.json_antwoord` gives them.

        :param naam: of the element, such as ``opvragen_licenties_response``.
        :param zonder: fields that are not shown.
        """
        vorm = vormen(dienst).elementen[naam]
        assert isinstance(vorm, Vorm)
        weg = OVER_HET_BERICHT.union(zonder)
        velden = [veld for veld in vorm.velden if veld.naam not in weg]
        return self._velden(dienst, vorm, naam, velden)

    def los(self, dienst: Dienst, naam: str) -> Schema:
        """An object that may stand by itself, as `jsonvorm.json_los` gives it."""
        return self._vorm(dienst, vormen(dienst).los[naam], naam)

    def inhoud(self) -> Schema:
        """An object of either contract for reading under the name of its element, as `jsonvorm.json_van` gives it."""
        if _INHOUD not in self.componenten:
            self.componenten[_INHOUD] = {}
            velden: dict[str, Schema] = {}
            for dienst in (RAADPLEGEN, AANVULLING_RAADPLEGEN):
                for naam in vormen(dienst).los:
                    if naam.endswith(_GEEN_OBJECT):
                        continue
                    schema = self.los(dienst, naam)
                    velden[naam] = {"anyOf": [velden[naam], schema]} if naam in velden else schema
            schema = object_van(velden)
            self.componenten[_INHOUD] = {**schema, "minProperties": 1, "maxProperties": 1}
        return verwijzing(_INHOUD)

    def _vorm(self, dienst: Dienst, vorm: Vorm, lid: str) -> Schema:
        if vorm.sluit_in:
            return self.inhoud()
        naam = _componentnaam(dienst, vorm, lid)
        if naam not in self.componenten:
            self.componenten[naam] = {}  # types refer to themselves in a circle
            velden = self._velden(dienst, vorm, lid, vorm.velden)
            if {LENGTE, BREEDTE} <= velden.keys():
                velden[GEOMETRIE] = self._punt()
            self.componenten[naam] = object_van(velden)
        return verwijzing(naam)

    def _punt(self) -> Schema:
        coordinaten: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        soort: Schema = {"type": "string", "enum": ["Point"]}
        self.componenten[_PUNT] = object_van({"type": soort, "coordinates": coordinaten}, ("type", "coordinates"))
        return verwijzing(_PUNT)

    def _velden(self, dienst: Dienst, vorm: Vorm, lid: str, velden: Iterable[Veld]) -> dict[str, Schema]:
        uit: dict[str, Schema] = {}
        for veld in velden:
            if veld.naam == KENMERKEN and veld.meervoudig:
                uit[KENMERKEN] = _kenmerken(dienst, lid)
                continue
            for naam in veld.leden:
                soort = vorm.per_tag[f"{{{dienst.schema_ns}}}{naam}"][1]
                schema = _simpel(soort) if isinstance(soort, Simpel) else self._vorm(dienst, soort, naam)
                uit[naam] = lijst_van(schema) if veld.meervoudig else schema
        return uit


def _simpel(soort: Simpel) -> Schema:
    return dict(_PER_PRIMITIEF.get(soort.primitief, {"type": "string"}))


def _kenmerken(dienst: Dienst, lid: str) -> Schema:
    """By their names; there may be others, for which names there are is data of a register, and was other once."""
    velden: dict[str, Schema] = {}
    for kenmerk in kenmerken(dienst).get(lid, ()):
        waarde: Schema = dict(_KENMERKWAARDE.get(kenmerk.waarde_element, {"type": "string"}))
        velden[kenmerk.naam] = lijst_van(waarde) if kenmerk.max > 1 else waarde
    meer: list[Schema] = [*_EEN_WAARDE, lijst_van({"anyOf": [*_EEN_WAARDE]})]
    return {**object_van(velden), "additionalProperties": {"anyOf": meer}}


def _componentnaam(dienst: Dienst, vorm: Vorm, lid: str) -> str:
    """UpperCamelCase: the name of the type, of V4 with that before it. Kenmerken depend on the element that has it."""
    # HOOpleiding becomes HoOpleiding: a word is one capital.
    kort = re.sub("[A-Z]{2,}(?=[A-Z][a-z])", lambda woord: woord[0].capitalize(), vorm.naam)
    naam = "".join(deel[0].upper() + deel[1:] for deel in kort.replace(".", "-").replace("_", "-").split("-"))
    voor = "V4" if dienst is RAADPLEGEN else ""
    met_kenmerken = any(veld.naam == KENMERKEN and veld.meervoudig for veld in vorm.velden)
    achter = f"Als{lid[0].upper()}{lid[1:]}" if met_kenmerken and lid.lower() != vorm.naam.lower() else ""
    return f"{voor}{naam}{achter}"

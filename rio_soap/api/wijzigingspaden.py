"""The feed: every change of every object, from a cursor on."""

from marshmallow import validate

from rio_soap.api.lezen import LINKS, lees
from rio_soap.api.pad import Apiverzoek, Pad
from rio_soap.api.vragen import MAX_LIMIET, STANDAARDLIMIET, Getalveld, Vraagvorm, ja_nee, lijst, van_type
from rio_soap.contract.jsonschema import Schema, Schemas, object_van
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN

OPERATIE = "opvragen_gewijzigdeObjecten"


class Wijzigingsvraag(Vraagvorm):
    """From where on, and of which objects."""

    na = van_type("Cursor", "Cursor van het vorige antwoord; zonder: vanaf de eerste wijziging.")
    objecttype = lijst(van_type("Objecttype", ""), "Alleen wijzigingen van objecten van deze soorten.")
    houder = van_type("OrganisatorischeEenheidID", "Alleen wijzigingen van objecten van deze organisatie.")
    metInhoud = ja_nee("Geef bij elke wijziging het object zoals het nu is.")
    limiet = Getalveld(
        load_default=STANDAARDLIMIET,
        validate=validate.Range(1, MAX_LIMIET),
        metadata={"description": "Aantal wijzigingen in een antwoord, hoogstens."},
    )


def wijzigingen(verzoek: Apiverzoek) -> JsonObject:
    """Changes after a cursor; the next begins at the cursor of this answer, also when there are no more yet."""
    vraag = verzoek.vraag
    velden = {
        "cursor": vraag.get("na"),
        "objecttype": vraag.get("objecttype"),
        "houder": vraag.get("houder"),
        "metInhoud": vraag["metInhoud"],
        "aantal": vraag["limiet"],
    }
    uit = lees(verzoek, OPERATIE, velden, {"cursor": "na"})
    return {"objectwijziging": [], **uit, "_links": verzoek.links(na=str(uit["cursor"]))}


def _vorm(schemas: Schemas) -> Schema:
    velden = schemas.antwoord(AANVULLING_RAADPLEGEN, f"{OPERATIE}_response")
    return object_van(velden | {"_links": LINKS}, (*velden, "_links"))


PADEN = (
    Pad(
        "/wijzigingen",
        wijzigingen,
        _vorm,
        "Wijzigingen in volgorde",
        "Wijzigingen",
        "Bewaar `cursor` en vraag daarmee verder; `meer` zegt of er nu al meer is.",
        Wijzigingsvraag,
    ),
)

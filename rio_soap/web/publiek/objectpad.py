"""Where the page of an object is, by its kind and key; and the next page of a list of the API."""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qs, urlsplit

from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.erkenning.rijen import SAMENWERKING
from rio_soap.register.regels.objectsleutel import delen_van

# Any: JSON as the readings give it, of which their contract knows the form.
Jsondeel: TypeAlias = Any
Delen: TypeAlias = Mapping[str, Jsondeel]
_MAPPEN: Final = {
    "ONDERWIJSBESTUUR": "organisaties",
    "ONDERWIJSAANBIEDER": "organisaties",
    "ONDERWIJSAANBIEDERGROEP": "organisaties",
    "ONDERWIJSBEGELEIDINGSAANBIEDER": "organisaties",
    "ONDERWIJSLOCATIE": "locaties",
    "OPLEIDINGSEENHEID": "opleidingen",
    "AANGEBODEN_OPLEIDING": "aanbod",
    "LICENTIE": "licenties",
    "ERKENNER": "erkenners",
    "INSTELLINGSERKENNING": "erkenningen",
    "OPLEIDINGSERKENNING": "opleidingserkenningen",
}
"""Kinds of object that have a page, to the folder of it."""


def pad_van(objecttype: str, sleutel: str) -> str | None:
    """Path of the page of an object, without its language; None for a kind without a page, or an erkenning that does
    not say whose it is."""
    map_ = _MAPPEN.get(objecttype)
    if map_ is None:
        return None
    if objecttype == "INSTELLINGSERKENNING":
        delen = delen_van(sleutel)
        if not all(delen):
            return None
        if len(delen) == 3 and delen[1] == SAMENWERKING and delen[0] == "OCW":
            return f"/samenwerkingen/{delen[2]}"
    return f"/{map_}/{sleutel}"


def volgende_cursor(antwoord: JsonObject) -> str | None:
    """The cursor in the link of an answer of the API to its next page; None for the last."""
    links = antwoord.get("_links")
    verder = links.get("next") if isinstance(links, dict) else None
    adres = verder.get("href") if isinstance(verder, dict) else None
    gevonden = parse_qs(urlsplit(adres).query).get("cursor") if isinstance(adres, str) else None
    return gevonden[0] if gevonden else None

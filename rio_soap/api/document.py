"""The OpenAPI document: parameters as APIFlask finds them, answers by the contract, errors the same everywhere."""

import copy
from collections.abc import Sequence
from importlib import metadata
from typing import Any, Final, NamedTuple, TypeAlias

from apiflask import APIFlask

from rio_soap.api.pad import Pad
from rio_soap.contract.jsonschema import Schema, Schemas, lijst_van, object_van, verwijzing
from rio_soap.contract.jsonvorm import JsonObject

API_VERSIE: Final = "1.0.0"
"""Version of the API (semver): in the header API-Version and in the document."""
BASIS: Final = "/api/v1"
"""Under what all paths stand; the document names it as its server."""
PROBLEEM: Final = "Probleem"

# Any: what APIFlask made is a tree of JSON that is changed in many places.
Document: TypeAlias = dict[str, Any]
"""An object of OpenAPI."""


class Contact(NamedTuple):
    """Who can be asked about the API."""

    naam: str
    url: str
    email: str


NIEMAND: Final = Contact("Beheerder van dit register", "http://localhost:8080", "niemand@rio-soap.invalid")
"""Where nothing is set: a mail address that can be none (RFC 2606), for the design rules want one."""
_TEKST: Final[Schema] = {"type": "string"}
_FOUTEN: Final = {
    "400": "De vraag klopt niet; `errors` noemt alles wat eraan mankeert.",
    "403": "Dit gegeven is niet openbaar.",
    "404": "Er is geen object met deze sleutel.",
    "406": "Het gevraagde mediatype is er niet.",
    "429": "Te veel vragen van dit adres.",
    "500": "Het antwoord kon niet worden gemaakt.",
    "503": "Het register is niet bereikbaar.",
}


def zet_op(contact: Contact) -> APIFlask:
    """An application without paths, of which APIFlask keeps the parameters."""
    app = APIFlask("rio_soap.api", title="RIO open onderwijsdata", version=API_VERSIE, spec_path=None, docs_path=None)
    app.json_errors = False
    app.config.update(
        OPENAPI_VERSION="3.0.3",
        AUTO_200_RESPONSE=True,
        AUTO_404_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_TAGS=False,
    )
    app.servers = [{"url": BASIS}]
    app.contact = {"name": contact.naam, "url": contact.url, "email": contact.email}
    app.license = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    app.description = (
        "Alles wat openbaar is in dit register, zonder sleutel. Namen en waarden zijn die van het XML-contract."
    )
    return app


def maak_document(app: APIFlask, paden: Sequence[Pad]) -> JsonObject:
    """The document of an application with these paths."""
    schemas = Schemas()
    antwoorden = {pad.naam: pad.antwoord(schemas) for pad in paden}
    document: Document = copy.deepcopy(app.spec)  # type: ignore[arg-type]  # of JSON it is a dict
    document["paths"] = {_zonder_versie(pad): delen for pad, delen in document["paths"].items()}
    met_delen = {pad.naam for pad in paden if pad.delen().fields}
    for delen in document["paths"].values():
        for bewerking in delen.values():
            naam = bewerking["operationId"]
            for parameter in bewerking.get("parameters", ()):
                if parameter["in"] == "query" and parameter["schema"].get("type") == "array":
                    parameter.update(style="form", explode=True)
            bewerking["responses"] = _antwoorden(antwoorden[naam], in_pad=naam in met_delen)
    document["components"] = {"schemas": {**schemas.componenten, PROBLEEM: _probleem()}, "headers": _koppen()}
    document["tags"] = [{"name": naam} for naam in dict.fromkeys(pad.onderwerp for pad in paden)]
    document["info"]["x-programma"] = f"rio_soap {metadata.version('rio-soap')}"
    return document


def _zonder_versie(pad: str) -> str:
    return pad.removeprefix("/v1")


def _antwoorden(schema: Schema, *, in_pad: bool) -> Document:
    gewoon = {
        naam: {"$ref": f"#/components/headers/{naam}"} for naam in ("API-Version", "RateLimit", "RateLimit-Policy")
    }
    goed = {**gewoon, **{naam: {"$ref": f"#/components/headers/{naam}"} for naam in ("ETag", "Content-Crs")}}
    uit: Document = {
        "200": {"description": "Het antwoord.", "headers": goed, "content": {"application/json": {"schema": schema}}},
        "304": {"description": "Er is niets veranderd sinds de ETag in If-None-Match.", "headers": gewoon},
    }
    for status, tekst in _FOUTEN.items():
        if status in ("403", "404") and not in_pad:
            continue
        koppen = gewoon | (
            {"Retry-After": {"$ref": "#/components/headers/Retry-After"}} if status in ("429", "503") else {}
        )
        probleem = {"application/problem+json": {"schema": verwijzing(PROBLEEM)}}
        uit[status] = {"description": tekst, "headers": koppen, "content": probleem}
    return uit


def _probleem() -> Schema:
    fout = object_van(
        {"in": {"type": "string", "enum": ["path", "query"]}, "name": _TEKST, "code": _TEKST, "detail": _TEKST},
        ("in", "name", "code", "detail"),
    )
    velden: dict[str, Schema] = {
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "title": _TEKST,
        "detail": _TEKST,
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": lijst_van(fout),
    }
    return object_van(velden, ("status", "title", "detail"))


def _koppen() -> Document:
    teksten = {
        "API-Version": "Volledige versie van de API.",
        "ETag": "Volgt uit het volgnummer van wat werd gelezen; geef het terug in If-None-Match.",
        "Content-Crs": "Het stelsel van de coördinaten in `geometrie`.",
        "RateLimit": "Hoeveel vragen dit adres nog mag stellen.",
        "RateLimit-Policy": "Hoeveel vragen een adres per minuut mag stellen.",
        "Retry-After": "Na hoeveel seconden het weer kan.",
    }
    return {naam: {"description": tekst, "schema": _TEKST} for naam, tekst in teksten.items()}

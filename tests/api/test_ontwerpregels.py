"""The document is valid OpenAPI 3.0 and keeps the NL API Design Rules 2.2, as far as a document can show them.

The rules are those of the linter of the Dutch government, in our own words (``make api-regels`` runs that linter).
"""

import re
from collections.abc import Iterator
from typing import Any

from schemathesis.specs.openapi.definitions import OPENAPI_30_VALIDATOR

from rio_soap.api.document import API_VERSIE
from rio_soap.api.paden import PADEN
from tests.api.api import Api

SEMVER = r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
PROBLEEM = "application/problem+json"


def bewerkingen(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [bewerking for delen in document["paths"].values() for bewerking in delen.values()]


def antwoorden(document: dict[str, Any], status: str) -> list[dict[str, Any]]:
    """Of all paths the answers whose status begins with one of these digits."""
    return [
        antwoord
        for bewerking in bewerkingen(document)
        for code, antwoord in bewerking["responses"].items()
        if code[0] in status
    ]


def eigenschappen(deel: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of every schema, by its name."""
    if isinstance(deel, dict):
        for naam, waarde in deel.items():
            if naam == "properties":
                yield from waarde.items()
            yield from eigenschappen(waarde)
    elif isinstance(deel, list):
        for een in deel:
            yield from eigenschappen(een)


def opgezocht(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    naam = schema.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][naam] if naam else schema


def test_the_document_is_openapi_3_0_and_every_reference_in_it_leads_somewhere(document: dict[str, Any]) -> None:
    OPENAPI_30_VALIDATOR.validate(document)
    assert re.fullmatch(r"3\.0\.\d", document["openapi"])
    verwezen = set(re.findall(r"'\$ref': '#/components/(\w+)/([\w-]+)'", str(document)))
    assert verwezen
    assert all(naam in document["components"][soort] for soort, naam in verwezen)


def test_every_component_is_used(document: dict[str, Any]) -> None:
    """A schema that nothing refers to promises what is never given."""
    verwezen = set(re.findall(r"#/components/schemas/(\w+)", str(document)))
    assert set(document["components"]["schemas"]) == verwezen


def test_who_made_it_can_be_reached_and_which_version_it_is_is_said_in_full(document: dict[str, Any]) -> None:
    assert {"name", "email", "url"} <= set(document["info"]["contact"])
    assert re.fullmatch(r"[^@\s]+@[\w-]+(\.[\w-]+)+", document["info"]["contact"]["email"])
    assert re.fullmatch(SEMVER, document["info"]["version"])
    assert [re.search(r"/v(\d+)$", server["url"])[1] for server in document["servers"]] == [API_VERSIE[0]]  # type: ignore


def test_paths_are_kebab_case_without_extension_or_slash_at_the_end(document: dict[str, Any]) -> None:
    for pad in document["paths"]:
        assert re.fullmatch(r"(/([a-z0-9]+(-[a-z0-9]+)*|\{[a-zA-Z]+\}))+", pad), pad


def test_parameters_are_camel_case_and_say_what_they_are(document: dict[str, Any]) -> None:
    parameters = [parameter for bewerking in bewerkingen(document) for parameter in bewerking.get("parameters", ())]
    assert parameters
    for parameter in parameters:
        assert re.fullmatch(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*", parameter["name"]), parameter
        assert parameter["description"]
        assert parameter["in"] in ("path", "query")


def test_the_parameters_of_a_path_are_those_in_its_name(document: dict[str, Any]) -> None:
    for pad, delen in document["paths"].items():
        van_pad = [een["name"] for een in delen["get"].get("parameters", ()) if een["in"] == "path"]
        assert sorted(van_pad) == sorted(re.findall(r"\{(\w+)\}", pad)), pad


def test_every_operation_is_get_with_a_name_of_its_own_a_summary_and_a_tag(document: dict[str, Any]) -> None:
    assert {tuple(delen) for delen in document["paths"].values()} == {("get",)}
    namen = [bewerking["operationId"] for bewerking in bewerkingen(document)]
    assert sorted(namen) == sorted(pad.naam for pad in PADEN)
    assert len(set(namen)) == len(namen)
    assert all(bewerking["summary"] and bewerking["tags"] for bewerking in bewerkingen(document))


def test_every_answer_tells_the_version(document: dict[str, Any]) -> None:
    assert all("API-Version" in antwoord["headers"] for antwoord in antwoorden(document, "23"))


def test_every_error_is_a_problem_with_status_title_and_detail(document: dict[str, Any]) -> None:
    fouten = antwoorden(document, "45")
    assert fouten
    for fout in fouten:
        assert set(fout["content"]) == {PROBLEEM}
        schema = opgezocht(document, fout["content"][PROBLEEM]["schema"])
        assert {"status", "title", "detail"} <= set(schema["properties"])


def test_whatever_has_parameters_can_say_that_they_are_wrong(document: dict[str, Any]) -> None:
    assert all("400" in bewerking["responses"] for bewerking in bewerkingen(document))


def test_a_date_is_a_date_and_a_moment_has_its_zone(document: dict[str, Any]) -> None:
    alle = list(eigenschappen(document["components"]["schemas"]))
    datums = [(naam, schema) for naam, schema in alle if re.search(r"(\wD|^d)atum$|begindatum$|einddatum$", naam)]
    assert datums
    assert all(schema.get("format") == "date" for _, schema in datums)
    assert not {schema.get("format") for _, schema in alle} & {"time", "date-time-local"}


def test_components_are_upper_camel_case(document: dict[str, Any]) -> None:
    for naam in document["components"]["schemas"]:
        assert re.fullmatch(r"([A-Z][a-z0-9]*)+", naam)


def test_the_document_may_be_read_by_pages_of_any_origin(api: Api) -> None:
    antwoord = api.get("/openapi.json")
    assert antwoord.headers["Access-Control-Allow-Origin"] == "*"
    assert antwoord.headers["API-Version"] == API_VERSIE


VEILIG = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Access-Control-Allow-Origin": "*",
}


def test_every_answer_has_the_security_headers_once_and_hsts_over_tls_only(api: Api) -> None:
    """/core/transport/security-headers: also errors, what did not change, and the document."""
    merk = api.get("/versie").headers["ETag"]
    vragen: list[tuple[str, dict[str, Any], int]] = [
        ("/openapi.json", {}, 200),
        ("/versie", {}, 200),
        ("/versie", {"headers": {"If-None-Match": merk}}, 304),
        ("/versie", {"method": "OPTIONS"}, 204),
        ("/versie", {"method": "DELETE"}, 405),
        ("/versie?x=1", {}, 400),
        ("/niets", {}, 404),
    ]
    for pad, anders, status in vragen:
        for stelsel in ("http", "https"):
            antwoord = api.client.open(f"/v1{pad}", base_url=f"{stelsel}://localhost/api", **anders)
            assert antwoord.status_code == status, pad
            assert {naam: antwoord.headers.getlist(naam) for naam in VEILIG} == {k: [v] for k, v in VEILIG.items()}
            assert antwoord.headers.getlist("Strict-Transport-Security") == ["max-age=31536000"] * (stelsel == "https")
            if antwoord.data:
                assert antwoord.content_type in ("application/json", PROBLEEM)

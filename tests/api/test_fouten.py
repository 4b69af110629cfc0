"""Errors: every one is problem+json, and what is wrong with a request is told all at once."""

import json
from typing import Any

import pytest
from werkzeug.test import Client

from rio_soap.api.pad import Apibron, Apiverzoek, Pad
from rio_soap.api.paden import PADEN
from rio_soap.api.problemen import STATUS_IN_PAD, Probleem, afgekeurd
from rio_soap.api.tempo import Tempo, TeVeel
from rio_soap.api.toepassing import maak_toepassing
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.database import deadline
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.regels.foutcodes import melding
from tests.api.api import BASIS, Api
from tests.service.conftest import Dienst

CURSOR = "WyIwMDAwMDAwMCIsMF0"


def probleem(antwoord: Any, status: int) -> dict[str, Any]:
    """What a problem says; its members agree with the answer itself."""
    assert antwoord.status_code == status, antwoord.text
    assert antwoord.content_type == "application/problem+json"
    gelezen: dict[str, Any] = json.loads(antwoord.data)
    assert gelezen["status"] == status
    assert {"title", "detail", "instance"} <= set(gelezen)
    assert antwoord.headers["API-Version"]
    assert antwoord.headers["Access-Control-Allow-Origin"] == "*"
    return gelezen


def namen(gelezen: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(fout["in"], fout["name"], fout["code"]) for fout in gelezen["errors"]]


def test_everything_that_is_wrong_is_told_at_once(api: Api) -> None:
    pad = f"/objecten/{'x' * 71}/{'y' * 241}?geldigOp=2020-13-01&bekendOp=gisteren&kleur=rood"
    gelezen = api.gekeurd(pad, 400)
    assert sorted(namen(gelezen)) == [
        ("path", "objecttype", "ongeldig"),
        ("path", "sleutel", "ongeldig"),
        ("query", "bekendOp", "ongeldig"),
        ("query", "geldigOp", "ongeldig"),
        ("query", "kleur", "onbekend"),
    ]
    details = {fout["name"]: fout["detail"] for fout in gelezen["errors"]}
    assert details["geldigOp"] == "Moet een dag zijn, zoals 2026-10-03."
    assert details["bekendOp"] == "Moet een moment met tijdzone zijn, zoals 2026-10-03T12:00:00Z."
    assert details["kleur"] == "Deze parameter is hier niet bekend. Wel: bekendOp, geldigOp."
    assert details["sleutel"] == "Moet van 1 tot en met 240 tekens lang zijn."


@pytest.mark.parametrize(
    ("vraag", "naam"),
    [
        ("limiet=0", "limiet"),
        ("limiet=501", "limiet"),
        ("limiet=1_0", "limiet"),
        ("limiet=%D9%A1", "limiet"),
        ("limiet=1&limiet=2", "limiet"),
        ("tellen=ja", "tellen"),
        ("geldigOp=20200101", "geldigOp"),
        ("geldigOp=0001-01-01", "geldigOp"),
        ("geldigOp=2020-01-01&ookBeeindigd=true", "ookBeeindigd"),
        ("cursor=abc", "cursor"),
        ("cursor=%00", "cursor"),
        (f"cursor={CURSOR}", "cursor"),
        ("instellingserkenning=OCW", "instellingserkenning"),
        ("instellingserkenning=OCW/BEVOEGD_GEZAG/00000", "instellingserkenning"),
        ("opleidingserkenning=BO", "opleidingserkenning"),
        ("opleidingserkenning=BO/XX", "opleidingserkenning"),
        ("opleidingserkenning=BO/BO&instellingserkenning=a/b/c", "opleidingserkenning"),
        ("opleidingserkenning=BO/BO&ookBeeindigd=true", "ookBeeindigd"),
    ],
)
def test_a_parameter_that_cannot_be_is_named(api: Api, vraag: str, naam: str) -> None:
    gelezen = api.gekeurd(f"/licenties?{vraag}", 400)
    assert [fout["name"] for fout in gelezen["errors"]] == [naam]


def test_a_moment_needs_a_zone_and_one_of_before_the_register_is_refused_by_its_code(api: Api) -> None:
    pad = "/objecten/ERKENNER/100E001?bekendOp="
    assert namen(api.gekeurd(f"{pad}2020-01-01T00:00:00", 400)) == [("query", "bekendOp", "ongeldig")]
    assert namen(api.gekeurd(f"{pad}1999-01-01T00:00:00Z", 400)) == [("query", "bekendOp", "RS1011")]


def test_a_cursor_of_another_register_is_refused_by_its_code(api: Api) -> None:
    assert namen(api.gekeurd("/wijzigingen?na=00000000-1", 400)) == [("query", "na", "RS1010")]
    twee = api.gekeurd("/wijzigingen?na=00000000-1&objecttype=X&objecttype=Y", 400)
    assert namen(twee) == [("query", "objecttype", "RS1001")] * 2 + [("query", "na", "RS1010")]


@pytest.mark.parametrize(
    ("pad", "code"),
    [
        ("/licenties/00000000-0000-0000-0000-000000000000", "RS1007"),
        ("/opleidingserkenningen/BO/XX", "RS1007"),
        ("/instellingserkenningen/OCW/BEVOEGD_GEZAG/00000", "RS1304"),
        ("/objecten/STOEL/1", "RS1001"),
    ],
)
def test_what_a_path_names_and_is_not_there_is_not_found(api: Api, pad: str, code: str) -> None:
    assert {fout["code"] for fout in api.gekeurd(pad, 404)["errors"]} == {code}


def test_a_restricted_contactadres_is_forbidden_whether_or_not_it_is_there(api: Api) -> None:
    gelezen = api.gekeurd("/objecten/CONTACTADRES/100B000%2FLEERPLICHT%2F1", 403)
    assert {fout["code"] for fout in gelezen["errors"]} == {"AUT401"}


@pytest.mark.parametrize("pad", ["/", "/licenties/", "/stoelen", "/licenties/a/b", "//licenties"])
def test_a_path_that_is_not_there_is_not_found_also_with_a_slash_at_the_end(api: Api, pad: str) -> None:
    assert "errors" not in probleem(api.client.get(f"/v1{pad}", base_url=BASIS), 404)


@pytest.mark.parametrize("methode", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_but_reading_is_allowed_and_what_is_allowed_is_said(api: Api, methode: str) -> None:
    antwoord = api.client.open("/v1/licenties", base_url=BASIS, method=methode)
    probleem(antwoord, 405)
    assert antwoord.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_head_is_get_without_its_body_and_options_lets_a_browser_ask(api: Api) -> None:
    hoofd = api.client.head("/v1/licenties", base_url=BASIS)
    assert (hoofd.status_code, hoofd.data) == (200, b"")
    assert int(hoofd.headers["Content-Length"]) == len(api.get("/licenties").data)
    vooraf = api.client.options("/v1/licenties", base_url=BASIS, headers={"Origin": "https://een.nl"})
    assert vooraf.status_code == 204
    assert vooraf.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "status"), [("text/html", 406), ("application/json;q=0", 406), ("*/*", 200), ("application/json", 200)]
)
def test_only_json_is_given(api: Api, accept: str, status: int) -> None:
    antwoord = api.get("/versie", headers={"Accept": accept})
    if status == 406:
        probleem(antwoord, status)
    assert antwoord.status_code == status


@pytest.mark.parametrize(
    ("stelsel", "status"), [("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 200), ("EPSG:28992", 406)]
)
def test_coordinates_are_given_in_one_crs_only(api: Api, stelsel: str, status: int) -> None:
    antwoord = api.get("/onderwijslocaties?limiet=1", headers={"Accept-Crs": stelsel})
    if status == 406:
        probleem(antwoord, status)
    assert antwoord.status_code == status


def kapot(fout: Exception) -> Client:
    def gaat_mis(_: Apiverzoek) -> JsonObject:
        raise fout

    pad = Pad("/mis", gaat_mis, lambda _: {"type": "object"}, "mis", "mis", van_register=False)
    return Client(maak_toepassing(Apibron(None, _Klok()), [pad]))  # type: ignore[arg-type]


class _Klok:
    def nu(self) -> Any:
        raise NotImplementedError


@pytest.fixture
def zonder_context(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rio_soap.api.toepassing._context", lambda *_: None)


@pytest.mark.usefixtures("zonder_context")
@pytest.mark.parametrize(
    ("fout", "status"), [(Unavailable("weg"), 503), (deadline.DeadlinePassed("laat"), 503), (ValueError("x"), 500)]
)
def test_what_goes_wrong_inside_is_told_without_its_inside(fout: Exception, status: int) -> None:
    antwoord = kapot(fout).get("/v1/mis", base_url=BASIS)
    assert str(fout) not in probleem(antwoord, status)["detail"].split()
    assert ("Retry-After" in antwoord.headers) == (status == 503)


def test_a_message_without_time_left_is_not_begun(dienst: Dienst) -> None:
    """The whole application has it: the API reads nothing after the time of a message."""
    with deadline.until(0.0):
        antwoord = Client(dienst.toepassing.onder["/api"]).get("/v1/versie", base_url=BASIS)
    probleem(antwoord, 503)


def test_who_asks_too_often_waits_and_hears_how_long(dienst: Dienst) -> None:
    bron = Apibron(dienst.toepassing.pijplijn.afhandeling, dienst.toepassing.pijplijn.klok)
    client = Client(maak_toepassing(bron, PADEN, Tempo(3)))

    def vraag(adres: str, **anders: Any) -> Any:
        return client.get("/v1/versie", base_url=BASIS, environ_base={"REMOTE_ADDR": adres, **anders})

    antwoorden = [vraag("192.0.2.1") for _ in range(4)]
    assert [een.status_code for een in antwoorden] == [200, 200, 200, 429]
    assert [een.headers["RateLimit"] for een in antwoorden] == [f'"minuut";r={over};t=60' for over in (2, 1, 0, 0)]
    probleem(antwoorden[-1], 429)
    assert 1 <= int(antwoorden[-1].headers["Retry-After"]) <= 20
    assert vraag("192.0.2.2").status_code == 200
    assert vraag("192.0.2.2", HTTP_X_REAL_IP="192.0.2.1").status_code == 200, "who is no proxy may say what he likes"


def test_behind_a_proxy_the_address_is_what_the_proxy_says() -> None:
    tempo = Tempo(1, achter_proxy=True)
    for adres in ("192.0.2.1", "192.0.2.2", "2001:db8::1"):
        tempo.neem({"REMOTE_ADDR": "localhost", "HTTP_X_REAL_IP": adres})
    for adres in ("192.0.2.1", "2001:db8::2"):
        with pytest.raises(TeVeel):
            tempo.neem({"REMOTE_ADDR": "localhost", "HTTP_X_REAL_IP": adres})


def test_every_code_of_a_refusal_has_a_status_and_a_place() -> None:
    meldingen = [melding("RS1001", (("objecttype", "X"),)), melding("RS1010", (("cursor", "1"),))]
    in_vraag = afgekeurd(meldingen, {"cursor": "na"}, ())
    assert (in_vraag.status, [fout.name for fout in in_vraag.fouten]) == (400, ["objecttype", "na"])
    in_pad = afgekeurd(meldingen[:1], {}, ["objecttype"])
    assert (in_pad.status, in_pad.fouten[0].in_) == (STATUS_IN_PAD["RS1001"], "path")
    assert isinstance(in_pad, Probleem)


def test_a_part_of_a_limit_is_counted_apart_and_a_turn_can_be_given_back() -> None:
    tempo, omgeving = Tempo(40), {"REMOTE_ADDR": "192.0.2.9"}
    deel = tempo.deel(20)
    for _ in range(2):
        deel.neem(omgeving)
    with pytest.raises(TeVeel):
        deel.neem(omgeving)
    deel.geef(omgeving)
    deel.neem(omgeving)
    tempo.neem(omgeving)
    assert (Tempo(3).deel(20).per_minuut, Tempo(0).deel(20).per_minuut) == (1, 0)

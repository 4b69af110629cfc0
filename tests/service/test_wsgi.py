"""Paths, WSDL and schemas, health and metrics."""

import json
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import xmlschema
from lxml import etree

from rio_soap.contract.operaties import BEHEREN, DIENSTEN
from rio_soap.contract.operaties import Dienst as Contract
from tests.service.conftest import Dienst


@pytest.mark.parametrize("contract", DIENSTEN, ids=lambda c: c.naam)
def test_the_wsdl_has_the_address_of_the_request(rio: Dienst, contract: Contract) -> None:
    antwoord = rio.get(f"{contract.pad}?wsdl")
    assert antwoord.status == 200
    adressen = etree.fromstring(antwoord.raw).xpath("//*[local-name()='address']/@location")
    assert adressen == [f"http://127.0.0.1:{rio.port}{contract.pad}"]


HOSTS = {
    "rio.example.nl:8443": True,
    "rio.example.nl": True,
    "rio_test-1.example.nl.:443": True,
    "127.0.0.1:9": True,
    "[2001:db8::1]:8443": True,
    "a:65535": True,
    "a:65536": False,
    "a:0": False,
    "a:": False,
    ":80": False,
    "::1": False,
    "[::1": False,
    "[x]:1": False,
    "a:1:2": False,
    "-a": False,
    "x" * 300: False,
    "a b": False,
    "a'b": False,
    'a"><b/>': False,
    "a&b": False,
    "a/b": False,
    "u@a": False,
}


@pytest.mark.parametrize("host", HOSTS)
def test_the_port_of_the_host_header_is_kept_and_no_other_text_is(rio: Dienst, host: str) -> None:
    omgeving = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": BEHEREN.pad,
        "QUERY_STRING": "wsdl",
        "HTTP_HOST": host,
        "HTTP_X_FORWARDED_HOST": "vals.example",
        "HTTP_X_FORWARDED_PORT": "1",
        "SERVER_NAME": "eigen",
        "SERVER_PORT": "81",
        "wsgi.url_scheme": "http",
    }
    wsdl = b"".join(rio.toepassing(omgeving, lambda *_: None))
    adressen = etree.fromstring(wsdl).xpath("//*[local-name()='address']/@location")
    assert adressen == [f"http://{host if HOSTS[host] else 'eigen:81'}{BEHEREN.pad}"]


@pytest.mark.parametrize("contract", DIENSTEN, ids=lambda c: c.naam)
def test_xmlschema_loads_the_schema_over_http(rio: Dienst, contract: Contract) -> None:
    schema = xmlschema.XMLSchema10(f"http://127.0.0.1:{rio.port}{contract.pad}?xsd={contract.xsd}")
    assert schema.target_namespace == contract.schema_ns


def test_only_our_own_schemas_are_served(rio: Dienst) -> None:
    assert rio.get(f"{BEHEREN.pad}?xsd=../pyproject.toml").status == 404
    assert rio.get(f"{BEHEREN.pad}?xsd=%2Fetc%2Fpasswd").status == 404


def test_other_methods_and_paths_are_refused(rio: Dienst) -> None:
    assert rio.get(BEHEREN.pad).status == 405
    nergens = rio.get("/nergens")
    assert nergens.status == 404
    assert b"/RIO/services/beheren4.0" in nergens.raw
    assert b"for everybody: /api/, /opendata/v1/" in nergens.raw


def test_health_says_whether_the_register_can_be_read(rio: Dienst) -> None:
    antwoord = rio.get("/health")
    assert antwoord.status == 200
    assert json.loads(antwoord.raw) == {"register": True}


def test_metrics_count_answers_and_faults(rio: Dienst) -> None:
    rio.lever()
    rio.post("aanleveren_opleidingseenheid", b"<x/>")
    tekst = rio.get("/metrics").raw.decode()
    assert 'operatie="aanleveren_opleidingseenheid",uitkomst="goedgekeurd"' in tekst
    assert 'code="VersionMismatch.DK0001"' in tekst
    assert 'rio_stap_seconden_count{stap="ondertekening"}' in tekst


def test_all_under_its_path_is_of_a_public_application(rio: Dienst) -> None:
    def gehoord(omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        return [f"{omgeving['SCRIPT_NAME']}|{omgeving['PATH_INFO']}".encode()]

    rio.toepassing.onder["/openbaar/v1"] = gehoord
    try:
        assert rio.get("/openbaar/v1").raw == b"/openbaar/v1|"
        assert rio.get("/openbaar/v1/a/b%2Fc/").raw == b"/openbaar/v1|/a/b/c/"
        assert rio.get("/openbaar/v10").status == 404
        assert rio.get("/openbaar").status == 404
    finally:
        del rio.toepassing.onder["/openbaar/v1"]

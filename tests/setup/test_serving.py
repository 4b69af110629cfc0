"""What the server is told of RIO, and which places and settings of TLS do not go together."""

from pathlib import Path

import pytest
from lxml import etree

from rio_soap.contract.operaties import BEHEREN, RAADPLEGEN
from rio_soap.server.application import Lane
from rio_soap.setup import serving
from rio_soap.setup.settings import Settings, SettingsError


def nothing(*_: object) -> list[bytes]:
    return []


@pytest.mark.parametrize("path", [BEHEREN.pad, RAADPLEGEN.pad])
def test_a_body_that_is_much_too_large_gets_the_fault_of_one_that_is_a_little(path: str) -> None:
    answer = serving._too_large(path, 12345)
    assert answer is not None
    assert answer.status == "500 Internal Server Error"
    assert answer.content_type == "text/xml; charset=UTF-8"
    fault = etree.fromstring(answer.body)
    assert fault.findtext(".//faultcode") == "SOAP-ENV:Client.DK0004"
    assert "12345 bytes" in etree.tostring(fault, encoding="unicode")


def test_a_path_without_service_is_left_to_the_server() -> None:
    assert serving._too_large("/controle", 12345) is None


def test_what_tells_how_the_service_does_has_lanes_of_its_own() -> None:
    assert serving._LANES == {"/health/live": Lane.ALIVE, "/health": Lane.MANAGEMENT, "/metrics": Lane.MANAGEMENT}


def test_a_certificate_that_a_proxy_hands_over_is_never_taken_on_a_port(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="RIO_TLS=proxy: needs --socket"):
        serving.make_http_server(nothing, "127.0.0.1", 0, Settings(data_dir=tmp_path, tls="proxy"))


def test_tls_of_our_own_is_not_served_on_a_socket(tmp_path: Path) -> None:
    files = {"tls_certificaat": "a", "tls_sleutel": "b", "tls_ca": "c"}
    with pytest.raises(SettingsError, match="not on a socket"):
        serving.make_http_server(nothing, "x", 0, Settings(tls="eigen", **files), tmp_path / "s")  # type: ignore[arg-type]


def test_an_address_that_cannot_be_had_is_told_as_a_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot serve on"):
        serving.make_http_server(nothing, "x", 0, Settings(data_dir=tmp_path), tmp_path / "geen" / "s")


def test_without_a_port_for_management_nothing_is_served_beside(tmp_path: Path) -> None:
    with serving.management_beside(None, Settings(data_dir=tmp_path)) as beside:  # type: ignore[arg-type]
        assert beside is None

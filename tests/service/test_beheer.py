"""What stands beside the services is for parties that the register knows, or on a listener of its own."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.register.vertrouwen import mandaten, partijen, trust
from rio_soap.service.tls_end import HEADER
from rio_soap.setup import service, serving, trial
from rio_soap.setup.settings import Settings, SettingsError
from tests.proces import start_dienst
from tests.service.conftest import Dienst
from tests.service.test_tls_eigen import eigen
from tests.service.tls_hulp import OIN_VREEMD, Pki

BEHEER = [("POST", "/controle"), ("POST", "/voorbeeld"), ("GET", "/metrics")]
ALLE = pytest.mark.parametrize(("methode", "pad"), BEHEER)


@pytest.fixture(scope="module")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dienst, Pki]]:
    """With TLS of our own; `klant` is a party, `vreemd` has a certificate of the same CA and is none."""
    rio, pki = eigen(tmp_path_factory.mktemp("beheer"))
    yield rio, pki
    rio.stop()


@pytest.fixture
def vrije_poort() -> int:
    with socket.socket() as lijn:
        lijn.bind(("127.0.0.1", 0))
        return int(lijn.getsockname()[1])


def vraag(
    port: int, methode: str, pad: str, context: ssl.SSLContext | None = None, headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    verbinding: Any = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    if context is not None:
        verbinding = http.client.HTTPSConnection("localhost", port, timeout=20, context=context)
    try:
        verbinding.request(methode, pad, b"<x/>" if methode == "POST" else None, headers or {})
        antwoord = verbinding.getresponse()
        return antwoord.status, antwoord.read()
    finally:
        verbinding.close()


@ALLE
def test_a_certificate_of_the_ca_alone_opens_no_page(wereld: tuple[Dienst, Pki], methode: str, pad: str) -> None:
    rio, pki = wereld
    assert vraag(rio.port, methode, pad, pki.context("klant"))[0] == 200
    for wie in ("vreemd", "zonderoin"):
        status, data = vraag(rio.port, methode, pad, pki.context(wie))
        assert (status, data) == (403, b"this page is for parties that the register knows\n")


@pytest.mark.parametrize("pad", ["/metrics/", "//metrics", "/./metrics", "/%6detrics", "/controle/", "/METRICS"])
def test_no_other_way_of_writing_the_path_opens_it(wereld: tuple[Dienst, Pki], pad: str) -> None:
    rio, pki = wereld
    assert vraag(rio.port, "GET", pad, pki.context("vreemd"))[0] in (403, 404)


def test_health_stays_for_everybody(wereld: tuple[Dienst, Pki]) -> None:
    rio, pki = wereld
    assert vraag(rio.port, "GET", "/health", pki.context("vreemd")) == (200, b'{"register": true}')


@ALLE
def test_a_party_that_is_withdrawn_sees_no_page_from_then_on(
    wereld: tuple[Dienst, Pki], methode: str, pad: str
) -> None:
    rio, pki = wereld
    der = trial.client_key(rio.settings).der
    rio.register.schrijf(lambda s: partijen.trek_partij_in(s, vingerafdruk(der)))
    try:
        assert vraag(rio.port, methode, pad, pki.context("klant"))[0] == 403
    finally:
        rio.register.schrijf(lambda s: partijen.voeg_partij_toe(s, der, (trial.OIN_HANZE,), "Proefklant"))
    assert vraag(rio.port, methode, pad, pki.context("klant"))[0] == 200


def test_a_trusted_ca_makes_nobody_known_and_a_mandate_does(wereld: tuple[Dienst, Pki]) -> None:
    """With `vertrouw ca` every holder of a certificate may sign for itself; what operators see is not for all of
    them."""
    rio, pki = wereld
    ca = x509.load_pem_x509_certificates(pki.ca.read_bytes())
    (rij, *_) = rio.register.schrijf(lambda s: trust.vertrouw_ca(s, ca))
    try:
        assert vraag(rio.port, "GET", "/metrics", pki.context("vreemd"))[0] == 403
        rio.register.schrijf(lambda s: mandaten.geef_mandaat(s, mandaten.Mandaat(OIN_VREEMD, trial.OIN_HANZE)))
        assert vraag(rio.port, "GET", "/metrics", pki.context("vreemd"))[0] == 200
        rio.register.schrijf(lambda s: mandaten.neem_mandaat(s, OIN_VREEMD, trial.OIN_HANZE))
        assert vraag(rio.port, "GET", "/metrics", pki.context("vreemd"))[0] == 403
    finally:
        rio.register.schrijf(lambda s: trust.trek_ca_in(s, rij.vingerafdruk))


def test_behind_a_proxy_its_certificate_counts_and_on_the_socket_itself_nobody_is_asked(tmp_path: Path) -> None:
    rio = Dienst(tmp_path / "rio", tmp_path / "rio.sock", tls="proxy")
    pki = Pki(tmp_path / "rio" / "pki")
    try:
        for header, status in (
            (None, 200),
            (pki.header("klant"), 200),
            (pki.header("vreemd"), 403),
            ("", 403),
            ("x", 403),
        ):
            headers = {} if header is None else {HEADER: header}
            assert _op_socket(tmp_path / "rio.sock", headers) == status, headers
    finally:
        rio.stop()


def _op_socket(pad: Path, headers: dict[str, str]) -> int:
    regels = "".join(f"{naam}: {waarde}\r\n" for naam, waarde in headers.items())
    with socket.socket(socket.AF_UNIX) as lijn:
        lijn.connect(str(pad))
        lijn.sendall(f"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{regels}\r\n".encode())
        return int(lijn.recv(100).split()[1])


def test_with_a_port_of_their_own_the_pages_are_nowhere_else(tmp_path: Path, vrije_poort: int) -> None:
    settings = Settings(data_dir=tmp_path)
    trial.make_pki(settings)
    rio = Dienst(tmp_path)
    rio.stop()
    proces, poort = start_dienst(tmp_path, RIO_BEHEER_POORT=str(vrije_poort))
    try:
        for methode, pad in BEHEER:
            assert vraag(poort, methode, pad)[0] == 404
            assert vraag(vrije_poort, methode, pad)[0] == 200
        assert vraag(poort, "GET", "/health")[0] == vraag(vrije_poort, "GET", "/health")[0] == 200
        assert vraag(vrije_poort, "POST", "/RIO/services/beheren4.0")[0] == 404
        assert vraag(vrije_poort, "GET", "/RIO/services/beheren4.0?wsdl")[0] == 404
    finally:
        proces.terminate()
        proces.wait(20)
        assert proces.stdout is not None
        proces.stdout.close()


def test_with_tls_of_our_own_the_port_of_their_own_is_open_to_operators(tmp_path: Path, vrije_poort: int) -> None:
    rio, pki = eigen(tmp_path)
    rio.stop()
    settings = replace(rio.settings, beheer_poort=vrije_poort)
    with service.open_register(settings) as register:
        toepassing = service.make_application(settings, register)
        with (
            serving.make_http_server(toepassing, "127.0.0.1", 0, settings) as openbaar,
            serving.management_beside(toepassing, settings) as beheer,
        ):
            assert beheer is not None
            assert beheer.address == f"http://127.0.0.1:{vrije_poort}"
            assert vraag(vrije_poort, "GET", "/metrics")[0] == 200
            assert vraag(openbaar.port, "GET", "/metrics", pki.context("klant"))[0] == 404


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path: Path, rio: Dienst) -> None:
    bezet = replace(rio.settings, beheer_poort=rio.port)
    with pytest.raises(SettingsError, match="cannot serve on"), serving.management_beside(rio.toepassing, bezet):
        pass


def test_by_default_there_is_no_such_port_and_a_trial_has_its_pages_where_it_serves(rio: Dienst) -> None:
    assert Settings().beheer_poort == 0
    with serving.management_beside(rio.toepassing, rio.settings) as beheer:
        assert beheer is None
    assert [vraag(rio.port, methode, pad)[0] for methode, pad in BEHEER] == [200, 200, 200]

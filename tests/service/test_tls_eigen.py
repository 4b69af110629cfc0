"""TLS of our own server: client certificates required, slow and broken clients keep nobody waiting."""

import contextlib
import http.client
import socket
import ssl
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from rio_soap.contract.operaties import BEHEREN
from rio_soap.server import tls_server
from rio_soap.service.tls_end import HEADER, SLEUTEL
from rio_soap.setup import serving, trial
from rio_soap.setup.settings import Settings, SettingsError
from tests.service.conftest import Dienst
from tests.service.tls_hulp import Pki, post, tls11

LEVERING = "aanleveren_opleidingseenheid"


def eigen(map_: Path, crl: Path | None = None) -> tuple[Dienst, Pki]:
    pki = Pki(map_ / "pki")
    tls = {
        "tls_certificaat": str(pki.server[0]),
        "tls_sleutel": str(pki.server[1]),
        "tls_ca": str(pki.ca),
        "tls_crl": str(crl or ""),
    }
    return Dienst(map_, tls="eigen", **tls), pki


@pytest.fixture(scope="module")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dienst, Pki]]:
    rio, pki = eigen(tmp_path_factory.mktemp("eigen"))
    yield rio, pki
    rio.stop()


def levering(rio: Dienst) -> bytes:
    eenheid = trial.voorbeeldlevering()
    eenheid.velden["kenmerken"][0].velden["kenmerkwaardeTekst"] = str(uuid.uuid4())  # type: ignore
    return rio.verzoek(LEVERING, {"opleidingseenheid": eenheid})


def verbind(rio: Dienst, context: ssl.SSLContext) -> ssl.SSLSocket:
    return context.wrap_socket(
        socket.create_connection(("127.0.0.1", rio.port), timeout=20), server_hostname="localhost"
    )


@pytest.mark.parametrize("versie", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_signed_delivery_is_accepted(wereld: tuple[Dienst, Pki], versie: ssl.TLSVersion) -> None:
    rio, pki = wereld
    context = pki.context("klant")
    context.minimum_version = context.maximum_version = versie
    antwoord = post(rio.port, context, LEVERING, levering(rio))
    assert antwoord.status == 200
    assert antwoord.tekst("requestGoedgekeurd") == "true"


@pytest.mark.parametrize("klant", [None, "anders"])
def test_without_a_certificate_of_a_trusted_ca_no_request_is_read(
    wereld: tuple[Dienst, Pki], klant: str | None
) -> None:
    rio, pki = wereld
    with pytest.raises((ssl.SSLError, ConnectionError)):
        post(rio.port, pki.context(klant), LEVERING, levering(rio))


def test_tls_1_1_is_refused_by_the_server(wereld: tuple[Dienst, Pki]) -> None:
    rio, pki = wereld
    with pytest.raises(ssl.SSLError, match=r"PROTOCOL_VERSION|protocol version"):
        post(rio.port, tls11(pki.context("klant")), LEVERING, levering(rio))


def test_ciphers_without_forward_secrecy_are_refused(wereld: tuple[Dienst, Pki]) -> None:
    rio, pki = wereld
    context = pki.context("klant")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES256-GCM-SHA384:ECDHE-RSA-AES256-SHA384")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        verbind(rio, context)


@pytest.mark.parametrize("klant", ["vreemd", "zonderoin"])
@pytest.mark.parametrize("header", [None, HEADER, HEADER.replace("-", "_"), SLEUTEL])
def test_ek0030_for_an_oin_unknown_or_missing_whatever_a_header_says(
    wereld: tuple[Dienst, Pki], klant: str, header: str | None
) -> None:
    rio, pki = wereld
    headers = ((header, pki.header("klant")),) if header else ()
    antwoord = post(rio.port, pki.context(klant), LEVERING, levering(rio), headers)
    assert antwoord.status == 500
    assert antwoord.faultcode == "SOAP-ENV:Client.EK0030"


def test_large_messages_pass_both_ways_in_any_portions(wereld: tuple[Dienst, Pki]) -> None:
    """Records of every size, a request of 1 MB of blanks before the fault, the WSDL back, on one connection."""
    rio, pki = wereld
    verbinding = verbind(rio, pki.context("klant"))
    lichaam = b" " * 1_000_003
    verbinding.sendall(
        b"POST /RIO/services/beheren4.0 HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(lichaam)
    )
    plek = 0
    for nummer in range(10_000):
        if plek >= len(lichaam):
            break
        stuk = (1, 77, 16_384, 16_385, 100_000)[nummer % 5]
        verbinding.sendall(lichaam[plek : plek + stuk])
        plek += stuk
    antwoord = http.client.HTTPResponse(verbinding)
    antwoord.begin()
    assert antwoord.status == 500
    antwoord.read()
    for _ in range(3):
        verbinding.sendall(b"GET /RIO/services/beheren4.0?xsd=%s HTTP/1.1\r\nHost: x\r\n\r\n" % BEHEREN.xsd.encode())
        antwoord = http.client.HTTPResponse(verbinding)
        antwoord.begin()
        gelezen = b""
        while stuk_ := antwoord.read(1000):
            gelezen += stuk_
        assert antwoord.status == 200
        assert len(gelezen) > 20_000
    verbinding.close()


def test_half_handshakes_and_slow_bodies_keep_nobody_waiting_and_end(
    wereld: tuple[Dienst, Pki], monkeypatch: pytest.MonkeyPatch
) -> None:
    rio, pki = wereld
    monkeypatch.setattr(tls_server, "HANDSHAKE_TIMEOUT", 1.0)
    stil = [socket.create_connection(("127.0.0.1", rio.port)) for _ in range(20)]
    for s in stil[:10]:
        s.sendall(b"\x16\x03\x01\x02\x00\x01")  # begin of a ClientHello
    traag = [verbind(rio, pki.context("klant")) for _ in range(20)]
    for t in traag:
        t.sendall(b"POST /RIO/services/beheren4.0 HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n<")
    begin = time.monotonic()
    assert post(rio.port, pki.context("klant"), LEVERING, levering(rio)).status == 200
    assert time.monotonic() - begin < 2
    for s in stil:
        s.settimeout(10)
        assert s.recv(100) in (b"", None), "the handshake is cut off"
        s.close()
    for t in traag:
        t.close()


def test_plain_http_and_noise_are_refused_and_the_server_goes_on(wereld: tuple[Dienst, Pki]) -> None:
    rio, pki = wereld
    for ruis in (b"GET / HTTP/1.1\r\n\r\n", b"\x00" * 100, b"\x16\x03\x01\xff\xff" + b"x" * 500):
        with socket.create_connection(("127.0.0.1", rio.port), timeout=10) as s:
            s.sendall(ruis)
            with contextlib.suppress(OSError):  # cut off, before or after it said so
                s.shutdown(socket.SHUT_WR)
                assert b"HTTP/1.1" not in s.recv(1000)
    for _ in range(5):
        socket.create_connection(("127.0.0.1", rio.port)).close()
    assert post(rio.port, pki.context("klant"), LEVERING, levering(rio)).status == 200


def test_a_certificate_on_the_crl_is_refused(tmp_path: Path) -> None:
    pki = Pki(tmp_path / "pki")
    ca = x509.load_pem_x509_certificate(pki.ca.read_bytes())
    klant = x509.load_pem_x509_certificate((pki.map_ / "klant.pem").read_bytes())
    nu = datetime.now(UTC)
    ingetrokken = x509.RevokedCertificateBuilder(klant.serial_number, nu - timedelta(hours=1)).build()
    lijst = x509.CertificateRevocationListBuilder(
        ca.subject, nu - timedelta(hours=1), nu + timedelta(days=1), revoked_certificates=[ingetrokken]
    )
    sleutel = load_pem_private_key((pki.map_ / "ca.key").read_bytes(), None)
    crl = tmp_path / "crl.pem"
    crl.write_bytes(lijst.sign(sleutel, hashes.SHA256()).public_bytes(Encoding.PEM))  # type: ignore[arg-type]
    rio, pki = eigen(tmp_path, crl)
    try:
        with pytest.raises((ssl.SSLError, ConnectionError)):
            post(rio.port, pki.context("klant"), LEVERING, levering(rio))
        # another certificate of the same CA passes the handshake
        assert post(rio.port, pki.context("vreemd"), LEVERING, levering(rio)).status == 500
    finally:
        rio.stop()


def test_settings_that_cannot_serve_tls_are_refused_at_the_start(tmp_path: Path) -> None:
    pki = Pki(tmp_path / "pki")
    with pytest.raises(SettingsError, match="RIO_TLS_CA"):
        Settings(tls="eigen", tls_certificaat="x", tls_sleutel="y")
    goed = {"tls": "eigen", "tls_certificaat": str(pki.server[0]), "tls_ca": str(pki.ca)}
    for sleutel, melding in ((str(pki.map_ / "klant.key"), "TLS"), (str(tmp_path / "geen"), "no such file")):
        with pytest.raises(SettingsError, match=melding):
            serving.make_http_server(lambda *_: [], "127.0.0.1", 0, Settings(**goed, tls_sleutel=sleutel))  # type: ignore
    with pytest.raises(SettingsError, match="on a port"):
        serving.make_http_server(lambda *_: [], "x", 0, Settings(**goed, tls_sleutel="x"), tmp_path / "s")  # type: ignore

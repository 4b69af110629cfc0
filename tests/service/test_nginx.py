"""Mutual TLS through a real nginx with our configuration, end to end with signed deliveries."""

import contextlib
import http.client
import os
import re
import shutil
import socket
import ssl
import struct
import subprocess
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rio_soap.client import Herhaling, RioClient, RioOnbereikbaar, Tls
from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.register.vertrouwen import partijen
from rio_soap.service.tls_end import HEADER
from rio_soap.setup import serving, trial
from rio_soap.setup.settings import Settings, SettingsError
from tests.service.conftest import Dienst
from tests.service.tls_hulp import Pki, post, tls11

CONF = Path(__file__).parents[2] / "deploy" / "nginx" / "rio-soap.conf"
LEVERING = "aanleveren_opleidingseenheid"


def nginx_programma() -> str:
    """The program; without it the test skips, in CI it fails."""
    gevonden = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if gevonden is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no nginx")
        pytest.skip("no nginx")
    return gevonden


def vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def conf(map_: Path, pki: Pki, poort: int, sock: Path, *anders: tuple[str, str]) -> str:
    """Our configuration as it is shipped, with the files, the port and the socket of this test.

    :param anders: what else is replaced.
    """
    tekst = CONF.read_text()
    for van, naar in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{poort} ssl;"),
        ("/etc/rio-soap/tls/server.pem", str(pki.server[0])),
        ("/etc/rio-soap/tls/server.key", str(pki.server[1])),
        ("/etc/rio-soap/tls/ca.pem", str(pki.ca)),
        ("server unix:/run/rio-soap/1.sock;", f"server unix:{sock};"),
        *anders,
    ):
        assert tekst.count(van) == 1, van
        tekst = tekst.replace(van, naar)
    tijdelijk = "".join(f"{s}_temp_path {map_}/{s};\n" for s in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    gebruiker = "user root root;\n" if os.geteuid() == 0 else ""
    return (
        f"{gebruiker}daemon off;\npid {map_}/nginx.pid;\nworker_processes 1;\nerror_log {map_}/fout.log info;\n"
        f"events {{ worker_connections 256; }}\nhttp {{\naccess_log off;\n{tijdelijk}{tekst}\n}}\n"
    )


@contextmanager
def nginx(map_: Path, pki: Pki, sock: Path, *anders: tuple[str, str]) -> Iterator[int]:
    """A running nginx; gives its port."""
    poort = vrije_poort()
    (map_ / "nginx.conf").write_text(conf(map_, pki, poort, sock, *anders))
    opdracht = [nginx_programma(), "-p", str(map_), "-c", str(map_ / "nginx.conf"), "-e", str(map_ / "fout.log")]
    subprocess.run([*opdracht, "-t", "-q"], check=True)
    proces = subprocess.Popen(opdracht)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", poort), timeout=1).close()
                break
            except OSError:
                assert proces.poll() is None, (map_ / "fout.log").read_text()
                time.sleep(0.05)
        yield poort
    finally:
        proces.terminate()
        proces.wait(timeout=10)


class Wereld:
    """Service on a socket, nginx before it, keys."""

    def __init__(self, rio: Dienst, pki: Pki, port: int, sock: Path) -> None:
        self.rio, self.pki, self.port, self.sock = rio, pki, port, sock

    def levering(self, **anders: object) -> bytes:
        eenheid = trial.voorbeeldlevering()
        eenheid.velden["kenmerken"][0].velden["kenmerkwaardeTekst"] = str(uuid.uuid4())  # type: ignore
        return self.rio.verzoek(LEVERING, {"opleidingseenheid": eenheid}, **anders)

    def aantal(self) -> int:
        """Messages in the log."""
        with self.rio.register.engine.connect() as verbinding:
            return int(verbinding.exec_driver_sql("SELECT count(*) FROM berichtenlog").scalar_one())


@pytest.fixture(scope="module")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wereld]:
    nginx_programma()
    map_ = tmp_path_factory.mktemp("n")
    sock = map_ / "rio.sock"
    pki = Pki(map_ / "d" / "pki")
    rio = Dienst(map_ / "d", sock, tls="proxy")
    with nginx(map_, pki, sock) as port:
        yield Wereld(rio, pki, port, sock)
    rio.stop()


def test_a_signed_delivery_with_a_known_client_certificate_is_accepted(wereld: Wereld) -> None:
    antwoord = post(wereld.port, wereld.pki.context("klant"), LEVERING, wereld.levering())
    assert antwoord.status == 200, antwoord.raw
    assert antwoord.tekst("requestGoedgekeurd") == "true"
    assert antwoord.headers["Content-Type"] == "text/xml; charset=UTF-8"


@pytest.mark.parametrize("versie", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_1_2_and_1_3_are_spoken_with_forward_secrecy(wereld: Wereld, versie: ssl.TLSVersion) -> None:
    context = wereld.pki.context("klant")
    context.minimum_version = context.maximum_version = versie
    with context.wrap_socket(
        socket.create_connection(("127.0.0.1", wereld.port)), server_hostname="localhost"
    ) as verbinding:
        cipher = verbinding.cipher()
        assert cipher is not None
        assert cipher[0].startswith(("ECDHE-", "TLS_"))
        assert "GCM" in cipher[0] or "CHACHA20" in cipher[0]


@pytest.mark.parametrize("klant", [None, "anders"])
def test_without_a_certificate_of_a_trusted_ca_nothing_reaches_the_service(wereld: Wereld, klant: str | None) -> None:
    voor = wereld.aantal()
    antwoord = post(wereld.port, wereld.pki.context(klant), LEVERING, wereld.levering())
    assert antwoord.status == 500
    assert antwoord.faultcode == "SOAP-ENV:Client.EK0030"
    assert antwoord.faultstring == Foutsoort.EK0030.faultstring
    assert wereld.aantal() == voor


@pytest.mark.parametrize(
    ("klant", "melding"),
    [("vreemd", "Het OIN in het TLS-clientcertificaat is niet bekend"), ("zonderoin", "heeft geen geldig OIN")],
)
def test_an_oin_that_is_unknown_or_not_there_is_ek0030(wereld: Wereld, klant: str, melding: str) -> None:
    voor = wereld.aantal()
    antwoord = post(wereld.port, wereld.pki.context(klant), LEVERING, wereld.levering())
    assert antwoord.status == 500
    assert antwoord.faultcode == "SOAP-ENV:Client.EK0030"
    assert melding in antwoord.raw.decode()
    assert wereld.aantal() == voor


def test_ek0030_goes_before_every_other_fault(wereld: Wereld) -> None:
    antwoord = post(wereld.port, wereld.pki.context("vreemd"), LEVERING, b"\xff<geen xml")
    assert antwoord.faultcode == "SOAP-ENV:Client.EK0030"


def test_tls_1_1_is_refused_by_the_server(wereld: Wereld) -> None:
    with pytest.raises(ssl.SSLError, match=r"PROTOCOL_VERSION|protocol version"):
        post(wereld.port, tls11(wereld.pki.context("klant")), LEVERING, wereld.levering())


@pytest.mark.parametrize("naam", [HEADER, HEADER.lower(), HEADER.replace("-", "_"), "x-Rio_clientCertificaat"])
@pytest.mark.parametrize("keer", [1, 2])
def test_a_forged_header_through_nginx_is_not_believed(wereld: Wereld, naam: str, keer: int) -> None:
    headers = ((naam, wereld.pki.header("klant")),) * keer
    voor = wereld.aantal()
    antwoord = post(wereld.port, wereld.pki.context("vreemd"), LEVERING, wereld.levering(), headers)
    assert antwoord.faultcode == "SOAP-ENV:Client.EK0030"
    assert wereld.aantal() == voor


def test_nginx_and_a_smuggled_second_request_do_not_get_a_forged_header_through(wereld: Wereld) -> None:
    """Content-Length beside chunked: whatever each makes of it, the second request is not taken for nginx's own."""
    binnen = wereld.levering()
    vals = (
        b"POST /RIO/services/beheren4.0 HTTP/1.1\r\nHost: x\r\n%s: %s\r\nSOAPAction: %s\r\nContent-Type: text/xml\r\n"
        b"Content-Length: %d\r\n\r\n%s"
    ) % (HEADER.encode(), wereld.pki.header("klant").encode(), LEVERING.encode(), len(binnen), binnen)
    voor = wereld.aantal()
    lichaam = b"0\r\n\r\n" + vals
    headers = (("Transfer-Encoding", "chunked"),)
    antwoord = post(wereld.port, wereld.pki.context("vreemd"), LEVERING, lichaam, headers)
    assert antwoord.status in (400, 500)
    time.sleep(0.2)
    assert wereld.aantal() == voor


def test_only_owner_and_group_can_open_the_socket(tmp_path: Path) -> None:
    """Another user of the machine cannot pretend to be nginx."""
    if os.geteuid() != 0:
        pytest.skip("needs root, to become another user")
    map_ = Path(tempfile.mkdtemp(prefix="rio-", dir="/tmp"))
    map_.chmod(0o755)
    sock = map_ / "rio.sock"
    rio = Dienst(tmp_path / "d", sock, tls="proxy")
    try:
        assert sock.stat().st_mode & 0o777 == 0o660
        ander = subprocess.run(
            ["python3", "-c", f"import socket; socket.socket(socket.AF_UNIX).connect({str(sock)!r})"],
            user=65534,
            group=65534,
            extra_groups=[],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
        )
        assert "PermissionError" in ander.stderr
    finally:
        rio.stop()
        shutil.rmtree(map_)


def test_the_service_does_not_take_the_word_of_a_proxy_on_a_port(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="needs --socket"):
        serving.make_http_server(lambda *_: [], "127.0.0.1", 0, Settings(data_dir=tmp_path, tls="proxy"))  # type: ignore


def test_straight_to_a_service_without_tls_the_header_means_nothing(rio: Dienst, wereld: Wereld) -> None:
    """On a port the header is neither asked for nor believed: garbage in it changes nothing."""
    for header in (wereld.pki.header("vreemd"), "rommel"):
        data = rio.verzoek(LEVERING, {"opleidingseenheid": trial.voorbeeldlevering()})
        assert rio.post(LEVERING, data, {HEADER: header}).tekst("requestGoedgekeurd") == "true"


def test_a_message_that_is_too_large_gets_the_fault_for_it(wereld: Wereld) -> None:
    antwoord = post(wereld.port, wereld.pki.context("klant"), LEVERING, b" " * (2 * 1024 * 1024 + 1))
    assert antwoord.status == 500
    assert antwoord.faultcode == "SOAP-ENV:Client.DK0004"


def test_a_service_that_is_down_is_dk0051(wereld: Wereld, tmp_path: Path) -> None:
    with nginx(tmp_path, wereld.pki, tmp_path / "niemand.sock") as port:
        antwoord = post(port, wereld.pki.context("klant"), LEVERING, wereld.levering())
    assert antwoord.status == 500
    assert antwoord.faultcode == "SOAP-ENV:Server.DK0051"
    assert antwoord.faultstring == Foutsoort.DK0051.faultstring


class Werker:
    """Takes requests on a socket, stores each with the service, and does something else than answer.

    :param doe: gets the connection after the request was processed; it is closed after that.
    """

    def __init__(self, sock: Path, wereld: Wereld, doe: Callable[[socket.socket], None], *, door: bool = True) -> None:
        self.wereld, self.doe, self.door = wereld, doe, door
        self.luister = socket.socket(socket.AF_UNIX)
        self.luister.bind(str(sock))
        self.luister.listen()
        threading.Thread(target=self._bedien, daemon=True).start()

    def _bedien(self) -> None:
        while True:
            try:
                klant, _ = self.luister.accept()
            except OSError:
                return
            with klant, contextlib.suppress(OSError):
                self._neem(klant)

    def _neem(self, klant: socket.socket) -> None:
        data = b""
        while not data.endswith(b"</soapenv:Envelope>"):
            data += klant.recv(65536)
        if self.door:
            with socket.socket(socket.AF_UNIX) as dienst:
                dienst.connect(str(self.wereld.sock))
                dienst.sendall(data)
                dienst.recv(100)
        self.doe(klant)


def _reset(klant: socket.socket) -> None:
    klant.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


NA_STUREN: dict[str, tuple[Callable[[socket.socket], None], bool]] = {
    "worker ends after it stored": (lambda klant: None, True),
    "worker is killed after it stored": (_reset, True),
    "worker says nothing after it stored": (lambda klant: time.sleep(2), True),
    "worker answers nonsense after it stored": (
        lambda klant: klant.sendall(b"HTTP/1.1 200 OK\r\nA\x00B: x\r\n\r\n"),
        True,
    ),
    "worker breaks off in its headers": (lambda klant: klant.sendall(b"HTTP/1.1 200 OK\r\nContent-"), True),
    "worker ends before it did anything": (lambda klant: None, False),
}


@pytest.mark.parametrize("naam", NA_STUREN)
def test_after_a_request_has_gone_to_a_process_nginx_promises_nothing(
    wereld: Wereld, tmp_path: Path, naam: str
) -> None:
    """It said Server.DK0051, "was not processed", of a delivery that stood in the register."""
    doe, door = NA_STUREN[naam]
    voor = wereld.aantal()
    werker = Werker(tmp_path / "w.sock", wereld, doe, door=door)
    ongeduldig = ("proxy_read_timeout 60s;", "proxy_read_timeout 1s;")
    with nginx(tmp_path, wereld.pki, tmp_path / "w.sock", ongeduldig) as port:
        antwoord = post(port, wereld.pki.context("klant"), LEVERING, wereld.levering())
    werker.luister.close()
    assert wereld.aantal() == voor + door
    assert antwoord.status == 504
    assert b"DK0051" not in antwoord.raw
    assert (antwoord.faultcode, "Uitkomst onbekend" in str(antwoord.faultstring)) == ("SOAP-ENV:Server", True)


def test_a_dead_process_before_a_live_one_costs_nothing(wereld: Wereld, tmp_path: Path) -> None:
    """Nothing has gone to the dead one, so the live one gets the request; and when all are dead it is DK0051."""
    dood, levend = tmp_path / "dood.sock", wereld.sock
    twee = (f"server unix:{dood};", f"server unix:{dood} max_fails=0; server unix:{levend} max_fails=0;")
    with nginx(tmp_path, wereld.pki, dood, twee) as port:
        for _ in range(3):
            assert post(port, wereld.pki.context("klant"), LEVERING, wereld.levering()).status == 200
    alle = (f"server unix:{dood};", f"server unix:{dood}; server unix:{dood}2;")
    with nginx(tmp_path, wereld.pki, dood, alle) as port:
        for _ in range(3):  # the last of them without any process that nginx would still try
            antwoord = post(port, wereld.pki.context("klant"), LEVERING, wereld.levering())
            assert (antwoord.status, antwoord.faultcode) == (500, "SOAP-ENV:Server.DK0051")


def test_our_client_behind_nginx_delivers_once_when_a_process_is_killed(wereld: Wereld, tmp_path: Path) -> None:
    voor = wereld.aantal()
    werker = Werker(tmp_path / "w.sock", wereld, _reset)
    pki = wereld.rio.settings.data_dir / "pki"
    with nginx(tmp_path, wereld.pki, tmp_path / "w.sock") as port:
        client = RioClient(
            f"https://localhost:{port}",
            pki / "klant.pem",
            pki / "klant.key",
            trial.OIN_HANZE,
            rio_certificates=[pki / "dienst.pem"],
            tls=Tls(wereld.pki.ca, wereld.pki.map_ / "klant.pem", wereld.pki.map_ / "klant.key"),
            retry=Herhaling((0.0,), (0.0,), lambda _: None),
        )
        with client, pytest.raises(RioOnbereikbaar) as gevangen:
            client.aanleveren_opleidingseenheid(opleidingseenheid=trial.voorbeeldlevering())
    werker.luister.close()
    assert gevangen.value.verstuurd
    assert wereld.aantal() - voor == 2, "the delivery once, and its look-up, whose answer was lost too"


def test_what_nginx_refuses_for_its_own_limits_has_not_gone_anywhere(wereld: Wereld, tmp_path: Path) -> None:
    voor = wereld.aantal()
    streng = ("limit_conn rio_adres 50;", "limit_conn rio_adres 1; limit_conn_dry_run off;")
    with nginx(tmp_path, wereld.pki, wereld.sock, streng) as port:
        context = wereld.pki.context("klant")
        traag = context.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname="localhost")
        traag.sendall(b"POST /RIO/services/beheren4.0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n<")
        time.sleep(0.2)
        antwoord = post(port, context, LEVERING, wereld.levering())
        traag.close()
    assert (antwoord.status, antwoord.faultcode) == (500, "SOAP-ENV:Server.DK0051")
    assert wereld.aantal() == voor


def test_slow_clients_keep_nobody_waiting(wereld: Wereld) -> None:
    """More half requests than the service has threads, and a delivery right after."""
    traag = []
    context = wereld.pki.context("klant")
    for _ in range(20):
        s = context.wrap_socket(socket.create_connection(("127.0.0.1", wereld.port)), server_hostname="localhost")
        s.sendall(b"POST /RIO/services/beheren4.0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n<")
        traag.append(s)
    begin = time.monotonic()
    antwoord = post(wereld.port, context, LEVERING, wereld.levering())
    assert antwoord.tekst("requestGoedgekeurd") == "true"
    assert time.monotonic() - begin < 2
    for s in traag:
        s.close()


def test_a_party_that_is_withdrawn_is_out_at_the_next_message(wereld: Wereld) -> None:
    der = trial.client_key(wereld.rio.settings).der
    voor = post(wereld.port, wereld.pki.context("klant"), LEVERING, wereld.levering())
    assert voor.status == 200
    wereld.rio.register.schrijf(lambda s: partijen.trek_partij_in(s, vingerafdruk(der)))
    try:
        assert post(wereld.port, wereld.pki.context("klant"), LEVERING, wereld.levering()).faultcode == (
            "SOAP-ENV:Client.EK0030"
        )
    finally:
        wereld.rio.register.schrijf(lambda s: partijen.voeg_partij_toe(s, der, (trial.OIN_HANZE,), "Proefklant"))


def test_health_and_metrics_are_not_for_outside(wereld: Wereld) -> None:
    for pad in ("/health", "/metrics", "/RIO/services/"):
        verbinding = http.client.HTTPSConnection(
            "localhost", wereld.port, timeout=10, context=wereld.pki.context("klant")
        )
        verbinding.request("GET", pad)
        assert verbinding.getresponse().status == 404
        verbinding.close()


@pytest.mark.parametrize("host", ["localhost:{port}", "rio.example.nl:8443", "rio.example.nl", "[::1]:{port}"])
def test_the_wsdl_has_the_address_by_which_it_was_reached_with_its_port(wereld: Wereld, host: str) -> None:
    gezien = host.format(port=wereld.port)
    verbinding = http.client.HTTPSConnection("localhost", wereld.port, timeout=10, context=wereld.pki.context("klant"))
    verbinding.request("GET", "/RIO/services/beheren4.0?wsdl", headers={"Host": gezien})
    wsdl = verbinding.getresponse().read()
    verbinding.close()
    assert f'location="https://{gezien}/RIO/services/beheren4.0"'.encode() in wsdl
    assert f'schemaLocation="https://{gezien}/RIO/services/beheren4.0?xsd='.encode() in wsdl


def test_a_request_without_host_header_is_answered_and_its_wsdl_has_a_usable_address(wereld: Wereld) -> None:
    """HTTP/1.0 needs none."""
    context = wereld.pki.context("klant")
    with context.wrap_socket(socket.create_connection(("127.0.0.1", wereld.port)), server_hostname="localhost") as s:
        s.sendall(b"GET /RIO/services/beheren4.0?wsdl HTTP/1.0\r\n\r\n")
        uit = b"".join(iter(lambda: s.recv(65536), b""))
    assert uit.startswith(b"HTTP/1.1 200")
    (adres,) = re.findall(rb'<[^>]*address location="([^"]*)"', uit)
    assert re.fullmatch(rb"https://[a-z0-9.]+(:[0-9]+)?/RIO/services/beheren4.0", adres), adres

"""No client holds a thread: one that does not read its answers loses its connection, and nobody else notices."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rio_soap.contract.operaties import OPERATIES
from rio_soap.server import channel, maintenance
from tests.service.conftest import Dienst
from tests.service.test_tls_eigen import eigen
from tests.service.tls_hulp import Pki

PAD = OPERATIES["opvragen_opleidingseenheid"].dienst.pad
GROOT = b"x" * 3_000_000
"""An answer that no socket takes at once."""


def groot_erbij(rio: Dienst, antwoord: bytes = GROOT) -> None:
    """Give the service a path with a large answer."""

    def groot(_omgeving: Any, start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(antwoord)))])
        return [antwoord]

    rio.toepassing.ernaast["/groot"] = groot


@pytest.fixture(params=["plain", "TLS", "socket"])
def wereld(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Dienst, Callable[[], socket.socket]]]:
    """A service with a large answer, and what connects to it with a small receive buffer."""
    pki: Pki | None = None
    pad = tmp_path / "rio.sock"
    if request.param == "TLS":
        rio, pki = eigen(tmp_path)
    else:
        rio = Dienst(tmp_path, socket=pad if request.param == "socket" else None)
    groot_erbij(rio)

    def verbind() -> socket.socket:
        lijn = socket.socket(socket.AF_UNIX if request.param == "socket" else socket.AF_INET)
        lijn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        lijn.settimeout(20)
        lijn.connect(str(pad) if request.param == "socket" else ("127.0.0.1", rio.port))
        return pki.context("klant").wrap_socket(lijn, server_hostname="localhost") if pki else lijn

    yield rio, verbind
    rio.stop()


def vraag(pad: str, aantal: int = 1) -> bytes:
    return f"GET {pad} HTTP/1.1\r\nHost: rio\r\n\r\n".encode() * aantal


def lees_alles(lijn: socket.socket, tot: int) -> bytes:
    uit = bytearray()
    while len(uit) < tot and (data := lijn.recv(1 << 20)):
        uit += data
    return bytes(uit)


def antwoordt(verbind: Callable[[], socket.socket], pad: str) -> float:
    """Seconds until a new client has its answer."""
    begin = time.monotonic()
    with verbind() as lijn:
        lijn.sendall(vraag(pad))
        assert lijn.recv(4096).startswith(b"HTTP/1.1 200")
    return time.monotonic() - begin


def test_clients_that_read_nothing_hold_no_thread(wereld: tuple[Dienst, Callable[[], socket.socket]]) -> None:
    rio, verbind = wereld
    with contextlib.ExitStack() as stapel:
        for _ in range(3 * rio.settings.threads):
            stapel.enter_context(verbind()).sendall(vraag("/groot", 60))
        time.sleep(2)
        assert antwoordt(verbind, PAD + "?wsdl") < 2
        assert antwoordt(verbind, "/health") < 2
        assert antwoordt(verbind, "/metrics") < 2


def test_a_slow_reader_gets_all_its_answers_in_order(wereld: tuple[Dienst, Callable[[], socket.socket]]) -> None:
    _, verbind = wereld
    with verbind() as lijn:
        lijn.sendall(vraag("/groot") + vraag("/health/live") + vraag("/groot"))
        time.sleep(0.5)
        alles = b""
        while alles.count(b"HTTP/1.1 200") < 3 or not alles.endswith(b"x" * 1000) or len(alles) < 6_000_000:
            alles += (data := lijn.recv(65536))
            assert data
    een, twee, drie = alles.split(b"HTTP/1.1 200 OK\r\n")[1:]
    assert een.endswith(GROOT)
    assert twee.endswith(b'{"live": true}')
    assert drie.endswith(GROOT)


def test_the_next_request_waits_until_the_answer_before_it_is_gone(tmp_path: Path) -> None:
    """So one connection never has more waiting for it than one answer."""
    rio = Dienst(tmp_path)
    geteld: list[int] = []
    groot_erbij(rio)
    groot = rio.toepassing.ernaast["/groot"]
    rio.toepassing.ernaast["/groot"] = lambda omgeving, start: geteld.append(1) or groot(omgeving, start)
    try:
        with socket.create_connection(("127.0.0.1", rio.port)) as lijn:
            lijn.sendall(vraag("/groot", 60))
            time.sleep(1)
            assert len(geteld) < 4
    finally:
        rio.stop()


def test_who_takes_nothing_of_an_answer_is_closed(
    wereld: tuple[Dienst, Callable[[], socket.socket]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, verbind = wereld
    monkeypatch.setattr(channel, "WRITE_TIMEOUT", 1.0)
    with verbind() as lijn:
        lijn.sendall(vraag("/groot", 2))
        time.sleep(6)  # two rounds of maintenance
        with contextlib.suppress(OSError):
            assert len(lees_alles(lijn, 6_000_000)) < 6_000_000


def test_who_reads_slowly_is_not_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "WRITE_TIMEOUT", 3.0)
    rio = Dienst(tmp_path)
    groot_erbij(rio, b"x" * 8_000_000)
    try:
        lijn = socket.socket()
        lijn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        lijn.connect(("127.0.0.1", rio.port))
        lijn.sendall(vraag("/groot"))
        gelezen = 0
        for _ in range(14):
            gelezen += len(lees_alles(lijn, 500_000))
            time.sleep(0.5)
        gelezen += len(lees_alles(lijn, 8_000_000 - gelezen))
        assert gelezen >= 8_000_000
        lijn.close()
    finally:
        rio.stop()


def test_what_waits_for_all_clients_together_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "MAX_UNSENT", 3_000_000)
    rio = Dienst(tmp_path)
    groot_erbij(rio)
    try:
        with contextlib.ExitStack() as stapel:
            for _ in range(20):
                lijn = stapel.enter_context(socket.socket())
                lijn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                lijn.connect(("127.0.0.1", rio.port))
                lijn.sendall(vraag("/groot", 2))
                time.sleep(0.05)
            time.sleep(0.5)
            wachtend = [k.total_outbufs_len for k in rio.server._channels.values() if hasattr(k, "total_outbufs_len")]
            assert 0 < sum(wachtend) <= 3_000_000
            assert 1 < len([1 for lengte in wachtend if lengte]) < 20
    finally:
        rio.stop()


def test_a_client_that_sends_no_more_still_gets_its_large_answer(tmp_path: Path) -> None:
    rio = Dienst(tmp_path)
    groot_erbij(rio)
    try:
        with socket.create_connection(("127.0.0.1", rio.port), timeout=20) as lijn:
            lijn.sendall(vraag("/groot", 2))
            lijn.shutdown(socket.SHUT_WR)
            time.sleep(0.5)
            assert lees_alles(lijn, 10_000_000).count(GROOT) == 2  # and then the end: the connection is closed
    finally:
        rio.stop()


def test_how_the_service_does_is_told_while_all_workers_are_stuck(tmp_path: Path) -> None:
    rio, los = Dienst(tmp_path), threading.Event()

    def vast(_omgeving: Any, start: Callable[..., Any]) -> list[bytes]:
        los.wait(30)
        start("200 OK", [("Content-Length", "0")])
        return [b""]

    rio.toepassing.ernaast["/vast"] = vast
    try:
        with contextlib.ExitStack() as stapel:
            for _ in range(2 * rio.settings.threads):
                lijn = stapel.enter_context(socket.create_connection(("127.0.0.1", rio.port)))
                lijn.sendall(vraag("/vast"))
            time.sleep(0.3)
            for pad in ("/health", "/health/live", "/metrics", "/health/"):
                begin = time.monotonic()
                verbinding = http.client.HTTPConnection("127.0.0.1", rio.port, timeout=5)
                verbinding.request("GET", pad)
                assert verbinding.getresponse().status == 200
                assert time.monotonic() - begin < 1
                verbinding.close()
    finally:
        los.set()
        rio.stop()


def test_tls_answers_arrive_whole_over_a_slow_line(tmp_path: Path) -> None:
    """A record that OpenSSL could not send is offered again as it was, also when more is waiting behind it."""
    rio, pki = eigen(tmp_path)
    antwoord = bytes(range(256)) * 12_000
    groot_erbij(rio, antwoord)
    try:
        for versie in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = pki.context("klant")
            context.minimum_version = context.maximum_version = versie
            lijn = socket.socket()
            lijn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            lijn.connect(("127.0.0.1", rio.port))
            with context.wrap_socket(lijn, server_hostname="localhost") as tls:
                tls.sendall(vraag("/groot", 3))
                time.sleep(0.3)
                uit = b""
                while uit.count(b"HTTP/1.1 200") < 3 or len(uit) < 3 * len(antwoord):
                    uit += (data := tls.recv(30_000))
                    assert data
                assert uit.count(antwoord) == 3
    finally:
        rio.stop()

"""Connections under every order of events: answers whole and in order, none lost, nobody left waiting."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rio_soap.server.application import Application
from rio_soap.server.http_server import Address, HttpServer

GROOT = 3_000_000
"""More bytes than a socket takes at once."""


class Toepassing:
    """Answers the bytes that the path names, after `los` when the path says so; counts what it answered."""

    def __init__(self) -> None:
        self.los = threading.Event()
        self.begonnen = threading.Event()
        self.gedaan: list[str] = []

    def __call__(self, omgeving: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        pad = omgeving["PATH_INFO"]
        omgeving["wsgi.input"].read()
        if pad.startswith("/wacht"):
            self.begonnen.set()
            assert self.los.wait(10)
        data = b"x" * GROOT if pad == "/groot" else pad.encode()
        status = "204 No Content" if pad == "/leeg" else "200 OK"
        start(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(data)))])
        self.gedaan.append(pad)
        return [data]


@contextmanager
def server(plek: Path | None = None, threads: int = 3) -> Iterator[tuple[Toepassing, Callable[[], socket.socket]]]:
    toepassing = Toepassing()
    http = HttpServer(Application(toepassing), Address("127.0.0.1", 0, plek), threads=threads, max_body=2_000_000)

    def verbind() -> socket.socket:
        if plek is None:
            return socket.create_connection(("127.0.0.1", http.port), timeout=10)
        lijn = socket.socket(socket.AF_UNIX)
        lijn.settimeout(10)
        lijn.connect(str(plek))
        return lijn

    with http:
        yield toepassing, verbind
        toepassing.los.set()


def vraag(pad: str, slot: str = "", lichaam: bytes = b"") -> bytes:
    header = f"POST {pad} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(lichaam)}\r\n"
    return (header + (f"Connection: {slot}\r\n" if slot else "") + "\r\n").encode() + lichaam


def lees_een(lijn: socket.socket) -> bytes:
    """The body of one answer."""
    data = b""
    while b"\r\n\r\n" not in data:
        deel = lijn.recv(1)
        assert deel, "closed before the answer"
        data += deel
    lengte = int(data.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    lichaam = b""
    while len(lichaam) < lengte:
        deel = lijn.recv(lengte - len(lichaam))
        assert deel, "closed in the middle"
        lichaam += deel
    return lichaam


@pytest.fixture(params=["port", "socket"])
def draaiend(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Toepassing, Callable[[], socket.socket]]]:
    with server(tmp_path / "s.sock" if request.param == "socket" else None) as alles:
        yield alles


def test_one_after_another_on_one_connection(draaiend: tuple[Toepassing, Callable[[], socket.socket]]) -> None:
    _, verbind = draaiend
    with verbind() as lijn:
        begin = time.monotonic()
        for n in range(300):
            lijn.sendall(vraag(f"/{n}"))
            assert lees_een(lijn) == f"/{n}".encode()
        assert time.monotonic() - begin < 10, "no answer waits for a turn of the loop"


def test_all_at_once_are_answered_in_order(draaiend: tuple[Toepassing, Callable[[], socket.socket]]) -> None:
    toepassing, verbind = draaiend
    paden = ["/wacht/0", *(f"/{n}" for n in range(200))]
    with verbind() as lijn:
        lijn.sendall(b"".join(map(vraag, paden)))
        assert toepassing.begonnen.wait(10)
        toepassing.los.set()
        assert [lees_een(lijn).decode() for _ in paden] == paden


def test_who_stops_sending_still_gets_its_answer_and_is_closed_then(
    draaiend: tuple[Toepassing, Callable[[], socket.socket]],
) -> None:
    toepassing, verbind = draaiend
    with verbind() as lijn:
        lijn.sendall(vraag("/wacht"))
        assert toepassing.begonnen.wait(10)
        lijn.shutdown(socket.SHUT_WR)
        time.sleep(0.1)
        toepassing.los.set()
        assert lees_een(lijn) == b"/wacht"
        assert lijn.recv(10) == b""


def test_who_is_gone_keeps_nobody_from_an_answer(draaiend: tuple[Toepassing, Callable[[], socket.socket]]) -> None:
    toepassing, verbind = draaiend
    for n in range(20):
        with verbind() as lijn:
            lijn.sendall(vraag("/groot" if n % 2 else f"/wacht/{n}"))
    toepassing.los.set()
    for _ in range(20):  # more than there are threads
        with verbind() as lijn:
            lijn.sendall(vraag("/hier"))
            assert lees_een(lijn) == b"/hier"


def test_a_slow_reader_gets_all_of_a_large_answer_and_the_next(
    draaiend: tuple[Toepassing, Callable[[], socket.socket]],
) -> None:
    _, verbind = draaiend
    with verbind() as lijn, verbind() as ander:
        lijn.sendall(vraag("/groot") + vraag("/daarna"))
        time.sleep(0.3)
        for n in range(10):  # the worker did not wait for it
            ander.sendall(vraag(f"/{n}"))
            assert lees_een(ander) == f"/{n}".encode()
        assert lees_een(lijn) == b"x" * GROOT
        assert lees_een(lijn) == b"/daarna"


@pytest.mark.parametrize(("pad", "slot"), [("/leeg", ""), ("/leeg", "close"), ("/x", "close"), ("/groot", "close")])
def test_headers_stand_once_and_a_last_answer_is_followed_by_the_end(
    draaiend: tuple[Toepassing, Callable[[], socket.socket]], pad: str, slot: str
) -> None:
    _, verbind = draaiend
    with verbind() as lijn:
        lijn.sendall(vraag(pad, slot))
        data = b"".join(iter(lambda: lijn.recv(100_000), b""))
    header, _, lichaam = data.partition(b"\r\n\r\n")
    namen = [regel.partition(b":")[0] for regel in header.split(b"\r\n")[1:]]
    assert len(namen) == len(set(namen)), namen
    assert set(namen) >= {b"Server", b"Date", b"Content-Type", b"Connection"}
    assert lichaam == {"/leeg": b"", "/x": b"/x", "/groot": b"x" * GROOT}[pad]


def test_a_request_that_comes_in_pieces_while_another_is_answered(
    draaiend: tuple[Toepassing, Callable[[], socket.socket]],
) -> None:
    toepassing, verbind = draaiend
    tweede = vraag("/tweede", lichaam=b"y" * 5000)
    with verbind() as lijn:
        lijn.sendall(vraag("/wacht") + tweede[:30])
        assert toepassing.begonnen.wait(10)
        lijn.sendall(tweede[30:2000])
        time.sleep(0.05)
        toepassing.los.set()
        assert lees_een(lijn) == b"/wacht"
        lijn.sendall(tweede[2000:])
        assert lees_een(lijn) == b"/tweede"


def test_many_connections_at_random_lose_nothing() -> None:
    with server(threads=4) as (toepassing, verbind):
        fouten: list[BaseException] = []

        def klant(nummer: int) -> None:
            try:
                with verbind() as lijn:
                    for n in range(0, 120, 3):
                        paden = [f"/{nummer}/{n + m}" for m in range(1 + (n + nummer) % 3)]
                        lijn.sendall(b"".join(map(vraag, paden)))
                        assert [lees_een(lijn).decode() for _ in paden] == paden
            except BaseException as fout:  # noqa: BLE001  # told by the test itself
                fouten.append(fout)

        klanten = [threading.Thread(target=klant, args=(n,)) for n in range(12)]
        for thread in klanten:
            thread.start()
        for thread in klanten:
            thread.join(30)
        assert not fouten
        assert len(toepassing.gedaan) == len(set(toepassing.gedaan))

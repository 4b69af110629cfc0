"""A real HTTP server on loopback that behaves as a test says, byte for byte."""

import contextlib
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rio_soap.edukoppeling import proefpki

Gedrag = Callable[[socket.socket, bytes], None]


def http(inhoud: bytes, status: str = "200 OK", headers: str = "Content-Type: text/xml; charset=utf-8\r\n") -> bytes:
    """An HTTP answer."""
    return f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(inhoud)}\r\n\r\n".encode() + inhoud


class Proefserver:
    """Reads requests; `gedrag` gets the socket and the body of each, and does what it likes."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        buiten = self
        self.gedrag: Gedrag = lambda verbinding, _: verbinding.sendall(http(b"", "404 Not Found"))
        self.verzoeken: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.verbindingen = 0

        class Behandelaar(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                buiten.behandel(self.request, context)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Behandelaar)
        self.poort = self._server.server_address[1]
        self.url = f"{'https' if context else 'http'}://localhost:{self.poort}/dienst"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def behandel(self, verbinding: socket.socket, context: ssl.SSLContext | None) -> None:
        self.verbindingen += 1
        with contextlib.suppress(OSError):
            if context is not None:
                verbinding = context.wrap_socket(verbinding, server_side=True)
            bestand = verbinding.makefile("rb")
            while regel := bestand.readline():
                headers: dict[str, str] = {"": regel.decode()}
                while (header := bestand.readline()) not in (b"\r\n", b""):
                    naam, _, waarde = header.decode().partition(":")
                    headers[naam.lower()] = waarde.strip()
                inhoud = bestand.read(int(headers.get("content-length", "0")))
                self.headers.append(headers)
                self.verzoeken.append(inhoud)
                self.gedrag(verbinding, inhoud)

    def antwoordt(self, *antwoorden: bytes) -> None:
        """Answer with these bytes, the last of them again and again."""
        rij = list(antwoorden)
        self.gedrag = lambda verbinding, _: verbinding.sendall(rij.pop(0) if len(rij) > 1 else rij[0])

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Proefserver]:
    """A plain HTTP server."""
    gestart = Proefserver()
    yield gestart
    gestart.stop()


@pytest.fixture
def maak_server() -> Iterator[Callable[..., Proefserver]]:
    """Makes servers, with TLS when it gets a context."""
    gestart: list[Proefserver] = []

    def maak(context: Any = None) -> Proefserver:
        gestart.append(Proefserver(context))
        return gestart[-1]

    yield maak
    for een in gestart:
        een.stop()


@pytest.fixture
def als_http() -> Callable[..., bytes]:
    """Wraps bytes as an HTTP answer."""
    return http


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Key pairs by name: ``kvk``, ``wij`` and a ``vreemde``."""
    oins = {"wij": "00000001800866472000", "vreemde": "00000001123456789000"}
    paren = proefpki.maak(tmp_path_factory.mktemp("pki"), dienst_oin="00000003272483710000", klanten=oins)
    return {**paren, "kvk": paren["dienst"]}

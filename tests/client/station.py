"""A link between client and service that does what gateways do: pass a request on or not, and answer as it likes."""

import contextlib
import gzip
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Antwoord = Callable[[bytes], bytes]
"""From the answer of the service (empty when the request was not passed on) to the bytes that the client gets."""


@dataclass(frozen=True)
class Gedrag:
    """What happens to one request.

    :param door: whether the service gets it.
    :param gelezen: whether it is read at all; if not, the connection is closed at once.
    :param einde: ``dicht`` closes after the answer, ``reset`` breaks the connection, ``open`` says nothing more.
    """

    antwoord: Antwoord
    door: bool = True
    einde: str = "dicht"
    gelezen: bool = True


@dataclass
class Station:
    """The link; `gedrag` says what happens to each request in turn, and `DOOR` after that."""

    doel: int
    gedrag: list[Gedrag]
    poort: int = 0
    verzoeken: list[bytes] = field(default_factory=list)
    doorgegeven: list[bytes] = field(default_factory=list)

    def leveringen(self) -> int:
        """How many deliveries came."""
        return sum(b"/beheren4.0" in verzoek[:200] for verzoek in self.verzoeken)


def vast(data: bytes) -> Antwoord:
    return lambda _: data


def http(status: str, inhoud: bytes = b"", *headers: str, soort: str = "text/html") -> bytes:
    regels = [f"HTTP/1.1 {status}", f"Content-Type: {soort}", f"Content-Length: {len(inhoud)}", *headers]
    return "\r\n".join(regels).encode() + b"\r\nConnection: close\r\n\r\n" + inhoud


def fault(code: str, tekst: str) -> bytes:
    return (
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault>'
        f"<faultcode>e:{code}</faultcode><faultstring>{tekst}</faultstring></e:Fault></e:Body></e:Envelope>"
    ).encode()


def met_status(status: str) -> Antwoord:
    """The body of the service's own answer under another status."""
    return lambda echt: http(status, echt.partition(b"\r\n\r\n")[2], soort="text/xml; charset=UTF-8")


def deel(van: float) -> Antwoord:
    """The first part of the service's own answer, its Content-Length and all."""
    return lambda echt: echt[: int(len(echt) * van)]


def ingepakt(echt: bytes) -> bytes:
    inhoud = gzip.compress(echt.partition(b"\r\n\r\n")[2])
    return http("200 OK", inhoud, "Content-Encoding: gzip", soort="text/xml; charset=UTF-8")


def in_stukken(echt: bytes, *, eind: bool = True, half: bool = False) -> bytes:
    inhoud = echt.partition(b"\r\n\r\n")[2]
    inhoud = inhoud[: len(inhoud) // 2] if half else inhoud
    header = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=UTF-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    return header + b"%x\r\n%s\r\n" % (len(inhoud), inhoud) + (b"0\r\n\r\n" if eind else b"")


def zonder_einde(echt: bytes, van: float) -> bytes:
    """As HTTP/1.0: the end of the answer is that of the connection."""
    inhoud = echt.partition(b"\r\n\r\n")[2]
    return b"HTTP/1.0 200 OK\r\nContent-Type: text/xml; charset=UTF-8\r\n\r\n" + inhoud[: int(len(inhoud) * van)]


DOOR = Gedrag(lambda echt: echt)
STIL = Gedrag(vast(b""))
"""The request passes, the answer is lost."""
WEG = Gedrag(vast(b""), door=False, gelezen=False)
ONZIN = Gedrag(vast(http("200 OK", b"<a/>", soort="text/xml")), door=False)
DK0051 = fault("Server.DK0051", "Service niet beschikbaar")


@contextmanager
def station(doel: int, *gedrag: Gedrag) -> Iterator[Station]:
    """A running link before the service on port `doel`."""
    luister = socket.create_server(("127.0.0.1", 0))
    uit = Station(doel, list(gedrag), luister.getsockname()[1])
    open_: list[socket.socket] = []

    def bedien() -> None:
        nummer = 0
        while True:
            try:
                klant, _ = luister.accept()
            except OSError:
                return
            hoe, nummer = (uit.gedrag[nummer] if nummer < len(uit.gedrag) else DOOR), nummer + 1
            with contextlib.suppress(OSError):
                _bedien(klant, hoe, uit)
            if hoe.einde == "open":
                open_.append(klant)
                continue
            if hoe.einde == "reset":
                klant.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            klant.close()

    threading.Thread(target=bedien, daemon=True).start()
    try:
        yield uit
    finally:
        luister.close()
        for klant in open_:
            klant.close()


def _bedien(klant: socket.socket, hoe: Gedrag, uit: Station) -> None:
    if not hoe.gelezen:
        return
    data = lees(klant)
    uit.verzoeken.append(data)
    echt = b""
    if hoe.door:
        uit.doorgegeven.append(data)
        with socket.create_connection(("127.0.0.1", uit.doel)) as dienst:
            dienst.sendall(data.replace(b"Accept-Encoding", b"Connection: close\r\nAccept-Encoding", 1))
            echt = b"".join(iter(lambda: dienst.recv(65536), b""))
    klant.sendall(hoe.antwoord(echt))


def lees(klant: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (stuk := klant.recv(65536)):
            raise OSError("no request")
        data += stuk
    header, _, rest = data.partition(b"\r\n\r\n")
    lengte = next(int(r.split(b":")[1]) for r in header.split(b"\r\n") if r.lower().startswith(b"content-length"))
    while len(rest) < lengte:
        stuk = klant.recv(65536)
        data, rest = data + stuk, rest + stuk
    return data

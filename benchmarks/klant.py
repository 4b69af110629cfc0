"""A client that costs little: ready-made requests over connections that stay open, one thread, no parsing.

It only sends to 127.0.0.1, and stops by itself when its requests are used up.
"""

import heapq
import random
import selectors
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.meten import percentiel
from rio_soap.contract.operaties import Operatie

GOED = b"requestGoedgekeurd>true<"
_STAP = 262_144
WACHT = 30.0
"""Seconds without any answer after which the client gives up."""


def http_verzoek(pad: str, soap_action: str, data: bytes) -> bytes:
    """A POST as it goes over the wire."""
    header = (
        f"POST {pad} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml; charset=utf-8\r\n"
        f'SOAPAction: "{soap_action}"\r\nContent-Length: {len(data)}\r\n\r\n'
    )
    return header.encode() + data


def verzoek_voor(operatie: Operatie, data: bytes) -> bytes:
    """A POST of a message of this operation."""
    return http_verzoek(operatie.dienst.pad, operatie.soap_action, data)


@dataclass
class Uitkomst:
    """What came of a run: seconds in all, seconds per answer, and answers that were not an approval."""

    duur: float = 0.0
    tijden: list[float] = field(default_factory=list)
    goed: list[int] = field(default_factory=list)
    """Numbers (in order of sending) of the requests that were approved."""
    fouten: list[tuple[int, bytes]] = field(default_factory=list)
    """Number and beginning of each answer that was no approval, or empty when the connection broke."""
    foutmomenten: list[tuple[float, float]] = field(default_factory=list)
    """Of each of these, when it was sent and when it failed (`time.perf_counter`)."""
    bytes_uit: int = 0

    def meld_fout(self, nummer: int, begin: float, antwoord: bytes) -> None:
        """Note an answer that is no approval."""
        self.fouten.append((nummer, antwoord[-600:]))
        self.foutmomenten.append((begin, time.perf_counter()))

    @property
    def per_seconde(self) -> float:
        """Answers per second."""
        return len(self.tijden) / self.duur if self.duur else 0.0

    def ms(self, procent: float) -> float:
        """A percentile of the waiting time in milliseconds."""
        return 1000 * percentiel(self.tijden, procent)


class _Lijn:
    """One connection with at most one request under way."""

    def __init__(self, poort: int) -> None:
        self.poort = poort
        self.sok: socket.socket | None = None
        self.nummer, self.begin = -1, 0.0
        self.buffer = bytearray()

    def stuur(self, nummer: int, data: bytes, begin: float) -> None:
        self.nummer, self.begin = nummer, begin
        self.buffer.clear()
        if self.sok is None:
            self.sok = socket.create_connection(("127.0.0.1", self.poort), timeout=WACHT)
            self.sok.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sok.sendall(data)

    def lees(self) -> bytes | None:
        """The body once it is complete; None before that.

        :raises OSError: when the connection broke before the answer was complete.
        """
        assert self.sok is not None
        deel = self.sok.recv(_STAP)
        self.buffer += deel
        einde = self.buffer.find(b"\r\n\r\n")
        if einde < 0:
            if not deel:
                raise ConnectionResetError("no answer")
            return None
        header = bytes(self.buffer[:einde]).lower()
        if b"content-length:" in header:
            lengte = int(header.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            klaar = len(self.buffer) - einde - 4 >= lengte
            if not deel and not klaar:
                raise ConnectionResetError("half an answer")
        elif b"transfer-encoding: chunked" in header:
            klaar = self.buffer.endswith(b"0\r\n\r\n")
        else:
            klaar = not deel
        if klaar and (not deel or b"connection: close" in header):
            self.sluit()
        return bytes(self.buffer[einde + 4 :]) if klaar else None

    def sluit(self) -> None:
        if self.sok is not None:
            self.sok.close()
            self.sok = None


class Klant:
    """Sends requests and waits for all answers.

    :param poorten: ports on 127.0.0.1; connections are spread over them evenly.
    :param lijnen: connections, each with one request at a time.
    """

    def __init__(self, poorten: Sequence[int], lijnen: int) -> None:
        self._lijnen = [_Lijn(poorten[n % len(poorten)]) for n in range(lijnen)]
        self._kiezer = selectors.DefaultSelector()

    def sluit(self) -> None:
        """Close all connections."""
        for lijn in self._lijnen:
            lijn.sluit()
        self._kiezer.close()

    def stuur(
        self, verzoeken: Iterable[bytes], *, per_seconde: float | None = None, merk: bytes = GOED, tot: float = 0.0
    ) -> Uitkomst:
        """Send as fast as answers come, or at random moments with this mean rate (and count from those moments).

        :param merk: bytes that an approval holds.
        :raises TimeoutError: when nothing is answered for `WACHT` seconds.
        :param tot: moment of `time.monotonic` at which no new request is sent; 0: when they are used up.
        """
        uit = Uitkomst()
        bron = enumerate(verzoeken)
        wachtend: list[tuple[float, int, bytes]] = []
        moment = time.perf_counter()
        begin = moment
        vrij = list(self._lijnen)
        onderweg, vooruit = 0, begin
        uitgeput = False
        while not uitgeput or wachtend or onderweg:
            nu = time.perf_counter()
            while not uitgeput and (moment <= nu if per_seconde else len(wachtend) < len(vrij)):
                if tot and time.monotonic() > tot:
                    uitgeput = True
                    break
                try:
                    nummer, data = next(bron)
                except StopIteration:
                    uitgeput = True
                    break
                heapq.heappush(wachtend, (moment if per_seconde else 0.0, nummer, data))
                if per_seconde:
                    moment += random.expovariate(per_seconde)
            while wachtend and vrij:
                gepland, nummer, data = heapq.heappop(wachtend)
                # Longest idle first: a server may close a kept connection just when a request is on its way over it.
                onderweg += self._begin(vrij.pop(0), nummer, data, gepland or time.perf_counter(), uit, vrij)
            klaar = self._verwerk(uit, vrij, merk, moment - time.perf_counter() if per_seconde else 1.0, onderweg)
            onderweg -= klaar
            if klaar or not onderweg:
                vooruit = time.perf_counter()
            elif time.perf_counter() - vooruit > WACHT:
                raise TimeoutError(f"{onderweg} requests without an answer for {WACHT:.0f} seconds")
        uit.duur = time.perf_counter() - begin
        return uit

    def _begin(self, lijn: _Lijn, nummer: int, data: bytes, begin: float, uit: Uitkomst, vrij: list[_Lijn]) -> int:
        for _ in range(2):  # a kept connection may have been closed by the other side: once more on a new one
            vers = lijn.sok is None
            try:
                lijn.stuur(nummer, data, begin)
            except OSError:
                lijn.sluit()
                if vers:
                    break
            else:
                assert lijn.sok is not None
                self._kiezer.register(lijn.sok, selectors.EVENT_READ, lijn)
                return 1
        uit.meld_fout(nummer, begin, b"")
        time.sleep(0.005)  # nobody listens: no busy loop
        vrij.append(lijn)
        return 0

    def _verwerk(self, uit: Uitkomst, vrij: list[_Lijn], merk: bytes, wachttijd: float, onderweg: int) -> int:
        if not onderweg:
            time.sleep(min(max(wachttijd, 0.0), 0.05))
            return 0
        klaar = 0
        for sleutel, _ in self._kiezer.select(min(max(wachttijd, 0.0), 1.0)):
            lijn: _Lijn = sleutel.data
            sok = lijn.sok
            try:
                antwoord = lijn.lees()
            except (OSError, ValueError):
                antwoord = b""
                lijn.sluit()
            if antwoord is None:
                continue
            assert sok is not None
            self._kiezer.unregister(sleutel.fileobj)
            klaar += 1
            vrij.append(lijn)
            if merk in antwoord:
                uit.tijden.append(time.perf_counter() - lijn.begin)
                uit.goed.append(lijn.nummer)
                uit.bytes_uit += len(antwoord)
            else:
                uit.meld_fout(lijn.nummer, lijn.begin, antwoord)
        return klaar


def stuur_alles(poorten: Sequence[int], verzoeken: Iterable[bytes], lijnen: int = 4, *, merk: bytes = GOED) -> Uitkomst:
    """Send all over new connections, each answered before the next on the same connection."""
    klant = Klant(poorten, lijnen)
    try:
        return klant.stuur(verzoeken, merk=merk)
    finally:
        klant.sluit()


def herhaal(data: bytes, keren: int) -> Iterator[bytes]:
    """The same request a number of times."""
    for _ in range(keren):
        yield data

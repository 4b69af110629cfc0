"""HTTP that is broken on purpose: framing, sizes, slowness, paths and headers."""

import contextlib
import socket
import threading
import time
from pathlib import Path

import pytest

from rio_soap.contract.operaties import OPERATIES
from rio_soap.server import reception
from tests.service.conftest import Dienst
from tests.soap11 import controleer_fault
from tests.vijandig.doelwit import LEVER, Doelwit

PAD = OPERATIES[LEVER].dienst.pad
BEGIN = f"POST {PAD} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nSOAPAction: x\r\n".encode()


def rauw(doelwit: Doelwit, *delen: bytes, wacht: float = 5) -> bytes:
    """Send bytes; gives all that comes back before the connection closes or is silent."""
    with socket.create_connection(("127.0.0.1", doelwit.port), timeout=wacht) as lijn:
        with contextlib.suppress(OSError):  # closed before all was sent
            for deel in delen:
                lijn.sendall(deel)
            lijn.shutdown(socket.SHUT_WR)
        uit = b""
        with contextlib.suppress(OSError):
            while data := lijn.recv(65536):
                uit += data
        return uit


def stukken(data: bytes, grootte: int) -> bytes:
    delen = [data[i : i + grootte] for i in range(0, len(data), grootte)]
    return b"".join(b"%x\r\n%s\r\n" % (len(d), d) for d in delen) + b"0\r\n\r\n"


CHUNKED = BEGIN + b"Transfer-Encoding: chunked\r\n\r\n"
RAUW = {
    "a chunk of negative size": (CHUNKED + b"-1\r\nx\r\n0\r\n\r\n", b"400"),
    "a chunk size that is no number": (CHUNKED + b"zz\r\nx\r\n0\r\n\r\n", b"400"),
    "a chunk size with 0x": (CHUNKED + b"0x2\r\nab\r\n0\r\n\r\n", b"400"),
    "a chunk size of 16 digits": (CHUNKED + b"f" * 16 + b"\r\nab", None),
    "a chunk size of 60,000 digits": (CHUNKED + b"f" * 60_000 + b"\r\nab", None),
    "a chunk longer than it says": (CHUNKED + b"1\r\nabc\r\n0\r\n\r\n", b"400"),
    "chunks that never end": (CHUNKED + b"4\r\nabcd\r\n", None),
    "chunk extensions of 1 MB": (CHUNKED + b"1;" + b"a" * 1_000_000 + b"\r\nx\r\n0\r\n\r\n", None),
    "trailers of 1 MB": (CHUNKED + b"1\r\nx\r\n0\r\n" + b"a: b\r\n" * 150_000 + b"\r\n", None),
    "chunks beyond the limit": (CHUNKED + stukken(b"a" * 3_000_000, 60_000), b"500"),
    "both lengths": (
        BEGIN + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n",
        b"400",
    ),
    "chunks in http/1.0": (
        f"POST {PAD} HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n".encode(),
        b"400",
    ),
    "an encoding of no name": (BEGIN + b"Transfer-Encoding: x\r\n\r\n", b"501"),
    "chunked, not last": (BEGIN + b"Transfer-Encoding: chunked, gzip\r\n\r\n", b"501"),
    "chunked in capitals with a vertical tab": (BEGIN + b"Transfer-Encoding: \x0bchunked\r\n\r\n", b"400"),
    "a negative length": (BEGIN + b"Content-Length: -1\r\n\r\n", b"400"),
    "a length with plus": (BEGIN + b"Content-Length: +1\r\n\r\nx", b"400"),
    "two lengths": (BEGIN + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", b"400"),
    "a length of 5,000 digits": (BEGIN + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\nx", b"400"),
    "a length beyond the limit": (BEGIN + b"Content-Length: 99999999999\r\n\r\nx", b"500"),
    "less than its length": (BEGIN + b"Content-Length: 100\r\n\r\nx", None),
    "endless header": (BEGIN + b"X-A: " + b"a" * 2_000_000, b"431"),
    "endless headers": (BEGIN + b"".join(b"X-%d: a\r\n" % i for i in range(200_000)), b"431"),
    "one header 60,000 times": (BEGIN + b"a:\r\n" * 15_000 + b"\r\n", b"500"),
    "a header that is folded": (BEGIN + b"X-A: a\r\n b\r\n\r\n", None),
    "a header without a name": (BEGIN + b": a\r\n\r\n", b"400"),
    "a blank before the colon": (BEGIN + b"Content-Length : 3\r\n\r\nabc", b"400"),
    "bare line feeds": (BEGIN.replace(b"\r\n", b"\n") + b"\n", None),
    "a nul in a header": (BEGIN + b"X-A: a\0b\r\n\r\n", b"400"),
    "a start line of 1 MB": (b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n", b"431"),
    "no http": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 100 + b"\r\n\r\n", b"400"),
    "http/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", None),
    "http/1.0": (f"POST {PAD} HTTP/1.0\r\nContent-Length: 1\r\n\r\nx".encode(), b"500"),
    "http/0.9": (b"GET /health\r\n\r\n", None),
    "expect of something else": (BEGIN + b"Expect: 200-maybe\r\nContent-Length: 1\r\n\r\nx", b"500"),
    "upgrade": (b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", b"303"),
    "1,000 requests at once": (b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n" * 1000, b"200"),
}


@pytest.mark.parametrize("naam", RAUW)
def test_broken_http_is_refused_without_harm(doelwit: Doelwit, naam: str) -> None:
    data, status = RAUW[naam]
    uit: bytes = doelwit.houdt_stand(lambda: rauw(doelwit, data))
    if status is not None:
        assert uit.split(b" ")[1:2] == [status], uit[:300]
    if uit.startswith(b"HTTP/1.1 500") and b"<?xml" in uit:
        controleer_fault(uit.partition(b"\r\n\r\n")[2].partition(b"HTTP/1.")[0])
    assert b"Traceback" not in uit
    assert b"rio_berichten" not in uit, "the request that was smuggled in is not answered"


def test_a_message_in_chunks_of_one_byte_is_a_message(doelwit: Doelwit) -> None:
    data = BEGIN + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + stukken(b"<a>" + b"x" * 20_000, 1)
    uit = doelwit.houdt_stand(lambda: rauw(doelwit, data))
    assert controleer_fault(uit.partition(b"\r\n\r\n")[2])[0] == "VersionMismatch.DK0001"


def test_slow_clients_keep_nobody_out_and_are_cut_off_however_they_trickle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """150 connections, more than waitress would keep by default, each of which sends a byte now and then."""
    monkeypatch.setitem(reception.LIMITS, "channel_timeout", 3)
    dienst = Dienst(tmp_path, kern=True)
    lijnen = [socket.create_connection(("127.0.0.1", dienst.port)) for _ in range(150)]
    try:
        for nummer, lijn in enumerate(lijnen):
            lijn.sendall((BEGIN + b"Content-Length: 100000\r\n\r\nx") if nummer % 2 else BEGIN)
            lijn.setblocking(False)
        assert dienst.get("/health").status == 200
        begin, over = time.monotonic(), set(lijnen)
        while over and time.monotonic() - begin < 20:
            for nummer, lijn in enumerate(lijnen):
                if lijn in over and _gesloten(lijn, b"x" if nummer % 2 else b"X-A: b\r\n"):
                    over.discard(lijn)
            time.sleep(0.5)
        assert not over, f"{len(over)} slow clients are still served"
        assert time.monotonic() - begin > 2, "and not before their time"
        assert dienst.get("/health").status == 200
    finally:
        for lijn in lijnen:
            lijn.close()
        dienst.stop()


def _gesloten(lijn: socket.socket, data: bytes) -> bool:
    """Send a little more; whether the other side has closed the connection."""
    try:
        lijn.send(data)
        return lijn.recv(100) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


PADEN = [
    ("GET", "/", 303),
    ("GET", "//", 303),
    ("GET", PAD, 405),
    ("GET", PAD + "/", 405),
    ("GET", PAD + "?wsdl", 200),
    ("GET", PAD + "/x.wsdl", 404),
    ("GET", PAD + "?xsd=../../../etc/passwd", 404),
    ("GET", PAD + "?xsd=%2e%2e%2fpyproject.toml", 404),
    ("GET", PAD + "?xsd=/etc/passwd", 404),
    ("GET", PAD + "?xsd=%00", 404),
    ("GET", PAD + "?xsd=", 404),
    ("GET", PAD + "?xsd", 404),
    ("GET", PAD + "?" + "a=b&" * 12_000 + "wsdl", 200),
    ("GET", PAD + "?" + "&" * 50_000, 405),
    ("GET", PAD + "?%", 405),
    ("GET", "/../../etc/passwd", 404),
    ("GET", "/RIO/services/../services/beheren4.0?wsdl", 404),
    ("GET", "/%52IO/services/beheren4.0?wsdl", 200),
    ("GET", "/metrics%0aHTTP", 404),
    ("GET", "http://evil.example/health", 200),
    ("HEAD", "/health", 200),
    ("HEAD", PAD + "?wsdl", 200),
    ("PUT", PAD, 405),
    ("DELETE", PAD, 405),
    ("TRACE", "/", 405),
    ("CONNECT", "/", 405),
    ("POST", "/health", 404),
    ("POST", "/metrics", 404),
    ("GET", "/controle", 405),
    ("BREW", "/controle", 405),
]


@pytest.mark.parametrize(("methode", "pad", "status"), PADEN, ids=lambda x: str(x)[:60])
def test_strange_paths_and_methods_find_nothing(doelwit: Doelwit, methode: str, pad: str, status: int) -> None:
    uit = doelwit.houdt_stand(lambda: doelwit.vraag(methode, pad))
    assert uit.status == status, uit.raw
    assert b"root:" not in uit.raw
    if methode == "HEAD":
        assert uit.raw == b""


@pytest.mark.parametrize(
    "host", ["evil.example", 'x"/><evil/>', "a\tb", "x" * 300, "[::1]:80", "user@evil", "a,b", "a/b", "", "\xff"]
)
def test_the_host_header_writes_no_xml(doelwit: Doelwit, host: str) -> None:
    data = f"GET {PAD}?wsdl HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Host: vals\r\nX-Forwarded-Proto: vals\r\n".encode(
        "latin-1"
    )
    uit = doelwit.houdt_stand(lambda: rauw(doelwit, data + b"Forwarded: host=vals\r\nConnection: close\r\n\r\n"))
    assert b"<evil" not in uit
    assert b"vals" not in uit, "no header of a proxy counts that nobody configured"


def test_a_certificate_header_is_nothing_without_a_proxy(doelwit: Doelwit) -> None:
    headers = {"X-RIO-Clientcertificaat": "%2d" * 5_000, "X_RIO_CLIENTCERTIFICAAT": "x"}
    uit = doelwit.houdt_stand(lambda: doelwit.post(b"<x/>", headers))
    assert controleer_fault(uit.raw)[0] == "VersionMismatch.DK0001"


@pytest.mark.parametrize("pad", ["/health", "/metrics"])
def test_what_operators_look_at_answers_while_strangers_attack(doelwit: Doelwit, pad: str) -> None:
    data = b"<a>" * 100_000
    klaar = threading.Event()

    def val_aan() -> None:
        while not klaar.is_set():
            doelwit.post(data)

    threads = [threading.Thread(target=val_aan) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(10):
            begin = time.monotonic()
            assert doelwit.vraag("GET", pad).status == 200
            assert time.monotonic() - begin < 2
    finally:
        klaar.set()
        for thread in threads:
            thread.join()
    assert doelwit.gewoon()


def test_no_stranger_adds_a_line_to_the_metrics(doelwit: Doelwit) -> None:
    """Labels are names of our own: whatever is sent, the number of series stays what the tables allow."""

    def reeksen() -> set[bytes]:
        regels = doelwit.vraag("GET", "/metrics").raw.splitlines()
        return {regel.rpartition(b" ")[0] for regel in regels if regel.startswith(b"rio_berichten_total")}

    doelwit.post(b"<x/>")
    vooraf = reeksen()
    for nummer in range(50):
        doelwit.post(b"<x/>", {"SOAPAction": f"urn:x{nummer}", "Content-Type": "text/xml"})
        doelwit.vraag("GET", f"/x{nummer}")
    assert reeksen() == vooraf

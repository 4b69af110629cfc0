"""Requests per second over HTTP: the service in a process of its own on one core, clients on another."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from benchmarks.meten import Meting
from rio_soap.contract.operaties import OPERATIES

OPERATIE = OPERATIES["aanleveren_opleidingseenheid"]


def vrije_poort() -> int:
    """A port that is free now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def last(map_: Path, verzoeken: list[bytes], klanten: int = 4) -> tuple[float, Meting, int]:
    """Send all requests; gives requests per second, latency, and how many were not approved."""
    poort = vrije_poort()
    start = "from benchmarks.meten import op_een_kern; op_een_kern(0); from rio_soap.cli import main; main()"
    opdracht = [sys.executable, "-c", start, "serve", "--port", str(poort)]
    proces = subprocess.Popen(opdracht, env={**os.environ, "RIO_DATA_DIR": str(map_)}, stdout=subprocess.DEVNULL)
    try:
        _wacht(poort)
        _stuur(poort, verzoeken[: klanten * 4], klanten)  # schemas compiled, connections open
        begin = time.perf_counter()
        tijden, fout = _stuur(poort, verzoeken[klanten * 4 :], klanten)
        duur = time.perf_counter() - begin
    finally:
        proces.terminate()
        proces.wait(timeout=20)
    return len(tijden) / duur, Meting.van(tijden), fout


def _wacht(poort: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", poort), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the service did not start")


def _stuur(poort: int, verzoeken: list[bytes], klanten: int) -> tuple[list[float], int]:
    tijden: list[float] = []
    fouten: list[bytes] = []

    def klant(deel: list[bytes]) -> None:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
        for data in deel:
            begin = time.perf_counter()
            verbinding.request(
                "POST", OPERATIE.dienst.pad, data, {"Content-Type": "text/xml", "SOAPAction": OPERATIE.soap_action}
            )
            antwoord = verbinding.getresponse().read()
            tijden.append(time.perf_counter() - begin)
            if b"requestGoedgekeurd>true<" not in antwoord:
                fouten.append(antwoord)
        verbinding.close()

    draden = [threading.Thread(target=klant, args=(verzoeken[n::klanten],)) for n in range(klanten)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return tijden, len(fouten)

"""The failure matrix: a real server that misbehaves, and the one error within a bounded time."""

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rio_soap.chain.bag import SoapBag
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.resilience import Limits, MetricHooks

LIMITS = Limits(total=1.5, connect=0.5, response=0.7, pause=0.02, failures_to_open=100, maximum_response=200_000)
LEEG = b"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
<a:Antwoordbericht-APD-ADO xmlns:a="http://www.kadaster.nl/schemas/bag-verstrekkingen/bevragingen-apd/v20090901"
 xmlns:q="http://www.kadaster.nl/schemas/bag-verstrekkingen/bevragingen-selecties/v20090901"><a:antwoord><a:vraag>
<q:APD><q:gegVarActueel>true</q:gegVarActueel></q:APD><q:NUM-postcodeAdres><q:postcode>9747AS</q:postcode>
<q:huisnummer>7</q:huisnummer></q:NUM-postcodeAdres></a:vraag><a:producten/></a:antwoord></a:Antwoordbericht-APD-ADO>
</s:Body></s:Envelope>"""

KOP = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n" % len(LEEG)


def druppel(data: bytes) -> Callable[[socket.socket, bytes], None]:
    """A byte now and then: no socket time-out ever sees it."""

    def gedrag(verbinding: socket.socket, _: bytes) -> None:
        for byte in data:
            verbinding.sendall(bytes([byte]))
            time.sleep(0.05)

    return gedrag


def zwijg(verbinding: socket.socket, _: bytes) -> None:
    time.sleep(3)


def breek(data: bytes) -> Callable[[socket.socket, bytes], None]:
    def gedrag(verbinding: socket.socket, _: bytes) -> None:
        verbinding.sendall(data)
        verbinding.shutdown(socket.SHUT_RDWR)
        verbinding.close()

    return gedrag


def geef(data: bytes) -> Callable[[socket.socket, bytes], None]:
    return lambda verbinding, _: verbinding.sendall(data)


def met(status: bytes, inhoud: bytes = b"", headers: bytes = b"Content-Type: text/xml\r\n") -> bytes:
    return b"HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s" % (status, headers, len(inhoud), inhoud)


FAULT = (
    b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:%s</faultcode>'
    b"<faultstring>x</faultstring></s:Fault></s:Body></s:Envelope>"
)
BOM = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'

GEVALLEN: dict[str, tuple[Any, Reason, int]] = {
    "zegt niets": (zwijg, Reason.TIMEOUT, 1),
    "druppelt de koppen": (druppel(KOP), Reason.TIMEOUT, 1),
    "druppelt de inhoud": (lambda v, b: (v.sendall(KOP), druppel(LEEG)(v, b)), Reason.TIMEOUT, 1),
    "hangt op": (breek(b""), Reason.UNREACHABLE, 3),
    "half antwoord": (breek(KOP + LEEG[:200]), Reason.UNREACHABLE, 3),
    "half antwoord zonder lengte": (breek(b"HTTP/1.0 200 OK\r\n\r\n" + LEEG[:200]), Reason.INVALID, 1),
    "geen HTTP": (breek(b"220 mail.example ESMTP\r\n"), Reason.UNREACHABLE, 3),
    "onzin": (geef(met(b"200 OK", b"\x00\xff onzin")), Reason.INVALID, 1),
    "html": (geef(met(b"200 OK", b"<html/>", b"Content-Type: text/html\r\n")), Reason.INVALID, 1),
    "andere XML": (geef(met(b"200 OK", b"<a/>")), Reason.INVALID, 1),
    "ander bericht": (geef(met(b"200 OK", LEEG.replace(b"Antwoordbericht", b"Antwoordbrief"))), Reason.INVALID, 1),
    "ongeldig bericht": (geef(met(b"200 OK", LEEG.replace(b"9747AS", b"9747 AS"))), Reason.INVALID, 1),
    "een DTD": (geef(met(b"200 OK", BOM)), Reason.INVALID, 1),
    "gzip": (geef(met(b"200 OK", LEEG, b"Content-Encoding: gzip\r\n")), Reason.INVALID, 1),
    "te groot": (geef(met(b"200 OK", LEEG + b" " * 300_000)), Reason.INVALID, 1),
    "doorverwijzing": (geef(met(b"302 Found", b"", b"Location: http://127.0.0.1:1/\r\n")), Reason.INVALID, 1),
    "429": (geef(met(b"429 Too Many Requests")), Reason.BUSY, 3),
    "429 met lange wachttijd": (geef(met(b"429 Too Many", b"", b"Retry-After: 60\r\n")), Reason.BUSY, 1),
    "500 zonder SOAP": (geef(met(b"500 Internal Server Error", b"oeps")), Reason.ERROR, 1),
    "500 met antwoord": (geef(met(b"500 Internal Server Error", LEEG)), Reason.ERROR, 1),
    "500 met Fault": (geef(met(b"500 Internal Server Error", FAULT % b"Server")), Reason.ERROR, 1),
    "Fault aan ons": (geef(met(b"500 Internal Server Error", FAULT % b"Client")), Reason.QUESTION, 1),
    "503": (geef(met(b"503 Service Unavailable")), Reason.ERROR, 3),
    "403": (geef(met(b"403 Forbidden")), Reason.QUESTION, 1),
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_elke_storing_is_de_ene_fout_binnen_de_tijd(server: Any, geval: str) -> None:
    server.gedrag, reden, keren = GEVALLEN[geval]
    bag = SoapBag(server.url, limits=LIMITS)
    begin = time.monotonic()
    with pytest.raises(ChainFailure) as fout:
        bag.zoek("9747AS", 7, None, None, None)
    duur = time.monotonic() - begin
    assert (fout.value.register, fout.value.reason) == ("BAG", reden), fout.value
    assert duur < LIMITS.total + 0.5
    assert len(server.verzoeken) == keren
    # the pool has not kept a spoiled connection: the next question works
    server.antwoordt(KOP + LEEG)
    assert list(bag.zoek("9747AS", 7, None, None, None)) == []
    bag.sluit()


def test_een_server_die_er_niet_is(server: Any) -> None:
    server.stop()
    bag = SoapBag(server.url, limits=LIMITS)
    begin = time.monotonic()
    with pytest.raises(ChainFailure) as fout:
        bag.zoek("9747AS", 7, None, None, None)
    assert fout.value.reason is Reason.UNREACHABLE
    assert time.monotonic() - begin < LIMITS.total + 0.5


def test_een_weggevallen_verbinding_uit_de_pool_kost_geen_fout(server: Any) -> None:
    bag = SoapBag(server.url, limits=LIMITS)
    for _ in range(3):
        server.gedrag = breek(KOP + LEEG)  # answers well and hangs up, although it promised to keep alive
        assert list(bag.zoek("9747AS", 7, None, None, None)) == []
        time.sleep(0.05)
    bag.sluit()


def test_verbindingen_worden_hergebruikt_en_gedeeld_door_draden(server: Any) -> None:
    server.antwoordt(KOP + LEEG)
    bag = SoapBag(server.url, limits=Limits(concurrent=4))
    mislukt: list[Exception] = []

    def vraag() -> None:
        try:
            for _ in range(25):
                assert list(bag.zoek("9747AS", 7, None, None, None)) == []
        except (ChainFailure, AssertionError) as fout:
            mislukt.append(fout)

    threads = [threading.Thread(target=vraag) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert mislukt == []
    assert len(server.verzoeken) == 100
    assert server.verbindingen <= 4
    bag.sluit()


def test_de_zekering_spaart_wie_stil_ligt(server: Any) -> None:
    server.gedrag = zwijg
    gemeten: list[str] = []
    hooks = MetricHooks(question=lambda _, uitkomst, __: gemeten.append(uitkomst))
    limits = Limits(total=1.0, response=0.2, failures_to_open=2, open_seconds=60)
    bag = SoapBag(server.url, limits=limits, hooks=hooks)
    for _ in range(4):
        with pytest.raises(ChainFailure):
            bag.zoek("9747AS", 7, None, None, None)
    assert gemeten == ["tijd", "tijd", "open", "open"]
    assert len(server.verzoeken) == 2


def test_schemas_worden_nooit_opgehaald(server: Any, tmp_path: Path) -> None:
    wsdl = tmp_path / "ver.wsdl"
    wsdl.write_text(
        f"""<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema"
        targetNamespace="urn:x"><wsdl:types><xs:schema><xs:import namespace="urn:y" schemaLocation="{server.url}"/>
        </xs:schema></wsdl:types></wsdl:definitions>"""
    )
    with pytest.raises(ValueError, match="localhost"):
        SoapBag(server.url, wsdl=wsdl)
    with pytest.raises(OSError, match="No such file"):
        SoapBag(server.url, wsdl=Path(server.url))
    assert server.verzoeken == []

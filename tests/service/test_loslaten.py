"""Whatever a message leaves is let go when it is answered, by reference counts: the collector hardly ever comes."""

import gc
import http.client
import logging
import socket
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database.failures import Unavailable
from rio_soap.service import pipeline
from tests.service.conftest import Dienst
from tests.service.stappen import vervang

LEES = "opvragen_opleidingseenheid"
BEHEREN = OPERATIES["verwijderen_opleidingseenheid"].dienst.pad
VAN_EEN_BERICHT = (
    "frame",
    "traceback",
    "Bericht",
    "_Context",
    "Edufout",
    "_Refusal",
    "_Element",
    "Envelope",
    "bytes",
)
"""Types of what holds a message, or is a part of it."""


def lezing(rio: Dienst, code: str = "1001O1234", **anders: Any) -> bytes:
    return rio.verzoek(LEES, {"opleidingseenheidcode": code}, **anders)


GEWEIGERD: dict[str, Callable[[Dienst], bytes]] = {
    "no XML": lambda _: b"<a",
    "empty": lambda _: b"",
    "not UTF-8": lambda _: b"\xff\xfe",
    "DTD": lambda _: b"<!DOCTYPE a><a/>",
    "no envelope": lambda _: b"<a><b/></a>",
    "deep": lambda _: b"<a>" * 300,
    "many elements": lambda _: b"<a>" + b"<b/>" * 300_000 + b"</a>",
    "too large": lambda rio: b" " * (rio.settings.max_bericht + 1),
    "unsigned": lambda rio: lezing(rio, sleutelpaar=None),
    "changed after signing": lambda rio: lezing(rio).replace(b"1001O1234", b"1001O1235"),
    "for another": lambda rio: lezing(rio, ontvanger="00000001111111111000"),
    "no mandate": lambda rio: lezing(rio, oin="00000003222222222000"),
    "schema": lambda rio: lezing(rio, code="x" * 300),
    "no such element": lambda rio: lezing(rio).replace(b"opleidingseenheidcode>", b"onzin>"),
}


@pytest.fixture(scope="module", autouse=True)
def _wat_er_al_was() -> Iterator[None]:
    """What earlier tests left is not looked through again and again: it takes seconds, and is of no message here."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def zonder_opruimer() -> Iterator[None]:
    """No cycle collector meanwhile, and no log of pytest's that keeps errors."""
    logging.disable()
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    logging.disable(logging.NOTSET)


def resten(doe: Callable[[], object]) -> dict[str, int]:
    """What doing this, for the second time, leaves for the cycle collector: number of objects by type."""
    doe()
    time.sleep(0.05)  # the worker may still be on its way out of the request
    gc.collect()
    doe()
    time.sleep(0.05)
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        gc.collect()
        gevonden = Counter(type(wat).__name__ for wat in gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    return {naam: gevonden[naam] for naam in VAN_EEN_BERICHT if gevonden[naam]}


def post(rio: Dienst, data: bytes, pad: str = OPERATIES[LEES].dienst.pad, actie: str = LEES) -> int:
    verbinding = http.client.HTTPConnection("127.0.0.1", rio.port, timeout=30)
    headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": OPERATIES[actie].soap_action}
    verbinding.request("POST", pad, data, headers)
    antwoord = verbinding.getresponse()
    antwoord.read()
    verbinding.close()
    return antwoord.status


@pytest.mark.usefixtures("zonder_opruimer")
def test_what_holds_itself_is_seen() -> None:
    """The tests below would see it."""

    class Bericht:
        def __init__(self) -> None:
            self.zelf = self

    assert resten(Bericht) == {"Bericht": 1}


@pytest.mark.usefixtures("zonder_opruimer")
@pytest.mark.parametrize("naam", GEWEIGERD)
def test_a_refused_message_is_let_go_when_it_is_answered(rio: Dienst, naam: str) -> None:
    assert resten(lambda: post(rio, GEWEIGERD[naam](rio))) == {}


@pytest.mark.usefixtures("zonder_opruimer")
@pytest.mark.parametrize("pad", ["/controle", "/voorbeeld"])
@pytest.mark.parametrize("naam", GEWEIGERD)
def test_what_the_workbench_explained_is_let_go(rio: Dienst, naam: str, pad: str) -> None:
    assert resten(lambda: post(rio, GEWEIGERD[naam](rio), pad)) == {}


@pytest.mark.usefixtures("zonder_opruimer")
def test_a_repeated_message_is_let_go(rio: Dienst) -> None:
    data = lezing(rio)
    assert resten(lambda: post(rio, data)) == {}


@pytest.mark.usefixtures("zonder_opruimer")
def test_a_delivery_refused_for_its_values_is_let_go(rio: Dienst) -> None:
    weg = "verwijderen_opleidingseenheid"
    assert resten(lambda: post(rio, rio.verzoek(weg, {"opleidingseenheidcode": "9999O9999"}), BEHEREN, weg)) == {}


@pytest.mark.usefixtures("zonder_opruimer")
@pytest.mark.parametrize("stap", [naam for naam, _ in pipeline.STAPPEN])
@pytest.mark.parametrize("fout", [RuntimeError("broken"), Unavailable("gone")], ids=["error of ours", "no register"])
def test_an_error_in_any_step_holds_nothing(
    rio: Dienst, monkeypatch: pytest.MonkeyPatch, stap: str, fout: Exception
) -> None:
    def stuk(p: pipeline.Pipeline, b: Any) -> None:
        try:
            raise type(fout)(*fout.args)
        except Exception as eerder:
            raise type(fout)("and again") from eerder

    vervang(monkeypatch, stap, stuk)
    assert resten(lambda: post(rio, lezing(rio))) == {}


@pytest.mark.usefixtures("zonder_opruimer")
@pytest.mark.parametrize("hoever", ["halfway", "whole"])
def test_a_client_that_goes_away_leaves_nothing(rio: Dienst, hoever: str) -> None:
    data = lezing(rio).replace(b"1001O1234", b"1001O1235")
    header = f"POST {OPERATIES[LEES].dienst.pad} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\n"
    header += f"SOAPAction: {OPERATIES[LEES].soap_action}\r\nContent-Length: {len(data)}\r\n\r\n"

    def weg() -> None:
        with socket.create_connection(("127.0.0.1", rio.port)) as thread:
            thread.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close with a reset
            thread.sendall(header.encode() + (data if hoever == "whole" else data[:2000]))
        time.sleep(0.1)

    assert resten(weg) == {}

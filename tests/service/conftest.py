"""A whole service in this process, on a fresh SQLite register with the trial data."""

import http.client
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database.database import Register
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.setup import service, serving, trial
from rio_soap.setup.settings import Settings
from tests import omgeving
from tests.register.kern import laad_kern


@dataclass
class Antwoord:
    """HTTP status, headers, raw bytes and the element in the Body."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> etree._Element:
        return etree.fromstring(self.raw)[-1][0]

    def tekst(self, naam: str) -> str | None:
        return self.body.findtext(f".//{{*}}{naam}")

    @property
    def faultcode(self) -> str | None:
        return self.body.findtext("faultcode")

    @property
    def faultstring(self) -> str | None:
        return self.body.findtext("faultstring")


class Dienst:
    """The service over real HTTP on a free port, and a client that signs for the Hanzehogeschool.

    :param kern: begin with what the tests of rules begin with, for a test that counts what is there.
    """

    def __init__(self, map_: Path, socket: Path | None = None, *, kern: bool = False, **settings: Any) -> None:
        self.settings = Settings(data_dir=map_, **settings)
        self.sleutelpaar: Sleutelpaar = omgeving.maak(self.settings, laad_kern if kern else laad_proef)
        self.register: Register = service.open_register(self.settings)
        self.register.__enter__()
        self.toepassing = service.make_application(self.settings, self.register)
        self.server = serving.make_http_server(self.toepassing, "127.0.0.1", 0, self.settings, socket)
        self.port = self.server.port
        self.server.__enter__()

    def stop(self) -> None:
        self.server.__exit__()
        self.register.__exit__(None, None, None)

    def verzoek(self, operatie: str, inhoud: dict[str, Any], **anders: Any) -> bytes:
        """A request; `anders` replaces sleutelpaar (None: unsigned), klok, oin or ontvanger."""
        gegevens = {
            "sleutelpaar": self.sleutelpaar,
            "klok": SystemClock(),
            "oin": trial.OIN_HANZE,
            "ontvanger": self.settings.oin,
            **anders,
        }
        return trial.signed_request(operatie, inhoud, **gegevens)

    def post(self, operatie: str, data: bytes, headers: dict[str, str] | None = None) -> Antwoord:
        naam = OPERATIES[operatie]
        verbinding = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        alle = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": naam.soap_action, **(headers or {})}
        verbinding.request("POST", naam.dienst.pad, data, alle)
        antwoord = verbinding.getresponse()
        uit = Antwoord(antwoord.status, dict(antwoord.getheaders()), antwoord.read())
        verbinding.close()
        return uit

    def get(self, pad: str) -> Antwoord:
        verbinding = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        verbinding.request("GET", pad)
        antwoord = verbinding.getresponse()
        uit = Antwoord(antwoord.status, dict(antwoord.getheaders()), antwoord.read())
        verbinding.close()
        return uit

    def stuur(self, operatie: str, inhoud: dict[str, Any], **anders: Any) -> Antwoord:
        return self.post(operatie, self.verzoek(operatie, inhoud, **anders))

    def lever(self, sleutel: str | None = None) -> str:
        """Deliver a new hoOpleiding; gives its code."""
        eenheid = trial.voorbeeldlevering()
        eenheid.velden["kenmerken"][0].velden["kenmerkwaardeTekst"] = sleutel or str(uuid.uuid4())  # type: ignore
        antwoord = self.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
        code = antwoord.tekst("opleidingseenheidcode")
        assert code is not None, antwoord.raw
        return code


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """One service per test module."""
    dienst_ = Dienst(tmp_path_factory.mktemp("rio"))
    yield dienst_
    dienst_.stop()

"""A service in a process of its own, looked at from outside: what it answers, stores, and takes of time and memory."""

import hashlib
import http.client
import os
import sqlite3
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.vertrouwen import partijen
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings
from tests import omgeving
from tests.edukoppeling import pki
from tests.proces import start_dienst
from tests.register.kern import laad_kern
from tests.vijandig.teken import LosPaar

LEVER, LEES = "aanleveren_opleidingseenheid", "opvragen_opleidingseenheid"
OIN_ZWAK = "00000003222222222000"
LATER = {"schakel", "mutatiegrens", "foutbericht"}
"""Written behind the messages of before, whenever there is time: the links of the chain, and since when all see the
mutaties of a delivery. A mutatie itself is compared. And the messages that got a fault, kept within bounds that hold
whoever sends them (tests/register/logboek/test_foutberichten.py, test_foutgrenzen.py)."""
SECONDEN, BYTES = 1.0, 100 * 1024 * 1024


@dataclass(frozen=True)
class Verbruik:
    """What one attack took of the service: seconds on the clock and of processor, and bytes above what it had."""

    klok: float
    processor: float
    geheugen: int


@dataclass
class Uit:
    """Status and body of an answer."""

    status: int
    raw: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Doelwit:
    """The service, and a client with a good key."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.settings = Settings(data_dir=map_)
        self.klant: Sleutelpaar = omgeving.maak(self.settings, laad_kern)
        self.zwak = LosPaar(*_zwak(1024, hashes.SHA256()))
        with service.open_register(self.settings) as register:
            register.schrijf(lambda s: partijen.voeg_partij_toe(s, self.zwak.der, [trial.OIN_HANZE], "zwak"))
        self.proces, self.port = start_dienst(map_)
        for _ in range(8):  # every thread compiles its schemas at its first message
            assert self.gewoon()

    def stop(self) -> None:
        self.proces.terminate()
        self.proces.wait(20)
        assert self.proces.stdout is not None
        self.proces.stdout.close()

    def levering(self, sleutelpaar: Any = None) -> bytes:
        """A good delivery; its unit is new."""
        inhoud = {"opleidingseenheid": trial.voorbeeldlevering()}
        paar = sleutelpaar or self.klant
        return trial.signed_request(
            LEVER, inhoud, paar, SystemClock(), oin=trial.OIN_HANZE, ontvanger=self.settings.oin
        )

    def gewoon(self) -> bool:
        """Whether a normal request gets its answer."""
        data = trial.signed_request(
            LEES,
            {"opleidingseenheidcode": "1010O6466"},
            self.klant,
            SystemClock(),
            oin=trial.OIN_HANZE,
            ontvanger=self.settings.oin,
        )
        uit = self.post(data, operatie=LEES)
        return uit.status == 200 and b"<ns2:requestGoedgekeurd>true<" in uit.raw

    def post(
        self, data: Any, headers: dict[str, str] | None = None, *, operatie: str = LEVER, pad: str | None = None
    ) -> Uit:
        soort = OPERATIES[operatie]
        alle = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": soort.soap_action, **(headers or {})}
        return self.vraag("POST", soort.dienst.pad if pad is None else pad, data, alle)

    def vraag(self, methode: str, pad: str, data: Any = None, headers: dict[str, str] | None = None) -> Uit:
        verbinding = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            verbinding.request(methode, pad, data, headers or {})
            antwoord = verbinding.getresponse()
            return Uit(antwoord.status, antwoord.read(), dict(antwoord.getheaders()))
        finally:
            verbinding.close()

    def stand(self) -> dict[str, str]:
        """A hash of all rows of every table."""
        verbinding = sqlite3.connect(f"file:{self.map / 'rio.db'}?mode=ro", uri=True)
        try:
            namen = [n for (n,) in verbinding.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {naam: _hash(verbinding, naam) for naam in namen if naam not in LATER}
        finally:
            verbinding.close()

    def verbruik(self, doe: Any) -> tuple[Any, Verbruik]:
        """Do something to the service, and what that took of it."""
        Path(f"/proc/{self.proces.pid}/clear_refs").write_text("5")  # begin the peak anew
        geheugen, processor, klok = self._status("VmRSS"), self._processor(), time.monotonic()
        uit = doe()
        klok = time.monotonic() - klok
        return uit, Verbruik(klok, self._processor() - processor, self._status("VmHWM") - geheugen)

    def _status(self, naam: str) -> int:
        regels = Path(f"/proc/{self.proces.pid}/status").read_text().splitlines()
        return next(int(regel.split()[1]) for regel in regels if regel.startswith(naam)) * 1024

    def _processor(self) -> float:
        velden = Path(f"/proc/{self.proces.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(velden[11]) + int(velden[12])) / os.sysconf("SC_CLK_TCK")

    def houdt_stand(self, doe: Any) -> Any:
        """Do something hostile: it stores nothing, is over within bounds, and the next normal request is answered."""
        vooraf = self.stand()
        uit, verbruik = self.verbruik(doe)
        if verbruik.klok > SECONDEN > verbruik.processor:  # perhaps the machine had something else to do
            uit, verbruik = self.verbruik(doe)
        druk = max(1.0, 3 * os.getloadavg()[0] / (os.cpu_count() or 1))
        assert self.stand() == vooraf, "something was stored"
        assert verbruik.processor < SECONDEN, verbruik
        assert verbruik.klok < SECONDEN * druk, verbruik
        assert verbruik.geheugen < BYTES, verbruik
        assert self.gewoon(), "a normal request is answered right after"
        return uit


def _hash(verbinding: sqlite3.Connection, tabel: str) -> str:
    som = hashlib.sha256()
    for rij in verbinding.execute(f'SELECT * FROM "{tabel}"'):
        som.update(repr(rij).encode())
    return som.hexdigest()


def _zwak(bits: int, hash_: Any) -> tuple[Any, bytes]:
    nu = datetime.now(UTC)
    tijd = {"van": nu - pki.DAG, "tot": nu + pki.DAG}
    wie = pki.maak("zwak", nummer=90, bits=bits, oin=OIN_ZWAK, hash_=hash_, **tijd)
    return wie.sleutel, wie.der

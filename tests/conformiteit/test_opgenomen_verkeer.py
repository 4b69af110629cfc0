"""Recorded traffic against the whole service: the very bytes of a real client, and its life cycles signed afresh."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.vertrouwen import partijen
from rio_soap.setup import trial
from tests.service.conftest import Dienst

WSSE = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd}"


@dataclass
class Klok:
    """A clock that the test sets."""

    moment: datetime

    def nu(self) -> datetime:
        return self.moment


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path_factory.mktemp("opgenomen"))
    yield dienst
    dienst.stop()


def paren(gedeeld: Path) -> list[dict[str, Any]]:
    inhoud = json.loads((gedeeld / "examples/recorded/index.json").read_text())
    return list(inhoud if isinstance(inhoud, list) else inhoud["pairs"])


def test_the_bytes_of_a_real_client_are_taken_at_their_own_time(rio: Dienst, gedeeld: Path) -> None:
    """Every genuine recorded request of an operation that is built gets an answer, not a fault."""
    klok = Klok(datetime.fromisoformat("2023-01-01T00:00:00+00:00"))
    rio.toepassing.pijplijn.klok = klok
    rio.toepassing.pijplijn.vertrouwen.klok = klok  # type: ignore[attr-defined]
    geteld = 0
    for paar in paren(gedeeld):
        if paar["provenance"] != "genuine" or paar["operation"] not in {*LEVERINGEN, *RAADPLEGINGEN}:
            continue
        data = (gedeeld / f"examples/recorded/{paar['name']}.request.xml").read_bytes()
        token = etree.fromstring(data).find(f".//{WSSE}BinarySecurityToken")
        assert token is not None
        der = base64.b64decode("".join(str(deel) for deel in token.itertext()))
        rio.register.schrijf(lambda session, der=der: partijen.voeg_partij_toe(session, der, (trial.OIN_HANZE,)))
        klok.moment = datetime.fromisoformat(paar["recorded_at"].replace("Z", "+00:00"))
        antwoord = rio.post(paar["operation"], data, {"SOAPAction": paar["soap_action"]})
        assert antwoord.status == 200, (paar["name"], antwoord.raw)
        assert etree.QName(antwoord.body).localname == paar["response_root"]
        geteld += 1
    assert geteld >= 30


NIET_VAN_RIO = {("sleutel-wijzigen-1010O6466", 3)}
"""Steps whose recorded answer was edited by the client project: no evidence of what RIO held."""


def uitkomst(regels: list[str]) -> dict[str, set[int]]:
    """Failed steps per scenario, from the printed lines of the replay tool."""
    per_scenario: dict[str, set[int]] = {}
    mislukt: set[int] = set()
    for regel in regels:
        if regel.startswith("  FAIL"):
            mislukt.add(int(regel.split()[1]))
        elif " steps as recorded" in regel:
            per_scenario[regel.split(":")[0]] = mislukt
            mislukt = set()
    return per_scenario


def speel_af(rio_: Dienst, gedeeld: Path, *scenarios: str) -> dict[str, set[int]]:
    pki = rio_.settings.data_dir / "pki"
    opdracht = [sys.executable, str(gedeeld / "tools/replay.py"), "--url", f"http://127.0.0.1:{rio_.port}"]
    opdracht += ["--examples", str(gedeeld / "examples/recorded"), "--xsd", str(gedeeld / "contract/duo")]
    opdracht += ["--key", str(pki / "klant.key"), "--cert", str(pki / "klant.pem"), "--scenario", *scenarios]
    uit = subprocess.run(opdracht, capture_output=True, text=True, timeout=120, check=False)
    assert uit.returncode in (0, 1), uit.stderr
    return uitkomst(uit.stdout.splitlines())


def scenarios(gedeeld: Path) -> list[dict[str, Any]]:
    inhoud = json.loads((gedeeld / "examples/recorded/scenarios.json").read_text())
    return list(inhoud if isinstance(inhoud, list) else inhoud["scenarios"])


def test_recorded_life_cycles_replay_as_recorded(tmp_path: Path, gedeeld: Path) -> None:
    """All scenarios, in one fresh trial environment, except the one that needs another set of trial data."""
    vers = Dienst(tmp_path)
    try:
        namen = [s["id"] for s in scenarios(gedeeld) if s["id"] != "zoek-en-lees-1010O8815"]
        gevonden = speel_af(vers, gedeeld, *namen)
    finally:
        vers.stop()
    gebouwd = {*LEVERINGEN, *RAADPLEGINGEN}
    for scenario in scenarios(gedeeld):
        if scenario["id"] not in gevonden:
            continue
        verwacht = {
            stap["step"]
            for stap in scenario["steps"]
            if (scenario["id"], stap["step"]) in NIET_VAN_RIO or stap["operation"] not in gebouwd
        }
        assert gevonden[scenario["id"]] == verwacht, scenario["id"]
    assert len(gevonden) == len(namen)


def test_a_key_is_found_and_its_unit_read_as_recorded(tmp_path: Path, gedeeld: Path) -> None:
    """Scenario zoek-en-lees, on its own set of trial data: the life cycle of 2023 needs its key to be unknown."""
    from rio_soap.register.proefdata import proef as proefdata

    vers = Dienst(tmp_path)
    try:
        vers.register.schrijf(lambda session: proefdata.laad_proef(session, "zoek-en-lees"))
        assert speel_af(vers, gedeeld, "zoek-en-lees-1010O8815") == {"zoek-en-lees-1010O8815": set()}
    finally:
        vers.stop()

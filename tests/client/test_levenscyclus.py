"""The recorded life cycles through the typed methods: what RIO answered in 2023 and 2025, the service answers too.

Steps of an operation that is not built are left out, with the steps that see their effect.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.client import RioAfgekeurd, RioClient
from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from tests.client.conftest import maak_client
from tests.service.conftest import Dienst

SCENARIOS = (
    "levenscyclus-2023-05-02",
    "levenscyclus-2025-12-24",
    "schrijf-en-lees-1010O6466",
    "aangeboden-herleveren-ab7431c0",
)
_KOP = {
    "identificatiecodeBedrijfsdocument",
    "verzendendeInstantie",
    "ontvangendeInstantie",
    "datumTijdBedrijfsdocument",
}


def vertaal(waarde: Any, codes: dict[str, str]) -> Any:
    """The recorded codes replaced by those that this service issued."""
    if isinstance(waarde, Gegeven):
        return Gegeven(waarde.naam, {naam: vertaal(deel, codes) for naam, deel in waarde.velden.items()})
    if isinstance(waarde, list):
        return [vertaal(deel, codes) for deel in waarde]
    return codes.get(waarde, waarde) if isinstance(waarde, str) else waarde


def opname(gedeeld: Path, naam: str, soort: str) -> etree._Element:
    return etree.fromstring((gedeeld / f"examples/recorded/{naam}.{soort}.xml").read_bytes())[-1][0]


def verwacht(gedeeld: Path, stap: dict[str, Any]) -> tuple[bool, list[str]]:
    antwoord = opname(gedeeld, stap["name"], "response")
    return antwoord.findtext("{*}requestGoedgekeurd") == "true", [e.text or "" for e in antwoord.iter("{*}foutcode")]


def roep(rio: RioClient, operatie: str, velden: dict[str, Any]) -> tuple[bool, list[str], Gegeven]:
    try:
        antwoord = getattr(rio, operatie)(**velden)
    except RioAfgekeurd as fout:
        return False, list(fout.foutcodes), fout.antwoord
    return True, [], antwoord.gegeven


def _ziet_aangeboden(stap: dict[str, Any], velden: dict[str, Any]) -> bool:
    return "aangebodenOpleiding" in stap["operation"] or "eigenAangebodenOpleidingSleutel" in velden


@pytest.mark.parametrize("naam", SCENARIOS)
def test_a_recorded_life_cycle_goes_as_recorded(naam: str, gedeeld: Path, vers: Dienst) -> None:
    scenario = next(
        s for s in json.loads((gedeeld / "examples/recorded/scenarios.json").read_text()) if s["id"] == naam
    )
    gebouwd = {*LEVERINGEN, *RAADPLEGINGEN}
    codes: dict[str, str] = {}
    gespeeld = 0
    with maak_client(vers) as rio:
        for stap in scenario["steps"]:
            operatie = OPERATIES[stap["operation"]]
            gegeven = mapping.lees(opname(gedeeld, stap["name"], "request"), operatie.dienst)
            velden = {s: vertaal(w, codes) for s, w in gegeven.velden.items() if s not in _KOP}
            zonder = "aanleveren_aangebodenOpleiding" not in gebouwd and _ziet_aangeboden(stap, velden)
            if operatie.naam not in gebouwd or zonder:
                continue
            goed, fouten, antwoord = roep(rio, operatie.naam, velden)
            if not stap.get("lags_behind_write"):
                assert (goed, fouten) == verwacht(gedeeld, stap), (stap["step"], stap["name"])
            if "returns_code" in stap:
                codes[stap["returns_code"]] = str(antwoord.velden["opleidingseenheidcode"])
            gespeeld += 1
    if not gespeeld:
        pytest.skip("aangeboden opleidingen are not built")

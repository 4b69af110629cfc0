"""docs/aanvulling/claims.md accounts for every claim, with tests that are there and operations of the contract."""

import json
import re
from pathlib import Path

import pytest

from rio_soap.contract.operaties import OPERATIES
from tests import claims


def test_the_page_of_claims_is_up_to_date() -> None:
    assert claims.PAGINA.read_text(encoding="utf-8") == claims.pagina(), "python -m tests.claims"


def test_every_claim_that_can_be_honoured_has_a_test() -> None:
    alle = claims.claims()
    assert [claim.nummer for claim in alle] == list(range(1, 56))
    zonder = {claim.nummer: claim.alleen for claim in alle if not claim.tests}
    assert zonder == {40: None, 55: claims.NIET_VAN_TOEPASSING}


def test_what_the_design_wants_in_files_or_the_api_is_shown_there(gedeeld: Path) -> None:
    """And of what it leaves out of them, only that it is left out (claim 11)."""
    ontwerp = json.loads((gedeeld / "reference" / "aanvulling.json").read_text(encoding="utf-8"))["claims"]
    gewild = {rij["nr"] for rij in ontwerp if rij["bestand_of_api"] not in ("", "–", "-")} - {55}
    assert {claim.nummer for claim in claims.claims() if claim.bestanden} == gewild


def test_every_operation_of_a_claim_is_one_of_the_contract_and_v4_is_named_for_the_rest() -> None:
    for claim in claims.claims():
        assert set(claim.operaties) <= OPERATIES.keys(), claim.nummer
        assert claim.operaties or claim.v4 or claim.bestanden or claim.alleen, claim.nummer


def test_the_operations_are_those_that_the_design_names(gedeeld: Path) -> None:
    """Where a row of the design names an operation in full, the claim has it, or the claims to which it points do."""
    ontwerp = json.loads((gedeeld / "reference" / "aanvulling.json").read_text(encoding="utf-8"))["claims"]
    eigen = {claim.nummer: set(claim.operaties) for claim in claims.claims()}
    assert {rij["nr"] for rij in ontwerp} == eigen.keys()
    heel = re.compile(r"\b(?:opvragen|aanleveren|verwijderen|zoeken)_[a-z]\w+")
    mist = {
        rij["nr"]: genoemd - eigen[rij["nr"]]
        for rij in ontwerp
        if (genoemd := {een for een in heel.findall(rij["operaties"]) if een in OPERATIES}) - eigen[rij["nr"]]
    }
    assert mist == {}


def test_a_test_that_is_not_there_cannot_be_named() -> None:
    with pytest.raises(LookupError, match="test_that_there_is_not"):
        claims.belofte("tests/docs/test_claims.py::test_that_there_is_not")
    with pytest.raises(OSError, match="test_niets"):
        claims.belofte("tests/docs/test_niets.py::test_x")


def test_what_a_test_promises_is_its_name() -> None:
    zelf = "tests/docs/test_claims.py::test_what_a_test_promises_is_its_name"
    assert claims.belofte(zelf) == "what a test promises is its name"


def test_a_page_that_lags_behind_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(claims, "PAGINA", tmp_path / "claims.md")
    assert claims.main(["--controleer"]) == 1
    assert claims.main([]) == 0
    assert claims.main(["--controleer"]) == 0

"""docs/standaarden.md tells what the code does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rio_soap.register.operaties.onbereikbaar import EIGEN_ONBEREIKBAAR
from rio_soap.register.regels.eigen_codes import EIGEN_CODES, EIGEN_LEESCODES, EIGEN_LEVERCODES
from rio_soap.register.regels.foutcodes import FOUTCODES, RAADPLEEGCODES, VOLGORDE, volledige_volgorde
from rio_soap.register.standaarden import gebouwd, klaar, main, vernieuw
from tests.register.codevolgorde import buiten_volgorde, ontbrekende_controles

PAGINA = Path(__file__).parents[2] / "docs" / "standaarden.md"


def test_the_page_is_up_to_date() -> None:
    assert main([str(PAGINA), "--controleer"]) == 0, "run python -m rio_soap.register.standaarden"


def test_every_code_of_every_operation_has_a_row_with_its_text_and_a_status() -> None:
    tekst = PAGINA.read_text(encoding="utf-8")
    beheren = tekst.split("<!-- begin beheren -->")[1].split("<!-- end beheren -->")[0]
    for operatie in VOLGORDE:
        deel = beheren.split(f"### {operatie}\n")[1].split("###")[0]
        rijen = [regel.split(" | ") for regel in deel.splitlines() if regel.startswith("| `")]
        assert [rij[0].strip("| `") for rij in rijen] == list(volledige_volgorde(operatie))
        for rij in rijen:
            assert rij[1] == FOUTCODES[rij[0].strip("| `")].fouttekst
            assert rij[3].rstrip(" |") in {"built", "ready", "next", "chain", "log", "never"}
    assert set(gebouwd()) | set(klaar()) <= VOLGORDE.keys() | RAADPLEEGCODES.keys() | EIGEN_CODES.keys()


def test_every_operation_of_our_own_contract_has_a_row_with_its_codes_and_each_own_code_its_text() -> None:
    eigen = PAGINA.read_text(encoding="utf-8").split("<!-- begin eigen -->")[1].split("<!-- end eigen -->")[0]
    rijen = {rij[0]: rij[1:] for regel in eigen.splitlines() if len(rij := regel.strip("| ").split(" | ")) == 3}
    for operatie, codes in EIGEN_CODES.items():
        assert rijen[operatie][0] == (", ".join(f"`{code}`" for code in codes) or "–")
        for code in codes:
            assert not code.startswith("RS") or rijen[f"`{code}`"][0] == FOUTCODES[code].fouttekst


def test_a_delivery_of_our_own_judges_every_code_of_its_operation_in_their_order() -> None:
    eigen = {operatie: codes for operatie, codes in gebouwd().items() if operatie in EIGEN_LEVERCODES}
    mist = {(o, code) for o, codes in ontbrekende_controles(eigen).items() for code in codes}
    assert mist <= EIGEN_ONBEREIKBAAR.keys()
    assert buiten_volgorde(eigen) == {}


def test_a_served_operation_judges_every_code_of_its_table_in_the_order_of_its_table() -> None:
    beheren = {operatie: codes for operatie, codes in gebouwd().items() if operatie in VOLGORDE}
    assert beheren
    assert ontbrekende_controles(beheren) == {}
    assert buiten_volgorde(beheren) == {}


def test_a_reading_uses_the_codes_that_are_named_for_it() -> None:
    for operatie, codes in gebouwd().items():
        if operatie in EIGEN_LEESCODES:
            assert list(codes) == list(EIGEN_LEESCODES[operatie])
        elif operatie not in VOLGORDE and operatie not in EIGEN_LEVERCODES:
            assert set(codes) <= RAADPLEEGCODES[operatie].keys()


def test_a_page_that_lags_behind_is_noticed_and_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kopie = tmp_path / "standaarden.md"
    shutil.copy(PAGINA, kopie)
    kopie.write_text(kopie.read_text(encoding="utf-8").replace("| `AUT401` |", "| `AUT402` |", 1), encoding="utf-8")
    assert main([str(kopie), "--controleer"]) == 1
    assert "not up to date" in capsys.readouterr().out
    assert main([str(kopie)]) == 0
    assert kopie.read_text(encoding="utf-8") == PAGINA.read_text(encoding="utf-8")


def test_a_page_without_its_blocks_is_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        vernieuw("# Standaarden\n")

"""docs/foutcodes.md accounts for every code in every place of the overview, with its control and its tests."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from rio_soap.register.operaties.onbereikbaar import EIGEN_ONBEREIKBAAR, ONBEREIKBAAR
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.regels.eigen_codes import EIGEN_LEVERCODES
from rio_soap.register.regels.foutcodes import FOUTCODES, VOLGORDE
from tests import codetabel
from tests.register import ooggetuige


@pytest.fixture(scope="module")
def bewijzen() -> Mapping[codetabel.Plaats, Sequence[str]]:
    return codetabel.verzamel()


def test_the_page_is_up_to_date(bewijzen: Mapping[codetabel.Plaats, Sequence[str]]) -> None:
    assert codetabel.PAGINA.read_text(encoding="utf-8") == codetabel.pagina(bewijzen), "python -m tests.codetabel"


def test_every_code_of_every_operation_has_a_control_and_a_test_or_a_reason(
    bewijzen: Mapping[codetabel.Plaats, Sequence[str]],
) -> None:
    """Of our own contract, of every operation that is built."""
    alle = [*codetabel.plaatsen(), *codetabel.eigen_plaatsen()]
    zonder = {p for p in alle if not codetabel.controle_van(*p) and not codetabel.reden(*p)}
    assert not zonder, "no control"
    zonder = {p for p in alle if codetabel.controle_van(*p) and not bewijzen.get(p)}
    assert not zonder, "no test with mark foutcode"
    assert set(bewijzen) <= set(alle), "a test claims a code that its operation does not have"


def test_every_operation_has_its_controles_and_every_reason_its_code() -> None:
    assert LEVERINGEN.keys() - EIGEN_LEVERCODES.keys() == VOLGORDE.keys()
    assert {code for _, code in EIGEN_ONBEREIKBAAR} <= FOUTCODES.keys()
    assert set(EIGEN_ONBEREIKBAAR) <= set(codetabel.eigen_plaatsen())
    assert ONBEREIKBAAR.keys() == {code for code, f in FOUTCODES.items() if f.uitvoering == "onbereikbaar"}
    assert len(ONBEREIKBAAR) == 20


def test_all_places_of_the_overview_are_accounted_for(gedeeld: Path) -> None:
    """147 places of 111 codes, each with a control and tests, or with a reason."""
    overzicht = json.loads((gedeeld / "reference" / "foutcodes.json").read_text(encoding="utf-8"))
    verwacht = {(code, operatie) for operatie, codes in overzicht["order"].items() for code in codes}
    assert (len(verwacht), len({code for code, _ in verwacht})) == (147, 111)
    rij = re.compile(r"^\| `(\w+)`( \+)? \| (\w+) \| (.+) \|$", re.MULTILINE)
    tekst = codetabel.PAGINA.read_text(encoding="utf-8").split("## The 20 codes")[0]
    gevonden = {(m[1], m[3]): m for m in rij.finditer(tekst)}
    assert {plaats for plaats, m in gevonden.items() if not m[2]} == verwacht
    assert all("::test_" in m[4] or "`" not in m[4].split(" | ")[0] for m in gevonden.values())
    assert {c["code"] for c in overzicht["codes"] if c["v4_reach"] == "not_in_v4_message"} == set(ONBEREIKBAAR)


def test_a_test_cannot_claim_what_it_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    operatie, ander = "verwijderen_opleidingseenheid", "aanleveren_opleidingseenheid"
    goed, fout = frozenset[str](), frozenset({"AUT401"})

    def oordeel(*gezien: tuple[str, frozenset[str]]) -> str | None:
        monkeypatch.setattr(ooggetuige, "gezien", list(gezien))
        return ooggetuige.verschil(operatie, ("AUT401",))

    assert oordeel((operatie, fout), (operatie, goed)) is None
    assert oordeel((operatie, fout), (ander, goed)) == f"{operatie} was never approved; seen: AUT401"
    assert oordeel((ander, fout), (operatie, goed)) == f"{operatie} was not refused with AUT401; seen: approved"
    assert oordeel() == f"{operatie} was not refused with AUT401; seen: nothing"

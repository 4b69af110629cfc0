"""A sample of the mutants is found, what is right gets no finding, and the page says what the lists hold."""

import re
from collections.abc import Sequence
from typing import Any

import pytest

from rio_soap.contract.operaties import OPERATIES
from rio_soap.workbench.keur.boek import V4
from rio_soap.workbench.keur.keuren import keur
from tests.keurmutanten.alles import DIENST, KLANT, dienstmutanten, klantmutanten
from tests.keurmutanten.bladzijde import BLADZIJDE, NIET, gelijk
from tests.keurmutanten.klantproef import klant
from tests.keurmutanten.lijst import Mutant
from tests.keurmutanten.oordeel import beoordeel_dienst, beoordeel_klant
from tests.keurmutanten.proefdienst import NAMEN, proefdienst, wissel

MINSTENS = 0.95
"""Of the mutants in each direction."""
_RIJ = re.compile(r"^\| ([a-zA-Z0-9_-]+) \| .* \| (.*) \|$", re.MULTILINE)


def steekproef(mutanten: Sequence[Mutant[Any]], aantal: int) -> list[Any]:
    """So many of them, evenly from the whole list."""
    stap = len(mutanten) // aantal
    return [pytest.param(mutant, id=mutant.naam) for mutant in mutanten[stap // 2 :: stap][:aantal]]


def test_every_fault_of_the_lists_is_made_and_there_are_enough_of_them() -> None:
    assert list(DIENST.zonder()) == []
    assert list(KLANT.zonder()) == []
    assert len(dienstmutanten()) >= 100
    assert len(klantmutanten()) >= 100


def test_a_right_service_gets_no_finding() -> None:
    with proefdienst() as proef:
        keuring = keur(wissel(proef), NAMEN, "goed", geduld=0)
    assert [(o.regel.id, o.schendingen) for o in keuring.oordelen if o.stand == "geschonden"] == []
    assert keuring.opmerkingen == []


def test_a_right_client_gets_no_finding_and_goes_through_all_operations() -> None:
    with klant() as k:
        k.doorloop()
        oordelen = k.rechter.keuring("goed").oordelen
    assert [(o.regel.id, o.schendingen) for o in oordelen if o.stand == "geschonden"] == []
    operaties = {o.naam for o in OPERATIES.values() if o.dienst in V4}
    assert {o.regel.id for o in oordelen if o.stand == "voldaan"} >= operaties


@pytest.mark.parametrize("mutant", steekproef(dienstmutanten(), 10))
def test_keur_finds_a_mutant_of_a_service(mutant: Mutant[Any]) -> None:
    oordeel = beoordeel_dienst(mutant, snel=True)
    assert (oordeel.gevonden, oordeel.mis) == (op_bladzijde("service")[mutant.naam] != NIET, "")


@pytest.mark.parametrize("mutant", steekproef(klantmutanten(), 10))
def test_keur_finds_a_mutant_of_a_client(mutant: Mutant[Any]) -> None:
    oordeel = beoordeel_klant(mutant, snel=True)
    assert (oordeel.gevonden, oordeel.mis) == (op_bladzijde("client")[mutant.naam] != NIET, "")


def op_bladzijde(wie: str) -> dict[str, str]:
    """What the page says of each mutant of a side that counts."""
    zijde = BLADZIJDE.read_text("utf-8").partition(f"## Mutants of a {wie}\n")[2].partition("\n## ")[0]
    delen = zijde.split("\n### ")
    rijen = [rij for deel in delen if not deel.startswith("Not counted") for rij in _RIJ.findall(deel)]
    return {naam: wat for naam, wat in rijen if naam != "mutant"}


def test_the_page_has_every_mutant_and_keur_finds_enough_of_them_in_both_directions() -> None:
    for wie, mutanten in (("service", dienstmutanten()), ("client", klantmutanten())):
        gezegd = op_bladzijde(wie)
        assert [mutant.naam for mutant in mutanten] == list(gezegd)
        assert sum(wat != NIET for wat in gezegd.values()) / len(gezegd) >= MINSTENS


def test_what_is_not_counted_is_not_in_the_lists_and_says_why() -> None:
    for wie, mutanten in (("service", dienstmutanten()), ("client", klantmutanten())):
        niet = gelijk()[wie]
        assert niet.keys().isdisjoint(mutant.naam for mutant in mutanten)
        assert all(reden for reden in niet.values())

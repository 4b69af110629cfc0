"""Causes in the code and in the catalogue are the same ones."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import rio_soap
from rio_soap.bevinding import Oorzaak, bladzijden, catalogus, oorzaken

PAKKET = Path(rio_soap.__file__).parent
MAKERS = {"Bevinding", "Melding"}
"""Whoever is called with a cause first."""


def genoemd() -> Iterator[tuple[str, str]]:
    """File and cause, wherever a finding is made with a cause that stands there."""
    for pad in PAKKET.rglob("*.py"):
        for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
            if not isinstance(knoop, ast.Call) or not knoop.args:
                continue
            naam = knoop.func.attr if isinstance(knoop.func, ast.Attribute) else getattr(knoop.func, "id", "")
            eerste = knoop.args[0]
            if naam in MAKERS and isinstance(eerste, ast.Constant) and isinstance(eerste.value, str):
                yield pad.name, eerste.value


def test_every_finding_that_the_code_makes_has_a_cause_with_a_page() -> None:
    alle = list(genoemd())
    assert len(alle) > 20
    assert [(bestand, oorzaak) for bestand, oorzaak in alle if oorzaak not in bladzijden()] == []


@pytest.mark.parametrize("oorzaak", sorted(oorzaken()))
def test_a_cause_is_written_as_a_name_in_an_address_can_be(oorzaak: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", oorzaak)


def test_a_sentence_of_a_cause_belongs_to_one_that_exists() -> None:
    """``<cause>.<variant>`` names a cause, or is in a table of words."""
    tabellen = {"teken", "gevonden", "toegestaan", "waarde", "reden", "niet-welgevormd"}
    tabellen |= {"woord", "deel", "verschil", "voorbeeld", "keur", "toelichting", "werkbank", "bestand", "rapportzin"}
    voor = {sleutel.partition(".")[0] for sleutel in catalogus("nl") if "." in sleutel}
    assert voor - tabellen - set(oorzaken()) == set()


def test_a_cause_is_known_by_its_code_alone() -> None:
    assert Oorzaak("sha1") == oorzaken()["sha1"]
    with pytest.raises(KeyError):
        Oorzaak("bestaat-niet").titel("nl")


def test_no_cause_is_explained_in_the_words_of_another() -> None:
    """Two causes with one text would be one cause, or a page that does not help."""
    titels = [oorzaak.titel("nl") for oorzaak in oorzaken().values()]
    assert {titel for titel in titels if titels.count(titel) > 1} == set()

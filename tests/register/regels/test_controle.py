"""The runner of ordered controles: which findings are reported, and how far it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from rio_soap.register.regels.controle_runner import Controle, controleer
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import MAX_FOUTMELDINGEN, Foutmelding

Gezien = list[str]
"""Codes of the controles that looked at a zaak."""


def gewoon(code: str, keer: int = 1) -> Controle[Gezien]:
    """A controle that notes that it looked, and finds its code so many times."""

    def controle(zaak: Gezien) -> Iterator[Foutmelding]:
        zaak.append(code)
        for nummer in range(keer):
            yield melding(code, [("nummer", nummer)])

    return code, controle


def codes(fouten: list[Foutmelding]) -> list[str]:
    return [fout.foutcode for fout in fouten]


def test_a_zaak_that_keeps_every_rule_has_no_findings() -> None:
    gezien: Gezien = []
    assert controleer(gezien, [gewoon("A01070", 0), gewoon("P01010", 0)]) == []
    assert gezien == ["A01070", "P01010"]


def test_findings_come_in_the_order_of_the_controles_and_within_one_in_its_own() -> None:
    fouten = controleer([], [gewoon("P01010", 2), gewoon("N09010"), gewoon("P01040")])
    assert codes(fouten) == ["P01010", "P01010", "N09010", "P01040"]
    assert [fout.sleutels[0][1] for fout in fouten[:2]] == ["0", "1"]


@pytest.mark.parametrize("code", ["A01070", "AUT401"])
def test_what_is_not_there_or_not_ones_own_is_not_judged_further(code: str) -> None:
    gezien: Gezien = []
    assert codes(controleer(gezien, [gewoon(code), gewoon("P01010")])) == [code]
    assert gezien == [code]


def test_an_a_code_that_holds_ends_what_earlier_findings_began() -> None:
    """A finding before it counts as much as one of its own: the checking ends there."""
    assert codes(controleer([], [gewoon("N09440"), gewoon("AUT401", 0), gewoon("P01010")])) == ["N09440"]


def test_a_deciding_code_ends_the_checking() -> None:
    lijst = [gewoon("INT500"), gewoon("P01010")]
    assert codes(controleer([], lijst)) == ["INT500", "P01010"]
    assert codes(controleer([], lijst, beslissend=("INT500",))) == ["INT500"]


def test_only_the_first_finding_when_asked_so() -> None:
    gezien: Gezien = []
    assert codes(controleer(gezien, [gewoon("P01010", 3), gewoon("P01040")], alleen_eerste=True)) == ["P01010"]
    assert gezien == ["P01010"]


def test_a_code_that_is_left_out_is_not_asked() -> None:
    gezien: Gezien = []
    assert codes(controleer(gezien, [gewoon("AUT401"), gewoon("P01010")], zonder={"AUT401"})) == ["P01010"]
    assert gezien == ["P01010"]


def test_no_more_findings_than_an_answer_can_hold() -> None:
    fouten = controleer([], [gewoon("P01010", 60), gewoon("P01040", 60), gewoon("P01060")])
    assert codes(fouten) == ["P01010"] * 60 + ["P01040"] * (MAX_FOUTMELDINGEN - 60)


def test_a_message_full_of_faults_costs_no_more_than_what_is_reported() -> None:
    gemaakt: list[int] = []

    def eindeloos(_zaak: Gezien) -> Iterator[Foutmelding]:
        for nummer in range(1_000_000):
            gemaakt.append(nummer)
            yield melding("P01010", [("nummer", nummer)])

    laat: Callable[[Gezien], Iterator[Foutmelding]] = eindeloos
    assert len(controleer([], [("P01010", laat)])) == MAX_FOUTMELDINGEN
    assert len(gemaakt) == MAX_FOUTMELDINGEN

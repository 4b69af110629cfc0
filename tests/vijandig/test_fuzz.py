"""A few thousand of the cases of ``make fuzz``; hypothesis makes a smaller case of one that fails."""

import logging
import random
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import __main__ as hoofd
from fuzz.__main__ import rss
from fuzz.doelen import DOELEN, geval
from fuzz.mutaties import muteer
from fuzz.zaden import Wereld

AANTAL = 2500


@pytest.fixture(scope="module")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wereld]:
    logging.disable(logging.CRITICAL)
    gemaakt = Wereld(tmp_path_factory.mktemp("fuzz"), per_operatie=2)
    yield gemaakt
    gemaakt.sluit()
    logging.disable(logging.NOTSET)


def test_mutated_messages_get_a_fault_or_an_answer_and_memory_stays(wereld: Wereld) -> None:
    geteld: Counter[str] = Counter()
    warm = 0
    for nummer in range(AANTAL):
        geteld[" ".join(geval(wereld, random.Random(nummer)))] += 1
        if nummer == AANTAL // 2:
            warm = rss()
    assert rss() - warm < 24 * 1024 * 1024
    assert {naam.split()[0] for naam in geteld} == set(DOELEN)
    assert geteld["profiel goed"] > 5, "some mutations leave a message good"
    assert geteld["inhoud beoordeeld"] > 50, "some come as far as the register"


@pytest.mark.parametrize("naam", DOELEN)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(kans=st.randoms(use_true_random=False))
def test_any_mutation_of_any_message(wereld: Wereld, naam: str, kans: random.Random) -> None:
    zaad = wereld.kies(kans)
    DOELEN[naam][0](wereld, zaad, muteer(zaad.data, kans), kans)


def test_what_is_found_is_told(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fuzzer that cannot fail finds nothing."""

    class Kapot:
        def __init__(self) -> None:
            pass

        def sluit(self) -> None:
            pass

    def val_om(*_: object) -> tuple[str, str]:
        raise ZeroDivisionError

    monkeypatch.setattr(hoofd, "Wereld", Kapot)
    monkeypatch.setattr(hoofd, "geval", val_om)
    monkeypatch.setattr(sys, "argv", ["fuzz", "--gevallen", "3", "--zaad", "7"])
    assert hoofd.main() == 1
    assert "case 7: ZeroDivisionError" in capsys.readouterr().out

"""Large answers take turns; small ones never wait, and nobody waits for ever."""

import threading

import pytest

from rio_soap.service import grote_antwoorden
from rio_soap.service.grote_antwoorden import GROOT, beurt


def test_one_large_answer_at_a_time() -> None:
    binnen, klaar = threading.Event(), threading.Event()

    def tweede() -> None:
        with beurt(GROOT):
            binnen.set()
        klaar.set()

    with beurt(GROOT):
        draad = threading.Thread(target=tweede)
        draad.start()
        assert not binnen.wait(0.1)
    assert klaar.wait(10)
    draad.join()


def test_a_small_answer_does_not_wait() -> None:
    with beurt(GROOT), beurt(GROOT - 1):
        pass


def test_who_waited_long_enough_goes_on_and_leaves_the_turn_to_its_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grote_antwoorden, "_WACHTTIJD", 0.01)
    with beurt(GROOT):
        with beurt(GROOT):
            pass
        assert grote_antwoorden._plaats.locked()
    assert not grote_antwoorden._plaats.locked()


def test_an_answer_that_fails_gives_its_turn_back() -> None:
    with pytest.raises(RuntimeError), beurt(GROOT):
        raise RuntimeError
    assert not grote_antwoorden._plaats.locked()

"""How long a message may be explained: the work of its own thread, and a clock for what waits."""

import time

from rio_soap.contract.termijn import Termijn

RUIM = 3600.0


def werk(seconden: float) -> None:
    """Keep the processor busy for so long in this thread."""
    einde = time.thread_time() + seconden
    while time.thread_time() < einde:
        pass


def test_a_budget_is_up_when_its_work_is_done() -> None:
    termijn = Termijn(0.01, RUIM)
    assert not termijn.om
    werk(0.011)
    assert termijn.om


def test_waiting_is_no_work_but_the_clock_goes_on() -> None:
    ruim, kort = Termijn(0.05, RUIM), Termijn(RUIM, 0.02)
    time.sleep(0.03)
    assert not ruim.om
    assert kort.om


def test_what_is_left_on_the_clock_never_falls_below_nothing() -> None:
    assert 0 < Termijn(RUIM, 5.0).rest <= 5.0
    assert Termijn(RUIM, -1.0).rest == 0.0


def test_a_budget_without_any_time_is_up_at_once() -> None:
    assert Termijn(0.0, RUIM).om
    assert Termijn(RUIM, 0.0).om


def test_a_part_ends_before_the_whole() -> None:
    geheel = Termijn(RUIM, RUIM)
    deel = geheel.deel(0.005)
    werk(0.006)
    assert deel.om
    assert not geheel.om


def test_a_part_is_never_longer_than_the_whole() -> None:
    geheel = Termijn(0.005, 0.5)
    deel = geheel.deel(RUIM)
    assert deel.rest <= 0.5
    werk(0.006)
    assert deel.om
    assert geheel.om


def test_what_is_done_in_silence_does_not_count() -> None:
    """What a process does once, such as compiling a schema, is not for the account of who comes first."""
    termijn = Termijn(0.01, 0.03)
    with termijn.stil():
        werk(0.02)
        time.sleep(0.03)
    assert not termijn.om
    werk(0.011)
    assert termijn.om

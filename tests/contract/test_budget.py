"""How long a message may be explained: the work of its own thread, and a clock for what waits."""

import threading
import time

from rio_soap.contract.budget import Budget

RUIM = 3600.0


def werk(seconden: float) -> None:
    """Keep the processor busy for so long in this thread."""
    einde = time.thread_time() + seconden
    while time.thread_time() < einde:
        pass


def test_a_budget_is_up_when_its_work_is_done() -> None:
    budget = Budget(0.01, RUIM)
    assert not budget.om
    werk(0.011)
    assert budget.om


def test_waiting_is_no_work_but_the_clock_goes_on() -> None:
    ruim, kort = Budget(0.05, RUIM), Budget(RUIM, 0.02)
    time.sleep(0.03)
    assert not ruim.om
    assert kort.om


def test_what_is_left_on_the_clock_never_falls_below_nothing() -> None:
    assert 0 < Budget(RUIM, 5.0).rest <= 5.0
    assert Budget(RUIM, -1.0).rest == 0.0


def test_a_budget_without_any_time_is_up_at_once() -> None:
    assert Budget(0.0, RUIM).om
    assert Budget(RUIM, 0.0).om


def test_a_part_ends_before_the_whole() -> None:
    geheel = Budget(RUIM, RUIM)
    deel = geheel.deel(0.005)
    werk(0.006)
    assert deel.om
    assert not geheel.om


def test_a_part_is_never_longer_than_the_whole() -> None:
    geheel = Budget(0.005, 0.5)
    deel = geheel.deel(RUIM)
    assert deel.rest <= 0.5
    werk(0.006)
    assert deel.om
    assert geheel.om


def test_what_is_done_in_silence_does_not_count() -> None:
    """What a process does once, such as compiling a schema, is not for the account of who comes first."""
    budget = Budget(0.01, 0.03)
    with budget.stil():
        werk(0.02)
        time.sleep(0.03)
    assert not budget.om
    werk(0.011)
    assert budget.om


def test_work_of_another_thread_does_not_count() -> None:
    budget = Budget(0.05, 60)
    thread = threading.Thread(target=werk, args=(0.1,))
    thread.start()
    thread.join()
    assert not budget.om

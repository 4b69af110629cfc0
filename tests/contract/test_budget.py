"""A budget of time: of the processor in this thread, and on the clock for who only waits."""

import threading
import time

from rio_soap.contract.budget import Budget


def werk(seconden: float) -> None:
    einde = time.thread_time() + seconden
    while time.thread_time() < einde:
        pass


def test_work_spends_it() -> None:
    budget = Budget(0.02, 60)
    assert not budget.om
    werk(0.03)
    assert budget.om


def test_waiting_spends_only_the_clock() -> None:
    budget = Budget(0.02, 60)
    time.sleep(0.05)
    assert not budget.om
    assert 0 < budget.rest < 60


def test_the_clock_has_an_end_too() -> None:
    budget = Budget(60, 0.02)
    time.sleep(0.03)
    assert budget.om
    assert budget.rest == 0


def test_work_of_another_thread_does_not_count() -> None:
    budget = Budget(0.05, 60)
    draad = threading.Thread(target=werk, args=(0.1,))
    draad.start()
    draad.join()
    assert not budget.om


def test_a_part_is_never_more_than_what_is_left() -> None:
    budget = Budget(0.05, 60)
    assert not budget.deel(10).om
    werk(0.06)
    assert budget.deel(10).om
    assert Budget(10, 60).deel(0).om


def test_what_a_process_does_once_does_not_count() -> None:
    budget = Budget(0.05, 0.2)
    with budget.stil():
        werk(0.1)
        time.sleep(0.2)
    assert not budget.om

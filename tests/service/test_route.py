"""Steps in a row: what each one gets, how long it took, and when none is begun any more."""

import time

import pytest

from rio_soap.register.database import deadline
from rio_soap.register.database.failures import DeadlinePassed
from rio_soap.service.route import Route


def plus(tools: int, number: int) -> int:
    return number + tools


def text(_: int, number: int) -> str:
    return f"<{number}>"


def fails(_: int, number: int) -> int:
    raise ValueError(number)


def test_a_route_without_steps_gives_what_it_gets() -> None:
    times: dict[str, float] = {}
    assert Route[int, str, str]().walk(1, "first", times) == "first"
    assert times == {}


def test_each_step_takes_what_the_one_before_it_gives() -> None:
    route = Route[int, int, int]().then("one", plus).then("two", plus).then("text", text)
    times: dict[str, float] = {}
    assert route.walk(10, 1, times) == "<21>"
    assert list(times) == ["one", "two", "text"]


def test_a_longer_route_leaves_the_shorter_one_as_it_was() -> None:
    short = Route[int, int, int](in_time=True).then("one", plus)
    long = short.then("text", text)
    assert [name for name, _ in short.steps] == ["one"]
    assert long.in_time
    assert short.walk(1, 1, {}) == 2


def test_a_step_is_timed_by_itself() -> None:
    def slow(_: int, number: int) -> int:
        time.sleep(0.03)
        return number

    times: dict[str, float] = {}
    Route[int, int, int]().then("quick", plus).then("slow", slow).then("last", plus).walk(0, 1, times)
    assert times["slow"] >= 0.03
    assert times["quick"] < 0.03 > times["last"]


def test_a_step_that_fails_is_timed_and_ends_the_route() -> None:
    times: dict[str, float] = {}
    with pytest.raises(ValueError, match="3"):
        Route[int, int, int]().then("one", plus).then("fails", fails).then("never", plus).walk(2, 1, times)
    assert list(times) == ["one", "fails"]


def test_no_step_is_begun_after_the_deadline() -> None:
    begun: list[int] = []

    def slow(_: int, number: int) -> int:
        begun.append(number)
        time.sleep(0.03)
        return number

    route = Route[int, int, int](in_time=True).then("one", slow).then("two", slow)
    with deadline.until(time.monotonic() + 0.02), pytest.raises(DeadlinePassed):
        route.walk(0, 1, {})
    assert begun == [1]


def test_a_route_that_need_not_be_in_time_goes_on_however_late() -> None:
    with deadline.until(time.monotonic() - 1):
        assert Route[int, int, int]().then("one", plus).walk(1, 1, {}) == 2

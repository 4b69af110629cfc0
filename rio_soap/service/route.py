"""Named, timed steps in a row, each of which takes what the one before it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Generic, TypeVar

from rio_soap.register.database import deadline

With = TypeVar("With")
"""What the steps work with."""
First = TypeVar("First")
Last = TypeVar("Last")
Next = TypeVar("Next")


@dataclass(frozen=True)
class Route(Generic[With, First, Last]):
    """Steps by name; `then` makes one that is a step longer, and mypy holds each step to what the one before gives.

    A route without steps gives what it gets: ``Route[Tools, First, First]()``.

    :param steps: names with functions. `Any`: what passes between two of them is a matter of those two.
    :param in_time: begin no step after the deadline of the message.
    """

    # Any: what passes between two steps is a matter of those two, and `then` holds them to it.
    steps: tuple[tuple[str, Callable[[With, Any], Any]], ...] = ()
    in_time: bool = False

    def then(self, name: str, step: Callable[[With, Last], Next]) -> "Route[With, First, Next]":
        """The same steps and one more."""
        return Route((*self.steps, (name, step)), self.in_time)

    def walk(self, tools: With, first: First, times: dict[str, float]) -> Last:
        """Take all steps; `times` gets the seconds of each one that was begun, by its name.

        :raises DeadlinePassed: when the time of the message is over before a step (`in_time`).
        """
        passed: Any = first  # of another type after each step
        begin = perf_counter()
        for name, step in self.steps:
            if self.in_time:
                deadline.check()
            try:
                passed = step(tools, passed)
            finally:
                end = perf_counter()
                times[name] = end - begin
                begin = end
        last: Last = passed
        return last

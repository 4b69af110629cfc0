"""What is made of an object when first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, overload

S = TypeVar("S")
T_co = TypeVar("T_co", covariant=True)


class lazy(Generic[S, T_co]):
    """As functools.cached_property, without the lock of Python 3.11, which costs more than most of what is kept.

    For objects of one thread.
    """

    def __init__(self, make: Callable[[S], T_co]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type[S]) -> lazy[S, T_co]: ...
    @overload
    def __get__(self, owner: S, kind: type[S]) -> T_co: ...
    def __get__(self, owner: S | None, kind: type[S]) -> lazy[S, T_co] | T_co:
        """Make it and keep it under its own name, where it is found from then on."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._make(owner)
        return value

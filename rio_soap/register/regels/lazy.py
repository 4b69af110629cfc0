"""What is made of an object when first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_T = TypeVar("_T")


class eenmaal(Generic[_T]):
    """As functools.cached_property, without the lock of Python 3.11, which costs more than most of what is kept.

    For objects of one thread.
    """

    def __init__(self, maak: Callable[[Any], _T]) -> None:
        self._maak = maak
        self._naam = maak.__name__
        self.__doc__ = maak.__doc__

    @overload
    def __get__(self, eigenaar: None, soort: type) -> eenmaal[_T]: ...
    @overload
    def __get__(self, eigenaar: object, soort: type) -> _T: ...
    def __get__(self, eigenaar: object | None, soort: type) -> eenmaal[_T] | _T:
        """Make it and keep it under its own name, where it is found from then on."""
        if eigenaar is None:
            return self
        waarde = eigenaar.__dict__[self._naam] = self._maak(eigenaar)
        return waarde

"""Putting rows together by what they belong to."""

from collections.abc import Callable, Iterable
from typing import TypeVar

R = TypeVar("R")
S = TypeVar("S")


def per(rijen: Iterable[R], sleutel: Callable[[R], S]) -> dict[S, list[R]]:
    """Rows by what a function says of each, in their order."""
    verdeeld: dict[S, list[R]] = {}
    for rij in rijen:
        verdeeld.setdefault(sleutel(rij), []).append(rij)
    return verdeeld

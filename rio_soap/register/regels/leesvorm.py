"""What the shapes of all objects that are read have in common: periods in order, and rows by what they belong to.

Each domain has its own `leesvorm`: every difference between what was written and what is read, once.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden

R = TypeVar("R")
S = TypeVar("S")


def op_begin(gegeven: Gegeven, naam: str) -> list[Gegeven]:
    """Periods in order of their begindatum."""
    return sorted(velden.delen(gegeven, naam), key=lambda periode: velden.datum(periode, "begindatum"))


def per(rijen: Iterable[R], sleutel: Callable[[R], S]) -> dict[S, list[R]]:
    """Rows by what a function says of each, in their order."""
    verdeeld: dict[S, list[R]] = {}
    for rij in rijen:
        verdeeld.setdefault(sleutel(rij), []).append(rij)
    return verdeeld

"""Large answers are written, validated and composed one at a time: memory is bounded, whatever is asked at once.

The tree of an answer of 3.4 MB, the largest page, takes 20 MB. Python runs one thread at a time, so that more of them
at once would not be finished any sooner.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from rio_soap.contract.gegevens import Gegeven, Reeks, Waarde
from rio_soap.register.database import deadline
from rio_soap.register.regels.uitslag import Uitslag

GROOT = 256 * 1024
"""Characters from which an answer is large."""
_VEEL = 50
"""Objects of a page from which its answer is taken for large before it is written."""
_WACHTTIJD = 15.0
"""Seconds; who waited this long, or has no more time, goes on all the same."""

_plaats = threading.RLock()


def telt_veel(uitslag: Uitslag) -> bool:
    """Whether a page, or an overview, holds so many objects that its answer will be large."""
    return any(
        len(waarde) >= _VEEL if isinstance(waarde, Reeks) else naam in _OVERZICHTEN and _houdt_veel(waarde)
        for naam, waarde in uitslag.gegevens.items()
    )


_OVERZICHTEN = frozenset({"organisatieoverzicht", "uittreksel"})
"""Fields of an answer whose objects hold lists of objects."""


def _houdt_veel(waarde: Waarde) -> bool:
    """Whether objects together hold many objects."""
    if isinstance(waarde, Gegeven):  # an uittreksel, and the overview in it
        houders = [waarde, *(een for een in waarde.velden.values() if isinstance(een, Gegeven))]
    else:
        houders = [een for een in waarde if isinstance(een, Gegeven)] if isinstance(waarde, list) else []
    return sum(len(deel) for een in houders for deel in een.velden.values() if isinstance(deel, list)) >= _VEEL


def beurt(groot: bool) -> AbstractContextManager[None]:
    """A turn, for a large answer; any other goes on at once. A thread may take its turn within its turn."""
    return _beurt() if groot else _METEEN


_METEEN = nullcontext()


@contextmanager
def _beurt() -> Iterator[None]:
    if not _plaats.acquire(timeout=deadline.left(_WACHTTIJD)):
        yield
        return
    try:
        yield
    finally:
        _plaats.release()

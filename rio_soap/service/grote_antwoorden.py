"""Large answers are validated and composed one at a time, so that memory is bounded whatever is asked at once.

The tree of an answer of 3.4 MB, the largest page, takes 20 MB. Python runs one thread at a time, so that more trees at
once would not be finished any sooner.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

GROOT = 256 * 1024
"""Characters of an answer from which it waits for its turn; smaller ones never wait."""
_WACHTTIJD = 15.0
"""Seconds; who waited this long goes on all the same."""

_plaats = threading.Lock()


@contextmanager
def beurt(grootte: int) -> Iterator[None]:
    """A turn for an answer of this many characters."""
    if grootte < GROOT or not _plaats.acquire(timeout=_WACHTTIJD):
        yield
        return
    try:
        yield
    finally:
        _plaats.release()

"""The catalogue reworded: every sentence by the same nonsense, with its own placeholders.

Code that reads a sentence to learn what happened, ours or that of a library, then learns something else or nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from string import Formatter

import pytest

from rio_soap.bevinding import TALEN, catalogus


def invulplaatsen(zin: str) -> set[str]:
    """Names of what is filled in."""
    return {naam for _, naam, _, _ in Formatter().parse(zin) if naam is not None}


@contextmanager
def herschreven() -> Iterator[None]:
    """While it lasts, every sentence of every language is another one."""
    with pytest.MonkeyPatch.context() as patch:
        for taal in TALEN:
            teksten = catalogus(taal)
            assert isinstance(teksten, dict)  # kept, so what is put in it is what everyone reads
            for sleutel, zin in list(teksten.items()):
                plaatsen = "".join(f" {{{naam}}}" for naam in sorted(invulplaatsen(zin), reverse=True))
                patch.setitem(teksten, sleutel, f"Kwak {taal}:{plaatsen}")
        yield

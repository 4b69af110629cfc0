"""Another step in place of one of the pipeline, for tests of what happens then."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rio_soap.service import pipeline

Stap = Callable[[Any, Any], Any]
_DELEN = ("OPENEN", "VERWERKEN", "SCHRIJVEN")


def stap(naam: str) -> Stap:
    """The step of this name."""
    return dict(pipeline.STAPPEN)[naam]


def vervang(monkeypatch: pytest.MonkeyPatch, naam: str, ander: Stap) -> None:
    """Take `ander` for the step of this name."""
    for deel in _DELEN:
        route = getattr(pipeline, deel)
        stappen = tuple((n, ander if n == naam else functie) for n, functie in route.steps)
        monkeypatch.setattr(pipeline, deel, replace(route, steps=stappen))

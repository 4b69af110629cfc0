"""What SQLAlchemy compiled for one engine at hand for all later engines of its driver.

Nearly every test has a database of its own and so an engine of its own, with an empty cache of compiled statements: to
compile anew took two fifths of the time of a test with a register. A service has one engine for the whole of its life.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.util import LRUCache

_MAX = 20_000
"""Statements that are kept."""


class _Opdrachten:
    """The part of one driver, as an engine uses its own: by keys that begin with the dialect, one per engine."""

    def __init__(self, driver: str, gedeeld: LRUCache[Any, Any]) -> None:
        self._driver = driver
        self._gedeeld = gedeeld

    def get(self, sleutel: tuple[Any, ...]) -> Any:
        return self._gedeeld.get((self._driver, *sleutel[1:]))

    def __setitem__(self, sleutel: tuple[Any, ...], gemaakt: Any) -> None:
        self._gedeeld[(self._driver, *sleutel[1:])] = gemaakt


@contextmanager
def bij() -> Iterator[None]:
    """For all engines that this process makes meanwhile."""
    gedeeld: LRUCache[Any, Any] = LRUCache(_MAX)
    maak = sa.create_engine

    def create_engine(url: str | sa.URL, **opties: Any) -> sa.Engine:
        engine = maak(url, **opties)
        engine._compiled_cache = _Opdrachten(engine.dialect.driver, gedeeld)  # type: ignore[assignment]
        return engine

    with pytest.MonkeyPatch.context() as lap:
        lap.setattr(sa, "create_engine", create_engine)
        yield

"""Fixtures for all tests."""

import gc
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from rio_soap.bevinding import spraak
from rio_soap.server.memory import freeze_objects


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """No cycle collector while the tests are gathered, which all stay; then as the service itself has it.

    With Python's own thresholds a third of the time of gathering, and a quarter of that of a test with a register, goes
    into looking through objects of which none is garbage.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        freeze_objects()


@pytest.fixture(scope="session", autouse=True)
def _eenmaal_vertaald() -> Iterator[None]:
    """Statements compiled once, and not for each test; a run without a database does without."""
    if "sqlalchemy" not in sys.modules:
        yield
        return
    from tests import vertaald

    with vertaald.bij():
        yield


@pytest.fixture(autouse=True)
def _taal_van_niemand() -> Iterator[None]:
    """The language that a test chose for its process is that of no other test."""
    yield
    spraak.kies(None)


@pytest.fixture(scope="session")
def gedeeld() -> Path:
    """The folder with the published contracts, rule tables and recorded traffic.

    It is no part of the project: found at $RIO_SHARED or ../shared; without it the test skips, in CI it fails.
    """
    pad = Path(os.environ.get("RIO_SHARED") or Path(__file__).parents[2] / "shared")
    if not (pad / "README.md").is_file():
        melding = f"no reference documents at {pad} (set RIO_SHARED)"
        if os.environ.get("CI") == "true":
            pytest.fail(melding)
        pytest.skip(melding)
    return pad

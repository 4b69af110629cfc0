"""Fixtures for all tests."""

import os
from pathlib import Path

import pytest


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

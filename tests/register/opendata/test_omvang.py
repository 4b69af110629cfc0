"""Loading takes no more memory for more rows."""

import pytest

from benchmarks.opendata import meet_apart


@pytest.mark.traag
def test_memory_does_not_grow_with_the_number_of_rows() -> None:
    """Five times the rows; what a batch holds is reached with the smaller set already."""
    klein, groot = meet_apart(20_000), meet_apart(100_000)
    assert groot["rijen"] > 4.5 * klein["rijen"]
    assert groot["piek"] < 1.25 * klein["piek"], (klein, groot)

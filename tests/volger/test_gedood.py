"""A follower that is killed with SIGKILL anywhere is right after the next run."""

from pathlib import Path

from tests.volger.proef import proef


def test_killed_at_random_it_ends_equal_to_the_register_row_hash_by_row_hash(publicaties: Path, doel: str) -> None:
    assert proef(doel, publicaties, 60, zaad=7, omvang=6) == 60

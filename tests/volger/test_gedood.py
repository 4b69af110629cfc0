"""A follower that is killed with SIGKILL anywhere is right after the next run."""

from pathlib import Path

from tests.volger.proef import proef


def test_killed_at_random_it_ends_equal_to_the_register_row_hash_by_row_hash(publicaties: Path, doel: str) -> None:
    """In small; with this seed it was seen to fail when a folder's files were not put in place at once."""
    assert proef(doel, publicaties, 30, zaad=3, omvang=6) == 30

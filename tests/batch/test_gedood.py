"""A batch that is killed and started again ends as one that was not: every message answered, nothing done twice."""

from pathlib import Path

from tests.batch.proef import vergelijk


def test_a_batch_into_the_register_that_is_killed_ends_as_after_one_clean_run(tmp_path: Path) -> None:
    uit = vergelijk(tmp_path, 200, 4, zaad=8)
    assert uit["gedood"] >= 3


def test_a_batch_to_an_endpoint_that_is_killed_ends_as_after_one_clean_run(tmp_path: Path) -> None:
    uit = vergelijk(tmp_path, 80, 3, zaad=5, eindpunt=True)
    assert uit["gedood"] >= 2

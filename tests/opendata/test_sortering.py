"""Rows sorted in memory and on disk are the same, and memory stays bounded."""

import random
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.opendata.sortering import Sortering

REGEL = st.binary(max_size=6).map(lambda regel: regel.replace(b"\n", b"-"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), REGEL), max_size=60), st.integers(1, 2000))
def test_rows_come_back_in_order_of_their_bytes_each_once_whatever_fits_in_memory(
    regels: list[tuple[str, bytes]], grens: int
) -> None:
    with TemporaryDirectory() as map_:
        sortering = Sortering(Path(map_), grens)
        for naam, regel in regels:
            sortering.voeg_toe(naam, regel)
        for naam in "ab":
            assert list(sortering.gesorteerd(naam)) == sorted({regel for van, regel in regels if van == naam})
        sortering.sluit()
        assert list(Path(map_).iterdir()) == []


def test_rows_that_come_in_order_are_one_run(tmp_path: Path) -> None:
    sortering = Sortering(tmp_path, 1000)
    for nummer in range(500):
        sortering.voeg_toe("x", b"%06d" % nummer)
    assert [pad.name for pad in tmp_path.iterdir()] == ["x.0"]


def test_memory_is_bounded_however_many_rows_come(tmp_path: Path) -> None:
    toeval, grens = random.Random(1), 1 << 20
    tracemalloc.start()
    try:
        sortering = Sortering(tmp_path, grens)
        for _ in range(60_000):
            sortering.voeg_toe("x", b"%060d" % toeval.randrange(10**50))
        vorige, aantal = b"", 0
        for regel in sortering.gesorteerd("x"):
            assert vorige < regel
            vorige, aantal = regel, aantal + 1
        _, piek = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert aantal == 60_000
    assert piek < 4 * grens, "60,000 rows of 60 bytes take 6 MB"

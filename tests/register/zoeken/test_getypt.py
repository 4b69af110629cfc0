"""Reading a zoekterm that finds nothing otherwise: the likeliest ways first, and no more of them than are tried."""

import random
import tracemalloc
from collections.abc import Sequence
from itertools import product

from rio_soap.register.zoeken import getypt

Keuzes = Sequence[Sequence[tuple[int, str]]]


def gelezen(keuzes: Keuzes) -> list[tuple[str, ...]]:
    woorden = tuple(f"woord{n}" for n in range(len(keuzes)))
    return list(getypt._lezingen(woorden, keuzes))


def alle_op_volgorde(keuzes: Keuzes) -> list[tuple[str, ...]]:
    per_woord = [[(0, f"woord{n}"), *keuze] for n, keuze in enumerate(keuzes)]
    gemaakt = [
        (sum(k[plek][0] for k, plek in zip(per_woord, plekken, strict=True)), sum(plekken), plekken)
        for plekken in product(*(range(len(keuze)) for keuze in per_woord))
    ]
    return [tuple(k[p][1] for k, p in zip(per_woord, plekken, strict=True)) for *_, plekken in sorted(gemaakt)]


def test_the_readings_are_the_first_of_all_by_letters_and_likeness() -> None:
    toeval = random.Random(5)
    for _ in range(300):
        keuzes = [
            sorted((toeval.choice((1, 2)), f"anders{n}{m}") for m in range(toeval.randint(0, 5)))
            for n in range(toeval.randint(1, 4))
        ]
        assert gelezen(keuzes) == alle_op_volgorde(keuzes)[: getypt._PROEVEN]


def test_of_many_words_that_have_many_like_them_only_a_few_readings_are_made() -> None:
    """Eight words with eight choices each have 43 million readings, which one message asked for."""
    keuzes = [[(1, f"anders{n}{m}") for m in range(8)] for n in range(6)]
    tracemalloc.start()
    try:
        assert len(gelezen(keuzes)) == getypt._PROEVEN
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()

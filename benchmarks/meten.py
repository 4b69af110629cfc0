"""Timing: repeated, median and spread."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Meting:
    """Milliseconds: median, tenth and ninetieth percentile."""

    mediaan: float
    laag: float
    hoog: float

    @classmethod
    def van(cls, seconden: list[float]) -> "Meting":
        """From single times in seconds."""
        ms = sorted(1000 * s for s in seconden)
        return cls(statistics.median(ms), ms[len(ms) // 10], ms[len(ms) * 9 // 10])


def meet(functie: Callable[[], object], keren: int = 150) -> Meting:
    """Time one call, after some to warm up."""
    for _ in range(10):
        functie()
    tijden = []
    for _ in range(keren):
        begin = time.perf_counter()
        functie()
        tijden.append(time.perf_counter() - begin)
    return Meting.van(tijden)


def op_een_kern(kern: int = 0) -> None:
    """Keep this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        beschikbaar = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {beschikbaar[kern % len(beschikbaar)]})

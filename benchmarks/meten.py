"""Timing: repeated, in turn, median and spread; and what a process has used."""

import os
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_TIK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Meting:
    """Milliseconds: median, tenth and ninetieth percentile."""

    mediaan: float
    laag: float
    hoog: float

    @classmethod
    def van(cls, seconden: Iterable[float]) -> "Meting":
        """From single times in seconds."""
        ms = sorted(1000 * s for s in seconden)
        return cls(statistics.median(ms), percentiel(ms, 10), percentiel(ms, 90))


def percentiel(reeks: Sequence[float], procent: float) -> float:
    """The value below which this share of a series lies (nearest rank).

    :raises ValueError: for an empty series.
    """
    if not reeks:
        raise ValueError("a percentile of nothing")
    gesorteerd = sorted(reeks)
    return gesorteerd[min(int(len(gesorteerd) * procent / 100), len(gesorteerd) - 1)]


def meet(functie: Callable[[], object], keren: int = 150) -> Meting:
    """Time one call by the clock, after some to warm up."""
    for _ in range(10):
        functie()
    tijden = []
    for _ in range(keren):
        begin = time.perf_counter()
        functie()
        tijden.append(time.perf_counter() - begin)
    return Meting.van(tijden)


def cpu_per_keer(functie: Callable[[], object], keren: int) -> float:
    """Seconds of processor time of one call, over all threads of this process."""
    begin = time.process_time()
    for _ in range(keren):
        functie()
    return (time.process_time() - begin) / keren


def om_en_om(functies: Mapping[str, Callable[[], float]], ronden: int) -> dict[str, list[float]]:
    """What each function gives, round after round: A B A B, so that a slow minute of the machine slows all alike."""
    uit: dict[str, list[float]] = {naam: [] for naam in functies}
    for _ in range(ronden):
        for naam, functie in functies.items():
            uit[naam].append(functie())
    return uit


def op_een_kern(kern: int = 0) -> None:
    """Keep this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        beschikbaar = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {beschikbaar[kern % len(beschikbaar)]})


def cpu_van(pid: int, *, kinderen: bool = False) -> float:
    """Seconds of processor time of a process (Linux), user and system.

    :param kinderen: with its children, those that ended included.
    """
    velden = _stat(pid)
    totaal = sum(map(int, velden[11:15] if kinderen else velden[11:13])) / _TIK
    if kinderen:
        totaal += sum(cpu_van(kind, kinderen=True) for kind in kinderen_van(pid))
    return totaal


def kinderen_van(pid: int) -> list[int]:
    """The running children of a process."""
    gevonden = []
    for taak in Path(f"/proc/{pid}/task").iterdir():
        try:
            gevonden += [int(kind) for kind in (taak / "children").read_text().split()]
        except OSError:
            continue
    return gevonden


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 50


def geheugen_van(pid: int) -> tuple[float, float]:
    """MiB that a process holds now, and the most it has held (Linux)."""
    velden = dict(r.split(":", 1) for r in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in r)
    nu, piek = (int(velden[naam].split()[0]) / 1024 for naam in ("VmRSS", "VmHWM"))
    return nu, piek

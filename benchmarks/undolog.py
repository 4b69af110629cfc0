"""What the undo log costs a delivery: the same process with and without it, in turn, and another tree beside this one.

    python -m benchmarks.undolog [--tegen FOLDER]

Without it nothing is packed and no objectversie is written; that the stand of what is changed is read as well, which
the log needs, only shows against a tree from before it.
"""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from unittest.mock import patch

from benchmarks import berichten, leverproces
from benchmarks.leverproces import SOORTEN_HIER, Leveraar
from benchmarks.meten import percentiel
from benchmarks.tabel import Verslag, tabel
from rio_soap.register.database.session import Session
from rio_soap.register.wijzigingen import mutaties
from rio_soap.setup import service

RONDEN, KEREN = 25, 35
"""Of each kind 25 times 35 messages with and without, so 3,500 each in all."""
DOEL = 1.05
PROCESSEN = 3
"""Pairs of processes, one after another: how memory happens to lie differs from process to process by 2 %."""

Reeksen = dict[str, tuple[list[float], list[float]]]
"""By kind: milliseconds per message of the one and of the other."""


@contextmanager
def zonder() -> Iterator[None]:
    """No undo log for a `with` block."""
    with (
        patch.object(mutaties, "pak_voor", lambda _: b""),
        patch.object(Session, "_write_versies", lambda *_: None),
    ):
        yield


def meet(map_: Path, ronden: int = RONDEN, keren: int = KEREN) -> Reeksen:
    """With and without, round after round."""
    settings = berichten.maak_omgeving(map_ / "undolog")
    uit: Reeksen = {soort: ([], []) for soort in SOORTEN_HIER}
    with service.open_register(settings) as register:
        leveraar = Leveraar(settings, register)
        for ronde in range(ronden + 1):
            for soort in SOORTEN_HIER:
                for met in (True, False) if ronde % 2 else (False, True):
                    werk = leveraar.berichten(soort, keren)
                    if met:
                        duur = leveraar.tijd(werk)
                    else:
                        with zonder():
                            duur = leveraar.tijd(werk)
                    if ronde:  # the first is to warm up
                        uit[soort][not met].append(1000 * duur / keren)
    return uit


class _Kind:
    """A `leverproces` on a tree."""

    def __init__(self, boom: Path, map_: Path) -> None:
        omgeving = {**os.environ, "PYTHONPATH": str(boom), "PYTHONHASHSEED": "0"}
        opdracht = [sys.executable, "-P", str(Path(leverproces.__file__)), str(map_)]
        self._proces = subprocess.Popen(
            opdracht, cwd=boom, env=omgeving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._proces.stdin is not None
        assert self._proces.stdout is not None
        self._in, self._uit = self._proces.stdin, self._proces.stdout
        if self._uit.readline() != "klaar\n":
            raise SystemExit(f"{boom}: its process did not start")

    def lever(self, soort: str, keren: int) -> float:
        """Milliseconds per message."""
        self._in.write(f"{soort} {keren}\n")
        self._in.flush()
        return 1000 * float(self._uit.readline()) / keren

    def stop(self) -> None:
        """End it."""
        self._in.close()
        self._proces.wait()


def meet_tegen(map_: Path, bomen: tuple[Path, Path], ronden: int = RONDEN // 3, keren: int = KEREN) -> Reeksen:
    """This tree and another, in processes that take turns."""
    uit: Reeksen = {soort: ([], []) for soort in SOORTEN_HIER}
    for _ in range(PROCESSEN):
        kinderen = [_Kind(boom, map_) for boom in bomen]
        for ronde in range(ronden + 1):
            for soort in SOORTEN_HIER:
                for wie in (0, 1) if ronde % 2 else (1, 0):
                    duur = kinderen[wie].lever(soort, keren)
                    if ronde:
                        uit[soort][wie].append(duur)
        for kind in kinderen:
            kind.stop()
    return uit


def rapporteer(verslag: Verslag, reeksen: Reeksen, namen: tuple[str, str]) -> bool:
    """The table; whether all kinds together stay within the target."""
    rijen: list[list[object]] = []
    for soort, (een, ander) in reeksen.items():
        paren = sorted(x / y for x, y in zip(een, ander, strict=True))
        spreiding = f"{median(paren):.3f} ({percentiel(paren, 10):.3f}–{percentiel(paren, 90):.3f})"
        rijen.append([soort, f"{median(een):.3f}", f"{median(ander):.3f}", spreiding])
    totaal = [sum(median(r[kant]) for r in reeksen.values()) for kant in (0, 1)]
    rijen.append(["all four", f"{totaal[0]:.3f}", f"{totaal[1]:.3f}", f"{totaal[0] / totaal[1]:.3f}"])
    verslag.zeg(tabel(["ms per delivery", *namen, "ratio of a pair, median (p10–p90)"], rijen))
    return totaal[0] / totaal[1] <= DOEL


def verslag(uit: Verslag, map_: Path) -> bool:
    """Measure and report with and without."""
    goed = rapporteer(uit, meet(map_), ("with undo log", "without"))
    uit.zeg(f"{RONDEN} pairs of {KEREN} messages of each kind, in one process; at most {DOEL} is allowed.")
    return goed


def main(argumenten: list[str] | None = None) -> int:
    """Measure and print."""
    ontleder = ArgumentParser(prog="python -m benchmarks.undolog", description=__doc__)
    ontleder.add_argument("--tegen", type=Path, help="another tree of this project, such as one from before the log")
    keuze = ontleder.parse_args(argumenten)
    uit = Verslag()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=Path(__file__).parent) as tijdelijk:
        map_ = Path(tijdelijk)
        if keuze.tegen is None:
            return 0 if verslag(uit, map_) else 1
        hier = Path(__file__).parents[1]
        reeksen = meet_tegen(map_, (hier, keuze.tegen.resolve()))
        return 0 if rapporteer(uit, reeksen, ("this tree", "the other tree")) else 1


if __name__ == "__main__":
    sys.exit(main())

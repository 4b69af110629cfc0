"""``make soak``: hours at 70 % of what the machine carries; memory that stays flat, no error, nothing lost.

    python -m benchmarks.soak [--duur 3600] [--deel 0.7] [--postgresql] [--processen 1]

The load is what a register sees: deliveries, single look-ups and pages, at random moments.
"""

import random
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from statistics import mean

from benchmarks import berichten, postgres
from benchmarks.__main__ import werkmap
from benchmarks.berichten import SOORTEN, Soort
from benchmarks.klant import Klant, Uitkomst, verzoek_voor
from benchmarks.processen import Proces, diensten
from benchmarks.tabel import tabel
from benchmarks.uitval import Stroom

MENGSEL = {"deliver aangebodenOpleiding": 4, "read one offer": 4, "read offers, page of 20": 1, "feed page of 20": 1}
"""Kinds of messages and how often each, of ten."""
LIJNEN = 16
GROEI = 5.0
"""Percent that memory may grow from the second quarter to the last."""


class Mengsel:
    """A stream of new signed messages; knows which were deliveries."""

    def __init__(self, stroom: Stroom) -> None:
        self.stroom = stroom
        self._leveringen = iter(stroom)
        self.levering: dict[int, int] = {}
        """Number in this stream to number in the stream of deliveries."""
        self.aantal = 0

    def __iter__(self) -> Iterator[bytes]:
        soorten: list[Soort] = [SOORTEN[naam] for naam, hoe_vaak in MENGSEL.items() for _ in range(hoe_vaak)]
        while True:
            soort = random.choice(soorten)
            if soort.naam == "deliver aangebodenOpleiding":
                data = next(self._leveringen)
                self.levering[self.aantal] = len(self.stroom.codes) - 1
            else:
                data = verzoek_voor(
                    soort.operatie, berichten.bericht(soort, self.stroom.settings, self.stroom.sleutelpaar)
                )
            self.aantal += 1
            yield data

    def verloren(self, uit: Uitkomst) -> list[str]:
        """Codes of approved deliveries that are not in the register."""
        goed = [self.levering[n] for n in uit.goed if n in self.levering]
        return self.stroom.verloren(Uitkomst(goed=goed))


class Meter:
    """Looks at the memory of processes every so often.

    :param elke: seconds.
    """

    def __init__(self, processen: Sequence[Proces], elke: float) -> None:
        self.processen, self.elke = processen, elke
        self.reeksen: list[list[float]] = [[] for _ in processen]
        self._klaar = threading.Event()
        self._thread = threading.Thread(target=self._werk, name="meter", daemon=True)

    def __enter__(self) -> "Meter":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._klaar.set()
        self._thread.join()

    def _werk(self) -> None:
        while not self._klaar.wait(self.elke):
            for proces, reeks in zip(self.processen, self.reeksen, strict=True):
                reeks.append(proces.geheugen()[0])


def groei(reeks: Sequence[float]) -> float:
    """Percent that a series grew from its second quarter to its last.

    :raises ValueError: for fewer than four values.
    """
    kwart = len(reeks) // 4
    if not kwart:
        raise ValueError("fewer than four values")
    vroeg, laat = mean(reeks[kwart : 2 * kwart]), mean(reeks[-kwart:])
    return 100 * (laat - vroeg) / vroeg


def draai(duur: float, deel: float, aantal: int, *, op_postgresql: bool) -> int:
    """One run; 1 when memory grew, a message failed or a delivery was lost."""
    with ExitStack() as stapel:
        map_ = stapel.enter_context(werkmap())
        cluster = stapel.enter_context(postgres.cluster()) if op_postgresql else None
        url = cluster.maak("soak") if cluster else ""
        settings = berichten.maak_omgeving(map_ / "rio", url)
        processen = stapel.enter_context(diensten(settings.data_dir, aantal, RIO_DATABASE_URL=url))
        mengsel = Mengsel(Stroom(settings))
        poorten = [p.poort for p in processen]
        klant = Klant(poorten, LIJNEN)
        stapel.callback(klant.sluit)
        vooraf = list(islice(iter(mengsel), 400 * aantal))  # signed beforehand, so that the client is not the limit
        capaciteit = klant.stuur(vooraf)
        per_seconde = deel * capaciteit.per_seconde
        print(f"carries {capaciteit.per_seconde:.0f} per s; {duur:.0f} s at {per_seconde:.0f} per s", flush=True)
        mengsel = Mengsel(Stroom(settings))
        with Meter(processen, max(duur / 120, 0.5)) as meter:
            uit = klant.stuur(mengsel, per_seconde=per_seconde, tot=time.monotonic() + duur)
        verloren = mengsel.verloren(uit)
        print(
            tabel(
                ["soak", ""],
                [
                    ["database, processes", f"{'PostgreSQL' if cluster else 'SQLite'}, {aantal}"],
                    ["seconds", f"{uit.duur:.0f}"],
                    ["asked, answered per s", f"{per_seconde:.1f}, {uit.per_seconde:.1f}"],
                    ["messages, deliveries among them", f"{mengsel.aantal:,}, {len(mengsel.levering):,}"],
                    ["p50, p99 ms", f"{uit.ms(50):.1f}, {uit.ms(99):.1f}"],
                    ["not approved", len(uit.fouten)],
                    ["approved and lost", len(verloren)],
                ],
            )
        )
        rijen = [
            [f"process {n}", *(f"{r[min(len(r) * k // 4, len(r) - 1)]:.1f}" for k in range(5)), f"{groei(r):+.1f} %"]
            for n, r in enumerate(meter.reeksen)
        ]
        print(tabel(["memory, MiB", "begin", "1/4", "1/2", "3/4", "end", "2nd to last quarter"], rijen))
        for _, antwoord in uit.fouten[:3]:
            print(f"  failed: {antwoord[:300]!r}")
    return 1 if verloren or uit.fouten or any(groei(r) > GROEI for r in meter.reeksen) else 0


def main(argumenten: list[str] | None = None) -> int:
    """Run."""
    ontleder = ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    ontleder.add_argument("--duur", type=float, default=3600, help="seconds")
    ontleder.add_argument("--deel", type=float, default=0.7, help="share of what it carries")
    ontleder.add_argument("--processen", type=int, default=1)
    ontleder.add_argument("--postgresql", action="store_true")
    keuze = ontleder.parse_args(argumenten)
    return draai(keuze.duur, keuze.deel, keuze.processen, op_postgresql=keuze.postgresql)


if __name__ == "__main__":
    sys.exit(main())

"""``make bench``: floors, steps, load, readings and peers in one run; the tables go to benchmarks/resultaten.md."""

import shutil
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks import api, druk, lezen, machine, peers, postgres, stappen, undolog
from benchmarks.berichten import SOORTEN, maak_omgeving
from benchmarks.meten import op_een_kern
from benchmarks.processen import HOOFD, Proces, vrije_poort
from benchmarks.tabel import Verslag, gespreid, tabel
from rio_soap.service.pipeline import STAPPEN

UIT = HOOFD / "benchmarks" / "resultaten.md"
KOP = """# Results

Written by `make bench`; anyone can repeat it. Look at ratios, which are of one run in which everything took its turn
(A B A B); absolute times are those of the machine below. Milliseconds are of processor time unless it says otherwise,
as median (lowest–highest round). Nothing leaves the loopback interface."""


@contextmanager
def werkmap() -> Iterator[Path]:
    """A directory on the disk of the project (a RAM disk would make commits free).

    From here on SIGTERM ends a run as Ctrl-C does: what was started is stopped, what was made is removed.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    map_ = Path(tempfile.mkdtemp(prefix="bench-", dir=Path(__file__).parent))
    try:
        yield map_
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def vloeren_en_stappen(verslag: Verslag, map_: Path, url: str | None, ronden: int) -> dict[str, stappen.Gemeten]:
    """The floors of each kind of message, and our steps beside them."""
    settings = maak_omgeving(map_ / "stappen")
    groot = stappen.sleutel4096(map_ / "pki4096", settings)
    poort = vrije_poort()
    kaal = Proces([sys.executable, "-m", "benchmarks.kaal_http", str(poort)], poort, kern=0)
    try:
        gemeten = {naam: stappen.meet(soort, settings, kaal, ronden, url, groot) for naam, soort in SOORTEN.items()}
    finally:
        kaal.stop()
    namen = list(SOORTEN)
    verslag.zeg("## Floors: ms per message")
    vloernamen = list(dict.fromkeys(v for g in gemeten.values() for v in g.vloeren))
    rijen: list[list[object]] = [
        ["request / answer, bytes", *(f"{g.vraag:,} / {g.antwoord:,}" for g in gemeten.values())]
    ]
    for vloer in sorted(vloernamen):
        rijen.append([vloer, *(gespreid(r) if (r := gemeten[n].vloeren.get(vloer)) else None for n in namen)])
    rijen.append([f"sum ({', '.join(stappen.SOM)})", *(som(gemeten[n]) for n in namen)])
    verslag.zeg(tabel(["floor", *namen], rijen))
    verslag.zeg("## Ours: ms per step, in one process, without HTTP and Spyne (ratio to the floor of the step)")
    rijen = []
    for stap, _ in STAPPEN:
        rij: list[object] = [stap]
        for n in namen:
            tekst = gespreid(gemeten[n].stappen[stap])
            if vloer_ := sum(median(r) for v in stappen.VLOER_BIJ.get(stap, ()) if (r := gemeten[n].vloeren.get(v))):
                tekst += f" {median(gemeten[n].stappen[stap]) / vloer_:.1f}×"
            rij.append(tekst)
        rijen.append(rij)
    rijen.append(["sum", *(sum(median(r) for r in gemeten[n].stappen.values()) for n in namen)])
    rijen.append(["MB of answer per s, before signing", *(voor_ondertekenen(gemeten[n]) for n in namen)])
    verslag.zeg(tabel(["step", *namen], rijen))
    verslag.zeg(
        "## Verification and signing by themselves\n\nRepeated as their floors are, in turn with them; as steps above "
        "they find cold caches, which the floors do not."
    )
    rijen = []
    for naam in ("ours verify", "verify", "ours sign", "sign"):
        rijen.append([naam, *(gespreid((gemeten[n].eigen | gemeten[n].vloeren)[naam]) for n in namen)])
    rijen.append(["together : floor", *(handtekening_bij_vloer(gemeten[n]) for n in namen)])
    verslag.zeg(tabel(["", *namen], rijen))
    return gemeten


def voor_ondertekenen(g: stappen.Gemeten) -> float:
    """MB of answer per second of processor time of all steps but the last, which signs."""
    ms = sum(median(reeks) for naam, reeks in g.stappen.items() if naam != STAPPEN[-1][0])
    return g.antwoord / 1e3 / ms


def handtekening_bij_vloer(g: stappen.Gemeten) -> float:
    """Verification and signing together, by their floor."""
    return sum(median(r) for r in g.eigen.values()) / sum(median(g.vloeren[v]) for v in ("verify", "sign"))


def som(g: stappen.Gemeten) -> float:
    """The sum of the floors of a signed message."""
    return sum(median(g.vloeren[v]) for v in stappen.SOM if v in g.vloeren)


def last(
    verslag: Verslag, map_: Path, cluster: postgres.Cluster | None, gemeten: dict[str, stappen.Gemeten], ronden: int,
    berichten: int,
) -> None:  # fmt: skip
    """Load over HTTP at 1, 2 and 4 processes."""
    reeksen, geheugen = druk.meet(map_, cluster, list(SOORTEN.values()), (1, 2, 4), ronden, berichten)
    verslag.zeg(
        "## Signed, over HTTP, durable\n\n"
        f"{druk.LIJNEN} connections per process, always busy, so waiting times are of a full house. Process n has "
        "core n of 2; from two processes on the client takes its share of them too: *client* is that share of one core."
    )
    heading = [
        "message",
        "processes",
        "per s",
        "ms service",
        "ms database",
        "per s and core",
        "p50 ms",
        "p99 ms",
        "client",
    ]
    rijen: list[list[object]] = []
    for soort in SOORTEN:
        for (opstelling, naam), r in reeksen.items():
            if naam == soort:
                per_kern = 1000 / (median(r.cpu) + median(r.cpu_database))
                rijen.append(
                    [
                        soort,
                        opstelling,
                        gespreid(r.per_seconde),
                        gespreid(r.cpu),
                        gespreid(r.cpu_database),
                        per_kern,
                        r.ms(50),
                        r.ms(99),
                        median(r.klant),
                    ]
                )
    verslag.zeg(tabel(heading, rijen))
    fouten = sum(r.fouten for r in reeksen.values())
    verslag.zeg(f"Messages not approved: {fouten}.")
    verslag.zeg("### Targets")
    rijen = []
    for soort in SOORTEN:
        een, twee = reeksen["SQLite × 1", soort], reeksen["SQLite × 2", soort]
        pg = [reeksen.get((f"PostgreSQL × {n}", soort)) for n in (1, 2)]
        rijen.append(
            [
                soort,
                som(gemeten[soort]),
                median(een.cpu),
                median(een.cpu) / som(gemeten[soort]),
                median(twee.per_seconde) / median(een.per_seconde),
                2 * median(een.cpu) / median(twee.cpu),
                median(pg[1].per_seconde) / median(pg[0].per_seconde) if pg[0] and pg[1] else None,
                2 * _alles(pg[0]) / _alles(pg[1]) if pg[0] and pg[1] else None,
                median(een.bytes_per_cpu),
            ]
        )
    heading = ["message", "floors, ms", "ours, ms", "ratio", "2 : 1 SQLite", "by CPU", "2 : 1 PostgreSQL", "by CPU"]
    verslag.zeg(tabel([*heading, "MB of answer per s and core"], rijen))
    verslag.zeg(
        "*2 : 1* is what two processes carry over what one does, by the clock with client and database on the same two "
        "cores; *by CPU* is what it would be with cores to spare for these."
    )
    verslag.zeg(
        tabel(["memory of the largest process, MiB", "at the end", "most"], [[n, *g] for n, g in geheugen.items()])
    )


def _alles(r: druk.Reeks) -> float:
    return median(r.cpu) + median(r.cpu_database)


def main(argumenten: list[str] | None = None) -> int:
    """Measure, print and write."""
    ontleder = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    ontleder.add_argument("--uit", type=Path, default=UIT, help="file for the report")
    ontleder.add_argument("--ronden", type=int, default=3)
    ontleder.add_argument("--berichten", type=int, default=60, help="messages per process, kind and round of load")
    ontleder.add_argument(
        "--alleen", choices=("vloeren", "last", "undolog", "lezen", "peers", "api"), help="only this part"
    )
    keuze = ontleder.parse_args(argumenten)
    verslag, begin = Verslag(), time.monotonic()
    verslag.zeg(KOP)
    verslag.zeg(machine.beschrijving(postgres.programmas()))

    def doen(*delen: str) -> bool:
        return keuze.alleen is None or keuze.alleen in delen

    with werkmap() as map_, postgres.cluster() as cluster:
        if doen("peers"):
            peers.meet(verslag, map_, keuze.ronden)
        if doen("api"):
            api.meet(verslag, map_, keuze.ronden)
        if doen("last", "vloeren"):
            url = cluster.maak("vloer") if cluster else None
            gemeten = vloeren_en_stappen(verslag, map_, url, keuze.ronden)
            if doen("last"):
                last(verslag, map_, cluster, gemeten, keuze.ronden, keuze.berichten)
        if doen("undolog"):
            op_een_kern(1)
            verslag.zeg("## The undo log")
            undolog.verslag(verslag, map_)
        if doen("lezen"):
            op_een_kern(1)
            verslag.zeg("## A small and a large register")
            lezen.verslag(verslag, map_)
    verslag.zeg(f"All of it took {(time.monotonic() - begin) / 60:.1f} minutes.")
    if keuze.alleen is None:
        keuze.uit.write_text(verslag.tekst(), encoding="utf-8")
        print(f"\nwritten to {keuze.uit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

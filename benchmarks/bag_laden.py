"""``make bench-bag``: loading a generated BAG extract, whole and half the size: time, and memory that does not grow."""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bagmaker import maak_extract
from rio_soap.chain.bagextract.loader import laad_extract

ADRESSEN = 200_000


def laad(bron: Path, doel: Path) -> None:
    """Load in this process; prints seconds, seconds of processor time, and peak memory in MB."""
    begin, begin_cpu = time.perf_counter(), time.process_time()
    laad_extract(bron, doel)
    seconden, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
    # Linux counts in kB, macOS in bytes
    eenheid = 1024 if sys.platform == "linux" else 1024 * 1024
    print(seconden, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / eenheid)


def meet(map_: Path, adressen: int) -> float:
    """Make an extract, load it in a process of its own, and print a line of the table; gives peak memory in MB."""
    bron, doel = map_ / f"lvbag-extract-{adressen}.zip", map_ / f"{adressen}.db"
    maak_extract(bron, adressen)
    opdracht = [sys.executable, "-m", "benchmarks.bag_laden", str(bron), str(doel)]
    uit = subprocess.run(opdracht, capture_output=True, check=True, text=True)
    seconden, cpu, piek = map(float, uit.stdout.split())
    zip_mb, db_mb = (pad.stat().st_size / 1e6 for pad in (bron, doel))
    print(f"{adressen:>9,}{seconden:>9.1f}{cpu:>9.1f}{piek:>9.1f}{zip_mb:>9.1f}{db_mb:>10.1f}", flush=True)
    return piek


def main() -> int:
    """Measure and print; 1 when memory grew with the size."""
    print(f"{'addresses':>9}{'seconds':>9}{'cpu s':>9}{'peak MB':>9}{'zip MB':>9}{'store MB':>10}")
    # on the disk of the project: a RAM disk would make the store free
    with tempfile.TemporaryDirectory(prefix="bench-", dir=Path(__file__).parent) as map_:
        pieken = [meet(Path(map_), aantal) for aantal in (ADRESSEN // 2, ADRESSEN)]
    groei = pieken[1] - pieken[0]
    print(f"twice the size takes {groei:+.1f} MB more memory")
    return 1 if groei > 8 else 0


if __name__ == "__main__":
    if len(sys.argv) == 3:
        laad(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        sys.exit(main())

"""Loading the open data of a whole country: seconds and rows per kind of object, and peak memory.

    python -m benchmarks.landelijk_laden [PERCENT]      # by default 100

The files are those of `landelijke_bestanden`; they are loaded into an empty register on SQLite, and then again, when
all is equal.
"""

import resource
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import landelijke_bestanden
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.opendata import laden
from rio_soap.register.opendata.load_report import Verslag


class Stopwatch:
    """Seconds per kind of object, from what a load tells of its progress."""

    def __init__(self) -> None:
        self.per_soort: dict[str, float] = defaultdict(float)
        self._vorige = time.perf_counter()

    def __call__(self, soort: str, deel: float) -> None:
        """A `Voortgang`."""
        nu = time.perf_counter()
        self.per_soort[soort] += nu - self._vorige
        self._vorige = nu


def meet(procent: float) -> None:
    """Make, load and load again; print as it goes."""
    werk = Path(tempfile.mkdtemp(prefix="bench-", dir=Path(__file__).parent))
    try:
        begin = time.perf_counter()
        landelijke_bestanden.maak(werk / "data", procent)
        print(f"files made in {time.perf_counter() - begin:.0f} s")
        with Register(maak_engine(f"sqlite:///{werk / 'rio.db'}")) as register:
            migreer(register.engine)
            voor = _piek()
            for naam, moment in (("first", None), ("again", datetime.now(UTC))):
                begin, wacht = time.perf_counter(), Stopwatch()
                verslag = laden.laad(werk / "data", register.schrijf, moment=moment, voortgang=wacht)
                _toon(naam, verslag, wacht, time.perf_counter() - begin)
            omvang = (werk / "rio.db").stat().st_size / 2**20
            print(f"peak {_piek():.0f} MiB ({voor:.0f} before); database {omvang:.0f} MiB")
    finally:
        shutil.rmtree(werk, ignore_errors=True)


def _toon(naam: str, verslag: Verslag, wacht: Stopwatch, seconden: float) -> None:
    rijen = verslag.rijen.total()
    print(f"\n{naam}: {rijen:,} rows in {seconden:.0f} s, {rijen / seconden:,.0f} rows/s")
    print(f"not placed: {dict(verslag.niet_geplaatst)}; odd: {dict(verslag.bijzonder)}")
    for melding in verslag.eerste[:5]:
        print(f"  {melding}")
    print("| loader | rows | objects | s |\n|---|---|---|---|")
    for soort in laden.SOORTEN:
        aantal = sum(aantal for (van, _), aantal in verslag.objecten.items() if van == soort.naam)
        gelezen = sum(verslag.rijen[bestand] for bestand in soort.bestanden)
        print(f"| {soort.naam} | {gelezen:,} | {aantal:,} | {wacht.per_soort[soort.naam]:.1f} |")


def _piek() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    meet(float(sys.argv[1]) if len(sys.argv) > 1 else 100)

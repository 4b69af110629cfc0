"""Loading open data: rows per second and peak memory, on a set made for it.

    python -m benchmarks.opendata [ROWS …]      # by default 20000 and 100000

Each size runs in a process of its own, on SQLite on the disk of the project, first into an empty register and then
again (everything equal).
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.laden import laad
from rio_soap.register.proefdata import proef

COHORTEN_PER_AANBOD = 9
"""As published: 1,098,563 cohorten on 120,802 aangeboden opleidingen."""


def maak(map_: Path, rijen: int) -> int:
    """Write a set of about this many rows of nfo: units, offers and cohorten; gives the exact number."""
    shutil.copytree(Path(str(proef.PROEFSET)), map_)
    aantal = rijen // (COHORTEN_PER_AANBOD + 2)
    eenheden, aanbod, cohorten = (
        _open(map_, naam)
        for naam in ("nfo_opleidingen", "aangeboden_nfo_opleidingen", "aangeboden_nfo_opleiding_cohorten")
    )
    with eenheden, aanbod, cohorten:
        for nummer in range(aantal):
            eenheid, code = (
                f"{2000 + nummer // 10000:04d}O{nummer % 10000:04d}",
                f"99{nummer:06x}-0000-4000-8000-{nummer:012x}",
            )
            eenheden.write(
                f'"{eenheid}",2020-01-01,,"TECHNIEK_EN_ICT","{eenheid}-S","INSTELLING","CERTIFICAAT","ONBEPAALD",'
                f'2020-01-01,,,"799B006",,,"Opleiding {nummer}",40,"UUR","Omschrijving van opleiding {nummer}"\r\n'
            )
            aanbod.write(
                f'"{code}","{eenheid}","799A008","799X006",2020-01-01,,5,"D",2020-01-01,,"{eenheid}-A","ONBEPAALD","NLD",'
                f'2020-01-01,,,"Opleiding {nummer}",,"https://proef.example/{nummer}","Omschrijving"\r\n'
            )
        # Cohorten of one offer stand far apart: no order is promised.
        for keer in range(COHORTEN_PER_AANBOD):
            for nummer in range(aantal):
                code = f"99{nummer:06x}-0000-4000-8000-{nummer:012x}"
                cohorten.write(
                    f'"{nummer}-{keer}","{code}",2025-01-01,2025-12-31,,2026-01-0{keer + 1},,12,,"KLASSIKAAL","O",,'
                    '"NEE"\r\n'
                )
    return aantal * (COHORTEN_PER_AANBOD + 2) + _rijen_van_de_proefset()


def _open(map_: Path, naam: str):  # type: ignore[no-untyped-def]
    assert f"{naam}.csv" in kolommen()
    return (map_ / f"{naam}.csv").open("a", encoding="utf-8", newline="")


def _rijen_van_de_proefset() -> int:
    return sum(
        len(Path(str(b)).read_bytes().splitlines()) - 1 for b in proef.PROEFSET.iterdir() if b.name[-4:] == ".csv"
    )


def meet(rijen: int) -> dict[str, float]:
    """Load a set twice in this process; seconds, rows, peak memory in MiB (and before the load)."""
    werk = Path(tempfile.mkdtemp(prefix="bench-", dir=Path(__file__).parent))
    try:
        aantal = maak(werk / "data", rijen)
        with Register(maak_engine(f"sqlite:///{werk / 'rio.db'}")) as register:
            migreer(register.engine)
            voor = _piek()
            tijden = []
            for _ in range(2):
                begin = time.perf_counter()
                verslag = laad(werk / "data", register.schrijf, moment=datetime.now(UTC))
                tijden.append(time.perf_counter() - begin)
            assert not verslag.niet_geplaatst, verslag.eerste
            assert verslag.rijen.total() >= aantal, "every row is read"
        return {"rijen": aantal, "eerst": tijden[0], "opnieuw": tijden[1], "voor": voor, "piek": _piek()}
    finally:
        shutil.rmtree(werk, ignore_errors=True)


def _piek() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def meet_apart(rijen: int) -> dict[str, float]:
    """`meet` in a process of its own, so that one size does not see the memory of another."""
    opdracht = [sys.executable, "-m", "benchmarks.opendata", "--een", str(rijen)]
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    gemeten: dict[str, float] = json.loads(uit.stdout)
    return gemeten


def main(argumenten: list[str]) -> None:
    """Print one line per size."""
    if argumenten[:1] == ["--een"]:
        print(json.dumps(meet(int(argumenten[1]))))
        return
    for rijen in map(int, argumenten or ["20000", "100000"]):
        m = meet_apart(rijen)
        nieuw, gelijk = m["rijen"] / m["eerst"], m["rijen"] / m["opnieuw"]
        snelheid = f"new {nieuw:>7.0f} rows/s, equal {gelijk:>7.0f} rows/s"
        print(f"{m['rijen']:>9.0f} rows: {snelheid}, peak {m['piek']:.0f} MiB ({m['voor']:.0f} before)")


if __name__ == "__main__":
    main(sys.argv[1:])

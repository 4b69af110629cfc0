"""Publishing a whole country: seconds, processor time and memory of the first night, and of one with 1 % changed.

    python -m benchmarks.publicatie [--procent 100] [--map FOLDER]

A national set is made and loaded, published by `rio-soap publiceer`, changed by a load of 1 % of its objects, and
published the day after. Memory is the proportional set of all processes of the command together (what they share counts
once), looked at ten times a second. FOLDER is made and kept: a next run in it takes the register as it was loaded.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks import landelijke_bestanden, landelijke_wijzigingen
from benchmarks.meten import kinderen_van
from benchmarks.tabel import tabel
from rio_soap.edukoppeling import proefpki
from rio_soap.opendata.publicatiejournaal import lees_journaal
from rio_soap.opendata.publicatiemap import Publicatiemap
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.opendata import laden
from rio_soap.setup.settings import Settings

DEEL = 0.01
"""Of the objects that change between the two nights."""
_KIJK = 0.1
"""Seconds between two looks at the memory."""
_BEGIN, _EINDE = "begin", "manifest, catalogue, signature, disk"


class Fase(NamedTuple):
    """A part of a run.

    :param seconden: by the clock.
    :param piek: most MiB during it.
    """

    naam: str
    seconden: float
    piek: float


class Nacht(NamedTuple):
    """A run of the command.

    :param cpu: seconds of processor time of all its processes.
    :param zegt: what it printed.
    """

    fasen: list[Fase]
    cpu: float
    zegt: str

    @property
    def seconden(self) -> float:
        """Of the whole run, by the clock."""
        return sum(fase.seconden for fase in self.fasen)

    @property
    def piek(self) -> float:
        """MiB at most."""
        return max(fase.piek for fase in self.fasen)


def publiceer(settings: Settings, dag: datetime) -> Nacht:
    """Publish a day, by the command, in a process of its own.

    :raises SystemExit: when it does not end well; tells what it said.
    """
    opdracht = [sys.executable, "-c", "from rio_soap.cli import main; main()", "publiceer"]
    omgeving = {**os.environ, "RIO_DATA_DIR": str(settings.data_dir), "RIO_KLOK": dag.isoformat()}
    journaal = Publicatiemap(settings.publicatiemap).werkmap(dag.date()) / "journaal"
    voor = _cpu_van_kinderen()
    with tempfile.TemporaryFile("w+") as uit:
        proces = subprocess.Popen(opdracht, env=omgeving, stdout=uit, stderr=subprocess.STDOUT)
        fasen = list(_fasen(proces, journaal))
        uit.seek(0)
        zegt = uit.read().strip()
    if proces.returncode:
        raise SystemExit(zegt)
    return Nacht(fasen, _cpu_van_kinderen() - voor, zegt)


def _fasen(proces: "subprocess.Popen[str] | subprocess.Popen[bytes]", journaal: Path) -> Iterator[Fase]:
    """Follow a run: a phase ends when the journal names another task as finished."""
    begin, piek, klaar = time.perf_counter(), 0.0, set[str]()
    begonnen = False
    while proces.poll() is None:
        piek = max(piek, _pss(proces.pid))
        gelezen = lees_journaal(journaal)
        if gelezen is not None and (not begonnen or gelezen.klaar.keys() - klaar):
            nieuw = " ".join(sorted(gelezen.klaar.keys() - klaar)) if begonnen else _BEGIN
            begonnen, klaar, nu = True, klaar | (gelezen.klaar.keys() if begonnen else set()), time.perf_counter()
            yield Fase(nieuw, nu - begin, piek)
            begin, piek = nu, 0.0
        time.sleep(_KIJK)
    yield Fase(_EINDE, time.perf_counter() - begin, piek)


def _pss(pid: int) -> float:
    """MiB of the proportional set of a process and its children (Linux)."""
    kib = 0
    try:
        for een in (pid, *kinderen_van(pid)):
            regels = Path(f"/proc/{een}/smaps_rollup").read_text().splitlines()
            kib += sum(int(regel.split()[1]) for regel in regels if regel.startswith("Pss:"))
    except OSError:  # it ended while we looked
        return kib / 1024
    return kib / 1024


def _cpu_van_kinderen() -> float:
    gebruik = resource.getrusage(resource.RUSAGE_CHILDREN)
    return gebruik.ru_utime + gebruik.ru_stime


def laad(settings: Settings, data: Path, moment: datetime | None) -> None:
    """Load a folder into the register of a data directory, which is made when it is not there."""
    begin = time.perf_counter()
    with Register(maak_engine(f"sqlite:///{settings.data_dir / 'rio.db'}")) as register:
        migreer(register.engine)
        verslag = laden.laad(data, register.schrijf, moment=moment)
    objecten = sum(aantal for (_, wat), aantal in verslag.objecten.items() if wat not in ("gelijk", "rijen"))
    print(f"{data.name}: {verslag.rijen.total():,} rows, {objecten:,} objects, {time.perf_counter() - begin:.0f} s")


def toon(naam: str, nacht: Nacht) -> None:
    """Print what a night took; the phases that took a second and the last, the others together."""
    print(
        f"\n{naam}: {nacht.seconden:.0f} s, {nacht.cpu:.0f} s of processor time, {nacht.piek:.0f} MiB; {nacht.zegt}\n"
    )
    lang = [fase for fase in nacht.fasen if fase.seconden >= 1]
    rijen: list[list[object]] = [[fase.naam, fase.seconden, fase.piek] for fase in lang]
    rijen.append(["all others", nacht.seconden - sum(fase.seconden for fase in lang), None])
    print(tabel(["finished", "s since the one before", "MiB at most"], rijen), flush=True)


@contextmanager
def _map(gevraagd: Path | None) -> Iterator[Path]:
    if gevraagd is not None:
        gevraagd.mkdir(mode=0o700, exist_ok=True)
        yield gevraagd
        return
    tijdelijk = Path(tempfile.mkdtemp(prefix="bench-", dir=Path(__file__).parent))
    try:
        yield tijdelijk
    finally:
        shutil.rmtree(tijdelijk, ignore_errors=True)


def main() -> None:
    """Make, load, publish, change, publish."""
    ontleder = ArgumentParser(prog="python -m benchmarks.publicatie", description=__doc__)
    ontleder.add_argument("--procent", type=float, default=100, help="of a national set")
    ontleder.add_argument("--map", type=Path, help="keep what is made here")
    keuze = ontleder.parse_args()
    with _map(keuze.map) as werk:
        data, geladen = werk / "data", werk / "geladen.db"
        if not geladen.exists():
            landelijke_bestanden.maak(data, keuze.procent)
            laad(Settings(data_dir=werk), data, None)
            (werk / "rio.db").rename(geladen)
        nacht = werk / "nacht"
        shutil.rmtree(nacht, ignore_errors=True)
        nacht.mkdir(mode=0o700)
        shutil.copy(geladen, nacht / "rio.db")
        settings = Settings(data_dir=nacht)
        proefpki.maak(nacht / "pki", dienst_oin=settings.oin, klanten={})
        print(f"load average {os.getloadavg()[0]:.1f}", flush=True)
        dag = datetime.now(UTC).replace(hour=12)  # of one day in the Netherlands too
        toon("first night", publiceer(settings, dag))
        landelijke_wijzigingen.maak(data, nacht / "wijzigingen", DEEL)
        laad(settings, nacht / "wijzigingen", datetime.now(UTC))
        print(f"load average {os.getloadavg()[0]:.1f}", flush=True)
        toon("second night", publiceer(settings, dag + timedelta(days=1)))


if __name__ == "__main__":
    main()

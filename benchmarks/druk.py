"""Load over HTTP: requests per second, waiting times, processor time and memory at 1, 2 and 4 processes."""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import berichten
from benchmarks.berichten import Soort
from benchmarks.klant import Uitkomst, stuur_alles, verzoek_voor
from benchmarks.meten import cpu_van, percentiel
from benchmarks.postgres import Cluster
from benchmarks.processen import Proces, diensten
from rio_soap.setup import trial
from rio_soap.setup.settings import Settings

LIJNEN = 4
"""Connections per process, each with one request at a time."""


@dataclass
class Opstelling:
    """A number of processes on one register of their own."""

    naam: str
    settings: Settings
    processen: list[Proces]
    database: int | None
    """Process id of the database server, when it is another process."""

    def cpu(self) -> tuple[float, float]:
        """Seconds of processor time so far: of the service, of the database."""
        eigen = sum(p.cpu() for p in self.processen)
        return eigen, cpu_van(self.database, kinderen=True) if self.database else 0.0


@dataclass
class Reeks:
    """What rounds of one kind of message on one Opstelling gave."""

    per_seconde: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    """Milliseconds per message, of the service."""
    cpu_database: list[float] = field(default_factory=list)
    klant: list[float] = field(default_factory=list)
    """Share of one core that the client itself took."""
    tijden: list[float] = field(default_factory=list)
    fouten: int = 0
    bytes_per_cpu: list[float] = field(default_factory=list)
    """MB of answer per second of processor time."""

    def ms(self, procent: float) -> float:
        """A percentile of the waiting time in milliseconds."""
        return 1000 * percentiel(self.tijden, procent)


@contextmanager
def opstelling(
    map_: Path, aantal: int, cluster: Cluster | None, paginagrootte: int = 20, **omgeving: str
) -> Iterator[Opstelling]:
    """Processes of the service on a register of 1,000 offers that is theirs alone."""
    soort = "PostgreSQL" if cluster else "SQLite"
    naam = f"{soort} × {aantal}"
    eigen = map_ / f"{soort}-{aantal}-{paginagrootte}"
    url = cluster.maak(f"bench_{aantal}_{paginagrootte}") if cluster else ""
    if (sleutels := map_ / "stappen" / "pki").is_dir():  # the same keys everywhere: making them takes seconds
        shutil.copytree(sleutels, eigen / "pki")
    settings = berichten.maak_omgeving(eigen, url)
    alles = {"RIO_DATABASE_URL": url, "RIO_PAGINAGROOTTE": str(paginagrootte), **omgeving}
    with diensten(eigen, aantal, **alles) as processen:
        yield Opstelling(naam, settings, processen, cluster.pid if cluster else None)


def meet_ronde(o: Opstelling, soort: Soort, aantal: int, reeks: Reeks) -> None:
    """One round: new signed requests, all sent, added to the series."""
    sleutelpaar = trial.client_key(o.settings)
    verzoeken = [
        verzoek_voor(soort.operatie, data) for data in berichten.berichten(soort, o.settings, sleutelpaar, aantal)
    ]
    voor, klant = o.cpu(), time.process_time()
    uit = stuur_alles([p.poort for p in o.processen], verzoeken, LIJNEN * len(o.processen))
    klant = time.process_time() - klant
    na = o.cpu()
    _tel_op(reeks, uit, na[0] - voor[0], na[1] - voor[1], klant)


def _tel_op(reeks: Reeks, uit: Uitkomst, cpu: float, database: float, klant: float) -> None:
    reeks.fouten += len(uit.fouten)
    if not uit.tijden:
        raise SystemExit(f"no request was approved: {uit.fouten[:1]}")
    aantal = len(uit.tijden)
    reeks.per_seconde.append(uit.per_seconde)
    reeks.cpu.append(1000 * cpu / aantal)
    reeks.cpu_database.append(1000 * database / aantal)
    reeks.klant.append(klant / uit.duur)
    reeks.tijden += uit.tijden
    reeks.bytes_per_cpu.append(uit.bytes_uit / 1e6 / cpu if cpu else 0.0)


def meet(
    map_: Path,
    cluster: Cluster | None,
    soorten: Sequence[Soort],
    aantallen: Sequence[int],
    ronden: int,
    berichten_: int,
) -> tuple[dict[tuple[str, str], Reeks], dict[str, tuple[float, float]]]:
    """Every kind on every number of processes, on SQLite and PostgreSQL, in turn.

    :param berichten_: messages per process and round of a kind of weight 1.
    :returns: series by name of the Opstelling and of the kind; memory now and at most, in MiB, of the largest process
        per Opstelling.
    """
    reeksen: dict[tuple[str, str], Reeks] = {}
    geheugen: dict[str, tuple[float, float]] = {}
    for grootte in sorted({s.paginagrootte for s in soorten}):
        deze = [s for s in soorten if s.paginagrootte == grootte]
        with ExitStack() as stapel:
            opstellingen = [
                stapel.enter_context(opstelling(map_, aantal, database, grootte))
                for database in ([None, cluster] if cluster else [None])
                for aantal in aantallen
                if aantal <= 2 or grootte <= 20  # large pages are for one or two
            ]
            for o in opstellingen:  # schemas compiled, connections made
                for s in deze:
                    meet_ronde(o, s, 2 * len(o.processen), Reeks())
            for _ in range(ronden):
                for s in deze:
                    for o in opstellingen:
                        reeks = reeksen.setdefault((o.naam, s.naam), Reeks())
                        meet_ronde(o, s, max(4, berichten_ // s.zwaarte) * min(len(o.processen), 2), reeks)
            for o in opstellingen:
                naam = f"{o.naam}, pages of {grootte}"
                geheugen[naam] = max((p.geheugen() for p in o.processen), key=lambda g: g[1])
    return reeksen, geheugen

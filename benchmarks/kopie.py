"""``make kopie``: a real streaming replica of PostgreSQL, on which a service does its readings (RIO_LEES_DATABASE_URL).

    python -m benchmarks.kopie [--lezingen 400] [--seconden 20]

How far it is behind, whether it answers the same, what it takes off the primary, where readings are done while others
deliver, what is read while it is held back (pg_wal_replay_pause), and what is refused when it is killed and comes back.
"""

import re
import sys
import threading
import time
import urllib.request
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from statistics import median

import sqlalchemy as sa
from lxml import etree

from benchmarks import berichten, lezen, postgres
from benchmarks.__main__ import werkmap
from benchmarks.berichten import SOORTEN, Soort
from benchmarks.klant import Klant, Uitkomst, stuur_alles, verzoek_voor
from benchmarks.meten import cpu_van
from benchmarks.processen import Proces, diensten
from benchmarks.tabel import tabel
from benchmarks.uitval import Stroom
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.setup import trial
from rio_soap.setup.settings import Settings

AANTAL = 100
LEZINGEN = ("read one offer", "read offers, page of 20", "feed page of 20", "read offers, page of 500")
ANDER_BEGIN = ("changed aanbieders, page of 20", "one offer by its code", "code of an offer by its own key")
"""Readings of `lezen` that ask for what only `lezen.maak` puts in."""
MS = 1000.0


@dataclass(frozen=True)
class Opstelling:
    """Two clusters, their registers, and the settings of a service on them."""

    cluster: postgres.Cluster
    replica: postgres.Cluster
    primair: Register
    kopie: Register
    settings: Settings

    @property
    def omgeving(self) -> dict[str, str]:
        """What a service gets to read from the replica."""
        return {"RIO_DATABASE_URL": self.cluster.url("kopie"), "RIO_LEES_DATABASE_URL": self.replica.url("kopie")}

    def vragen(self, soort: Soort) -> Iterator[bytes]:
        """New readings of a kind, without end."""
        sleutelpaar = trial.client_key(self.settings)
        while True:
            yield verzoek_voor(soort.operatie, berichten.bericht(soort, self.settings, sleutelpaar))

    def doe_op_replica(self, functie: str) -> None:
        """Run one of PostgreSQL's own functions there."""
        with self.kopie.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
            verbinding.exec_driver_sql(f"SELECT {functie}()")


def achterstand(o: Opstelling) -> list[float]:
    """Milliseconds from a commit on the primary until the replica shows it."""
    tabel_ = model.ketencontrole
    uit = []
    for nummer in range(AANTAL):
        sleutel = f"kopie-{nummer}"
        rij = {"object": "bench", "sleutel": sleutel, "moment": lezen.register_maker.MOMENT}
        o.primair.schrijf(lambda session, rij=rij: session.execute(sa.insert(tabel_), rij))
        begin = time.perf_counter()
        while True:
            with o.kopie.lees() as session:
                if session.execute(sa.select(tabel_.c.object).where(tabel_.c.sleutel == sleutel)).first():
                    break
        uit.append(MS * (time.perf_counter() - begin))
    return uit


def anders(o: Opstelling) -> list[str]:
    """Names of the register's readings that the replica answers in other words than the primary."""
    uit = []
    for naam, lezing in lezen.lezingen().items():
        if naam not in ANDER_BEGIN:
            een, ander = (etree.tostring(lezen.lees(register, lezing)) for register in (o.primair, o.kopie))
            uit += [naam] * (een != ander)
    return uit


def telling(dienst: Proces) -> Counter[str]:
    """Where a service did its readings so far."""
    with urllib.request.urlopen(f"http://127.0.0.1:{dienst.poort}/metrics", timeout=10) as antwoord:
        regels = re.findall(r'rio_leeskopie_lezingen_total\{waar="(\w+)"\} ([\d.]+)', antwoord.read().decode())
    return Counter({waar: int(float(aantal)) for waar, aantal in regels})


def kosten(o: Opstelling, soort: Soort, aantal: int) -> tuple[list[object], int]:
    """A row: milliseconds of processor time per reading, without and with the replica; and how many were refused."""
    rij: list[object] = [soort.naam]
    geweigerd = 0
    for omgeving in ({"RIO_DATABASE_URL": o.cluster.url("kopie")}, o.omgeving):
        with diensten(o.settings.data_dir, 1, RIO_PAGINAGROOTTE=str(soort.paginagrootte), **omgeving) as (dienst,):
            stuur_alles([dienst.poort], islice(o.vragen(soort), 10), 2)
            vragen = list(islice(o.vragen(soort), aantal))
            pids = (o.cluster.pid, o.replica.pid)
            voor = [*(cpu_van(pid, kinderen=True) for pid in pids), dienst.cpu()]
            uit = stuur_alles([dienst.poort], vragen, 2)
            na = [*(cpu_van(pid, kinderen=True) for pid in pids), dienst.cpu()]
        geweigerd += len(uit.fouten)
        primair, replica, zelf = (MS * (y - x) / aantal for x, y in zip(voor, na, strict=True))
        rij += [f"{primair:.2f}", f"{replica:.2f}", f"{zelf:.2f}", f"{uit.ms(50):.1f}"]
    return rij, geweigerd


def samen(o: Opstelling, dienst: Proces, seconden: float, tussendoor: Callable[[], None]) -> tuple[Uitkomst, Uitkomst]:
    """Deliveries and readings at the same time, by random moments; something else happens meanwhile."""
    uitkomsten: dict[str, Uitkomst] = {}
    einde = time.monotonic() + seconden
    stromen = {"leveringen": iter(Stroom(o.settings)), "lezingen": o.vragen(SOORTEN["read offers, page of 20"])}

    def stuur(naam: str) -> None:
        klant = Klant([dienst.poort], 4)
        uitkomsten[naam] = klant.stuur(stromen[naam], per_seconde=20.0 if naam == "leveringen" else 60.0, tot=einde)
        klant.sluit()

    threads = [threading.Thread(target=stuur, args=(naam,)) for naam in stromen]
    for thread in threads:
        thread.start()
    tussendoor()
    for thread in threads:
        thread.join()
    return uitkomsten["leveringen"], uitkomsten["lezingen"]


def teruggelezen(o: Opstelling, dienst: Proces, aantal: int) -> tuple[int, int, int]:
    """Deliver while the replica is held back; how many the service reads back, the replica holds, and a feed names."""
    o.doe_op_replica("pg_wal_replay_pause")
    stroom = Stroom(o.settings)
    begin = SystemClock().nu()
    stuur_alles([dienst.poort], islice(iter(stroom), aantal), 1)
    lees = OPERATIES["opvragen_aangebodenOpleiding"]
    codes = iter(stroom.codes)
    soort = Soort("", lees, lambda: {"aangebodenOpleidingCode": next(codes)})
    terug = stuur_alles([dienst.poort], islice(o.vragen(soort), aantal), 1, merk=b":aangebodenHOOpleiding>")
    tabel_ = model.aangeboden_opleiding
    with o.kopie.lees() as session:
        vraag = sa.select(sa.func.count()).where(tabel_.c.code.in_(stroom.codes))
        kaal = int(session.execute(vraag).scalar_one())
    gevolgd = {"onderwijsaanbiederCode": berichten.AANBIEDER, "peildatumtijdMutaties": begin, "pagina": 0}
    feed = Soort("", OPERATIES["opvragen_gewijzigdeAangebodenOpleidingen"], lambda: dict(gevolgd))
    merk = f"aantalResultaten>{aantal}<".encode()
    genoemd = len(stuur_alles([dienst.poort], islice(o.vragen(feed), 1), 1, merk=merk).goed)
    o.doe_op_replica("pg_wal_replay_resume")
    return len(terug.goed), kaal, genoemd * aantal


def _dood_en_terug(o: Opstelling, seconden: float) -> Callable[[], None]:
    def doe() -> None:
        time.sleep(seconden / 3)
        o.replica.stop()
        time.sleep(seconden / 3)
        o.replica.start()

    return doe


def onder_last(o: Opstelling, dienst: Proces, seconden: float) -> tuple[list[list[object]], int]:
    """Rows of what happens while others deliver, with a replica that follows and with one that is killed; refusals."""
    rijen: list[list[object]] = []
    mis = 0
    for naam, tussendoor in (("follows", lambda: None), ("is killed, and back later", _dood_en_terug(o, seconden))):
        voor = telling(dienst)
        leveringen, lezingen = samen(o, dienst, seconden, tussendoor)
        waar = ", ".join(f"{w} {n}" for w, n in sorted((telling(dienst) - voor).items()))
        mis += len(leveringen.fouten) + len(lezingen.fouten)
        rijen += [
            [f"{naam}: deliveries approved, refused", f"{len(leveringen.goed)}, {len(leveringen.fouten)}"],
            [f"{naam}: readings approved, refused", f"{len(lezingen.goed)}, {len(lezingen.fouten)}"],
            [f"{naam}: where they were done", waar],
            [f"{naam}: reading p50, p99, most ms", ", ".join(f"{lezingen.ms(p):.0f}" for p in (50, 99, 100))],
        ]
    return rijen, mis


def draai(o: Opstelling, aantal: int, seconden: float) -> int:
    """All of it; 1 when an answer differs, a message is refused or something approved is not read back."""
    tijden = achterstand(o)
    verschil = anders(o)
    rijen: list[list[object]] = [
        ["ms until a commit shows on the replica, median, most", f"{median(tijden):.1f}, {max(tijden):.1f}"],
        ["readings that it answers in other words", ", ".join(verschil) or "none"],
    ]
    gewogen = [(SOORTEN[naam], max(aantal // SOORTEN[naam].zwaarte, 20)) for naam in LEZINGEN]
    gemeten = [kosten(o, soort, keren) for soort, keren in gewogen]
    with diensten(o.settings.data_dir, 1, **o.omgeving) as (dienst,):
        last, mis = onder_last(o, dienst, seconden)
        time.sleep(5)  # until the replica that came back has caught up, and is tried again
        terug, kaal, genoemd = teruggelezen(o, dienst, 20)
    print(tabel(["streaming replica", ""], [*rijen, *last]))
    print(tabel(["held back: of 20 approved deliveries", ""], [
        ["read back through the service", terug],
        ["named by the feed of the service", genoemd],
        ["shown by the replica itself", kaal],
    ]))  # fmt: skip
    heading = [f"{wat} {hoe}" for hoe in ("without", "with") for wat in ("primary", "replica", "service", "p50")]
    print(tabel(["ms of CPU per reading, p50 by the clock", *heading], [rij for rij, _ in gemeten]))
    mis += sum(geweigerd for _, geweigerd in gemeten)
    return 1 if verschil or mis or terug < 20 or genoemd < 20 else 0


def main(argumenten: list[str] | None = None) -> int:
    """Make the two clusters and run."""
    ontleder = ArgumentParser(prog="python -m benchmarks.kopie", description=__doc__)
    ontleder.add_argument("--lezingen", type=int, default=400, help="of each kind")
    ontleder.add_argument("--seconden", type=float, default=20, help="of each run under load")
    keuze = ontleder.parse_args(argumenten)
    with ExitStack() as stapel:
        map_ = stapel.enter_context(werkmap())
        cluster = stapel.enter_context(postgres.cluster())
        if cluster is None:
            sys.exit("PostgreSQL is not installed")
        url = cluster.maak("kopie")
        settings = berichten.maak_omgeving(map_ / "rio", url)
        replica = stapel.enter_context(postgres.kopie(cluster))
        primair = stapel.enter_context(Register(maak_engine(url)))
        kopie = stapel.enter_context(Register(maak_engine(replica.url("kopie"))))
        return draai(Opstelling(cluster, replica, primair, kopie, settings), keuze.lezingen, keuze.seconden)


if __name__ == "__main__":
    sys.exit(main())

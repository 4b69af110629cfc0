"""Killing processes under load: ``make schaal-processen`` and ``make duurzaam``.

    python -m benchmarks.uitval nginx [--seconden 60] [--processen 3]     # PostgreSQL, processes behind nginx
    python -m benchmarks.uitval kaal [--seconden 60] [--processen 1] [--postgresql]

A stream of signed deliveries runs while processes are killed (kill -9) at random, started again and, behind nginx,
added. Afterwards every approved delivery has to be in the register with its message in the log. Behind nginx an error
is only excused when its request was under way at a kill.
"""

import os
import random
import shutil
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from benchmarks import berichten, postgres
from benchmarks.__main__ import werkmap
from benchmarks.berichten import SOORTEN, Soort, aanbod
from benchmarks.klant import Klant, Uitkomst, verzoek_voor
from benchmarks.processen import Proces, start_dienst, vrije_poort
from benchmarks.tabel import tabel
from rio_soap.register.database import model
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings

LEVERING = SOORTEN["deliver aangebodenOpleiding"].operatie
LIJNEN = 8
RUIMTE = 0.25
"""Seconds around a kill in which a request counts as under way: the client sees its end later than the kill."""

NGINX = """{gebruiker}daemon off;
pid {map}/nginx.pid;
worker_processes 1;
error_log {map}/nginx.log error;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {map}/client; proxy_temp_path {map}/proxy; fastcgi_temp_path {map}/f; uwsgi_temp_path {map}/u;
  scgi_temp_path {map}/s;
  upstream rio_soap {{
    {servers}
    keepalive 16;
  }}
  server {{
    listen 127.0.0.1:{poort};
    keepalive_requests 100000;
    client_body_buffer_size 64k;
    location / {{ proxy_pass http://rio_soap; }}
    # As in deploy/nginx/rio-soap.conf: only what no process has begun on goes to another.
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_buffers 16 32k;
    proxy_buffer_size 32k;
    proxy_connect_timeout 5s;
    proxy_next_upstream error;
  }}
}}
"""


@contextmanager
def nginx(sockets: Sequence[Path]) -> Iterator[Proces | None]:
    """A real nginx before Unix sockets, on a free port of loopback; None when it is not installed."""
    programma = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if programma is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="bench-nginx-") as tijdelijk:
        poort, map_ = vrije_poort(), Path(tijdelijk)
        servers = "\n    ".join(f"server unix:{s} max_fails=1 fail_timeout=2s;" for s in sockets)
        gebruiker = "user root root;\n" if os.geteuid() == 0 else ""
        conf = NGINX.format(map=map_, servers=servers, poort=poort, gebruiker=gebruiker)
        (map_ / "nginx.conf").write_text(conf)
        opdracht = [programma, "-p", str(map_), "-c", str(map_ / "nginx.conf"), "-e", str(map_ / "nginx.log")]
        proces = Proces(opdracht, poort, stil=True)
        try:
            yield proces
        finally:
            proces.stop()


class Stroom:
    """Signed deliveries of new offers, whose codes are remembered by their number in the stream."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.sleutelpaar = settings, trial.client_key(settings)
        self.codes: list[str] = []

    def __iter__(self) -> Iterator[bytes]:
        while True:
            geleverd = aanbod()
            self.codes.append(str(geleverd.velden["aangebodenOpleidingCode"]))
            soort = Soort("", LEVERING, lambda geleverd=geleverd: {"aangebodenOpleiding": geleverd})  # type: ignore[misc]
            yield verzoek_voor(LEVERING, berichten.bericht(soort, self.settings, self.sleutelpaar))

    def verloren(self, uit: Uitkomst) -> list[str]:
        """Codes of approved deliveries that the register does not hold."""
        tabel_ = model.aangeboden_opleiding
        with service.open_register(self.settings) as register, register.lees() as session:
            er = set(session.execute(sa.select(tabel_.c.code)).scalars())
        return [code for code in (self.codes[n] for n in uit.goed) if code not in er]


@dataclass
class Moordenaar:
    """Kills a random process every so often and starts it again at the same place.

    :param extra: places at which one more process is started, one after each kill.
    """

    plekken: list[int | Path]
    map_: Path
    omgeving: dict[str, str]
    extra: list[Path] = field(default_factory=list)
    tussen: tuple[float, float] = (2.0, 5.0)
    processen: dict[int | Path, Proces] = field(default_factory=dict)
    momenten: list[float] = field(default_factory=list)
    toegevoegd: int = 0
    _klaar: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def begin(self) -> None:
        """Start the processes."""
        for plek in self.plekken:
            self.processen[plek] = start_dienst(self.map_, plek=plek, **self.omgeving)

    def sla_toe(self) -> None:
        """Start killing."""
        self._thread = threading.Thread(target=self._werk, name="moordenaar")
        self._thread.start()

    def _werk(self) -> None:
        while not self._klaar.wait(random.uniform(*self.tussen)):
            plek = random.choice(list(self.processen))
            self.momenten.append(time.perf_counter())
            self.processen[plek].dood()
            if self._klaar.wait(random.uniform(0.2, 1.0)):
                return
            self.processen[plek] = start_dienst(self.map_, plek=plek, **self.omgeving)
            if self.extra:
                erbij = self.extra.pop()
                self.processen[erbij] = start_dienst(self.map_, plek=erbij, **self.omgeving)
                self.toegevoegd += 1

    def stop(self) -> None:
        """Stop killing, and stop the processes."""
        self._klaar.set()
        if self._thread is not None:
            self._thread.join()
        for proces in self.processen.values():
            proces.stop()


def onverklaard(uit: Uitkomst, momenten: Sequence[float]) -> int:
    """Errors of requests that were not under way when a process was killed."""
    return sum(
        not any(begin - RUIMTE <= moment <= einde + RUIMTE for moment in momenten) for begin, einde in uit.foutmomenten
    )


def draai(soort: str, seconden: float, aantal: int, *, op_postgresql: bool) -> int:
    """One run; prints what came of it. Gives 1 when something approved was lost, or an error is not explained."""
    with ExitStack() as stapel:
        map_ = stapel.enter_context(werkmap())
        cluster = stapel.enter_context(postgres.cluster()) if op_postgresql else None
        if op_postgresql and cluster is None:
            sys.exit("PostgreSQL is not installed")
        url = cluster.maak("uitval") if cluster else ""
        settings = berichten.maak_omgeving(map_ / "rio", url)
        omgeving = {"RIO_DATABASE_URL": url}
        if soort == "nginx":
            # short names: a Unix socket has at most 107 characters
            sok = Path(stapel.enter_context(tempfile.TemporaryDirectory(prefix="rio-")))
            sockets = [sok / f"{n}.sock" for n in range(aantal + 1)]
            voor = stapel.enter_context(nginx(sockets))
            if voor is None:
                sys.exit("nginx is not installed")
            moordenaar = Moordenaar(list(sockets[:aantal]), settings.data_dir, omgeving, extra=[sockets[-1]])
            poorten = [voor.poort]
        else:
            poorten = [vrije_poort() for _ in range(aantal)]
            moordenaar = Moordenaar(list(poorten), settings.data_dir, omgeving)
        stapel.callback(moordenaar.stop)
        moordenaar.begin()
        stroom = Stroom(settings)
        klant = Klant(poorten, LIJNEN)
        moordenaar.sla_toe()
        uit = klant.stuur(stroom, tot=time.monotonic() + seconden)
        klant.sluit()
        moordenaar.stop()
        verloren = stroom.verloren(uit)
        with service.open_register(settings) as register, register.lees() as session:
            gelogd = session.execute(sa.select(sa.func.count()).select_from(model.berichtenlog)).scalar_one()
        vreemd = onverklaard(uit, moordenaar.momenten) if soort == "nginx" else 0
        rijen: list[list[object]] = [
            ["database", "PostgreSQL" if cluster else "SQLite"],
            ["processes at the begin, added", f"{aantal}, {moordenaar.toegevoegd}"],
            ["seconds, connections", f"{uit.duur:.0f}, {LIJNEN}"],
            ["kill -9", len(moordenaar.momenten)],
            ["approved deliveries", len(uit.goed)],
            ["approved per s", uit.per_seconde],
            ["p50, p99 ms", f"{uit.ms(50):.1f}, {uit.ms(99):.1f}"],
            ["requests that failed", len(uit.fouten)],
            ["of these not under way at a kill", vreemd if soort == "nginx" else "not counted: nobody stands before"],
            ["approved and lost", len(verloren)],
            ["entries in the log", gelogd],
        ]
        print(tabel(["killed under load" + (" behind nginx" if soort == "nginx" else ""), ""], rijen), flush=True)
        for _, antwoord in uit.fouten[:3]:
            print(f"  failed: {antwoord[:200]!r}")
    goed = not verloren and not vreemd and len(uit.goed) <= gelogd and len(set(stroom.codes)) == len(stroom.codes)
    return 0 if goed else 1


def main(argumenten: list[str] | None = None) -> int:
    """Run what was asked."""
    ontleder = ArgumentParser(prog="python -m benchmarks.uitval", description=__doc__)
    ontleder.add_argument("soort", choices=("nginx", "kaal"))
    ontleder.add_argument("--seconden", type=float, default=60)
    ontleder.add_argument("--processen", type=int)
    ontleder.add_argument("--postgresql", action="store_true")
    keuze = ontleder.parse_args(argumenten)
    achter = keuze.soort == "nginx"
    aantal = keuze.processen or (3 if achter else 1)
    return draai(keuze.soort, keuze.seconden, aantal, op_postgresql=achter or keuze.postgresql)


if __name__ == "__main__":
    sys.exit(main())

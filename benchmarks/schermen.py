"""The pages that everybody may see, in a national register: processor time and bytes of each kind of page.

    python -m benchmarks.schermen [--dienst FOLDER] [--aantal 60] [--uit FILE]

FOLDER is a data directory that ``rio-soap init`` made and ``rio-soap laad`` filled with the files of
`landelijke_bestanden`; without one it is made first (half an hour). Pages are asked of the WSGI application of the
service, in this process and on one thread, as a browser without cookies asks them. The figure is processor time of the
whole process, from the call with a ready request to the last byte of the answer. All addresses of a kind of page are
asked once, and then again: the second time counts, so that code and templates are there and the file of the register is
in the memory of the system, but what a page read is no longer in the small cache of its connection.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from wsgiref.types import WSGIApplication

from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks import landelijke_bestanden, machine
from benchmarks.meten import op_een_kern, percentiel
from benchmarks.processen import HOOFD
from benchmarks.schermadressen import Adressen
from benchmarks.schermgrootste import grootste
from benchmarks.tabel import Verslag, tabel
from rio_soap.edukoppeling import proefpki
from rio_soap.register.database.database import Register
from rio_soap.register.database.migration import migreer
from rio_soap.register.opendata import laden
from rio_soap.server import memory
from rio_soap.setup import service
from rio_soap.setup.settings import Settings
from rio_soap.web.publiek.schermen_publiek import PUBLIEKE_SCHERMEN

UIT: Final = HOOFD / "benchmarks" / "schermen.md"
AANTAL: Final = 60
"""Addresses of each kind of page."""
GETOOND: Final = 40
"""Of what is largest those that are shown: what costs most."""
MEESTE_MS, MEESTE_BYTES = 60, 100_000
"""What a page may cost (p95), and how large it may be."""
KOP: Final = """# Pages at national size

Written by `make schermbench`; `benchmarks/schermen.py` says how it is counted: milliseconds of processor time of the
process, the second time that a page is asked."""


@dataclass(frozen=True, slots=True)
class Gemeten:
    """A page that was asked.

    :param eerst: milliseconds of the first time.
    :param ms: of the second.
    """

    adres: str
    status: int
    eerst: float
    ms: float
    omvang: int


def vraag(toepassing: WSGIApplication, adres: str) -> tuple[float, int, int]:
    """Milliseconds, status and bytes of an answer."""
    bouwer = EnvironBuilder(path=adres.partition("?")[0], query_string=adres.partition("?")[2])
    omgeving = bouwer.get_environ()
    bouwer.close()
    begin = time.process_time()
    delen, status, _ = run_wsgi_app(toepassing, omgeving, buffered=True)
    omvang = sum(map(len, delen))
    return 1000 * (time.process_time() - begin), int(status.split()[0]), omvang


def meet(toepassing: WSGIApplication, adressen: Iterable[str]) -> list[Gemeten]:
    """Ask all of them, and then again."""
    alle = [f"/nl{een}" for een in adressen]
    eerst = [vraag(toepassing, een)[0] for een in alle]
    uit = []
    for adres, ms in zip(alle, eerst, strict=True):
        opnieuw, status, omvang = vraag(toepassing, adres)
        uit.append(Gemeten(adres, status, ms, opnieuw, omvang))
    return uit


def rij_van(naam: str, gemeten: Sequence[Gemeten]) -> list[object]:
    """The line of a kind of page."""
    ms, omvang = [een.ms for een in gemeten], [een.omvang for een in gemeten]
    return [
        naam,
        len(gemeten),
        *(percentiel(ms, hoe) for hoe in (50, 95)),
        max(ms),
        percentiel([een.eerst for een in gemeten], 95),
        *(percentiel(omvang, hoe) for hoe in (50, 95)),
        max(omvang),
    ]


def toon(verslag: Verslag, toepassing: WSGIApplication, register: Register, aantal: int) -> None:
    """Measure and report."""
    adressen = Adressen(register, aantal)
    rijen, alle = [], list[Gemeten]()
    for scherm in PUBLIEKE_SCHERMEN:
        gemeten = meet(toepassing, adressen(scherm.regel))
        fout = [een for een in gemeten if een.status >= 400]
        if fout:
            print(f"{scherm.regel}: {len(fout)} refused, such as {fout[0].adres}: {fout[0].status}", file=sys.stderr)
        rijen.append(rij_van(scherm.regel, gemeten))
        print(*rijen[-1], max(gemeten, key=lambda een: een.ms).adres, file=sys.stderr, flush=True)
        alle += gemeten
    heading = ["page", "asked", "p50 ms", "p95 ms", "max ms", "p95 first time", "p50 bytes", "p95 bytes", "max bytes"]
    verslag.zeg("## Each kind of page: a random sample\n\n" + tabel(heading, [*rijen, rij_van("all", alle)]))
    _toon_grootste(verslag, toepassing, register)


def _toon_grootste(verslag: Verslag, toepassing: WSGIApplication, register: Register) -> None:
    namen = dict(grootste(register))
    gemeten = dict(zip(namen, meet(toepassing, namen.values()), strict=True))
    boven = sum(
        een.ms > MEESTE_MS or (een.omvang > MEESTE_BYTES and "vorm=xml" not in een.adres) for een in gemeten.values()
    )
    duurste = sorted(gemeten.items(), key=lambda paar: -paar[1].ms)[:GETOOND]
    rijen = [[naam, een.status, een.ms, een.eerst, een.omvang] for naam, een in duurste]
    verslag.zeg(
        f"## What is largest\n\n{boven} of {len(gemeten)} take more than {MEESTE_MS} ms or {MEESTE_BYTES:,} bytes (a "
        "file is no page and has no measure). Of all of them those that cost most:\n\n"
        + tabel(["page of", "status", "ms", "first time", "bytes"], rijen)
    )


def maak(map_: Path) -> Settings:
    """A data directory with a national register."""
    settings = Settings(data_dir=map_)
    landelijke_bestanden.maak(map_ / "bestanden", 100)
    proefpki.maak(map_ / "pki", dienst_oin=settings.oin, klanten={})
    with service.open_register(settings) as register:
        migreer(register.engine)
        laden.laad(map_ / "bestanden", register.schrijf, moment=None)
    return settings


def main() -> None:
    """Make what is not there, and measure."""
    ontleder = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ontleder.add_argument("--dienst", type=Path, help="data directory with a national register")
    ontleder.add_argument("--aantal", type=int, default=AANTAL, help="addresses of each kind of page")
    ontleder.add_argument("--uit", type=Path, help="file for the report")
    keuzes = ontleder.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=Path(__file__).parent) as tijdelijk:
        map_ = keuzes.dienst or maak(Path(tijdelijk)).data_dir
        settings = Settings(data_dir=map_, scherm_per_minuut=0)
        verslag = Verslag()
        verslag.zeg(KOP)
        verslag.zeg(machine.beschrijving(None))
        op_een_kern()
        with service.open_register(settings) as register:
            toepassing = service.make_application(settings, register)
            vraag(toepassing, "/nl/")
            memory.freeze_objects()
            toon(verslag, toepassing, register, keuzes.aantal)
    if keuzes.uit:
        keuzes.uit.write_text(verslag.tekst(), encoding="utf-8")


if __name__ == "__main__":
    main()

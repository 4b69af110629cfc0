"""The JSON API beside its floor, and beside Datasette that serves the published `rio.sqlite` of the same register."""

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
import venv
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

from benchmarks import landelijke_bestanden
from benchmarks.klant import stuur_alles
from benchmarks.meten import op_een_kern
from benchmarks.processen import HOOFD, Proces, start_dienst, vrije_poort
from benchmarks.tabel import Verslag, gespreid, tabel
from rio_soap.contract.jsonvorm import Json
from rio_soap.edukoppeling import proefpki
from rio_soap.opendata.sqlitebestand import SQLITE
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.opendata import laden
from rio_soap.setup.publishing import publish_open
from rio_soap.setup.settings import Settings

PROCENT = 1.0
"""Size of the register, of a national one: a page and an object are as large in any."""
DATASETTE = "datasette>=0.65,<1"
_OMGEVING = HOOFD / "benchmarks" / "peers" / "bouw-datasette"
AANTAL = {1: 1000, 100: 100}
"""Requests in a round, by the objects in an answer."""
GRENS = 1.6
"""Times the floor that an answer may cost."""
LIJNEN = 4
FLASK = "floor under Flask"


class Vraag(NamedTuple):
    """What is asked.

    :param pad: of our API.
    :param datasette: path of the same at Datasette.
    :param sql: of the floor; gives stands.
    :param objecten: in the answer.
    """

    naam: str
    pad: str
    datasette: str
    sql: str
    waarden: tuple[str, ...]
    objecten: int


def vragen(database: Path) -> list[Vraag]:
    """An object and a page of the two kinds of which there are most."""
    with closing(sqlite3.connect(database)) as sessie:
        eerste = "SELECT LICENTIECODE FROM vo_onderwijslicenties WHERE EINDDATUM IS NULL LIMIT 1 OFFSET 50"
        (licentie,) = sessie.execute(eerste).fetchone()
        sleutel = (
            "SELECT AANGEBODEN_OPLEIDINGCODE, BEGINDATUM_PERIODE FROM aangeboden_nfo_opleidingen LIMIT 1 OFFSET 50"
        )
        aanbod, begin = sessie.execute(sleutel).fetchone()
    van_aanbod, vol = "SELECT stand FROM aangeboden_opleiding", "/rio/aangeboden_nfo_opleidingen"
    return [
        Vraag(
            "a licentie",
            f"/api/v1/licenties/{licentie}",
            f"/rio/vo_onderwijslicenties/{licentie}.json?_shape=objects",
            "SELECT stand FROM licentie WHERE code = ?",
            (licentie,),
            1,
        ),
        Vraag(
            "an aangebodenOpleiding",
            f"/api/v1/aangeboden-opleidingen/{aanbod}",
            f"{vol}/{aanbod},{begin}.json?_shape=objects",
            f"{van_aanbod} WHERE code = ?",
            (aanbod.lower(),),
            1,
        ),
        Vraag(
            "page of 100 licenties",
            "/api/v1/licenties?limiet=100",
            "/rio/vo_onderwijslicenties.json?_shape=objects&_size=100",
            "SELECT stand FROM licentie ORDER BY code LIMIT 100",
            (),
            100,
        ),
        Vraag(
            "page of 100 aangebodenOpleidingen",
            "/api/v1/aangeboden-opleidingen?limiet=100",
            f"{vol}.json?_shape=objects&_size=100",
            f"{van_aanbod} ORDER BY code LIMIT 100",
            (),
            100,
        ),
    ]


def maak(map_: Path) -> tuple[Settings, Path]:
    """A register with a set at national proportions, and the SQLite file that was published of it."""
    map_.mkdir(mode=0o700)
    settings = Settings(data_dir=map_)
    landelijke_bestanden.maak(map_ / "data", PROCENT)
    proefpki.maak(map_ / "pki", dienst_oin=settings.oin, klanten={})
    with Register(maak_engine(f"sqlite:///{map_ / 'rio.db'}")) as register:
        migreer(register.engine)
        laden.laad(map_ / "data", register.schrijf, moment=None)
        publish_open(settings, register)
    (dag,) = [een for een in settings.publicatiemap.iterdir() if not een.name.startswith(".")]
    doel = map_ / "rio.sqlite"
    with gzip.open(dag / SQLITE) as bron, doel.open("wb") as uit:
        shutil.copyfileobj(bron, uit)
    return settings, doel


def datasette() -> Path | None:
    """Its program, in an environment of its own, made once; None when it cannot be had."""
    programma = _OMGEVING / "bin" / "datasette"
    if not programma.exists():
        venv.create(_OMGEVING, with_pip=True)
        haal = [str(_OMGEVING / "bin" / "python"), "-m", "pip", "install", "--quiet", DATASETTE]
        if subprocess.run(haal, capture_output=True, check=False).returncode or not programma.exists():
            shutil.rmtree(_OMGEVING, ignore_errors=True)
            return None
    return programma


def meet(verslag: Verslag, map_: Path, ronden: int) -> None:
    """Serve, ask in turn, report."""
    op_een_kern(1)
    settings, bestand = maak(map_ / "api")
    gevraagd = vragen(bestand)
    with ExitStack() as stapel:
        ons = start_dienst(settings.data_dir, kern=0, RIO_API_PER_MINUUT="0")
        stapel.callback(ons.stop)
        antwoorden = {vraag.naam: _haal(ons.poort, vraag.pad) for vraag in gevraagd}
        vloer = _vloer(map_, settings.data_dir / "rio.db", gevraagd, antwoorden)
        stapel.callback(vloer.stop)
        processen = {"floor": vloer, FLASK: vloer, "ours": ons}
        if (programma := datasette()) is not None:
            poort = vrije_poort()
            opdracht = [
                str(programma),
                "serve",
                str(bestand),
                "--port",
                str(poort),
                "--setting",
                "max_returned_rows",
                "100",
            ]
            processen["Datasette"] = Proces(opdracht, poort, kern=0, stil=True)
            stapel.callback(processen["Datasette"].stop)
        verslag.zeg(
            "## JSON API: one object and a page of 100\n\n"
            "Milliseconds of processor time of the server per request, on one core, with "
            f"{LIJNEN} connections. The floor is our HTTP server with one statement of SQL, the stands that it gives "
            "read, and the same answer written; of Datasette the rows of such objects in `rio.sqlite`, which hold less."
        )
        verslag.zeg(
            tabel(
                ["", "bytes", *processen, "ours : floor", "under Flask"],
                _rijen(processen, gevraagd, antwoorden, ronden),
            )
        )
        verslag.zeg(
            f"A ratio of {GRENS} at most is asked." + ("" if programma else " Datasette could not be installed.")
        )


def _rijen(
    processen: dict[str, Proces], gevraagd: list[Vraag], antwoorden: dict[str, bytes], ronden: int
) -> list[list[object]]:
    rijen: list[list[object]] = []
    for vraag in gevraagd:
        cpu: dict[str, list[float]] = {naam: [] for naam in processen}
        for ronde in range(-1, ronden):
            for naam, proces in processen.items():
                kaal = f"/{quote(vraag.naam)}"
                paden = {"ours": vraag.pad, "Datasette": vraag.datasette, "floor": kaal, FLASK: f"/flask{kaal}"}
                pad = paden[naam]
                begin = proces.cpu()
                uit = stuur_alles([proces.poort], [_verzoek(pad)] * AANTAL[vraag.objecten], LIJNEN, merk=b"{")
                if uit.fouten:
                    raise SystemExit(f"{naam}, {vraag.naam}: {uit.fouten[0]}")
                if ronde >= 0:
                    cpu[naam].append(1000 * (proces.cpu() - begin) / AANTAL[vraag.objecten])
        cellen = [gespreid(reeks) for reeks in cpu.values()]
        bij = [median(cpu["ours"]) / median(cpu[naam]) for naam in ("floor", FLASK)]
        rijen.append([vraag.naam, len(antwoorden[vraag.naam]), *cellen, *bij])
    return rijen


def _vloer(map_: Path, database: Path, gevraagd: list[Vraag], antwoorden: dict[str, bytes]) -> Proces:
    bij_pad: dict[str, tuple[str, tuple[str, ...], Json]] = {
        f"/{vraag.naam}": (vraag.sql, vraag.waarden, json.loads(antwoorden[vraag.naam])) for vraag in gevraagd
    }
    (map_ / "vragen.json").write_text(json.dumps(bij_pad), "utf-8")
    poort = vrije_poort()
    opdracht = [sys.executable, "-m", "benchmarks.kaal_api", str(poort), str(database), str(map_ / "vragen.json")]
    return Proces(opdracht, poort, kern=0)


def _haal(poort: int, pad: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{poort}{pad}") as antwoord:
        gelezen: bytes = antwoord.read()
    return gelezen


def _verzoek(pad: str) -> bytes:
    return f"GET {pad} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n".encode()


if __name__ == "__main__":
    sys.exit("run `make bench`, or `python -m benchmarks --alleen api`")

"""What a search finds as a file: at once when it is not much, else made in the background while a page waits for it.

A file is known by what is asked and by the last number of the register, so whoever asks the same of a process waits for
the same one. One is made at a time, a few wait, and files go after an hour, and with the process.
"""

import atexit
import csv
import hashlib
import io
import json
import logging
import shutil
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.session import Session
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken.zoekblad import zoek_alles, zoek_blad
from rio_soap.web.frame.scherm import Afdruk, Blad, Schermbron, Schermverzoek, Toestand, Uitkomst

log = logging.getLogger(__name__)

DIRECT: Final = 10_000
"""Rows of a file that is made while the browser waits."""
MEESTE_RIJEN: Final = 100_000
_BLOK: Final = 2_500
_WACHTENDEN: Final = 4
"""Files that may wait to be made in one process."""
_BEWAARD, _STIL = 3600, 120
"""Seconds that a file is kept, and after which one that does not grow is begun anew."""
_SOORT: Final = "text/csv; charset=utf-8"
KOLOMMEN: Final = (
    *("objecttype", "sleutel", "naam", "plaatsnaam", "postcode", "begindatum", "einddatum"),
    *("hoortBij", "hoortBijNaam"),
)
_ACHTER: Final = (("sleutel", " "), ("naam", "; "))
_GEVAAR: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell begins with it."""
_werk = ThreadPoolExecutor(1, thread_name_prefix="zoekuitvoer")
_slot = threading.Lock()
_bezig: set[str] = set()


def zoekuitvoer(verzoek: Schermverzoek, gevraagd: Gegeven) -> Uitkomst:
    """The file, or the page that waits for it.

    :param gevraagd: request of zoeken_organisaties.
    """
    aantal, stand = verzoek.lees(partial(_tel, verzoek, gevraagd))
    if aantal <= DIRECT:
        inhoud = verzoek.lees(lambda: "".join(_tekst(verzoek.session, verzoek.context, gevraagd)))
        return Afdruk(inhoud.encode("utf-8-sig"), _SOORT, "rio-zoeken.csv")
    naam = _naam(verzoek, gevraagd, stand)
    map_ = uitvoermap()
    klaar, deel = map_ / f"{naam}.csv", map_ / f"{naam}.deel"
    if klaar.exists():
        if verzoek.gegeven.get("haal"):
            return Afdruk(klaar.read_bytes(), _SOORT, "rio-zoeken.csv")
        return Blad("publiek/uitvoer.html", {"klaar": True, "rijen": min(aantal, MEESTE_RIJEN), "aantal": aantal})
    _begin(verzoek.bron, naam, deel, klaar, gevraagd, verzoek.context)
    velden_ = {"klaar": False, "rijen": _rijen(deel), "aantal": min(aantal, MEESTE_RIJEN)}
    return Blad("publiek/uitvoer.html", velden_, 202, {"Refresh": "2", "Retry-After": "2"})


def _tel(verzoek: Schermverzoek, gevraagd: Gegeven) -> tuple[int, str]:
    blad = zoek_blad(verzoek.session, verzoek.context, gevraagd, 0, 1)
    if blad is None:
        raise Toestand(400, "foute_vraag", fouten={"q": "frame.vraagfout.waarde"})
    return (0 if blad.anders else blad.aantal), verzoek.stroom.cursor(verzoek.stroom.laatste)


@cache
def _eigen_map() -> Path:
    map_ = Path(tempfile.mkdtemp(prefix="rio-soap-uitvoer-"))
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    return map_


def uitvoermap() -> Path:
    """Where the files are, of this process alone; those that are old go."""
    map_ = _eigen_map()
    for bestand in map_.iterdir():
        try:
            if bestand.stat().st_mtime < time.time() - _BEWAARD:
                bestand.unlink()
        except FileNotFoundError:
            continue
    return map_


def _naam(verzoek: Schermverzoek, gevraagd: Gegeven, stand: str) -> str:
    tekst = json.dumps([stand, verzoek.dag.isoformat(), gevraagd.velden], default=str, sort_keys=True)
    return hashlib.sha256(tekst.encode()).hexdigest()[:32]


def _rijen(deel: Path) -> int:
    try:
        return max(deel.read_bytes().count(b"\n") - 1, 0)
    except FileNotFoundError:
        return 0


def _begin(bron: Schermbron, naam: str, deel: Path, klaar: Path, gevraagd: Gegeven, context: Context) -> None:
    """Have a file made, unless somebody is at it."""
    try:
        if time.time() - deel.stat().st_mtime < _STIL:
            return
    except FileNotFoundError:
        pass
    with _slot:
        if naam in _bezig:
            return
        if len(_bezig) >= _WACHTENDEN:
            raise Toestand(429, "te_vaak", {"Retry-After": "30"}, wacht=30)
        _bezig.add(naam)
    _werk.submit(_maak, bron, naam, deel, klaar, gevraagd, context).add_done_callback(_meld)


def _meld(werk: Future[None]) -> None:
    """Have it known when making a file went wrong in a way of which nobody thought."""
    if (fout := werk.exception()) is not None:
        log.error("an export broke off", exc_info=fout)


def _maak(bron: Schermbron, naam: str, deel: Path, klaar: Path, gevraagd: Gegeven, context: Context) -> None:
    try:
        with bron.afhandeling.register.lees() as session, deel.open("w", encoding="utf-8-sig", newline="") as bestand:
            for tekst in _tekst(session, context, gevraagd):
                bestand.write(tekst)
                bestand.flush()
        deel.replace(klaar)
    except (OSError, Unavailable) as fout:
        log.warning("an export was not made: %s", fout)
        deel.unlink(missing_ok=True)
    finally:
        with _slot:
            _bezig.discard(naam)


def _tekst(session: Session, context: Context, gevraagd: Gegeven) -> Iterator[str]:
    yield _regels([KOLOMMEN])
    for blok in zoek_alles(session, context, gevraagd, _BLOK, MEESTE_RIJEN):
        yield _regels(rij_van(treffer) for treffer in blok)


def _regels(rijen: Iterable[Iterable[str]]) -> str:
    uit = io.StringIO()
    csv.writer(uit).writerows(rijen)
    return uit.getvalue()


def rij_van(treffer: Gegeven) -> list[str]:
    """The cells of what was found, none of which a spreadsheet takes for a formula."""
    bij = velden.delen(treffer, "hoortBij") if "hoortBij" in treffer.velden else []
    plat = ["" if (waarde := treffer.velden.get(naam)) is None else str(waarde) for naam in KOLOMMEN[:-2]]
    achter = [verbinding.join(str(een.velden.get(naam, "")) for een in bij) for naam, verbinding in _ACHTER]
    return [f"'{cel}" if cel.startswith(_GEVAAR) else cel for cel in (*plat, *achter)]

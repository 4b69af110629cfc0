"""The trial data published as a whole, once in each process of tests that asks for it; read, never changed."""

import atexit
import csv
import json
import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from rio_soap.opendata.dagpublicatie import DATAPACKAGE
from rio_soap.register.database.migration import migreer
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.setup import service
from rio_soap.setup.publishing import make_afwerking
from rio_soap.setup.settings import Settings
from tests.opendata.hulp_publicatie import Drukkerij

MOMENT = datetime(2026, 10, 3, 2, 30, tzinfo=UTC)


@cache
def publicatiemap() -> Path:
    """The folder of publications, with one of 3 October 2026."""
    map_ = Path(mkdtemp())
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    settings = Settings(
        data_dir=map_ / "data", opendata_adres="https://rio.example.nl", opendata_contact="rio@example.nl"
    )
    with service.open_register(settings) as register:
        migreer(register.engine)
        register.schrijf(laad_proef)
        Drukkerij(register, map_ / "opendata", make_afwerking(settings)).publiceer(MOMENT)
    return map_ / "opendata"


def publicatie() -> Path:
    """That publication."""
    return publicatiemap() / "2026-10-03"


@cache
def manifest() -> dict[str, Any]:
    """Its datapackage.json."""
    gelezen: dict[str, Any] = json.loads((publicatie() / DATAPACKAGE).read_bytes())
    return gelezen


def csv_rijen(pad: Path) -> list[list[str]]:
    """The rows of a CSV, without header."""
    with pad.open(encoding="utf-8", newline="") as stroom:
        return list(csv.reader(stroom))[1:]


def lege_map(map_: Path) -> Path:
    """A folder with all CSVs, empty: headers only."""
    for bestand, namen in kolommen().items():
        (map_ / bestand).write_text(",".join(f'"{naam}"' for naam in namen) + "\r\n", "utf-8")
    return map_


def zet_rijen(map_: Path, bestand: str, *rijen: dict[str, str]) -> None:
    """Write rows into a CSV, by names of columns; what is absent is empty."""
    namen = kolommen()[bestand]
    regels = [",".join(f'"{rij[naam]}"' if naam in rij else "" for naam in namen) for rij in rijen]
    (map_ / bestand).write_text("\r\n".join([",".join(f'"{naam}"' for naam in namen), *regels, ""]), "utf-8")

"""Files in published form for the tests of the loader."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import metadata
from rio_soap.register.opendata import laden
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.load_report import Verslag

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_KAAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_GETALLEN = {
    "AFWIJKENDE_OPLEIDINGSDUUROMVANG",
    "BEZOEKNL_HUISNUMMER",
    "CURSUSDUUR",
    "DEELNEMERSPLAATSEN",
    "EXTRA_CURSUSDUUR",
    "GPS_LATITUDE",
    "GPS_LONGITUDE",
    "HUISNUMMER",
    "POSTNL_HUISNUMMER",
    "RIJKSDRIEHOEK_X",
    "RIJKSDRIEHOEK_Y",
    "STUDIELAST",
}

Cellen = Mapping[str, str | None]


def publiceer(map_: Path, bestand: str, *rijen: Cellen) -> Path:
    """Write a file as it is published: text in quotes, dates and numbers bare, CRLF."""
    namen = kolommen()[bestand]
    regels = [",".join(f'"{naam}"' for naam in namen)]
    for rij in rijen:
        assert not set(rij) - set(namen), set(rij) - set(namen)
        regels.append(",".join(_cel(naam, rij.get(naam)) for naam in namen))
    map_.mkdir(exist_ok=True)
    (map_ / bestand).write_bytes("".join(f"{regel}\r\n" for regel in regels).encode())
    return map_


def _cel(naam: str, waarde: str | None) -> str:
    if waarde is None:
        return ""
    return waarde if naam in _GETALLEN or _KAAL.match(waarde) else '"{}"'.format(waarde.replace('"', '""'))


def laad(register: Register, map_: Path, moment: datetime | None = NU, **anders: Any) -> Verslag:
    return laden.laad(map_, register.schrijf, moment=moment, **anders)


def inhoud(register: Register, *, zonder: Iterable[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the register, as they would be compared by somebody who does not know the ids."""
    gevonden = {}
    with register.lees() as session:
        for tabel in metadata.sorted_tables:
            if tabel.name not in zonder:
                kolommen_ = [sa.type_coerce(k, sa.Text) if k.name == "stand" else k for k in tabel.c]
                gevonden[tabel.name] = sorted(map(tuple, session.execute(sa.select(*kolommen_))), key=repr)
    return gevonden


def stand(register: Register, tabel: sa.Table, *waar: sa.ColumnElement[bool]) -> Any:
    """The stand of the only row that fits."""
    with register.lees() as session:
        return session.execute(sa.select(tabel.c.stand).where(*waar)).scalar_one()


def bestuur(code: str = "799B001", **anders: str | None) -> Cellen:
    vast = {"INBEDRIJFDATUM": "2010-08-01", "BEGINDATUM_PERIODE": "2010-08-01", "NAAM": "Bestuur"}
    return {"ONDERWIJSBESTUURID": code, **vast, **anders}


def aanbieder(code: str = "799A001", **anders: str | None) -> Cellen:
    vast = {"INBEDRIJFDATUM": "2010-08-01", "BEGINDATUM_PERIODE": "2010-08-01", "NAAM": "Aanbieder"}
    return {"ONDERWIJSAANBIEDERID": code, **vast, **anders}


def aanbod(nummer: int = 1, eenheid: str = "1000O0001", **anders: str | None) -> Cellen:
    vast = {"ONDERWIJSAANBIEDERID": "799A001", "STARTDATUM": "2024-08-01", "BEGINDATUM_PERIODE": "2024-08-01"}
    code = f"99000000-0000-4000-8000-{nummer:012d}"
    return {"AANGEBODEN_OPLEIDINGCODE": code, "OPLEIDINGSEENHEIDCODE": eenheid, **vast, **anders}


def cohort(code: str = "C1", nummer: int = 1, **anders: str | None) -> Cellen:
    vast = {
        "AANGEBODEN_OPLEIDING_COHORTCODE": code,
        "AANGEBODEN_OPLEIDINGCODE": f"99000000-0000-4000-8000-{nummer:012d}",
        "BEGIN_AANMELDPERIODE": "2025-10-01",
        "INSTROOMMOMENT": "2026-08-24",
        "STATUS": "O",
        "TOESTEMMING_VEREIST_VOOR_AANMELDING": "NEE",
    }
    return {**vast, **anders}

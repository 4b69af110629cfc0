"""controlebestand.csv: how many rows each table has, here and in the database, and since when it is as it is.

Source: DUO's controlebestand (reference opendata.md); an empty file is complete here.
"""

import csv
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from rio_soap.opendata.dagpublicatie import CONTROLEBESTAND, Bestandsfeiten
from rio_soap.opendata.tabeluitvoer import schrijf_tabel

_KOLOMMEN: Final = ("naam", "aantalCsv", "aantalDataStore", "gewijzigd", "volledig")
_NEDERLAND = ZoneInfo("Europe/Amsterdam")


def schrijf_controlebestand(
    map_: Path,
    rijen: Mapping[str, int],
    in_database: Mapping[str, int],
    moment: datetime,
    vorige: Path | None,
    gelijk: Collection[str],
) -> Bestandsfeiten:
    """Write it into a publication.

    :param rijen: by name of the file.
    :param in_database: rows in the SQLite file, likewise.
    :param moment: of the publication, aware.
    :param vorige: folder of yesterday.
    :param gelijk: files that are as they were there: they changed when it says.
    """
    nu, eerder = moment.astimezone(_NEDERLAND).strftime("%Y-%m-%dT%H:%M:%S"), _gewijzigd(vorige)
    regels = []
    for naam, aantal in rijen.items():
        daar = in_database.get(naam, 0)
        sinds = eerder.get(naam, nu) if naam in gelijk else nu
        regels.append(f'"{naam}",{aantal},{daar},{sinds},"{"Waar" if aantal == daar else "Onwaar"}"'.encode())
    kop = ",".join(f'"{kolom}"' for kolom in _KOLOMMEN)
    return schrijf_tabel(map_ / CONTROLEBESTAND, kop, sorted(regels))


def _gewijzigd(vorige: Path | None) -> dict[str, str]:
    """Since when each file is as it was yesterday."""
    if vorige is None or not (pad := vorige / CONTROLEBESTAND).exists():
        return {}
    with pad.open(encoding="utf-8", newline="") as bestand:
        return {rij["naam"]: rij["gewijzigd"] for rij in csv.DictReader(bestand)}

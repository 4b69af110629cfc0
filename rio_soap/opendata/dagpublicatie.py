"""What a publication of one day is: at which number of the register, on what it builds, and the facts of its files.

The publisher (`publiceren`) hands it, with the folder in which families A and B and the deltas stand, to what makes
the rest. ``vorige`` is the folder of the publication on which this one builds and ``gelijk`` the files of A that are
the same there, so that what is made of them may be linked instead of made::

    maak_sqlite(map, vorige=None, gelijk=()) -> Mapping[str, int]     rows that each table has in it, by name of the CSV
    maak_parquet(map, vorige=None, gelijk=())
    maak_sectoren(map, vorige=None, gelijk=())
    maak_datapackage(map, dag)                                       `dag` is a Dagpublicatie
    maak_catalogus(map, dag)

A file that stands in the folder may be a link to one of yesterday: it is never opened to write, but made beside it and
renamed over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

MUTATIES: Final = "mutaties"
"""Folder of the deltas within a publication; there is none in a first one."""
CONTROLEBESTAND: Final = "controlebestand.csv"
DATAPACKAGE: Final = "datapackage.json"


class Bestandsfeiten(NamedTuple):
    """What is known of a published file.

    :param sha256: of its bytes, hex.
    :param rijen: rows or objects in it; None of what is no table of A or B, or a delta.
    :param rijenhash: SHA-256 of its rows without header and line ends, sorted by bytes, joined by LF; None likewise.
    """

    bytes: int
    sha256: str
    rijen: int | None = None
    rijenhash: str | None = None


@dataclass(frozen=True, slots=True)
class Dagpublicatie:
    """A publication.

    :param datum: its day in the Netherlands, and the name of its folder.
    :param stroom: name of the register's stroom.
    :param volgnummer: number of the last mutatie that is in it.
    :param moment: by which was judged what everybody may see; aware, UTC.
    :param vorige: day of the publication on which its deltas build; None of a first one.
    :param vorig_volgnummer: number of that.
    :param bestanden: facts by path within the folder (``erkenners.csv``, ``licentie.jsonl.gz``, ``mutaties/…``).
    """

    datum: date
    stroom: str
    volgnummer: int
    moment: datetime
    vorige: date | None
    vorig_volgnummer: int | None
    bestanden: Mapping[str, Bestandsfeiten]

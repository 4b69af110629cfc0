"""Of what kind the values of a column are, for files that know kinds: SQLite, Parquet, the manifest."""

from enum import Enum
from typing import Final

from rio_soap.register.publicatie.csvtabel import DATUMS, GETALLEN


class Kolomsoort(Enum):
    """Kind of the values of a column; the value is its type in the manifest (Table Schema)."""

    TEKST = "string"
    DATUM = "date"
    GEHEEL = "integer"
    GETAL = "number"
    MOMENT = "datetime"


_MET_BREUK: Final = frozenset(
    {
        *("GPS_LATITUDE", "GPS_LONGITUDE", "PRIJSFACTOR_BEKOSTIGING", "RIJKSDRIEHOEK_X", "RIJKSDRIEHOEK_Y"),
        "STUDIELAST",
    }
)
"""Numbers that may have a fraction; the register keeps all others as whole numbers."""
_CONTROLE: Final = {
    "aantalCsv": Kolomsoort.GEHEEL,
    "aantalDataStore": Kolomsoort.GEHEEL,
    "gewijzigd": Kolomsoort.MOMENT,
}
"""Columns of the controlebestand."""


def kolomsoort(kolom: str) -> Kolomsoort:
    """Kind of a column, by its name: the same in whatever file."""
    if kolom in DATUMS:
        return Kolomsoort.DATUM
    if kolom in GETALLEN:
        return Kolomsoort.GETAL if kolom in _MET_BREUK else Kolomsoort.GEHEEL
    return _CONTROLE.get(kolom, Kolomsoort.TEKST)

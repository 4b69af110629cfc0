"""Of what form and family a published file is, by its name; for the manifest, the catalogue and the server."""

from collections.abc import Mapping
from enum import Enum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final, NamedTuple

from rio_soap.opendata.dagpublicatie import CONTROLEBESTAND, MUTATIES
from rio_soap.register.opendata.bestanden import kolommen


class Familie(Enum):
    """The families of files; the value names them in addresses."""

    TABELLEN = "tabellen"
    OBJECTEN = "objecten"
    DATABASES = "databases"
    SECTOREN = "sectoren"
    MUTATIES = "mutaties"


class Bestandsvorm(NamedTuple):
    """The form of a file.

    :param mediatype: of what is in it (IANA, or what is usual).
    :param formaat: its name in the manifest.
    :param eu: its name in the list of file types of the EU Publications Office.
    :param omhulling: media type of what is around it, empty when nothing is: then that is what the server says, for
        the bytes of the file are those of the gzip, and the manifest has their hash.
    """

    mediatype: str
    formaat: str
    eu: str
    omhulling: str = ""

    @property
    def geserveerd(self) -> str:
        """Content-Type of the bytes as they stand in the file."""
        if self.omhulling:
            return self.omhulling
        return f"{self.mediatype}; charset=utf-8" if self.mediatype.startswith("text/") else self.mediatype


_GZIP: Final = "application/gzip"
_VORMEN: Final[Mapping[str, Bestandsvorm]] = MappingProxyType(
    {
        ".csv": Bestandsvorm("text/csv; header=present", "csv", "CSV"),
        ".jsonl.gz": Bestandsvorm("application/x-ndjson", "jsonl", "JSON", _GZIP),
        ".sqlite.gz": Bestandsvorm("application/vnd.sqlite3", "sqlite", "BIN", _GZIP),
        ".parquet": Bestandsvorm("application/vnd.apache.parquet", "parquet", "PARQUET"),
        ".zip": Bestandsvorm("application/zip", "zip", "ZIP"),
        ".json": Bestandsvorm("application/json", "json", "JSON"),
        ".jsonld": Bestandsvorm("application/ld+json", "jsonld", "JSON_LD"),
        ".p7s": Bestandsvorm("application/pkcs7-signature", "p7s", "BIN"),
        "": Bestandsvorm("text/plain", "txt", "TXT"),
    }
)
"""By what their names end with."""


def vorm_van(pad: str) -> Bestandsvorm:
    """The form of a file, by its path within the publication."""
    einde = "".join(PurePosixPath(pad).suffixes)
    return _VORMEN.get(einde, _VORMEN[""])


def familie_van(pad: str) -> Familie | None:
    """The family of a file, by its path within the publication; None of what tells of the others (the manifest)."""
    map_, _, naam = pad.rpartition("/")
    if map_ == MUTATIES:
        return Familie.MUTATIES
    if naam in kolommen() or naam == CONTROLEBESTAND:
        return Familie.TABELLEN
    return {
        "jsonl": Familie.OBJECTEN,
        "sqlite": Familie.DATABASES,
        "parquet": Familie.DATABASES,
        "zip": Familie.SECTOREN,
    }.get(vorm_van(pad).formaat)

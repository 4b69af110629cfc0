"""What a publication says of itself: datapackage.json, read into what a follower needs of it.

Source: Frictionless Data Package 2.0, with ``rio:`` members of our own (docs/volgen.md).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.refusal import Tampered

Familie: TypeAlias = Literal["a", "b"]
NAAM: Final = "datapackage.json"
WIJZIGINGEN: Final = "mutaties/wijzigingen.jsonl.gz"
"""Delta of all objects together."""
_PAD = re.compile(r"(?:mutaties/)?[A-Za-z0-9_][A-Za-z0-9_.-]*")
_DAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TABEL = re.compile(r"[a-z][a-z0-9_]*")
_KOLOM = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_HASH = re.compile(r"[0-9a-f]{64}")
_SOORTEN = {"date": "datum", "number": "getal", "integer": "getal", "year": "getal"}
_CONTROLE = "controlebestand"
_GZ = ".jsonl.gz"


@dataclass(frozen=True, slots=True)
class Kolomvorm:
    """A column of a table.

    :param soort: `tekst`, `datum` or `getal`; only a text is quoted in CSV.
    """

    naam: str
    soort: Literal["tekst", "datum", "getal"]


@dataclass(frozen=True, slots=True)
class Rijentelling:
    """How many rows a table has, and the SHA-256 over them (hex; rows sorted by bytes, joined by LF)."""

    aantal: int
    hash: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that can be followed: a table of family A, or the objects of one kind of family B.

    :param naam: of the table; the kind of object in lower case.
    :param pad: within the folder of the publication.
    :param kolommen: of A.
    :param sleutel: names of the columns of its primary key, of A.
    """

    naam: str
    pad: str
    familie: Familie
    som: Rijentelling
    kolommen: tuple[Kolomvorm, ...] = ()
    sleutel: tuple[str, ...] = ()

    @property
    def delta(self) -> str:
        """Path of its delta; of B that of all objects together."""
        return f"mutaties/Mutaties_{self.naam}.csv" if self.familie == "a" else WIJZIGINGEN

    @property
    def kop(self) -> bytes:
        """Header of its CSV, without line end."""
        return ",".join(f'"{kolom.naam}"' for kolom in self.kolommen).encode()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A publication.

    :param datum: its day, YYYY-MM-DD.
    :param stroom: name of the register instance.
    :param volgnummer: of the last change that is in it.
    :param vorige: day of the publication on which its deltas build; None when it has none.
    :param hash: SHA-256 of the manifest itself (hex): what was published for a day never changes.
    """

    datum: str
    stroom: str
    volgnummer: int
    moment: str
    vorige: str | None
    vorig_volgnummer: int | None
    hash: str
    tabellen: tuple[Resource, ...]

    def van(self, families: frozenset[Familie]) -> tuple[Resource, ...]:
        """Its tables of these families."""
        return tuple(tabel for tabel in self.tabellen if tabel.familie in families)


def lees_manifest(tekst: bytes, datum: str, hash_: str, sommen: Mapping[str, str]) -> Manifest:
    """A manifest by its text.

    :param datum: under which day it was published.
    :param sommen: SHA-256 (hex) by path, of SHA256SUMS.
    :raises Tampered: when it has not the published form, or another hash of a file than SHA256SUMS.
    """
    try:
        inhoud = json.loads(tekst)
        for deel in inhoud["resources"]:
            if sommen.get(str(deel["path"])) != str(deel["hash"]).removeprefix("sha256:"):
                raise Tampered(zin("manifest.sommen", datum=datum, naam=NAAM, pad=deel["path"]))
        tabellen = tuple(tabel for deel in inhoud["resources"] if (tabel := _resource(deel)) is not None)
        vorige, vorig = inhoud.get("rio:vorige"), inhoud.get("rio:vorigVolgnummer")
        manifest = Manifest(
            datum=datum,
            stroom=str(inhoud["rio:stroom"]),
            volgnummer=int(inhoud["rio:volgnummer"]),
            moment=str(inhoud.get("rio:moment", "")),
            vorige=None if vorige is None else _dag(str(vorige)),
            vorig_volgnummer=None if vorig is None else int(vorig),
            hash=hash_,
            tabellen=tabellen,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fout:
        raise Tampered(zin("manifest.vorm", datum=datum, naam=NAAM, waarom=fout)[:300]) from fout
    if len({tabel.naam for tabel in tabellen}) != len(tabellen):
        raise Tampered(zin("manifest.dubbel", datum=datum, naam=NAAM))
    return manifest


def _dag(naam: str) -> str:
    """It becomes part of a path."""
    if not _DAG.fullmatch(naam):
        raise ValueError(f"day {naam!r}")
    return naam


def _resource(deel: Mapping[str, Any]) -> Resource | None:  # Any: as JSON gives it
    pad = str(deel["path"])
    if not _PAD.fullmatch(pad):
        raise ValueError(f"path {pad!r}")
    if "/" in pad or "rio:rijenhash" not in deel or pad.startswith(_CONTROLE):
        return None
    if pad.endswith(".csv"):
        familie, naam = "a", pad.removesuffix(".csv")
    elif pad.endswith(_GZ):
        familie, naam = "b", pad.removesuffix(_GZ)
    else:
        return None
    som = Rijentelling(int(deel["rio:rijen"]), str(deel["rio:rijenhash"]).removeprefix("sha256:"))
    if not _TABEL.fullmatch(naam) or not _HASH.fullmatch(som.hash):
        raise ValueError(f"table {naam!r}, rijenhash {som.hash!r}")
    if familie == "b":
        return Resource(naam, pad, "b", som)
    kolommen = tuple(_kolom(veld) for veld in deel["schema"]["fields"])
    sleutel = deel["schema"].get("primaryKey", ())
    sleutel = (sleutel,) if isinstance(sleutel, str) else tuple(map(str, sleutel))
    if not kolommen or not set(sleutel) <= {kolom.naam for kolom in kolommen}:
        raise ValueError(zin("manifest.kolommen", naam=naam))
    return Resource(naam, pad, "a", som, kolommen, sleutel)


def _kolom(veld: Mapping[str, Any]) -> Kolomvorm:  # Any: as JSON gives it
    naam = str(veld["name"])
    if not _KOLOM.fullmatch(naam):
        raise ValueError(f"column {naam!r}")
    return Kolomvorm(naam, _SOORTEN.get(str(veld.get("type", "string")), "tekst"))  # type: ignore[arg-type]

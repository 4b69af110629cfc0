"""Family D: a zip per sector, of the tables of A that it needs; and every CSV packed, for who asks for gzip.

A CSV is packed once, into the hidden folder `INGEPAKT` of the publication. The server sends that file to clients that
take gzip, and every zip holds the same deflated bytes: five zips cost hardly more than copying.
"""

import os
import struct
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final, NamedTuple

from rio_soap.opendata.gzip_packing import INGEPAKT, KOP, STAART, koppel, pak_in
from rio_soap.opendata.tabelverwijzingen import sector_van
from rio_soap.register.opendata.bestanden import kolommen

_VAN_SECTOR: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "bo": ("po",),
        "so": ("po",),
        "po": ("po",),
        "vo": ("vo",),
        "vso": ("vo",),
        "vavo": ("vo", "mbo"),
        "mbo": ("mbo",),
        "educatie": ("mbo",),
        "ho": ("ho",),
        "btl": ("ho",),
        "nfo": ("nfo",),
    }
)
"""What names of files begin with, and the zips in which they are. Vavo is taught at institutions of mbo under the law
of vo; opleidingen abroad (btl) are those for which studiefinanciering is taken along, of ho."""
_APART: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "examenlicenties": ("vo", "mbo"),
        "financieringsbesluiten": ("ho",),
        "vestigingslicenties": ("po", "vo", "mbo", "ho"),
    }
)
"""Files whose name tells no sector and that are not for all."""
SECTOREN: Final = ("po", "vo", "mbo", "ho", "nfo")
_DEFLATE: Final = 8
_BLOK: Final = 1 << 20
_EERSTE_DAG: Final = 0x21
"""1 January 1980 as a zip writes it: the same content makes the same zip."""
_UNIX_20: Final = 0x0314
_GEWOON_BESTAND: Final = 0o100644 << 16


def bestanden_van(sector: str) -> list[str]:
    """The files of A in the zip of a sector, by name: its own and those that all share (organisations, locations,
    contactadressen, erkenningen of organisations and their relations, erkenners)."""
    return sorted(bestand for bestand in kolommen() if sector in _sectoren(bestand.removesuffix(".csv")))


def _sectoren(tabel: str) -> Sequence[str]:
    eigen = sector_van(tabel)
    return _VAN_SECTOR[eigen] if eigen is not None else _APART.get(tabel, SECTOREN)


def maak_sectoren(map_: Path, vorige: Path | None = None, gelijk: Sequence[str] = ()) -> None:
    """Pack every CSV of a folder, and make the five zips of them.

    :param vorige: as `rio_soap.opendata.dagpublicatie` has it, likewise `gelijk`: what is packed there is linked.
    :raises FileNotFoundError: when a CSV is not there.
    """
    ingepakt, gelijke = map_ / INGEPAKT, frozenset(gelijk)
    ingepakt.mkdir(exist_ok=True)
    for bestand in kolommen():
        doel = ingepakt / f"{bestand}.gz"
        if bestand not in gelijke or not koppel(vorige and vorige / INGEPAKT, doel):
            pak_in(map_ / bestand, doel)
    for sector in SECTOREN:
        namen, doel = bestanden_van(sector), map_ / f"{sector}.zip"
        if gelijke.issuperset(namen) and koppel(vorige, doel):
            continue
        half = doel.with_name(f".{doel.name}.half")
        with half.open("wb") as stroom:
            _schrijf_zip(stroom, [(naam, ingepakt / f"{naam}.gz") for naam in namen])
        os.replace(half, doel)


class _Lid(NamedTuple):
    """A file in a zip.

    :param kop: what both of its headers tell.
    :param plaats: where its first header begins.
    """

    naam: bytes
    kop: bytes
    plaats: int


def _schrijf_zip(stroom: IO[bytes], leden: Iterable[tuple[str, Path]]) -> None:
    """A zip of files that are packed already: their deflated bytes are copied (APPNOTE 6.3.10, section 4.3).

    :raises struct.error: when it would be larger than a zip without extension can be, 4 GiB; a country takes 0.1.
    """
    geschreven = [_schrijf_lid(stroom, naam.encode(), pad) for naam, pad in leden]
    begin = stroom.tell()
    for lid in geschreven:
        stroom.write(b"PK\x01\x02" + struct.pack("<H", _UNIX_20) + lid.kop)
        stroom.write(struct.pack("<HHHII", 0, 0, 0, _GEWOON_BESTAND, lid.plaats) + lid.naam)
    aantal, maat = len(geschreven), stroom.tell() - begin
    stroom.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, aantal, aantal, maat, begin, 0))


def _schrijf_lid(stroom: IO[bytes], naam: bytes, pad: Path) -> _Lid:
    plaats = stroom.tell()
    with pad.open("rb") as lees:
        maat = rest = lees.seek(-STAART, os.SEEK_END) - KOP
        crc, lengte = struct.unpack("<II", lees.read(STAART))
        kop = struct.pack("<HHHHHIIIHH", 20, 0, _DEFLATE, 0, _EERSTE_DAG, crc, maat, lengte, len(naam), 0)
        stroom.write(b"PK\x03\x04" + kop + naam)
        lees.seek(KOP)
        while rest > 0:
            blok = lees.read(min(rest, _BLOK))
            stroom.write(blok)
            rest -= len(blok)
    return _Lid(naam, kop, plaats)

"""The messages of a batch: the files of a folder or a zip, by name, in an order; bounded, and nothing outside them."""

import re
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rio_soap.bevinding.spraak import zin
from rio_soap.register.regels.databestand import lees_tekst, regels_van

MAX_BERICHTEN = 200_000
MAX_ZIP = 256 * 1024 * 1024
"""Bytes of a zip as it is."""
MAX_UITGEPAKT = 4 * 1024**3
"""Bytes of all its messages together."""
MAX_VERHOUDING = 200
"""Largest ratio of unpacked to packed of one message beyond 64 KiB; XML reaches 10 to 50."""
_MAX_VOLGORDE = 128 * 1024 * 1024
"""Bytes of a file with the order: 200,000 of the longest names fit."""
_MAX_INHOUDSOPGAVE = 16 * 1024 * 1024
_MAX_NAAM, _MAX_DEEL = 400, 150
_ZIP64, _EINDE = b"PK\x06\x07", b"PK\x05\x06"
_GEWEIGERD = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]")


class Invoerfout(ValueError):
    """Input that cannot be used: what, what was found, what is allowed."""


@dataclass(frozen=True, slots=True)
class Invoer:
    """The messages of a batch in their order.

    :param namen: relative names with ``/``, each safe to make a file of.
    :param lees: the bytes of a message, at most `maximum` and one more: whoever gets more, has a message that is too
        large.
    """

    namen: tuple[str, ...]
    lees: Callable[[str, int], bytes]


@contextmanager
def open_invoer(pad: Path, volgorde: str = "naam") -> Iterator[Invoer]:
    """The messages of a folder or zip: all that end in ``.xml``, in whatever case.

    :param volgorde: ``naam``, ``nummer`` (by the numbers in the names: 9 before 10) or the path of a file that names
        every message on a line of its own.
    :raises Invoerfout: for input or an order that cannot be used.
    """
    if pad.is_dir():
        namen = _namen_in_map(pad)
        yield Invoer(_op_volgorde(namen, volgorde), lambda naam, maximum: _lees_bestand(pad / naam, maximum))
    elif pad.is_file():
        _controleer_zip(pad)
        try:
            with zipfile.ZipFile(pad) as archief:
                leden = _leden(archief)
                geordend = _op_volgorde(leden, volgorde)
                yield Invoer(geordend, lambda naam, maximum: _lees_lid(archief, leden[naam], maximum))
        except zipfile.BadZipFile as fout:
            raise Invoerfout(zin("batchfout.geen_zip", pad=pad, waarom=fout)) from fout
    else:
        raise Invoerfout(zin("batchfout.weg", pad=pad))


def _namen_in_map(pad: Path) -> list[str]:
    namen = []
    for bestand in pad.rglob("*"):
        if bestand.suffix.lower() != ".xml":
            continue
        naam = bestand.relative_to(pad).as_posix()
        if bestand.is_symlink() or not stat.S_ISREG(bestand.stat().st_mode):
            raise Invoerfout(zin("batchfout.geen_bestand", naam=naam))
        namen.append(naam)
    _controleer_namen(namen)
    return namen


def _lees_bestand(pad: Path, maximum: int) -> bytes:
    with pad.open("rb") as bestand:
        return bestand.read(maximum + 1)


def _controleer_zip(pad: Path) -> None:
    """Before `zipfile` reads its directory, of which it makes an object per entry: that there are not too many."""
    grootte = pad.stat().st_size
    if grootte > MAX_ZIP:
        raise Invoerfout(zin("batchfout.te_groot", pad=pad, grootte=grootte, meeste=MAX_ZIP))
    with pad.open("rb") as bestand:
        bestand.seek(max(0, grootte - 65_577))
        staart = bestand.read()
    offset = staart.rfind(_EINDE)
    if offset < 0 or len(staart) < offset + 22:
        raise Invoerfout(zin("batchfout.geen_van_beide", pad=pad))
    aantal, omvang = struct.unpack("<HL", staart[offset + 10 : offset + 16])
    if _ZIP64 in staart[max(0, offset - 20) : offset] or aantal == 0xFFFF or omvang > _MAX_INHOUDSOPGAVE:
        raise Invoerfout(zin("batchfout.zip64", pad=pad))


def _leden(archief: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    leden: dict[str, zipfile.ZipInfo] = {}
    totaal = 0
    for lid in archief.infolist():
        if lid.is_dir() or not lid.filename.lower().endswith(".xml"):
            continue
        if lid.filename in leden:
            raise Invoerfout(zin("batchfout.dubbel", naam=lid.filename))
        if lid.flag_bits & 1:
            raise Invoerfout(zin("batchfout.versleuteld", naam=lid.filename))
        if lid.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Invoerfout(zin("batchfout.compressie", naam=lid.filename, soort=lid.compress_type))
        if stat.S_ISLNK(lid.external_attr >> 16):
            raise Invoerfout(zin("batchfout.link", naam=lid.filename))
        if lid.file_size > 65_536 and lid.file_size > MAX_VERHOUDING * max(1, lid.compress_size):
            raise Invoerfout(zin("batchfout.zwelt", naam=lid.filename, keer=MAX_VERHOUDING))
        totaal += lid.file_size
        if totaal > MAX_UITGEPAKT:
            raise Invoerfout(zin("batchfout.zwelt_samen", meeste=MAX_UITGEPAKT))
        leden[lid.filename] = lid
    _controleer_namen(list(leden))
    return leden


def _lees_lid(archief: zipfile.ZipFile, lid: zipfile.ZipInfo, maximum: int) -> bytes:
    """Never more than asked for, whatever the zip says of its size.

    :raises Invoerfout: when the zip is damaged there.
    """
    try:
        with archief.open(lid) as bestand:
            return bestand.read(maximum + 1)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as fout:
        raise Invoerfout(zin("batchfout.onleesbaar", naam=lid.filename, waarom=fout)) from fout


def _controleer_namen(namen: list[str]) -> None:
    """Names from which names of answers are made: relative, inside, and different on every file system."""
    if not namen:
        raise Invoerfout(zin("batchfout.leeg"))
    if len(namen) > MAX_BERICHTEN:
        raise Invoerfout(zin("batchfout.te_veel", aantal=len(namen), meeste=MAX_BERICHTEN))
    gezien: dict[str, str] = {}
    for naam in namen:
        delen = naam.split("/")
        fout = len(naam) > _MAX_NAAM or any(d in ("", ".", "..") or len(d.encode()) > _MAX_DEEL for d in delen)
        if fout or _GEWEIGERD.search(naam):
            raise Invoerfout(zin("batchfout.naam", naam=naam[:_MAX_NAAM]))
        if (ander := gezien.setdefault(naam.casefold(), naam)) != naam:
            raise Invoerfout(zin("batchfout.hoofdletters", naam=naam, ander=ander))


def _op_volgorde(namen: Sequence[str] | dict[str, zipfile.ZipInfo], volgorde: str) -> tuple[str, ...]:
    if volgorde == "naam":
        return tuple(sorted(namen))
    if volgorde == "nummer":
        return tuple(sorted(namen, key=lambda naam: (_nummers(naam), naam)))
    return _uit_bestand(namen, Path(volgorde))


def _nummers(naam: str) -> list[int]:
    return [int(cijfers) for cijfers in re.findall(r"[0-9]+", naam)]


def _uit_bestand(namen: Sequence[str] | dict[str, zipfile.ZipInfo], bestand: Path) -> tuple[str, ...]:
    try:
        regels = regels_van(lees_tekst(bestand, _MAX_VOLGORDE, Invoerfout))
    except OSError as fout:
        raise Invoerfout(zin("batchfout.volgorde", bestand=bestand, waarom=fout)) from fout
    over, uit = set(namen), list[str]()
    for nummer, regel in enumerate(regels, 1):
        naam = regel.strip()
        if not naam or naam.startswith("#"):
            continue
        if naam not in over:
            waarom = zin("batchfout.twee_keer") if naam in uit else zin("batchfout.vreemd")
            raise Invoerfout(zin("batchfout.regel", bestand=bestand, regel=nummer, naam=naam, waarom=waarom))
        over.discard(naam)
        uit.append(naam)
    if over:
        raise Invoerfout(
            zin("batchfout.ontbreekt", bestand=bestand, namen=", ".join(sorted(over)[:5]), aantal=len(over))
        )
    return tuple(uit)

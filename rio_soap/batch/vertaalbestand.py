"""Reading and checking a mapping file (TOML): names against the contract, values against what may stand there."""

import difflib
import tomllib
from collections.abc import Iterable
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import TypeAlias

from rio_soap.batch.vertaling import Vertaling
from rio_soap.bevinding.spraak import zin
from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.operaties import DIENSTEN, Dienst
from rio_soap.contract.vorm import Vorm, vormen

TEKENSETS = ("UTF-8", "ISO-8859-1", "WINDOWS-1252")
_TABELLEN = ("bron", "elementen", "kenmerken", "waarden", "weglaten")
_BRON = ("tekenset", "naamruimte", "dienst", "datums", "booleans", "volgorde")
_MAX_BYTES = 1024 * 1024

TomlTable: TypeAlias = "dict[str, TomlValue]"
TomlValue: TypeAlias = "str | int | float | bool | date | time | list[TomlValue] | TomlTable"
"""What TOML can say; a datetime is a date."""


class Vertaalfout(ValueError):
    """A mapping file that cannot be used: where, what was found, what is allowed."""


def laad_vertaling(pad: Path) -> Vertaling:
    """Read and check a mapping file.

    :raises Vertaalfout: with the place in it.
    """
    try:
        with pad.open("rb") as bestand:
            data = bestand.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise Vertaalfout(zin("vertaalfout.te_groot", pad=pad, meeste=_MAX_BYTES))
        gelezen = tomllib.loads(data.decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        raise Vertaalfout(zin("vertaalfout.geen_toml", pad=pad, waarom=fout)) from fout
    try:
        return _maak(gelezen)
    except Vertaalfout as fout:
        raise Vertaalfout(f"{pad}: {fout}") from None


def _maak(gelezen: TomlTable) -> Vertaling:
    _bekend("", gelezen, _TABELLEN)
    bron = _tabel(gelezen, "bron")
    _bekend("bron.", bron, _BRON)
    diensten = {dienst.naam.lower(): dienst for dienst in DIENSTEN}
    dienst = diensten[_keuze(bron, "dienst", tuple(diensten), next(iter(diensten)))]
    elementen = _teksten("elementen", _tabel(gelezen, "elementen"))
    for naam, doel in elementen.items():
        _in(f"elementen.{naam}", doel, _elementnamen(dienst))
    kenmerknamen = {k.naam for rij in kenmerken(dienst).values() for k in rij}
    kenmerken_ = _teksten("kenmerken", _tabel(gelezen, "kenmerken"))
    for naam, doel in kenmerken_.items():
        _in(f"kenmerken.{naam}", doel, kenmerknamen)
    if dubbel := sorted(set(elementen) & set(kenmerken_)):
        raise Vertaalfout(zin("vertaalfout.dubbel", naam=dubbel[0]))
    waarden = _tabel(gelezen, "waarden")
    for naam in waarden:
        _in(f"waarden.{naam}", naam, _elementnamen(dienst) | kenmerknamen)
    weg = _tabel(gelezen, "weglaten")
    _bekend("weglaten.", weg, ("elementen",))
    return Vertaling(
        dienst,
        elementen,
        kenmerken_,
        {naam: _teksten(f"waarden.{naam}", _tabel(waarden, naam, "waarden.")) for naam in waarden},
        frozenset(_namen("weglaten.elementen", weg.get("elementen", []))),
        _keuze(bron, "tekenset", TEKENSETS, "UTF-8"),
        _tekst("bron.naamruimte", bron["naamruimte"]) if "naamruimte" in bron else None,
        _keuze(bron, "datums", ("JJJJMMDD", "JJJJ-MM-DD"), "JJJJ-MM-DD") == "JJJJMMDD",
        _booleans(bron),
        _waar_of_niet("bron.volgorde", bron.get("volgorde", False)),
    )


def _booleans(bron: TomlTable) -> tuple[str, str] | None:
    if "booleans" not in bron:
        return None
    tabel = _teksten("bron.booleans", _tabel(bron, "booleans", "bron."))
    if set(tabel) != {"ja", "nee"} or tabel["ja"] == tabel["nee"]:
        raise Vertaalfout(zin("vertaalfout.booleans", gevonden=dict(tabel)))
    return tabel["ja"], tabel["nee"]


def _bekend(waar: str, tabel: TomlTable, namen: tuple[str, ...]) -> None:
    for naam in tabel:
        _in(f"{waar}{naam}", naam, namen)


def _in(waar: str, gevonden: str, namen: Iterable[str]) -> None:
    alle = sorted(namen)
    if gevonden in alle:
        return
    lijkt = difflib.get_close_matches(gevonden, alle, 3, 0.6)
    mag = zin("vertaalfout.mag", namen=", ".join(alle)) if len(alle) < 12 else zin("vertaalfout.onbekend")
    bedoeld = zin("vertaalfout.bedoeld", namen=_of().join(lijkt)) if lijkt else ""
    raise Vertaalfout(zin("vertaalfout.naam", waar=waar, gevonden=gevonden, mag=mag) + bedoeld)


def _of() -> str:
    of = zin("vertaalfout.of")
    return f" {of} "


def _tabel(van: TomlTable, naam: str, waar: str = "") -> TomlTable:
    tabel = van.get(naam, {})
    if not isinstance(tabel, dict):
        raise Vertaalfout(zin("vertaalfout.tabel", waar=waar, naam=naam, gevonden=tabel))
    return tabel


def _teksten(waar: str, tabel: TomlTable) -> dict[str, str]:
    return {naam: _tekst(f"{waar}.{naam}", waarde) for naam, waarde in tabel.items()}


def _tekst(waar: str, waarde: TomlValue) -> str:
    if not isinstance(waarde, str):
        raise Vertaalfout(zin("vertaalfout.tekst", waar=waar, gevonden=waarde))
    return waarde


def _waar_of_niet(waar: str, waarde: TomlValue) -> bool:
    if not isinstance(waarde, bool):
        raise Vertaalfout(zin("vertaalfout.waar_of_niet", waar=waar, gevonden=waarde))
    return waarde


def _namen(waar: str, waarde: TomlValue) -> list[str]:
    if not isinstance(waarde, list):
        raise Vertaalfout(zin("vertaalfout.lijst", waar=waar, gevonden=waarde))
    return [_tekst(waar, naam) for naam in waarde]


def _keuze(bron: TomlTable, naam: str, mogelijk: tuple[str, ...], standaard: str) -> str:
    waarde = _tekst(f"bron.{naam}", bron.get(naam, standaard))
    _in(f"bron.{naam}", waarde, mogelijk)
    return waarde


@cache
def _elementnamen(dienst: Dienst) -> frozenset[str]:
    """Names of all elements of a contract."""
    contract = vormen(dienst)
    soorten = (contract.soort(naam) for naam in contract.complexe_namen)
    namen = {tag.rpartition("}")[2] for soort in soorten if isinstance(soort, Vorm) for tag in soort.per_tag}
    return frozenset(namen | set(contract.elementen))

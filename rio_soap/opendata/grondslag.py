"""The publication of before on which a new one builds: what its manifest says, and whether its files are those."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rio_soap import besloten
from rio_soap.opendata.dagpublicatie import DATAPACKAGE, Bestandsfeiten
from rio_soap.opendata.publicatiejournaal import zicht_naar_json, zicht_van_json
from rio_soap.register.publicatie.csvtabel import Tabel
from rio_soap.register.publicatie.publicatiebron import Tijdpunt
from rio_soap.register.publicatie.zichtstand import Zichtstand
from rio_soap.register.versie.objecttypen import OBJECTTYPEN


class Stand(NamedTuple):
    """What we know of a publication and do not publish.

    :param kenmerk: of the code and the settings by which it was made.
    :param zicht: by which it was made.
    :param spoor: of the register at its number.
    :param ingepakt: SHA-256, hex, by path, of the packed copies beside its files: the next one links them and puts them
        into zips, and no manifest names them.
    """

    kenmerk: str
    zicht: Zichtstand
    spoor: str
    ingepakt: Mapping[str, str]


class Grondslag(NamedTuple):
    """A publication of before, whose files are those of its manifest.

    :param feiten: by path.
    :param stand: None when it is not known any more.
    """

    datum: date
    map_: Path
    stroom: str
    volgnummer: int
    feiten: Mapping[str, Bestandsfeiten]
    stand: Stand | None


class Grondfout(ValueError):
    """A publication on which nothing can build; says which file, and why."""


def lees_grondslag(map_: Path, datum: date, standbestand: Path) -> Grondslag:
    """What a publication says of itself.

    :raises Grondfout: when its manifest is not there or cannot be read.
    """
    pad = map_ / DATAPACKAGE
    try:
        pakket = json.loads(pad.read_bytes())
        feiten = {deel["path"]: _feiten(deel) for deel in pakket["resources"]}
        stroom, volgnummer = str(pakket["rio:stroom"]), int(pakket["rio:volgnummer"])
    except (OSError, ValueError, TypeError, KeyError) as fout:
        raise Grondfout(f"{pad}: {type(fout).__name__}: {fout}") from fout
    return Grondslag(datum, map_, stroom, volgnummer, feiten, lees_stand(standbestand))


def _feiten(deel: Mapping[str, object]) -> Bestandsfeiten:
    rijen, rijenhash = deel.get("rio:rijen"), deel.get("rio:rijenhash")
    return Bestandsfeiten(
        int(str(deel["bytes"])),
        str(deel["hash"]).removeprefix("sha256:"),
        None if rijen is None else int(str(rijen)),
        None if rijenhash is None else str(rijenhash),
    )


def toets(grond: Grondslag, op: Tijdpunt, tabellen: Iterable[Tabel]) -> None:
    """See that a publication can be built upon.

    :raises Grondfout: for another register, other columns, or a file that is not that of the manifest.
    """
    if grond.stroom != op.stroom:
        raise Grondfout(f"{grond.map_}: it is of another register")
    tabellen, soorten = list(tabellen), [f"{naam.lower()}.jsonl.gz" for naam in OBJECTTYPEN]
    if weg := sorted({tabel.bestand for tabel in tabellen}.union(soorten) - grond.feiten.keys()):
        raise Grondfout(f"{grond.map_ / DATAPACKAGE}: it has no {weg[0]}")
    for naam, feiten in grond.feiten.items():
        if not is_dat(grond.map_ / naam, feiten.sha256):
            raise Grondfout(f"{grond.map_ / naam}: it is not the file of the manifest")
    for naam, som in grond.stand.ingepakt.items() if grond.stand is not None else ():
        if not is_dat(grond.map_ / naam, som):
            raise Grondfout(f"{grond.map_ / naam}: it is not the file that was packed")
    for tabel in tabellen:
        with (grond.map_ / tabel.bestand).open("rb") as bestand:
            if bestand.readline() != tabel.kop.encode() + b"\r\n":
                raise Grondfout(f"{grond.map_ / tabel.bestand}: its columns are others")


def is_dat(pad: Path, sha256: str) -> bool:
    """Whether a file is there and has the hash that it should have (hex)."""
    try:
        with pad.open("rb") as bestand:
            return hashlib.file_digest(bestand, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def lees_stand(pad: Path) -> Stand | None:
    """What is kept beside a publication; None when there is nothing that can be read."""
    try:
        inhoud = json.loads(pad.read_bytes())
        ingepakt = {str(naam): str(som) for naam, som in inhoud["ingepakt"].items()}
        return Stand(str(inhoud["kenmerk"]), zicht_van_json(inhoud), str(inhoud["spoor"]), ingepakt)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def schrijf_stand(pad: Path, stand: Stand) -> None:
    """Keep it, for us alone: it names licenties that are withheld."""
    inhoud = {"kenmerk": stand.kenmerk, "spoor": stand.spoor, "ingepakt": dict(stand.ingepakt)}
    besloten.schrijf(pad, json.dumps(inhoud | zicht_naar_json(stand.zicht)).encode())


def zoek_grondslag(
    dagen: Iterable[date], map_van: Callable[[date], Path], stand_van: Callable[[date], Path]
) -> Grondslag | None:
    """The newest of these publications; None when there is none.

    :raises Grondfout: when it cannot be read.
    """
    dag = max(dagen, default=None)
    return None if dag is None else lees_grondslag(map_van(dag), dag, stand_van(dag))

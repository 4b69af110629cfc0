"""What the register is: its version, and the files that were published of it."""

import json
import os
import re
import stat
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from rio_soap.api.lezen import LINKS, lees, vorm_van
from rio_soap.api.pad import Apiverzoek, Pad
from rio_soap.api.vragen import Vraagvorm, dag
from rio_soap.contract.jsonschema import Schema, Schemas, lijst_van, object_van
from rio_soap.contract.jsonvorm import Json, JsonObject

OPERATIE: Final = "opvragen_versie"
MANIFEST: Final = "datapackage.json"
BESTANDEN: Final = "/opendata/v1"
"""Under what the files are served."""
_DAG: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_VAN_PUBLICATIE: Final = ("rio:stroom", "rio:volgnummer", "rio:moment", "rio:vorige")
_VAN_BESTAND: Final = ("rio:rijen", "rio:rijenhash")


class Bestandenvraag(Vraagvorm):
    """Of which day."""

    datum = dag("Dag van de publicatie; zonder: alle dagen, zonder hun bestanden.")


def versie(verzoek: Apiverzoek) -> JsonObject:
    """Which contract, program, stroom and last number this is."""
    return lees(verzoek, OPERATIE, {}) | {"_links": verzoek.links()}


def bestanden(verzoek: Apiverzoek) -> JsonObject:
    """The publications, newest first; of one day with its files, and none when there is none of that day."""
    gevraagd: date | None = verzoek.vraag.get("datum")
    map_ = verzoek.bron.bestanden
    if gevraagd is None:
        gevonden = [_publicatie(map_ / naam, met_bestanden=False) for naam in _dagen(map_)] if map_ else []
        publicaties: list[Json] = [een for een in gevonden if een is not None]
    else:
        een = _publicatie(map_ / gevraagd.isoformat(), met_bestanden=True) if map_ else None
        publicaties = [] if een is None else [een]
    return {"publicatie": publicaties, "_links": verzoek.links()}


def _dagen(map_: Path) -> list[str]:
    """Days of which there is a folder, newest first."""
    if not map_.is_dir():
        return []
    return sorted((een.name for een in map_.iterdir() if _DAG.match(een.name)), reverse=True)


def _publicatie(map_: Path, *, met_bestanden: bool) -> JsonObject | None:
    """What the manifest of a folder says; None when it has none that can be read, or is a link."""
    try:
        staat = os.stat(map_, follow_symlinks=False)
        if not stat.S_ISDIR(staat.st_mode):
            return None
        lees_ = _met_bestanden if met_bestanden else _zonder_bestanden
        return lees_(map_, staat.st_ino, os.stat(map_ / MANIFEST).st_mtime_ns)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


@lru_cache(maxsize=4_096)
def _zonder_bestanden(map_: Path, nummer: int, moment: int) -> JsonObject:
    """Kept, for a publication does not change: to read the manifests of 400 days takes 5 s.

    :param nummer: with `moment`: another folder in its place is not mistaken for it.
    :raises OSError, ValueError, LookupError, TypeError, AttributeError: for what is no manifest.
    """
    return {naam: deel for naam, deel in _met_bestanden.__wrapped__(map_, nummer, moment).items() if naam != "bestand"}


@lru_cache(maxsize=8)
def _met_bestanden(map_: Path, _nummer: int, _moment: int) -> JsonObject:
    """:raises OSError, ValueError, LookupError, TypeError, AttributeError: for what is no manifest."""
    manifest = json.loads((map_ / MANIFEST).read_bytes())
    adres = f"{BESTANDEN}/{map_.name}"
    uit: JsonObject = {"datum": map_.name, "href": f"{adres}/{MANIFEST}"}
    return {
        **uit,
        **_zonder_voorvoegsel(manifest, _VAN_PUBLICATIE),
        "bestand": [
            {"naam": een["name"], "href": f"{adres}/{een['path']}", "bytes": een["bytes"], "hash": een["hash"]}
            | _zonder_voorvoegsel(een, _VAN_BESTAND)
            for een in manifest["resources"]
        ],
    }


def _zonder_voorvoegsel(van: JsonObject, namen: tuple[str, ...]) -> JsonObject:
    return {naam.removeprefix("rio:"): van[naam] for naam in namen if van.get(naam) is not None}


def _vorm(_: Schemas) -> Schema:
    tekst: Schema = {"type": "string"}
    getal: Schema = {"type": "integer", "minimum": 0}
    adres: Schema = {"type": "string", "format": "uri-reference"}
    dag_: Schema = {"type": "string", "format": "date"}
    bestand = object_van(
        {"naam": tekst, "href": adres, "bytes": getal, "hash": tekst, "rijen": getal, "rijenhash": tekst},
        ("naam", "href", "bytes", "hash"),
    )
    publicatie = object_van(
        {
            "datum": dag_,
            "href": adres,
            "stroom": tekst,
            "volgnummer": getal,
            "moment": {"type": "string", "format": "date-time"},
            "vorige": dag_,
            "bestand": lijst_van(bestand),
        },
        ("datum", "href"),
    )
    return object_van({"publicatie": lijst_van(publicatie), "_links": LINKS}, ("publicatie", "_links"))


PADEN = (
    Pad("/versie", versie, vorm_van(OPERATIE), "Versie van het register", "Inrichting"),
    Pad(
        "/bestanden",
        bestanden,
        _vorm,
        "Gepubliceerde bestanden",
        "Inrichting",
        vraag=Bestandenvraag,
        nummer=None,
        van_register=False,
    ),
)

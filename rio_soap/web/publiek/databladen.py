"""The data elsewhere than on pages: published files, the API, the contracts, and how to keep a copy."""

from datetime import date
from typing import Final

from marshmallow import fields, validate

from rio_soap.api.versie_en_bestanden import BESTANDEN, MANIFEST, bestanden
from rio_soap.api.vragen import dag
from rio_soap.contract.operaties import DIENSTEN
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermlezing import van_api
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.frame.veldweergave import Gelezenjson, Inhoud

_FAMILIES: Final = (
    ("mutaties", "mutaties/"),
    ("tabellen", ".csv"),
    ("objecten", ".jsonl.gz"),
    ("database", ".sqlite.gz"),
    ("parquet", ".parquet"),
    ("sectoren", ".zip"),
)
"""Families of files and by what of their path they are known, the first that fits."""
_OVERIG: Final = "overig"
_BEWIJS: Final = (MANIFEST, "SHA256SUMS", "SHA256SUMS.p7s", "catalogus.jsonld")
_EERDER: Final = 14
"""Publications before, that are named."""
_MAAT: Final = 1000


class Dataparameters(Schermvraag):
    """Which files."""

    familie = fields.String(validate=validate.OneOf([*(naam for naam, _ in _FAMILIES), _OVERIG]))
    datum = dag("Dag van de publicatie; zonder: de laatste.")


def data(verzoek: Schermverzoek) -> Uitkomst:
    """What was published last, or on a day; of one family each file."""
    alle: Gelezenjson = van_api(verzoek, bestanden)["publicatie"]
    gevraagd = verzoek.vraag.get("datum")
    datum = gevraagd or (date.fromisoformat(alle[0]["datum"]) if alle else None)
    publicatie: Gelezenjson = None
    if datum is not None:
        gevonden: Gelezenjson = van_api(verzoek, bestanden, vraag={"datum": datum})["publicatie"]
        if gevraagd and not gevonden:
            raise Toestand(404, "onbekend")
        publicatie = gevonden[0] if gevonden else None
    velden = {
        "publicatie": publicatie,
        "families": _families(publicatie) if publicatie else {},
        "familie": verzoek.vraag.get("familie"),
        "eerder": [een for een in alle if publicatie is None or een["datum"] != publicatie["datum"]][:_EERDER],
        "bewijs": [(naam, f"{BESTANDEN}/{publicatie['datum']}/{naam}") for naam in _BEWIJS] if publicatie else [],
        "diensten": DIENSTEN,
        "adres": verzoek.bron.opties.adres.rstrip("/"),
        "omvang": omvang,
    }
    return Blad("publiek/data.html", velden)


def _families(publicatie: Inhoud) -> dict[str, list[Inhoud]]:
    """The files by family, in the order of the families; only those that have any."""
    uit: dict[str, list[Inhoud]] = {naam: [] for naam, _ in (*_FAMILIES, (_OVERIG, ""))}
    for een in publicatie["bestand"]:
        pad = een["href"].removeprefix(f"{BESTANDEN}/{publicatie['datum']}/")
        familie = next((naam for naam, deel in _FAMILIES if pad.startswith(deel) or pad.endswith(deel)), _OVERIG)
        uit[familie].append({**een, "pad": pad})
    return {naam: delen for naam, delen in uit.items() if delen}


def omvang(aantal: int) -> str:
    """A number of bytes for people, in the units of SI."""
    maat = float(aantal)
    for eenheid in ("B", "kB", "MB"):
        if maat < _MAAT:
            return f"{maat:.0f} {eenheid}"
        maat /= _MAAT
    return f"{maat:.1f} GB"


SCHERMEN: Final = (Scherm("/data", data, Dataparameters, van_register=False),)
"""The files are on disk, so that they are shown when the register is away."""

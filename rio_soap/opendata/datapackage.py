"""The manifest of a publication: ``datapackage.json``, Data Package 2.0 (Frictionless), with our own members ``rio:…``.

What it says of keys holds for the files it stands with: a primary key or a foreign key that the rows of that day do not
have is left out of the schema. By what columns a row is known, empty cells counted as values, stands in
``rio:sleutel``; how tables join, whether or not every value has its row, in ``rio:verwijzingen``.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.opendata.bestandssoorten import Familie, familie_van, vorm_van
from rio_soap.opendata.dagpublicatie import CONTROLEBESTAND, DATAPACKAGE, MUTATIES, Bestandsfeiten, Dagpublicatie
from rio_soap.opendata.gzip_packing import INGEPAKT, pak_in
from rio_soap.opendata.kolomsoorten import kolomsoort
from rio_soap.opendata.kolomteksten import kolomtekst
from rio_soap.opendata.sqlitebestand import Sqlitefeiten
from rio_soap.opendata.tabelverwijzingen import verwijzingen
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.publicatie.rijenregister import TABELLEN

Json = dict[str, object]
PROFIEL: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENTIE: Final = "https://creativecommons.org/licenses/by/4.0/"
_FORMATEN: Final[Mapping[str, str]] = {"jsonl": "gz", "parquet": "PARQUET"}
"""Formats by another name. Frictionless (5.21) takes ``jsonl`` and ``parquet`` for tables that it should open: of the
first it lacks the library, of the second it never counts the bytes, and so calls every one wrong. By these names it
holds size and hash against the file, as of any other."""
_MUTATIESOORT: Final = "MUTATIESOORT"
_CONTROLEKOLOMMEN: Final = ("naam", "aantalCsv", "aantalDataStore", "gewijzigd", "volledig")
_DIALECT: Final[Json] = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}
_TITELS: Final[Mapping[Familie, str]] = {
    Familie.TABELLEN: "Tabel {}",
    Familie.OBJECTEN: "Alle objecten {}, met al hun perioden",
    Familie.DATABASES: "Tabellen als {}",
    Familie.SECTOREN: "Tabellen voor {}",
    Familie.MUTATIES: "Verschil met de vorige publicatie: {}",
}


def maak_datapackage(map_: Path, dag: Dagpublicatie, feiten: Sqlitefeiten | None = None) -> None:
    """Write the manifest of the files that a publication has.

    :param feiten: of `rio_soap.opendata.sqlitebestand.maak_sqlite`; without them no key is said to hold.
    """
    schrijf_json(map_ / DATAPACKAGE, datapackage(dag, feiten))


def schrijf_json(doel: Path, inhoud: Json) -> None:
    """Write a file of JSON, and packed beside it for who asks for gzip."""
    half = doel.with_name(f".{doel.name}.half")
    half.write_text(json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(half, doel)
    naast = doel.parent / INGEPAKT
    naast.mkdir(exist_ok=True)
    pak_in(doel, naast / f"{doel.name}.gz")


def datapackage(dag: Dagpublicatie, feiten: Sqlitefeiten | None = None) -> Json:
    """The manifest, as `maak_datapackage` writes it."""
    return {
        "$schema": PROFIEL,
        "name": "rio-open-data",
        "title": "RIO: register instellingen en opleidingen, open data",
        "created": schrijf_tijdstip(dag.moment, milliseconden=True),
        "version": dag.datum.isoformat(),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENTIE, "title": "Creative Commons Naamsvermelding 4.0"}],
        "sources": [{"title": "DUO, Registratie Instellingen en Opleidingen", "path": "https://onderwijsdata.duo.nl/"}],
        "rio:stroom": dag.stroom,
        "rio:volgnummer": dag.volgnummer,
        "rio:moment": schrijf_tijdstip(dag.moment, milliseconden=True),
        "rio:vorige": dag.vorige.isoformat() if dag.vorige is not None else None,
        "rio:vorigVolgnummer": dag.vorig_volgnummer,
        "resources": [_bron(pad, dag.bestanden[pad], feiten) for pad in sorted(dag.bestanden, key=_plaats)],
    }


def bestandsnaam(pad: str) -> str:
    """Name of a file as a resource: a table by its own, all else by its path."""
    if familie_van(pad) is Familie.TABELLEN:
        return pad.removesuffix(".csv")
    return pad.lower().replace("/", "-")


def _plaats(pad: str) -> tuple[int, str]:
    familie = familie_van(pad)
    return list(Familie).index(familie) if familie is not None else len(Familie), pad


def _bron(pad: str, feit: Bestandsfeiten, feiten: Sqlitefeiten | None) -> Json:
    vorm, familie = vorm_van(pad), familie_van(pad)
    bron: Json = {"name": bestandsnaam(pad), "path": pad, "bytes": feit.bytes, "hash": f"sha256:{feit.sha256}"}
    if familie is not None:
        bron |= {"title": titel_van(pad), "rio:familie": familie.value}
    formaat = _FORMATEN.get(vorm.formaat, vorm.formaat)
    bron |= {"format": formaat, "mediatype": vorm.omhulling or vorm.mediatype.partition(";")[0]}
    if feit.rijen is not None:
        bron["rio:rijen"] = feit.rijen
    if feit.rijenhash is not None:
        bron["rio:rijenhash"] = feit.rijenhash
    if vorm.formaat == "csv":
        bron |= {"type": "table", "encoding": "utf-8", "dialect": _DIALECT, **_tabel(pad, feiten)}
    return bron


def titel_van(pad: str) -> str:
    """What a file is called, for people."""
    naam = pad.rpartition("/")[2]
    familie = familie_van(pad)
    if naam == CONTROLEBESTAND:
        return "Aantallen rijen per bestand"
    if familie is None:
        return naam
    kort = naam.partition(".")[0].removeprefix("Mutaties_").replace("_", " ")
    if familie is Familie.DATABASES:
        return "Alle tabellen als SQLite" if naam.endswith(".gz") else f"Tabel {kort} als Parquet"
    return _TITELS[familie].format(kort)


def _tabel(pad: str, feiten: Sqlitefeiten | None) -> Json:
    """Schema and joins of a CSV; a delta has the columns of its table and one more, and no key."""
    map_, _, naam = pad.rpartition("/")
    if naam == CONTROLEBESTAND:
        return {"schema": {**_velden(_CONTROLEKOLOMMEN), "primaryKey": ["naam"]}}
    if map_ == MUTATIES:
        return {"schema": _velden((*kolommen()[naam.removeprefix("Mutaties_")], _MUTATIESOORT))}
    schema = _velden(kolommen()[naam])
    if feiten is not None:
        if naam in feiten.sleutels:
            schema["primaryKey"] = list(TABELLEN[naam].sleutel)
        if vreemd := list(_vreemde_sleutels(naam, feiten.los[naam])):
            schema["foreignKeys"] = vreemd
    tabel: Json = {"schema": schema}
    if naam in TABELLEN:
        tabel["rio:sleutel"] = list(TABELLEN[naam].sleutel)
    if joins := list(_verwijzingen(naam, feiten)):
        tabel["rio:verwijzingen"] = joins
    return tabel


def _velden(namen: Sequence[str]) -> Json:
    return {"fields": [_veld(naam) for naam in namen], "missingValues": [""]}


def _veld(naam: str) -> Json:
    if naam == _MUTATIESOORT:
        uitleg = "V: rij die vervalt. T: rij die erbij komt. Een gewijzigde rij is een V en een T."
        return {"name": naam, "type": "string", "title": "Mutatiesoort", "description": uitleg}
    tekst = kolomtekst(naam)
    veld: Json = {"name": naam, "type": kolomsoort(naam).value, "title": tekst.titel}
    return {**veld, "description": tekst.omschrijving} if tekst.omschrijving else veld


def _vreemde_sleutels(naam: str, los: Sequence[int]) -> Iterator[Json]:
    """Joins with one table in which every value has its row."""
    for een, aantal in zip(verwijzingen(naam), los, strict=True):
        if aantal == 0 and len(een.doelen) == 1:
            naar: Json = {"resource": een.doelen[0], "fields": list(een.doelkolommen)}
            yield {"fields": list(een.kolommen), "reference": naar}


def _verwijzingen(naam: str, feiten: Sqlitefeiten | None) -> Iterator[Json]:
    los = feiten.los[naam] if feiten is not None else None
    for plaats, een in enumerate(verwijzingen(naam)):
        join: Json = {
            "fields": list(een.kolommen),
            "resources": list(een.doelen),
            "targetFields": list(een.doelkolommen),
        }
        yield join if los is None else {**join, "zonderDoel": los[plaats]}

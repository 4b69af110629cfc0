"""Publishing the open data, put together from the settings."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import sqlalchemy as sa

import rio_soap
from rio_soap import geheim
from rio_soap.contract.bron import vingerafdruk
from rio_soap.opendata.afwerking import Afwerking, Bewerking
from rio_soap.opendata.dagpublicatie import Dagpublicatie
from rio_soap.opendata.datacatalogus import Uitgever, maak_catalogus
from rio_soap.opendata.datapackage import maak_datapackage
from rio_soap.opendata.gzip_packing import INGEPAKT
from rio_soap.opendata.parquetbestanden import maak_parquet
from rio_soap.opendata.publicatiemap import Publicatiemap
from rio_soap.opendata.publiceren import Publicatievoortgang, Uitgave, publiceer
from rio_soap.opendata.sectorbestanden import maak_sectoren
from rio_soap.opendata.sqlitebestand import SQLITE, Sqlitefeiten, maak_sqlite
from rio_soap.register.database.database import Register
from rio_soap.register.database.replica import maak_kopie_engine
from rio_soap.register.publicatie.publicatielezer import Publicatielezer
from rio_soap.setup import register_use, rules
from rio_soap.setup.keys import load_key_pair
from rio_soap.setup.settings import Settings, SettingsError

_PROCESSES = 2
"""At most: a third would take more memory than it gains time."""
_SOURCES = (".py", ".csv", ".json")


def make_uitgave(settings: Settings, map_: Path | None = None, processes: int | None = None) -> Uitgave:
    """What is asked of `rio_soap.opendata.publiceren` by these settings.

    :param map_: folder of publications; None is that of the settings.
    :param processes: that work at the same time; None is two where there are two cores.
    :raises SettingsError: when the signing certificate or its key is not there.
    """
    return Uitgave(
        map_=Publicatiemap(map_ or settings.publicatiemap),
        moment=rules.make_clock(settings).nu(),
        kenmerk=kenmerk(settings),
        sleutelpaar=load_key_pair(settings),
        bewaar=settings.opendata_dagen,
        processen=processes or min(_PROCESSES, _cores()),
        opener=partial(open_reader, settings),
        afwerking=make_afwerking(settings),
    )


def publish_open(settings: Settings, register: Register) -> None:
    """Publish the day of now from a register that is open, in this process, without a word.

    :raises rio_soap.opendata.publiceren.Publicatiefout: when there is no publication.
    """

    @contextmanager
    def opened() -> Iterator[Publicatielezer]:
        yield Publicatielezer(register, rules.make_registerinstellingen(settings))

    publiceer(
        replace(make_uitgave(settings, processes=1), opener=opened),
        Publicatievoortgang(lambda _: None, lambda _: None, lambda _: None),
    )


def make_afwerking(settings: Settings) -> Afwerking:
    """What is made beside families A and B: C, D, the manifest and the catalogue."""
    adres, naam = settings.opendata_adres, settings.opendata_uitgever
    uitgever = Uitgever(adres, naam, settings.opendata_uitgever_uri, settings.opendata_contact)
    bewerkingen = (
        Bewerking("sqlite", 15.0, _sqlite, (SQLITE,)),
        Bewerking("sectoren", 3.0, _sectoren, ("*.zip", f"{INGEPAKT}/*")),
        Bewerking("parquet", 2.0, _parquet, ("*.parquet",), alleen=True),
    )
    return Afwerking(bewerkingen, _manifest, partial(maak_catalogus, uitgever=uitgever))


def _sqlite(map_: Path, vorige: Path | None, gelijk: Sequence[str]) -> Mapping[str, object]:
    feiten = maak_sqlite(map_, vorige, gelijk)
    return {**feiten._asdict(), "sleutels": sorted(feiten.sleutels)}  # as the journal can keep them


def _sectoren(map_: Path, vorige: Path | None, gelijk: Sequence[str]) -> Mapping[str, object]:
    maak_sectoren(map_, vorige, gelijk)
    return {}


def _parquet(map_: Path, vorige: Path | None, gelijk: Sequence[str]) -> Mapping[str, object]:
    maak_parquet(map_, vorige, gelijk)
    return {}


def _manifest(map_: Path, dag: Dagpublicatie, gevonden: Mapping[str, object]) -> None:
    feiten = {naam: gevonden[naam] for naam in Sqlitefeiten._fields}
    maak_datapackage(map_, dag, Sqlitefeiten(**feiten))  # type: ignore[arg-type]  # as the journal kept them


@contextmanager
def open_reader(settings: Settings) -> Iterator[Publicatielezer]:
    """The register of the settings, to be published; on a replica where there is one.

    :raises SettingsError: when it cannot be used.
    """
    with register_use.open_register(settings) as register:
        copy = _open_copy(settings)
        if copy is not None:
            register.voor_sluiten.append(copy.sluit)
        yield Publicatielezer(register, rules.make_registerinstellingen(settings), copy)


def _open_copy(settings: Settings) -> Register | None:
    if not settings.lees_database_url:
        return None
    try:
        return Register(maak_kopie_engine(settings.lees_database_url))
    except (sa.exc.ArgumentError, ValueError) as error:
        raise SettingsError(f"RIO_LEES_DATABASE_URL: {geheim.een_regel(error)}") from None


def kenmerk(settings: Settings) -> str:
    """Of the code and of the settings by which objects are read: what another one published is made anew."""
    made_by = hashlib.sha256(_code().encode())
    made_by.update(repr((settings.eqf_particulier, settings.client_waarden)).encode())
    for path in (settings.waardenlijsten, settings.kenmerken):
        made_by.update(hashlib.sha256(Path(path).read_bytes() if path else b"").digest())
    return made_by.hexdigest()


def _cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _code() -> str:
    """SHA-256 of all that decides what is published: a release that changes a row changes this."""
    found, folder = hashlib.sha256(vingerafdruk().encode()), Path(rio_soap.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SOURCES:
            found.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()

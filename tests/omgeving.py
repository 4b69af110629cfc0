"""A trial environment for a test: a copy of one that this process made, as long as nothing stands in its place yet.

`rio_soap.setup.trial` makes one from nothing in a second of processor time, and four hundred tests ask for one. A copy
holds the same: the same keys too, so a test that needs those of a stranger makes them with `trial.make_pki`.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rio_soap import besloten
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database.engine import maak_engine, sqlite_pad
from rio_soap.register.database.model import eigenschap, metadata, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings

Inhoud = Callable[[Session], None]
"""Writes the data that a register begins with."""

_MAP = tempfile.TemporaryDirectory(prefix="rio-sjablonen-")
_TABELLEN = [tabel for tabel in metadata.sorted_tables if tabel is not eigenschap]
_TELLERS = """SELECT format('%%I.%%I', schemaname, sequencename), last_value FROM pg_sequences
WHERE schemaname = current_schema() AND last_value IS NOT NULL"""
_rijen: dict[tuple[str, Inhoud], tuple[dict[str, bytes], dict[str, int], str]] = {}
"""What PostgreSQL holds of an environment: rows per table, counters, and when its mutaties begin."""


def maak_sleutels(settings: Settings) -> Sleutelpaar:
    """As `trial.make_pki`; gives the key pair of the trial client."""
    pki = settings.data_dir / "pki"
    if not pki.exists():
        besloten.maak_map(settings.data_dir)
        shutil.copytree(_sleutels(settings.oin), pki)
    elif not trial.has_pki(settings):
        trial.make_pki(settings)
    return _klant(settings.oin) if _is_kopie(settings) else trial.client_key(settings)


def maak(settings: Settings, inhoud: Inhoud = laad_proef) -> Sleutelpaar:
    """Keys, and a register that is filled as `trial.fill` does; gives the key pair of the trial client."""
    klant = maak_sleutels(settings)
    adres = sa.make_url(settings.url)
    if adres.get_backend_name() != "sqlite":
        _maak_postgresql(settings, inhoud)
    elif _is_kopie(settings) and _is_nieuw(pad := Path(sqlite_pad(adres))):
        shutil.copy(_bestand(settings.oin, inhoud), pad)
    else:
        _vul(settings, inhoud)
    return klant


@cache
def _sleutels(oin: str) -> Path:
    gemaakt = Settings(data_dir=Path(_MAP.name) / oin, oin=oin)
    trial.make_pki(gemaakt)
    return gemaakt.data_dir / "pki"


@cache
def _klant(oin: str) -> Sleutelpaar:
    return trial.client_key(Settings(data_dir=_sleutels(oin).parent))


def _is_kopie(settings: Settings) -> bool:
    """Whether its client is the one that the copies trust."""
    klant = settings.data_dir / "pki" / "klant.pem"
    return klant.read_bytes() == (_sleutels(settings.oin) / "klant.pem").read_bytes()


@cache
def _bestand(oin: str, inhoud: Inhoud) -> Path:
    map_ = Path(tempfile.mkdtemp(dir=_MAP.name))
    shutil.copytree(_sleutels(oin), map_ / "pki")
    gemaakt = Settings(data_dir=map_, oin=oin)
    _vul(gemaakt, inhoud)
    assert not list(map_.glob("rio.db-wal")), "all of it stands in the one file"
    return Path(sqlite_pad(sa.make_url(gemaakt.url)))


def _vul(settings: Settings, inhoud: Inhoud) -> None:
    with service.open_register(settings) as register:
        trial.fill(register, settings, inhoud)


def _is_nieuw(pad: Path) -> bool:
    """Whether there is no file yet, or one of which only the tables were made."""
    if not pad.exists():
        return True
    if Path(f"{pad}-wal").exists():
        return False
    verbinding = sqlite3.connect(f"file:{pad}?mode=ro&immutable=1", uri=True)
    try:
        return _is_leeg(verbinding.execute("SELECT EXISTS (SELECT 1 FROM organisatorische_eenheid)").fetchone())
    except sqlite3.OperationalError:  # no tables
        return False
    finally:
        verbinding.close()


def _is_leeg(rij: tuple[int]) -> bool:
    return not rij[0]


def _maak_postgresql(settings: Settings, inhoud: Inhoud) -> None:
    sleutel = settings.oin, inhoud
    if not _is_kopie(settings):
        _vul(settings, inhoud)
        return
    engine = maak_engine(settings.url)
    try:
        with engine.begin() as verbinding:
            leeg = sa.inspect(verbinding).has_table(organisatorische_eenheid.name) and not verbinding.scalar(
                sa.select(sa.exists().select_from(organisatorische_eenheid))
            )
            if leeg and sleutel in _rijen:
                _zet_terug(verbinding, sleutel)
                return
        _vul(settings, inhoud)
        if leeg:
            with engine.begin() as verbinding:
                _onthoud(verbinding, sleutel)
    finally:
        engine.dispose()


def _onthoud(verbinding: Connection, sleutel: tuple[str, Inhoud]) -> None:
    cursor = verbinding.connection.cursor()
    rijen = {}
    for tabel in _TABELLEN:
        with cursor.copy(f"COPY {tabel.name} TO STDOUT") as copy:
            rijen[tabel.name] = b"".join(bytes(deel) for deel in copy)
    tellers = {naam.rpartition(".")[2]: waarde for naam, waarde in verbinding.exec_driver_sql(_TELLERS)}
    begin = verbinding.scalar(sa.select(eigenschap.c.waarde).where(eigenschap.c.naam == "begin"))
    _rijen[sleutel] = rijen, tellers, str(begin)


def _zet_terug(verbinding: Connection, sleutel: tuple[str, Inhoud]) -> None:
    rijen, tellers, begin = _rijen[sleutel]
    cursor = verbinding.connection.cursor()
    cursor.execute("; ".join(f"DELETE FROM {tabel.name}" for tabel in reversed(_TABELLEN)))
    for naam, inhoud in rijen.items():
        if inhoud:
            with cursor.copy(f"COPY {naam} FROM STDIN") as copy:
                copy.write(inhoud)
    cursor.execute("; ".join(f"SELECT setval('{naam}', {waarde})" for naam, waarde in tellers.items()))
    verbinding.execute(sa.update(eigenschap).where(eigenschap.c.naam == "begin").values(waarde=begin))

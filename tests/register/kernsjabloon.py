"""What `kern` holds, put into an empty register as rows that are there already: by copying a file, or in one question.

Most tests of the register begin with it; to write it statement by statement took a third of the time of a small one.
"""

import shutil
import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine, sqlite_pad
from rio_soap.register.database.model import eigenschap, metadata
from tests.register.kern import laad_kern

_BESTAND, _OPDRACHT = pytest.StashKey[Path](), pytest.StashKey[str]()
_TABELLEN = [tabel.name for tabel in metadata.sorted_tables if tabel is not eigenschap]
_TELLERS = """SELECT format('%%I.%%I', schemaname, sequencename), last_value FROM pg_sequences
WHERE schemaname = current_schema() AND last_value IS NOT NULL"""


def vul(register: Register, config: pytest.Config, mappen: pytest.TempPathFactory) -> None:
    """As `laad_kern`, in a register that is empty and of which nothing was asked yet.

    :param config: of the test run: keeps what was made once.
    """
    if register.engine.dialect.name == "sqlite":
        _vul_sqlite(register.engine, config.stash, mappen)
    elif _OPDRACHT in config.stash:
        with register.engine.begin() as verbinding:
            verbinding.exec_driver_sql(config.stash[_OPDRACHT])
    else:
        with register.engine.connect() as verbinding:
            eerst = _aantallen(verbinding)
        register.schrijf(laad_kern)
        with register.engine.begin() as verbinding:
            config.stash[_OPDRACHT] = _onthoud(verbinding, eerst, config)


def _vul_sqlite(engine: Engine, stash: pytest.Stash, mappen: pytest.TempPathFactory) -> None:
    """The file stays the one that the register knows; only what stands in it is replaced."""
    pad = sqlite_pad(engine.url)
    if _BESTAND not in stash:
        stash[_BESTAND] = sjabloon = mappen.mktemp("kern") / "rio.db"
        shutil.copy(pad, sjabloon)
        with Register(maak_engine(f"sqlite:///{sjabloon}")) as register:
            register.schrijf(laad_kern)
    shutil.copyfile(stash[_BESTAND], pad)


def _aantallen(verbinding: Connection) -> dict[str, int]:
    vraag = " UNION ALL ".join(f"SELECT '{naam}', (SELECT count(*) FROM {naam})" for naam in _TABELLEN)
    return {str(naam): int(hoeveel) for naam, hoeveel in verbinding.exec_driver_sql(vraag)}


def _onthoud(verbinding: Connection, eerst: dict[str, int], config: pytest.Config) -> str:
    """Keep the new rows in a schema of their own; gives what puts them back."""
    schema = f"kern_{uuid.uuid4().hex}"
    adres = verbinding.engine.url
    verbinding.exec_driver_sql(f"CREATE SCHEMA {schema}")
    opdrachten = []
    for naam, hoeveel in _aantallen(verbinding).items():
        if hoeveel == eerst[naam]:
            continue
        assert not eerst[naam], naam
        verbinding.exec_driver_sql(f"CREATE TABLE {schema}.{naam} AS SELECT * FROM {naam}")
        opdrachten.append(f"INSERT INTO {naam} SELECT * FROM {schema}.{naam}")
    for naam, waarde in verbinding.exec_driver_sql(_TELLERS):
        opdrachten.append(f"SELECT setval('{naam}', {waarde})")
    config.add_cleanup(lambda: _ruim_op(adres, schema))
    return "; ".join(opdrachten)


def _ruim_op(adres: sa.URL, schema: str) -> None:
    engine = sa.create_engine(adres)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()

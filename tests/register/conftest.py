"""A register on every database: SQLite always, PostgreSQL when RIO_TEST_POSTGRESQL names one."""

import os
import shutil
import uuid
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.database.model import eigenschap, metadata
from rio_soap.register.migraties import begincontexten
from tests.register import kernsjabloon, ooggetuige

Leegmaken = Callable[[Path], str]
"""Takes a directory for one test, gives the URL of a migrated and empty database."""


@pytest.fixture(scope="session", autouse=True)
def _ooggetuige() -> Iterator[None]:
    with ooggetuige.bij():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Hold a test to the codes that its marks claim."""
    ooggetuige.gezien.clear()
    uitkomst = yield
    for merk in pyfuncitem.iter_markers(ooggetuige.MERK):
        if fout := ooggetuige.verschil(merk.args[0], merk.args[1:]):
            pytest.fail(fout)
    return uitkomst


def postgresql_url() -> str:
    """The URL in RIO_TEST_POSTGRESQL; without one the test skips, in CI it fails."""
    url = os.environ.get("RIO_TEST_POSTGRESQL")
    if not url:
        melding = "no PostgreSQL (set RIO_TEST_POSTGRESQL to the URL of an empty database)"
        if os.environ.get("CI") == "true":
            pytest.fail(melding)
        pytest.skip(melding)
    return url


def migreer_url(url: str) -> None:
    engine = maak_engine(url)
    try:
        migreer(engine)
    finally:
        engine.dispose()


_SCHEMA = pytest.StashKey[str]()
_SJABLOON = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def leeg_schema(request: pytest.FixtureRequest) -> str:
    """URL of a PostgreSQL schema of this process, gone afterwards; one for all modules that ask for it."""
    stash = request.config.stash
    if _SCHEMA not in stash:
        adres = sa.make_url(postgresql_url())
        schema = f"rio_{uuid.uuid4().hex}"
        _beheer(adres, f"CREATE SCHEMA {schema}")
        request.config.add_cleanup(lambda: _beheer(adres, f"DROP SCHEMA {schema} CASCADE"))
        url = adres.update_query_dict({"options": f"-csearch_path={schema}"})
        stash[_SCHEMA] = url.render_as_string(hide_password=False)
    return stash[_SCHEMA]


def _beheer(adres: sa.URL, opdracht: str) -> None:
    beheer = sa.create_engine(adres, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql(opdracht)
    beheer.dispose()


def _sqlite(config: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Leegmaken:
    """Every test a copy of one migrated file."""
    if _SJABLOON not in config.stash:
        config.stash[_SJABLOON] = tmp_path_factory.mktemp("sjabloon") / "rio.db"
        migreer_url(f"sqlite:///{config.stash[_SJABLOON]}")
    sjabloon = config.stash[_SJABLOON]

    def leegmaken(map_: Path) -> str:
        shutil.copy(sjabloon, map_ / "rio.db")
        return f"sqlite:///{map_ / 'rio.db'}"

    return leegmaken


_WEINIG = 2_000
"""Rows of a table that are sooner deleted than that all tables are made anew."""
_VOORAAN = """SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL"""


@cache
def _migreer_eens(url: str) -> None:
    migreer_url(url)


def _postgresql(url: str, *, blijvend: bool = False) -> Leegmaken:
    """Every test the same schema, emptied but for what `migreer` notes of the tables themselves.

    :param blijvend: over one connection that stays.
    """
    _migreer_eens(url)
    tabellen = [tabel.name for tabel in reversed(metadata.sorted_tables) if tabel is not eigenschap]
    tel = f"(SELECT count(*) FROM (SELECT 1 FROM {{0}} LIMIT {_WEINIG + 1}) AS eerste)"
    engine = maak_engine(url)
    gevuld = " UNION ALL ".join(f"SELECT '{naam}', {tel.format(naam)}" for naam in tabellen)

    def leegmaken(_: Path) -> str:
        with engine.begin() as verbinding:
            aantallen = {naam: hoeveel for naam, hoeveel in verbinding.exec_driver_sql(gevuld) if hoeveel}
            if any(hoeveel > _WEINIG for hoeveel in aantallen.values()):
                verbinding.exec_driver_sql(f"TRUNCATE {', '.join(tabellen)} RESTART IDENTITY CASCADE")
            else:  # in the order of `tabellen`: what refers to another table before that one
                for naam in aantallen:
                    verbinding.exec_driver_sql(f"DELETE FROM {naam}")
            verbinding.exec_driver_sql(_VOORAAN)
            begincontexten.vul(verbinding)
            verbinding.execute(sa.delete(eigenschap).where(eigenschap.c.naam.not_in(("contract", "stroom", "begin"))))
        if not blijvend:
            engine.dispose()
        return url

    return leegmaken


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def leegmaken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Leegmaken:
    if request.param == "sqlite":
        return _sqlite(request.config, tmp_path_factory)
    return _postgresql(request.getfixturevalue("leeg_schema"), blijvend=True)


@pytest.fixture
def url(leegmaken: Leegmaken, tmp_path: Path) -> str:
    """URL of a migrated, empty database."""
    return leegmaken(tmp_path)


@pytest.fixture
def leeg(url: str) -> Iterator[Register]:
    """A register without anything in it."""
    with Register(maak_engine(url)) as register:
        yield register


@pytest.fixture
def register(leeg: Register, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Register:
    """A register with what `kern` holds."""
    kernsjabloon.vul(leeg, request.config, tmp_path_factory)
    return leeg


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def leeg_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'leeg.db'}"
        return
    adres = sa.make_url(postgresql_url())
    beheer = sa.create_engine(adres, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql("CREATE SCHEMA rio_migratieproef")
    yield adres.update_query_dict({"options": "-csearch_path=rio_migratieproef"}).render_as_string(hide_password=False)
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql("DROP SCHEMA rio_migratieproef CASCADE")
    beheer.dispose()

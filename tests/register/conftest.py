"""A register on every database: SQLite always, PostgreSQL when RIO_TEST_POSTGRESQL names one."""

import os
import shutil
import uuid
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.database.model import eigenschap, metadata
from rio_soap.register.migraties import begincontexten
from tests.register import ooggetuige
from tests.register.kern import laad_kern

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


@pytest.fixture(scope="session")
def leeg_schema() -> Iterator[str]:
    """URL of an empty PostgreSQL schema of this test run, gone afterwards."""
    adres = sa.make_url(postgresql_url())
    schema = f"rio_{uuid.uuid4().hex}"
    beheer = sa.create_engine(adres, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield adres.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    beheer.dispose()


def _sqlite(tmp_path_factory: pytest.TempPathFactory) -> Leegmaken:
    """Every test a copy of one migrated file."""
    sjabloon = tmp_path_factory.mktemp("sjabloon") / "rio.db"
    migreer_url(f"sqlite:///{sjabloon}")

    def leegmaken(map_: Path) -> str:
        shutil.copy(sjabloon, map_ / "rio.db")
        return f"sqlite:///{map_ / 'rio.db'}"

    return leegmaken


_WEINIG = 2_000
"""Rows of a table that are sooner deleted than that all tables are made anew."""
_VOORAAN = """SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL"""


def _postgresql(url: str) -> Leegmaken:
    """Every test the same schema, emptied but for what `migreer` notes of the tables themselves."""
    migreer_url(url)
    tabellen = [tabel.name for tabel in reversed(metadata.sorted_tables) if tabel is not eigenschap]
    tel = f"(SELECT count(*) FROM (SELECT 1 FROM {{0}} LIMIT {_WEINIG + 1}) AS eerste)"
    gevuld = " UNION ALL ".join(f"SELECT '{naam}', {tel.format(naam)}" for naam in tabellen)

    def leegmaken(_: Path) -> str:
        engine = maak_engine(url)
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
        engine.dispose()
        return url

    return leegmaken


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def leegmaken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Leegmaken:
    if request.param == "sqlite":
        return _sqlite(tmp_path_factory)
    return _postgresql(request.getfixturevalue("leeg_schema"))


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
def register(leeg: Register) -> Register:
    """A register with what `kern` holds."""
    leeg.schrijf(laad_kern)
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

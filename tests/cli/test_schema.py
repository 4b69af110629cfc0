"""No command or service starts on a database that is not of this version and this contract; each says what helps."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.contract import bron
from rio_soap.register.database import migration
from rio_soap.register.database.engine import maak_engine
from rio_soap.setup.settings import Settings
from tests.cli.hulp_gebruik import draaiend, gevuld, lever, rio, rio_los
from tests.cli.test_duurzaam import vrije_poort
from tests.register.conftest import postgresql_url

NIEUWSTE = str(migration.nieuwste())
OPDRACHTEN = (
    ("partij", "lijst"),
    ("partij", "toevoegen", "--certificaat", "@pki/klant.pem", "--namens", "0000000700025BE00000"),
    ("partij", "intrekken", "a" * 64),
    ("vertrouw", "lijst"),
    ("mandaat", "lijst"),
    ("bevoegdheid", "lijst"),
    ("gebruiker", "lijst"),
    ("signaal", "lijst"),
    ("signaal", "oplossen", "1"),
    ("laad", "proef"),
    ("laad", "@leeg"),
    ("logboek", "controleer"),
    ("bewijs", "6d6b1a1e-0000-4000-8000-000000000000"),
    ("controleer", "@bericht.xml"),
    ("voorbeeld", "@bericht.xml"),
    ("signaleer",),
    ("bestuur", "koppel", "90000137"),
    ("batch", "@leeg", "@uit", "--namens", "0000000700025BE00000"),
)


@pytest.fixture(scope="module")
def basis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("basis") / "data"
    gevuld(map_)
    (map_ / "leeg").mkdir()
    (map_ / "bericht.xml").write_text("<a/>")
    return map_


@pytest.fixture
def map_(basis: Path, tmp_path: Path) -> Path:
    shutil.copytree(basis, tmp_path / "data")
    return tmp_path / "data"


def sql(*opdrachten: str) -> Callable[[Path], None]:
    def doe(map_: Path) -> None:
        with sqlite3.connect(map_ / "rio.db") as db:
            for opdracht in opdrachten:
                db.execute(opdracht)
        db.close()

    return doe


def inhoud(data: bytes) -> Callable[[Path], None]:
    return lambda map_: void((map_ / "rio.db").write_bytes(data))


def void(_: object) -> None:
    return None


def weg(map_: Path) -> None:
    (map_ / "rio.db").unlink()


def een_map(map_: Path) -> None:
    weg(map_)
    (map_ / "rio.db").mkdir()


def alles_weg(map_: Path) -> None:
    with sqlite3.connect(map_ / "rio.db") as db:
        db.execute("PRAGMA foreign_keys = OFF")
        # Those of full text first, with which the tables go that they are kept in.
        vraag = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'"
        for (naam,) in db.execute(vraag).fetchall():
            if naam.startswith("sqlite_"):
                continue
            db.execute(f"DROP TABLE IF EXISTS {naam}")
    db.close()


ZET = "UPDATE alembic_version SET version_num = "
HELPT_INIT = "run rio-soap init"
HERSTEL = "put a backup of it back"
GEVALLEN: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "older": (sql(f"{ZET}'0008'"), f"revision 0008, this version needs {NIEUWSTE}", HELPT_INIT),
    "newer": (sql(f"{ZET}'9999'"), "revision 9999, newer than", "pip install"),
    "nonsense": (sql(f"{ZET}'onzin'"), "revision is 'onzin', which no version of rio_soap makes", HERSTEL),
    "empty revision": (sql(f"{ZET}''"), "revision is ''", HERSTEL),
    "two revisions": (sql("INSERT INTO alembic_version VALUES ('0008')"), "more than one revision (0008, ", HERSTEL),
    "no revision": (sql("DELETE FROM alembic_version"), "tables of a register but no revision", HERSTEL),
    "no alembic table": (sql("DROP TABLE alembic_version"), "tables of a register but no revision", HERSTEL),
    "no tables": (alles_weg, "no tables yet", HELPT_INIT),
    "empty file": (inhoud(b""), "no tables yet", HELPT_INIT),
    "one table lost": (sql("DROP TABLE schakel"), "table schakel is not there", HERSTEL),
    "one column lost": (sql("ALTER TABLE signaal RENAME COLUMN tekst TO x"), "column tekst of table signaal", HERSTEL),
    "another contract": (
        sql(f"UPDATE eigenschap SET waarde = '{'0' * 64}' WHERE naam = 'contract'"),
        f"made for contract 000000000000, the contract of this version is {bron.vingerafdruk()[:12]}",
        HELPT_INIT,
    ),
    "no contract": (sql("DELETE FROM eigenschap"), "made for no contract that it names", HELPT_INIT),
    "no file": (weg, "no database there", HELPT_INIT),
    "a directory": (een_map, "a directory and no database", "name another"),
    "something else": (
        lambda map_: void((weg(map_), sql("CREATE TABLE klanten (naam TEXT)")(map_))),
        "it holds table klanten and no register",
        "name another database",
    ),
    "no SQLite": (inhoud(b"Dit is geen database. " * 100), "file is not a database", ""),
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_no_service_starts_and_no_command_runs_on_it(geval: str, map_: Path) -> None:
    """One line that says what is wrong and which command helps, exit code 1, and nothing made or changed."""
    maak, wat, helpt = GEVALLEN[geval]
    maak(map_)
    bestand = map_ / "rio.db"
    voor = bestand.read_bytes() if bestand.is_file() else bestand.exists()
    for woorden in (("serve", "--port", str(vrije_poort())), ("partij", "lijst"), ("laad", "proef")):
        uit = rio(map_, *woorden)
        assert (uit.exit_code, type(uit.exception)) == (1, SystemExit), uit.output
        assert uit.output.count("\n") == 1
        assert str(map_ / "rio.db") in uit.output
        assert wat in uit.output
        assert helpt in uit.output
    assert (bestand.read_bytes() if bestand.is_file() else bestand.exists()) == voor


@pytest.mark.parametrize("woorden", OPDRACHTEN, ids=" ".join)
def test_every_command_that_opens_the_register_looks_first(woorden: tuple[str, ...], map_: Path) -> None:
    sql(f"{ZET}'onzin'")(map_)
    gezet = [f"{map_}/{woord[1:]}" if woord.startswith("@") else woord for woord in woorden]
    uit = rio(map_, *gezet, RIO_KVK_URL="http://127.0.0.1:9/", RIO_KVK_ONDERTEKENAAR=f"{map_}/pki/dienst.pem")
    # where 1 says what became of a message, 2 is "unusable input"
    code = 2 if woorden[0] in ("voorbeeld", "controleer", "batch") else 1
    assert (uit.exit_code, type(uit.exception)) == (code, SystemExit), uit.output
    assert "which no version of rio_soap makes" in uit.output


@pytest.mark.parametrize("geval", ["older", "another contract", "no contract", "no tables", "empty file", "no file"])
def test_init_brings_it_to_this_version_and_contract(geval: str, map_: Path, tmp_path: Path) -> None:
    if geval == "older":
        weg(map_)
        _op_revisie(map_, "0008")
    else:
        GEVALLEN[geval][0](map_)
    assert rio(map_, "partij", "lijst").exit_code == 1
    uit = rio(map_, "init")
    assert uit.exit_code == 0, uit.output
    assert rio(map_, "partij", "lijst").exit_code == 0
    if "contract" in geval:
        with draaiend(map_) as (_, poort):
            assert b"requestGoedgekeurd>true<" in lever(Settings(data_dir=map_), poort)


def _op_revisie(map_: Path, revisie: str) -> None:
    from alembic import command

    engine = maak_engine(f"sqlite:///{map_ / 'rio.db'}")
    configuratie = migration._configuratie()
    with engine.begin() as verbinding:
        configuratie.attributes["verbinding"] = verbinding
        command.upgrade(configuratie, revisie)
    engine.dispose()


@pytest.mark.parametrize(
    "geval",
    [
        "newer",
        "nonsense",
        "two revisions",
        "no revision",
        "no alembic table",
        "one table lost",
        "something else",
        "a directory",
        "no SQLite",
    ],
)
def test_init_refuses_what_no_migration_leads_away_from(geval: str, map_: Path) -> None:
    maak, wat, helpt = GEVALLEN[geval]
    maak(map_)
    bestand = map_ / "rio.db"
    voor = bestand.read_bytes() if bestand.is_file() else None
    uit = rio(map_, "init")
    assert (uit.exit_code, type(uit.exception)) == (1, SystemExit), uit.output
    assert uit.output.count("\n") == 1
    assert geval == "a directory" or wat in uit.output
    assert helpt in uit.output or geval == "a directory"
    assert (bestand.read_bytes() if bestand.is_file() else None) == voor


@pytest.mark.parametrize(
    "url", ["sqlite:////dev/null", "sqlite:////niet/daar/rio.db", "sqlite:////tmp", "onzin", "x://"]
)
def test_a_url_of_no_database_is_one_line_for_every_command(url: str, tmp_path: Path) -> None:
    for woorden in (("init",), ("partij", "lijst"), ("logboek", "controleer"), ("serve", "--port", "1"), ("proef",)):
        uit = rio(tmp_path / "data", *woorden, RIO_DATABASE_URL=url)
        assert (uit.exit_code, type(uit.exception)) == (1, SystemExit), (woorden, uit.output)
        assert uit.output.count("\n") == 1
    assert not Path("/dev/null-slot").exists()


def test_a_command_in_a_folder_without_register_makes_nothing_there(tmp_path: Path) -> None:
    uit = rio(tmp_path / "niets", "partij", "lijst")
    assert uit.exit_code == 1
    assert HELPT_INIT in uit.output
    assert list(tmp_path.iterdir()) == []


def test_the_contract_is_known_by_the_content_of_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    bron.vingerafdruk.cache_clear()
    een = bron.vingerafdruk()
    echt = bron.bestand
    with monkeypatch.context() as anders:
        anders.setattr(
            bron,
            "bestand",
            lambda naam: echt(naam) + (b" " if naam.endswith("Beheren_OnderwijsOrganisatie_V4.xsd") else b""),
        )
        bron.vingerafdruk.cache_clear()
        assert bron.vingerafdruk() != een
    with monkeypatch.context() as anders:
        anders.setattr(bron, "bestand", lambda naam: echt(naam).replace(b"\n", b"\r\n"))
        bron.vingerafdruk.cache_clear()
        assert bron.vingerafdruk() == een
    bron.vingerafdruk.cache_clear()


@pytest.fixture
def pg() -> Iterator[str]:
    """URL of an empty schema on PostgreSQL."""
    adres = sa.make_url(postgresql_url())
    beheer = sa.create_engine(adres, isolation_level="AUTOCOMMIT")
    schema = f"rio_schemaproef_{os.getpid()}"
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield adres.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    beheer.dispose()


@pytest.mark.postgresql
def test_on_postgresql_the_same_is_looked_at_and_locked(pg: str, tmp_path: Path) -> None:
    """No tables, another revision, another contract, a table lost; `init` beside a service does nothing."""
    assert HELPT_INIT in rio(tmp_path, "partij", "lijst", RIO_DATABASE_URL=pg).output
    assert rio(tmp_path, "init", RIO_DATABASE_URL=pg).exit_code == 0
    assert rio(tmp_path, "laad", "proef", RIO_DATABASE_URL=pg).exit_code == 0
    with draaiend(tmp_path, RIO_DATABASE_URL=pg) as (proces, _):
        uit = rio_los(tmp_path / "elders", "proef", "--port", str(vrije_poort()), RIO_DATABASE_URL=pg)
        assert uit.returncode == 1
        assert f"already running, process {proces.pid}" in uit.stderr
        assert "up to date" in rio_los(tmp_path / "elders", "init", RIO_DATABASE_URL=pg).stdout
        assert rio_los(tmp_path / "elders", "partij", "lijst", RIO_DATABASE_URL=pg).returncode == 0
        proces.kill()
        proces.wait()
    assert rio(tmp_path, "init", RIO_DATABASE_URL=pg).exit_code == 0
    engine = maak_engine(pg)
    for opdracht, wat in (
        (f"{ZET}'0008'", HELPT_INIT),
        (f"{ZET}'9999'", "pip install"),
        (f"{ZET}'{NIEUWSTE}'", ""),
        ("UPDATE eigenschap SET waarde = 'x'", HELPT_INIT),
        ("DROP TABLE schakel", "table schakel is not there"),
    ):
        with engine.begin() as verbinding:
            verbinding.exec_driver_sql(opdracht)
        uit = rio(tmp_path, "partij", "lijst", RIO_DATABASE_URL=pg)
        assert uit.exit_code == (1 if wat else 0)
        assert wat in uit.output
    engine.dispose()


def test_a_database_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://rio:geheimwoord@127.0.0.1:{vrije_poort()}/rio"
    for woorden in (("serve", "--port", str(vrije_poort())), ("partij", "lijst"), ("init",), ("proef",)):
        uit = rio(tmp_path, *woorden, RIO_DATABASE_URL=url)
        assert (uit.exit_code, type(uit.exception)) == (1, SystemExit), uit.output
        assert uit.output.count("\n") == 1
        assert "geheimwoord" not in uit.output

"""What the service keeps is for its owner only, and no password leaves it in words."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rio_soap import geheim
from rio_soap.setup.settings import Settings
from tests.cli.hulp_gebruik import draaiend, gevuld, lever, rio, rio_los
from tests.cli.test_duurzaam import vrije_poort

WOORD = "zeer-geheim-Woord"


def ruim(map_: Path) -> dict[str, str]:
    """Modes of what others may use."""
    alle = [map_, *map_.rglob("*")]
    modi = {str(pad.relative_to(map_.parent)): stat.S_IMODE(pad.stat().st_mode) for pad in alle}
    return {naam: oct(modus) for naam, modus in modi.items() if modus & 0o077}


@pytest.mark.parametrize("masker", [0o000, 0o022, 0o177])
def test_folder_database_keys_and_locks_are_for_the_owner_only_whatever_the_umask(masker: int, tmp_path: Path) -> None:
    """With everything that SQLite puts beside a database, while a service runs and after."""
    oud = os.umask(masker)
    try:
        map_ = tmp_path / "data"
        assert rio_los(map_, "init").returncode == 0
        assert ruim(map_) == {}
        assert rio_los(map_, "tls-proefsleutels").returncode == 0
        assert rio_los(map_, "laad", "proef").returncode == 0
        with draaiend(map_) as (_, poort):
            lever(Settings(data_dir=map_), poort)
            assert {"rio.db-wal", "rio.db-shm", "rio.db-rij", "rio.db-beurt", "rio.db-slot", "rio.slot"} <= {
                pad.name for pad in map_.iterdir()
            }
            assert ruim(map_) == {}
        with draaiend(tmp_path / "proef", "proef"):
            assert ruim(tmp_path / "proef") == {}
        assert rio_los(tmp_path / "sleutels", "tls-proefsleutels").returncode == 0
        assert ruim(tmp_path / "sleutels") == {}
        elders = tmp_path / "elders.db"
        assert rio_los(map_, "init", RIO_DATABASE_URL=f"sqlite:///{elders}").returncode == 0
        assert stat.S_IMODE(elders.stat().st_mode) == 0o600
    finally:
        os.umask(oud)


def test_what_others_may_use_already_is_told_in_one_line_and_left_as_it_is(tmp_path: Path) -> None:
    map_ = tmp_path / "data"
    gevuld(map_)
    assert "others" not in rio_los(map_, "partij", "lijst").stderr
    map_.chmod(0o755)
    (map_ / "rio.db").chmod(0o644)
    (map_ / "pki" / "dienst.key").chmod(0o640)
    uit = rio_los(map_, "partij", "lijst")
    assert uit.returncode == 0
    assert uit.stderr.count("\n") == 1
    for wat in (f"{map_} (0755)", f"{map_}/rio.db (0644)", f"{map_}/pki/dienst.key (0640)"):
        assert wat in uit.stderr
    assert "WARNING" in uit.stderr
    assert stat.S_IMODE((map_ / "rio.db").stat().st_mode) == 0o644


URLS = {
    "userinfo": "postgresql+psycopg://rio:{woord}@127.0.0.1:1/rio",
    "userinfo, escaped": "postgresql+psycopg://rio:zeer%2Dgeheim%2DWoord@127.0.0.1:1/rio",
    "query": "postgresql+psycopg://127.0.0.1:1/rio?user=rio&password={woord}",
    "query only": "postgresql+psycopg:///rio?host=127.0.0.1&port=1&user=rio&password={woord}",
    "sslpassword": "postgresql+psycopg://127.0.0.1:1/rio?sslpassword={woord}",
    "libpq keywords": "host=127.0.0.1 user=rio password={woord} dbname=rio",
    "libpq keywords, quoted": "host=127.0.0.1 password='{woord}' dbname=rio",
    "port is no number": "postgresql+psycopg://rio:{woord}@127.0.0.1:poort/rio",
    "unescaped characters": "postgresql+psycopg://rio:{woord}/@x@127.0.0.1:1/rio",
    "unknown driver": "postgresql+niets://rio:{woord}@127.0.0.1:1/rio",
    "unknown database": "mysql://rio:{woord}@127.0.0.1/rio",
    "unknown option": "postgresql+psycopg://rio:{woord}@127.0.0.1:1/rio?niets=1",
    "SQLite in memory": "sqlite://rio:{woord}@/:memory:",
    "SQLite with a password": "sqlite:////tmp/bestaat-niet/rio.db?password={woord}",
}


@pytest.mark.parametrize("vorm", URLS)
def test_no_password_of_a_database_is_in_any_message(vorm: str, tmp_path: Path) -> None:
    """Whatever is wrong with the URL: one line, without it; nor in that of the replica."""
    url = URLS[vorm].format(woord=WOORD)
    for omgeving in (
        {"RIO_DATABASE_URL": url},
        {"RIO_DATABASE_URL": "postgresql+psycopg://a@127.0.0.1:1/a", "RIO_LEES_DATABASE_URL": url},
    ):
        for woorden in (("init",), ("partij", "lijst"), ("serve", "--help"), ("proef",)):
            kort = rio(tmp_path, *woorden, **omgeving)
            assert (kort.exit_code, type(kort.exception)) in ((1, SystemExit), (0, type(None))), kort.output
            assert "geheim" not in kort.output, (vorm, woorden)
        uit = rio_los(tmp_path, "-v", "serve", "--port", str(vrije_poort()), **omgeving)
        assert uit.returncode == 1, uit.stderr
        assert "Traceback" not in uit.stderr
        assert "geheim" not in uit.stdout + uit.stderr, vorm


def test_no_password_of_another_register_or_proxy_is_in_messages_log_or_printed_settings(tmp_path: Path) -> None:
    map_ = tmp_path / "data"
    gevuld(map_)
    omgeving = {
        "RIO_BAG_URL": f"http://rio:{WOORD}@127.0.0.1:1/bag",
        "RIO_KVK_URL": f"http://rio:{WOORD}@127.0.0.1:1/kvk",
        "RIO_KVK_ONDERTEKENAAR": str(map_ / "pki" / "dienst.pem"),
        "HTTPS_PROXY": f"http://rio:{WOORD}@127.0.0.1:1/",
        "RIO_BAG_TIJD": "0.1",
        "RIO_KVK_TIJD": "0.1",
        "RIO_BAG_PER_SECONDE": "1000",
    }
    uit = rio_los(map_, "-v", "bestuur", "koppel", "90000137", **omgeving)
    assert uit.returncode == 1
    assert WOORD not in uit.stdout + uit.stderr
    uit = rio_los(tmp_path / "proef", "proef", "--eenmalig", "--port", str(vrije_poort()), **omgeving)
    assert WOORD not in uit.stdout + uit.stderr


def test_a_traceback_has_no_password(tmp_path: Path) -> None:
    """One that nobody foresaw: on standard error, and in the log."""
    programma = tmp_path / "kapot.py"
    programma.write_text(
        "import sys, logging\n"
        "from rio_soap.cli import partij, root\n"
        "def kapot(*a, **k):\n"
        "    try:\n"
        "        raise RuntimeError('cannot reach ' + sys.argv[-1])\n"
        "    except RuntimeError:\n"
        "        logging.getLogger('x').exception('niet goed')\n"
        "        raise\n"
        "partij.partij_lijst.callback = kapot\n"
        "root.main(['partij', 'lijst'])\n"
    )
    url = f"postgresql+psycopg://rio:{WOORD}@127.0.0.1/rio"
    uit = subprocess.run([sys.executable, str(programma), url], capture_output=True, text=True, check=False)
    assert uit.stderr.count("RuntimeError: cannot reach") == 2
    assert WOORD not in uit.stderr


@pytest.mark.parametrize(
    ("tekst", "gewist"),
    [
        ("http://a:b@c/", "http://a:***@c/"),
        ("http://a:b@c@d/", "http://a:***@d/"),
        ("http://host:8080/pad?a=b@c", "http://host:8080/pad?a=b@c"),
        ("http://host/", "http://host/"),
        ("x?password=abc&y=1", "x?password=***&y=1"),
        ("password = 'a b' x", "password = *** x"),
        ("SSLPASSWORD=q", "SSLPASSWORD=***"),
        ("the password is wrong", "the password is wrong"),
        ('password authentication failed for user "rio"', 'password authentication failed for user "rio"'),
    ],
)
def test_a_password_is_known_by_where_it_stands(tekst: str, gewist: str) -> None:
    assert geheim.wis(tekst) == gewist


def test_a_database_is_named_without_what_is_secret(tmp_path: Path) -> None:
    assert rio(tmp_path, "init").output.startswith(f"database ready: {tmp_path}/rio.db\n")
    assert geheim.toonbaar("postgresql://rio:abcd@h:5/db?password=efgh&a=b") == "postgresql://rio@h:5/db"

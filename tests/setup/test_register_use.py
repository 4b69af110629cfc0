"""What one process has in use no other one wipes or changes; what is taken away under a process it approves no more."""

import os
import re
import shutil
import signal
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from rio_soap.register.database import migration
from rio_soap.register.database.lock import InUse, Lock
from rio_soap.setup import trial
from rio_soap.setup.settings import Settings
from tests.cli.hulp_gebruik import draaiend, gevuld, gezondheid, lever, rio, rio_los, vraag
from tests.cli.test_duurzaam import vrije_poort

GOED = b"requestGoedgekeurd>true<"


@pytest.fixture(scope="module")
def basis(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return gevuld(tmp_path_factory.mktemp("basis") / "data")


@pytest.fixture
def eigen(basis: Settings, tmp_path: Path) -> Settings:
    """A register of the test's own, with a trusted client."""
    shutil.copytree(basis.data_dir, tmp_path / "data")
    return Settings(data_dir=tmp_path / "data")


def test_a_second_trial_environment_in_one_folder_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    """On the same port and on another, by the same path, a relative one and a symbolic link."""
    map_ = tmp_path / "proef"
    (tmp_path / "koppeling").symlink_to(map_)
    with draaiend(map_, "proef") as (proces, poort):
        zeker = f"already running, process {proces.pid}"
        voor = {pad.name: pad.stat().st_ino for pad in map_.iterdir()}
        for ander, waar in ((poort, map_), (vrije_poort(), map_), (vrije_poort(), tmp_path / "koppeling")):
            uit = rio_los(waar, "proef", "--port", str(ander))
            assert uit.returncode == 1
            assert zeker in uit.stderr
            assert uit.stderr.count("\n") == 1
        assert zeker in rio_los(os.path.relpath(map_), "proef", "--port", "1").stderr
        assert {pad.name: pad.stat().st_ino for pad in map_.iterdir()} == voor
        assert GOED in lever(Settings(data_dir=map_), poort)


def test_a_trial_environment_whose_port_is_taken_removes_nothing(tmp_path: Path) -> None:
    map_ = tmp_path / "proef"
    assert rio_los(map_, "proef", "--eenmalig", "--port", str(vrije_poort())).returncode == 0
    (map_ / "eigen.txt").write_text("van mij")
    voor = (map_ / "rio.db").stat().st_ino
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        uit = rio_los(map_, "proef", "--eenmalig", "--port", str(bezet.getsockname()[1]))
    assert uit.returncode == 1
    assert "cannot serve on" in uit.stderr
    assert (map_ / "rio.db").stat().st_ino == voor
    assert (map_ / "eigen.txt").exists()


def test_services_share_a_folder_and_commands_work_beside_them(eigen: Settings) -> None:
    """Two services, reading and writing commands, a loader that adds, `init` that finds nothing to do; but nothing that
    migrates or wipes."""
    map_ = eigen.data_dir
    with draaiend(map_) as (_, eerste), draaiend(map_) as (_, tweede):
        for poort in (eerste, tweede):
            assert GOED in lever(eigen, poort)
        for opdracht in (("partij", "lijst"), ("laad", "proef"), ("signaal", "lijst"), ("logboek", "controleer")):
            assert rio_los(map_, *opdracht).returncode == 0, opdracht
        uit = rio_los(map_, "init")
        assert (uit.returncode, uit.stderr) == (0, "")
        assert "database is up to date" in uit.stdout
        (map_ / "pki" / "klant.pem").rename(map_ / "pki" / "weg.pem")
        assert "already running, process " in rio_los(map_, "init").stderr  # it would make a key
        (map_ / "pki" / "weg.pem").rename(map_ / "pki" / "klant.pem")
        (map_ / trial.MARK).touch()
        assert "already running" in rio_los(map_, "proef", "--port", str(vrije_poort())).stderr
        assert GOED in lever(eigen, eerste)
    assert rio_los(map_, "init").returncode == 0


def test_the_lock_is_on_the_database_too_wherever_the_data_directory_is(eigen: Settings, tmp_path: Path) -> None:
    """RIO_DATABASE_URL names the file of another data directory, straight or by a link."""
    bestand = eigen.data_dir / "rio.db"
    (tmp_path / "ander.db").symlink_to(bestand)
    with draaiend(eigen.data_dir) as (proces, _):
        for url in (f"sqlite:///{bestand}", f"sqlite:///{tmp_path / 'ander.db'}"):
            uit = rio_los(tmp_path / "elders", "proef", "--port", str(vrije_poort()), RIO_DATABASE_URL=url)
            assert uit.returncode == 1
            assert f"already running, process {proces.pid}" in uit.stderr


def test_init_beside_a_service_changes_nothing_and_is_refused_only_when_it_would(
    eigen: Settings, tmp_path: Path
) -> None:
    """Up to date: exit 0, also from another data directory, which gets its keys. An older revision or another contract:
    refused, and it stays as it is."""
    bestand = eigen.data_dir / "rio.db"
    url = f"sqlite:///{bestand}"
    with draaiend(eigen.data_dir) as (proces, poort):
        uit = rio_los(tmp_path / "elders", "init", RIO_DATABASE_URL=url)
        assert (uit.returncode, uit.stderr) == (0, "")
        assert (tmp_path / "elders" / "pki" / "klant.key").is_file()
        contract = "UPDATE eigenschap SET waarde = %s WHERE naam = 'contract'"
        revisie = "UPDATE alembic_version SET version_num = '%s'"
        for opdracht, terug in (
            (revisie % "0008", revisie % _kop()),
            (contract % "'x' || waarde", contract % "substr(waarde, 2)"),
        ):
            _doe(bestand, opdracht)
            uit = rio_los(eigen.data_dir, "init")
            assert uit.returncode == 1
            assert f"already running, process {proces.pid}" in uit.stderr
            _doe(bestand, terug)
        assert rio_los(eigen.data_dir, "init").returncode == 0
        assert GOED in lever(eigen, poort)


def _kop() -> str:
    return str(migration._revisies()[0])


def _doe(bestand: Path, opdracht: str) -> None:
    db = sqlite3.connect(bestand, timeout=20)
    with db:
        assert db.execute(opdracht).rowcount == 1
    db.close()


def test_a_trial_holds_its_folder_also_when_its_database_is_elsewhere(tmp_path: Path) -> None:
    """Another trial in that folder, with a database of its own, would empty it."""
    map_ = tmp_path / "proef"
    with draaiend(map_, "proef", RIO_DATABASE_URL=f"sqlite:///{tmp_path / 'een.db'}") as (proces, _):
        for omgeving in ({}, {"RIO_DATABASE_URL": f"sqlite:///{tmp_path / 'twee.db'}"}):
            uit = rio_los(map_, "proef", "--port", str(vrije_poort()), **omgeving)
            assert uit.returncode == 1
            assert f"already running, process {proces.pid}" in uit.stderr


@pytest.mark.parametrize("naam", ["rio.db", "eigen.db", "diep/eigen.db"])
def test_a_trial_empties_no_folder_in_which_a_service_has_its_database(
    naam: str, basis: Settings, tmp_path: Path
) -> None:
    """RIO_DATABASE_URL of the service names a file in the folder of a trial, whose own database is elsewhere."""
    map_ = tmp_path / "proef"
    bestand = map_ / naam
    bestand.parent.mkdir(parents=True)
    (map_ / trial.MARK).touch()
    shutil.copyfile(basis.data_dir / "rio.db", bestand)
    with draaiend(basis.data_dir, RIO_DATABASE_URL=f"sqlite:///{bestand}") as (proces, poort):
        for omgeving in ({}, {"RIO_DATABASE_URL": f"sqlite:///{tmp_path / 'een.db'}"}):
            uit = rio_los(map_, "proef", "--eenmalig", "--port", str(vrije_poort()), **omgeving)
            assert uit.returncode == 1
            assert f"already running, process {proces.pid}" in uit.stderr
            assert GOED in lever(basis, poort)
    assert rio_los(map_, "proef", "--eenmalig", "--port", str(vrije_poort())).returncode == 0


def test_a_process_that_was_killed_holds_nothing_and_its_number_blocks_nobody(eigen: Settings) -> None:
    with draaiend(eigen.data_dir) as (proces, _):
        os.kill(proces.pid, signal.SIGKILL)
        proces.wait()
        assert rio_los(eigen.data_dir, "init").returncode == 0
    for lock in eigen.data_dir.glob("*slot"):
        lock.write_text(f"{os.getppid()}\n")
    assert rio_los(eigen.data_dir, "init").returncode == 0


def test_nobody_comes_in_while_a_folder_is_wiped(eigen: Settings) -> None:
    """A service or command that begins while another process has folder and database alone."""
    lock = Lock(eigen.data_dir / "rio.slot", alleen=True)
    try:
        for opdracht in (("serve", "--port", str(vrije_poort())), ("partij", "lijst"), ("laad", "proef")):
            uit = rio_los(eigen.data_dir, *opdracht)
            assert uit.returncode == 1
            assert f"already running, process {os.getpid()}" in uit.stderr
    finally:
        lock.laat_los()


def test_a_lock_is_counted_within_a_process_and_goes_from_alone_to_shared(tmp_path: Path) -> None:
    pad = tmp_path / "slot"
    een, twee = Lock(pad, alleen=False), Lock(pad, alleen=False)
    een.laat_los()
    with pytest.raises(InUse, match=f"process {os.getpid()}"):
        Lock(pad, alleen=True)
    twee.laat_los()
    alleen = Lock(pad, alleen=True)
    with pytest.raises(InUse):
        Lock(pad, alleen=False)
    alleen.deel()
    Lock(pad, alleen=False).laat_los()
    alleen.laat_los()
    Lock(pad, alleen=True).laat_los()
    assert pad.read_bytes() == b""


def test_a_socket_on_which_somebody_serves_is_not_taken_from_him(eigen: Settings, tmp_path: Path) -> None:
    pad = tmp_path / "1.sock"
    with socket.socket(socket.AF_UNIX) as ander:
        ander.bind(str(pad))
        ander.listen()
        uit = rio(eigen.data_dir, "serve", "--socket", str(pad))
        assert uit.exit_code == 1
        assert "Address already in use" in uit.output
        assert pad.exists()


def _weg(map_: Path) -> None:
    (map_ / "rio.db").unlink()


def _hernoemd(map_: Path) -> None:
    (map_ / "rio.db").rename(map_ / "oud.db")


def _vervangen(map_: Path) -> None:
    shutil.copy(map_ / "rio.db", map_ / "kopie.db")
    (map_ / "kopie.db").replace(map_ / "rio.db")


def _map_gewist(map_: Path) -> None:
    shutil.rmtree(map_)


def _map_verplaatst(map_: Path) -> None:
    map_.rename(map_.with_name("elders"))
    shutil.copytree(map_.with_name("elders"), map_)


def _leeggemaakt(map_: Path) -> None:
    os.truncate(map_ / "rio.db", 0)


def _wal_weg(map_: Path) -> None:
    (map_ / "rio.db-wal").unlink()


def _shm_weg(map_: Path) -> None:
    (map_ / "rio.db-shm").unlink()


def _overschreven(map_: Path) -> None:
    """As ``cp backup.db rio.db``: the file stays the same one."""
    shutil.copyfile(map_ / "backup.db", map_ / "rio.db")


def _overschreven_met_de_rest(map_: Path) -> None:
    _overschreven(map_)
    os.truncate(map_ / "rio.db-wal", 0)


def _afgekapt(map_: Path) -> None:
    os.truncate(map_ / "rio.db", 8192)


def _wal_leeggemaakt(map_: Path) -> None:
    os.truncate(map_ / "rio.db-wal", 0)


@pytest.mark.parametrize(
    "neem",
    [
        *(_weg, _hernoemd, _vervangen, _map_gewist, _map_verplaatst, _leeggemaakt, _wal_weg, _shm_weg),
        *(_overschreven, _overschreven_met_de_rest, _afgekapt, _wal_leeggemaakt),
    ],
)
def test_a_service_whose_database_is_taken_away_approves_nothing_more(
    neem: Callable[[Path], None], eigen: Settings, tmp_path: Path
) -> None:
    """From the first message after it: DK0051 on deliveries and readings, 503 on /health, and one line in the log."""
    sleutels = tmp_path / "sleutels"
    shutil.copytree(eigen.data_dir / "pki", sleutels / "pki")
    klant = Settings(data_dir=sleutels)
    shutil.copyfile(eigen.data_dir / "rio.db", eigen.data_dir / "backup.db")
    with draaiend(eigen.data_dir) as (proces, poort):
        assert GOED in lever(klant, poort)
        neem(eigen.data_dir)
        for _ in range(3):
            assert b"Server.DK0051" in lever(klant, poort)
        assert b"Server.DK0051" in vraag(klant, poort, "opvragen_opleidingseenheid", {"opleidingseenheidcode": "1O1"})
        status, raw = gezondheid(poort)
        assert (status, raw) == (503, b'{"register": false}')
        proces.send_signal(signal.SIGTERM)
        gezegd = proces.communicate(timeout=20)[0]
    assert len(re.findall(r"CRITICAL .*rio\.db[^ ]* was replaced or removed", gezegd)) == 1
    assert "start again" in gezegd


def test_a_database_that_is_written_over_before_the_first_message_is_no_more_used(eigen: Settings) -> None:
    """A service at rest has looked at its file already."""
    shutil.copyfile(eigen.data_dir / "rio.db", eigen.data_dir / "backup.db")
    with draaiend(eigen.data_dir) as (_, poort):
        _overschreven(eigen.data_dir)
        assert b"Server.DK0051" in lever(eigen, poort)
        assert gezondheid(poort)[0] == 503


def test_a_database_that_is_put_back_by_a_link_is_the_same_one(eigen: Settings, tmp_path: Path) -> None:
    """A folder that was moved and linked to from its old place has lost nothing."""
    with draaiend(eigen.data_dir) as (_, poort):
        assert GOED in lever(eigen, poort)
        eigen.data_dir.rename(tmp_path / "elders")
        eigen.data_dir.symlink_to(tmp_path / "elders")
        assert GOED in lever(eigen, poort)


def test_a_trial_does_not_make_itself_at_home_in_the_database_of_a_service(eigen: Settings, tmp_path: Path) -> None:
    """RIO_DATABASE_URL was left set, and the party of the trial would be trusted there. That of a trial is taken."""
    bestand = eigen.data_dir / "rio.db"
    url = f"sqlite:///{bestand}"
    assert rio(eigen.data_dir, "laad", "proef").exit_code == 0
    toevoegen = ("--certificaat", str(eigen.data_dir / "pki" / "dienst.pem"), "--namens", trial.OIN_HANZE)
    assert rio(eigen.data_dir, "partij", "toevoegen", *toevoegen, "--naam", "Echt").exit_code == 0
    voor = rio(eigen.data_dir, "partij", "lijst").output
    uit = rio_los(tmp_path / "elders", "proef", "--eenmalig", "--port", str(vrije_poort()), RIO_DATABASE_URL=url)
    assert uit.returncode == 1
    assert "no trial" in uit.stderr
    assert rio(eigen.data_dir, "partij", "lijst").output == voor
    eigen_url = f"sqlite:///{tmp_path / 'proef.db'}"
    for _ in range(2):
        uit = rio_los(
            tmp_path / "elders", "proef", "--eenmalig", "--port", str(vrije_poort()), RIO_DATABASE_URL=eigen_url
        )
        assert uit.returncode == 0, uit.stderr

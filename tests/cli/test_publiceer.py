"""``rio-soap publiceer``: a day published by command, whatever kills it on the way."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.hulp_gebruik import RIO_SOAP, gevuld, rio

KLOK = {"RIO_KLOK": "2026-11-25T03:00:00+01:00"}
LATER = {"RIO_KLOK": "2026-11-26T03:00:00+01:00"}


def kinderen(proces: int) -> list[int]:
    return [int(kind) for kind in Path(f"/proc/{proces}/task/{proces}/children").read_text().split()]


def leeft(proces: int) -> bool:
    try:
        return Path(f"/proc/{proces}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def breek(map_: Path, na: int) -> int:
    """Kill a run of two processes when so many tasks are done; gives how many were."""
    journaal = map_ / "opendata" / ".2026-11-25.bezig" / "journaal"
    omgeving = {**os.environ, "RIO_DATA_DIR": str(map_), **KLOK}
    proces = subprocess.Popen([*RIO_SOAP, "publiceer", "--processen", "2"], env=omgeving, stderr=subprocess.PIPE)

    def klaar() -> int:
        return journaal.read_bytes().count(b'{"klaar"') if journaal.exists() else 0

    einde = time.monotonic() + 120  # of a machine that has much else to do
    while klaar() < na and proces.poll() is None and time.monotonic() < einde:
        time.sleep(0.002)
    assert proces.poll() is None, proces.stderr
    ander = kinderen(proces.pid)
    assert len(ander) == 1
    proces.send_signal(signal.SIGKILL)
    proces.communicate()
    einde = time.monotonic() + 10
    while leeft(ander[0]) and time.monotonic() < einde:
        time.sleep(0.02)
    assert not leeft(ander[0]), "the second process ends with the first"
    return klaar()


@pytest.fixture(scope="module")
def gepubliceerd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a first publication, made by one process."""
    map_ = tmp_path_factory.mktemp("gepubliceerd")
    gevuld(map_)
    eerste = rio(map_, "publiceer", "--processen", "1", **KLOK)
    assert eerste.exit_code == 0, eerste.output
    assert "2026-11-25 at number 0, the first\n" in eerste.stdout
    return map_


def sommen(map_: Path) -> dict[str, str]:
    """Of the files of a publication that are the same for every register with the same content."""
    regels = (map_ / "2026-11-25" / "SHA256SUMS").read_text().splitlines()
    alle = {naam: som for som, naam in (regel.split("  ") for regel in regels)}
    return {naam: som for naam, som in alle.items() if naam not in ("datapackage.json", "catalogus.jsonld")}


def test_a_run_that_is_killed_twice_ends_as_one_that_was_not(gepubliceerd: Path, tmp_path: Path) -> None:
    """With all families."""
    gevuld(tmp_path)
    stukken = breek(tmp_path, 1), breek(tmp_path, 12)
    assert 1 <= stukken[0] < stukken[1]
    uit = tmp_path / "opendata"
    assert not (uit / "2026-11-25").exists()
    weer = rio(tmp_path, "publiceer", "--processen", "1", **KLOK)
    assert weer.exit_code == 0, weer.output
    assert weer.stderr.startswith("goes on at number ")
    assert sommen(uit) == sommen(gepubliceerd / "opendata")
    assert len(sommen(uit)) > 240
    controle = ["sha256sum", "-c", "--quiet", "SHA256SUMS"]
    assert subprocess.run(controle, cwd=uit / "2026-11-25", check=False).returncode == 0


def test_a_day_is_published_once_and_the_next_builds_on_it(gepubliceerd: Path) -> None:
    weer = rio(gepubliceerd, "publiceer", **KLOK)
    assert (weer.exit_code, weer.stderr) == (0, "")
    assert "2026-11-25 is there already, and a publication never changes; nothing was done\n" in weer.stdout
    volgende = rio(gepubliceerd, "publiceer", "--processen", "1", **LATER)
    assert volgende.exit_code == 0, volgende.output
    assert "2026-11-26 at number 0, after 2026-11-25 (number 0)\n" in volgende.stdout
    map_ = gepubliceerd / "opendata"
    assert sorted(pad.name for pad in map_.iterdir()) == [
        ".2026-11-25.stand.json",
        ".2026-11-26.stand.json",
        ".slot",
        "2026-11-25",
        "2026-11-26",
    ]
    assert ((map_ / ".2026-11-26.stand.json").stat().st_mode & 0o777) == 0o600


def test_a_clock_before_the_newest_publication_is_an_error_that_says_so(gepubliceerd: Path) -> None:
    terug = rio(gepubliceerd, "publiceer", RIO_KLOK="2026-11-01T03:00:00+01:00")
    assert terug.exit_code == 1
    assert "is of a later day than 2026-11-01: is the clock right?" in terug.stderr


def test_without_a_register_or_keys_it_says_what_to_do(tmp_path: Path) -> None:
    kaal = rio(tmp_path, "publiceer", **KLOK)
    assert kaal.exit_code == 1
    assert "run rio-soap init" in kaal.stderr

"""`make bench-peers` installs what is missing, and nothing that is there from elsewhere."""

import os
import subprocess
from pathlib import Path

import pytest

HOOFD = Path(__file__).parents[2]
ALLE = ("g++", "wsdl2h", "soapcpp2", "php", "java", "javac", "node", "npm")


def draai(map_: Path, er_zijn: tuple[str, ...], *, bestanden: bool = True) -> tuple[int, str, list[str]]:
    """Run it where only these programs are; gives exit code, output, and the calls of apt-get and npm."""
    bin_, werk, noot = map_ / "bin", map_ / "peers", map_ / "noot"
    bin_.mkdir()
    werk.mkdir()
    noot.touch()
    script = (HOOFD / "benchmarks" / "peers" / "installeer.sh").read_text("utf-8")
    # nothing of this machine: its own folders would be searched too
    script = script.replace("$PATH:/usr/bin:/usr/local/bin", "$PATH")
    (werk / "installeer.sh").write_text(script)
    for naam in (*er_zijn, "apt-get", "dpkg"):
        doet = {"php": "echo soap", "dpkg": "exit 1"}.get(naam, f'echo "{naam} $*" >> {noot}')
        (bin_ / naam).write_text(f"#!/bin/sh\n{doet}\n")
        (bin_ / naam).chmod(0o755)
    for naam in ("dirname", "grep", "sh"):
        (bin_ / naam).symlink_to(f"/usr/bin/{naam}")
    aanwezig = str(noot) if bestanden else str(map_ / "niets")
    omgeving = {"PATH": str(bin_), "GSOAP_KOP": aanwezig, "JAXWS_JAR": aanwezig}
    uit = subprocess.run(
        ["/bin/sh", "installeer.sh"], cwd=werk, env=omgeving, capture_output=True, text=True, check=False
    )
    return uit.returncode, uit.stdout + uit.stderr, noot.read_text().splitlines()


def test_with_everything_there_nothing_is_asked_of_debian(tmp_path: Path) -> None:
    code, _, gevraagd = draai(tmp_path, ALLE)
    assert (code, gevraagd) == (0, ["npm install --no-audit --no-fund"])


def test_a_node_from_elsewhere_stays_and_only_the_rest_is_installed(tmp_path: Path) -> None:
    """Debian's nodejs and npm do not go with it."""
    code, _, gevraagd = draai(tmp_path, ("node", "npm", "php"), bestanden=False)
    assert code == 0
    (opdracht,) = [regel for regel in gevraagd if " install " in regel and regel.startswith("apt-get")]
    assert "nodejs" not in opdracht
    assert not opdracht.endswith(" npm")
    for pakket in ("g++", "gsoap", "libgsoap-dev", "libjaxws-java", "default-jdk-headless"):
        assert f" {pakket}" in opdracht
    assert "php" not in opdracht


def test_a_node_from_elsewhere_without_npm_is_told_and_no_failure(tmp_path: Path) -> None:
    code, uit, gevraagd = draai(tmp_path, tuple(naam for naam in ALLE if naam != "npm"))
    assert (code, gevraagd) == (0, [])
    assert "not Debian's" in uit


def test_with_nothing_there_all_of_it_is_asked(tmp_path: Path) -> None:
    code, _, gevraagd = draai(tmp_path, (), bestanden=False)
    assert gevraagd[0] == "apt-get update -qq"
    assert {"nodejs", "npm", "php-cli", "php-soap", "g++"} <= set(gevraagd[1].split())
    assert code == 0


@pytest.mark.skipif(not os.access("/usr/bin/make", os.X_OK), reason="no make")
def test_make_bench_peers_is_that_script() -> None:
    omgeving = {
        naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("MAKE")
    }  # as under make test
    uit = subprocess.run(
        ["make", "-n", "bench-peers"], cwd=HOOFD, capture_output=True, text=True, check=True, env=omgeving
    )
    assert uit.stdout.strip() == "benchmarks/peers/installeer.sh"

"""The image and the compose file without an engine: the steps of the Containerfile in a Debian of debootstrap, and its
services as compose would start them, in namespaces of their own: a user without rights, a read-only root, no
capabilities. As root, with debootstrap and a package index (minutes).

``python -m tests.pakket.containerproef [FOLDER]``: FOLDER holds the base between runs. PostgreSQL is that of
RIO_TEST_POSTGRESQL, else SQLite stands for it.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from tests.cli.test_duurzaam import vrije_poort
from tests.huis.huis import WORTEL
from tests.pakket.containerfile import Beeld, Bouwer, lees

CONTAINER = WORTEL / "deploy" / "container"
DIENST, KETEN = vrije_poort(), vrije_poort()
IN_RUIMTEN = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
SPIEGEL = "http://deb.debian.org/debian"


class Container:
    """Starts programs in an image as `docker run --read-only --cap-drop ALL` does, on the network of this machine."""

    def __init__(self, beeld: Beeld, volume: Path) -> None:
        """The volume of the data directory belongs to the user of the image."""
        self.beeld, self.volume = beeld, volume
        uid, gid = map(int, beeld.gebruiker.split(":"))
        shutil.copytree(beeld.wortel / "var/lib/rio-soap", volume, dirs_exist_ok=True)
        os.chown(volume, uid, gid)
        volume.chmod(0o700)

    def start(self, opdracht: list[str], omgeving: dict[str, str], **mee: Any) -> subprocess.Popen[str]:
        """Start it; the first process of the namespace is the program itself, as in a container."""
        uid, gid = self.beeld.gebruiker.split(":")
        wortel = str(self.beeld.wortel)
        script = (
            'set -e; mount --make-rprivate /; mount --bind "$0" "$0"; mount --bind "$1" "$0/var/lib/rio-soap"; '
            'mount -t tmpfs tmpfs "$0/tmp"; mount -t proc proc "$0/proc"; mount -o remount,ro,bind "$0"; shift; '
            f'exec chroot --userspec={uid}:{gid} --groups= "$0" /usr/bin/setpriv --no-new-privs --bounding-set=-all '
            f'--inh-caps=-all /usr/bin/env --chdir={self.beeld.map_} "$@"'
        )
        return subprocess.Popen(
            [*IN_RUIMTEN, "sh", "-c", script, wortel, str(self.volume), *opdracht],
            env={**self.beeld.omgeving, **omgeving, "HOME": self.beeld.map_},
            text=True,
            **mee,
        )

    def draai(self, opdracht: list[str], omgeving: dict[str, str], *, mag_falen: bool = False) -> str:
        """Run it to its end; what it said."""
        proces = self.start(opdracht, omgeving, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        gezegd, _ = proces.communicate(timeout=300)
        assert mag_falen or proces.returncode == 0, f"{opdracht}: {proces.returncode}\n{gezegd}"
        return f"{proces.returncode} {gezegd}" if mag_falen else gezegd

    @contextmanager
    def dienst(self, opdracht: list[str], omgeving: dict[str, str], gezond: list[str]) -> Iterator[None]:
        """A service that becomes healthy by its own check, and ends well within ten seconds when it is told to."""
        proces = self.start(opdracht, omgeving)
        try:
            for _ in range(120):
                if self.draai(gezond, omgeving, mag_falen=True).startswith("0 "):
                    break
                assert proces.poll() is None, opdracht
                time.sleep(0.5)
            else:
                raise AssertionError(f"{opdracht} never became healthy")
            yield
            eerste = Path(f"/proc/{proces.pid}/task/{proces.pid}/children").read_text("ascii").split()[0]
            os.kill(int(eerste), signal.SIGTERM)  # what the engine sends to the first process of a container
            assert proces.wait(timeout=10) == 0, f"{opdracht}: {proces.returncode}"
        finally:
            proces.kill()


def maak_basis(map_: Path) -> Path:
    """The base image: bookworm by debootstrap."""
    basis = map_ / "bookworm"
    if not basis.exists():
        subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(basis), SPIEGEL], check=True)
    return basis


def omgeving_van(dienst: dict[str, Any]) -> dict[str, str]:
    """The settings of a service of compose, with names of other containers and the database as they are here."""
    url = os.environ.get("RIO_TEST_POSTGRESQL", "")
    gezet = {naam: str(waarde) for naam, waarde in dienst.get("environment", {}).items()}
    if "RIO_DATABASE_URL" in gezet:
        gezet["RIO_DATABASE_URL"] = url
    gezet["RIO_BEGIN"] = "proef"
    return {naam: waarde.replace("//keten:", "//127.0.0.1:") for naam, waarde in gezet.items()}


def op_vrije_poorten(iets: Any) -> Any:
    """The same words, with other ports for those that each container has to itself and that are shared here."""
    if isinstance(iets, dict):
        return {naam: op_vrije_poorten(waarde) for naam, waarde in iets.items()}
    if isinstance(iets, list):
        return [op_vrije_poorten(waarde) for waarde in iets]
    return iets.replace("8080", str(DIENST)).replace("8090", str(KETEN)) if isinstance(iets, str) else iets


def proef(beeld: Beeld, volume: Path) -> None:
    """The services in their order, a reading by a client inside, and what must not be possible."""
    diensten = op_vrije_poorten(yaml.safe_load((CONTAINER / "compose.yaml").read_text("utf-8"))["services"])
    beeld.opdracht, beeld.gezondheid = op_vrije_poorten([beeld.opdracht, beeld.gezondheid])
    container = Container(beeld, volume)
    begin, keten, dienst = (diensten[naam] for naam in ("begin", "keten", "dienst"))
    for keer in ("first", "again"):
        print(f"begin, {keer}: {container.draai(begin['entrypoint'], omgeving_van(begin)).splitlines()[-1]}")
    geweigerd = container.draai(["touch", "/opt/rio-soap/x"], {}, mag_falen=True)
    assert "Read-only file system" in geweigerd, geweigerd
    status = container.draai(["cat", "/proc/self/status"], {})
    assert "CapEff:\t0000000000000000" in status
    assert "Uid:\t10001" in status
    start = [*beeld.begin, *keten["command"]]
    gezond = keten["healthcheck"]["test"][1:]
    with (
        container.dienst(start, omgeving_van(keten), gezond),
        container.dienst([*beeld.begin, *beeld.opdracht], omgeving_van(dienst), beeld.gezondheid),
    ):
        haal = ["rio-soap", "haal", "--endpoint", f"http://127.0.0.1:{DIENST}"]
        with urllib.request.urlopen(f"http://127.0.0.1:{DIENST}/health") as antwoord:
            print(f"health: {json.load(antwoord)}")
        gelezen = container.draai([*haal, "organisaties", "zoekterm=hanzehogescool"], omgeving_van(dienst))
        assert "anzehogeschool" in gelezen
        adres = container.draai(
            [*haal, "bagAdres", "postcode=9747AS", "huisnummer=7"], omgeving_van(dienst), mag_falen=True
        )
        print(f"the BAG through the stand-in: {adres.splitlines()[0][:100]}")
    publiceer = diensten["publiceer"]
    print(container.draai([*beeld.begin, *publiceer["command"]], omgeving_van(publiceer)).splitlines()[-1])


def main() -> None:
    """Build and prove."""
    with tempfile.TemporaryDirectory(prefix="rio-container-") as tijdelijk:
        werk = Path(tijdelijk)
        basis = maak_basis(Path(sys.argv[1]) if sys.argv[1:] else werk)
        bouwer = Bouwer(WORTEL, werk, basis)
        beeld = bouwer.bouw(lees((CONTAINER / "Containerfile").read_text("utf-8"), {}))
        grootte = subprocess.run(["du", "-sm", str(beeld.wortel)], capture_output=True, text=True, check=True)
        print(f"image: {grootte.stdout.split()[0]} MB")
        volume = werk / "volume"
        volume.mkdir()
        proef(beeld, volume)
        print("container: all is well")


if __name__ == "__main__":
    main()

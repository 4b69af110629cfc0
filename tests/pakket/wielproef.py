"""The wheel as strangers install it: with pip, `uvx` and `pipx`, in an empty folder with an empty home.

`rio-soap proef` serves, and every command that it tells works when it is typed there. Needs a package index; an
installer that is not there is skipped by name. ``python -m tests.pakket.wielproef [INSTALLER …]``.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.huis.huis import WORTEL
from tests.pakket import plakken

NEEMT = ("SSL_CERT_FILE", "PIP_CERT", "PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "http_proxy", "https_proxy")
"""What of the environment says how an index is reached."""


def bouw(uit: Path) -> Path:
    """The wheel, made from the sdist, so that both are whole."""
    draai({**os.environ}, uit, sys.executable, "-m", "build", "--no-isolation", "--outdir", uit, WORTEL)
    (wiel,) = uit.glob("*.whl")
    assert list(uit.glob("*.tar.gz"))
    return wiel


def draai(omgeving: Mapping[str, str], map_: Path, *opdracht: str | Path) -> str:
    """A command that has to succeed; what it said."""
    gedaan = subprocess.run(
        [str(deel) for deel in opdracht], cwd=map_, env=dict(omgeving), capture_output=True, text=True, check=False
    )
    assert gedaan.returncode == 0, f"{opdracht}\n{gedaan.stdout}\n{gedaan.stderr}"
    return gedaan.stdout


def opdracht(installer: str, eis: str, map_: Path, omgeving: dict[str, str]) -> list[str] | None:
    """The words that start `rio-soap` by an installer, which is put to work first; None where it is not there."""
    if installer == "pip":
        draai(omgeving, map_, sys.executable, "-m", "venv", map_ / "omgeving")
        draai(omgeving, map_, map_ / "omgeving/bin/pip", "install", "--quiet", eis)
        return ["omgeving/bin/rio-soap"]
    programma = shutil.which(installer)
    if programma is None:
        return None
    omgeving["PATH"] = f"{Path(programma).parent}:{omgeving['PATH']}"
    return {"uvx": ["uvx", "--from", eis, "rio-soap"], "pipx": ["pipx", "run", "--spec", eis, "rio-soap"]}[installer]


def main() -> None:
    """Each installer in turn, with one line of what was told."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        wiel = bouw(Path(tijdelijk))
        for installer in sys.argv[1:] or ("pip", "uvx", "pipx"):
            thuis, map_ = Path(tijdelijk, installer, "thuis"), Path(tijdelijk, installer, "leeg")
            thuis.mkdir(parents=True)
            map_.mkdir()
            omgeving = {"HOME": str(thuis), "PATH": "/usr/bin:/bin"}
            omgeving |= {naam: os.environ[naam] for naam in NEEMT if naam in os.environ}
            woorden = opdracht(installer, f"rio-soap[server] @ file://{wiel}", map_, omgeving)
            if woorden is None:
                print(f"{installer}: skipped, it is not on the PATH")
                continue
            with plakken.proef(woorden, map_, omgeving) as gids:
                plakken.beoordeel(plakken.plak(gids, map_, omgeving))
            print(f"{installer}: {gids.opdrachten[1]}")


if __name__ == "__main__":
    main()

"""Other versions of Python, where an interpreter is found: the wheel with the locked libraries serves a trial
environment, `rio-soap keur` plays every rule against it, and the commands that it tells work.

``python -m tests.pakket.versies [--kort] [VERSION …]``; ``--kort`` leaves out what takes
minutes, `keur`. A version without an interpreter is skipped, with the reason.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.huis.huis import WORTEL
from tests.pakket import plakken
from tests.pakket.wielproef import NEEMT, bouw, draai

VERSIES = ("3.11", "3.12", "3.13", "3.14")


def kandidaten(versie: str) -> Iterator[str]:
    """Where an interpreter may be: on the path, with pyenv, with uv."""
    op_pad = shutil.which(f"python{versie}")
    if op_pad:
        yield op_pad
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    yield from (str(pad) for pad in sorted(pyenv.glob(f"{versie}.*/bin/python{versie}"), reverse=True))
    uv = Path.home() / ".local/share/uv/python"
    yield from (str(pad) for pad in sorted(uv.glob(f"cpython-{versie}.*/bin/python{versie}"), reverse=True))


def interpreter(versie: str) -> str | None:
    """One that runs and is of this version; None where there is none."""
    for kandidaat in kandidaten(versie):
        vraag = [kandidaat, "-c", "import sys, venv, ssl, sqlite3; print('%d.%d' % sys.version_info[:2])"]
        gezegd = subprocess.run(vraag, capture_output=True, text=True, check=False)
        if gezegd.stdout.strip() == versie:
            return kandidaat
    return None


def speel(python: str, versie: str, wiel: Path, map_: Path, *, kort: bool) -> str:
    """Install, serve, judge; gives a line that says what came of it."""
    omgeving = {"HOME": str(map_), "PATH": "/usr/bin:/bin"}
    omgeving |= {naam: os.environ[naam] for naam in NEEMT if naam in os.environ}
    draai(omgeving, map_, python, "-m", "venv", "omgeving")
    pip = ["omgeving/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    draai(omgeving, map_, *pip, "--require-hashes", "-r", WORTEL / "requirements-runtime.lock")
    # A version that is not promised yet is tried all the same.
    draai(omgeving, map_, *pip, "--no-deps", "--ignore-requires-python", wiel)
    with plakken.proef(["omgeving/bin/rio-soap"], map_, omgeving) as gids:
        plakken.beoordeel(plakken.plak(gids, map_, omgeving))
        if kort:
            return f"{len(gids.opdrachten)} commands as told"
        adres = next(regel.split()[2] for regel in gids.regels if regel.startswith("serving on "))
        keur = ["bash", "-ec", "\n".join([*gids.instellingen, f"omgeving/bin/rio-soap keur --doel {adres}"])]
        gekeurd = subprocess.run(keur, cwd=map_, env=omgeving, capture_output=True, text=True, check=False)
        assert gekeurd.returncode == 0, f"Python {versie}\n{gekeurd.stdout[-3000:]}\n{gekeurd.stderr}"
    return next((regel.strip() for regel in gekeurd.stdout.splitlines() if re.search(r"\b0 geschonden", regel)), "")


def main() -> None:
    """Each version in turn, with a line for each."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        wiel = bouw(Path(tijdelijk))
        gevraagd = [woord for woord in sys.argv[1:] if woord != "--kort"]
        for versie in gevraagd or VERSIES:
            python = interpreter(versie)
            if python is None:
                print(f"Python {versie}: skipped, no interpreter on the path, with pyenv or with uv", flush=True)
                continue
            map_ = Path(tijdelijk, versie)
            map_.mkdir()
            begin = time.monotonic()
            regel = speel(python, versie, wiel, map_, kort="--kort" in sys.argv)
            print(f"Python {versie}: {regel} ({time.monotonic() - begin:.0f} s)", flush=True)


if __name__ == "__main__":
    main()

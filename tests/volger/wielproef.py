"""The wheel with its extra `data`, in a fresh environment: it brings no server, and a copy is made with it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.huis.huis import WORTEL
from tests.volger.lezen import van_kopie, van_wereld
from tests.volger.maker import Wereld

VAN_DE_SERVER = {"spyne", "lxml", "sqlalchemy", "cryptography", "zeep", "apiflask", "waitress", "xmlschema", "pyarrow"}


def draai(*opdracht: str | Path) -> str:
    return subprocess.run([str(deel) for deel in opdracht], check=True, capture_output=True, text=True, cwd="/").stdout


def main() -> None:
    """Build, install, look what came with it, and follow."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        hier = Path(tijdelijk)
        draai(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", hier, WORTEL)
        (wiel,) = hier.glob("*.whl")
        draai(sys.executable, "-m", "venv", hier / "venv")
        bin_ = hier / "venv" / "bin"
        draai(bin_ / "pip", "install", "--quiet", "--disable-pip-version-check", f"{wiel}[data]")
        lijst = json.loads(draai(bin_ / "pip", "list", "--format", "json", "--disable-pip-version-check"))
        namen = {deel["name"].lower() for deel in lijst}
        assert not namen & VAN_DE_SERVER, namen & VAN_DE_SERVER
        wereld, doel = Wereld(), str(hier / "kopie.sqlite")
        wereld.verander(50)
        wereld.publiceer(hier / "publicaties", "2026-10-01")
        gezegd = draai(bin_ / "rio-data", "volg", doel, "--bron", hier / "publicaties")
        assert van_kopie(doel) == van_wereld(wereld)
        gedaan = subprocess.run([bin_ / "rio-soap", "serve"], capture_output=True, text=True, check=False)
        assert gedaan.returncode == 1
        print(f"{', '.join(sorted(namen))}\n{gezegd.strip()}\n{gedaan.stderr.strip()}")


if __name__ == "__main__":
    main()

"""The bill of materials of the service: CycloneDX, of an environment that is installed from the lock alone.

``python -m tests.pakket.sbom CYCLONEDX UIT``: the program `cyclonedx-py` and the file to write. Needs a package index.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.huis.huis import WORTEL
from tests.pakket.licenties import vastgelegd


def onderdelen(sbom: Path) -> dict[str, str]:
    """Name and version of every component."""
    inhoud = json.loads(sbom.read_text("utf-8"))
    return {deel["name"].lower().replace("_", "-"): deel["version"] for deel in inhoud["components"]}


def main(cyclonedx: str, uit: Path) -> None:
    """Install, write, and hold it against the lock."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        pip = [sys.executable, "-m", "pip", "--python", f"{tijdelijk}/bin/python", "install", "--quiet"]
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", tijdelijk], check=True)
        lock = str(WORTEL / "requirements-runtime.lock")
        subprocess.run([*pip, "--disable-pip-version-check", "--require-hashes", "-r", lock], check=True)
        uit.parent.mkdir(exist_ok=True)
        schrijf = [cyclonedx, "environment", "--output-reproducible", "--pyproject", str(WORTEL / "pyproject.toml")]
        vorm = ["--output-format", "JSON", "--output-file", str(uit)]
        subprocess.run([*schrijf, *vorm, f"{tijdelijk}/bin/python"], check=True)
    gevonden = onderdelen(uit)
    beloofd = {naam: versie for naam, (versie, voorwaarde) in vastgelegd().items() if not voorwaarde}
    assert beloofd.items() <= gevonden.items(), set(beloofd.items()) - set(gevonden.items())
    print(f"{uit}: {len(gevonden)} libraries")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

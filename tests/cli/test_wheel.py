"""A wheel works without the checkout: contract, migrations and data travel inside."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_duurzaam import vrije_poort

WORTEL = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    uit = tmp_path_factory.mktemp("wheel")
    opdracht = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(uit), str(WORTEL)]
    gebouwd = subprocess.run(opdracht, capture_output=True, text=True, timeout=120, check=False)
    assert gebouwd.returncode == 0, gebouwd.stdout + gebouwd.stderr
    (bestand,) = uit.glob("*.whl")
    return bestand


def test_the_wheel_holds_contract_data_and_migrations(wheel: Path) -> None:
    namen = set(zipfile.ZipFile(wheel).namelist())
    for map_, doel in (("xsd", "rio_soap/xsd"), ("wsdl", "rio_soap/wsdl"), ("rio_soap/register", "rio_soap/register")):
        for pad in (WORTEL / map_).rglob("*"):
            if pad.is_file() and "__pycache__" not in pad.parts:
                assert f"{doel}/{pad.relative_to(WORTEL / map_)}" in namen


def test_an_installed_wheel_delivers_and_reads_back(wheel: Path, tmp_path: Path) -> None:
    """The wheel alone, with this environment's dependencies, far from the checkout: `rio-soap proef --eenmalig`."""
    omgeving = tmp_path / "venv"
    venv.create(omgeving, with_pip=False, system_site_packages=False)
    zipfile.ZipFile(wheel).extractall(tmp_path / "inhoud")
    pakketten = next(Path(p) for p in sys.path if p.endswith("site-packages"))
    start = (
        "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p];"
        f"sys.path[:0] = [{str(tmp_path / 'inhoud')!r}]; sys.path.append({str(pakketten)!r});"
        "import rio_soap; from rio_soap.cli import main; print(rio_soap.__file__); main()"
    )
    opdracht = [str(omgeving / "bin/python"), "-I", "-c", start, "proef", "--eenmalig", "--port", str(vrije_poort())]
    uit = subprocess.run(
        opdracht, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path, env={"PATH": "/usr/bin:/bin"}
    )
    assert uit.returncode == 0, uit.stderr
    assert str(tmp_path / "inhoud") in uit.stdout
    assert "<ns2:opvragen_opleidingseenheid_response" in uit.stdout

"""The commands and programs in the documentation do what the pages say: every block marked ``draai`` is run."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.bevinding import maak_bladzijden, oorzaken
from rio_soap.setup.settings import Settings
from tests.cli.hulp_gebruik import lever
from tests.cli.test_duurzaam import vrije_poort
from tests.service.conftest import Dienst

DOCS = Path(__file__).parents[2] / "docs"
BLOK = re.compile(r"^```(sh|python) draai\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLADZIJDEN = ("werkbank", "client", "batch", "beginnen", "beginnen.nl", "wsdl")
GEMAAKT = maak_bladzijden.teksten()
FOUTEN = sorted(pad.stem for pad in (DOCS / "fouten").glob("*.md") if pad.stem not in {"README", *GEMAAKT})
OORZAAK = re.compile(r"names the cause `([a-z0-9-]+)`")


def blokken(naam: str) -> list[tuple[str, str]]:
    return BLOK.findall((DOCS / f"{naam}.md").read_text("utf-8"))


@pytest.fixture
def omgeving(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The working directory of a reader who has ``make run`` going."""
    dienst = Dienst(tmp_path / "rio-data")
    bin_ = Path(sys.executable).parent
    eigen = {k: v for k, v in os.environ.items() if not k.startswith("RIO_")}
    yield {**eigen, "PATH": f"{bin_}:{eigen['PATH']}", "RIO_CLIENT_ENDPOINT": f"http://127.0.0.1:{dienst.port}"}
    dienst.stop()


def draai(soort: str, tekst: str, omgeving: dict[str, str], map_: Path) -> str:
    endpoint = omgeving["RIO_CLIENT_ENDPOINT"]
    opdracht = ["bash", "-ec", tekst] if soort == "sh" else [sys.executable, "-c", f"ENDPOINT = {endpoint!r}\n{tekst}"]
    uit = subprocess.run(opdracht, cwd=map_, env=omgeving, capture_output=True, text=True, timeout=120, check=False)
    assert uit.returncode == 0, f"{tekst}\n{uit.stdout}\n{uit.stderr}"
    return uit.stdout


@pytest.mark.parametrize("bladzijde", BLADZIJDEN)
def test_every_marked_block_runs_in_the_order_of_its_page(
    bladzijde: str, omgeving: dict[str, str], tmp_path: Path
) -> None:
    if "curl " in (DOCS / f"{bladzijde}.md").read_text("utf-8") and shutil.which("curl") is None:
        pytest.skip("no curl")
    gevonden = blokken(bladzijde)
    assert len(gevonden) >= 2
    uit = [draai(soort, tekst, omgeving, tmp_path) for soort, tekst in gevonden]
    if bladzijde == "werkbank":
        assert "exit code" not in uit[0]
        assert "er is witruimte bijgekomen" in uit[1]
        assert "exit code 1" in uit[1]
        assert "aanvaard, er verdwijnt niets" in uit[2]
        assert "exit code 3" in uit[2]
        assert '"goed": true' in uit[3]
        assert "exit code 1" in uit[4]
        assert "All signed parts are equal." in uit[4]
        assert "white space was added" in (tmp_path / "rapport.html").read_text("utf-8")
        assert "0 geschonden" in uit[5]
        assert (tmp_path / "keuring.html").exists()
        assert (tmp_path / "client.html").exists()
        assert len(uit[-1].splitlines()) == 5
    elif bladzijde == "batch":
        assert uit[0].count("3 van 3 berichten: 3 goedgekeurd") == 3
        assert "3 daarvan eerder" in uit[0]
        assert "1 van 1 berichten: 1 goedgekeurd" in uit[1]
        assert "exit code 1" in uit[1]
        assert "/levering/opleiding/periode/ingang, regel 8: Geen datum; gevonden: 20260931" in uit[1]
    elif bladzijde in ("beginnen", "beginnen.nl"):
        assert "00000099000000004242" in uit[0]
        assert "trusted: Mijn leverancier" in uit[1]
        assert "requestGoedgekeurd>true" in uit[2]
        assert "ondertekening: goed" in uit[3]
    elif bladzijde == "wsdl":
        assert len(uit[0].splitlines()) == 5
        assert re.fullmatch(r"\d{4}O\d{4} Toegepaste Waterkunde BACHELOR\n", uit[1])
    else:
        assert "A01070" in uit[0]
        assert uit[1].count("exit code 1") == 2


@pytest.mark.traag
def test_every_page_of_a_mistake_shows_its_cause_first(omgeving: dict[str, str], tmp_path: Path) -> None:
    for soort, tekst in blokken("fouten/README"):
        draai(soort, tekst, omgeving, tmp_path)
    assert len(FOUTEN) >= 20
    for naam in FOUTEN:
        ((soort, tekst),) = blokken(f"fouten/{naam}")
        uit = draai(soort, tekst, omgeving, tmp_path)
        oorzaak = OORZAAK.search((DOCS / f"fouten/{naam}.md").read_text("utf-8"))
        assert uit.strip(), naam
        if oorzaak is not None:
            assert f"oorzaak {oorzaak[1]}: {oorzaken()[oorzaak[1]].titel('nl')}" in uit, f"{naam}\n{uit}"


def test_the_index_of_mistakes_names_every_page_with_its_cause() -> None:
    index = (DOCS / "fouten/README.md").read_text("utf-8")
    for naam in FOUTEN:
        tekst = (DOCS / f"fouten/{naam}.md").read_text("utf-8")
        oorzaak = OORZAAK.search(tekst)
        rij = f"| [{tekst.splitlines()[0][2:]}]({naam}.md) | {f'`{oorzaak[1]}`' if oorzaak else '–'} |"
        assert rij in index
        assert all(f"**{deel}.**" in tekst for deel in ("What you see", "Why", "How to mend it"))


def test_every_shell_and_python_block_is_marked_so_that_none_escapes() -> None:
    for naam in (*BLADZIJDEN, "fouten/README", *(f"fouten/{naam}" for naam in FOUTEN)):
        tekst = (DOCS / f"{naam}.md").read_text("utf-8")
        assert len(re.findall(r"^```(?:sh|python)", tekst, re.MULTILINE)) == len(blokken(naam))


README = Path(__file__).parents[2] / "README.md"


def test_serving_for_real_as_the_readme_has_it_approves_a_message_of_the_key_that_it_trusts(tmp_path: Path) -> None:
    """Its lines one after the other, in a folder without anything; `make setup` was done to run this test."""
    hoofdstuk = README.read_text("utf-8").split("## Serving for real")[1].split("\n## ")[0]
    regels = [regel.strip() for regel in hoofdstuk.splitlines() if regel.startswith("    ")]
    assert regels[0] == "make setup"
    assert regels[-1] == ".venv/bin/rio-soap serve --host 127.0.0.1 --port 8080"
    poort = vrije_poort()
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    eigen = {k: v for k, v in os.environ.items() if not k.startswith("RIO_")}
    dienst = subprocess.Popen(
        ["bash", "-ec", "\n".join([*regels[1:-1], "exec " + regels[-1].replace("8080", str(poort))])],
        cwd=tmp_path,
        env={**eigen, "HOME": str(tmp_path / "thuis")},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert dienst.stdout is not None
        assert any(f"serving on http://127.0.0.1:{poort}" in regel for regel in dienst.stdout)
        gezet = Settings(data_dir=tmp_path / "thuis" / "rio-dienst")
        assert b"requestGoedgekeurd>true<" in lever(gezet, poort)
    finally:
        dienst.terminate()
        dienst.wait(timeout=20)
    assert sorted(pad.name for pad in tmp_path.iterdir()) == [".venv", "thuis"]


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
@pytest.mark.parametrize("bladzijde", ["beginnen", "beginnen.nl", *FOUTEN])
def test_no_page_leaves_a_private_key_in_a_checkout_that_git_would_take(bladzijde: str, tmp_path: Path) -> None:
    naam = bladzijde if bladzijde in BLADZIJDEN else f"fouten/{bladzijde}"
    sleutels = re.findall(r"-keyout (\S+)", (DOCS / f"{naam}.md").read_text("utf-8"))
    assert sleutels or not bladzijde.startswith("beginnen")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    shutil.copy(README.with_name(".gitignore"), tmp_path)
    for sleutel in sleutels:
        uit = subprocess.run(["git", "check-ignore", "-q", sleutel], cwd=tmp_path, check=False)
        assert uit.returncode == 0, f"{sleutel} is not ignored"


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_the_files_of_the_first_page_are_all_in_a_folder_that_git_ignores(
    omgeving: dict[str, str], tmp_path: Path
) -> None:
    for soort, tekst in blokken("beginnen"):
        draai(soort, tekst, omgeving, tmp_path)
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["eigen", "rio-data"]
    genegeerd = README.with_name(".gitignore").read_text("utf-8").splitlines()
    assert {"/eigen/", "/rio-data/"} <= set(genegeerd)

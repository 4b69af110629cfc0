"""The round through our own contract works as docs/rondgang.md tells it, line by line, on the trial data."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from rio_soap.cli import main
from tests.docs.test_bladzijden import blokken
from tests.service.conftest import Dienst

REFUSED = re.compile(r"  # (\S+)$")
BUITEN = ("sed ", "(cd ", "curl ", "rio-data ", "rio-soap publiceer")
"""Lines that are run as they stand, by a shell: no part of them needs the test, and a fork none of its threads."""


@pytest.fixture
def endpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """In the folder of a reader who has ``make run`` going."""
    dienst = Dienst(tmp_path / "rio-data")
    adres = f"http://127.0.0.1:{dienst.port}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RIO_CLIENT_ENDPOINT", adres)
    monkeypatch.delenv("RIO_TEST_POSTGRESQL", raising=False)
    yield adres
    dienst.stop()


def speel(regel: str) -> str:
    """One line: refused with the code at its end, or approved; what it printed."""
    code = REFUSED.search(regel)
    uit = CliRunner().invoke(main, shlex.split(regel, comments=True)[1:], catch_exceptions=False)
    assert (uit.exit_code == 0) is (code is None), f"{regel}\n{uit.output}"
    assert code is None or code[1] in uit.output, f"{regel}\n{uit.output}"
    return uit.output


def speel_buiten(regel: str) -> str:
    """A line in a shell, with the commands of this environment; what it printed. curl does not tell by which code."""
    if regel.startswith("curl ") and shutil.which("curl") is None:
        pytest.skip("no curl")
    omgeving = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    uit = subprocess.run(["bash", "-c", regel], env=omgeving, capture_output=True, text=True, check=False)
    geweigerd = regel.startswith("curl ") and REFUSED.search(regel)
    assert (uit.returncode != 0) is bool(geweigerd), f"{regel}\n{uit.stdout}\n{uit.stderr}"
    return uit.stdout


def test_the_round_through_our_own_contract_goes_as_its_page_says(endpoint: str) -> None:
    gezegd: dict[str, str] = {}
    for soort, tekst in blokken("rondgang"):
        if soort == "python":
            omgeving = {"ENDPOINT": endpoint}
            exec(compile(tekst, "rondgang.md", "exec"), omgeving)
            continue
        regels = tekst.splitlines()
        eigen = [regel for regel in regels if not regel.startswith(("rio-soap ", *BUITEN))]
        subprocess.run(["bash", "-ec", "\n".join(eigen)], check=True)
        for regel in regels:
            if regel.startswith(BUITEN):
                gezegd[regel] = speel_buiten(regel)
            elif regel.startswith("rio-soap "):
                gezegd[regel.removeprefix("rio-soap ")] = speel(regel)
    treffers = re.findall(r"trefgrond>(\w+)<", gezegd["haal organisaties zoekterm=25BE"])
    assert treffers == ["CODE", "NUMMER"]
    assert "DB-2026" in gezegd["haal aangebodenOpleidingen plaatsnaam=Doesburg straal=10 aanmeldenOp=2026-03-01"]
    assert "GEMEENTE" in gezegd["haal inzagelog organisatorischeEenheidcode=110A133 vanaf=2026-01-01T00:00:00Z"]
    assert "kwaliteitssignaal>" in gezegd["haal kwaliteitssignalen"]
    assert gezegd["rio-soap publiceer"].startswith("published: ")
    assert "Hanzehogeschool" in gezegd["curl -sfL $RIO_CLIENT_ENDPOINT/opendata/v1/actueel/onderwijsaanbieders.csv"]
    assert re.match(r"[12] changes: ", gezegd["rio-data volg sqlite:///eigen/kopie.sqlite --bron $RIO_CLIENT_ENDPOINT"])
    assert "110A133" in gezegd['curl -sf "$RIO_CLIENT_ENDPOINT/api/v1/organisaties?q=hanzehogescool"']


def test_haal_says_how_a_moment_is_written_and_that_what_was_not_sent_is_unusable(endpoint: str) -> None:
    def haal(*woorden: str) -> tuple[int, str]:
        uit = CliRunner().invoke(main, ["haal", "inzagelog", "organisatorischeEenheidcode=110A133", *woorden])
        return uit.exit_code, uit.output

    code, tekst = haal("vanaf=2026-11-30")
    assert code == 2
    assert "such as 2026-02-03T10:00:00.000Z" in tekst
    code, tekst = haal()
    assert code == 2
    assert "vanaf is missing before it" in tekst

"""Commands about the package itself: documentation, completion, and how it is called."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from rio_soap.cli import main
from tests.huis.huis import WORTEL


def test_a_cause_is_explained() -> None:
    gezegd = CliRunner().invoke(main, ["uitleg", "te-lang"])
    assert gezegd.exit_code == 0
    assert "Shorten the value" in gezegd.output


def test_without_a_name_all_pages_and_where_they_are() -> None:
    regels = CliRunner().invoke(main, ["uitleg"]).output.splitlines()
    assert regels[0] == str(WORTEL / "docs")
    assert "rondgang" in regels
    assert CliRunner().invoke(main, ["uitleg", "--pad", "sha1"]).output == f"{WORTEL}/docs/fouten/sha1.md\n"


@pytest.mark.parametrize(("taal", "zegt"), [("nl", "geen oorzaak en geen bladzijde"), ("en", "no cause and no page")])
def test_what_explains_nothing_is_named(taal: str, zegt: str) -> None:
    gezegd = CliRunner().invoke(main, ["--taal", taal, "uitleg", "nix"])
    assert gezegd.exit_code != 0
    assert f"nix: {zegt}" in gezegd.output
    assert "Traceback" not in gezegd.output


@pytest.mark.parametrize(("shell", "woord"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "function")])
def test_a_shell_gets_what_it_reads(shell: str, woord: str) -> None:
    gezegd = CliRunner().invoke(main, ["completion", shell])
    assert gezegd.exit_code == 0, gezegd.output
    assert woord in gezegd.output
    assert "_RIO_SOAP_COMPLETE" in gezegd.output


def test_a_shell_completes_commands_and_options() -> None:
    """As the function that bash reads asks for it."""
    for woorden, nummer, verwacht in (("rio-soap ui", "1", "uitleg"), ("rio-soap proef --een", "2", "--eenmalig")):
        omgeving = {"_RIO_SOAP_COMPLETE": "bash_complete", "COMP_WORDS": woorden, "COMP_CWORD": nummer}
        gezegd = subprocess.run(
            [sys.executable, "-c", "from rio_soap.cli import main; main(prog_name='rio-soap')"],
            env={**os.environ, **omgeving},
            capture_output=True,
            text=True,
            check=False,
        )
        assert f"plain,{verwacht}" in gezegd.stdout, gezegd.stderr


def test_without_a_word_the_commands_are_listed() -> None:
    gezegd = CliRunner().invoke(main, [])
    assert "uitleg" in gezegd.output
    assert "Usage: " in gezegd.output


@pytest.mark.parametrize("module", ["rio_soap", "rio_soap.volger"])
def test_the_programs_are_modules_too(module: str) -> None:
    gezegd = subprocess.run(
        [sys.executable, "-m", module, "--help"], capture_output=True, text=True, check=False, cwd=WORTEL
    )
    assert gezegd.returncode == 0
    assert f"Usage: python -m {module} " in gezegd.stdout

"""One switch of language on every command: ``--taal``, else ``RIO_TAAL``, else the settings file."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from rio_soap.bevinding import catalogus, spraak
from rio_soap.cli import main, taalkeuze
from rio_soap.cli.table import TABLE

DUTCH, ENGLISH = "Maak de database, of breng", "Create the database, or bring"


def run(*woorden: str, **omgeving: str) -> Result:
    return CliRunner().invoke(main, list(woorden), env={"RIO_TAAL": None, **omgeving})


def commands(command: click.Command, *woorden: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command under this one, with its words."""
    context = click.Context(command)
    for naam in command.list_commands(context) if isinstance(command, click.Group) else ():
        onder = command.get_command(context, naam) if isinstance(command, click.Group) else None
        assert onder is not None
        yield (*woorden, naam), onder
        yield from commands(onder, *woorden, naam)


ALL = dict(commands(main))


@pytest.mark.parametrize("woorden", ALL, ids=".".join)
def test_every_command_has_the_switch(woorden: tuple[str, ...]) -> None:
    assert [p.name for p in ALL[woorden].params if "--taal" in p.opts] == ["taal"]


def test_the_switch_stands_anywhere_and_goes_before_the_environment() -> None:
    assert DUTCH in run("init", "--taal", "nl", "--help").output
    assert DUTCH in run("--taal=nl", "init", "--help").output
    assert DUTCH in run("init", "--help", RIO_TAAL="nl").output
    assert ENGLISH in run("init", "--help", "--taal", "en", RIO_TAAL="nl").output
    assert ENGLISH in run("init", "--help").output


def test_the_settings_file_has_it_when_nothing_else_does(tmp_path: Path) -> None:
    bestand = tmp_path / "eigen.toml"
    bestand.write_text('taal = "nl"\n')
    assert DUTCH in run("--config", str(bestand), "init", "--help").output
    assert ENGLISH in run("--config", str(bestand), "init", "--help", RIO_TAAL="en").output
    bestand.write_text("taal = [1]\n")
    assert ENGLISH in run("--config", str(bestand), "init", "--help").output


def test_what_a_command_says_is_in_that_language(tmp_path: Path) -> None:
    assert "database klaar" in run("init", "--taal", "nl", RIO_DATA_DIR=str(tmp_path)).output
    assert "database is up to date" in run("init", "--taal", "en", RIO_DATA_DIR=str(tmp_path)).output


def test_a_language_that_is_not_there_is_refused_with_what_is_allowed(tmp_path: Path) -> None:
    uit = run("init", "--taal", "de")
    assert uit.exit_code == 2
    assert "'nl'" in uit.output
    uit = run("init", RIO_TAAL="de", RIO_DATA_DIR=str(tmp_path))
    assert uit.exit_code == 1
    assert "RIO_TAAL: found 'de', allowed" in uit.output


def test_what_stands_behind_two_dashes_is_no_switch() -> None:
    taalkeuze.luister(["stuur", "--", "--taal", "nl"], {})
    assert spraak.gekozen() == "en"
    taalkeuze.luister(["stuur", "--taal"], {})
    assert spraak.gekozen() == "en"


def test_dutch_helps_leave_the_command_itself_as_it_is() -> None:
    assert DUTCH in run("init", "--taal", "nl", "--help").output
    assert ENGLISH in run("init", "--help").output


def test_the_list_of_commands_is_in_that_language() -> None:
    assert "Maak de database" in run("--taal", "nl", "--help").output
    assert "Create the database" in run("--help").output


def test_every_dutch_help_is_of_a_command_or_a_parameter_that_is_there() -> None:
    bekend = {f"{'.'.join(w)}.{p.name}" for w, c in ALL.items() for p in c.params}
    bekend |= {f"{'.'.join(w)}.hulp" for w in ALL} | {f"algemeen.{p.name}" for c in ALL.values() for p in c.params}
    bekend |= {"rio-soap.hulp", *(f"rio-soap.{p.name}" for p in main.params)}
    assert set(catalogus("nl", taalkeuze.HULP)) - bekend == set()
    assert {w[0] for w in ALL} == set(TABLE)

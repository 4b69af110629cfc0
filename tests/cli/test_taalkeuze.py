"""One switch of language on every command: ``--taal``, else ``RIO_TAAL``, else the settings file."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from rio_soap.bevinding import catalogus, opdrachttaal, spraak
from rio_soap.cli import main
from rio_soap.cli.laden import _laad_map
from rio_soap.cli.table import TABLE
from rio_soap.volger.cli import main as rio_data

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


ALL = {**dict(commands(main)), ("laad", "MAP"): _laad_map}
"""Every command by its words; that which loads a folder is in no list of commands."""
DATA = {("rio-data", *woorden): command for woorden, command in commands(rio_data)}
ALLE_HULPEN = {("rio-soap",): main, ("rio-data",): rio_data, **ALL, **DATA}


HELPS = catalogus("nl", opdrachttaal.HULP)


@pytest.mark.parametrize("woorden", ALLE_HULPEN, ids=".".join)
def test_every_command_and_every_option_with_an_english_help_has_a_dutch_one(woorden: tuple[str, ...]) -> None:
    command, pad = ALLE_HULPEN[woorden], ".".join(woorden)
    assert f"{pad}.hulp" in HELPS
    assert HELPS[f"{pad}.hulp"].strip() != command.help
    for param in command.params:
        if isinstance(param, click.Option) and param.help:
            assert HELPS.get(f"{pad}.{param.name}") or HELPS.get(f"algemeen.{param.name}"), param.name


@pytest.mark.parametrize("woorden", {**ALL, **DATA}, ids=".".join)
def test_the_dutch_help_begins_with_a_sentence_and_names_the_exit_codes_of_the_english(
    woorden: tuple[str, ...],
) -> None:
    dutch, english = HELPS[f"{'.'.join(woorden)}.hulp"].strip(), ALLE_HULPEN[woorden].help or ""
    first = " ".join(dutch.split("\n\n")[0].split())
    assert first.endswith((".", "`.")), first
    assert first[0].isupper(), first
    assert re.findall(r"\b[0-3]\b", dutch) == re.findall(r"\b[0-3]\b", english) or "xit code" not in english
    assert re.findall(r"RIO_\w+|--[a-z-]+|\bdocs/\S+md", dutch) == re.findall(
        r"RIO_\w+|--[a-z-]+|\bdocs/\S+md", english
    )


@pytest.mark.parametrize("woorden", ALL, ids=".".join)
def test_the_whole_help_is_dutch(woorden: tuple[str, ...]) -> None:
    hulp = run(*woorden[:-1], "/tmp" if woorden[-1] == "MAP" else woorden[-1], "--taal", "nl", "--help").output
    assert hulp.startswith("Gebruik: ")
    assert "Toon deze uitleg." in hulp
    for engels in ("OPTIONS", "Show this", "default:", "required]", "Commands:", "FILE", "DIRECTORY", "COMMAND"):
        assert engels not in hulp.replace("proef | MAP [OPTIONS]", ""), engels


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
    opdrachttaal.luister(["stuur", "--", "--taal", "nl"], {})
    assert spraak.gekozen() == "en"
    opdrachttaal.luister(["stuur", "--taal"], {})
    assert spraak.gekozen() == "en"


def test_dutch_helps_leave_the_command_itself_as_it_is() -> None:
    assert DUTCH in run("init", "--taal", "nl", "--help").output
    assert ENGLISH in run("init", "--help").output


def test_the_list_of_commands_is_in_that_language() -> None:
    assert "Maak de database" in run("--taal", "nl", "--help").output
    assert "Create the database" in run("--help").output


def test_every_dutch_help_is_of_a_command_or_a_parameter_that_is_there() -> None:
    bekend = {f"{'.'.join(w)}.{p.name}" for w, c in ALLE_HULPEN.items() for p in c.params}
    bekend |= {f"{'.'.join(w)}.hulp" for w in ALLE_HULPEN} | {"algemeen.help"}
    bekend |= {f"algemeen.{p.name}" for c in ALL.values() for p in c.params}
    assert set(catalogus("nl", opdrachttaal.HULP)) - bekend == set()
    assert {w[0] for w in ALL} == set(TABLE)

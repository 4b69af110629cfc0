"""Commands are imported when they are called, and the list of them says what they say themselves."""

import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from rio_soap.cli import main
from rio_soap.cli.lazy import Lazy, LazyGroup
from rio_soap.cli.table import TABLE

HEAVY = ("lxml", "sqlalchemy", "zeep", "spyne", "cryptography", "waitress", "xmlschema", "alembic")
CPU = 0.35
"""Seconds of processor time for the shortest command; it takes 0.09, and took 1.4 when all commands were imported."""


def run(*words: str, code: int = 0) -> tuple[str, float]:
    """Standard output of a command in a process of its own, and its seconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = "import sys; from rio_soap.cli import main\ntry: main()\nfinally: print('modules', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("words", [("--version",), ("--help",)])
def test_version_and_help_import_none_of_the_large_libraries_and_no_command(words: tuple[str, ...]) -> None:
    imported = set(run(*words)[0].rpartition("modules ")[2].split())
    assert not imported.intersection(HEAVY)
    assert not imported.intersection(lazy.module for lazy in TABLE.values())


def test_version_takes_little_processor_time() -> None:
    """The best of three: the machine may be at work on something else."""
    assert min(run("--version")[1] for _ in range(3)) <= CPU


@pytest.mark.parametrize("name", sorted(TABLE))
def test_the_table_has_the_first_sentence_of_the_help_of_each_command(name: str) -> None:
    """For any width of terminal."""
    context = click.Context(main)
    command, stub = main.get_command(context, name), main.commands[name]
    assert command is not None
    assert (command.name, command.hidden, command.deprecated) == (name, False, False)
    for limit in range(20, 200):
        assert stub.get_short_help_str(limit) == command.get_short_help_str(limit)


def test_the_list_of_commands_is_that_of_a_group_that_has_them_all() -> None:
    context = click.Context(main, info_name="rio-soap")
    whole = click.Group(commands={name: main.get_command(context, name) or main for name in TABLE})
    ours, theirs = click.HelpFormatter(width=100), click.HelpFormatter(width=100)
    main.format_commands(context, ours)
    whole.format_commands(context, theirs)
    assert ours.getvalue() == theirs.getvalue()


def group() -> LazyGroup:
    return LazyGroup(name="rio", table={"init": Lazy("rio_soap.cli.init", "init", "Create the database.")})


def test_a_command_that_is_not_there_is_none_and_a_near_one_is_named() -> None:
    assert group().get_command(click.Context(group()), "nit") is None
    out = CliRunner().invoke(group(), ["nit"])
    assert out.exit_code == 2
    assert "No such command 'nit'" in out.output
    assert "init" in out.output


def test_a_command_is_found_by_its_name_once_and_is_the_same_each_time() -> None:
    context = click.Context(group())
    assert group().get_command(context, "init") is group().get_command(context, "init")


def test_a_message_is_explained_without_a_database_being_imported(tmp_path: Path) -> None:
    """A second of processor time, twice what the command takes without."""
    (tmp_path / "bericht.xml").write_text("<a/>")
    out, _ = run("controleer", "--zonder-register", str(tmp_path / "bericht.xml"), code=1)
    imported = set(out.rpartition("modules ")[2].split())
    assert "lxml.etree" in imported
    assert not imported.intersection(("sqlalchemy", "alembic", "spyne", "zeep"))

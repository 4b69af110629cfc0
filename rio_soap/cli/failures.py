"""What goes wrong in a command, on one line: nobody who runs one has to read a traceback."""

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import click

from rio_soap import geheim
from rio_soap.bevinding.spraak import zin
from rio_soap.cli import exit_codes
from rio_soap.setup import file_errors

VARIABLE = "RIO_TRACEBACK"
"""Set, a traceback is written to the terminal."""


class Told(click.ClickException):
    """What is told on one line, with the exit code that goes with it."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@contextmanager
def on_one_line(ctx: click.Context | None = None) -> Iterator[None]:
    """Turn whatever is raised into a line that says what is wrong.

    :param ctx: of the group whose command is run; None while its command line is read.
    :raises click.ClickException: instead of all but what click ends a command with.
    """
    try:
        yield
    except (click.exceptions.Exit, click.Abort):
        raise
    except click.ClickException as error:
        error.message = geheim.wis(error.message)  # type: ignore[misc]  # its class and exit code stay
        if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
            error.ctx = None  # which word it is, and why, is enough: the usage would hide it
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            raise  # nobody reads what is written: click ends without a word
        code = exit_codes.of_mishap(ctx.invoked_subcommand if ctx is not None else None)
        if isinstance(error, OSError) and error.errno is not None:
            raise Told(geheim.wis(file_errors.explain(error)), code) from error
        if (known := _known(error)) is not None:
            raise Told(known, code) from error
        raise Told(unexpected(error), exit_codes.FAULT) from error


def unexpected(error: Exception) -> str:
    """One line about a fault of our own, and where its traceback is."""
    trace = geheim.wis("".join(traceback.format_exception(error)))
    if os.environ.get(VARIABLE):
        sys.stderr.write(trace)
        where = zin("tegenslag.hierboven")
    else:
        where = _keep(trace)
    what = f"{type(error).__name__}: {geheim.een_regel(error)}"
    return zin("tegenslag.onverwacht", wat=what[:200], waar=where)


def _keep(trace: str) -> str:
    """Write a traceback to a file of this user alone (mode 0600); gives what to say of it."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="rio-soap-", suffix=".txt", encoding="utf-8", delete=False
        ) as file:
            file.write(trace)
    except OSError:
        return zin("tegenslag.nergens", naam=VARIABLE)
    return zin("tegenslag.bewaard", bestand=file.name, naam=VARIABLE)


def _known(error: Exception) -> str | None:
    """One line about what a setting or a database keeps from being done; None for anything else."""
    # imported when something went wrong: not every command needs settings and a database
    from rio_soap.register.database.failures import Unavailable
    from rio_soap.setup import database_errors
    from rio_soap.setup.settings import SettingsError

    if isinstance(error, Unavailable):
        return database_errors.told(error)
    return geheim.een_regel(error) if isinstance(error, SettingsError) else None

"""Kinds of parameters that more than one command has."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.oin import is_oin
from rio_soap.setup import file_errors
from rio_soap.setup.settings import Settings


class _InputFile(click.Path):
    """A file that is there and can be read: of a regular one the first byte is, so that it is known by name which one
    cannot."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # as click has it
        """The path."""
        path = super().convert(value, param, ctx)
        try:
            if path.is_file():
                with path.open("rb") as file:
                    file.read(1)
        except OSError as error:
            self.fail(zin("parameter.onleesbaar", bestand=path, waarom=file_errors.said(error)), param, ctx)
        return path


FILE = _InputFile()
OUTPUT = click.Path(dir_okay=False, path_type=Path)
_NEDERLAND = ZoneInfo("Europe/Amsterdam")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}\Z")


class Unusable(click.ClickException):
    """Input that cannot be used: exit code 2."""

    exit_code = 2


def needs_register(settings: Settings) -> None:
    """Whether there is a register to work on; opening one that the settings do not name would tell less.

    :raises Unusable: when the settings name no database, and the data directory holds none.
    """
    if not settings.has_register:
        raise Unusable(zin("parameter.geen_register"))


def write(text: str, file: Path | None) -> None:
    """A report to a file, or to standard output when there is none."""
    if file is None:
        click.echo(text.rstrip("\n"))
    else:
        file.write_text(text, "utf-8")


def moment(text: str) -> datetime:
    """A date (its begin in the Netherlands) or an ISO 8601 moment with offset, as an aware moment.

    :raises click.BadParameter: for anything else.
    """
    read = _begin_of_day(text) or _read_moment(text)
    if read is None or read.tzinfo is None or not _in_utc(read):
        raise click.BadParameter(zin("parameter.moment", gevonden=repr(text)))
    return read


def _begin_of_day(text: str) -> datetime | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=_NEDERLAND)


def _read_moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _in_utc(read: datetime) -> bool:
    """Whether UTC, in which moments are kept, has it: at either end of the calendar it may not."""
    try:
        read.astimezone(UTC)
    except OverflowError:
        return False
    return True


def oin(text: str) -> str:
    """An OIN.

    :raises click.BadParameter: for anything else.
    """
    if not is_oin(text):
        raise click.BadParameter(zin("parameter.oin", gevonden=repr(text)))
    return text


def fingerprint(text: str) -> str:
    """SHA-256 of a certificate, with or without colons, as 64 lower case hexadecimal digits.

    :raises click.BadParameter: for anything else.
    """
    digits = text.replace(":", "").lower()
    if not _FINGERPRINT.match(digits):
        raise click.BadParameter(zin("parameter.afdruk", gevonden=repr(text)))
    return digits


def link(text: str) -> tuple[int, bytes]:
    """A link of the chain that was noted, as ``NUMBER:HASH``: its number and its hash (32 bytes).

    :raises click.BadParameter: for anything else.
    """
    found = re.fullmatch(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", text)
    if found is None:
        raise click.BadParameter(zin("parameter.schakel", gevonden=repr(text)))
    return int(found[1]), bytes.fromhex(found[2])

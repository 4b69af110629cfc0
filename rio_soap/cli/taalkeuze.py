"""The switch of language on every command: ``--taal nl|en``, else ``RIO_TAAL``, else ``taal`` in the settings file.

The help of a command stands in English in its docstring and its options, in Dutch in the part ``hulp`` of the
catalogue, by the words of the command: ``[partij.toevoegen]`` holds ``hulp`` and, by the name of each parameter, its
help.
"""

import inspect
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import TypeVar, cast

import click

from rio_soap.bevinding import spraak
from rio_soap.bevinding.catalogus import TALEN, Taal, catalogus

VARIABLE = "RIO_TAAL"
HULP = "hulp"
"""The part of the catalogue that holds the help of commands; it is there in Dutch only."""
_MEANING = "Language of what this command says."
_Command = TypeVar("_Command", bound=Callable[..., object])


def luister(args: Sequence[str], environ: Mapping[str, str] = os.environ) -> None:
    """Choose the language that a command line asks for, before it is read: errors in it are told in that language.

    What is no language is left for who reads the option or the setting, and refuses it.

    :param args: the words of the command line.
    """
    gevraagd = _van_regel(args) or environ.get(VARIABLE) or _van_bestand(args)
    spraak.kies(cast("Taal", gevraagd) if gevraagd is not None and spraak.is_taal(gevraagd) else None)


def _van_regel(args: Sequence[str]) -> str | None:
    woorden = list(args[: args.index("--")] if "--" in args else args)
    return _waarde(woorden, "--taal")


def _waarde(woorden: Sequence[str], optie: str) -> str | None:
    """The last value that an option is given."""
    gevonden = None
    for woord, volgend in zip(woorden, [*woorden[1:], None], strict=True):
        if woord == optie:
            gevonden = volgend
        elif woord.startswith(f"{optie}="):
            gevonden = woord.partition("=")[2]
    return gevonden


def _van_bestand(args: Sequence[str]) -> str | None:
    """`taal` of the settings file; one that cannot be read is told of by who reads the settings."""
    try:
        with Path(_waarde(args, "--config") or "rio-soap.toml").open("rb") as bestand:
            waarde = tomllib.load(bestand).get("taal")
    except (OSError, ValueError):
        return None
    return waarde if isinstance(waarde, str) else None


def _optie(**settings: object) -> click.Option:
    return click.Option(["--taal"], type=click.Choice(TALEN), help=_MEANING, **settings)  # type: ignore[arg-type]


def met_taal(command: _Command) -> _Command:
    """Give a command that writes a report the option ``--taal``, as its argument `taal`: Dutch when none is chosen."""
    optie = click.option(
        "--taal",
        type=click.Choice(TALEN),
        default=lambda: spraak.gekozen("nl"),
        show_default="nl",
        help="Language of the report.",
    )
    return optie(command)


def vertaal(command: click.Command, *woorden: str) -> click.Command:
    """The command with the switch on it and on those under it; with Dutch helps, when that is the language.

    :param woorden: the words of the command behind ``rio-soap``.
    """
    _zet_schakelaar(command)
    return _in_het_nederlands(command, woorden) if spraak.gekozen() == "nl" else command


def korte_hulp(naam: str, engels: str) -> str:
    """Help of a command for the list of commands, before it is imported."""
    return catalogus("nl", HULP).get(f"{naam}.hulp", engels) if spraak.gekozen() == "nl" else engels


def _zet_schakelaar(command: click.Command) -> None:
    if not any("--taal" in param.opts for param in command.params):
        command.params.append(_optie(expose_value=False))
    if isinstance(command, click.Group):
        for onder in command.commands.values():
            _zet_schakelaar(onder)


def _in_het_nederlands(command: click.Command, woorden: tuple[str, ...]) -> click.Command:
    """A copy in which Dutch helps stand in place of the English ones, also of the commands under it."""
    hulpen, pad = catalogus("nl", HULP), ".".join(woorden)
    vertaald = copy(command)
    vertaald.help = inspect.cleandoc(hulpen[f"{pad}.hulp"]) if f"{pad}.hulp" in hulpen else command.help
    vertaald.params = [_met_hulp(param, pad, hulpen) for param in command.params]
    if isinstance(vertaald, click.Group):
        vertaald.commands = {n: _in_het_nederlands(c, (*woorden, n)) for n, c in vertaald.commands.items()}
    return vertaald


def _met_hulp(param: click.Parameter, pad: str, hulpen: Mapping[str, str]) -> click.Parameter:
    hulp = hulpen.get(f"{pad}.{param.name}", hulpen.get(f"algemeen.{param.name}"))
    if hulp is None or not isinstance(param, click.Option):
        return param
    vertaald = copy(param)
    vertaald.help = hulp
    return vertaald

"""The switch of language on commands made with click: ``--taal nl|en``, else ``RIO_TAAL``, else a settings file.

The help of a command stands in English in its docstring and its options, in Dutch in the part ``hulp`` of the
catalogue, by the words of the command: ``[partij.toevoegen]`` holds ``hulp`` and, by the name of each parameter, its
help. What click itself says comes by gettext (`spraak`).
"""

import inspect
import os
import tomllib
from collections.abc import Mapping, Sequence
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
_ONDER = "COMMAND [ARGS]..."
"""What click writes behind a group that says nothing itself."""
_BESTAND, _MAP, _PAD = "opdracht.bestand", "opdracht.map", "opdracht.pad"
_AnyCommand = TypeVar("_AnyCommand", bound=click.Command)


def luister(args: Sequence[str], environ: Mapping[str, str] = os.environ, settings: Path | None = None) -> None:
    """Choose the language that a command line asks for, before it is read: errors in it are told in that language.

    What is no language is left for who reads the option or the setting, and refuses it.

    :param args: the words of the command line.
    :param settings: the settings file that counts when the line names none; None where there are no settings.
    """
    gevraagd = _van_regel(args) or environ.get(VARIABLE) or (_van_bestand(args, settings) if settings else None)
    spraak.kies(cast("Taal", gevraagd) if gevraagd is not None and spraak.is_taal(gevraagd) else None)


def _van_regel(args: Sequence[str]) -> str | None:
    woorden = list(args[: args.index("--")] if "--" in args else args)
    return _waarde(woorden, "--taal")


def _waarde(woorden: Sequence[str], optie: str) -> str | None:
    """The last value that an option is given."""
    gevonden = None
    for woord, volgend in zip(woorden, [*woorden[1:], None], strict=False):  # of no words, there is no next one
        if woord == optie:
            gevonden = volgend
        elif woord.startswith(f"{optie}="):
            gevonden = woord.partition("=")[2]
    return gevonden


def _van_bestand(args: Sequence[str], settings: Path) -> str | None:
    """`taal` of the settings file; one that cannot be read is told of by who reads the settings."""
    try:
        with Path(_waarde(args, "--config") or settings).open("rb") as bestand:
            waarde = tomllib.load(bestand).get("taal")
    except (OSError, ValueError):
        return None
    return waarde if isinstance(waarde, str) else None


def vertaal(command: click.Command, *woorden: str) -> click.Command:
    """The command with the switch on it and on those under it; with Dutch helps, when that is the language.

    :param woorden: the words of the command under which the catalogue has its help.
    """
    _zet_schakelaar(command)
    return _in_het_nederlands(command, woorden) if spraak.gekozen() == "nl" else command


def vertaal_zelf(command: _AnyCommand, *woorden: str) -> _AnyCommand:
    """The command as `vertaal` gives it, those under it left as they are: for a group that gives those itself."""
    return _zelf_in_het_nederlands(command, woorden) if spraak.gekozen() == "nl" else command


def korte_hulp(naam: str, engels: str) -> str:
    """Help of a command for the list of commands, before it is imported."""
    return catalogus("nl", HULP).get(f"{naam}.hulp", engels) if spraak.gekozen() == "nl" else engels


def _zet_schakelaar(command: click.Command) -> None:
    if not any("--taal" in param.opts for param in command.params):
        optie = click.Option(["--taal"], type=click.Choice(TALEN), help=_MEANING, expose_value=False)
        command.params.append(optie)
    if isinstance(command, click.Group):
        for onder in command.commands.values():
            _zet_schakelaar(onder)


def _in_het_nederlands(command: _AnyCommand, woorden: tuple[str, ...]) -> _AnyCommand:
    """A copy in which Dutch helps stand in place of the English ones, also of the commands under it."""
    vertaald = _zelf_in_het_nederlands(command, woorden)
    if isinstance(vertaald, click.Group):
        vertaald.commands = {n: _in_het_nederlands(c, (*woorden, n)) for n, c in vertaald.commands.items()}
    return vertaald


def _zelf_in_het_nederlands(command: _AnyCommand, woorden: tuple[str, ...]) -> _AnyCommand:
    hulpen, pad = catalogus("nl", HULP), ".".join(woorden)
    vertaald = copy(command)
    vertaald.help = inspect.cleandoc(hulpen[f"{pad}.hulp"]) if f"{pad}.hulp" in hulpen else command.help
    vertaald.params = [_met_hulp(param, pad, hulpen) for param in command.params]
    # click keeps the option --help that it makes of a command, in the language of that moment
    help_ = _hulpoptie(hulpen["algemeen.help"])
    vertaald.get_help_option = lambda ctx: help_  # type: ignore[method-assign]
    vertaald.options_metavar = spraak.zin("opdracht.opties")
    if isinstance(vertaald, click.Group) and vertaald.subcommand_metavar == _ONDER:
        vertaald.subcommand_metavar = spraak.zin("opdracht.opdracht")
    return vertaald


def _hulpoptie(tekst: str) -> click.Option:
    drager = click.Command(None)
    click.help_option("-h", "--help", help=tekst)(drager)
    (optie,) = drager.params
    return cast("click.Option", optie)


def _met_hulp(param: click.Parameter, pad: str, hulpen: Mapping[str, str]) -> click.Parameter:
    vertaald = copy(param)
    if isinstance(vertaald, click.Option):
        vertaald.help = hulpen.get(f"{pad}.{param.name}", hulpen.get(f"algemeen.{param.name}", vertaald.help))
    if isinstance(param.type, click.Path):  # its name is put in words when it is made
        vertaald.type = copy(param.type)
        soort = _BESTAND if not param.type.dir_okay else _MAP if not param.type.file_okay else _PAD
        vertaald.type.name = spraak.zin(soort)
    return vertaald

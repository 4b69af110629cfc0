"""The switch of language on every command of ``rio-soap``: how a command line is listened to, and what writes a report.

How the switch works, and where Dutch helps stand, tells `rio_soap.bevinding.opdrachttaal`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from rio_soap.bevinding import opdrachttaal, spraak
from rio_soap.bevinding.catalogus import TALEN

_Command = TypeVar("_Command", bound=Callable[..., object])


def luister(args: Sequence[str]) -> None:
    """Choose the language that a command line asks for, else the environment, else the settings file."""
    opdrachttaal.luister(args, settings=Path("rio-soap.toml"))


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

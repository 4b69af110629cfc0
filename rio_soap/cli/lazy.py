"""A group of commands that are imported when they are called: the rooms below take a second of processor time."""

import gc
from importlib import import_module
from typing import NamedTuple

import click

from rio_soap.bevinding.aanroep import installeer
from rio_soap.bevinding.opdrachttaal import korte_hulp, vertaal
from rio_soap.bevinding.spraak import zin


class Lazy(NamedTuple):
    """Where a command stands.

    :param module: its module.
    :param attribute: its name there.
    :param help: first sentence of its help, for the list of commands.
    """

    module: str
    attribute: str
    help: str


class LazyGroup(click.Group):
    """A group of which the commands stand in a table.

    Its `commands` know no more than the name and the first sentence; `get_command` gives the command itself.
    """

    def __init__(self, *, table: dict[str, Lazy], **settings: object) -> None:
        stubs = {name: click.Command(name, help=lazy.help) for name, lazy in table.items()}
        super().__init__(commands=stubs, **settings)  # type: ignore[arg-type]  # what click's decorator gathered
        self.table = table

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None when there is none."""
        lazy = self.table.get(cmd_name)
        if lazy is None:
            return None
        gc.disable()  # importing makes what stays: to look through it for garbage takes an eighth of the time
        try:
            command: click.Command = getattr(import_module(lazy.module), lazy.attribute)
        except ModuleNotFoundError as error:  # the follower (rio-data) is installed without what the server needs
            if (error.name or "rio_soap").partition(".")[0] == "rio_soap":
                raise
            raise click.ClickException(
                zin("opdracht.niet_geinstalleerd", module=error.name, opdracht=installeer("server"))
            ) from error
        finally:
            gc.enable()
        return vertaal(command, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, out of the table."""
        stubs: dict[str, click.Command] = {
            name: click.Command(name, help=korte_hulp(name, lazy.help)) for name, lazy in self.table.items()
        }
        click.Group(commands=stubs).format_commands(ctx, formatter)

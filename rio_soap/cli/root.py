"""The command ``rio-soap``."""

import logging
import os
from pathlib import Path

import click

from rio_soap import geheim
from rio_soap.bevinding import opdrachttaal
from rio_soap.bevinding.catalogus import TALEN
from rio_soap.cli import failures, taalkeuze
from rio_soap.cli.lazy import LazyGroup
from rio_soap.cli.table import TABLE
from rio_soap.setup import log_format


class Root(LazyGroup):
    """Says whatever goes wrong on one line (`failures`)."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Read the command line, in its language from the first word on."""
        taalkeuze.luister(args)
        with failures.on_one_line():
            return super(Root, opdrachttaal.vertaal_zelf(self, "rio-soap")).make_context(
                info_name, args, parent, **extra
            )

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with failures.on_one_line(ctx):
            return super().invoke(ctx)


@click.group(cls=Root, table=TABLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rio-soap")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file [default: rio-soap.toml, if present].")
@click.option("--taal", type=click.Choice(TALEN), expose_value=False, help="Language of all that is said.")
@click.option("-v", "--verbose", is_flag=True, help="Log every refused message.")
@click.pass_context
def main(ctx: click.Context, config: Path | None, verbose: bool) -> None:
    """RIO (Registratie Instellingen en Opleidingen) V4 on your own machine.

    Settings come from RIO_* environment variables, else from rio-soap.toml (see docs/bediening.md).
    """
    log_format.configure(logging.INFO if verbose else logging.WARNING)
    geheim.onthoud_omgeving(os.environ.items())
    geheim.bewaak_tracebacks()
    ctx.obj = config

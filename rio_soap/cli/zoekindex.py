"""The command ``rio-soap zoekindex``: makes anew what search finds by."""

from collections.abc import Callable

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.console import voortgang
from rio_soap.register.database.session import Session
from rio_soap.register.zoeken.aanbodherbouw import herbouw_aanbod
from rio_soap.register.zoeken.herbouw import herbouw
from rio_soap.register.zoeken.zoeksectoren import herbouw_sectoren
from rio_soap.setup import register_use
from rio_soap.setup.settings import read_settings


@click.command()
@click.pass_context
def zoekindex(ctx: click.Context) -> None:
    """Make anew what search holds of the register.

    Deliveries and loads keep it by themselves, and rio-soap init makes it of what is there; this is for a register in
    which something else wrote. Who searches meanwhile finds a part; best while nothing is delivered.
    """
    with register_use.open_register(read_settings(file=ctx.obj)) as register:
        with voortgang("zoekindex") as balk:

            def schrijf(taak: Callable[[Session], int]) -> int:
                aantal = register.schrijf(taak)
                balk.stap(aantal)
                return aantal

            aantal = herbouw(schrijf)
            herbouw_aanbod(schrijf)
            herbouw_sectoren(schrijf)
        click.echo(zin("zoekindex.klaar", aantal=aantal))

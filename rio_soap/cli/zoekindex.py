"""The command ``rio-soap zoekindex``: makes anew what search finds by."""

import click

from rio_soap.bevinding.spraak import zin
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
        aantal = herbouw(register.schrijf)
        herbouw_aanbod(register.schrijf)
        herbouw_sectoren(register.schrijf)
        click.echo(zin("zoekindex.klaar", aantal=aantal))

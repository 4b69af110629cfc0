"""The commands ``rio-soap signaal``: what operators should look at and no sender is told."""

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.register.toezicht import signalen
from rio_soap.setup import register_use, rules
from rio_soap.setup.settings import read_settings


@click.group()
def signaal() -> None:
    """Signals, such as an address with more than one verblijfsobject (MTM001)."""


@signaal.command("lijst")
@click.pass_context
def signaal_lijst(ctx: click.Context) -> None:
    """Open signals, oldest first: number, moment, code, object, text."""
    with register_use.open_register(read_settings(file=ctx.obj)) as register, register.lees() as session:
        for rij in signalen.open_signalen(session):
            click.echo(f"{rij.id}  {rij.moment.isoformat()}  {rij.soort}  {rij.object} {rij.sleutel}  {rij.tekst}")


@signaal.command("oplossen")
@click.argument("nummer", type=int)
@click.pass_context
def signaal_oplossen(ctx: click.Context, nummer: int) -> None:
    """Note that a signal has been dealt with."""
    settings = read_settings(file=ctx.obj)
    moment = rules.make_clock(settings).nu()
    with register_use.open_register(settings) as register:
        if not register.schrijf(lambda session: signalen.los_signaal_op(session, nummer, moment)):
            raise click.ClickException(zin("signaal.geen", nummer=nummer))
    click.echo(zin("signaal.afgehandeld", nummer=nummer))

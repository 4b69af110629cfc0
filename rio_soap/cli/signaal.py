"""The commands ``rio-soap signaal``: what operators should look at and no sender is told."""

import click

from rio_soap.cli import dienst, gebruik
from rio_soap.cli.instellingen import lees_instellingen
from rio_soap.register import signalen


@click.group()
def signaal() -> None:
    """Signals, such as an address with more than one verblijfsobject (MTM001)."""


@signaal.command("lijst")
@click.pass_context
def signaal_lijst(ctx: click.Context) -> None:
    """Open signals, oldest first: number, moment, code, object, text."""
    with gebruik.open_register(lees_instellingen(bestand=ctx.obj)) as register, register.lees() as sessie:
        for rij in signalen.open_signalen(sessie):
            click.echo(f"{rij.id}  {rij.moment.isoformat()}  {rij.soort}  {rij.object} {rij.sleutel}  {rij.tekst}")


@signaal.command("oplossen")
@click.argument("nummer", type=int)
@click.pass_context
def signaal_oplossen(ctx: click.Context, nummer: int) -> None:
    """Note that a signal has been dealt with."""
    instellingen = lees_instellingen(bestand=ctx.obj)
    moment = dienst.maak_klok(instellingen).nu()
    with gebruik.open_register(instellingen) as register:
        if not register.schrijf(lambda sessie: signalen.los_signaal_op(sessie, nummer, moment)):
            raise click.ClickException(f"no open signal {nummer}")
    click.echo(f"dealt with: {nummer}")

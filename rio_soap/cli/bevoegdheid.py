"""The commands ``rio-soap bevoegdheid``; each takes effect on the next message of every running service."""

import getpass
from datetime import datetime

import click

from rio_soap.cli.parameters import Unusable, moment, oin
from rio_soap.register.bevoegdheid import toekenningen
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, Toekenningsfout
from rio_soap.setup import register_use, rules
from rio_soap.setup.settings import read_settings

_OIN = click.option("--oin", "afzender", type=oin, required=True, metavar="OIN", help="The sender, as in wsa:From.")
_ROL = click.option("--rol", required=True, metavar="ROL", help="DUO, ERKENNER, INSPECTIE, BRON, INSTELLING, …")
_BEREIK = click.option(
    "--bereik", default="", metavar="CODE", help="For what: the code of a bestuur, erkenner or samenwerking."
)


@click.group()
def bevoegdheid() -> None:
    """Roles: what a sender may do beside what follows from its OIN."""


@bevoegdheid.command("toekennen")
@_OIN
@_ROL
@_BEREIK
@click.option("--vanaf", type=moment, metavar="MOMENT", help="First moment [default: now].")
@click.option("--tot", type=moment, metavar="MOMENT", help="Moment at which it ends [default: when it is withdrawn].")
@click.option("--door", metavar="NAAM", help="Who gives it [default: the user of this machine].")
@click.pass_context
def bevoegdheid_toekennen(
    ctx: click.Context,
    afzender: str,
    rol: str,
    bereik: str,
    vanaf: datetime | None,
    tot: datetime | None,
    door: str | None,
) -> None:
    """Give a sender a role, for as long as is said."""
    settings = read_settings(file=ctx.obj)
    nu = rules.make_clock(settings).nu()
    nieuw = Toekenning(afzender, rol, bereik, vanaf or nu, tot, door or getpass.getuser())
    with register_use.open_register(settings) as register:
        try:
            bekend = register.schrijf(lambda session: toekenningen.ken_toe(session, nieuw, nu))
        except Toekenningsfout as fout:
            raise Unusable(str(fout)) from fout
    click.echo(f"given: {nieuw}")
    if not bekend:
        click.echo(f"note: the register holds no {bereik} yet", err=True)


@bevoegdheid.command("intrekken")
@_OIN
@_ROL
@_BEREIK
@click.pass_context
def bevoegdheid_intrekken(ctx: click.Context, afzender: str, rol: str, bereik: str) -> None:
    """Take a role from a sender, at once; what follows from its OIN stays."""
    settings = read_settings(file=ctx.obj)
    nu = rules.make_clock(settings).nu()
    with register_use.open_register(settings) as register:
        try:
            aantal = register.schrijf(lambda session: toekenningen.trek_in(session, afzender, rol, bereik, nu))
        except Toekenningsfout as fout:
            raise Unusable(str(fout)) from fout
    if not aantal:
        raise click.ClickException(f"{afzender} was not given {' '.join(filter(None, (rol, bereik)))}")
    click.echo(f"withdrawn: {afzender}  {rol}  {bereik or '-'}")


@bevoegdheid.command("lijst")
@click.option("--alle", is_flag=True, help="Those that ended too.")
@click.pass_context
def bevoegdheid_lijst(ctx: click.Context, alle: bool) -> None:
    """All roles that were given and are in force or to come: OIN, role, bereik, from when, until when, by whom."""
    settings = read_settings(file=ctx.obj)
    nu = rules.make_clock(settings).nu()
    with register_use.open_register(settings) as register, register.lees() as session:
        for rij in toekenningen.alle_toekenningen(session):
            if alle or rij.tot is None or rij.tot > nu:
                click.echo(str(rij))

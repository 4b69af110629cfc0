"""The commands ``rio-soap bevoegdheid``; each takes effect on the next message of every running service."""

import getpass
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import Unusable, moment, oin
from rio_soap.edukoppeling.oin import is_oin
from rio_soap.register.bevoegdheid import toekenningen
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, Toekenningsfout, is_persoon
from rio_soap.setup import register_use, rules
from rio_soap.setup.settings import read_settings

_WIE = (
    click.option("--oin", "afzender", type=oin, metavar="OIN", help="The sender, as in wsa:From."),
    click.option("--gebruiker", metavar="E-MAIL", help="The person, entered with 'rio-soap gebruiker'."),
)
_ROL = click.option("--rol", required=True, metavar="ROL", help="DUO, ERKENNER, INSPECTIE, BRON, INSTELLING, …")
_BEREIK = click.option(
    "--bereik", default="", metavar="CODE", help="For what: the code of a bestuur, erkenner or samenwerking."
)
_DOOR = click.option(
    "--door",
    metavar="WIE",
    help="An OIN or e-mail address: who must hold a head role for it. Any other text is noted, as who asked the "
    "operator [default: the user of this machine].",
)
_Command = TypeVar("_Command", bound=Callable[..., object])


def _wie(command: _Command) -> _Command:
    """Give a command the options that name whose a role is."""
    for option in reversed(_WIE):
        command = option(command)
    return command


def _houder(afzender: str | None, gebruiker: str | None) -> str:
    """Who is named.

    :raises Unusable: when it is nobody, or two.
    """
    if (afzender is None) == (gebruiker is None):
        raise Unusable(zin("bevoegdheid.wie"))
    return afzender or (gebruiker or "").lower()


def _gever(door: str | None) -> str | None:
    """Who gives a role by a role of its own; None for the operator of the machine."""
    return door if door is not None and (is_persoon(door) or is_oin(door)) else None


@click.group()
def bevoegdheid() -> None:
    """Roles: what a sender or a person may do beside what follows from an OIN."""


@bevoegdheid.command("toekennen")
@_wie
@_ROL
@_BEREIK
@click.option("--vanaf", type=moment, metavar="MOMENT", help="First moment [default: now].")
@click.option("--tot", type=moment, metavar="MOMENT", help="Moment at which it ends [default: when it is withdrawn].")
@_DOOR
@click.pass_context
def bevoegdheid_toekennen(
    ctx: click.Context,
    afzender: str | None,
    gebruiker: str | None,
    rol: str,
    bereik: str,
    vanaf: datetime | None,
    tot: datetime | None,
    door: str | None,
) -> None:
    """Give a sender or a person a role, for as long as is said."""
    settings = read_settings(file=ctx.obj)
    nu = rules.make_clock(settings).nu()
    houder = _houder(afzender, gebruiker)
    nieuw = Toekenning(houder, rol, bereik, vanaf or nu, tot, door or getpass.getuser())
    with register_use.open_register(settings) as register:
        try:
            bekend = register.schrijf(lambda session: toekenningen.ken_toe(session, nieuw, nu, _gever(door)))
        except Toekenningsfout as fout:
            raise Unusable(str(fout)) from fout
    click.echo(zin("bevoegdheid.gegeven", wat=nieuw))
    if not bekend:
        click.echo(zin("bevoegdheid.onbekend", bereik=bereik), err=True)


@bevoegdheid.command("intrekken")
@_wie
@_ROL
@_BEREIK
@_DOOR
@click.pass_context
def bevoegdheid_intrekken(
    ctx: click.Context, afzender: str | None, gebruiker: str | None, rol: str, bereik: str, door: str | None
) -> None:
    """Take a role, at once; what follows from an OIN stays."""
    settings = read_settings(file=ctx.obj)
    nu = rules.make_clock(settings).nu()
    houder = _houder(afzender, gebruiker)
    with register_use.open_register(settings) as register:
        try:
            aantal = register.schrijf(
                lambda session: toekenningen.trek_in(session, houder, rol, bereik, nu, _gever(door))
            )
        except Toekenningsfout as fout:
            raise Unusable(str(fout)) from fout
    if not aantal:
        raise click.ClickException(zin("bevoegdheid.niet", wie=houder, wat=" ".join(filter(None, (rol, bereik)))))
    click.echo(zin("bevoegdheid.ingetrokken", wie=houder, rol=rol, bereik=bereik or "-"))


@bevoegdheid.command("lijst")
@_wie
@click.option("--alle", is_flag=True, help="Those that ended too.")
@click.pass_context
def bevoegdheid_lijst(ctx: click.Context, afzender: str | None, gebruiker: str | None, alle: bool) -> None:
    """Roles that were given and are in force or to come: whose, role, bereik, from when, until when, by whom."""
    van = {afzender, gebruiker.lower() if gebruiker else None} - {None}
    settings = read_settings(file=ctx.obj)
    nu = rules.make_clock(settings).nu()
    with register_use.open_register(settings) as register, register.lees() as session:
        for rij in toekenningen.alle_toekenningen(session):
            if (alle or rij.tot is None or rij.tot > nu) and (not van or rij.houder in van):
                click.echo(str(rij))

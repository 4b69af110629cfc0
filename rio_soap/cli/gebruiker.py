"""The commands ``rio-soap gebruiker``: the people who act by themselves, and how they log in.

Their roles are given by ``bevoegdheid``.
"""

from collections.abc import Callable
from datetime import datetime

import click

from rio_soap.bevinding import spraak
from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import Unusable, moment
from rio_soap.register.bevoegdheid import gebruikers, sessies, tweede_stap, uitnodigingen
from rio_soap.register.bevoegdheid.gebruikers import Gebruiker, Gebruikersfout
from rio_soap.register.database.session import Session
from rio_soap.setup import register_use, rules
from rio_soap.setup.settings import read_settings

_EMAIL = click.option("--email", required=True, metavar="E-MAIL", help="Names the person.")


@click.group()
def gebruiker() -> None:
    """People: who acts on screens, and for how long."""


def _nu(ctx: click.Context) -> datetime:
    return rules.make_clock(read_settings(file=ctx.obj)).nu()


def _schrijf(ctx: click.Context, taak: Callable[[Session], Gebruiker]) -> Gebruiker:
    """Change the people of the register.

    :raises Unusable: for what cannot be.
    """
    with register_use.open_register(read_settings(file=ctx.obj)) as register:
        try:
            return register.schrijf(taak)
        except Gebruikersfout as fout:
            raise Unusable(str(fout)) from fout


@gebruiker.command("toevoegen")
@_EMAIL
@click.option("--naam", required=True, metavar="NAAM", help="As it is shown.")
@click.option("--vanaf", type=moment, metavar="MOMENT", help="First moment [default: now].")
@click.option("--tot", type=moment, metavar="MOMENT", help="Moment at which it ends [default: when it is ended].")
@click.pass_context
def gebruiker_toevoegen(
    ctx: click.Context, email: str, naam: str, vanaf: datetime | None, tot: datetime | None
) -> None:
    """Enter a person, without any role."""
    begin = vanaf or _nu(ctx)
    nieuw = _schrijf(ctx, lambda session: gebruikers.voeg_gebruiker_toe(session, naam, email, begin, tot))
    click.echo(zin("gebruiker.ingevoerd", wie=nieuw))


@gebruiker.command("wijzigen")
@_EMAIL
@click.option("--naam", metavar="NAAM", help="Another name.")
@click.option("--nieuw-email", metavar="E-MAIL", help="Another e-mail address.")
@click.pass_context
def gebruiker_wijzigen(ctx: click.Context, email: str, naam: str | None, nieuw_email: str | None) -> None:
    """Give a person another name or e-mail address; the roles stay."""
    if naam is None and nieuw_email is None:
        raise Unusable(zin("gebruiker.niets"))
    nieuw = _schrijf(
        ctx, lambda session: gebruikers.wijzig_gebruiker(session, email, naam=naam, nieuw_email=nieuw_email)
    )
    click.echo(zin("gebruiker.gewijzigd", wie=nieuw))


@gebruiker.command("beeindigen")
@_EMAIL
@click.option("--op", type=moment, metavar="MOMENT", help="From when [default: now].")
@click.pass_context
def gebruiker_beeindigen(ctx: click.Context, email: str, op: datetime | None) -> None:
    """End a person, and with it every role of that person; what was given and read stays known."""
    einde = op or _nu(ctx)
    wie = _schrijf(ctx, lambda session: gebruikers.beeindig_gebruiker(session, email, einde))
    click.echo(zin("gebruiker.beeindigd", wie=wie))


_WIE = click.argument("email", metavar="E-MAIL")


def _voor(session: Session, email: str) -> Gebruiker:
    wie = gebruikers.met_email(session, email)
    if wie is None:
        raise Gebruikersfout(zin("gebruiker.niemand", email=email))
    return wie


@gebruiker.command("nodig-uit")
@_WIE
@click.pass_context
def gebruiker_nodig_uit(ctx: click.Context, email: str) -> None:
    """Print a link by which a person chooses a password, once, within seven days; an earlier one is void.

    Its address begins with RIO_OPENDATA_ADRES. Also for who forgot the password.
    """
    nu, geheimen = _nu(ctx), list[str]()

    def taak(session: Session) -> Gebruiker:
        wie = _voor(session, email)
        geheimen[:] = [uitnodigingen.nodig_uit(session, wie.id, nu)]
        return wie

    wie = _schrijf(ctx, taak)
    adres = read_settings(file=ctx.obj).opendata_adres.rstrip("/")
    click.echo(zin("gebruiker.uitgenodigd", wie=wie))
    click.echo(f"{adres}/{spraak.gekozen('nl')}/uitnodiging/{geheimen[0]}")


@gebruiker.command("sessies-beeindigen")
@_WIE
@click.pass_context
def gebruiker_sessies_beeindigen(ctx: click.Context, email: str) -> None:
    """Log a person out everywhere."""
    nu = _nu(ctx)

    def taak(session: Session) -> Gebruiker:
        wie = _voor(session, email)
        sessies.beeindig_sessies(session, wie.id, nu)
        return wie

    click.echo(zin("gebruiker.afgemeld", wie=_schrijf(ctx, taak)))


@gebruiker.command("tweede-stap-af")
@_WIE
@click.pass_context
def gebruiker_tweede_stap_af(ctx: click.Context, email: str) -> None:
    """Ask a person no code any more when logging in: who lost a phone."""

    def taak(session: Session) -> Gebruiker:
        wie = _voor(session, email)
        if not tweede_stap.zet_tweede_stap_af(session, wie.id):
            raise Gebruikersfout(zin("gebruiker.geen_stap", email=wie.email))
        return wie

    click.echo(zin("gebruiker.zonder_stap", wie=_schrijf(ctx, taak)))


@gebruiker.command("lijst")
@click.option("--alle", is_flag=True, help="Those that ended too.")
@click.pass_context
def gebruiker_lijst(ctx: click.Context, alle: bool) -> None:
    """All people that are there or are to come: e-mail, name, from when, until when."""
    nu = _nu(ctx)
    with register_use.open_register(read_settings(file=ctx.obj)) as register, register.lees() as session:
        for rij in gebruikers.alle_gebruikers(session):
            if alle or rij.tot is None or rij.tot > nu:
                click.echo(str(rij))

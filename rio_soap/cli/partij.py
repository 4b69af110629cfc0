"""The commands ``rio-soap partij``; each takes effect on the next message of every running service."""

from datetime import datetime
from pathlib import Path

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import FILE, fingerprint, moment, oin
from rio_soap.register.vertrouwen import partijen
from rio_soap.setup import keys, register_use
from rio_soap.setup.settings import read_settings


@click.group()
def partij() -> None:
    """Parties: certificates that are trusted, and for whom they may sign."""


@partij.command("toevoegen")
@click.option("--certificaat", required=True, type=FILE)
@click.option(
    "--namens", multiple=True, required=True, type=oin, metavar="OIN", help="OIN it may sign for; repeatable."
)
@click.option("--naam", help="Name of the party [default: the subject of the certificate].")
@click.option("--vanaf", type=moment, metavar="MOMENT", help="First moment of the mandates [default: always].")
@click.option("--tot", type=moment, metavar="MOMENT", help="Moment at which the mandates end [default: never].")
@click.pass_context
def partij_toevoegen(
    ctx: click.Context,
    certificaat: Path,
    namens: tuple[str, ...],
    naam: str | None,
    vanaf: datetime | None,
    tot: datetime | None,
) -> None:
    """Trust a certificate (PEM or DER), to sign for the given OINs. It must name one OIN, in serialNumber of its
    subject."""
    der = keys.party_certificate(certificaat)
    with register_use.open_register(read_settings(file=ctx.obj)) as register:
        rij = register.schrijf(
            lambda session: partijen.voeg_partij_toe(session, der, namens, naam, geldig_vanaf=vanaf, geldig_tot=tot)
        )
    namen = ", ".join(sorted(rij.namens))
    click.echo(zin("partij.vertrouwd", naam=rij.naam, oin=rij.oin, vingerafdruk=rij.vingerafdruk, namens=namen))


@partij.command("lijst")
@click.pass_context
def partij_lijst(ctx: click.Context) -> None:
    """All parties and their mandates."""
    with register_use.open_register(read_settings(file=ctx.obj)) as register, register.lees() as session:
        for rij in partijen.alle_partijen(session):
            oin_ = rij.oin or zin("partij.zonder_oin")
            click.echo(f"{rij.vingerafdruk}  {rij.naam}  OIN {oin_}  namens {', '.join(sorted(rij.namens))}")


@partij.command("intrekken")
@click.argument("afdruk", metavar="VINGERAFDRUK", type=fingerprint)
@click.pass_context
def partij_intrekken(ctx: click.Context, afdruk: str) -> None:
    """Trust a certificate no longer, at once, even when a trusted CA issued it; add the party again to undo it."""
    with register_use.open_register(read_settings(file=ctx.obj)) as register:
        if not register.schrijf(lambda session: partijen.trek_partij_in(session, afdruk)):
            raise click.ClickException(zin("partij.al_weg", vingerafdruk=afdruk))
    click.echo(zin("partij.ingetrokken", wat=afdruk))

"""The command ``rio-soap``."""

import logging
from pathlib import Path

import click

from rio_soap.cli import dienst, server
from rio_soap.cli.controleer import controleer_
from rio_soap.cli.instellingen import Instellingen, Instellingsfout, lees_instellingen
from rio_soap.cli.proef import draai_proef, maak_pki
from rio_soap.cli.stuur import haal, stuur
from rio_soap.cli.verschil import verschil_
from rio_soap.edukoppeling.oin import is_oin
from rio_soap.register import partijen, proef
from rio_soap.register.migratie import migreer


class Groep(click.Group):
    """Turns an unusable setting into a message of one line."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except Instellingsfout as fout:
            raise click.ClickException(str(fout)) from fout


@click.group(cls=Groep, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rio-soap")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file [default: rio-soap.toml, if present].")
@click.option("-v", "--verbose", is_flag=True, help="Log every refused message.")
@click.pass_context
def main(ctx: click.Context, config: Path | None, verbose: bool) -> None:
    """RIO (Registratie Instellingen en Opleidingen) V4 on your own machine.

    Settings come from RIO_* environment variables, else from rio-soap.toml (see docs/bediening.md).
    """
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    ctx.obj = config


def _instellingen(ctx: click.Context) -> Instellingen:
    return lees_instellingen(bestand=ctx.obj)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.pass_context
def serve(ctx: click.Context, host: str, port: int) -> None:
    """Serve beheren4.0 and raadplegen4.0 until stopped."""
    instellingen = _instellingen(ctx)
    with dienst.open_register(instellingen) as register:
        server.bedien(dienst.maak_toepassing(instellingen, register), host, port, instellingen)


@main.command()
@click.pass_context
def init(ctx: click.Context) -> None:
    """Create the database or migrate it; make a test PKI when no certificate is there."""
    instellingen = _instellingen(ctx)
    with dienst.open_register(instellingen) as register:
        migreer(register.engine)
    click.echo(f"database ready: {register.engine.url.render_as_string(hide_password=True)}")
    if not instellingen.certificaat:
        maak_pki(instellingen)
        click.echo(f"keys ready: {instellingen.certificaatbestand.parent}")


@main.group()
def laad() -> None:
    """Load data into the register."""


@laad.command("proef")
@click.option("--set", "naam", default="basis", show_default=True, type=click.Choice(sorted(proef.SETS)))
@click.pass_context
def laad_proef(ctx: click.Context, naam: str) -> None:
    """Load the trial data (Hanzehogeschool and others); loading twice changes nothing."""
    with dienst.open_register(_instellingen(ctx)) as register:
        register.schrijf(lambda sessie: proef.laad_proef(sessie, naam))
    click.echo(f"trial data loaded: {naam}")


@main.group()
def partij() -> None:
    """Parties: certificates that are trusted, and for whom they may sign."""


@partij.command("toevoegen")
@click.option("--certificaat", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--namens", multiple=True, required=True, metavar="OIN", help="OIN it may sign for; repeatable.")
@click.option("--naam", help="Name of the party [default: the subject of the certificate].")
@click.pass_context
def partij_toevoegen(ctx: click.Context, certificaat: Path, namens: tuple[str, ...], naam: str | None) -> None:
    """Trust a certificate, to sign for the given OINs."""
    for oin in namens:
        if not is_oin(oin):
            raise click.BadParameter(
                f"{oin!r}: an OIN is 8 digits followed by 12 digits or capitals", param_hint="--namens"
            )
    der = dienst.certificaat_der(certificaat.read_bytes())
    with dienst.open_register(_instellingen(ctx)) as register:
        rij = register.schrijf(lambda sessie: partijen.voeg_partij_toe(sessie, der, namens, naam))
    click.echo(
        f"trusted: {rij.naam} (OIN {rij.oin or 'none'}, SHA-256 {rij.vingerafdruk}) for {', '.join(sorted(rij.namens))}"
    )


@partij.command("lijst")
@click.pass_context
def partij_lijst(ctx: click.Context) -> None:
    """All parties and their mandates."""
    with dienst.open_register(_instellingen(ctx)) as register, register.lees() as sessie:
        for rij in partijen.alle_partijen(sessie):
            click.echo(f"{rij.vingerafdruk}  {rij.naam}  OIN {rij.oin or '-'}  namens {', '.join(sorted(rij.namens))}")


@partij.command("intrekken")
@click.argument("vingerafdruk")
@click.pass_context
def partij_intrekken(ctx: click.Context, vingerafdruk: str) -> None:
    """Trust a certificate no longer, at once."""
    with dienst.open_register(_instellingen(ctx)) as register:
        if not register.schrijf(lambda sessie: partijen.trek_partij_in(sessie, vingerafdruk)):
            raise click.ClickException(f"no party with fingerprint {vingerafdruk}")
    click.echo(f"withdrawn: {vingerafdruk}")


main.add_command(controleer_)
main.add_command(verschil_)
main.add_command(stuur)
main.add_command(haal)


@main.command("proef")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option("--eenmalig", is_flag=True, help="Stop after the delivery and its reading, without serving on.")
@click.pass_context
def proef_(ctx: click.Context, host: str, port: int, eenmalig: bool) -> None:
    """A fresh trial environment: test PKI, trial data, one signed delivery read back, then serving."""
    draai_proef(_instellingen(ctx), host, port, eenmalig=eenmalig)

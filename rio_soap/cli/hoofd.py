"""The command ``rio-soap``."""

import errno
import logging
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from rio_soap import geheim
from rio_soap.cli import bestandsfout, keten
from rio_soap.cli.batch import batch
from rio_soap.cli.controleer import controleer_
from rio_soap.cli.ingreep import ingreep
from rio_soap.cli.keur import keur_
from rio_soap.cli.laden import laad
from rio_soap.cli.logboek import bewijs, logboek
from rio_soap.cli.proef import MERK, draai_proef, heeft_pki, maak_pki
from rio_soap.cli.signaal import signaal
from rio_soap.cli.stuur import haal, stuur
from rio_soap.cli.verschil import verschil_
from rio_soap.cli.vertrouwen import mandaat, moment, oin, vertrouw, vingerafdruk
from rio_soap.cli.voorbeeld import voorbeeld_
from rio_soap.cli.waardenlijst import kenmerk, waardenlijst
from rio_soap.edukoppeling import proefpki
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.vertrouwen import partijen
from rio_soap.server import server
from rio_soap.setup import log_format, register_use, service
from rio_soap.setup.settings import Instellingen, Instellingsfout, lees_instellingen


class Groep(click.Group):
    """Turns an unusable setting, or a file or database that is out of reach, into a message of one line."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (Instellingsfout, Unavailable) as fout:
            raise click.ClickException(geheim.een_regel(fout)) from fout
        except OSError as fout:
            if fout.errno == errno.EPIPE:
                raise  # nobody reads what is written: click ends without a word
            raise click.ClickException(geheim.wis(bestandsfout.uitleg(fout))) from fout
        except click.ClickException as fout:
            fout.message = geheim.wis(fout.message)  # type: ignore[misc]  # its class and exit code stay
            raise


_BESTAND = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Groep, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rio-soap")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file [default: rio-soap.toml, if present].")
@click.option("-v", "--verbose", is_flag=True, help="Log every refused message.")
@click.pass_context
def main(ctx: click.Context, config: Path | None, verbose: bool) -> None:
    """RIO (Registratie Instellingen en Opleidingen) V4 on your own machine.

    Settings come from RIO_* environment variables, else from rio-soap.toml (see docs/bediening.md).
    """
    log_format.stel_in(logging.INFO if verbose else logging.WARNING)
    geheim.onthoud_omgeving(os.environ.items())
    geheim.bewaak_tracebacks()
    ctx.obj = config


main.add_command(signaal)
main.add_command(ingreep)
main.add_command(waardenlijst)
main.add_command(kenmerk)


def _instellingen(ctx: click.Context) -> Instellingen:
    return lees_instellingen(bestand=ctx.obj)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--socket", type=click.Path(path_type=Path), help="Unix socket to serve on instead, behind nginx.")
@click.option("--tls-certificaat", type=_BESTAND, help="Serve TLS with this certificate (PEM, with its chain).")
@click.option("--tls-sleutel", type=_BESTAND, help="Its private key (PEM).")
@click.option("--tls-ca", type=_BESTAND, help="CAs whose client certificates are taken (PEM).")
@click.option("--tls-crl", type=_BESTAND, help="CRLs of those CAs (PEM).")
@click.pass_context
def serve(ctx: click.Context, /, host: str, port: int, socket: Path | None, **tls: Path | None) -> None:
    """Serve beheren4.0 and raadplegen4.0 until stopped."""
    gezet: dict[str, Any] = {naam: str(pad) for naam, pad in tls.items() if pad is not None}
    if gezet:
        gezet["tls"] = "eigen"
    instellingen = lees_instellingen(bestand=ctx.obj, **gezet)
    with register_use.open_register(instellingen) as register:
        server.bedien(service.maak_toepassing(instellingen, register), host, port, instellingen, socket)


@main.command()
@click.pass_context
def init(ctx: click.Context) -> None:
    """Create the database, or bring it to this version and its contract; make a test PKI when no certificate is there.

    What is as it should be stays, also beside a running service. To change something it wants the database for itself:
    stop the service and other commands first.
    """
    instellingen = _instellingen(ctx)
    waar = geheim.toonbaar(instellingen.url)
    if register_use.is_bij(instellingen):
        click.echo(f"database is up to date: {waar}")
        if instellingen.certificaat or heeft_pki(instellingen):
            _meld_sleutels(instellingen)
        else:
            with register_use.map_alleen(instellingen):
                _meld_sleutels(instellingen)
    else:
        with register_use.alleen(instellingen) as bezit:
            register_use.migreer(bezit.engine)
            register_use.waarschuw(instellingen, bezit.engine)
            click.echo(f"database ready: {waar}")
            _meld_sleutels(instellingen)
    if (instellingen.data_dir / MERK).exists():
        click.echo(f"{instellingen.data_dir} is a trial environment: rio-soap proef (make run) empties it", err=True)


def _meld_sleutels(instellingen: Instellingen) -> None:
    """Make a test PKI, or what is missing of it, when no certificate is set."""
    if not instellingen.certificaat:
        maak_pki(instellingen)
        click.echo(f"keys ready: {instellingen.certificaatbestand.parent}")


@main.command("tls-proefsleutels")
@click.option("--host", "hosts", multiple=True, default=("localhost", "127.0.0.1"), help="Name or IP; repeatable.")
@click.pass_context
def tls_proefsleutels(ctx: click.Context, hosts: tuple[str, ...]) -> None:
    """Make trial TLS keys with the CA of the trial PKI: a server for these hosts, a client, and the CA to trust."""
    instellingen = _instellingen(ctx)
    maak_pki(instellingen)
    pki = instellingen.data_dir / "pki"
    certificaat, sleutel = proefpki.maak_tls_server(pki, oin=instellingen.oin, hosts=hosts)
    click.echo(f"server: {certificaat} {sleutel}")
    click.echo(f"client: {pki / 'klant.pem'} {pki / 'klant.key'}")
    click.echo(f"CA: {pki / 'ca.pem'}")


main.add_command(laad)


@main.group()
def partij() -> None:
    """Parties: certificates that are trusted, and for whom they may sign."""


@partij.command("toevoegen")
@click.option("--certificaat", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
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
    der = service.certificaat_van_partij(certificaat)
    with register_use.open_register(_instellingen(ctx)) as register:
        rij = register.schrijf(
            lambda session: partijen.voeg_partij_toe(session, der, namens, naam, geldig_vanaf=vanaf, geldig_tot=tot)
        )
    click.echo(f"trusted: {rij.naam} (OIN {rij.oin}, SHA-256 {rij.vingerafdruk}) for {', '.join(sorted(rij.namens))}")


@partij.command("lijst")
@click.pass_context
def partij_lijst(ctx: click.Context) -> None:
    """All parties and their mandates."""
    with register_use.open_register(_instellingen(ctx)) as register, register.lees() as session:
        for rij in partijen.alle_partijen(session):
            oin_ = rij.oin or "- (its messages are refused: no OIN in its certificate)"
            click.echo(f"{rij.vingerafdruk}  {rij.naam}  OIN {oin_}  namens {', '.join(sorted(rij.namens))}")


@partij.command("intrekken")
@click.argument("afdruk", metavar="VINGERAFDRUK", type=vingerafdruk)
@click.pass_context
def partij_intrekken(ctx: click.Context, afdruk: str) -> None:
    """Trust a certificate no longer, at once, even when a trusted CA issued it; add the party again to undo it."""
    with register_use.open_register(_instellingen(ctx)) as register:
        if not register.schrijf(lambda session: partijen.trek_partij_in(session, afdruk)):
            raise click.ClickException(f"{afdruk} was withdrawn already")
    click.echo(f"withdrawn: {afdruk}")


main.add_command(vertrouw)
main.add_command(mandaat)
main.add_command(logboek)
main.add_command(bewijs)


main.add_command(controleer_)
main.add_command(verschil_)
main.add_command(keur_)
main.add_command(voorbeeld_)
main.add_command(stuur)
main.add_command(haal)
main.add_command(batch)


@main.command("proef")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option("--eenmalig", is_flag=True, help="Stop after the delivery and its reading, without serving on.")
@click.pass_context
def proef_(ctx: click.Context, host: str, port: int, eenmalig: bool) -> None:
    """A fresh trial environment: test PKI, trial data, one signed delivery read back, then serving."""
    draai_proef(_instellingen(ctx), host, port, eenmalig=eenmalig)


keten.voeg_toe(main, laad)

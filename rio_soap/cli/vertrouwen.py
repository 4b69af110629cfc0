"""The commands ``rio-soap vertrouw …`` (CAs and CRLs) and ``rio-soap mandaat …``; each takes effect on the next message
of every running service."""

from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from cryptography import x509

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import FILE, fingerprint, moment, oin
from rio_soap.edukoppeling.certificaatbestand import lees_certificaten
from rio_soap.edukoppeling.crl import Crlfout, vat_samen
from rio_soap.register.database.database import Register
from rio_soap.register.vertrouwen import mandaten, trust
from rio_soap.setup import register_use, rules
from rio_soap.setup.settings import read_settings


def _register(ctx: click.Context) -> AbstractContextManager[Register]:
    return register_use.open_register(read_settings(file=ctx.obj))


@click.group()
def vertrouw() -> None:
    """CAs whose certificates may sign, and their revocation lists."""


@vertrouw.command("ca")
@click.argument("bundel", type=FILE)
@click.option("--anker", is_flag=True, help="Trust CAs that do not sign themselves without the CA above them.")
@click.option("--alleen-mandaat", is_flag=True, help="Their certificates sign for their own OIN by mandate only.")
@click.pass_context
def vertrouw_ca(ctx: click.Context, bundel: Path, anker: bool, alleen_mandaat: bool) -> None:
    """Trust the CAs in a file, PEM or DER: roots, and intermediates that lead to a root."""
    try:
        certificaten = [x509.load_der_x509_certificate(der) for der in lees_certificaten(bundel.read_bytes())]
        with _register(ctx) as register:
            rijen = register.schrijf(
                lambda session: trust.vertrouw_ca(session, certificaten, anker=anker, alleen_mandaat=alleen_mandaat)
            )
    except ValueError as fout:
        raise click.ClickException(f"{bundel}: {fout}") from fout
    for rij in rijen:
        click.echo(zin("vertrouw.vertrouwd", ca=_toon(rij)))


@vertrouw.command("crl")
@click.argument("bestanden", nargs=-1, required=True, type=FILE)
@click.pass_context
def vertrouw_crl(ctx: click.Context, bestanden: tuple[Path, ...]) -> None:
    """Keep the CRL of a trusted CA (PEM or DER); run it anew before its next update, for example from cron."""
    nu = rules.make_clock(read_settings(file=ctx.obj)).nu()
    with _register(ctx) as register:
        for bestand in bestanden:
            try:
                namen = register.schrijf(partial(trust.laad_crl, data=bestand.read_bytes(), nu=nu))
            except Crlfout as fout:
                raise click.ClickException(f"{bestand}: {fout}") from fout
            click.echo(zin("vertrouw.bewaard", namen="; ".join(namen)))


@vertrouw.command("lijst")
@click.pass_context
def vertrouw_lijst(ctx: click.Context) -> None:
    """All CAs, and how long their CRLs are good."""
    with _register(ctx) as register, register.lees() as session:
        for rij in trust.alle_cas(session):
            click.echo(_toon(rij))


@vertrouw.command("intrekken")
@click.argument("afdruk", metavar="VINGERAFDRUK", type=fingerprint)
@click.pass_context
def vertrouw_intrekken(ctx: click.Context, afdruk: str) -> None:
    """Trust a CA no longer, at once, nor the certificates below it."""
    with _register(ctx) as register:
        if not register.schrijf(lambda session: trust.trek_ca_in(session, afdruk)):
            raise click.ClickException(zin("vertrouw.geen", vingerafdruk=afdruk))
    click.echo(zin("vertrouw.ingetrokken", vingerafdruk=afdruk))


def _toon(rij: trust.Carij) -> str:
    delen = [zin("vertrouw.anker") if rij.anker else zin("vertrouw.tussen")]
    if rij.alleen_mandaat:
        delen.append(zin("vertrouw.alleen_mandaat"))
    tot = f"{vat_samen(rij.crl).geldig_tot:%Y-%m-%dT%H:%MZ}" if rij.crl else None
    delen.append(zin("vertrouw.crl_tot", tot=tot) if tot else zin("vertrouw.zonder_crl"))
    return f"{rij.vingerafdruk}  {rij.naam}  {', '.join(delen)}"


@click.group()
def mandaat() -> None:
    """Mandates: for which senders a party or an OIN may sign."""


def _gemachtigde(partij: str | None, van_oin: str | None) -> str:
    if (partij is None) == (van_oin is None):
        raise click.UsageError(zin("mandaat.wie"))
    return str(partij or van_oin)


@mandaat.command("toevoegen")
@click.option("--partij", type=fingerprint, metavar="VINGERAFDRUK", help="Fingerprint of a party.")
@click.option("--oin", "van_oin", type=oin, metavar="OIN", help="OIN in certificates of a trusted CA.")
@click.option(
    "--namens", multiple=True, required=True, type=oin, metavar="OIN", help="OIN it may sign for; repeatable."
)
@click.option("--vanaf", type=moment, metavar="MOMENT", help="First moment [default: always].")
@click.option("--tot", type=moment, metavar="MOMENT", help="Moment at which it ends [default: never].")
@click.pass_context
def mandaat_toevoegen(
    ctx: click.Context,
    partij: str | None,
    van_oin: str | None,
    namens: tuple[str, ...],
    vanaf: datetime | None,
    tot: datetime | None,
) -> None:
    """Give mandates, or change their validity."""
    gemachtigde = _gemachtigde(partij, van_oin)
    with _register(ctx) as register:
        for naam in namens:
            nieuw = mandaten.Mandaat(gemachtigde, naam, vanaf, tot)
            try:
                register.schrijf(partial(mandaten.geef_mandaat, nieuw=nieuw))
            except ValueError as fout:
                raise click.ClickException(str(fout)) from fout
            click.echo(_toon_mandaat(nieuw))


@mandaat.command("intrekken")
@click.option("--partij", type=fingerprint, metavar="VINGERAFDRUK", help="Fingerprint of a party.")
@click.option("--oin", "van_oin", type=oin, metavar="OIN", help="OIN in certificates of a trusted CA.")
@click.option(
    "--namens", multiple=True, required=True, type=oin, metavar="OIN", help="OIN it may sign for no longer; repeatable."
)
@click.pass_context
def mandaat_intrekken(ctx: click.Context, partij: str | None, van_oin: str | None, namens: tuple[str, ...]) -> None:
    """End mandates, at once."""
    gemachtigde = _gemachtigde(partij, van_oin)
    with _register(ctx) as register:
        for naam in namens:
            if not register.schrijf(partial(mandaten.neem_mandaat, gemachtigde=gemachtigde, oin=naam)):
                raise click.ClickException(zin("mandaat.geen", wie=gemachtigde, oin=naam))
            click.echo(zin("mandaat.ingetrokken", wie=gemachtigde, oin=naam))


@mandaat.command("lijst")
@click.pass_context
def mandaat_lijst(ctx: click.Context) -> None:
    """All mandates with their validity, also those that are over."""
    with _register(ctx) as register, register.lees() as session:
        for rij in mandaten.alle_mandaten(session):
            click.echo(_toon_mandaat(rij))


def _toon_mandaat(rij: mandaten.Mandaat) -> str:
    vanaf = rij.geldig_vanaf.isoformat() if rij.geldig_vanaf else zin("mandaat.altijd")
    tot = rij.geldig_tot.isoformat() if rij.geldig_tot else zin("mandaat.nooit")
    return zin("mandaat.regel", wie=rij.gemachtigde, oin=rij.oin, vanaf=vanaf, tot=tot)

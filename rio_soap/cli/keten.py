"""The commands around BAG and Handelsregister."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.chain.failure import ChainFailure
from rio_soap.cli.console import voortgang
from rio_soap.cli.parameters import FILE
from rio_soap.edukoppeling.clock import Clock
from rio_soap.register.bevoegdheid.inzagen import ruim_inzagen_op
from rio_soap.register.database.database import Register
from rio_soap.register.organisatie.handelsregister import Koppelfout
from rio_soap.service.koppelen import Gekoppeld, koppel_bestuur
from rio_soap.service.kwaliteitsronde import Kwaliteitsronde, signaleer_kwaliteit
from rio_soap.service.signaleren import (
    Ronde,
    signaleer_besturen,
    signaleer_contexten,
    signaleer_locaties,
    signaleer_verboden,
)
from rio_soap.setup import register_use, rules
from rio_soap.setup.chain import make_bag, make_handelsregister
from rio_soap.setup.settings import Settings, SettingsError, read_settings
from rio_soap.setup.standins import serve_standins


def _settings(ctx: click.Context) -> Settings:
    return read_settings(file=ctx.obj)


@click.group()
def bestuur() -> None:
    """Besturen and the Handelsregister."""


@bestuur.command("koppel")
@click.argument("kvk_nummer", metavar="KVK")
@click.option("--bestuur", "code", help="Code of the bestuur [default: the one with this KvK number or RSIN].")
@click.pass_context
def koppel(ctx: click.Context, kvk_nummer: str, code: str | None) -> None:
    """Tie a bestuur to the registration KVK: formal name, RSIN, legal form, dates and addresses.

    From then on the OINs of that KvK number and RSIN act for the bestuur.
    """
    settings = _settings(ctx)
    klok = rules.make_clock(settings)
    kvk = make_handelsregister(settings, klok)
    if kvk is None:
        raise SettingsError(zin("keten.geen_kvk"))
    with register_use.open_register(settings) as register:
        try:
            gekoppeld = koppel_bestuur(register, kvk, kvk_nummer, code, klok.nu())
        except (Koppelfout, ChainFailure, ValueError) as fout:
            raise click.ClickException(str(fout)) from fout
        finally:
            kvk.sluit()
    _toon_gekoppeld(gekoppeld)


def _toon_gekoppeld(gekoppeld: Gekoppeld) -> None:
    van = gekoppeld.registratie
    click.echo(zin("keten.bestuur", bestuur=gekoppeld.bestuur, kvk=van.kvk_nummer, rsin=van.rsin or zin("keten.geen")))
    anders = "" if van.naam == gekoppeld.oude_naam else " " + zin("keten.was", naam=gekoppeld.oude_naam)
    click.echo(f"  {van.naam}{anders}")
    tot = van.datum_einde or zin("keten.heden")
    vorm = zin("keten.rechtsvorm", vorm=van.rechtsvorm_omschrijving, van=van.datum_aanvang or "?", tot=tot)
    click.echo(f"  {vorm}")
    for soort, tekst in gekoppeld.signalen.items():
        click.echo(f"  {zin('keten.signaal', soort=soort, tekst=tekst)}")


@click.command()
@click.option(
    "--ouder-dan",
    default=20.0,
    show_default=True,
    type=click.FloatRange(0),
    metavar="HOURS",
    help="Leave what was checked since; 0 checks all.",
)
@click.pass_context
def signaleer(ctx: click.Context, ouder_dan: float) -> None:
    """Hold locaties against the BAG and besturen against the Handelsregister; list what no longer holds.

    First it puts in the feed each licentie of which a publicatieverbod began or ended since the last time and each
    contactadres that the contexten opened or restricted, removes from the log of reading what is older than
    RIO_INZAGE_DAGEN, and judges the quality of what the register holds by itself.

    Run it nightly, soon after midnight. Broken off, it goes on where it was. Exit code 1 when not everything could be
    judged.
    """
    settings = _settings(ctx)
    klok = rules.make_clock(settings)
    bag, kvk = make_bag(settings, klok), make_handelsregister(settings, klok)
    grens = timedelta(hours=ouder_dan)
    volledig = True
    with register_use.open_register(settings) as register:
        _toon_verboden(signaleer_verboden(register, klok))
        for naam, aantal in signaleer_contexten(register, klok).items():
            click.echo(zin("keten.contexten", naam=naam, aantal=aantal))
        _ruim_op(register, klok, settings.inzage_dagen)
        with voortgang("aangeboden opleidingen") as balk:
            _toon_kwaliteit(signaleer_kwaliteit(register, klok, lambda gedaan: balk.stand(gedaan, None)))
        if bag is None and kvk is None:
            click.echo(zin("keten.niets"), err=True)
        if bag is not None:
            with voortgang("locaties") as balk:
                ronde = signaleer_locaties(register, bag, klok, grens, balk.stand)
            volledig = _toon_ronde("locaties", ronde)
        if kvk is not None:
            with voortgang("besturen") as balk:
                ronde = signaleer_besturen(register, kvk, klok, grens, balk.stand)
            volledig = _toon_ronde("besturen", ronde) and volledig
    if not volledig:
        ctx.exit(1)


def _toon_verboden(codes: Sequence[str]) -> None:
    for code in codes:
        click.echo(zin("keten.verbod", code=code))
    click.echo(zin("keten.verboden", aantal=len(codes)))


def _ruim_op(register: Register, klok: Clock, dagen: int) -> None:
    weg = register.schrijf(lambda session: ruim_inzagen_op(session, klok.nu(), dagen))
    click.echo(zin("keten.inzagen", weg=weg, dagen=dagen))


def _toon_kwaliteit(ronde: Kwaliteitsronde) -> None:
    for soort, aantal in sorted(ronde.gevonden.items()):
        click.echo(zin("keten.open", soort=soort, aantal=aantal))
    click.echo(zin("keten.kwaliteit", bekeken=ronde.bekeken, nieuw=ronde.nieuw, opgelost=ronde.opgelost))


def _toon_ronde(naam: str, ronde: Ronde) -> bool:
    for code, soort, tekst in ronde.gevonden:
        click.echo(f"{code}  {soort}  {tekst}")
    for code, melding in ronde.mislukt:
        click.echo(zin("keten.niet_beoordeeld", code=code, melding=melding), err=True)
    rest = ronde.te_doen - ronde.gecontroleerd - len(ronde.mislukt)
    stopped = zin("keten.gestopt", rest=rest) if ronde.afgebroken else ""
    telling = {"gedaan": ronde.gecontroleerd, "alle": ronde.te_doen, "gevonden": len(ronde.gevonden)}
    click.echo(zin("keten.ronde", naam=naam, mislukt=len(ronde.mislukt), **telling) + stopped)
    return ronde.volledig


@click.command("keten-proef")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8090, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--kvk",
    type=FILE,
    help="File of registrations in place of the trial ones (docs/keten.md).",
)
@click.option(
    "--klant",
    multiple=True,
    type=FILE,
    help="PEM certificate that may ask KvK; repeatable [default: those of the settings and of the trial].",
)
@click.pass_context
def keten_proef(ctx: click.Context, host: str, port: int, kvk: Path | None, klant: tuple[Path, ...]) -> None:
    """Serve stand-ins for the BAG and KvK, over their own contracts, until stopped.

    The BAG answers from the store of RIO_BAG_OPSLAG (rio-soap laad bag), else from trial addresses.
    """
    serve_standins(_settings(ctx), host, port, kvk, klant, click.echo)

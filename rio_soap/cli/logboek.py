"""The chained berichtenlog: the stempel that follows from the key, the sealing, and the commands on it."""

import re
from pathlib import Path

import click

from rio_soap.cli import dienst, gebruik
from rio_soap.cli.bewijs import schrijf_bewijs
from rio_soap.cli.instellingen import lees_instellingen
from rio_soap.cli.zegel import maak_stempel
from rio_soap.register.bewijzen import GeenBewijs, zoek_bericht
from rio_soap.register.logcontrole import controleer_log


def _schakel(tekst: str) -> tuple[int, bytes]:
    """A link that was noted, as ``NUMBER:HASH``."""
    gevonden = re.fullmatch(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", tekst)
    if gevonden is None:
        raise click.BadParameter(f"{tekst!r} is not NUMBER:HASH with 64 hexadecimal digits")
    return int(gevonden[1]), bytes.fromhex(gevonden[2])


@click.group()
def logboek() -> None:
    """The berichtenlog: every message with its answer, chained."""


@logboek.command("controleer")
@click.option(
    "--bekend", multiple=True, type=_schakel, metavar="NUMMER:HASH", help="A link that was noted earlier; repeatable."
)
@click.pass_context
def logboek_controleer(ctx: click.Context, bekend: tuple[tuple[int, bytes], ...]) -> None:
    """Find entries that were changed, removed or inserted. Exit code 1 when there are any."""
    instellingen = lees_instellingen(bestand=ctx.obj)
    stempel = maak_stempel(dienst.laad_sleutelpaar(instellingen))
    with gebruik.open_register(instellingen) as register, register.lees() as sessie:
        uit = controleer_log(sessie, stempel, dict(bekend))
    for bevinding in uit.bevindingen:
        click.echo(bevinding)
    nummer, hash_ = uit.laatste
    click.echo(f"{uit.schakels} schakels, {len(uit.bevindingen)} bevindingen, {uit.open} berichten nog zonder schakel")
    if uit.andere_sleutel:
        click.echo(f"{uit.andere_sleutel} stempels met een andere sleutel: niet beoordeeld")
    if nummer:
        click.echo(f"laatste schakel, om elders te noteren: {nummer}:{hash_.hex()}")
    if uit.bevindingen:
        ctx.exit(1)


@click.command()
@click.argument("kenmerk", metavar="UUID")
@click.option("--uit", type=click.Path(dir_okay=False, path_type=Path), help="File [default: UUID.bewijs.json].")
@click.pass_context
def bewijs(ctx: click.Context, kenmerk: str, uit: Path | None) -> None:
    """Export one delivery, by its identificatiecodeBedrijfsdocument or MessageID, as one file.

    `rio-soap controleer` verifies it, anywhere, without the database.
    """
    with gebruik.open_register(lees_instellingen(bestand=ctx.obj)) as register, register.lees() as sessie:
        try:
            bericht = zoek_bericht(sessie, kenmerk)
        except GeenBewijs as fout:
            raise click.ClickException(str(fout)) from fout
    naam = re.sub(r"[^0-9A-Za-z-]", "_", kenmerk.rpartition(":")[2])
    pad = uit or Path(f"{naam}.bewijs.json")
    pad.write_text(schrijf_bewijs(bericht), "utf-8")
    if bericht.plek is None:
        click.echo("not sealed yet: its answer is without signature; try again in a moment", err=True)
    click.echo(str(pad))

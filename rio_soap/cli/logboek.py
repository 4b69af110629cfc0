"""The chained berichtenlog: the stempel that follows from the key, the sealing, and the commands on it."""

import re
from datetime import timedelta
from pathlib import Path

import click

from rio_soap.cli.bewijs import schrijf_bewijs
from rio_soap.cli.getuigencontrole import GEDULD, Getuigenis, Vraag, controleer_getuigen
from rio_soap.cli.logoordeel import Logoordeel
from rio_soap.edukoppeling.klok import schrijf_tijdstip
from rio_soap.edukoppeling.sleutels import Sleutelfout, Sleutelpaar
from rio_soap.register.logboek.chain_check import Eerder, Logcontrole, controleer_log
from rio_soap.register.logboek.evidence import NoEvidence, zoek_bericht
from rio_soap.setup import register_use, service
from rio_soap.setup.seal import maak_stempel, stempelnaam
from rio_soap.setup.settings import Instellingsfout, lees_instellingen
from rio_soap.setup.witnesses import lees_tsa

_BESTAND = click.Path(exists=True, dir_okay=False, path_type=Path)


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
@click.option(
    "--eerder-certificaat",
    "eerder",
    multiple=True,
    type=_BESTAND,
    help="Certificate with which this service signed before (PEM or DER); repeatable. Marks of a key that is not named "
    "are findings.",
)
@click.option(
    "--eerder-sleutel",
    "sleutels",
    multiple=True,
    type=_BESTAND,
    help="Private key of an earlier certificate: its marks are judged too; repeatable.",
)
@click.option(
    "--ongestempeld-tot",
    default=0,
    type=click.IntRange(0),
    metavar="NUMMER",
    help="Last link of those made for entries from before there was a chain, which bear no mark.",
)
@click.option(
    "--getuige",
    "getuigen",
    multiple=True,
    type=_BESTAND,
    help="File of heads to compare with, with its rotated parts; repeatable [default: RIO_GETUIGE_BESTAND].",
)
@click.pass_context
def logboek_controleer(
    ctx: click.Context,
    bekend: tuple[tuple[int, bytes], ...],
    eerder: tuple[Path, ...],
    sleutels: tuple[Path, ...],
    ongestempeld_tot: int,
    getuigen: tuple[Path, ...],
) -> None:
    """Find entries that were changed, removed or inserted, and answers that this service did not sign; compare the
    chain with what was noted of it outside the database. Exit code 1 when anything is found, or cannot be judged."""
    instellingen = lees_instellingen(bestand=ctx.obj)
    paar = service.laad_sleutelpaar(instellingen)
    stempel, eerdere = maak_stempel(paar), _lees_eerdere(eerder, sleutels)
    oordeel = Logoordeel([paar.der, *(der for der, _ in eerdere)])
    paden = list(getuigen) or [pad for pad in [instellingen.getuigebestand] if pad is not None]
    vraag = Vraag(
        stempel,
        service.maak_klok(instellingen).nu(),
        lees_tsa(instellingen) if instellingen.tsa_ca else None,
        timedelta(seconds=2 * instellingen.tsa_seconden) + GEDULD if instellingen.tsa_url else None,
    )
    with register_use.open_register(instellingen) as register, register.lees() as session:
        uit = controleer_log(
            session,
            stempel,
            dict(bekend),
            eerder=[sleutel for _, sleutel in eerdere],
            ongestempeld_tot=ongestempeld_tot,
            beoordeel=oordeel,
        )
    with register_use.open_register(instellingen) as register:
        buiten = controleer_getuigen(register, paden, vraag)
    _toon(uit, buiten, paden)
    if uit.bevindingen or buiten.bevindingen:
        ctx.exit(1)


def _toon(uit: Logcontrole, buiten: Getuigenis, paden: list[Path]) -> None:
    for bevinding in [*uit.bevindingen, *buiten.bevindingen]:
        click.echo(bevinding)
    aantal = len(uit.bevindingen) + len(buiten.bevindingen)
    click.echo(f"{uit.schakels} schakels, {aantal} bevindingen, {uit.open} berichten nog zonder schakel")
    if paden:
        click.echo(f"vergeleken met {buiten.hoofden} genoteerde schakels in {', '.join(map(str, paden))}")
    else:
        click.echo("niet vergeleken met een plek buiten de database: of de staart er nog is, is niet te zeggen")
    if buiten.tijdstempel is not None:
        moment, hoofd = buiten.tijdstempel
        click.echo(f"laatste tijdstempel: schakel {hoofd.volgnummer} op {schrijf_tijdstip(moment)}")
    if uit.andere_sleutel:
        click.echo(f"{uit.andere_sleutel} stempels met een andere sleutel: niet beoordeeld")
    nummer, hash_ = uit.laatste
    if nummer:
        click.echo(f"laatste schakel, om elders te noteren: {nummer}:{hash_.hex()}")


def _lees_eerdere(certificaten: tuple[Path, ...], sleutels: tuple[Path, ...]) -> list[tuple[bytes, Eerder]]:
    """DER and marks of the earlier certificates, each with its private key when that is given.

    :raises Instellingsfout: for a file that cannot be used, or a key that belongs to none of them.
    """
    uit: list[tuple[bytes, Eerder]] = []
    over = list(sleutels)
    for pad in certificaten:
        der = service.certificaat_der(pad.read_bytes())
        stempel = None
        for sleutel in over:
            try:
                paar = Sleutelpaar.laad(sleutel, pad)
            except Sleutelfout:
                continue
            if paar.der == der:
                stempel = maak_stempel(paar)
                over.remove(sleutel)
                break
        uit.append((der, Eerder(stempelnaam(der), stempel)))
    if over:
        raise Instellingsfout(f"{over[0]}: not the private key of a certificate that --eerder-certificaat names")
    return uit


@click.command()
@click.argument("kenmerk", metavar="UUID")
@click.option("--uit", type=click.Path(dir_okay=False, path_type=Path), help="File [default: UUID.bewijs.json].")
@click.pass_context
def bewijs(ctx: click.Context, kenmerk: str, uit: Path | None) -> None:
    """Export one delivery, by its identificatiecodeBedrijfsdocument or MessageID, as one file.

    `rio-soap controleer` verifies it, anywhere, without the database.
    """
    with register_use.open_register(lees_instellingen(bestand=ctx.obj)) as register, register.lees() as session:
        try:
            bericht = zoek_bericht(session, kenmerk)
        except NoEvidence as fout:
            raise click.ClickException(str(fout)) from fout
    naam = re.sub(r"[^0-9A-Za-z-]", "_", kenmerk.rpartition(":")[2])
    pad = uit or Path(f"{naam}.bewijs.json")
    pad.write_text(schrijf_bewijs(bericht), "utf-8")
    if bericht.plek is None:
        click.echo("not sealed yet: its answer is without signature; try again in a moment", err=True)
    click.echo(str(pad))

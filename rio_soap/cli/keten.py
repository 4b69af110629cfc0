"""The commands around BAG and Handelsregister."""

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from rio_soap import besloten
from rio_soap.chain.bagextract.gemeenten import Extractfout, lees_gemeenten
from rio_soap.chain.bagextract.loader import laad_extract
from rio_soap.chain.bagextract.source import VERHOUDING
from rio_soap.chain.failure import ChainFailure
from rio_soap.cli.ketenproef import bedien_ketenproef
from rio_soap.register.organisatie.handelsregister import Koppelfout
from rio_soap.service.koppelen import Gekoppeld, koppel_bestuur
from rio_soap.service.signaleren import Ronde, signaleer_besturen, signaleer_locaties
from rio_soap.setup import register_use, service
from rio_soap.setup.chain import maak_bag, maak_handelsregister
from rio_soap.setup.settings import Instellingen, Instellingsfout, lees_instellingen


def voeg_toe(main: click.Group, laad: click.Group) -> None:
    """Put the commands of this module into the command line.

    :param laad: the group of commands that load data.
    """
    laad.add_command(laad_bag)
    for opdracht in (bestuur, signaleer, keten_proef):
        main.add_command(opdracht)


def _instellingen(ctx: click.Context) -> Instellingen:
    return lees_instellingen(bestand=ctx.obj)


@click.command("bag")
@click.argument("extract", type=click.Path(exists=True, path_type=Path))
@click.option("--gemeenten", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV: code and naam.")
@click.option(
    "--verhouding",
    default=VERHOUDING,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Bytes that may come out of one byte of the extract.",
)
@click.pass_context
def laad_bag(ctx: click.Context, extract: Path, gemeenten: Path | None, verhouding: int) -> None:
    """Load a BAG extract (zip as Kadaster ships it, XML or directory) into the store of RIO_BAG_OPSLAG.

    The store takes the place of the old one when it is complete; a running service goes on with the old one until it
    starts again. Files are known by what is in them; what is left out though it is of the BAG is told.
    """
    instellingen = _instellingen(ctx)
    doel = instellingen.bagbestand
    try:
        if doel.parent == instellingen.data_dir:
            besloten.maak_map(doel.parent)
        with register_use.gebruik_map(instellingen):
            aantal = laad_extract(
                extract,
                doel,
                gemeenten=lees_gemeenten(gemeenten) if gemeenten else None,
                verhouding=verhouding,
                meld=lambda regel: click.echo(regel, err=True),
            )
    except (OSError, sqlite3.Error, Extractfout) as fout:
        raise click.ClickException(str(fout)) from fout
    regels = ", ".join(f"{aantal[tabel]} {tabel}" for tabel in sorted(aantal))
    click.echo(f"loaded into {doel}: {regels}")


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
    instellingen = _instellingen(ctx)
    klok = service.maak_klok(instellingen)
    kvk = maak_handelsregister(instellingen, klok)
    if kvk is None:
        raise Instellingsfout("RIO_KVK_URL is not set: there is no Handelsregister to ask")
    with register_use.open_register(instellingen) as register:
        try:
            gekoppeld = koppel_bestuur(register, kvk, kvk_nummer, code, klok.nu())
        except (Koppelfout, ChainFailure, ValueError) as fout:
            raise click.ClickException(str(fout)) from fout
        finally:
            kvk.sluit()
    _toon_gekoppeld(gekoppeld)


def _toon_gekoppeld(gekoppeld: Gekoppeld) -> None:
    van = gekoppeld.registratie
    click.echo(f"bestuur {gekoppeld.bestuur}: KvK {van.kvk_nummer}, RSIN {van.rsin or 'none'}")
    anders = "" if van.naam == gekoppeld.oude_naam else f" (was: {gekoppeld.oude_naam})"
    click.echo(f"  {van.naam}{anders}")
    click.echo(f"  {van.rechtsvorm_omschrijving}; from {van.datum_aanvang or '?'} until {van.datum_einde or 'further'}")
    for soort, tekst in gekoppeld.signalen.items():
        click.echo(f"  signal {soort}: {tekst}")


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

    Run it nightly. Broken off, it goes on where it was. Exit code 1 when not everything could be judged.
    """
    instellingen = _instellingen(ctx)
    klok = service.maak_klok(instellingen)
    bag, kvk = maak_bag(instellingen, klok), maak_handelsregister(instellingen, klok)
    if bag is None and kvk is None:
        raise Instellingsfout("RIO_BAG_URL and RIO_KVK_URL are not set: there is nothing to hold the register against")
    grens = timedelta(hours=ouder_dan)
    volledig = True
    with register_use.open_register(instellingen) as register:
        if bag is not None:
            with _Balk("locaties") as balk:
                ronde = signaleer_locaties(register, bag, klok, grens, balk.stap)
            volledig = _toon_ronde("locaties", ronde)
        if kvk is not None:
            with _Balk("besturen") as balk:
                ronde = signaleer_besturen(register, kvk, klok, grens, balk.stap)
            volledig = _toon_ronde("besturen", ronde) and volledig
    if not volledig:
        ctx.exit(1)


class _Balk:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, naam: str) -> None:
        self._balk: tqdm[Any] = tqdm(desc=naam, disable=None)

    def __enter__(self) -> "_Balk":
        return self

    def __exit__(self, *_: object) -> None:
        self._balk.close()

    def stap(self, gedaan: int, totaal: int) -> None:
        """So many of so many."""
        self._balk.total = totaal
        self._balk.update(gedaan - self._balk.n)


def _toon_ronde(naam: str, ronde: Ronde) -> bool:
    for code, soort, tekst in ronde.gevonden:
        click.echo(f"{code}  {soort}  {tekst}")
    for code, melding in ronde.mislukt:
        click.echo(f"{code}  not judged: {melding}", err=True)
    rest = ronde.te_doen - ronde.gecontroleerd - len(ronde.mislukt)
    slot = f"; stopped, {rest} left for the next round" if ronde.afgebroken else ""
    geteld = f"{ronde.gecontroleerd} of {ronde.te_doen} checked, {len(ronde.gevonden)} signals"
    click.echo(f"{naam}: {geteld}, {len(ronde.mislukt)} not judged{slot}")
    return ronde.volledig


@click.command("keten-proef")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8090, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--kvk",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File of registrations in place of the trial ones (docs/keten.md).",
)
@click.option(
    "--klant",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="PEM certificate that may ask KvK; repeatable [default: those of the settings and of the trial].",
)
@click.pass_context
def keten_proef(ctx: click.Context, host: str, port: int, kvk: Path | None, klant: tuple[Path, ...]) -> None:
    """Serve stand-ins for the BAG and KvK, over their own contracts, until stopped.

    The BAG answers from the store of RIO_BAG_OPSLAG (rio-soap laad bag), else from trial addresses.
    """
    bedien_ketenproef(_instellingen(ctx), host, port, kvk, klant)

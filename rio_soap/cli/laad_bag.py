"""``rio-soap laad bag``: a BAG extract."""

import sqlite3
from pathlib import Path

import click

from rio_soap import besloten
from rio_soap.bevinding.spraak import zin
from rio_soap.chain.bagextract.gemeenten import Extractfout, lees_gemeenten
from rio_soap.chain.bagextract.loader import laad_extract
from rio_soap.chain.bagextract.source import VERHOUDING
from rio_soap.cli.console import voortgang
from rio_soap.cli.parameters import FILE
from rio_soap.setup import register_use
from rio_soap.setup.settings import read_settings


@click.command("bag")
@click.argument("extract", type=click.Path(exists=True, path_type=Path))
@click.option("--gemeenten", type=FILE, help="CSV: code and naam.")
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
    settings = read_settings(file=ctx.obj)
    doel = settings.bagbestand
    try:
        if doel.parent == settings.data_dir:
            besloten.maak_map(doel.parent)
        with register_use.use_directory(settings), voortgang("BAG-extract", eenheid="bytes") as balk:
            aantal = laad_extract(
                extract,
                doel,
                gemeenten=lees_gemeenten(gemeenten) if gemeenten else None,
                verhouding=verhouding,
                voortgang=balk.stand,
                meld=lambda regel: click.echo(regel, err=True),
            )
    except (OSError, sqlite3.Error, Extractfout) as fout:
        raise click.ClickException(str(fout)) from fout
    regels = ", ".join(f"{aantal[tabel]} {tabel}" for tabel in sorted(aantal))
    click.echo(zin("laad.bag", doel=doel, regels=regels))

"""``rio-soap publiceer``: the open data of today."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.console import voortgang
from rio_soap.opendata.publiceren import Publicatiefout, Publicatievoortgang, Uitkomst
from rio_soap.opendata.publiceren import publiceer as publiceer_
from rio_soap.opendata.werkverdeling import Hulpfout
from rio_soap.setup.publishing import make_uitgave
from rio_soap.setup.settings import read_settings


@click.command()
@click.option("--map", "map_", type=click.Path(file_okay=False, path_type=Path), help="Folder of the publications.")
@click.option("--processen", type=click.IntRange(1, 2), help="Work in so many processes.  [default: one per core]")
@click.pass_context
def publiceer(ctx: click.Context, map_: Path | None, processen: int | None) -> None:
    """Publish the open data of today: files, deltas, manifest, catalogue and signature, in a folder by the date.

    The folder is there when it is whole, and never changes. The first time everything is read, afterwards what changed
    since the publication before. A run that was broken off is simply run again. A day that was published already is
    left as it is. Exit code 1 when there is no publication of today: that of before stays the newest.
    """
    uitgave = make_uitgave(read_settings(file=ctx.obj), map_, processen)
    with _balk() as gang:
        try:
            uitkomst = publiceer_(uitgave, gang)
        except (Publicatiefout, Hulpfout) as fout:
            raise click.ClickException(str(fout)) from fout
    _toon(uitkomst, uitgave.map_.van(uitkomst.datum))


@contextmanager
def _balk() -> Iterator[Publicatievoortgang]:
    """A progress bar in objects, on a terminal only."""
    with voortgang("publiceer") as balk:
        yield Publicatievoortgang(balk.meer, balk.stap, lambda regel: click.echo(regel, err=True))


def _toon(uitkomst: Uitkomst, map_: Path) -> None:
    if not uitkomst.nieuw or uitkomst.dag is None:
        click.echo(zin("publiceer.al", map=map_))
        return
    dag, rijen = uitkomst.dag, sum(feit.rijen or 0 for feit in uitkomst.dag.bestanden.values())
    vorige = (
        zin("publiceer.eerste")
        if dag.vorige is None
        else zin("publiceer.na", dag=dag.vorige, nummer=dag.vorig_volgnummer)
    )
    click.echo(zin("publiceer.gedaan", map=map_, nummer=dag.volgnummer, vorige=vorige))
    click.echo(zin("publiceer.inhoud", rijen=rijen, gelijk=uitkomst.gelijk))
    for geruimd in uitkomst.geruimd:
        click.echo(zin("publiceer.geruimd", map=geruimd))

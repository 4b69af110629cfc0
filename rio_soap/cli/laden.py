"""``rio-soap laad``: the trial set, or a folder of DUO's open data."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from rio_soap.bevinding import opdrachttaal
from rio_soap.bevinding.spraak import zin
from rio_soap.cli.console import voortgang
from rio_soap.cli.laad_bag import laad_bag
from rio_soap.register.opendata import laden, niet_bewaard
from rio_soap.register.opendata.csvlezer import Bestandsfout
from rio_soap.register.opendata.load_report import RowNotice, Verslag
from rio_soap.register.proefdata import proef
from rio_soap.setup import register_use, rules
from rio_soap.setup.settings import read_settings

_ONBRUIKBAAR = 3
"""Exit code of a load that left rows out for what they say themselves."""


class _Laadgroep(click.Group):
    """Takes whatever is no subcommand for a folder."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A subcommand by its name, else the loader of a folder with all arguments."""
        if args and args[0] not in self.commands:
            return "MAP", opdrachttaal.vertaal(_laad_map, "laad", "MAP"), args
        return super().resolve_command(ctx, args)


@click.group(cls=_Laadgroep, subcommand_metavar="proef | MAP [OPTIONS]")
def laad() -> None:
    """Load data into the register: the trial set, or MAP, a folder with CSV files of DUO's open data.

    rio-soap laad MAP --help tells its options.
    """


laad.add_command(laad_bag)


@laad.command("proef")
@click.option("--set", "naam", default="basis", show_default=True, type=click.Choice(sorted(proef.SETS)))
@click.pass_context
def laad_proef(ctx: click.Context, naam: str) -> None:
    """Load the trial data (Hanzehogeschool and others); loading twice changes nothing."""
    with register_use.open_register(read_settings(file=ctx.obj)) as register:
        register.schrijf(lambda session: proef.laad_proef(session, naam))
    click.echo(zin("laad.proef", naam=naam))


@click.command("MAP")
@click.argument("map_", metavar="MAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--toon", default=20, show_default=True, type=click.IntRange(0), help="Show so many rows not placed.")
@click.option("--verslag", type=click.Path(dir_okay=False, path_type=Path), help="Write all of them to this CSV file.")
@click.pass_context
def _laad_map(ctx: click.Context, map_: Path, toon: int, verslag: Path | None) -> None:
    """Load the CSV files of DUO's open data that are in MAP, as many as there are.

    Objects that are equal stay, others are written whole; none is removed. A load that was broken off is simply run
    again. What changes is told to those who follow the changes, except in a register that held nothing yet. Rows that
    cannot be placed are told and left out. Exit code 1 when a file is not in its published form, 3 when all was loaded
    but rows with a value that no answer of the contract could hold.
    """
    settings = read_settings(file=ctx.obj)
    with register_use.open_register(settings) as register, _schrijver(verslag) as schrijf:
        uitkomst = Verslag(toon=toon, schrijf=schrijf)
        try:
            with _balk(map_) as vooruit:
                moment = rules.make_clock(settings).nu() if register.schrijf(laden.heeft_objecten) else None
                laden.laad(map_, register.schrijf, moment=moment, verslag=uitkomst, voortgang=vooruit)
        except laden.GeenBestanden as fout:
            raise click.ClickException(str(fout)) from fout
        except Bestandsfout as fout:
            _toon(uitkomst)
            raise click.ClickException(zin("laad.blijft", fout=fout)) from fout
    _toon(uitkomst)
    if uitkomst.onbruikbaar:
        click.echo(zin("laad.onbruikbaar", aantal=uitkomst.onbruikbaar), err=True)
        ctx.exit(_ONBRUIKBAAR)


@contextmanager
def _balk(map_: Path) -> Iterator[laden.Voortgang]:
    """A progress bar in bytes, on a terminal only."""
    with voortgang("laad", laden.omvang(map_, _grootte), "bytes") as balk:

        def vooruit(soort: str, deel: float) -> None:
            balk.noem(soort)
            balk.stap(deel)

        yield vooruit


def _grootte(bestand: Traversable) -> int:
    return bestand.stat().st_size if isinstance(bestand, Path) else 0


@contextmanager
def _schrijver(bestand: Path | None) -> Iterator[Callable[[RowNotice], None] | None]:
    """Writes meldingen to a CSV file."""
    if bestand is None:
        yield None
        return
    with bestand.open("w", encoding="utf-8", newline="") as stroom:
        rijen = csv.writer(stroom)
        rijen.writerow(("file", "line", "placed", "reason", "explanation"))
        yield lambda m: rijen.writerow((m.bestand, m.regel, "yes" if m.geplaatst else "no", m.reden, m.uitleg))


def _toon(verslag: Verslag) -> None:
    """What happened, on standard output."""
    per_soort: dict[str, Counter[str]] = {}
    for (soort, uitkomst), aantal in verslag.objecten.items():
        per_soort.setdefault(soort, Counter())[uitkomst] = aantal
    for soort, aantallen in per_soort.items():
        nieuw, gewijzigd, gelijk = (aantallen[uitkomst] for uitkomst in ("nieuw", "gewijzigd", "gelijk"))
        weg = zin("laad.vervangen", aantal=vervangen) if (vervangen := aantallen["vervangen"]) else ""
        click.echo(zin("laad.aantallen", soort=soort, nieuw=nieuw, gewijzigd=gewijzigd, gelijk=gelijk) + weg)
    click.echo(zin("laad.gelezen", rijen=sum(verslag.rijen.values()), bestanden=len(verslag.rijen)))
    for kolom, reden in niet_bewaard.REDENEN.items():
        if aantal := sum(cellen for (_, naam), cellen in verslag.niet_bewaard.items() if naam == kolom):
            click.echo(zin("laad.niet_bewaard", aantal=aantal, kolom=kolom, reden=reden))
    if verslag.onbekend:
        click.echo(zin("laad.onbekend", bestanden=", ".join(verslag.onbekend)))
    for reden, aantal in verslag.niet_geplaatst.most_common():
        click.echo(zin("laad.niet_geplaatst", aantal=aantal, reden=reden))
    for reden, aantal in verslag.bijzonder.most_common():
        click.echo(zin("laad.geplaatst", aantal=aantal, reden=reden))
    for melding in verslag.eerste:
        click.echo(f"  {melding}")
    if (meer := verslag.niet_geplaatst.total() + verslag.bijzonder.total() - len(verslag.eerste)) > 0:
        click.echo("  " + zin("laad.meer", aantal=meer))

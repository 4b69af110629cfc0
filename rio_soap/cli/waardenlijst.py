"""The commands ``rio-soap waardenlijst`` and ``rio-soap kenmerk``: what is in force, and whether a file can be used."""

from datetime import date, datetime
from pathlib import Path

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import OUTPUT
from rio_soap.setup import rules
from rio_soap.setup.settings import read_settings

_DAG = click.DateTime(["%Y-%m-%d"])


@click.group()
def waardenlijst() -> None:
    """The value lists in force: those of the package, or of the file in RIO_WAARDENLIJSTEN."""


@waardenlijst.command("lijst")
@click.pass_context
def waardenlijst_lijst(ctx: click.Context) -> None:
    """Every list with its number of values."""
    lijsten = rules.load_lijsten(read_settings(file=ctx.obj))
    for naam in sorted(lijsten.lijsten):
        click.echo(f"{naam}  {len(lijsten.waarden(naam))}")


@waardenlijst.command("toon")
@click.argument("naam")
@click.option("--op", type=_DAG, help="Only values that are valid on this day (yyyy-mm-dd).")
@click.pass_context
def waardenlijst_toon(ctx: click.Context, naam: str, op: datetime | None) -> None:
    """The values of a list: value, first and last day, source, description."""
    lijsten = rules.load_lijsten(read_settings(file=ctx.obj))
    if lijsten.ontbrekend([naam]):
        raise click.ClickException(zin("waardenlijst.geen", naam=naam))
    for w in lijsten.waarden(naam, op.date() if op else None):
        herkomst = "+".join(sorted(w.herkomst))
        click.echo(f"{w.waarde}  {_van_tot(w.vanaf, w.tot)}  {herkomst}  {w.omschrijving}".rstrip())


@waardenlijst.command("controleer")
@click.argument("bestand", type=OUTPUT)
@click.pass_context
def waardenlijst_controleer(ctx: click.Context, bestand: Path) -> None:
    """Whether the service can run with this file as RIO_WAARDENLIJSTEN; exit code 1 when not."""
    settings = read_settings(file=ctx.obj, waardenlijsten=str(bestand))
    lijsten = rules.load_lijsten(settings)
    rules.load_kenmerken(settings, lijsten)
    aantal = sum(len(lijsten.waarden(naam)) for naam in lijsten.lijsten)
    click.echo(zin("waardenlijst.bruikbaar", bestand=bestand, lijsten=len(lijsten.lijsten), waarden=aantal))


@click.group()
def kenmerk() -> None:
    """The kenmerken in force: those of the package, or of the file in RIO_KENMERKEN."""


@kenmerk.command("toon")
@click.argument("object", required=False)
@click.option("--op", type=_DAG, help="Only what holds for an object that begins on this day (yyyy-mm-dd).")
@click.pass_context
def kenmerk_toon(ctx: click.Context, object: str | None, op: datetime | None) -> None:
    """The kenmerken of an object (hoOpleiding), or of all: name, how often, element of the value, list, days."""
    settings = read_settings(file=ctx.obj)
    tabel = rules.load_kenmerken(settings, rules.load_lijsten(settings))
    if object is not None and not tabel.van(object):
        raise click.ClickException(zin("kenmerk.geen", object=object, bekend=", ".join(sorted(tabel.regels))))
    for element in [object] if object is not None else sorted(tabel.regels):
        for regel in tabel.van(element):
            if op is None or regel.geldt(op.date()):
                conf = regel.conf
                soort = conf.waardenlijst or conf.waarde_element
                days = _van_tot(regel.vanaf, regel.tot)
                click.echo(f"{element}  {conf.naam}  {conf.min}..{conf.max}  {soort}  {days}")


@kenmerk.command("controleer")
@click.argument("bestand", type=OUTPUT)
@click.pass_context
def kenmerk_controleer(ctx: click.Context, bestand: Path) -> None:
    """Whether the service can run with this file as RIO_KENMERKEN; exit code 1 when not."""
    settings = read_settings(file=ctx.obj, kenmerken=str(bestand))
    tabel = rules.load_kenmerken(settings, rules.load_lijsten(settings))
    aantal = sum(len(regels) for regels in tabel.regels.values())
    click.echo(zin("kenmerk.bruikbaar", bestand=bestand, aantal=aantal, soorten=len(tabel.regels)))


def _van_tot(vanaf: date | None, tot: date | None) -> str:
    if vanaf is None and tot is None:
        return zin("waardenlijst.altijd")
    return zin("waardenlijst.van_tot", vanaf=vanaf or "…", tot=tot or "…")

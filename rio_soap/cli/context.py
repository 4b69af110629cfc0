"""The commands ``rio-soap context``: which communicatiecontexten there are, and replacing them."""

from pathlib import Path

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import FILE, OUTPUT, Unusable, write
from rio_soap.register.bevoegdheid.contexten import Contextfout, Contextsoort, contexten, lees_contexten
from rio_soap.register.contact.contexttabel import schrijf_contexten, vervang_contexten
from rio_soap.register.regels.uitslag import Context, Registerinstellingen
from rio_soap.setup import register_use, rules
from rio_soap.setup.settings import read_settings


@click.group()
def context() -> None:
    """Communicatiecontexten: for what an eenheid can be reached, who may read that, and which eenheden have it."""


@context.command("lijst")
@click.option("--vorm", type=click.Choice(["tekst", "csv"]), default="tekst", help="csv: as vervang reads it.")
@click.option("--uit", type=OUTPUT, metavar="BESTAND", help="Write to this file.")
@click.pass_context
def context_lijst(ctx: click.Context, vorm: str, uit: Path | None) -> None:
    """All contexten that the register holds, of every day."""
    settings = read_settings(file=ctx.obj)
    with register_use.open_register(settings) as register, register.lees() as session:
        soorten = contexten(session)
    write(schrijf_contexten(soorten) if vorm == "csv" else "\n".join(map(_regel, soorten)), uit)


@context.command("vervang")
@click.argument("bestand", type=FILE)
@click.pass_context
def context_vervang(ctx: click.Context, bestand: Path) -> None:
    """Put the contexten of a file in the place of those that there are; in force on the next message.

    Who follows the feed hears of each contactadres that is opened or restricted by it.
    """
    settings = read_settings(file=ctx.obj)
    moment, regels = rules.make_clock(settings).nu(), Registerinstellingen(lijsten=rules.load_lijsten(settings))
    operator = Context("", moment, "vervang", regels, kanaal="BESTAND")
    try:
        nieuw = lees_contexten(bestand.read_text(encoding="utf-8-sig"))
        with register_use.open_register(settings) as register:
            verschil = register.schrijf(lambda session: vervang_contexten(session, operator, nieuw))
    except Contextfout as fout:
        raise Unusable(f"{bestand}: {fout}") from fout
    except UnicodeDecodeError as fout:
        raise Unusable(zin("context.utf8", bestand=bestand, byte=fout.start)) from fout
    for teken, soorten in (("-", verschil.weg), ("+", verschil.nieuw)):
        for soort in soorten:
            click.echo(f"{teken} {_regel(soort)}")
    for naam, aantal in verschil.gemeld.items():
        click.echo(zin("context.gemeld", aantal=aantal, naam=naam))
    click.echo(zin("context.geldig", aantal=len(nieuw)))


def _regel(soort: Contextsoort) -> str:
    lezers = zin("context.openbaar") if soort.openbaar else zin("context.voor", wie=_lezers(soort))
    dagen = zin("context.vanaf", van=soort.begindatum)
    if soort.einddatum is not None:
        dagen = zin("context.van_tot", van=soort.begindatum, tot=soort.einddatum)
    eenheden = soort.eenheden or zin("context.geen_eenheid")
    return f"{soort.naam}  {lezers}  {dagen}  {eenheden}"


def _lezers(soort: Contextsoort) -> str:
    return soort.lezersrollen or zin("context.instelling")

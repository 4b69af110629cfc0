"""The commands ``rio-soap logboek`` and ``rio-soap bewijs``: the chained berichtenlog, and one delivery out of it."""

import re
from pathlib import Path

import click

from rio_soap.bevinding.spraak import rapportzin, zin
from rio_soap.cli.logberichten import logboek_lijst, logboek_toon, logboek_volg
from rio_soap.cli.parameters import FILE, OUTPUT, link
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.register.logboek.evidence import NoEvidence, zoek_bericht
from rio_soap.setup import register_use
from rio_soap.setup.log_check import LogQuestion, LogReport, check_log
from rio_soap.setup.settings import read_settings
from rio_soap.workbench.bewijs import schrijf_bewijs


@click.group()
def logboek() -> None:
    """The berichtenlog: every message with its answer, chained."""


for _opdracht in (logboek_lijst, logboek_toon, logboek_volg):
    logboek.add_command(_opdracht)


@logboek.command("controleer")
@click.option(
    "--bekend", multiple=True, type=link, metavar="NUMMER:HASH", help="A link that was noted earlier; repeatable."
)
@click.option(
    "--eerder-certificaat",
    "eerder",
    multiple=True,
    type=FILE,
    help="Certificate with which this service signed before (PEM or DER); repeatable. Marks of a key that is not named "
    "are findings.",
)
@click.option(
    "--eerder-sleutel",
    "sleutels",
    multiple=True,
    type=FILE,
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
    type=FILE,
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
    question = LogQuestion(dict(bekend), eerder, sleutels, ongestempeld_tot, getuigen)
    report = check_log(read_settings(file=ctx.obj), question)
    _show(report)
    if report.findings:
        ctx.exit(1)


def _show(report: LogReport) -> None:
    chain, witnessed = report.chain, report.witnessed
    for finding in report.findings:
        click.echo(finding)
    click.echo(rapportzin("log.aantallen", schakels=chain.schakels, bevindingen=len(report.findings), open=chain.open))
    if report.files:
        files = ", ".join(map(str, report.files))
        click.echo(rapportzin("log.vergeleken", aantal=witnessed.hoofden, bestanden=files))
    else:
        click.echo(rapportzin("log.niet_vergeleken"))
    if witnessed.tijdstempel is not None:
        moment, head = witnessed.tijdstempel
        click.echo(rapportzin("log.tijdstempel", nummer=head.volgnummer, moment=schrijf_tijdstip(moment)))
    if chain.andere_sleutel:
        click.echo(rapportzin("log.andere_stempels", aantal=chain.andere_sleutel))
    number, hash_ = chain.laatste
    if number:
        click.echo(rapportzin("log.laatste", nummer=number, hash=hash_.hex()))


@click.command()
@click.argument("kenmerk", metavar="UUID")
@click.option("--uit", type=OUTPUT, help="File [default: UUID.bewijs.json].")
@click.pass_context
def bewijs(ctx: click.Context, kenmerk: str, uit: Path | None) -> None:
    """Export one delivery, by its identificatiecodeBedrijfsdocument or MessageID, as one file.

    `rio-soap controleer` verifies it, anywhere, without the database.
    """
    with register_use.open_register(read_settings(file=ctx.obj)) as register, register.lees() as session:
        try:
            bericht = zoek_bericht(session, kenmerk)
        except NoEvidence as error:
            raise click.ClickException(str(error)) from error
    name = re.sub(r"[^0-9A-Za-z-]", "_", kenmerk.rpartition(":")[2])
    path = uit or Path(f"{name}.bewijs.json")
    path.write_text(schrijf_bewijs(bericht), "utf-8")
    if bericht.link is None:
        click.echo(zin("logboek.open"), err=True)
    click.echo(str(path))

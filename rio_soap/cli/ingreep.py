"""The commands ``rio-soap ingreep``: the operator removes or ends an object of whatever owner, with the reason."""

from datetime import date, datetime
from functools import partial

import click
from lxml import etree

from rio_soap.bevinding import Taal
from rio_soap.bevinding.spraak import rapportzin, zin
from rio_soap.cli.oorzaaktekst import foutmeldingtekst, oorzaaktekst
from rio_soap.cli.parameters import Unusable, needs_register
from rio_soap.cli.taalkeuze import met_taal
from rio_soap.contract.mapping import Vormfout
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.ingreepvoorstel import SOORTEN, NietTeDoen, Voorstel, stel_voor
from rio_soap.service import ingreep as uitvoering
from rio_soap.service.eigen_bericht import vertrouw_eigen
from rio_soap.setup import keys, register_use, rules, service
from rio_soap.setup.settings import Settings, read_settings
from rio_soap.workbench.preview import blik_vooruit
from rio_soap.workbench.voorbeeldweergave import FORMATEN


@click.group()
def ingreep() -> None:
    """Remove or end an object of whatever owner, as operator: with the reason, in the log.

    For when an institution holds what another owns, and neither can or will let go: an aangeboden opleiding on the unit
    of another keeps that from ending and from removal. All rules hold, save whose the object is (AUT401). Without
    --uitvoeren nothing is done: what would be is shown. What is so already is left as it is, so that a command can be
    given again.

    \b
    SOORT and SLEUTEL are one of:
      aangebodenOpleiding CODE
      opleidingsrelatie CODE CODE BEGINDATUM
      opleidingseenheid CODE
      onderwijsaanbieder CODE
      onderwijslocatiegebruik BESTUUR LOCATIE

    Exit codes: 0 done, nothing to do, or shown; 1 refused by a rule; 2 unusable input; 3 changed meanwhile.
    """


def _reden(ctx: click.Context, _param: click.Parameter, tekst: str) -> str:
    if not uitvoering.is_reden(tekst):
        raise click.BadParameter(zin("ingreep.reden", meeste=uitvoering.MAX_REDEN))
    return tekst


_SOORT = click.argument("soort", type=click.Choice(list(SOORTEN)), metavar="SOORT")
_SLEUTEL = click.argument("sleutel", nargs=-1, required=True)
_WAAROM = click.option("--reden", required=True, callback=_reden, help="Why; it is signed and logged with the message.")
_UITVOEREN = click.option("--uitvoeren", is_flag=True, help="Do it; without this it is only shown.")
_FORMAAT = click.option("--formaat", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True)


@ingreep.command("verwijder")
@_SOORT
@_SLEUTEL
@_WAAROM
@_UITVOEREN
@met_taal
@_FORMAAT
@click.pass_context
def verwijder(
    ctx: click.Context, soort: str, sleutel: tuple[str, ...], reden: str, uitvoeren: bool, taal: Taal, formaat: str
) -> None:
    """Remove an object."""
    _grijp_in(ctx, soort, sleutel, None, reden, taal, formaat, uitvoeren=uitvoeren)


@ingreep.command("beeindig")
@_SOORT
@_SLEUTEL
@click.option(
    "--per", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="The end, not included."
)
@_WAAROM
@_UITVOEREN
@met_taal
@_FORMAAT
@click.pass_context
def beeindig(
    ctx: click.Context,
    soort: str,
    sleutel: tuple[str, ...],
    per: datetime,
    reden: str,
    uitvoeren: bool,
    taal: Taal,
    formaat: str,
) -> None:
    """Give an object an end, or another end; the rest of it stays as it was delivered."""
    _grijp_in(ctx, soort, sleutel, per.date(), reden, taal, formaat, uitvoeren=uitvoeren)


@ingreep.command("lijst")
@click.pass_context
def lijst(ctx: click.Context) -> None:
    """What was done so, oldest first: number in the log, moment, operation, object, outcome, reason."""
    settings = read_settings(file=ctx.obj)
    with register_use.open_register(settings) as register, register.lees() as session:
        for r in uitvoering.lijst(session, settings.oin):
            uitkomst = rapportzin("ingreep.is_gedaan" if r.goedgekeurd else "ingreep.is_geweigerd")
            click.echo(f"{r.id}  {r.moment.isoformat()}  {r.operatie} {r.sleutel}  {uitkomst}  {r.reden}")


def _grijp_in(
    ctx: click.Context,
    soort: str,
    sleutel: tuple[str, ...],
    per: date | None,
    reden: str,
    taal: Taal,
    formaat: str,
    *,
    uitvoeren: bool,
) -> None:
    settings = read_settings(file=ctx.obj)
    needs_register(settings)
    with register_use.open_register(settings) as register:
        try:
            with register.lees() as session:
                voorstel = stel_voor(session, soort, sleutel, per)
            if voorstel is None:
                wat = f"{soort} {' '.join(sleutel)}"
                click.echo(zin("ingreep.weg", wat=wat) if per is None else zin("ingreep.eindigt", wat=wat, per=per))
            elif uitvoeren:
                nogmaals = partial(stel_voor, soort=soort, sleutel=sleutel, per=per)
                ctx.exit(_voer_uit(settings, register, voorstel, reden, nogmaals))
            else:
                ctx.exit(_toon(settings, register, voorstel, taal, formaat))
        except (NietTeDoen, Vormfout) as fout:
            raise Unusable(str(fout)) from fout


def _toon(settings: Settings, register: Register, voorstel: Voorstel, taal: Taal, formaat: str) -> int:
    """What it would do, as `rio-soap voorbeeld` shows a delivery; gives the exit code."""
    klok = rules.make_clock(settings)
    _, element = uitvoering.verzoek(voorstel, settings.oin, klok)
    kader = service.make_kader(settings, register)
    bekijk = service.make_preview(settings, register, beheerder=True)
    blik = blik_vooruit("ingreep", etree.tostring(element), kader, bekijk)
    click.echo(FORMATEN[formaat]([blik], taal).rstrip("\n"))
    return 0 if blik.rapport.goed else 1


def _voer_uit(
    settings: Settings, register: Register, voorstel: Voorstel, reden: str, nogmaals: uitvoering.Nogmaals
) -> int:
    """Do it; gives the exit code."""
    vertrouwen = vertrouw_eigen("beheer", keys.load_key_pair(settings).der, settings.oin)
    pijplijn = service.make_pipeline(settings, register, vertrouwen, beheerder=True)
    try:
        gedaan = uitvoering.voer_uit(pijplijn, voorstel, reden, nogmaals)
    except uitvoering.Veranderd:
        click.echo(zin("ingreep.veranderd"), err=True)
        return 3
    except Edufout as fout:
        click.echo(zin("ingreep.geweigerd", waarom=fout) + oorzaaktekst(fout.bevindingen), err=True)
        return 1
    for code, tekst, sleutels in gedaan.foutmeldingen:
        click.echo(foutmeldingtekst(code, tekst, sleutels), err=True)
    if gedaan.foutmeldingen:
        return 1
    click.echo(zin("ingreep.gedaan", operatie=voorstel.operatie, code=gedaan.code))
    return 0

"""``rio-soap verschil``: in what two signed messages differ."""

import json
from pathlib import Path

import click

from rio_soap.bevinding import Taal, Tekst, toon
from rio_soap.cli.oorzaaktekst import oorzaaktekst
from rio_soap.cli.parameters import FILE
from rio_soap.cli.taalkeuze import met_taal
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.setup import rules
from rio_soap.setup.settings import read_settings
from rio_soap.workbench.bestandssoort import soort_bestand
from rio_soap.workbench.verschil import als_gegevens, als_tekst, vergelijk


@click.command("verschil")
@click.argument("a", type=FILE)
@click.argument("b", type=FILE)
@met_taal
@click.option("--formaat", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True)
@click.pass_context
def verschil_(ctx: click.Context, a: Path, b: Path, taal: Taal, formaat: str) -> None:
    """Compare two signed messages, or what was sent (A) with what arrived (B), in the bytes that are signed.

    Exit codes: 0 all signed parts are equal, 1 they differ, 2 unusable input.
    """
    profiel = rules.make_profile(read_settings(file=ctx.obj))
    een, ander = _lees(a, profiel), _lees(b, profiel)
    for pad, data in ((a, een), (b, ander)):
        if (soort := soort_bestand(data)) is not None:
            geen = Tekst.met("werkbank.geen-bericht-maar", soort=soort.naam)
            click.echo(f"{pad}: {toon(geen, taal)}", err=True)
            ctx.exit(2)
    try:
        verschil = vergelijk(een, ander, profiel)
    except Edufout as fout:
        click.echo(f"{a}, {b}: {fout}{oorzaaktekst(fout.bevindingen)}", err=True)
        ctx.exit(2)
    except ValueError as fout:
        click.echo(f"{a}, {b}: {fout}", err=True)
        ctx.exit(2)
    if formaat == "json":
        click.echo(json.dumps(als_gegevens(verschil, taal), ensure_ascii=False, indent=2))
    else:
        click.echo(als_tekst(verschil, taal))
    ctx.exit(0 if verschil.gelijk else 1)


def _lees(pad: Path, profiel: Profiel) -> bytes:
    """A little more than allowed is enough to say that it is too large."""
    with pad.open("rb") as bestand:
        return bestand.read(profiel.maximum_bytes + 1)

"""``rio-soap uitleg``: the documentation, wherever it is installed."""

import click

from rio_soap.bevinding import documentatie, oorzaken
from rio_soap.bevinding.spraak import gekozen, zin
from rio_soap.cli.parameters import Unusable


@click.command("uitleg")
@click.argument("wat", required=False)
@click.option("--pad", is_flag=True, help="Only where it is.")
def uitleg(wat: str | None, pad: bool) -> None:
    """Show what explains WAT: a cause (`sha1`), a foutcode (`A01010`), or a page (`rondgang`, `fouten/waarden`);
    without it, all pages.

    A reference of a report, such as docs/fouten/sha1.md#sha1, is shown too. Pages are in English, and travel with the
    package; in Dutch, what is wrong and how to mend it stands above them.
    """
    try:
        if wat is None:
            click.echo("\n".join(map(str, [documentatie.map_(), *documentatie.namen()])))
        elif pad:
            click.echo(str(documentatie.map_() / f"{documentatie.bladzijde_van(wat)[0]}.md"))
        else:
            click.echo(_kort(wat) + documentatie.tekst(wat).rstrip())
    except KeyError as error:
        raise Unusable(zin("uitleg.onbekend", wat=wat)) from error
    except FileNotFoundError as error:
        raise Unusable(zin("uitleg.weg")) from error


def _kort(wat: str) -> str:
    """For who reads Dutch: what is wrong and how to mend it, above the page."""
    oorzaak = oorzaken().get(documentatie.bladzijde_van(wat)[1])
    if oorzaak is None or gekozen() != "nl":
        return ""
    mens = zin("uitleg.kort", titel=oorzaak.titel("nl"), herstel=oorzaak.herstel("nl"))
    return f"{mens}\n\n"

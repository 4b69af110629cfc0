"""``rio-soap uitleg``: the documentation, wherever it is installed."""

import click

from rio_soap.bevinding import documentatie
from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import Unusable


@click.command("uitleg")
@click.argument("wat", required=False)
@click.option("--pad", is_flag=True, help="Only where it is.")
def uitleg(wat: str | None, pad: bool) -> None:
    """Show what explains WAT: a cause (`sha1`), or a page (`rondgang`, `fouten/waarden`); without it, all pages.

    A reference of a report, such as docs/fouten/sha1.md#sha1, is shown too. Pages are in English, and travel with the
    package.
    """
    try:
        if wat is None:
            click.echo("\n".join(map(str, [documentatie.map_(), *documentatie.namen()])))
        elif pad:
            click.echo(str(documentatie.map_() / f"{documentatie.bladzijde_van(wat)[0]}.md"))
        else:
            click.echo(documentatie.tekst(wat).rstrip())
    except KeyError as error:
        raise Unusable(zin("uitleg.onbekend", wat=wat)) from error
    except FileNotFoundError as error:
        raise Unusable(zin("uitleg.weg")) from error

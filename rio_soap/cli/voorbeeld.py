"""``rio-soap voorbeeld``: what deliveries would do to the register as it is; nothing is stored."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rio_soap.bevinding import Taal
from rio_soap.cli.console import schrijf_verslag
from rio_soap.cli.controleer import lees_moment
from rio_soap.cli.parameters import FILE, OUTPUT, Unusable, needs_register
from rio_soap.cli.taalkeuze import met_taal
from rio_soap.setup import register_use, service
from rio_soap.setup.settings import read_settings
from rio_soap.workbench.controle import Kader, Op
from rio_soap.workbench.preview import Bekijk, Vooruitblik, blik_vooruit
from rio_soap.workbench.voorbeeldweergave import FORMATEN

if TYPE_CHECKING:
    from rich.console import RenderableType

_CODES = {"goed": 0, "verwijdert": 3, "geweigerd": 1, "onbruikbaar": 2}
_ZWAARSTE = (0, 3, 1, 2)
"""Of several files the last of these counts."""


@click.command("voorbeeld")
@click.argument("bestanden", nargs=-1, required=True, type=FILE)
@met_taal
@click.option("--formaat", type=click.Choice(list(FORMATEN)), default="tekst", show_default=True)
@click.option("--uit", type=OUTPUT, help="File for the report [default: output].")
@click.option(
    "--op",
    callback=lees_moment,
    metavar="nu|created|MOMENT",
    default="nu",
    show_default=True,
    help="Judge as of now, at the message's own wsu:Created, or at a moment (ISO 8601 with offset).",
)
@click.pass_context
def voorbeeld_(
    ctx: click.Context, bestanden: tuple[Path, ...], taal: Taal, formaat: str, uit: Path | None, op: Op
) -> None:
    """Show what deliveries would do: what vanishes, changes and appears, and whether RIO would take them.

    FILE is an envelope or a bare body; each is held against the register as it is now, not after the one before it.
    Nothing is stored.

    Exit codes: 0 accepted and nothing vanishes, 1 would be refused, 2 no preview possible, 3 accepted and something
    vanishes. Of several files the worst: 2, then 1, then 3.
    """
    settings = read_settings(file=ctx.obj)
    needs_register(settings)
    try:
        with register_use.open_register(settings) as register:
            kader, bekijk = service.make_kader(settings, register, op), service.make_preview(settings, register)
            blikken = [_bekijk(pad, kader, bekijk) for pad in bestanden]
    except register_use.RegisterUnusable as fout:
        raise Unusable(str(fout)) from fout

    def mooi() -> "RenderableType":
        from rio_soap.cli import terminalverslag  # here: rich is for a terminal only

        return terminalverslag.blikken(blikken, taal)

    schrijf_verslag(lambda: FORMATEN[formaat](blikken, taal), mooi, uit, formaat)
    ctx.exit(max((_CODES[blik.oordeel] for blik in blikken), key=_ZWAARSTE.index))


def _bekijk(pad: Path, kader: Kader, bekijk: Bekijk) -> Vooruitblik:
    with pad.open("rb") as bestand:
        data = bestand.read(kader.profiel.maximum_bytes + 1)
    return blik_vooruit(str(pad), data, kader, bekijk)

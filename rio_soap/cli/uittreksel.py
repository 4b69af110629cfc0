"""``rio-soap uittreksel``: what the register says of an organisation, as a signed file."""

from datetime import datetime
from pathlib import Path

import click

from rio_soap.cli.parameters import OUTPUT, Unusable, moment, needs_register, oin
from rio_soap.setup import register_use
from rio_soap.setup.extracts import ExtractQuestion, NoExtract, make_extract
from rio_soap.setup.settings import read_settings

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("sleutel")
@click.option("--geldig-op", type=_DAY, metavar="JJJJ-MM-DD", help="Day in the world [default: today].")
@click.option("--bekend-op", type=moment, metavar="MOMENT", help="By what the register knew then [default: now].")
@click.option("--voor", type=oin, metavar="OIN", help="For whom: what that one may read [default: RIO_OIN].")
@click.option("--uit", "-o", type=OUTPUT, required=True, help="File.")
@click.pass_context
def uittreksel(
    ctx: click.Context,
    sleutel: str,
    geldig_op: datetime | None,
    bekend_op: datetime | None,
    voor: str | None,
    uit: Path,
) -> None:
    """Make an uittreksel of an eenheid or an instellingserkenning, signed by the service.

    SLEUTEL is the code of an eenheid (100B490), or erkenner/type/code of an erkenning (OCW/BEVOEGD_GEZAG/40169).
    `rio-soap controleer` checks it anywhere, without the register. Restricted contactadressen in it are written to the
    log of who read what, for the OIN of --voor.

    Exit codes: 0 made, 1 the register refuses it, 2 unusable input.
    """
    settings = read_settings(file=ctx.obj)
    needs_register(settings)
    question = ExtractQuestion(sleutel, geldig_op.date() if geldig_op else None, bekend_op, voor or settings.oin)
    with register_use.open_register(settings) as register:
        try:
            data = make_extract(settings, register, question)
        except NoExtract as error:
            raise click.ClickException(str(error)) from error
    try:
        uit.write_bytes(data)
    except OSError as error:
        raise Unusable(f"{uit}: {error.strerror}") from error
    click.echo(str(uit))

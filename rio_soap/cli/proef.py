"""``rio-soap proef``: a trial environment."""

import click

from rio_soap.setup.settings import read_settings
from rio_soap.setup.trial_run import TrialError, run_trial


@click.command("proef")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option("--eenmalig", is_flag=True, help="Stop after the delivery and its reading, without serving on.")
@click.pass_context
def proef(ctx: click.Context, host: str, port: int, eenmalig: bool) -> None:
    """A fresh trial environment: test PKI, trial data, one signed delivery read back, then serving."""
    try:
        run_trial(read_settings(file=ctx.obj), host, port, click.echo, once=eenmalig)
    except TrialError as error:
        raise click.ClickException(str(error)) from error

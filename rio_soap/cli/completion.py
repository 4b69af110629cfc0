"""``rio-soap completion``: what a shell needs to complete our commands."""

import click
from click.shell_completion import get_completion_class

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import Unusable

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Write what a shell completes rio-soap with, to be read at its start: `eval "$(rio-soap completion bash)"`."""
    kind = get_completion_class(shell)
    if kind is None:  # a click without this shell
        raise Unusable(zin("completion.onbekend", shell=shell))
    made = kind(ctx.find_root().command, {}, "rio-soap", "_RIO_SOAP_COMPLETE")
    try:
        click.echo(made.source())
    except RuntimeError as error:  # a bash that is too old
        raise Unusable(str(error)) from error

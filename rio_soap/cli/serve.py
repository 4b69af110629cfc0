"""``rio-soap serve``: the service."""

from pathlib import Path

import click

from rio_soap.cli.parameters import FILE
from rio_soap.setup import register_use, service, serving
from rio_soap.setup.settings import read_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--socket", type=click.Path(path_type=Path), help="Unix socket to serve on instead, behind nginx.")
@click.option("--tls-certificaat", type=FILE, help="Serve TLS with this certificate (PEM, with its chain).")
@click.option("--tls-sleutel", type=FILE, help="Its private key (PEM).")
@click.option("--tls-ca", type=FILE, help="CAs whose client certificates are taken (PEM).")
@click.option("--tls-crl", type=FILE, help="CRLs of those CAs (PEM).")
@click.pass_context
def serve(ctx: click.Context, /, host: str, port: int, socket: Path | None, **tls: Path | None) -> None:
    """Serve RIO V4, and the contract beside it, until stopped."""
    given = {name: str(path) for name, path in tls.items() if path is not None}
    if given:
        given["tls"] = "eigen"
    settings = read_settings(None, ctx.obj, **given)
    with register_use.open_register(settings) as register:
        application = service.make_application(settings, register)
        serving.serve(application, host, port, settings, socket, say=click.echo)

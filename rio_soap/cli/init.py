"""``rio-soap init`` and ``rio-soap tls-proefsleutels``: what has to be there before anything is served."""

import click

from rio_soap import geheim
from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling import proefpki
from rio_soap.setup import register_use, trial
from rio_soap.setup.settings import Settings, read_settings


@click.command()
@click.pass_context
def init(ctx: click.Context) -> None:
    """Create the database, or bring it to this version and its contract; make a test PKI when no certificate is there.

    What is as it should be stays, also beside a running service. To change something it wants the database for itself:
    stop the service and other commands first.
    """
    settings = read_settings(file=ctx.obj)
    where = geheim.toonbaar(settings.url)
    if register_use.is_current(settings):
        click.echo(zin("init.bij", waar=where))
        if settings.certificaat or trial.has_pki(settings):
            _tell_keys(settings)
        else:
            with register_use.own_directory(settings):
                _tell_keys(settings)
    else:
        with register_use.own(settings) as owned:
            register_use.migrate(owned.engine)
            register_use.warn(settings, owned.engine)
            click.echo(zin("init.klaar", waar=where))
            _tell_keys(settings)
    if trial.is_trial_dir(settings.data_dir):
        click.echo(zin("init.proefmap", map=settings.data_dir), err=True)


def _tell_keys(settings: Settings) -> None:
    """Make a test PKI, or what is missing of it, when no certificate is set."""
    if not settings.certificaat:
        trial.make_pki(settings)
        click.echo(zin("init.sleutels", map=settings.certificaatbestand.parent))


@click.command("tls-proefsleutels")
@click.option("--host", "hosts", multiple=True, default=("localhost", "127.0.0.1"), help="Name or IP; repeatable.")
@click.pass_context
def tls_proefsleutels(ctx: click.Context, hosts: tuple[str, ...]) -> None:
    """Make trial TLS keys with the CA of the trial PKI: a server for these hosts, a client, and the CA to trust."""
    settings = read_settings(file=ctx.obj)
    trial.make_pki(settings)
    pki = settings.data_dir / "pki"
    certificate, key = proefpki.maak_tls_server(pki, oin=settings.oin, hosts=hosts)
    click.echo(zin("init.server", certificaat=certificate, sleutel=key))
    click.echo(zin("init.client", certificaat=pki / "klant.pem", sleutel=pki / "klant.key"))
    click.echo(f"CA: {pki / 'ca.pem'}")

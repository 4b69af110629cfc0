"""The application behind the HTTP server of the settings: here the server is told what it has to know of RIO."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from wsgiref.types import WSGIApplication

from rio_soap.bevinding.spraak import zin
from rio_soap.contract.operaties import DIENSTEN
from rio_soap.edukoppeling import woordenboek
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.response import stel_fout_op
from rio_soap.edukoppeling.tekens import te_groot
from rio_soap.edukoppeling.zinsdelen import hoogstens, meer_dan
from rio_soap.server import memory
from rio_soap.server.application import Answer, Application, Lane
from rio_soap.server.http_server import Address, CannotServe, HttpServer
from rio_soap.service.tls_end import SLEUTEL
from rio_soap.service.wsgi import GEZOND, LEEFT, METRICS, ONTVANGEN, XML, RioToepassing
from rio_soap.setup.settings import Settings, SettingsError
from rio_soap.setup.tls_context import make_tls_context

_PATHS = {dienst.pad for dienst in DIENSTEN}
_LANES = {LEEFT: Lane.ALIVE, GEZOND: Lane.MANAGEMENT, METRICS: Lane.MANAGEMENT}
_MANAGEMENT_THREADS = 4


def _too_large(path: str, maximum: int) -> Answer | None:
    """The fault for a body that is refused before it is read: as that for one that is only a little too large."""
    if path not in _PATHS:
        return None
    fault = te_groot(meer_dan("bytes", maximum), hoogstens("bytes", maximum))
    return Answer("500 Internal Server Error", XML, stel_fout_op(fault, klok=SystemClock(), eigen_oin=""))


def make_http_server(
    wsgi: WSGIApplication, host: str, port: int, settings: Settings, socket: Path | None = None
) -> HttpServer:
    """A bound server of the settings.

    :param socket: path of a Unix socket to listen on instead of a port.
    :raises SettingsError: when the address cannot be bound, or when it would not fit the setting of TLS: on a port
        anyone could write the header that tells of a client certificate.
    """
    if settings.tls == "proxy" and socket is None:
        raise SettingsError(zin("dienst.proxy"))
    if settings.tls == "eigen" and socket is not None:
        raise SettingsError(zin("dienst.eigen"))
    application = Application(wsgi, ONTVANGEN, SLEUTEL, _LANES, _too_large, woordenboek.vol)
    try:
        return HttpServer(
            application,
            Address(host, port, socket),
            threads=settings.threads,
            max_body=settings.max_bericht,
            tls=make_tls_context(settings),
        )
    except CannotServe as fout:
        raise SettingsError(str(fout)) from fout


def serve(
    application: RioToepassing,
    host: str,
    port: int,
    settings: Settings,
    socket: Path | None = None,
    *,
    say: Callable[[str], None],
) -> None:
    """Serve until stopped, and say where.

    :param say: tells the user one line.
    :raises SettingsError: as `make_http_server`.
    """
    memory.limit_arenas()
    server = make_http_server(application, host, port, settings, socket)
    with management_beside(application, settings) as management:
        memory.freeze_objects()
        say(zin("serve.dienst", adres=server.address))
        if management is not None:
            say(zin("serve.beheer", adres=management.address))
        server.run()


@contextmanager
def management_beside(application: RioToepassing, settings: Settings) -> Iterator[HttpServer | None]:
    """Serve what stands beside the services on a port of its own, when the settings name one: plain HTTP.

    :raises SettingsError: when it cannot be bound.
    """
    if not settings.beheer_poort:
        yield None
        return
    plain = replace(settings, tls="geen", threads=_MANAGEMENT_THREADS)
    with make_http_server(application.beheer, settings.beheer_host, settings.beheer_poort, plain) as server:
        yield server

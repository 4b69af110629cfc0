"""The HTTP server: waitress, which buffers slow clients and needs nothing compiled."""

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

import click
from waitress.server import create_server

from rio_soap.cli.instellingen import Instellingen, Instellingsfout
from rio_soap.service.wsgi import RioToepassing


def maak_server(toepassing: RioToepassing, host: str, port: int, instellingen: Instellingen) -> Any:
    """A bound server that is not yet running.

    :raises Instellingsfout: when the address cannot be bound.
    """
    try:
        return create_server(
            toepassing,
            host=host,
            port=port,
            threads=instellingen.threads,
            ident="rio_soap",
            # one byte more than allowed reaches the application, which answers with a fault that says so
            max_request_body_size=instellingen.max_bericht + 2,
            inbuf_overflow=instellingen.max_bericht + 2,
            channel_timeout=60,
            clear_untrusted_proxy_headers=True,
        )
    except OSError as fout:
        raise Instellingsfout(f"cannot serve on {host}:{port}: {fout.strerror}") from fout


def bedien(toepassing: RioToepassing, host: str, port: int, instellingen: Instellingen) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished."""
    server = maak_server(toepassing, host, port, instellingen)
    click.echo(f"serving on http://{host}:{port}")
    draai(server)


def draai(server: Any) -> None:
    """Run a bound server until SIGTERM or SIGINT."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)
    try:
        server.run()
    finally:
        server.close()


def in_achtergrond(server: Any) -> Callable[[], None]:
    """Run a bound server in a thread; gives the function that stops it."""
    draad = threading.Thread(target=server.run, name="server", daemon=True)
    draad.start()

    def stop() -> None:
        server.close()
        draad.join(timeout=10)

    return stop


def _stop(_nummer: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def wacht() -> None:
    """Wait in the main thread until SIGTERM or SIGINT."""
    gestopt = threading.Event()
    signal.signal(signal.SIGTERM, lambda _nummer, _frame: gestopt.set())
    try:
        gestopt.wait()
    except KeyboardInterrupt:
        return

"""The HTTP server: waitress, which buffers slow clients and needs nothing compiled."""

import signal
import threading
from types import FrameType
from typing import Any, Self

import click
from waitress import wasyncore
from waitress.server import create_server

from rio_soap.cli.instellingen import Instellingen, Instellingsfout
from rio_soap.service.wsgi import RioToepassing


class HttpServer:
    """A bound server; run it in this thread with `draai`, or in its own as a context manager.

    :raises Instellingsfout: when the address cannot be bound.
    """

    def __init__(self, toepassing: RioToepassing, host: str, port: int, instellingen: Instellingen) -> None:
        self._kanalen: dict[int, Any] = {}
        try:
            self._server: Any = create_server(
                toepassing,
                map=self._kanalen,
                host=host,
                port=port,
                threads=instellingen.threads,
                ident="rio_soap",
                # a little more than allowed reaches the application, which answers with a fault that says so
                max_request_body_size=instellingen.max_bericht + 2,
                inbuf_overflow=instellingen.max_bericht + 2,
                channel_timeout=60,
                clear_untrusted_proxy_headers=True,
            )
        except OSError as fout:
            raise Instellingsfout(f"cannot serve on {host}:{port}: {fout.strerror}") from fout
        self._draad = threading.Thread(target=self._server.run, name="http", daemon=True)

    @property
    def port(self) -> int:
        """The port in use, also when 0 was asked."""
        return int(self._server.effective_port)

    def draai(self) -> None:
        """Serve until SIGTERM or SIGINT; requests under way are finished."""
        signal.signal(signal.SIGTERM, _stop)
        try:
            self._server.run()
        finally:
            self._server.close()

    def __enter__(self) -> Self:
        self._draad.start()
        return self

    def __exit__(self, *_: object) -> None:
        # Sockets are closed in the thread that waits for them; elsewhere it would trip over a closed one.
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._kanalen))
        self._draad.join(timeout=10)
        self._server.task_dispatcher.shutdown()


def bedien(toepassing: RioToepassing, host: str, port: int, instellingen: Instellingen) -> None:
    """Serve until stopped, and say where."""
    server = HttpServer(toepassing, host, port, instellingen)
    click.echo(f"serving on http://{host}:{server.port}")
    server.draai()


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

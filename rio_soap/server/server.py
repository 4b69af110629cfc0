"""The HTTP server: waitress, which buffers slow clients and needs nothing compiled.

It listens on a TCP port, with or without TLS of its own, or on a Unix socket behind nginx.
"""

import errno
import gc
import os
import signal
import socket as socketlib
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any, Self

import click
from waitress import wasyncore
from waitress.server import create_server

from rio_soap.server import memory, tls
from rio_soap.server.channel import stel_lus_in
from rio_soap.server.lanes import Loket
from rio_soap.server.reception import GRENZEN
from rio_soap.service.wsgi import RioToepassing, Toepassing
from rio_soap.setup.settings import Instellingen, Instellingsfout

_BEHEERDRADEN = 4
_OPRUIMEN = 5_000, 20, 20
"""New objects before a collection of the youngest, and collections before one of the next older."""


class HttpServer:
    """A bound server; run it in this thread with `draai`, or in its own as a context manager.

    :param socket: path of a Unix socket to listen on instead of a port; its owner and group may connect (mode 0660).
    :raises Instellingsfout: when the address cannot be bound, or when it would not fit the setting of TLS: on a port
        anyone could write the header that tells of a client certificate.
    """

    def __init__(
        self, toepassing: Toepassing, host: str, port: int, instellingen: Instellingen, socket: Path | None = None
    ) -> None:
        if (instellingen.tls == "proxy") and socket is None:
            raise Instellingsfout("RIO_TLS=proxy: needs --socket; on a port anyone could pretend to be nginx")
        if instellingen.tls == "eigen" and socket is not None:
            raise Instellingsfout("RIO_TLS=eigen: serves on a port, not on a socket")
        self._socket = socket
        self._kanalen: dict[int, Any] = {}
        plek: dict[str, Any] = {"host": host, "port": port}
        self.adres = f"{'https' if instellingen.tls == 'eigen' else 'http'}://{host}"
        if socket is not None:
            _moet_vrij_zijn(socket)
            plek = {"unix_socket": str(socket), "unix_socket_perms": "660"}
            self.adres = f"unix:{socket}"
        try:
            self._server: Any = _maak_server(toepassing, self._kanalen, instellingen, plek)
        except OSError as fout:
            raise Instellingsfout(f"cannot serve on {socket or f'{host}:{port}'}: {fout.strerror}") from fout
        except Instellingsfout:
            raise
        except ValueError as fout:  # waitress, for a name that nothing resolves
            raise Instellingsfout(f"cannot serve on {host}:{port}: no address of this machine") from fout
        if socket is None:
            self.adres += f":{self.port}"
        self._draad = threading.Thread(target=self._server.run, name="http", daemon=True)

    def sluit(self) -> None:
        """Give up an address on which nothing was served yet; one that was served on is given up by `__exit__`."""
        if self._draad.ident is None:
            wasyncore.close_all(self._kanalen)
            self._server.task_dispatcher.shutdown()

    @property
    def port(self) -> int:
        """The port in use, also when 0 was asked; 0 on a socket."""
        return 0 if self._socket else int(self._server.effective_port)

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
        with suppress(OSError):  # the loop may just have done it, for another reason to wake up
            self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._kanalen))
        self._draad.join(timeout=10)
        self._server.task_dispatcher.shutdown()


def _maak_server(
    toepassing: Toepassing, kanalen: dict[int, Any], instellingen: Instellingen, plek: dict[str, Any]
) -> Any:
    gemeen: dict[str, Any] = {
        "threads": instellingen.threads,
        "ident": "rio_soap",
        # a little more than allowed reaches the application, which answers with a fault that says so
        "max_request_body_size": instellingen.max_bericht + 2,
        "clear_untrusted_proxy_headers": True,
        **GRENZEN,
        **plek,
    }
    if instellingen.tls != "eigen":
        gemaakt = create_server(
            toepassing, kanalen, _dispatcher=Loket(instellingen.threads), channel_request_lookahead=1, **gemeen
        )
        for server in list(kanalen.values()):  # a name with two addresses has a server for each
            if hasattr(server, "channel_class"):
                stel_lus_in(server)
        return gemaakt
    context = tls.maak_context(
        Path(instellingen.tls_certificaat),
        Path(instellingen.tls_sleutel),
        Path(instellingen.tls_ca),
        Path(instellingen.tls_crl) if instellingen.tls_crl else None,
    )
    return tls.TlsServer(toepassing, context, kanalen, **gemeen)


def _moet_vrij_zijn(pad: Path) -> None:
    """Whether nobody answers on a Unix socket; binding would take its name from who does.

    :raises Instellingsfout: when somebody does.
    """
    with socketlib.socket(socketlib.AF_UNIX) as proef:
        try:
            proef.settimeout(1)
            proef.connect(str(pad))
        except (ConnectionRefusedError, FileNotFoundError):
            return
        except OSError as fout:
            raise Instellingsfout(f"cannot serve on {pad}: {fout.strerror or fout}") from fout
    raise Instellingsfout(f"cannot serve on {pad}: {os.strerror(errno.EADDRINUSE)}")


class Later:
    """An application that is set when it can be made: after the address was bound."""

    toepassing: Toepassing

    def __call__(self, omgeving: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """As the application."""
        return self.toepassing(omgeving, start)


def bedien(
    toepassing: RioToepassing, host: str, port: int, instellingen: Instellingen, socket: Path | None = None
) -> None:
    """Serve until stopped, and say where."""
    memory.stel_geheugen_in()
    server = HttpServer(toepassing, host, port, instellingen, socket)
    with beheer_ernaast(toepassing, instellingen) as beheer:
        stel_opruimer_in()
        click.echo(f"serving on {server.adres}")
        if beheer is not None:
            click.echo(f"/controle, /voorbeeld, /metrics and /health on {beheer.adres}")
        server.draai()


@contextmanager
def beheer_ernaast(toepassing: RioToepassing, instellingen: Instellingen) -> Iterator[HttpServer | None]:
    """Serve what stands beside the services on a port of its own, when the settings name one: plain HTTP.

    :raises Instellingsfout: when it cannot be bound.
    """
    if not instellingen.beheer_poort:
        yield None
        return
    plek = instellingen.beheer_host, instellingen.beheer_poort
    with HttpServer(toepassing.beheer, *plek, replace(instellingen, tls="geen", threads=_BEHEERDRADEN)) as beheer:
        yield beheer


def stel_opruimer_in() -> None:
    """Keep Python's cycle collector off what stays for the life of the process: half a million objects, of which a full
    collection visits every one. What messages leave behind goes by its reference count, but for a few small cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_OPRUIMEN)


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

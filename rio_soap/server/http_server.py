"""The HTTP server: waitress, which buffers slow clients and needs nothing compiled.

It listens on a TCP port, with or without TLS of its own, or on a Unix socket behind a proxy.
"""

import errno
import os
import signal
import socket as socketlib
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Self

from waitress import wasyncore
from waitress.server import create_server

from rio_soap.server.application import Application
from rio_soap.server.channel import use_channels
from rio_soap.server.lanes import Lanes
from rio_soap.server.reception import BODY_MARGIN, LIMITS, Setting
from rio_soap.server.tls_server import TlsServer


class CannotServe(ValueError):
    """An address on which nothing can be served; the text says which, and why."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen: on a TCP port, or on a Unix socket instead.

    :param port: 0 takes any that is free.
    :param socket: path of the socket; its owner and group may connect (mode 0660).
    """

    host: str
    port: int
    socket: Path | None = None

    def __str__(self) -> str:
        return str(self.socket or f"{self.host}:{self.port}")


class HttpServer:
    """A bound server; run it in this thread with `run`, or in its own as a context manager.

    :param threads: worker threads.
    :param max_body: largest body in bytes.
    :param tls: given, it is spoken on every connection, and requires a client certificate; for a port.
    :raises CannotServe: when the address cannot be bound.
    """

    def __init__(
        self,
        application: Application,
        address: Address,
        *,
        threads: int,
        max_body: int,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._address, self._tls = address, tls
        self._channels: dict[int, object] = {}
        if address.socket is not None:
            _must_be_free(address.socket)
        try:
            self._server = self._bind(application, threads, max_body)
        except OSError as error:
            raise CannotServe(f"cannot serve on {address}: {error.strerror}") from error
        except ValueError as error:  # waitress, for a name that nothing resolves
            raise CannotServe(f"cannot serve on {address}: no address of this machine") from error
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)

    def close(self) -> None:
        """Give up an address on which nothing was served yet; one that was served on is given up by `__exit__`."""
        if self._thread.ident is None:
            wasyncore.close_all(self._channels)
            self._server.task_dispatcher.shutdown()

    @property
    def port(self) -> int:
        """The port in use, also when 0 was asked; 0 on a socket."""
        return 0 if self._address.socket else int(self._server.effective_port)

    @property
    def address(self) -> str:
        """Where it serves, for people: ``http://host:port``, ``https://host:port`` or ``unix:path``."""
        if self._address.socket is not None:
            return f"unix:{self._address.socket}"
        return f"{'https' if self._tls else 'http'}://{self._address.host}:{self.port}"

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT; requests under way are finished."""
        signal.signal(signal.SIGTERM, _stop)
        try:
            self._server.run()
        finally:
            self._server.close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # Sockets are closed in the thread that waits for them; elsewhere it would trip over a closed one.
        with suppress(OSError):  # the loop may just have done it, for another reason to wake up
            self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._channels))
        self._thread.join(timeout=10)
        self._server.task_dispatcher.shutdown()

    def _bind(self, application: Application, threads: int, max_body: int) -> Any:  # waitress has no types
        settings: dict[str, Setting] = {
            "threads": threads,
            "ident": "rio_soap",
            "max_request_body_size": max_body + BODY_MARGIN,
            "clear_untrusted_proxy_headers": True,
            **LIMITS,
        }
        if self._address.socket is not None:
            settings |= {"unix_socket": str(self._address.socket), "unix_socket_perms": "660"}
        else:
            settings |= {"host": self._address.host, "port": self._address.port}
        if self._tls is not None:
            return TlsServer(application, self._tls, self._channels, settings)
        lanes = Lanes(threads, application.lanes, application.worn)
        made = create_server(
            application.wsgi, self._channels, _dispatcher=lanes, channel_request_lookahead=1, **settings
        )
        for server in list(self._channels.values()):  # a name with two addresses has a server for each
            if hasattr(server, "channel_class"):
                use_channels(server, application)
        return made


def _must_be_free(path: Path) -> None:
    """Whether nobody answers on a Unix socket; binding would take its name from who does.

    :raises CannotServe: when somebody does.
    """
    with socketlib.socket(socketlib.AF_UNIX) as probe:
        try:
            probe.settimeout(1)
            probe.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            return
        except OSError as error:
            raise CannotServe(f"cannot serve on {path}: {error.strerror or error}") from error
    raise CannotServe(f"cannot serve on {path}: {os.strerror(errno.EADDRINUSE)}")


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def wait_for_stop() -> None:
    """Wait in the main thread until SIGTERM or SIGINT."""
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stopped.set())
    try:
        stopped.wait()
    except KeyboardInterrupt:
        return

"""TLS with client certificates in our own process, for installs without nginx.

waitress has no TLS. Its loop reads and writes without blocking and buffers requests before a worker sees them, so TLS
belongs inside that loop: a handshake or a body that dawdles holds a socket and never a thread. (cheroot and gunicorn
have TLS of their own, but hold a thread per slow client.) Handshakes have a deadline; what is not verified never
reaches the HTTP parser.
"""

import logging
import ssl
import threading
import time
from collections.abc import Mapping
from socket import socket
from wsgiref.types import WSGIEnvironment

from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from rio_soap.server.application import Application
from rio_soap.server.channel import DirectChannel, Task
from rio_soap.server.lanes import Lanes
from rio_soap.server.maintenance import close_expired
from rio_soap.server.reception import Setting

log = logging.getLogger(__name__)

Files = dict[int, object] | None
"""What the loop of waitress waits for, by the number of the file: listeners, connections, its trigger."""
_RECORD = 16 * 1024
"""Bytes in a record of TLS."""
HANDSHAKE_TIMEOUT = 10.0
"""Seconds in which a TLS handshake has to be done."""


class _TlsTask(Task):
    def get_environment(self) -> WSGIEnvironment:
        environ = super().get_environment()
        environ[self.channel.server.served.certificate_key] = self.channel.certificate
        environ["wsgi.url_scheme"] = "https"
        return environ


class _TlsChannel(DirectChannel):
    """One connection: first the handshake, then as any other."""

    task_class = _TlsTask

    def __init__(self, server: "TlsServer", sock: socket, addr: object, adj: Adjustments, map: Files = None) -> None:
        sock.setblocking(False)
        self.certificate: bytes | None = None
        self._wants_write = False
        # The loop reads while a worker may write, and one TLS connection cannot do both at once.
        self._tls_lock = threading.Lock()
        tls = server.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        super().__init__(server, tls, addr, adj, map=map)

    def expired(self, now: float) -> bool:
        """Also when its handshake takes too long."""
        return super().expired(now) or (self.handshaking and self.creation_time < now - HANDSHAKE_TIMEOUT)

    @property
    def handshaking(self) -> bool:
        """Whether the handshake is still going on."""
        return self.certificate is None

    def readable(self) -> bool:
        if self.handshaking:
            return not self.will_close and not self._wants_write
        return bool(super().readable())

    def writable(self) -> bool:
        if self.handshaking:
            return bool(self.will_close or self._wants_write)
        return bool(self._wants_write or super().writable())

    def handle_read(self) -> None:
        if self.handshaking:
            self._handshake()
            return
        try:
            data = self._read()
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError) as error:
            self._wants_write = isinstance(error, ssl.SSLWantWriteError)
            return
        except OSError:
            data = b""
        if data:
            self.last_activity = time.time()
            self.received(data)
        else:
            self.handle_close()

    def handle_write(self) -> None:
        if self.handshaking and not self.will_close:
            self._handshake()
        else:
            self._wants_write = False
            super().handle_write()

    def _handshake(self) -> None:
        try:
            self.socket.do_handshake()
            self.certificate = self.socket.getpeercert(binary_form=True)
        except ssl.SSLWantReadError:
            self._wants_write = False
        except ssl.SSLWantWriteError:
            self._wants_write = True
        except (OSError, ValueError) as error:
            log.info("TLS handshake with %s failed: %s", self.addr[0], error)
            self.handle_close()
        else:
            self._wants_write = False
            if self.certificate is None:  # CERT_REQUIRED rules it out; nobody gets in on that alone
                self.handle_close()

    def _read(self) -> bytes:
        """All that one TLS record holds: poll does not see what OpenSSL already has."""
        with self._tls_lock:
            data: bytes = self.socket.recv(self.adj.recv_bytes)
            while data and (rest := self.socket.pending()):
                data += self.socket.recv(rest)
        return data

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send record by record, as many as the socket takes; gives the number of bytes.

        A record that OpenSSL could not send has to be offered again, whole and first: so never more than one at a time.
        """
        sent, view = 0, memoryview(data)
        with self._tls_lock:
            try:
                while sent < len(data):
                    sent += int(self.socket.send(view[sent : sent + _RECORD]))
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return sent
            except OSError as error:
                log.info("TLS connection with %s broke: %s", self.addr[0], error)
                self.will_close = True
            else:
                return sent
        if do_close:
            self.handle_close()
        return sent


def _make_channel(server: "TlsServer", sock: socket, addr: object, adj: Adjustments, map: Files = None) -> None:
    try:
        _TlsChannel(server, sock, addr, adj, map)
    except (OSError, ValueError):  # gone before it began
        sock.close()


class TlsServer(TcpWSGIServer):  # type: ignore[misc]  # waitress has no types
    """waitress on a TCP port behind TLS with client certificates.

    :param context: requires a client certificate.
    :param map: of the loop: open files, to which this adds its own.
    :param settings: of waitress.
    """

    channel_class = staticmethod(_make_channel)

    def __init__(
        self, application: Application, context: ssl.SSLContext, map: Files, settings: Mapping[str, Setting]
    ) -> None:
        self.context, self.served = context, application
        adj = Adjustments(log_socket_errors=False, **settings)
        lanes = Lanes(adj.threads, application.lanes, application.worn)
        super().__init__(application.wsgi, map, dispatcher=lanes, adj=adj, sockinfo=adj.listen[0])

    def maintenance(self, now: float) -> None:
        """Close what is idle, does not take its answers, or is past the deadline of its handshake."""
        close_expired(self, now)

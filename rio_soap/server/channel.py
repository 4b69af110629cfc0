"""A connection whose answer is sent by the thread that made it.

In waitress a worker leaves its answer in a buffer and wakes the loop, which sends it. That costs a pipe, a switch of
threads and a turn over all connections for every message. Here the worker sends what the socket takes at once, nearly
always all of it, and the loop is woken only when there is something left for it to do.

No thread ever waits for a client. In waitress a worker does, once 16 MiB of answers wait for one that does not read:
eight such clients had all eight workers. Here the loop gets what the socket does not take, the next request of that
connection has to wait until it is gone, and who takes nothing is closed (`rio_soap.server.maintenance`).
"""

import threading
import time
from functools import partial
from typing import Any

from waitress.task import WSGITask

from rio_soap.server.maintenance import SCHRIJFTIJD, beperk, onderhoud
from rio_soap.server.reception import TijdigKanaal
from rio_soap.service.wsgi import ONTVANGEN

_SAMEN = 64 * 1024
"""Largest body that is put behind its headers in one piece, in bytes: copying more costs more than another call."""
_bezig = threading.local()
"""Of a worker thread: `kanaal`, the connection that it serves."""


class Taak(WSGITask):  # type: ignore[misc]  # waitress has no types
    """One request; headers and body of its answer leave together."""

    wrote_header: bool = False

    def get_environment(self) -> dict[str, Any]:
        """The WSGI environment, with the moment at which the request was whole."""
        omgeving: dict[str, Any] = super().get_environment()
        omgeving[ONTVANGEN] = self.request.binnen
        return omgeving

    def write(self, data: bytes) -> None:
        """Write a part of the body, after the headers if that is the first."""
        samen = self.complete and self.has_body and self.content_length == len(data) <= _SAMEN
        if self.wrote_header or not samen:
            super().write(data)
            return
        kop = self.build_response_header()
        self.wrote_header = True
        self.content_bytes_written = len(data)
        self.channel.write_soon(kop + data)


class DirectKanaal(TijdigKanaal):
    """Sends from the thread that answers, as far as the socket takes it; waits for nobody."""

    task_class = Taak
    total_outbufs_len: int
    _opgehouden = False
    """The next request waits until the client has taken its answers."""
    vordering = 0.0
    """When the client last took something of what waits for it; seconds since the epoch."""

    def write_soon(self, data: Any) -> int:
        """Send, or keep for the loop what the socket does not take; gives the size.

        :raises ClientDisconnected: when the connection is gone.
        """
        if type(data) is not bytes or not data:
            return int(super().write_soon(data))
        with self.outbuf_lock:
            leeg = not self.total_outbufs_len
            verstuurd = self._probeer(data) if self.connected and leeg else 0
            if leeg:
                self.vordering = time.time()
        if verstuurd < len(data):
            super().write_soon(memoryview(data)[verstuurd:])
            self.server.trigger.pull_trigger(lambda: beperk(self.server))
        return len(data)

    def houd_op(self) -> bool:
        """Whether the next request has to wait for the client; the loop hands it out when the time has come."""
        with self.outbuf_lock:
            self._opgehouden = bool(self.total_outbufs_len and self.connected)
            return self._opgehouden

    def handle_write(self) -> None:
        """Send what waits; when all of it is gone, the next request is due."""
        super().handle_write()
        if self._opgehouden:
            with self.outbuf_lock:
                verder = self._opgehouden and not self.total_outbufs_len and self.connected
                self._opgehouden = self._opgehouden and not verder
            if verder:
                self.server.add_task(self)

    def verlopen(self, nu: float) -> bool:
        """Whether the connection is to be closed: told so, silent for too long, or not taking its answer.

        :param nu: seconds since the epoch.
        """
        if self.total_outbufs_len:
            return max(self.vordering, self.last_activity) < nu - SCHRIJFTIJD
        stil = not self.requests and self.last_activity < nu - self.adj.channel_timeout
        return bool(self.will_close or stil)

    def _flush_some(self, do_close: bool = True) -> bool:
        if gevorderd := bool(super()._flush_some(do_close)):
            self.vordering = time.time()
        return gevorderd

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Nothing: waitress waits here for the client."""

    def _probeer(self, data: bytes) -> int:
        """How many bytes the socket took; the loop finds out about a connection that is gone."""
        try:
            return int(self.send(data, do_close=False))
        except OSError:
            self.will_close = True
            return 0


class VrijKanaal(DirectKanaal):
    """A connection to which the loop goes on listening while a request is answered, so that it need not be told after.

    For `channel_request_lookahead` 1. That a client sends nothing more does not keep it from its answer.
    """

    _einde = False
    """The client sends nothing more."""

    def readable(self) -> bool:
        """Whether the loop has to listen."""
        return not (self._einde and self.requests) and bool(super().readable())

    def handle_read(self) -> None:
        """Take what came in; the end of it counts when no answer is due any more."""
        if not self.requests:
            super().handle_read()
            return
        try:
            data = self.socket.recv(self.adj.recv_bytes)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.last_activity = time.time()
            self.received(data)
        else:
            self._einde = True

    def service(self) -> None:
        """Answer one request; waitress tells the loop at the end."""
        _bezig.kanaal = self
        try:
            super().service()
        finally:
            _bezig.kanaal = None

    @property
    def rust(self) -> bool:
        """Whether the loop has nothing to do here but what it does already: listen."""
        wacht = self.requests or self.total_outbufs_len or self.will_close or self.close_when_flushed or self._einde
        return not wacht and bool(self.connected)


def stel_lus_in(server: Any) -> None:
    """Let a waitress server use `VrijKanaal`, and wake its loop only for a connection that needs it."""
    trek = server.pull_trigger

    def trek_als_nodig() -> None:
        kanaal = getattr(_bezig, "kanaal", None)
        if kanaal is None or not kanaal.rust:
            trek()

    server.channel_class, server.pull_trigger = VrijKanaal, trek_als_nodig
    server.maintenance = partial(onderhoud, server)

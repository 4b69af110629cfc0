"""A connection whose answer is sent by the thread that made it.

In waitress a worker leaves its answer in a buffer and wakes the loop, which sends it. That costs a pipe, a switch of
threads and a turn over all connections for every message. Here the worker sends what the socket takes at once, nearly
always all of it, and the loop is woken only when there is something left for it to do.
"""

import threading
import time
from typing import Any

from waitress.task import WSGITask

from rio_soap.cli.ontvangst import TijdigKanaal

_SAMEN = 64 * 1024
"""Largest body that is put behind its headers in one piece, in bytes: copying more costs more than another call."""
_bezig = threading.local()
"""Of a worker thread: `kanaal`, the connection that it serves."""


class Taak(WSGITask):  # type: ignore[misc]  # waitress has no types
    """One request; headers and body of its answer leave together."""

    wrote_header: bool = False

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
    """Sends from the thread that answers, as far as the socket takes it."""

    task_class = Taak

    def write_soon(self, data: Any) -> int:
        """Send, or keep for the loop what the socket does not take; gives the size.

        :raises ClientDisconnected: when the connection is gone.
        """
        if type(data) is not bytes or not data:
            return int(super().write_soon(data))
        with self.outbuf_lock:
            verstuurd = self._probeer(data) if self.connected and not self.total_outbufs_len else 0
        if verstuurd < len(data):
            super().write_soon(data[verstuurd:])
        return len(data)

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

"""A connection whose answer is sent by the thread that made it.

In waitress a worker leaves its answer in a buffer and wakes the loop, which sends it. That costs a pipe, a switch of
threads and a turn over all connections for every message. Here the worker sends what the socket takes at once, nearly
always all of it, and the loop is woken only when there is something left for it to do.

What pays for this work on the inside of waitress: 0.033 ms of processor time per request of 0.100 bare, and 0.060 of
0.147 with our WSGI application around empty steps (5 kB in, 4.6 kB out, 4 connections, 8 threads;
docs/architectuur.md, "Server and process model"). Others see a connection as `rio_soap.server.interface` has it.

No thread ever waits for a client. In waitress a worker does, once 16 MiB of answers wait for one that does not read:
eight such clients had all eight workers. Here the loop gets what the socket does not take, the next request of that
connection has to wait until it is gone, and who takes nothing is closed (`rio_soap.server.maintenance`).
"""

import threading
import time
from functools import partial
from typing import Any
from wsgiref.types import WSGIEnvironment

from waitress.task import WSGITask

from rio_soap.server.application import Application
from rio_soap.server.file_part import FilePart
from rio_soap.server.maintenance import WRITE_TIMEOUT, bound_unsent, close_expired
from rio_soap.server.reception import Parser, TimedChannel

_TOGETHER = 64 * 1024
"""Largest body that is put behind its headers in one piece, in bytes: copying more costs more than another call."""


class Task(WSGITask):  # type: ignore[misc]  # waitress has no types
    """One request; headers and body of its answer leave together."""

    wrote_header: bool = False

    def get_environment(self) -> WSGIEnvironment:
        """The WSGI environment, with the moment at which the request was whole."""
        environ: WSGIEnvironment = super().get_environment()
        environ[self.channel.server.served.received_key] = self.request.received_at
        environ["wsgi.file_wrapper"] = FilePart
        return environ

    def write(self, data: bytes) -> None:
        """Write a part of the body, after the headers if that is the first."""
        together = self.complete and self.has_body and self.content_length == len(data) <= _TOGETHER
        if self.wrote_header or not together:
            super().write(data)
            return
        header = self.build_response_header()
        self.wrote_header = True
        self.content_bytes_written = len(data)
        self.channel.write_soon(header + data)


class DirectChannel(TimedChannel):
    """Sends from the thread that answers, as far as the socket takes it; waits for nobody."""

    task_class = Task
    requests: list[Parser]
    total_outbufs_len: int
    outbufs: list[Any]  # of waitress
    _held_back = False
    """The next request waits until the client has taken its answers."""
    last_progress = 0.0
    """When the client last took something of what waits for it; seconds since the epoch."""

    @property
    def next_path(self) -> str:
        """Path of the request that is to be answered first, without a slash at the end; empty when it has none."""
        request = next(iter(self.requests), None)
        return getattr(request, "path", "").rstrip("/")  # no path: its first line could not be read

    def write_soon(self, data: Any) -> int:  # bytes, or a file that waitress wraps
        """Send, or keep for the loop what the socket does not take; gives the size.

        :raises ClientDisconnected: when the connection is gone.
        """
        if type(data) is not bytes or not data:
            return int(super().write_soon(data))
        with self.outbuf_lock:
            empty = not self.total_outbufs_len
            sent = self._try(data) if self.connected and empty else 0
            if empty:
                self.last_progress = time.time()
        if sent < len(data):
            super().write_soon(memoryview(data)[sent:])
            self.server.trigger.pull_trigger(lambda: bound_unsent(self.server))
        return len(data)

    def hold_back(self) -> bool:
        """Whether the next request has to wait for the client; the loop hands it out when the time has come."""
        with self.outbuf_lock:
            self._held_back = bool(self.total_outbufs_len and self.connected)
            return self._held_back

    def handle_write(self) -> None:
        """Send what waits; when all of it is gone, the next request is due."""
        super().handle_write()
        if self._held_back:
            with self.outbuf_lock:
                due = self._held_back and not self.total_outbufs_len and self.connected
                self._held_back = self._held_back and not due
            if due:
                self.server.add_task(self)

    def expired(self, now: float) -> bool:
        """Whether the connection is to be closed: told so, silent for too long, or not taking its answer.

        :param now: seconds since the epoch.
        """
        if self.total_outbufs_len:
            return max(self.last_progress, self.last_activity) < now - WRITE_TIMEOUT
        silent = not self.requests and self.last_activity < now - self.adj.channel_timeout
        return bool(self.will_close or silent)

    @property
    def unsent_in_memory(self) -> int:
        """Bytes of answers that wait for the client and are not in a file."""
        in_files = sum(len(part) for part in list(self.outbufs) if isinstance(part, FilePart))
        return max(0, self.total_outbufs_len - in_files)

    def _flush_some(self, do_close: bool = True) -> bool:
        if isinstance(self.outbufs[0], FilePart):
            self.outbufs[0].new_turn()
        if progress := bool(super()._flush_some(do_close)):
            self.last_progress = time.time()
        return progress

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Nothing: waitress waits here for the client."""

    def _try(self, data: bytes) -> int:
        """How many bytes the socket took; the loop finds out about a connection that is gone."""
        try:
            return int(self.send(data, do_close=False))
        except OSError:
            self.will_close = True
            return 0


class ListeningChannel(DirectChannel):
    """A connection to which the loop goes on listening while a request is answered, so that it need not be told after.

    For `channel_request_lookahead` 1. That a client sends nothing more does not keep it from its answer.
    """

    _ended = False
    """The client sends nothing more."""

    def readable(self) -> bool:
        """Whether the loop has to listen."""
        return not (self._ended and self.requests) and bool(super().readable())

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
            self._ended = True

    def service(self) -> None:
        """Answer one request; waitress tells the loop at the end."""
        _serving.channel = self
        try:
            super().service()
        finally:
            _serving.channel = None

    @property
    def at_rest(self) -> bool:
        """Whether the loop has nothing to do here but what it does already: listen."""
        due = self.requests or self.total_outbufs_len or self.will_close or self.close_when_flushed or self._ended
        return not due and bool(self.connected)


class _Serving(threading.local):
    """What a worker thread remembers of its own work."""

    channel: ListeningChannel | None = None
    """The connection that it serves."""


_serving = _Serving()


def use_channels(server: Any, served: Application) -> None:  # a server of waitress, which has no types
    """Let a waitress server use `ListeningChannel`, and wake its loop only for a connection that needs it.

    :param served: what it serves; waitress itself keeps only something that calls it.
    """
    pull = server.pull_trigger

    def pull_when_needed() -> None:
        channel = _serving.channel
        if channel is None or not channel.at_rest:
            pull()

    server.channel_class, server.pull_trigger = ListeningChannel, pull_when_needed
    server.maintenance, server.served = partial(close_expired, server), served

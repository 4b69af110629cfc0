"""How long and how much a client may send before its request is whole.

waitress forgets a connection that was silent for `channel_timeout`; one byte a minute kept it open for ever, and a
hundred of such clients kept everybody else out. Here the clock starts with the first byte of a request and stops with
its last.
"""

import time
from collections.abc import Mapping

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask
from waitress.utilities import BadRequest, RequestEntityTooLarge

from rio_soap.server.application import Answer

RECEIVE_TIMEOUT = 30
"""Seconds in which a request has to be in, and that a silent connection is kept."""
Setting = str | int | bool
"""Of waitress."""
LIMITS: dict[str, Setting] = {
    "channel_timeout": RECEIVE_TIMEOUT,
    "cleanup_interval": 2,
    # nginx hands a client certificate over in a header of up to 32 kB; waitress takes time quadratic in the number of
    # equal headers, on the thread that serves everybody
    "max_request_header_size": 64 * 1024,
    "connection_limit": 500,
    "asyncore_use_poll": True,  # select knows no more than 1024 files
    # a larger body waits on disk: five hundred of the largest would take a gigabyte
    "inbuf_overflow": 128 * 1024,
    # what a socket did not take at once is sent as soon as it takes anything
    "send_bytes": 1,
}
"""Settings of waitress that bound what strangers may ask of us."""
BODY_MARGIN = 2
"""What waitress allows over the largest body, in bytes. It refuses a body of just its limit, so one that is a byte too
large still reaches the application, which tells why in its own way."""


class _TooLarge(RequestEntityTooLarge):  # type: ignore[misc]  # waitress has no types
    """A body that is refused before it is read, with the answer that the application gave for it."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("")
        self._answer = answer

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status, headers and body."""
        return self._answer.status, [("Content-Type", self._answer.content_type)], self._answer.body


class _ErrorTask(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """The answer to a request that never reached the application."""

    def execute(self) -> None:
        request = self.request
        if isinstance(request.error, RequestEntityTooLarge):
            maximum = self.channel.adj.max_request_body_size - BODY_MARGIN
            answer = self.channel.server.served.too_large(request.path.rstrip("/"), maximum)
            if answer is not None:
                request.error = _TooLarge(answer)
        super().execute()


_TLS = b"\x16\x03"
"""How a TLS handshake begins; who sends one waits for an answer, and no end of headers will come."""


class Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Reads requests; one whose length can be read in two ways is refused, lest something be smuggled in behind it."""

    completed: bool
    path: str
    headers: Mapping[str, str]
    chunked: bool
    received_at = 0.0
    """When it was whole, by `time.monotonic`."""

    def received(self, data: bytes) -> int:
        """Take what came in; gives how many bytes of it are of this request."""
        if not self.header_plus and self.body_rcv is None and not self.completed and data.startswith(_TLS):
            self.parse_header(b"GET / HTTP/1.0\r\n")
            self.error, self.completed = BadRequest("this port speaks http and no TLS: not https"), True
            return len(data)
        taken = int(super().received(data))
        if self.completed:
            self.received_at = time.monotonic()
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        """Read the start line and the headers.

        :raises ParsingError: for two lengths, chunks in HTTP/1.0 (RFC 9112, 6.1), a length beyond all measure.
        """
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # more digits than Python reads
            raise ParsingError("Content-Length is invalid") from error
        if (self.chunked and "CONTENT_LENGTH" in self.headers) or "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("Transfer-Encoding in HTTP/1.0, or beside Content-Length")


class TimedChannel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection whose requests have to come in on time."""

    parser_class = Parser
    error_task_class = _ErrorTask
    last_activity: float
    request: Parser | None
    _incoming: Parser | None = None
    """The request that is coming in."""
    _since = 0.0

    def received(self, data: bytes) -> bool:
        """Take what came in; while a request is not whole, the connection counts as silent since it began."""
        goes_on = bool(super().received(data))
        if self.request is not self._incoming:
            self._incoming, self._since = self.request, self.last_activity
        if self.request is not None:
            self.last_activity = self._since
        return goes_on

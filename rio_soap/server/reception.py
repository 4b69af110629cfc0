"""How long and how much a client may send before its request is whole.

waitress forgets a connection that was silent for `channel_timeout`; one byte a minute kept it open for ever, and a
hundred of such clients kept everybody else out. Here the clock starts with the first byte of a request and stops with
its last.
"""

import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask
from waitress.utilities import BadRequest, RequestEntityTooLarge

from rio_soap.contract.operaties import DIENSTEN
from rio_soap.edukoppeling.antwoord import stel_fout_op
from rio_soap.edukoppeling.fouten import Edufout
from rio_soap.edukoppeling.klok import Systeemklok
from rio_soap.edukoppeling.tekens import te_groot
from rio_soap.edukoppeling.zinsdelen import hoogstens, meer_dan

ONTVANGTIJD = 30
"""Seconds in which a request has to be in, and that a silent connection is kept."""
GRENZEN: dict[str, Any] = {
    "channel_timeout": ONTVANGTIJD,
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


class _TeGroot(RequestEntityTooLarge):  # type: ignore[misc]  # waitress has no types
    """A body that is refused before it is read, as the fault that it gets when it is only a little too large."""

    def __init__(self, fout: Edufout) -> None:
        super().__init__("")
        self._fout = fout

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status, headers and body."""
        data = stel_fout_op(self._fout, klok=Systeemklok(), eigen_oin="")
        return "500 Internal Server Error", [("Content-Type", "text/xml; charset=UTF-8")], data


class _Fouttaak(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """The answer to a request that never reached the application."""

    def execute(self) -> None:
        verzoek = self.request
        if isinstance(verzoek.error, RequestEntityTooLarge) and verzoek.path.rstrip("/") in _PADEN:
            maximum = self.channel.adj.max_request_body_size - 2
            verzoek.error = _TeGroot(te_groot(meer_dan("bytes", maximum), hoogstens("bytes", maximum)))
        super().execute()


_TLS = b"\x16\x03"
"""How a TLS handshake begins; who sends one waits for an answer, and no end of headers will come."""
_PADEN = {dienst.pad for dienst in DIENSTEN}


class _Lezer(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Reads requests; one whose length can be read in two ways is refused, lest something be smuggled in behind it."""

    completed: bool
    binnen = 0.0
    """When it was whole, by `time.monotonic`."""

    def received(self, data: bytes) -> int:
        """Take what came in; gives how many bytes of it are of this request."""
        if not self.header_plus and self.body_rcv is None and not self.completed and data.startswith(_TLS):
            self.parse_header(b"GET / HTTP/1.0\r\n")
            self.error, self.completed = BadRequest("this port speaks http and no TLS: not https"), True
            return len(data)
        aantal = int(super().received(data))
        if self.completed:
            self.binnen = time.monotonic()
        return aantal

    def parse_header(self, header_plus: bytes) -> None:
        """Read the start line and the headers.

        :raises ParsingError: for two lengths, chunks in HTTP/1.0 (RFC 9112, 6.1), a length beyond all measure.
        """
        try:
            super().parse_header(header_plus)
        except ValueError as fout:  # more digits than Python reads
            raise ParsingError("Content-Length is invalid") from fout
        if (self.chunked and "CONTENT_LENGTH" in self.headers) or "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("Transfer-Encoding in HTTP/1.0, or beside Content-Length")


class TijdigKanaal(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection whose requests have to come in on time."""

    parser_class = _Lezer
    error_task_class = _Fouttaak
    last_activity: float
    _onderweg: object = None
    """The request that is coming in."""
    _begonnen = 0.0

    def received(self, data: bytes) -> bool:
        """Take what came in; while a request is not whole, the connection counts as silent since it began."""
        verder = bool(super().received(data))
        if self.request is not self._onderweg:
            self._onderweg, self._begonnen = self.request, self.last_activity
        if self.request is not None:
            self.last_activity = self._begonnen
        return verder

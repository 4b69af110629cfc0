"""How long and how much a client may send before its request is whole.

waitress forgets a connection that was silent for `channel_timeout`; one byte a minute kept it open for ever, and a
hundred of such clients kept everybody else out. Here the clock starts with the first byte of a request and stops with
its last.
"""

from typing import Any

from waitress.channel import HTTPChannel

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
}
"""Settings of waitress that bound what strangers may ask of us."""


class TijdigKanaal(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection whose requests have to come in on time."""

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

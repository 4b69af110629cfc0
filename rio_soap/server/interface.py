"""What the rest of this room may ask of a connection and of its server: all of waitress that shows outside `channel`,
`reception`, `tls_server` and `http_server`."""

from collections.abc import Callable, Mapping
from typing import Protocol


class Connection(Protocol):
    """One connection with a client, as `rio_soap.server.channel` makes them.

    :ivar addr: who it is with.
    :ivar total_outbufs_len: bytes of answers that wait for the client.
    :ivar last_progress: when the client last took something of those; seconds since the epoch.
    """

    addr: object
    total_outbufs_len: int
    last_progress: float

    @property
    def next_path(self) -> str:
        """Path of the request that is to be answered first, without a slash at the end; empty when it has none."""

    @property
    def unsent_in_memory(self) -> int:
        """Bytes of answers that wait for the client and are not in a file."""

    def hold_back(self) -> bool:
        """Whether the next request has to wait for the client; if so it is handed out when the time has come."""

    def expired(self, now: float) -> bool:
        """Whether the connection is to be closed.

        :param now: seconds since the epoch.
        """

    def handle_close(self) -> None:
        """Close it; for the thread of the loop."""

    def service(self) -> None:
        """Answer one request; for a worker thread."""

    def cancel(self) -> None:
        """No request of it will be answered any more."""


class Trigger(Protocol):
    """Wakes the loop."""

    def pull_trigger(self, thunk: Callable[[], None] | None = None) -> None:
        """Wake it, and have it call this between two of its rounds."""


class Listener(Protocol):
    """A server on one address.

    :ivar active_channels: its connections, by the number of their file.
    """

    active_channels: Mapping[int, Connection]
    trigger: Trigger

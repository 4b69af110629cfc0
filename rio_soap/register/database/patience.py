"""Connections to PostgreSQL on which nobody waits longer than his message has.

The server ends by itself a statement that takes too long (`rio_soap.register.database.connections`), as long as it
lives and can be heard. One that was stopped, or that sits behind a network that fell silent, says nothing at all.
"""

import time
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy.engine import Engine
from sqlalchemy.event import listen

from rio_soap.register.database import deadline

T = TypeVar("T")

SPELING = 1.0
"""Seconds after the deadline in which the server may still say that it gave up, or that it committed."""
_VERBINDTIJD = 4
"""Seconds to make a connection."""
_KORTST = 2
"""The least that libpq takes for those."""
_LIJN = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 30_000}
"""When a line counts as dead on which nobody has a deadline: seconds of silence, and ms without receipt."""


_INTERVAL = 0.1
"""Seconds after which psycopg looks whether it is interrupted, as it does by itself."""


class PatientConnection(psycopg.Connection[tuple[object, ...]]):
    """A connection that is given up when its server is silent beyond the deadline of this thread."""

    def wait(self, gen: PQGen[T], interval: float = _INTERVAL, timeout: float | None = None) -> T:
        """Wait for what the server says.

        :raises psycopg.OperationalError: when it says nothing in time; the connection is closed then, and what becomes
            of a COMMIT that was sent is not known.
        """
        if (einde := deadline.end()) is not None:
            timeout = max(0.0, einde - time.monotonic()) + SPELING
        try:
            return super().wait(gen, interval, timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:  # still waiting: it is of no use any more
                self.pgconn.finish()
            raise


def stel_in(engine: Engine) -> None:
    """Let a new engine make such connections; what its URL says of them goes before."""
    gezegd = engine.url.query

    # Any: what libpq takes and what psycopg takes, each of a type of its own, are keywords of one call.
    def verbind(_dialect: object, _pool: object, woorden: tuple[str, ...], namen: dict[str, Any]) -> PatientConnection:
        alle = {**_LIJN, "connect_timeout": max(_KORTST, int(deadline.left(_VERBINDTIJD)))}
        namen = {naam: waarde for naam, waarde in alle.items() if naam not in gezegd} | namen
        return PatientConnection.connect(*woorden, **namen)

    listen(engine, "do_connect", verbind)

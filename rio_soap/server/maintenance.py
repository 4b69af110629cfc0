"""What the loop does now and then for its connections: those that hold something up are closed.

waitress closes a connection by telling it to close when it can be written to; a client that does not read its answer
keeps that from ever happening. Here it is closed by the loop itself.
"""

import logging

from rio_soap.server.interface import Listener

log = logging.getLogger(__name__)

WRITE_TIMEOUT = 30.0
"""Seconds in which a client must take at least something of an answer that waits for it."""
MAX_UNSENT = 64 * 1024 * 1024
"""Bytes of answers in memory that wait for their clients at most, on all connections together."""


def close_expired(listener: Listener, now: float) -> None:
    """Close the connections that were silent for too long, or do not take their answers.

    :param now: seconds since the epoch.
    """
    for connection in list(listener.active_channels.values()):
        if connection.expired(now):
            # in the loop, between two rounds of it, in which the connection may still be due
            listener.trigger.pull_trigger(connection.handle_close)


def bound_unsent(listener: Listener) -> None:
    """Bound what waits for clients on all connections; who has been taking nothing for longest is closed first.

    For a turn of the trigger: that holds its lock, so nothing can be put off to a next turn from here.
    """
    waiting = [connection for connection in list(listener.active_channels.values()) if connection.unsent_in_memory]
    total = sum(connection.unsent_in_memory for connection in waiting)
    if total <= MAX_UNSENT:
        return
    waiting.sort(key=lambda connection: connection.last_progress, reverse=True)
    while total > MAX_UNSENT and len(waiting) > 1:
        slow = waiting.pop()
        total -= slow.unsent_in_memory
        log.warning("%s does not read its answers: closed, for others to have theirs", slow.addr)
        slow.handle_close()  # the loop asks for each connection by its number, and does not find this one any more

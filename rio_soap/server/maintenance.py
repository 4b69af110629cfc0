"""What the loop does now and then for its connections: those that hold something up are closed.

waitress closes a connection by telling it to close when it can be written to; a client that does not read its answer
keeps that from ever happening. Here it is closed by the loop itself.
"""

import logging
from typing import Any

log = logging.getLogger(__name__)

SCHRIJFTIJD = 30.0
"""Seconds in which a client must take at least something of an answer that waits for it."""
UITSTAAND = 64 * 1024 * 1024
"""Bytes of answers that wait for their clients at most, on all connections together."""


def onderhoud(server: Any, nu: float) -> None:
    """Close the connections of a server that were silent for too long, or do not take their answers.

    :param nu: seconds since the epoch.
    """
    for kanaal in list(server.active_channels.values()):
        if kanaal.verlopen(nu):
            _sluit(server, kanaal)


def beperk(server: Any) -> None:
    """Bound what waits for clients on all connections; who has been taking nothing for longest is closed first.

    For a turn of the trigger: that holds its lock, so nothing can be put off to a next turn from here.
    """
    wachtend = [kanaal for kanaal in list(server.active_channels.values()) if kanaal.total_outbufs_len]
    samen = sum(kanaal.total_outbufs_len for kanaal in wachtend)
    if samen <= UITSTAAND:
        return
    wachtend.sort(key=lambda kanaal: kanaal.vordering, reverse=True)
    while samen > UITSTAAND and len(wachtend) > 1:
        traag = wachtend.pop()
        samen -= traag.total_outbufs_len
        log.warning("%s does not read its answers: closed, for others to have theirs", traag.addr)
        traag.handle_close()  # the loop asks for each connection by its number, and does not find this one any more


def _sluit(server: Any, kanaal: Any) -> None:
    """Close in the loop, between two rounds of it, in which the connection may still be due."""
    server.trigger.pull_trigger(kanaal.handle_close)

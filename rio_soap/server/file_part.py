"""A file as an answer (`wsgi.file_wrapper`): the loop reads it as its client takes it, so that it is never in memory.

waitress sends on for as long as the socket takes anything. A client that is as fast as this machine would so have the
loop for a whole file, and everybody else would wait; here it has its turn, and the others theirs.
"""

from waitress.buffers import ReadOnlyFileBasedBuffer

TURN = 1024 * 1024
"""Bytes of a file that are sent in one turn of the loop: less than a millisecond."""


class FilePart(ReadOnlyFileBasedBuffer):  # type: ignore[misc]  # waitress has no types
    """An open file, from where it stands; as much of it as the Content-Length says."""

    _left = TURN

    def new_turn(self) -> None:
        """The loop comes to its connection."""
        self._left = TURN

    def get(self, numbytes: int = -1, skip: bool = False) -> bytes:
        """What is to be sent next; nothing when the turn is over.

        Never less of it for that: a record of TLS that was begun has to be offered again as it was.
        """
        return bytes(super().get(numbytes, skip)) if self._left > 0 else b""

    def skip(self, numbytes: int, allow_prune: int = 0) -> None:
        """So many bytes were sent."""
        self._left -= numbytes
        super().skip(numbytes, allow_prune)
